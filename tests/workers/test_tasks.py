"""Tasks: registered under fixed names, harmless twice or without their row, failures kept on the row."""

from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.contrib.sessions.models import Session
from django.utils import timezone

from factcheck import jobs
from factcheck.models import Alert, Capture, Comparison, Quotation, SearchOutcome, Source, Stage, Story
from factcheck.services.sweep import WORK
from tests.factories import AttemptFactory, CaptureFactory, SearchFactory, SourceFactory, StoryFactory
from workers import schedule, tasks

pytestmark = pytest.mark.django_db

ROW_TASKS = [
    tasks.extract_story,
    tasks.capture_source,
    tasks.compare_search,
    tasks.ask_place,
    tasks.check_capture,
    tasks.index_capture,
]
NAMES = {f"factcheck.{task.name.split('.')[1]}" for task in ROW_TASKS} | {
    "factcheck.sweep",
    "factcheck.release_expired",
    "factcheck.send_digest",
    "factcheck.verify_captures",
    "factcheck.prune_captures",
    "factcheck.clear_sessions",
}


@pytest.fixture(autouse=True)
def index_of_its_own(settings: Any, tmp_path: Any) -> None:
    settings.LOOKUP_INDEX_DIR = tmp_path / "index"


def test_names_are_fixed() -> None:
    assert {name for name in current_app.tasks if name.startswith("factcheck.")} >= NAMES


def test_schedule_and_routes_name_tasks_that_exist() -> None:
    assert {entry["task"] for entry in schedule.SCHEDULE.values()} <= NAMES
    assert set(schedule.ROUTES) <= NAMES
    assert current_app.conf.beat_schedule == schedule.SCHEDULE
    assert current_app.conf.task_routes == schedule.ROUTES


def test_messages_are_safe_to_lose_and_to_double() -> None:
    conf = current_app.conf
    assert (conf.task_acks_late, conf.task_reject_on_worker_lost, conf.worker_prefetch_multiplier) == (True, True, 1)
    assert conf.accept_content == ["json"] and conf.task_ignore_result
    assert 0 < conf.task_soft_time_limit < conf.task_time_limit


@pytest.mark.parametrize("task", ROW_TASKS, ids=lambda task: task.name)
def test_row_that_is_gone_is_no_error(task: Any) -> None:
    assert task.apply(args=[987_654], throw=True).get() is None


def a_story() -> Story:
    text = "“We will close the bridge for nine days,” said Mary Speaker on Tuesday."
    return StoryFactory(text=text, stage=Stage.RECEIVED, next_attempt_at=timezone.now())


def test_extracting_twice_finds_each_quotation_once() -> None:
    story = a_story()
    for _ in range(2):
        tasks.extract_story.apply(args=[story.pk], throw=True)
    assert Quotation.objects.count() == 1
    Story.objects.update(next_attempt_at=timezone.now())
    tasks.extract_story.apply(args=[story.pk], throw=True)
    assert Quotation.objects.count() == 1


def test_a_file_goes_through_every_task_twice_without_doubles(tmp_path: Any) -> None:
    story = a_story()
    file = tmp_path / "record.txt"
    file.write_text("MARY SPEAKER: We will close the bridge for nine days. Thank you.")
    source = SourceFactory(
        url="", path=str(file), key=f"file:{file}", name="record.txt", next_attempt_at=timezone.now()
    )
    search = SearchFactory(story=story, source=source, outcome=SearchOutcome.PENDING, capture=None)
    for _ in range(2):
        tasks.extract_story.apply(args=[story.pk], throw=True)
        tasks.capture_source.apply(args=[source.pk], throw=True)
        tasks.compare_search.apply(args=[search.pk], throw=True)
        for capture in Capture.objects.all():
            tasks.index_capture.apply(args=[capture.pk], throw=True)
            tasks.check_capture.apply(args=[capture.pk], throw=True)
    assert (Capture.objects.count(), Comparison.objects.count(), Alert.objects.count()) == (1, 1, 0)
    capture = Capture.objects.get()
    assert capture.indexed_at is not None and capture.watched_at is not None
    assert Quotation.objects.get().match in {"exact", "typographic"}
    assert Story.objects.get().stage == Stage.READY


ERRORS = [ValueError("no such thing"), SoftTimeLimitExceeded(120), MemoryError(), RecursionError("too deep")]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("name", WORK)
def test_failure_is_kept_on_the_row_which_waits_for_its_next_try(
    name: str, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(pk: int) -> None:
        WORK[name]._default_manager.filter(pk=pk).update(attempts=1, lease_until=jobs.lease_end())
        raise error

    monkeypatch.setattr(tasks, name.partition("_")[0], fail)
    factory = {
        "extract_story": StoryFactory,
        "capture_source": SourceFactory,
        "compare_search": SearchFactory,
        "ask_place": AttemptFactory,
    }[name]
    row = factory(next_attempt_at=timezone.now())
    result = getattr(tasks, name).apply(args=[row.pk])
    assert result.failed()
    row.refresh_from_db()
    assert row.last_error.startswith(type(error).__name__)
    assert row.lease_until is None and row.next_attempt_at > timezone.now()


def test_failing_again_and_again_ends_with_a_failed_story(monkeypatch: pytest.MonkeyPatch) -> None:
    story = a_story()

    def fail(text: str) -> None:
        raise ValueError("the text is odd")

    monkeypatch.setattr("factcheck.services.extract.find_quotations", fail)
    for attempt in range(1, len(jobs.RETRY_DELAYS) + 2):
        Story.objects.filter(next_attempt_at__isnull=False).update(next_attempt_at=timezone.now())
        tasks.extract_story.apply(args=[story.pk])
        story.refresh_from_db()
        assert story.attempts == attempt
        assert (story.next_attempt_at is None) is (attempt > len(jobs.RETRY_DELAYS))
    assert (story.stage, story.problem) == (Stage.FAILED, "ValueError: the text is odd")


def test_long_error_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(pk: int) -> None:
        raise ValueError("x" * 5000)

    monkeypatch.setattr(tasks, "capture", fail)
    source = SourceFactory(next_attempt_at=timezone.now())
    tasks.capture_source.apply(args=[source.pk])
    assert len(Source.objects.get().last_error) == 1000


def test_sweep_and_release_run() -> None:
    CaptureFactory()
    tasks.sweep.apply(throw=True)
    tasks.release_expired.apply(throw=True)


def test_ended_sessions_are_removed() -> None:
    for key, days in (("over", -1), ("running", 1)):
        Session.objects.create(session_key=key, session_data="x", expire_date=timezone.now() + timedelta(days=days))
    tasks.clear_sessions.apply(throw=True)
    assert [session.session_key for session in Session.objects.all()] == ["running"]
