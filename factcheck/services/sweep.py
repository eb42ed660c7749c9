"""The sweep: whatever is due and held by nobody is sent again, and what failed is given back with its error.

Messages can be lost and workers killed; rows cannot. Each run is bounded, so a long backlog is worked off in portions.
"""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from factcheck import jobs
from factcheck.models import Attempt, Capture, CaptureRetry, Search, SearchOutcome, Source, Stage, Story
from factcheck.services.extract import lock_story, settle_story
from factcheck.services.schedule import next_check

logger = logging.getLogger(__name__)

PORTION = 500
# The next sweep sends what is still due; without an end the messages of a long backlog would pile up by the minute.
MESSAGE_SECONDS = 60.0
WORK: dict[str, type[Story] | type[Source] | type[Search] | type[Attempt]] = {
    "extract_story": Story,
    "capture_source": Source,
    "compare_search": Search,
    "ask_place": Attempt,
}
# Work on captures, and the column that says when it was done.
CAPTURE_WORK = {"index_capture": "indexed_at", "check_capture": "watched_at"}


def sweep() -> int:
    """How many rows were sent to the workers again."""
    now = timezone.now()
    due: list[tuple[str, int]] = []
    for task, model in WORK.items():
        rows = model._default_manager.due(now)
        for row in rows.filter(attempts__gt=len(jobs.RETRY_DELAYS), lease_until__isnull=False)[:PORTION]:
            # Nobody said how it ended, time after time: the worker was lost with it.
            record_failure(task, row.pk, "the worker was lost while it was at work on this, again and again")
        due += [(task, pk) for pk in _ids(rows.order_by("next_attempt_at"))]
    for task in CAPTURE_WORK:
        due += [(task, pk) for pk in _captures_due(task, now)]
    for task, pk in due:
        jobs.enqueue(f"factcheck.{task}", pk, expires=MESSAGE_SECONDS)
    if due:
        logger.info("sweep: %s rows sent again", len(due))
    return len(due)


def _captures_due(task: str, now: datetime) -> list[int]:
    """The captures whose work is sent now. Each sending counts as a try, and the next one waits longer: work that fails
    every time, or kills its worker before that can say so, is not sent every minute for ever.
    """
    done = CAPTURE_WORK[task]
    CaptureRetry.objects.filter(task=task, **{f"capture__{done}__isnull": False}).delete()
    waiting = Capture.objects.readable() if task == "index_capture" else Capture.objects.all()
    resting = CaptureRetry.objects.filter(task=task, capture=OuterRef("pk"), next_attempt_at__gt=now)
    ids = _ids(waiting.filter(~Exists(resting), **{f"{done}__isnull": True}).order_by("pk"))
    tried = dict(CaptureRetry.objects.filter(task=task, capture__in=ids).values_list("capture_id", "attempts"))
    CaptureRetry.objects.bulk_create(
        [_retry(task, pk, tried.get(pk, 0) + 1, now) for pk in ids],
        update_conflicts=True,
        unique_fields=["capture", "task"],
        update_fields=["attempts", "next_attempt_at"],
    )
    return ids


def _retry(task: str, capture_id: int, attempts: int, now: datetime) -> CaptureRetry:
    """The row after so many tries. It is never given up: an index left out or a change not looked for is a loss."""
    again = jobs.next_try(min(attempts, len(jobs.RETRY_DELAYS)), now)
    return CaptureRetry(capture_id=capture_id, task=task, attempts=attempts, next_attempt_at=again)


def record_failure(task: str, pk: int, error: str) -> None:
    """Give the row of a failed task back: with its error, and due again unless it was tried often enough.

    A story does not wait for what failed: it goes on with "could not be looked in", until a later try succeeds.
    """
    if task in CAPTURE_WORK:
        _record_capture_failure(task, pk, error)
    model = WORK.get(task)
    if model is None:
        return
    with transaction.atomic():
        row = model._default_manager.filter(pk=pk).first()
        if row is None:
            return
        again = jobs.next_try(row.attempts)
        failed: dict[str, Any] = {"lease_until": None, "next_attempt_at": again, "last_error": error}
        if isinstance(row, Story):
            if again is None:
                failed |= {"stage": Stage.FAILED, "problem": error}
            Story.objects.filter(pk=pk).update(**failed)
        elif isinstance(row, Source):
            waiting = Search.objects.filter(source=row, outcome=SearchOutcome.PENDING)
            story_ids = list(waiting.order_by("story_id").values_list("story_id", flat=True))
            for story_id in story_ids:
                lock_story(story_id)
            failed["next_attempt_at"] = again or next_check(row, timezone.now(), changed=False)
            Source.objects.filter(pk=pk).update(**failed)
            waiting.update(outcome=SearchOutcome.UNAVAILABLE, reason=f"it could not be captured: {error}")
            _settle(story_ids)
        else:
            lock_story(row.story_id)
            rows = type(row)._default_manager.filter(pk=pk)
            rows.update(**failed)
            act = "compared" if isinstance(row, Search) else "asked"
            pending = rows.filter(outcome=SearchOutcome.PENDING)
            pending.update(outcome=SearchOutcome.UNAVAILABLE, reason=f"it could not be {act}: {error}")
            _settle([row.story_id])


def _record_capture_failure(task: str, pk: int, error: str) -> None:
    with transaction.atomic():
        if not Capture.objects.filter(pk=pk).exists():
            return
        first = _retry(task, pk, 1, timezone.now())
        CaptureRetry.objects.get_or_create(
            capture_id=pk, task=task, defaults={"attempts": 1, "next_attempt_at": first.next_attempt_at}
        )
        CaptureRetry.objects.filter(capture_id=pk, task=task).update(last_error=error)


def _settle(story_ids: list[int]) -> None:
    for story in Story.objects.filter(pk__in=story_ids).order_by("pk"):
        settle_story(story)


def _ids(rows: QuerySet[Any]) -> list[int]:
    return list(rows.values_list("pk", flat=True)[:PORTION])
