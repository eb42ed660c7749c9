"""Where do these words come from? Published decisions first, then every captured passage that carries them.

The index names candidate places; each is then compared word by word, so what is returned was seen in the record. "Not
found" always says what was looked in, and a lost index is an error, never an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Count, Q, QuerySet

from factcheck.exceptions import BadInput
from factcheck.index import LookupIndex
from factcheck.index.lexemes import words_of
from factcheck.models import Capture, Evidence, Layer, Quotation, Revision, RevisionKind, Source
from factcheck.services.disclose import UNNAMED, public_snapshots
from factcheck.services.index import require_index
from factcheck.services.lookup_answer import Decision, LookupAnswer, LookupResult, Place, Searched
from factcheck.services.lookup_places import find_places, source_text, spread_over
from factcheck.text import SourceText, compare
from factcheck.text.match import Comparison, Match

MOST_CHARACTERS = 5_000  # a quotation, not a story: stories are submitted
MOST_RESULTS = 50
# Published decisions looked at for one text.
MOST_DECISIONS = 100
# Two wordings of one quotation share at least so many of the words of the shorter one. Guess, on the generous side.
SHARED_WORDS = 0.3
MOST_FAILED = 20
# Once the words are located, places with less than this share of the best one's score are not compared any more. Of 400
# queries (as recorded, lightly and heavily misquoted, not there at all) over 40,000 sentences 1,248 places were below
# it, and none of them held the words; the lowest that did had between .45 and .55.
LIKELY_SHARE = 0.45


def lookup(
    text: str, *, speaker: str = "", outlet: str = "", limit: int = 10, include_private: bool = False
) -> LookupAnswer:
    """The answer for one text. Raises BadInput, and IndexUnavailable when the index is lost.

    `outlet`, by name or host, comes first among results that are alike otherwise.

    Without `include_private` only captures of public sources are looked in. Decisions are published ones always; of a
    private source behind one only the published words are shown.
    """
    text = checked_text(text)
    limit = min(max(limit, 1), MOST_RESULTS)
    index = require_index()
    places = find_places(index, text, limit, include_private) if index else []
    likely = [place for place in places if place.score >= places[0].score * LIKELY_SHARE]
    compared = [(place, _compare(text, place, speaker)) for place in likely]
    if not any(_is_located(result) for _, result in compared):
        # Before "not found" is said every place is looked at.
        compared += [(place, _compare(text, place, speaker)) for place in places[len(likely) :]]
    if not any(_is_located(result) for _, result in compared) and (spread := spread_over(places, text)):
        compared.append((spread, _compare(text, spread, speaker)))
    found = [(place, result) for place, result in compared if _is_located(result)]
    decisions = list(_decisions(text, [place.capture.pk for place, _ in found]))
    results = list(_of_captures(found, decisions))
    shown = {result.decision.quotation_id for result in results if result.decision}
    others = [pair for pair in decisions if str(pair[0].public_id) not in shown]
    results += _of_decisions(text, speaker, others, include_private)
    results = [replace(result, outlet_check=check_outlet(outlet, result.place)) for result in results]
    results.sort(key=_order)
    reason = "" if results else next((result.reason for _, result in compared if result.match == Match.UNCHECKABLE), "")
    return LookupAnswer(text, tuple(results[:limit]), _searched(index, include_private), reason)


def checked_text(text: str) -> str:
    """The text to look up, trimmed. Raises BadInput naming what was expected and what came."""
    text = text.replace("\0", "").strip()
    if len(text) > MOST_CHARACTERS:
        raise BadInput(f"A text of at most {MOST_CHARACTERS:,} characters was expected; {len(text):,} came.")
    if not words_of(text):
        raise BadInput("A text with words to look up was expected; there are none in it.")
    return text


# Captured passages ---------------------------------------------------------------------------------------------------


def _compare(text: str, place: Place, speaker: str) -> Comparison:
    return compare(text, source_text(place), speaker=speaker or None)


def _is_located(found: Comparison) -> bool:
    return found.match not in {Match.ABSENT, Match.UNCHECKABLE} and bool(found.spans)


def _of_captures(
    found: Iterable[tuple[Place, Comparison]], decisions: list[tuple[Quotation, Revision]]
) -> Iterator[LookupResult]:
    for place, result in found:
        start, end = (place.start + offset for offset in (result.spans[0].start, result.spans[-1].end))
        decision = next(
            (
                Decision.of(quotation, revision)
                for quotation, revision in decisions
                for passage in _evidence_in(revision, place.capture)
                if passage["start"] < end and start < passage["end"]
            ),
            None,
        )
        yield LookupResult(round(result.coverage, 4), result, place, decision)


# Published decisions --------------------------------------------------------------------------------------------------


def _decisions(text: str, capture_ids: list[int]) -> Iterator[tuple[Quotation, Revision]]:
    """Published quotations that rest on one of the captures, or whose printed words share this text's longest words."""
    longest = sorted({word for word in text.split() if len(word) > 3}, key=len, reverse=True)[:4]
    alike = Q(text__icontains=text)
    for word in longest:
        alike |= Q(text__icontains=word.strip(".,;:!?\"“”'’()[]"))
    resting = Evidence.objects.filter(passage__capture__in=capture_ids).values("step__quotation")
    published = _published_quotations().filter(alike | Q(pk__in=resting))
    for quotation in published.order_by("-published_revision__published_at")[:MOST_DECISIONS]:
        assert quotation.published_revision is not None
        yield quotation, quotation.published_revision


def _published_quotations() -> QuerySet[Quotation]:
    shown = Quotation.objects.filter(published_revision__isnull=False).exclude(
        published_revision__kind=RevisionKind.RETRACTION
    )
    return shown.select_related("published_revision")


def _of_decisions(
    text: str, speaker: str, decisions: list[tuple[Quotation, Revision]], include_private: bool
) -> Iterator[LookupResult]:
    """Decisions about the words as printed; those about other words that rest on the same capture are left out."""
    asked = set(words_of(text))
    frozen = [revision.snapshot for _, revision in decisions]
    shown = frozen if include_private else public_snapshots(frozen)
    for (quotation, revision), snapshot in zip(decisions, shown, strict=True):
        if not _shares_words(asked, set(words_of(quotation.text))):
            continue
        printed = compare(text, SourceText(quotation.text), speaker=None)
        if not _is_located(printed):
            continue
        decision = Decision.of(quotation, revision)
        place = _place_of_evidence(snapshot)
        if place is None:
            absent = Comparison(match=Match.ABSENT, coverage=0.0, reason="No recorded words are behind this decision.")
            yield LookupResult(round(printed.coverage, 4), absent, None, decision)
            continue
        yield LookupResult(round(printed.coverage, 4), _compare(text, place, speaker), place, decision)


def _shares_words(first: set[str], second: set[str]) -> bool:
    """A cheap look before comparing word by word."""
    return len(first & second) >= SHARED_WORDS * min(len(first), len(second))


def _place_of_evidence(snapshot: dict[str, Any]) -> Place | None:
    """The published words with what a snapshot shows around them; for a private source that is nothing."""
    for passage in snapshot.get("evidence", []):
        capture_id = passage.get("capture", {}).get("id")
        captures = Capture.objects.select_related("source__outlet").defer("text", "visible_text")
        capture = captures.filter(public_id=capture_id).first() if capture_id else None
        if capture is not None:
            words = f"{passage.get('prefix', '')}{passage['words']}{passage.get('suffix', '')}"
            start, is_named = passage["start"] - len(passage.get("prefix", "")), passage.get("source") != UNNAMED
            return Place(capture, Layer.ARTICLE.value, start, words, 0.0, is_named)
    return None


def _evidence_in(revision: Revision, capture: Capture) -> Iterator[dict[str, Any]]:
    for passage in revision.snapshot.get("evidence", []):
        if passage.get("capture", {}).get("id") == str(capture.public_id):
            yield passage


# The answer -----------------------------------------------------------------------------------------------------------


def check_outlet(asked: str, place: Place | None) -> str:
    """Whether a place is of the outlet asked for, given by its name or a host: same, other or unknown."""
    asked = asked.strip().casefold()
    if not asked or place is None or not place.is_named:
        return "unknown"
    outlet, host = place.capture.source.outlet, (urlsplit(place.capture.source.url).hostname or "").casefold()
    hosts = [host, *((known.casefold() for known in outlet.hosts) if outlet else ())]
    is_name = outlet is not None and outlet.name.casefold() == asked
    if is_name or any(known and (known == asked or known.endswith(f".{asked}")) for known in hosts):
        return "same"
    return "other" if outlet is not None or "." in asked else "unknown"


def _order(result: LookupResult) -> tuple[bool, int, float, bool, bool]:
    """Decisions first; then the better class, the greater share of the words, the speaker and the outlet asked for."""
    return (
        result.decision is None,
        result.found.match.rank,
        -result.score,
        result.found.speaker_check != "same",
        result.outlet_check != "same",
    )


def _searched(index: LookupIndex | None, include_private: bool) -> Searched:
    captures = Capture.objects.readable()
    failed = Source.objects.filter(latest_capture__isnull=True, checked_at__isnull=False)
    if not include_private:
        captures = captures.filter(source__is_private=False)
        failed = failed.filter(is_private=False)
    # Counted for each answer, not kept: an answer never says that more, or less, was looked in than was.
    counted = captures.order_by().aggregate(indexed=Count("indexed_at"), all=Count("pk"))
    first_failed = list(failed.order_by("pk")[: MOST_FAILED + 1])
    return Searched(
        captures=counted["indexed"],
        passages=(index.count() if index else 0) if include_private else None,
        decisions=_published_quotations().count(),
        waiting=counted["all"] - counted["indexed"],
        failed=tuple(
            {"source": source.name, "url": source.url, "reason": source.last_error or source.get_link_state_display()}
            for source in first_failed[:MOST_FAILED]
        ),
        failed_count=len(first_failed) if len(first_failed) <= MOST_FAILED else failed.count(),
    )
