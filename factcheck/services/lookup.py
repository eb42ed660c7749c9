"""Where do these words come from? Published decisions first, then every captured passage that carries them.

The index names candidate places; each is then compared word by word, so what is returned was seen in the record. "Not
found" always says what was looked in, and a lost index is an error, never an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Substr

from factcheck.exceptions import BadInput
from factcheck.index import Candidate, LookupIndex
from factcheck.index.lexemes import words_of
from factcheck.models import Capture, Evidence, Layer, Quotation, Revision, RevisionKind, Source
from factcheck.services.index import require_index
from factcheck.services.lookup_answer import Decision, LookupAnswer, LookupResult, Place, Searched
from factcheck.text import SourceText, compare
from factcheck.text.match import Comparison, Match
from factcheck.text.turns import Turn

MOST_CHARACTERS = 5_000  # a quotation, not a story: stories are submitted
MOST_RESULTS = 50
# Candidates asked of the index, in steps: more only while too few of them may be seen by whoever asks.
CANDIDATES = (60, 600, 6_000)
# Places compared word by word, at least and at most; each costs about a millisecond.
FEWEST_PLACES, MOST_PLACES = 12, MOST_RESULTS
MOST_PLACES_A_CAPTURE = 3
# Copies of one page that score within this share of the best carry the same words; the newest of them stands for all.
SAME_SCORE = 0.99
# Text around a candidate that is compared with it, in code points: room for the quotation to go on, and for context.
REACH = 700
# Published decisions looked at for one text.
MOST_DECISIONS = 100
MOST_FAILED = 20


def lookup(text: str, *, speaker: str = "", limit: int = 10, include_private: bool = False) -> LookupAnswer:
    """The answer for one text. Raises BadInput, and IndexUnavailable when the index is lost.

    Without `include_private` only captures of public sources are looked in. Decisions are published ones always.
    """
    text = checked_text(text)
    limit = min(max(limit, 1), MOST_RESULTS)
    index = require_index()
    places = _places(index, text, limit, include_private) if index else []
    compared = [(place, _compare(text, place, speaker)) for place in places]
    found = [(place, result) for place, result in compared if _is_located(result)]
    decisions = list(_decisions(text, [place.capture.pk for place, _ in found]))
    results = list(_of_captures(found, decisions))
    shown = {result.decision.quotation_id for result in results if result.decision}
    results += _of_decisions(text, speaker, [pair for pair in decisions if str(pair[0].public_id) not in shown])
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


# Captured passages ----------------------------------------------------------------------------------------------------


def _places(index: LookupIndex, text: str, limit: int, include_private: bool) -> list[Place]:
    wanted = min(max(limit, FEWEST_PLACES), MOST_PLACES)
    chosen: list[Candidate] = []
    captures: dict[int, Capture] = {}
    for most in CANDIDATES:
        candidates = index.search(text, most)
        captures = _visible_captures({candidate.capture_id for candidate in candidates}, include_private)
        chosen = _one_copy_a_source([c for c in candidates if c.capture_id in captures], captures)
        chosen = _apart(chosen, reach=max(REACH, 2 * len(text)))[:wanted]
        if len(chosen) >= wanted or len(candidates) < most:
            break
    return [_window(captures[candidate.capture_id], candidate, len(text)) for candidate in chosen]


def _visible_captures(ids: set[int], include_private: bool) -> dict[int, Capture]:
    captures = Capture.objects.readable().select_related("source").defer("text", "visible_text")
    if not include_private:
        captures = captures.filter(source__is_private=False)
    return captures.in_bulk(ids)


def _one_copy_a_source(candidates: list[Candidate], captures: dict[int, Capture]) -> list[Candidate]:
    """Of several copies of a source only one: the newest of those that carry the words best."""
    best: dict[int, float] = {}
    newest: dict[int, int] = {}
    for candidate in candidates:
        source_id = captures[candidate.capture_id].source_id
        if candidate.score >= best.setdefault(source_id, candidate.score) * SAME_SCORE:
            newest[source_id] = max(newest.get(source_id, 0), candidate.capture_id)
    return [c for c in candidates if newest[captures[c.capture_id].source_id] == c.capture_id]


def _apart(candidates: list[Candidate], reach: int) -> list[Candidate]:
    """Candidates that are looked at in windows of their own: the better of two neighbours stands for both."""
    kept: list[Candidate] = []
    for candidate in candidates:
        same = [k for k in kept if k.capture_id == candidate.capture_id]
        near = any(k.layer == candidate.layer and abs(k.start - candidate.start) < reach for k in same)
        if not near and len(same) < MOST_PLACES_A_CAPTURE:
            kept.append(candidate)
    return kept


def _window(capture: Capture, candidate: Candidate, length: int) -> Place:
    """The text around a candidate, read from the database alone: a capture may have millions of characters."""
    reach = max(REACH, 2 * length)
    start = max(0, candidate.start - reach)
    column = "visible_text" if candidate.layer == Layer.VISIBLE else "text"
    window = Substr(F(column), start + 1, candidate.end - start + reach)
    text = Capture.objects.filter(pk=capture.pk).annotate(window=window).values_list("window", flat=True).get()
    if start:
        # From a word on: half a word would be compared as another one.
        cut = text.find(" ", 0, 100) + 1
        start, text = start + cut, text[cut:]
    return Place(capture, candidate.layer, start, text, candidate.score)


def _compare(text: str, place: Place, speaker: str) -> Comparison:
    source = SourceText(place.text, turns=_turns(place), title=place.capture.title or None)
    return compare(text, source, speaker=speaker or None)


def _turns(place: Place) -> list[Turn] | None:
    """The speaker turns of the capture that reach into the window, counted from its start; None when it has none."""
    if place.layer != Layer.ARTICLE or not place.capture.turns:
        return None
    end = place.start + len(place.text)
    return [
        Turn(
            turn["speaker"],
            max(turn["start"] - place.start, 0),
            min(turn["end"], end) - place.start,
            max(turn.get("words_start", turn["start"]) - place.start, 0),
        )
        for turn in place.capture.turns
        if turn["start"] < end and turn["end"] > place.start
    ]


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


def _of_decisions(text: str, speaker: str, decisions: Iterable[tuple[Quotation, Revision]]) -> Iterator[LookupResult]:
    """Decisions about the words as printed; those about other words that rest on the same capture are left out."""
    for quotation, revision in decisions:
        printed = compare(text, SourceText(quotation.text), speaker=None)
        if not _is_located(printed):
            continue
        decision = Decision.of(quotation, revision)
        place = _place_of_evidence(revision)
        if place is None:
            absent = Comparison(match=Match.ABSENT, coverage=0.0, reason="No recorded words are behind this decision.")
            yield LookupResult(round(printed.coverage, 4), absent, None, decision)
            continue
        yield LookupResult(round(printed.coverage, 4), _compare(text, place, speaker), place, decision)


def _place_of_evidence(revision: Revision) -> Place | None:
    for passage in revision.snapshot.get("evidence", []):
        capture_id = passage.get("capture", {}).get("id")
        captures = Capture.objects.select_related("source").defer("text", "visible_text")
        capture = captures.filter(public_id=capture_id).first() if capture_id else None
        if capture is not None:
            words = f"{passage.get('prefix', '')}{passage['words']}{passage.get('suffix', '')}"
            return Place(capture, Layer.ARTICLE.value, passage["start"] - len(passage.get("prefix", "")), words, 0.0)
    return None


def _evidence_in(revision: Revision, capture: Capture) -> Iterator[dict[str, Any]]:
    for passage in revision.snapshot.get("evidence", []):
        if passage.get("capture", {}).get("id") == str(capture.public_id):
            yield passage


# The answer -----------------------------------------------------------------------------------------------------------


def _order(result: LookupResult) -> tuple[bool, int, float, bool]:
    """Decisions first; then the better class, the greater share of the words, the speaker asked for."""
    return (
        result.decision is None,
        result.found.match.rank,
        -result.score,
        result.found.speaker_check != "same",
    )


def _searched(index: LookupIndex | None, include_private: bool) -> Searched:
    captures = Capture.objects.readable()
    failed = Source.objects.filter(latest_capture__isnull=True, checked_at__isnull=False)
    if not include_private:
        captures = captures.filter(source__is_private=False)
        failed = failed.filter(is_private=False)
    return Searched(
        captures=captures.filter(indexed_at__isnull=False).count(),
        passages=index.count() if index else 0,
        decisions=_published_quotations().count(),
        waiting=captures.filter(indexed_at__isnull=True).count(),
        failed=tuple(
            {"source": source.name, "url": source.url, "reason": source.last_error or source.get_link_state_display()}
            for source in failed.order_by("pk")[:MOST_FAILED]
        ),
        failed_count=failed.count(),
    )
