"""What became of the passages that decisions rest on, as a newer copy of their source shows it. Changes no row."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import F, Q

from factcheck.fetch.changes import find_changes
from factcheck.fetch.document import Document
from factcheck.fetch.passage_changes import PassageChange, PassageOutcome
from factcheck.fetch.result import Outcome
from factcheck.fetch.withdrawal import withdrawal_words
from factcheck.models import AlertKind, Capture, Passage, ReviewState
from factcheck.services.captured import document_of
from factcheck.services.notes import reread
from factcheck.text.match import Operation, OperationKind

# Below this a copy is too poor to say that words are gone; the readers give whole articles .6 and more (a guess).
TRUSTED_QUALITY = 0.5
# A page that answers 404 counts as taken down after so many looks in a row over so long; servers fail for an hour.
GONE_LOOKS = 3
GONE_AFTER = timedelta(hours=24)
WATCHED_STATES = (
    ReviewState.SECOND_REVIEW,
    ReviewState.DISPUTED,
    ReviewState.APPROVED,
    ReviewState.PUBLISHED,
    ReviewState.REOPENED,
)


@dataclass(frozen=True, slots=True)
class Look:
    """What became of one tracked passage: nothing (`kind` is ""), or words that changed or went."""

    kind: str = ""
    now: str = ""
    words_gone: str = ""
    operations: tuple[Operation, ...] = ()


def is_trusted(capture: Capture) -> bool:
    """True when the copy is whole and good enough to say that words are no longer there."""
    return (
        capture.outcome == "fetched"
        and capture.is_readable
        and capture.is_complete
        and capture.quality >= TRUSTED_QUALITY
    )


def is_gone(capture: Capture) -> bool:
    """True when the page was taken down: it says so (410), or answered 404 at least three times over a day."""
    if capture.outcome == Outcome.GONE:
        return True
    if capture.outcome != Outcome.NOT_FOUND:
        return False
    latest = capture.source.captures.filter(pk__lte=capture.pk).order_by("-pk")
    in_a_row = list(
        itertools.takewhile(lambda row: row[0] == Outcome.NOT_FOUND, latest.values_list("outcome", "started_at"))
    )
    return len(in_a_row) >= GONE_LOOKS and in_a_row[0][1] - in_a_row[-1][1] >= GONE_AFTER


def is_withdrawn(capture: Capture) -> bool:
    """True for an answer that would pass for an error page, and says that the article was withdrawn."""
    if capture.outcome != Outcome.SOFT_404:
        return False
    whole = capture.source.captures.filter(pk__lt=capture.pk, outcome=Outcome.FETCHED).order_by("-pk")
    return bool(withdrawal_words(document_of(capture), whole.values_list("title", flat=True).first()))


def looks_at(passages: list[Passage], capture: Capture, after: Document) -> dict[int, Look | None]:
    if is_gone(capture):
        return {passage.pk: Look(AlertKind.MISSING, words_gone=passage.exact) for passage in passages}
    return _look_for(passages, capture, after)


def tracked_passages(capture: Capture) -> list[Passage]:
    """Passages of earlier copies of the source on which decisions of the round at hand rest."""
    earlier = Passage.objects.filter(_signed(), capture__source=capture.source_id).exclude(capture=capture)
    return list(earlier.select_related("capture").distinct().order_by("pk"))


def _signed() -> Q:
    """Passages under signatures that count: of a watched item, and of its present round."""
    step = "evidence__step"
    return Q(
        **{f"{step}__quotation__review_state__in": WATCHED_STATES, f"{step}__round": F(f"{step}__quotation__round")}
    ) | Q(**{f"{step}__claim__review_state__in": WATCHED_STATES, f"{step}__round": F(f"{step}__claim__round")})


def _look_for(passages: list[Passage], capture: Capture, after: Document) -> dict[int, Look | None]:
    """What became of each passage in the capture, by the passage's key; None where nothing can be said of it.

    The same comparison of two copies as `python -m factcheck.fetch changes`.
    """
    if not passages:
        return {}
    looks: dict[int, Look | None] = {}
    for earlier_id in sorted({passage.capture_id for passage in passages}):
        group = [passage for passage in passages if passage.capture_id == earlier_id]
        changes = find_changes(reread(group[0].capture), after, [passage.exact for passage in group])
        for passage, change in zip(group, changes.tracked, strict=True):
            look = _look(passage, change)
            if look is not None and changes.withdrawal:
                words = passage.exact if look.kind else ""  # the words may still stand below the notice
                look = Look(AlertKind.REMOVED.value, now=changes.withdrawal, words_gone=words)
            elif look is not None and look.kind == AlertKind.MISSING and changes.is_replaced:
                look = replace(look, kind=AlertKind.REPLACED.value, now=after.title or "")
            looks[passage.pk] = look
    return looks


def _look(passage: Passage, change: PassageChange) -> Look | None:
    if change.outcome == PassageOutcome.UNKNOWN:
        return None
    if change.outcome == PassageOutcome.PRESENT:
        return Look()
    speaker = f"{change.speaker_before}:" if change.speaker_before else ""
    return Look(
        kind=AlertKind.MISSING if change.outcome == PassageOutcome.MISSING else AlertKind.CHANGED,
        now=change.now or "",
        words_gone=speaker or words_gone(change.operations) or passage.exact,
        operations=change.operations,
    )


def words_gone(operations: Sequence[Operation]) -> str:
    """Which of the tracked words the newer copy no longer has, in order. Here the tracked words are the "quotation"."""
    kinds = {OperationKind.INSERTED, OperationKind.REPLACED, OperationKind.MOVED}
    return " … ".join(o.quote_words.strip() for o in operations if o.kind in kinds and o.quote_words.strip())
