"""Questions to the database that several layers ask: the story report, the search log, the queues of the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Length
from django.utils import timezone

from factcheck.models import (
    DECIDED_STATES,
    NO_SOURCES,
    Attempt,
    Attribution,
    Capture,
    Claim,
    ClaimEvidence,
    Comparison,
    Quotation,
    ReviewState,
    ReviewStep,
    Search,
    SearchOutcome,
    Source,
    Story,
    Tier,
    Via,
)

SCHEMA = "factcheck.story/1"


# The story report ----------------------------------------------------------------------------------------------------


def story_report(story: Story) -> dict[str, Any]:
    """The story as `factcheck.story/1`: quotations with their best match, claims, sources. Offsets are code points."""
    log = search_log(story)
    return {
        "schema": SCHEMA,
        "story": {
            "id": str(story.public_id),
            "title": str(story),
            "url": story.url or None,
            "text": story.text,
            "sha256": story.text_sha256,
            "words": len(story.text.split()),
            "language": story.language,
            "origin": story.origin,
            "stage": story.stage,
            "problem": story.problem,
            "checked_at": timezone.now().isoformat(timespec="seconds"),
        },
        "quotations": [_quotation(quotation, log) for quotation in quotations_of(story)],
        "claims": [_claim(claim) for claim in claims_of(story)],
        "sources": [_source(search) for search in searches_of(story)],
    }


def quotations_of(story: Story) -> QuerySet[Quotation]:
    """The story's quotations with all that a report or page shows of them, in a constant number of queries."""
    return (
        story.quotations.select_related(
            "attribution__speaker", "best_comparison__capture__source", "published_revision"
        )
        .defer(*_texts_of("best_comparison__capture"))
        .prefetch_related(_VIAS)
    )


def claims_of(story: Story) -> QuerySet[Claim]:
    """The story's claims with their attribution and evidence, in a constant number of queries."""
    evidence = ClaimEvidence.objects.select_related("passage__capture__source").defer(*_texts_of("passage__capture"))
    return story.claims.select_related("attribution__speaker", "published_revision").prefetch_related(
        _VIAS, Prefetch("evidence", queryset=evidence)
    )


def _texts_of(capture: str) -> list[str]:
    """The long columns of a capture, megabytes each: a report joins the same capture to every quotation it has."""
    return [f"{capture}__{column}" for column in ("text", "visible_text", "turns", "times")]


_VIAS = Prefetch("attribution__vias", queryset=Via.objects.select_related("outlet"))


def searches_of(story: Story) -> QuerySet[Search]:
    return (
        story.searches.select_related("source", "capture")
        .defer(*_texts_of("capture"))
        .annotate(characters=Length("capture__text"))
    )


def search_log(story: Story) -> list[dict[str, str]]:
    """What was looked in for the story, and what could not be: each source with its outcome and reason."""
    sources = [search_line(search) for search in story.searches.select_related("source")]
    return sources + [attempt_line(attempt) for attempt in story.places_asked.exclude(why__in=NO_SOURCES)]


def attempt_line(attempt: Attempt) -> dict[str, str]:
    """A place asked for sources, as a line of the search log: what it gave stands there in lines of its own."""
    return {"source": attempt.place, "url": "", "outcome": attempt.outcome, "reason": attempt.reason}


def search_line(search: Search) -> dict[str, str]:
    return {"source": search.source.name, "url": search.source.url, "outcome": search.outcome, "reason": search.reason}


def _quotation(quotation: Quotation, log: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "id": str(quotation.public_id),
        "n": quotation.number,
        "start": quotation.start,
        "end": quotation.end,
        "text": quotation.text,
        "type": quotation.type,
        "confidence": quotation.confidence,
        "rule": quotation.rule,
        "is_closed": quotation.is_closed,
        **_attribution(getattr(quotation, "attribution", None)),
        "review_state": quotation.review_state,
        "attribution_status": quotation.attribution_status,
        "match": _match(quotation.best_comparison) if quotation.best_comparison else None,
        "searched": log,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": str(claim.public_id),
        "n": claim.number,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "sentence": [claim.sentence_start, claim.sentence_end],
        **_attribution(getattr(claim, "attribution", None)),
        "score": round(claim.score, 4),
        "reasons": claim.reasons,
        "review_state": claim.review_state,
        "rating": claim.rating,
        "evidence": [_claim_evidence(evidence) for evidence in claim.evidence.all()],
    }


def _claim_evidence(evidence: ClaimEvidence) -> dict[str, Any]:
    passage = evidence.passage
    return {
        "source": passage.capture.source.name,
        "source_url": passage.capture.source.url or None,
        "capture_sha256": passage.capture.raw_sha256,
        "words": passage.exact,
        "span": [passage.start, passage.end],
        "context": {"before": passage.prefix, "after": passage.suffix},
        "score": round(evidence.score, 4),
        "signals": evidence.signals,
        "figures": evidence.figures,
    }


def _attribution(attribution: Attribution | None) -> dict[str, Any]:
    if attribution is None:
        return {"speaker": None, "speaker_name": "", "cue": None, "via": []}
    return {
        "speaker": _mention(attribution.speaker_text, attribution.speaker_start, attribution.speaker_end),
        "speaker_name": attribution.speaker.name if attribution.speaker else "",
        "cue": _mention(attribution.cue_text, attribution.cue_start, attribution.cue_end),
        "via": [
            {"start": via.start, "end": via.end, "text": via.text, "outlet": via.outlet.name, "state": via.state}
            for via in attribution.vias.all()
        ],
    }


def _rated(source: Source) -> str | None:
    """The tier, None while nobody has rated the source: a report names none then."""
    return None if source.tier == Tier.UNRATED else source.tier


def _mention(text: str, start: int | None, end: int | None) -> dict[str, Any] | None:
    return {"start": start, "end": end, "text": text} if start is not None else None


def _match(comparison: Comparison) -> dict[str, Any]:
    capture, source = comparison.capture, comparison.capture.source
    is_located = bool(comparison.spans)
    return {
        "class": comparison.match,
        "severity": comparison.severity,
        "flags": comparison.flags,
        "coverage": comparison.coverage,
        "source": source.name if is_located else None,
        "source_url": source.url if is_located and source.url else None,
        "source_title": source.title if is_located else None,
        "tier": _rated(source) if is_located else None,
        "capture_sha256": capture.raw_sha256 if is_located else None,
        "captured_at": capture.started_at.isoformat(timespec="seconds") if is_located else None,
        "layer": comparison.layer,
        "spans": comparison.spans,
        "recorded_words": comparison.recorded_words,
        "operations": comparison.operations,
        "sentences": comparison.sentences,
        "speaker_check": comparison.speaker_check,
        "recorded_speaker": comparison.recorded_speaker or None,
        "context": {"before": comparison.context_before, "after": comparison.context_after},
        "occurrences": comparison.occurrences,
        "reason": comparison.reason,
    }


def _source(search: Any) -> dict[str, Any]:
    """One of `searches_of`."""
    source, capture = search.source, search.capture
    readable = capture if capture is not None and capture.is_readable else None
    return {
        "id": str(source.public_id),
        "name": source.name,
        "url": source.url or None,
        "title": source.title,
        "tier": _rated(source),
        "kind": source.kind,
        "why": search.why,
        "outcome": search.outcome,
        "reason": search.reason,
        "capture_sha256": readable.raw_sha256 if readable else None,
        "captured_at": readable.started_at.isoformat(timespec="seconds") if readable else None,
        "quality": readable.quality if readable else None,
        "complete": readable.is_complete if readable else None,
        "characters": search.characters if readable else 0,
        "published_at": (readable.published_at or None) if readable else None,
    }


# The queues of the desk ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QueueCount:
    """A queue with how many wait in it, since when the oldest does, and how many came since a given moment."""

    name: str
    title: str
    count: int
    oldest_at: datetime | None
    fresh: int = 0


QUEUES = {
    "mine": "My work",
    "unassigned": "Unassigned",
    "second": "Second reader",
    "disputed": "Disputed",
    "reopened": "Reopened",
    "needs_source": "Needs source",
    "publish": "Ready to publish",
}
_STATES_OF_QUEUES = {
    "mine": ReviewState.IN_REVIEW,
    "unassigned": ReviewState.QUEUED,
    "second": ReviewState.SECOND_REVIEW,
    "disputed": ReviewState.DISPUTED,
    "reopened": ReviewState.REOPENED,
    "needs_source": ReviewState.GATHERING,
    "publish": ReviewState.APPROVED,
}


def queue(name: str, user: Any, model: type[Quotation] | type[Claim] = Quotation) -> QuerySet[Any]:
    """The items of a queue for this user, most pressing first. Raises KeyError for a queue that does not exist."""
    items = model._default_manager.filter(in_queue(name, user, model)).select_related("story", "attribution__speaker")
    return items.order_by(*queue_order(model))


def queue_order(model: type[Quotation] | type[Claim]) -> list[Any]:
    """What every queue goes by: the story's deadline, then how much is wrong or at stake, then age."""
    weight = "-weight" if model is Quotation else "-score"
    return [F("story__deadline_at").asc(nulls_last=True), weight, "state_changed_at", "pk"]


def in_queue(name: str, user: Any, model: type[Quotation] | type[Claim]) -> Q:
    """The condition for an item to be in this user's queue. Raises KeyError for a queue that does not exist."""
    is_there = Q(review_state=_STATES_OF_QUEUES[name])
    if name == "second":
        # A dispute that was sent back is followed by another round: items in their first need not be asked for one.
        return is_there & ~Exists(_signed_by(user, model)) & (Q(round__lte=1) | ~Exists(_sent_back_by(user, model)))
    return is_there & _HELD_BY[name](user) if name in _HELD_BY else is_there


def _held_by(user: Any) -> Q:
    return Q(assigned_to=user.pk)


def _held_by_nobody(user: Any) -> Q:
    return Q(assigned_to__isnull=True) | Q(assigned_until__lt=timezone.now())


_HELD_BY: dict[str, Callable[[Any], Q]] = {"mine": _held_by, "unassigned": _held_by_nobody}


def queues(
    user: Any, model: type[Quotation] | type[Claim] = Quotation, since: datetime | None = None
) -> list[QueueCount]:
    """All queues with counts and ages, and how many came to each after `since`; in two queries.

    The first reads one index and no row of the table. The second reader's queue asks the steps, so it is counted apart.
    """
    names = {str(state): name for name, state in _STATES_OF_QUEUES.items()}
    is_counted = Q(review_state__in=[state for state in names if state != ReviewState.SECOND_REVIEW])
    for name, held in _HELD_BY.items():
        is_counted &= ~Q(review_state=_STATES_OF_QUEUES[name]) | held(user)
    counted = _counted(model, is_counted, since)
    counted += _counted(model, in_queue("second", user, model), since)
    rows = {names[state]: numbers for state, *numbers in counted}
    return [QueueCount(name, title, *rows.get(name, (0, None, 0))) for name, title in QUEUES.items()]


def _counted(
    model: type[Quotation] | type[Claim], condition: Q, since: datetime | None
) -> list[tuple[str, int, datetime | None, int]]:
    """For each state: how many items fit, the age of the oldest, and how many came after `since`."""
    came = Count("pk", filter=Q(state_changed_at__gt=since)) if since else Value(0)
    items = model._default_manager.filter(condition).order_by().values("review_state")
    return list(
        items.annotate(n=Count("pk"), oldest=Min("state_changed_at"), came=came).values_list(
            "review_state", "n", "oldest", "came"
        )
    )


def _signed_by(user: Any, model: type[Quotation] | type[Claim]) -> QuerySet[ReviewStep]:
    """This user's signature in the item's present round: it is never theirs to read second.

    Asked for each item of the queue, and not as a list of all that the user ever signed.
    """
    name = "quotation" if model is Quotation else "claim"
    signed = ReviewStep.objects.exclude(reader="").filter(actor=user.pk, round=OuterRef("round"))
    return signed.filter(**{name: OuterRef("pk")}).order_by()


def _sent_back_by(user: Any, model: type[Quotation] | type[Claim]) -> QuerySet[ReviewStep]:
    """The dispute this user sent back, having seen its signatures: `evidence_rules.has_seen_signatures` for many."""
    name = "quotation" if model is Quotation else "claim"
    decided = ReviewStep.objects.filter(
        **{name: OuterRef(name)}, pk__gt=OuterRef("pk"), to_state__in=DECIDED_STATES
    ).order_by()
    sent_back = ReviewStep.objects.filter(
        **{name: OuterRef("pk")}, actor=user.pk, from_state=ReviewState.DISPUTED, to_state=ReviewState.IN_REVIEW
    )
    return sent_back.filter(~Exists(decided)).order_by()


def failed_sources() -> QuerySet[Source]:
    """Sources whose last look failed and that stories still wait for."""
    return Source.objects.filter(pk__in=_failed_searches().order_by().values("source"))


def count_failed_sources() -> tuple[int, datetime | None]:
    """How many failed sources there are, and since when the first story waits for one."""
    row = _failed_searches().aggregate(n=Count("source", distinct=True), oldest=Min("searched_at"))
    return row["n"], row["oldest"]


def _failed_searches() -> QuerySet[Search]:
    broken = [SearchOutcome.UNAVAILABLE, SearchOutcome.UNREADABLE]
    return Search.objects.filter(outcome__in=broken).exclude(source__last_error="")


# Captures ------------------------------------------------------------------------------------------------------------


def captures_of(source: Source) -> QuerySet[Capture]:
    """The captures of a source, newest first, without their long texts."""
    return source.captures.defer("text", "visible_text", "turns", "times")
