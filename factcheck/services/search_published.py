"""Published decisions found by words: for readers and programs outside the newsroom, who see what is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from factcheck.models import Claim, Quotation, Revision, RevisionKind
from factcheck.services.disclose import public_snapshots
from factcheck.services.export_checks import claim_made_on
from factcheck.text.concepts import find_concepts
from factcheck.text.tokens import tokenize

# Published items with a word of the query that are looked at, the latest first, of quotations and of claims each.
MOST_LOOKED_AT = 2_000
# A decision is found where it has this share of what the query speaks of. A guess.
LEAST_SHARE = 0.5
MOST_WORDS = 8  # of the query that are looked for; the longest tell most

Item = Quotation | Claim


@dataclass(frozen=True, slots=True)
class Published:
    """A published decision as anybody may see it. `made_on` is the ISO day of the claim, "" where it is not known."""

    item: Item
    revision: Revision
    snapshot: dict[str, Any]
    made_on: str
    language: str

    @property
    def reviewed_on(self) -> str:
        return self.revision.published_at.date().isoformat()


def search_published(query: str = "", *, language: str = "", max_age_days: int | None = None) -> list[Published]:
    """The decisions that speak of what the query speaks of, best first, the latest of equals first; without a query
    all, the latest first.

    `language` is a BCP 47 tag of which only the language counts. The age of a decision is that of its claim or of its
    review, whichever is later.
    """
    wanted = {concept.key for concept in find_concepts(query)} or {token.key for token in tokenize(query)}
    if query.strip() and not wanted:
        return []
    rated = []
    for number, found in enumerate(_candidates(query)):
        if language and found.language != _language_of(language):
            continue
        if max_age_days is not None and _age(found) > max_age_days:
            continue
        share = _share(wanted, found)
        if share >= LEAST_SHARE or not wanted:
            rated.append((-share, found.reviewed_on, -number, found))
    rated.sort(key=lambda entry: (entry[0], _newest_first(entry[1]), -entry[2]))
    return [entry[3] for entry in rated]


def _candidates(query: str) -> Iterator[Published]:
    words = sorted({token.key for token in tokenize(query) if len(token.key) > 2}, key=lambda key: (-len(key), key))
    for model in (Quotation, Claim):
        rows: QuerySet[Any] = model._default_manager.filter(published_revision__isnull=False)
        rows = rows.exclude(published_revision__kind=RevisionKind.RETRACTION)
        if words:
            alike = Q()
            for word in words[:MOST_WORDS]:
                stem = word[: max(4, len(word) - 3)]  # "jobs", "jobless": the concepts decide
                alike |= Q(text__icontains=stem) | Q(attribution__speaker_text__icontains=stem)
            rows = rows.filter(alike)
        rows = rows.select_related("published_revision", "story", "attribution")
        items = list(rows.order_by("-published_revision__published_at", "-pk")[:MOST_LOOKED_AT])
        snapshots = public_snapshots([item.published_revision.snapshot for item in items])
        for item, snapshot in zip(items, snapshots, strict=True):
            language = _language_of(item.story.language or settings.LANGUAGE_CODE)
            yield Published(item, item.published_revision, snapshot, claim_made_on(item, snapshot), language)


def _share(wanted: set[str], found: Published) -> float:
    if not wanted:
        return 0.0
    text = f"{found.snapshot.get('text', '')} {found.snapshot.get('speaker', '')}"
    held = {concept.key for concept in find_concepts(text)} | {token.key for token in tokenize(text)}
    return len(wanted & held) / len(wanted)


def _age(found: Published) -> int:
    """Days since the claim was made or reviewed, whichever is later."""
    return (timezone.now().date() - date.fromisoformat(max(found.made_on, found.reviewed_on))).days


def _language_of(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].lower()


def _newest_first(day: str) -> int:
    return -date.fromisoformat(day).toordinal()
