"""A story's quotations laid beside one capture: comparisons and passages, evidence for people to judge."""

import logging
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date

from factcheck import jobs
from factcheck.fetch.quality import THIN_CHARACTERS
from factcheck.models import (
    Capture,
    Claim,
    ClaimEvidence,
    Comparison,
    Layer,
    Passage,
    Quotation,
    Search,
    SearchOutcome,
    Source,
    Stage,
    Story,
    Tier,
)
from factcheck.release import SOFTWARE
from factcheck.services.captured import source_texts
from factcheck.services.extract import lock_story, settle_story
from factcheck.services.gather import plan_web_copy
from factcheck.text import SourceText, compare
from factcheck.text.evidence import ClaimPassage, EvidenceSource
from factcheck.text.match import Comparison as Found
from factcheck.text.match import Match, Severity, SpeakerCheck
from factcheck.text.spans import Span

logger = logging.getLogger(__name__)

CONTEXT_CHARACTERS = 400
LONGEST_WORD = 40  # not every script has blanks between words: a context is not cut back further than this
SELECTOR_CHARACTERS = 60  # before and after, as much as tells two places of one text apart
EVIDENCE_A_CLAIM = 3  # passages kept for one claim from one source
NOT_FOUND = frozenset({Match.ABSENT, Match.UNCHECKABLE})
# A located quotation of another speaker is worse evidence than an altered one of the speaker credited.
# (Five places: after altered and level with spliced; it still goes before a paraphrase.)
OTHER_SPEAKER_PENALTY = 5


def compare_search(search_id: int) -> bool:
    """True when this call did the work; False when the search is gone, done, in another worker's hands or too early.

    Before the story's quotations are found there is nothing to compare; their extraction sends the search again.
    """
    if Search.objects.filter(pk=search_id, story__stage=Stage.RECEIVED).exists():
        return False
    now = timezone.now()
    if not Search.objects.all().claim(search_id, now, jobs.lease_end(now)):
        return False
    search = Search.objects.select_related("story", "source__latest_capture", "capture").get(pk=search_id)
    capture, outcome, reason = _what_can_be_searched(search)
    texts = source_texts(capture) if capture is not None else []
    found = _compare_all(search.story, texts) if texts else []
    evidence = _evidence_for_claims(search.story, texts[0][1], capture) if texts and capture is not None else []
    with transaction.atomic():
        # In line with the story's other searches: two that ended together would each see the other still pending.
        lock_story(search.story_id)
        done = Search.objects.held(search).filter(next_attempt_at=search.next_attempt_at)
        if not done.update(
            outcome=outcome,
            reason=reason,
            capture=capture or search.capture,
            searched_at=timezone.now(),
            next_attempt_at=None,
            lease_until=None,
            last_error="",
        ):
            _give_back(search)
            return False
        if capture is not None:
            for quotation, layer, comparison in found:
                _store_comparison(quotation, capture, layer, comparison)
            for claim, passages in evidence:
                _store_evidence(claim, capture, passages)
        if outcome == SearchOutcome.UNAVAILABLE and _may_be_archived(search):
            plan_web_copy(search.story, search.source)
        choose_best(search.story)
        settle_story(search.story)
    return True


def _may_be_archived(search: Search) -> bool:
    """False for a page whose owner or our policy keeps us away: that is no reason to read it elsewhere."""
    return search.capture is None or search.capture.outcome not in {"robots", "refused"}


def _give_back(search: Search) -> None:
    """A newer copy came while this one was compared: the search is due again. (Or another worker has it: nothing.)"""
    if Search.objects.held(search).update(lease_until=None):
        jobs.enqueue("factcheck.compare_search", search.pk)


def _what_can_be_searched(search: Search) -> tuple[Capture | None, str, str]:
    """The capture to look in, how far that goes, and why not further. "Could not look" is never "searched"."""
    capture, latest = search.capture, search.source.latest_capture
    if capture is not None and capture.is_readable:
        return capture, *_how_far(capture)
    if latest is not None and latest.is_readable:
        outcome, reason = _how_far(latest)
        seen = f"searched in the copy of {latest.started_at:%d %b %Y, %H:%M} UTC; the last look failed: "
        failure = capture.reason if capture else "there is no copy of it"
        return latest, outcome, "; ".join(part for part in (reason, seen + failure) if part)
    if capture is None:
        return None, SearchOutcome.UNAVAILABLE, "there is no copy of it"
    outcome = SearchOutcome.UNREADABLE if capture.outcome == "unreadable" else SearchOutcome.UNAVAILABLE
    return None, outcome, capture.reason


def _how_far(capture: Capture) -> tuple[str, str]:
    """The outcome of looking in a readable copy, and what keeps it from being the whole record."""
    if not capture.is_complete or capture.problem:
        return SearchOutcome.PARTIAL, capture.problem or "the copy is cut short"
    if capture.reader.startswith("html") and len(capture.text) < THIN_CHARACTERS:
        reason = f"the page holds only {len(capture.text)} characters of text: it may ask for a sign-in or need scripts"
        return SearchOutcome.PARTIAL, reason
    return SearchOutcome.SEARCHED, ""


def _compare_all(story: Story, texts: list[tuple[str, SourceText]]) -> list[tuple[Quotation, str, Found]]:
    quotations = story.quotations.select_related("attribution__speaker")
    return [(quotation, *_compare_one(quotation, texts)) for quotation in quotations]


def _compare_one(quotation: Quotation, texts: list[tuple[str, SourceText]]) -> tuple[str, Found]:
    """The layer and comparison: the main text decides unless the words stand only outside of it."""
    speaker = speaker_credited(quotation)
    layer, text = texts[0]
    first = compare(quotation.text, text, speaker=speaker)
    for other_layer, other_text in texts[1:]:
        if first.match not in NOT_FOUND:
            break
        other = compare(quotation.text, other_text, speaker=speaker)
        if other.match not in NOT_FOUND:
            return other_layer, other
    return layer, first


def speaker_credited(quotation: Quotation) -> str | None:
    """The fullest name we have for the credited speaker, as `compare` takes it; None when nobody is named."""
    attribution = getattr(quotation, "attribution", None)
    if attribution is None:
        return None
    return attribution.speaker.name if attribution.speaker else attribution.speaker_text or None


def _store_comparison(quotation: Quotation, capture: Capture, layer: str, found: Found) -> None:
    text = capture.text_of(layer)
    row, _ = Comparison.objects.update_or_create(
        quotation=quotation,
        capture=capture,
        defaults={
            "layer": layer,
            "match": found.match.value,
            "severity": found.severity.value,
            "coverage": found.coverage,
            "flags": [flag.as_json() for flag in found.flags],
            "operations": [operation.as_json() for operation in found.operations],
            "spans": [[span.start, span.end] for span in found.spans],
            "sentences": list(found.sentences),
            "speaker_check": found.speaker_check.value,
            "recorded_speaker": (found.recorded_speaker or "")[:200],
            "recorded_words": " … ".join(text[span.start : span.end] for span in found.spans),
            "context_before": context_before(text, found.spans[0].start) if found.spans else "",
            "context_after": context_after(text, found.spans[-1].end) if found.spans else "",
            "occurrences": found.occurrences,
            "reason": found.reason,
            "software": SOFTWARE,
        },
    )
    row.passages.set([store_passage(capture, layer, span, found.recorded_speaker or "") for span in found.spans])


def store_passage(capture: Capture, layer: str, span: Span, recorded_speaker: str = "") -> Passage:
    """The passage of the capture at this span, made when new."""
    text = capture.text_of(layer)
    passage, _ = Passage.objects.get_or_create(
        capture=capture,
        layer=layer,
        start=span.start,
        end=span.end,
        defaults={
            "exact": text[span.start : span.end],
            "prefix": text[max(0, span.start - SELECTOR_CHARACTERS) : span.start],
            "suffix": text[span.end : span.end + SELECTOR_CHARACTERS],
            "recorded_speaker": recorded_speaker[:200],
        },
    )
    return passage


def _evidence_for_claims(story: Story, text: SourceText, capture: Capture) -> list[tuple[Claim, list[ClaimPassage]]]:
    """Passages for each claim. "Last year" is a year where both say when they were published, and nothing otherwise."""
    source = EvidenceSource(text, _day(capture.published_at))
    claimed_on = story.published_at.date() if story.published_at else None
    return [(claim, source.find(claim.text, EVIDENCE_A_CLAIM, claimed_on)) for claim in story.claims.all()]


def _day(written: str) -> date | None:
    """The day of a date as its source wrote it, None where that is none."""
    try:
        return parse_date(written[:10])
    except ValueError:
        return None


def _store_evidence(claim: Claim, capture: Capture, found: Iterable[ClaimPassage]) -> None:
    for item in found:
        passage = store_passage(capture, Layer.ARTICLE, item.span)
        ClaimEvidence.objects.update_or_create(
            claim=claim,
            passage=passage,
            defaults={
                "score": item.score,
                "signals": [signal.as_json() for signal in item.signals.signals],
                "figures": item.signals.figures,
            },
        )


def context_before(text: str, start: int) -> str:
    """The words before a place, from a line or word boundary on."""
    cut = max(0, start - CONTEXT_CHARACTERS)
    before = text[cut:start]
    if cut == 0:
        return before
    piece, blank, rest = before.partition(" ")
    return rest if blank and len(piece) <= LONGEST_WORD else before


def context_after(text: str, end: int) -> str:
    """The words after a place, up to a word boundary."""
    cut = end + CONTEXT_CHARACTERS
    after = text[end:cut]
    if cut >= len(text):
        return after
    rest, blank, piece = after.rpartition(" ")
    return rest if blank and len(piece) <= LONGEST_WORD else after


def choose_best(story: Story) -> None:
    """Give each quotation its best comparison: the evidence a reader sees first, and nobody's verdict."""
    for quotation in story.quotations.order_by("pk").prefetch_related("comparisons__capture__source"):
        comparisons = list(quotation.comparisons.all())
        if not comparisons:
            continue
        best = min(comparisons, key=_order)
        Quotation.objects.filter(pk=quotation.pk).update(best_comparison=best, match=best.match, weight=_weight(best))


def _order(comparison: Comparison) -> tuple[bool, int, float, int, int]:
    """Located first; then the speaker credited; then class, coverage and tier; the oldest of equals, to be stable."""
    match = Match(comparison.match)
    penalty = OTHER_SPEAKER_PENALTY if comparison.speaker_check == SpeakerCheck.OTHER.value else 0
    return (
        match in NOT_FOUND,
        match.rank + penalty,
        -comparison.coverage,
        _tier(comparison.capture.source),
        comparison.pk,
    )


def _tier(source: Source) -> int:
    return Tier(source.tier).rank


def _weight(comparison: Comparison) -> int:
    """Where the quotation stands in the queue, heavier first: its match class, then its heaviest flag or operation."""
    return Match(comparison.match).rank * 10 + Severity(comparison.severity).rank
