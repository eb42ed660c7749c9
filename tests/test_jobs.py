"""Background work is sent after the commit, never before, and never breaks the act that asked for it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from celery import Celery, current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from factcheck import jobs
from factcheck.models import Story
from factcheck.services.gather import GivenSource
from factcheck.services.ingest import add_story

pytestmark = pytest.mark.django_db

Callbacks = Callable[..., Any]


@pytest.fixture(autouse=True)
def broker_is_not_known_to_be_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_away_until", 0.0)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[int, ...]]]:
    messages: list[tuple[str, tuple[int, ...]]] = []
    monkeypatch.setattr(current_app, "send_task", lambda task, args, **options: messages.append((task, tuple(args))))
    return messages


def test_nothing_is_sent_before_the_commit(sent: list[Any], django_capture_on_commit_callbacks: Callbacks) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        add_story(actor=None, text="“No,” said the mayor.")
    assert sent == [] and len(callbacks) == 1


def test_it_is_sent_after_the_commit(sent: list[Any], django_capture_on_commit_callbacks: Callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        story, _ = add_story(actor=None, text="“No,” said the mayor.", sources=[GivenSource(url="http://a.example/")])
    [search] = story.searches.all()
    assert sent == [
        ("factcheck.capture_source", (search.source_id,)),
        ("factcheck.extract_story", (story.pk,)),
    ]


def test_an_act_that_fails_sends_nothing(sent: list[Any], django_capture_on_commit_callbacks: Callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError), transaction.atomic():
        add_story(actor=None, text="“No,” said the mayor.")
        raise RuntimeError
    assert sent == [] and not Story.objects.exists()


@pytest.mark.parametrize("error", [OperationalError("no broker"), ConnectionRefusedError(), OSError(28, "full")])
def test_broker_that_is_away_does_not_break_the_act(
    error: Exception, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callbacks
) -> None:
    def refuse(*args: Any, **options: Any) -> None:
        raise error

    monkeypatch.setattr(current_app, "send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        story, _ = add_story(actor=None, text="“No,” said the mayor.")
    story.refresh_from_db()
    assert story.next_attempt_at is not None, "the sweep finds it"


@pytest.mark.parametrize("broker", ["redis://127.0.0.1:1/0", "filesystem://"], ids=["no Redis there", "no folder"])
def test_broker_that_is_away_is_given_up_quickly(
    broker: str, settings: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callbacks
) -> None:
    app = Celery("away", broker=broker, set_as_current=False)
    missing = {"data_folder_in": "/nonexistent/a", "data_folder_out": "/nonexistent/a"}
    app.conf.broker_transport_options = missing if broker == "filesystem://" else settings.REDIS_TRANSPORT_OPTIONS
    monkeypatch.setattr(jobs, "current_app", app)
    started = datetime.now(UTC)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.enqueue("factcheck.extract_story", 1)
    assert datetime.now(UTC) - started < timedelta(seconds=2)


def test_held_messages_are_not_sent(sent: list[Any], django_capture_on_commit_callbacks: Callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        with jobs.held():
            jobs.enqueue("factcheck.extract_story", 1)
        jobs.enqueue("factcheck.extract_story", 2)
    assert sent == [("factcheck.extract_story", (2,))]


def test_messages_are_held_by_this_caller_only(sent: list[Any]) -> None:
    with pytest.raises(RuntimeError), jobs.held():
        raise RuntimeError
    assert jobs._is_held.get() is False


def test_many_messages_to_a_broker_that_is_away_cost_one_failure(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callbacks
) -> None:
    tried: list[str] = []

    def refuse(task: str, **options: Any) -> None:
        tried.append(task)
        raise OperationalError

    monkeypatch.setattr(current_app, "send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(20):
            jobs.enqueue(f"factcheck.task{number}", number)
    assert tried == ["factcheck.task0"]
    monkeypatch.setattr(jobs, "_away_until", 0.0)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.enqueue("factcheck.later", 1)
    assert tried == ["factcheck.task0", "factcheck.later"]


WAITS = [(1, 30), (2, 300), (3, 1800), (4, 3 * 3600), (5, 12 * 3600), (6, None), (60, None), (0, 30)]


@pytest.mark.parametrize(("attempts", "seconds"), WAITS)
def test_waits_grow_and_then_a_person_looks(attempts: int, seconds: int | None) -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    assert jobs.next_try(attempts, now) == (now + timedelta(seconds=seconds) if seconds else None)


def test_lease_is_longer_than_any_task_may_take(settings: Any) -> None:
    assert timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT) < jobs.LEASE
    assert settings.CELERY_TASK_SOFT_TIME_LIMIT < settings.CELERY_TASK_TIME_LIMIT
