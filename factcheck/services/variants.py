"""Other wordings of the utterance behind a quotation: as other stories print it, and as records have it.

Two quotations are of one utterance when they lie on the same words of one capture, or when the same speaker is credited
and one is located in the other. Bounded: nobody reads more, and each is compared word by word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from factcheck.fetch.checks.dates import read_date
from factcheck.index.lexemes import words_of
from factcheck.models import Comparison, Evidence, Quotation, RevisionKind
from factcheck.reports.links import link_to_words, web_address
from factcheck.services.chain import located_comparisons, published_chain
from factcheck.services.disclose import public_snapshots
from factcheck.services.lookup import SHARED_WORDS
from factcheck.text import SourceText, compare
from factcheck.text.match import Match

MOST_VARIANTS = 50
# Quotations of one speaker that are looked at, the latest first.
MOST_LOOKED_AT = 500
Variant = dict[str, Any]
Place = tuple[str, int, int]  # capture, start, end


@dataclass(frozen=True, slots=True)
class _Printed:
    """A quotation as the caller may know it: from its row at the desk, from its published revision elsewhere."""

    quotation: Quotation
    text: str
    speaker: str
    status: str
    outlet: str
    title: str
    url: str
    published_at: str
    places: tuple[Place, ...]


def variants_of(quotation: Quotation, *, sees_all: bool) -> list[Variant]:
    """The wordings, the earliest known first; those without a date come last. The quotation itself is the first asked
    for and is not among them. Without `sees_all` only published revisions are read, as anybody may see them.
    """
    if sees_all:
        comparisons = located_comparisons(quotation)
        [asked] = _from_rows([quotation], comparisons)
        found = [_recorded_at_desk(comparison) for comparison in comparisons]
    else:
        [asked] = _from_revisions([quotation])
        found = _recorded_in_public(quotation)
    found += [_of_printed(asked.text, other) for other in _same_utterance(asked, sees_all=sees_all)]
    found.sort(key=lambda variant: (read_date(variant["published_at"]) or "9999", variant["text"]))
    return found[:MOST_VARIANTS]


# Printed elsewhere ----------------------------------------------------------------------------------------------------


def _same_utterance(asked: _Printed, *, sees_all: bool) -> list[_Printed]:
    rows = Quotation.objects.select_related("story__outlet", "attribution__speaker", "published_revision")
    rows = rows.exclude(pk=asked.quotation.pk)
    if not sees_all:
        rows = rows.filter(published_revision__isnull=False).exclude(published_revision__kind=RevisionKind.RETRACTION)
    near = list(rows.filter(pk__in=_on_same_captures(asked, sees_all=sees_all)).order_by("-pk")[:MOST_LOOKED_AT])
    attribution = getattr(asked.quotation, "attribution", None)
    speaker = attribution.speaker_id if attribution is not None else None
    if speaker is not None:
        known = {row.pk for row in near}
        of_speaker = rows.filter(attribution__speaker=speaker).order_by("-pk")[:MOST_LOOKED_AT]
        near += [row for row in of_speaker if row.pk not in known]
    others = _from_rows(near, _comparisons_at(asked, near)) if sees_all else _from_revisions(near)
    return [other for other in others if _is_same(asked, other)][:MOST_VARIANTS]


def _on_same_captures(asked: _Printed, *, sees_all: bool) -> QuerySet[Any]:
    captures = {capture for capture, _, _ in asked.places}
    if sees_all:
        return Comparison.objects.filter(capture__public_id__in=captures).order_by().values("quotation")
    resting = Evidence.objects.filter(passage__capture__public_id__in=captures, step__quotation__isnull=False)
    return resting.order_by().values("step__quotation")


def _comparisons_at(asked: _Printed, near: Sequence[Quotation]) -> QuerySet[Comparison]:
    """What was found of these quotations in the captures that have the words asked for."""
    captures = {capture for capture, _, _ in asked.places}
    rows = Comparison.objects.filter(quotation__in=near, capture__public_id__in=captures).select_related("capture")
    return rows.only("quotation", "spans", "capture__public_id")


def _is_same(asked: _Printed, other: _Printed) -> bool:
    if any(_overlap(ours, theirs) for ours in asked.places for theirs in other.places):
        return True
    return bool(asked.speaker) and asked.speaker == other.speaker and _are_alike(asked.text, other.text)


def _overlap(ours: Place, theirs: Place) -> bool:
    return ours[0] == theirs[0] and ours[1] < theirs[2] and theirs[1] < ours[2]


def _are_alike(text: str, other: str) -> bool:
    """A cheap look at shared words before one is looked for in the other, word by word."""
    ours, theirs = words_of(text), words_of(other)
    if ours == theirs:
        return bool(ours)
    if len(set(ours) & set(theirs)) < SHARED_WORDS * min(len(set(ours)), len(set(theirs))):
        return False
    return _wording(text, other)[0] != "" or _wording(other, text)[0] != ""


def _from_rows(quotations: Sequence[Quotation], comparisons: Iterable[Comparison]) -> list[_Printed]:
    places: dict[int, list[Place]] = defaultdict(list)
    for row in comparisons:
        places[row.quotation_id] += [(str(row.capture.public_id), start, end) for start, end in row.spans]
    return [_from_row(quotation, places[quotation.pk]) for quotation in quotations]


def _from_row(quotation: Quotation, places: Sequence[Place]) -> _Printed:
    story, attribution = quotation.story, getattr(quotation, "attribution", None)
    return _Printed(
        quotation=quotation,
        text=quotation.text,
        speaker=str(attribution.speaker or attribution.speaker_text) if attribution is not None else "",
        status=quotation.attribution_status,
        outlet=str(story.outlet or ""),
        title=str(story),
        url=story.url,
        published_at=story.published_at.isoformat() if story.published_at else "",
        places=tuple(places),
    )


def _from_revisions(quotations: Sequence[Quotation]) -> list[_Printed]:
    revisions: list[Any] = [quotation.published_revision for quotation in quotations]
    snapshots = public_snapshots([revision.snapshot for revision in revisions])
    return [
        _Printed(
            quotation=quotation,
            text=snapshot.get("text", ""),
            speaker=snapshot.get("speaker", ""),
            status=revision.decision,
            outlet=str(quotation.story.outlet or ""),
            title=snapshot.get("story", {}).get("title", ""),
            url=snapshot.get("story", {}).get("url", ""),
            published_at=snapshot.get("story", {}).get("published_at", ""),
            places=tuple(_places_in(snapshot)),
        )
        for quotation, revision, snapshot in zip(quotations, revisions, snapshots, strict=True)
    ]


def _places_in(snapshot: dict[str, Any]) -> Iterator[Place]:
    for entry in snapshot.get("evidence", []):
        if capture := entry.get("capture", {}).get("id"):
            yield capture, entry["start"], entry["end"]


def _wording(text: str, other: str) -> tuple[str, list[Any]]:
    """How `text` stands to another wording: class and word operations; "" where it is not in it."""
    found = compare(text, SourceText(other), speaker=None)
    if found.match in {Match.ABSENT, Match.UNCHECKABLE} or not found.spans:
        return "", []
    return found.match.value, [operation.as_json() for operation in found.operations]


def _of_printed(asked: str, other: _Printed) -> Variant:
    match, operations = _wording(asked, other.text)
    return {
        "kind": "printed",
        "text": other.text,
        "match": match,
        "operations": operations,
        "speaker": other.speaker,
        "outlet": other.outlet,
        "title": other.title,
        "url": web_address(other.url),
        "link": link_to_words(other.url, other.text),
        "published_at": other.published_at or None,
        "tier": "",
        "quotation": str(other.quotation.public_id),
        "status": other.status,
        "source_id": None,
        "capture": None,
        "sha256": "",
    }


# In records -----------------------------------------------------------------------------------------------------------


def _recorded_at_desk(comparison: Comparison) -> Variant:
    capture, source = comparison.capture, comparison.capture.source
    return _recorded(
        comparison.recorded_words,
        match=comparison.match,
        operations=comparison.operations,
        speaker=comparison.recorded_speaker,
        outlet=str(source.outlet or ""),
        title=source.title or source.name,
        url=source.url,
        published_at=capture.published_at,
        tier=source.tier,
        source_id=str(source.public_id),
        capture=str(capture.public_id),
        sha256=capture.raw_sha256,
    )


def _recorded_in_public(quotation: Quotation) -> list[Variant]:
    assert quotation.published_revision is not None
    [snapshot] = public_snapshots([quotation.published_revision.snapshot])
    records: Iterable[dict[str, Any]] = (link for link in published_chain(snapshot) if link["part"] == "record")
    return [_recorded_of_link(snapshot.get("text", ""), link) for link in records]


def _recorded_of_link(printed: str, link: dict[str, Any]) -> Variant:
    match, operations = _wording(printed, link["words"])
    return _recorded(
        link["words"],
        match=match,
        operations=operations,
        speaker=link["recorded_speaker"],
        outlet="",
        title=link["name"],
        url=link["url"],
        published_at=link["published_at"],
        tier=link["tier"],
        source_id=link["source_id"],
        capture=link["capture"],
        sha256=link["sha256"],
    )


def _recorded(words: str, *, url: str, published_at: str | None, **more: Any) -> Variant:
    return {
        "kind": "recorded",
        "text": words,
        "url": web_address(url),
        "link": link_to_words(url, words),
        "published_at": published_at or None,
        "quotation": None,
        "status": "",
        **more,
    }
