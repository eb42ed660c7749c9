"""The sweep: whatever is due and held by nobody is sent again, and what failed is given back with its error.

Messages can be lost and workers killed; rows cannot. Each run is bounded, so a long backlog is worked off in portions.
"""

import logging

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from factcheck import jobs
from factcheck.models import Capture, Search, Source, Stage, Story
from factcheck.services.extract import settle_story

logger = logging.getLogger(__name__)

PORTION = 500
WORK: dict[str, type[Story] | type[Source] | type[Search]] = {
    "extract_story": Story,
    "capture_source": Source,
    "compare_search": Search,
}


def sweep() -> int:
    """How many rows were sent to the workers again."""
    now = timezone.now()
    due: list[tuple[str, int]] = []
    for task, model in WORK.items():
        rows = model.objects.all().due(now).order_by("next_attempt_at").values_list("pk", flat=True)
        due += [(task, pk) for pk in rows[:PORTION]]
    readable = Capture.objects.readable()
    due += [("index_capture", pk) for pk in _ids(readable.filter(indexed_at__isnull=True))]
    due += [("check_capture", pk) for pk in _ids(Capture.objects.filter(watched_at__isnull=True))]
    for task, pk in due:
        jobs.enqueue(f"factcheck.{task}", pk)
    if due:
        logger.info("sweep: %s rows sent again", len(due))
    return len(due)


def record_failure(task: str, pk: int, error: str) -> None:
    """Give the row of a failed task back: with its error, and due again unless it was tried often enough."""
    model = WORK.get(task)
    if model is None:
        return
    with transaction.atomic():
        row = model.objects.select_for_update().filter(pk=pk).first()
        if row is None:
            return
        again = jobs.next_try(row.attempts)
        model.objects.filter(pk=pk).update(lease_until=None, next_attempt_at=again, last_error=error)
        if again is not None:
            return
        if isinstance(row, Story):
            Story.objects.filter(pk=pk).update(stage=Stage.FAILED, problem=error)
        elif isinstance(row, Search):
            Search.objects.filter(pk=pk).update(outcome="unavailable", reason=f"comparing failed: {error}")
            settle_story(row.story)


def _ids(captures: QuerySet[Capture]) -> list[int]:
    return list(captures.order_by("pk").values_list("pk", flat=True)[:PORTION])
