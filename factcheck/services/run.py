"""A story worked through here and now, by the caller, with the same services the workers use."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from factcheck.models import Search, SearchOutcome, SearchReason, Source, Stage, Story
from factcheck.services.ask import ask_place
from factcheck.services.capture import capture_source
from factcheck.services.compare import compare_search
from factcheck.services.extract import extract_story
from factcheck.services.sweep import record_failure

logger = logging.getLogger(__name__)

# Another worker may hold a row of ours; we wait for it about as long as a fetch may take.
PATIENCE_SECONDS = 60.0


def run_story(story: Story, progress: Callable[[str], None]) -> None:
    """Extract, capture and compare until nothing of the story is due. `progress` is told, in words, what comes next.

    A source that cannot be worked through is noted in the search log, and the run goes on with the next.
    """
    with _giving_back(story):
        progress("Finding quotations and claims …")
        Story.objects.filter(pk=story.pk, quotations__isnull=True, claims__isnull=True).update(
            next_attempt_at=timezone.now()
        )
        extract_story(story.pk)
        _wait_until(lambda: not Story.objects.filter(pk=story.pk, lease_until__gt=timezone.now()).exists())
        if not Story.objects.filter(pk=story.pk).exclude(stage__in=[Stage.RECEIVED, Stage.FAILED]).exists():
            return  # its own page could not be read: there is nothing to compare
        done: list[int] = []
        asked: list[int] = []
        while searches := _found_by(story, asked, progress).exclude(pk__in=done).select_related("source"):
            for position, search in enumerate(searches, len(done) + 1):
                progress(f"Reading source {position} of {len(done) + len(searches)}: {search.source.name}")
                _look_in(search)
            done += [search.pk for search in searches]
        progress("")


def _found_by(story: Story, asked: list[int], progress: Callable[[str], None]) -> QuerySet[Search]:
    """The story's search log after the places that were not asked yet have been; they are added to `asked`."""
    for attempt in story.places_asked.filter(outcome=SearchOutcome.PENDING).exclude(pk__in=asked):
        progress(f"Asking: {attempt.place}")
        _succeeds("ask_place", ask_place, attempt.pk)
        asked.append(attempt.pk)
    return Search.objects.filter(story=story)


def _look_in(search: Search) -> None:
    """Capture the source and compare with it. Given again means: look again; what did not change is known by hash."""
    if search.why == SearchReason.ARCHIVE:  # found by the words of the copy there is
        Search.objects.filter(pk=search.pk).update(outcome=SearchOutcome.PENDING, next_attempt_at=timezone.now())
        _succeeds("compare_search", _compare_when_ready, search.pk)
        return
    Source.objects.filter(pk=search.source_id).update(next_attempt_at=timezone.now(), last_error="")
    Search.objects.filter(pk=search.pk).update(outcome=SearchOutcome.PENDING, reason="")
    if _succeeds("capture_source", _capture_when_ready, search.source_id):
        _succeeds("compare_search", _compare_when_ready, search.pk)


def _succeeds(task: str, act: Callable[[int], object], pk: int) -> bool:
    """True unless the act failed; then the row says why, just as after a worker's failure."""
    try:
        act(pk)
    except Exception as error:
        logger.exception("%s %s failed", task, pk)
        record_failure(task, pk, f"{type(error).__name__}: {error}"[:1000])
        return False
    return True


def _capture_when_ready(source_id: int) -> None:
    def is_done() -> bool:
        soon = timezone.now() + timedelta(seconds=PATIENCE_SECONDS)
        waiting = Source.objects.filter(pk=source_id, next_attempt_at__lte=soon, last_error="")
        return capture_source(source_id) is not None or not waiting.exists()

    _wait_until(is_done)


def _compare_when_ready(search_id: int) -> None:
    def is_done() -> bool:
        pending = Search.objects.filter(pk=search_id, outcome=SearchOutcome.PENDING)
        return compare_search(search_id) or not pending.exists()

    _wait_until(is_done)


def _wait_until(is_done: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not is_done() and time.monotonic() < give_up_at:
        time.sleep(0.1)


@contextmanager
def _giving_back(story: Story) -> Iterator[None]:
    """Interrupted, the rows at hand are let go at once, so that the same command works again without a wait."""
    try:
        yield
    except BaseException:
        Story.objects.filter(pk=story.pk).update(lease_until=None)
        story.searches.update(lease_until=None)
        Source.objects.filter(pk__in=story.searches.values("source")).update(lease_until=None)
        raise
