"""The sweep: what is due and held by nobody is sent again; what failed waits longer each time and then for a person."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from factcheck import jobs
from factcheck.models import Capture, CaptureRetry, Search, SearchOutcome, Source, Stage, Story
from factcheck.services import sweep as sweep_module
from factcheck.services.sweep import record_failure, sweep
from tests.factories import CaptureFactory, QuotationFactory, SearchFactory, SourceFactory, StoryFactory

pytestmark = pytest.mark.django_db

PAST, FUTURE = timezone.now() - timedelta(minutes=1), timezone.now() + timedelta(days=1)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    messages: list[tuple[str, int]] = []
    monkeypatch.setattr(jobs, "enqueue", lambda task, pk, **options: messages.append((task, pk)))
    return messages


def test_due_rows_of_every_kind_are_sent(sent: list[tuple[str, int]]) -> None:
    story = StoryFactory(next_attempt_at=PAST)
    source = SourceFactory(next_attempt_at=PAST)
    search = SearchFactory(next_attempt_at=PAST)
    capture = CaptureFactory(watched_at=None, indexed_at=None)
    assert sweep() == 5
    assert sent == [
        ("factcheck.extract_story", story.pk),
        ("factcheck.capture_source", source.pk),
        ("factcheck.compare_search", search.pk),
        ("factcheck.index_capture", capture.pk),
        ("factcheck.check_capture", capture.pk),
    ]


NOT_SENT = [
    ("nothing to do", {"next_attempt_at": None}),
    ("not yet", {"next_attempt_at": FUTURE}),
    ("held", {"next_attempt_at": PAST, "lease_until": PAST + timedelta(minutes=10)}),
]


@pytest.mark.parametrize("fields", [n[1] for n in NOT_SENT], ids=[n[0] for n in NOT_SENT])
def test_rows_that_are_not_due_are_left(sent: list[Any], fields: dict[str, Any]) -> None:
    StoryFactory(**fields)
    SourceFactory(**fields)
    SearchFactory(**fields)
    CaptureFactory(watched_at=PAST, indexed_at=PAST)
    assert sweep() == 0 and sent == []


def test_row_of_a_worker_that_died_is_sent_again(sent: list[tuple[str, int]]) -> None:
    source = SourceFactory(next_attempt_at=PAST, lease_until=PAST, attempts=1)
    sweep()
    assert sent == [("factcheck.capture_source", source.pk)]


def test_captures_without_text_are_checked_but_not_indexed(sent: list[tuple[str, int]]) -> None:
    capture = CaptureFactory(outcome="not_found", text="", text_sha256="", latest=False)
    sweep()
    assert sent == [("factcheck.check_capture", capture.pk)]


def test_a_long_backlog_is_worked_off_in_portions_longest_waiting_first(
    sent: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep_module, "PORTION", 2)
    late = [SourceFactory(next_attempt_at=PAST - timedelta(hours=n)).pk for n in range(4)]
    assert sweep() == 2
    assert [pk for _, pk in sent] == [late[3], late[2]]


def test_messages_of_the_sweep_end_when_the_next_one_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    options: list[dict[str, Any]] = []
    monkeypatch.setattr(jobs, "enqueue", lambda task, pk, **given: options.append(given))
    SourceFactory(next_attempt_at=PAST)
    sweep()
    assert options == [{"expires": 60.0}]


# Failures ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("attempts", range(1, 6))
@pytest.mark.parametrize("task", ["extract_story", "capture_source", "compare_search"])
def test_failed_row_is_given_back_with_its_error_and_waits(task: str, attempts: int) -> None:
    factory = {"extract_story": StoryFactory, "capture_source": SourceFactory, "compare_search": SearchFactory}[task]
    row = factory(attempts=attempts, next_attempt_at=PAST, lease_until=FUTURE)
    record_failure(task, row.pk, "ValueError: no")
    row.refresh_from_db()
    wait = row.next_attempt_at - timezone.now()
    assert (row.last_error, row.lease_until) == ("ValueError: no", None)
    assert jobs.RETRY_DELAYS[attempts - 1] - timedelta(seconds=5) < wait <= jobs.RETRY_DELAYS[attempts - 1]


def test_story_that_failed_often_enough_is_failed() -> None:
    story = StoryFactory(stage=Stage.RECEIVED, attempts=6, next_attempt_at=PAST, lease_until=FUTURE)
    record_failure("extract_story", story.pk, "ValueError: no")
    story.refresh_from_db()
    assert (story.stage, story.problem, story.next_attempt_at) == (Stage.FAILED, "ValueError: no", None)


def test_source_that_failed_often_enough_is_not_due_and_its_story_goes_on() -> None:
    search = SearchFactory(outcome=SearchOutcome.PENDING, story__stage=Stage.GATHERING)
    quotation = QuotationFactory(story=search.story, review_state="gathering")
    Source.objects.update(attempts=6, next_attempt_at=PAST)
    record_failure("capture_source", search.source_id, "ValueError: no")
    search.refresh_from_db()
    quotation.refresh_from_db()
    assert Source.objects.get().next_attempt_at is None
    assert (search.outcome, search.reason) == ("unavailable", "it could not be captured: ValueError: no")
    assert (Story.objects.get().stage, quotation.review_state) == (Stage.READY, "queued")


def test_watched_source_that_fails_is_looked_at_again_on_its_schedule() -> None:
    source = SourceFactory(attempts=9, next_attempt_at=PAST, is_watched=True)
    record_failure("capture_source", source.pk, "ValueError: no")
    source.refresh_from_db()
    assert source.next_attempt_at > timezone.now()


def test_searched_source_is_not_called_unavailable_after_a_later_failure() -> None:
    search = SearchFactory(outcome=SearchOutcome.SEARCHED)
    record_failure("capture_source", search.source_id, "ValueError: no")
    record_failure("compare_search", search.pk, "ValueError: no")
    search.refresh_from_db()
    assert (search.outcome, search.reason) == ("searched", "")


@pytest.mark.parametrize("task", ["extract_story", "check_capture", "index_capture", "sweep", "nothing"])
def test_failure_of_a_row_that_is_gone_or_keeps_no_score_is_no_error(task: str) -> None:
    record_failure(task, 987_654, "ValueError: no")


@pytest.mark.parametrize(
    ("factory", "task"),
    [(StoryFactory, "extract_story"), (SourceFactory, "capture_source"), (SearchFactory, "compare_search")],
)
def test_row_that_kills_its_workers_is_not_tried_for_ever(sent: list[Any], factory: Any, task: str) -> None:
    row = factory(attempts=6, next_attempt_at=PAST, lease_until=PAST)
    sweep()
    row.refresh_from_db()
    assert sent == [] and row.next_attempt_at is None
    assert "the worker was lost" in row.last_error


def test_row_tried_often_but_given_back_in_order_is_sent(sent: list[Any]) -> None:
    search = SearchFactory(attempts=9, next_attempt_at=PAST, lease_until=None)
    sweep()
    assert sent == [("factcheck.compare_search", search.pk)]
    assert Search.objects.get().next_attempt_at == PAST


# Work on captures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("task", "done"), [("index_capture", "indexed_at"), ("check_capture", "watched_at")])
def test_work_on_a_capture_that_never_gets_done_is_sent_ever_more_rarely(
    sent: list[tuple[str, int]], task: str, done: str
) -> None:
    """Also when the worker dies with it and nobody says so: sending is what counts."""
    capture = CaptureFactory(**{"indexed_at": PAST, "watched_at": PAST, done: None})
    times: list[Any] = []
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        for minute in minutes_looked_at((0, 1, 6, 36, 216, 936)):
            clock.move_to(start + timedelta(minutes=minute))
            sweep()
            if sent:
                times.append(timezone.now() - start)
                sent.clear()
    gaps = [(later - earlier).total_seconds() // 60 for earlier, later in pairwise(times)]
    assert gaps == [1, 5, 30, 180, 720]
    retry = CaptureRetry.objects.get()
    assert (retry.capture_id, retry.task, retry.attempts) == (capture.pk, task, 6)
    assert retry.next_attempt_at is not None, "it is never given up"


def minutes_looked_at(sent_at: tuple[int, ...]) -> list[int]:
    """Minutes of 26 hours: all beside a wanted sending, so early and late are told apart; every tenth elsewhere."""
    return [now for now in range(26 * 60) if now % 10 == 0 or any(abs(now - wanted) <= 5 for wanted in sent_at)]


def test_failure_of_work_on_a_capture_is_kept_until_it_succeeds(sent: list[tuple[str, int]]) -> None:
    capture = CaptureFactory(watched_at=PAST, indexed_at=None)
    record_failure("index_capture", capture.pk, "IndexUnavailable: it is lost")
    retry = CaptureRetry.objects.get()
    assert (retry.attempts, retry.last_error) == (1, "IndexUnavailable: it is lost")
    assert sweep() == 0, "it waits for half a minute"
    CaptureRetry.objects.update(next_attempt_at=PAST)
    assert sweep() == 1
    record_failure("index_capture", capture.pk, "IndexUnavailable: still")
    retry.refresh_from_db()
    assert (retry.attempts, retry.last_error) == (2, "IndexUnavailable: still")
    Capture.objects.update(indexed_at=timezone.now())
    sweep()
    assert not CaptureRetry.objects.exists()


def test_one_capture_that_fails_does_not_hold_up_the_others(sent: list[tuple[str, int]]) -> None:
    bad, good = (CaptureFactory(watched_at=PAST, indexed_at=None) for _ in range(2))
    record_failure("index_capture", bad.pk, "ValueError: no")
    assert sweep() == 1 and sent == [("factcheck.index_capture", good.pk)]


def test_lease_taken_before_the_clock_was_set_back_ends(sent: list[tuple[str, int]]) -> None:
    """A lease is five minutes; one that ends in an hour would keep its row for that hour."""
    now = timezone.now()
    source = SourceFactory(next_attempt_at=PAST, lease_until=now + timedelta(hours=1))
    SourceFactory(next_attempt_at=PAST, lease_until=jobs.lease_end(now))
    assert sweep() == 1 and sent == [("factcheck.capture_source", source.pk)]
