"""The search box of the lists of quotations and claims: words, speaker, outlet, story; and by name, status."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Field, Q, QuerySet
from django.utils.text import smart_split, unescape_string_literal

from factcheck.models import Attribution, Claim, Outlet, Quotation, Speaker, Story, Via
from factcheck.reports.vocabulary import match_label
from factcheck.text.match import Match

SEARCH_HELP = (
    "Words of the text, speaker, outlet or story. Narrow it with speaker:, outlet:, story: or status:, "
    "as in speaker:psaki status:disputed"
)
# A search of a whole paragraph would ask a question of the database for each of its words.
MOST_WORDS = 12


def search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """The rows that fit every word of the search; a quoted phrase is one word."""
    for word in list(smart_split(text))[:MOST_WORDS]:
        name, colon, rest = word.partition(":")
        ask = _FIELDS.get(name.casefold()) if colon and rest else None
        rows = rows.filter(ask(_plain(rest), rows.model) if ask else _anywhere(_plain(word), rows.model))
    return rows


def _plain(word: str) -> str:
    if len(word) > 1 and word[0] in "\"'" and word[0] == word[-1]:
        return unescape_string_literal(word)
    return word


def _anywhere(word: str, model: Any) -> Q:
    return Q(text__icontains=word) | _speaker(word, model) | _outlet(word, model) | _story(word, model)


# Each is asked once, as a list of keys: joined, it would be looked up for every row of the list, and an outlet named
# twice would show its quotation twice.
def _speaker(word: str, model: Any) -> Q:
    known = Speaker.objects.filter(name__icontains=word).order_by().values("pk")
    credited = Attribution.objects.filter(Q(speaker__in=known) | Q(speaker_text__icontains=word))
    return _of(credited, _name(model), model)


def _outlet(word: str, model: Any) -> Q:
    named = Outlet.objects.filter(name__icontains=word).order_by().values("pk")
    through = Via.objects.filter(outlet__in=named)
    stories = Story.objects.filter(outlet__in=named).order_by()
    return _of(through, f"attribution__{_name(model)}", model) | Q(story__in=stories.values("pk"))


def _story(word: str, model: Any) -> Q:
    return Q(story__in=Story.objects.filter(title__icontains=word).order_by().values("pk"))


def _of(rows: QuerySet[Any], path: str, model: Any) -> Q:
    """The items at the end of the path. Some rows belong to the other kind of item: NULL in the list fits nothing."""
    return Q(pk__in=rows.filter(**{f"{path}__isnull": False}).order_by().values(path))


def _name(model: Any) -> str:
    return str(model._meta.model_name)


def _status(word: str, model: type[Quotation] | type[Claim]) -> Q:
    """Review states, decisions and matches whose name has the word. A decision stands in its row only once signed by
    all who have to, so none can be found out here.
    """
    wanted = word.casefold().replace("_", " ")
    decision = "attribution_status" if model is Quotation else "rating"
    found = Q(pk__in=[])
    for field in ("review_state", decision):
        column = model._meta.get_field(field)
        assert isinstance(column, Field)
        names = dict(column.flatchoices)
        values = [value for value, name in names.items() if _says(wanted, value, str(name))]
        found |= Q(**{f"{field}__in": values})
    if model is Quotation:
        found |= Q(match__in=[match.value for match in Match if _says(wanted, match.value, match_label(match).words)])
    return found


def _says(wanted: str, value: str, name: str) -> bool:
    return wanted in value.replace("_", " ") or wanted in name.casefold()


_FIELDS: Mapping[str, Callable[[str, Any], Q]] = {
    "speaker": _speaker,
    "outlet": _outlet,
    "story": _story,
    "status": _status,
}
