"""What doctor and the readiness check find, and what they say about it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.utils import timezone

from factcheck.exceptions import IndexUnavailable
from factcheck.services import health
from factcheck.services.health import Finding, State, examine, readiness
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


def found(name: str, look: Callable[[], list[Finding]] = examine) -> Finding:
    return {finding.name: finding for finding in look()}[name]


def test_an_installation_as_it_comes_is_ready() -> None:
    assert [finding for finding in readiness() if finding.state is not State.OK] == []


def test_what_is_fine_on_a_laptop_but_not_on_a_server_is_advice(settings: LazySettings) -> None:
    settings.FETCH_CONTACT_URL = ""

    assert found("contact").state is State.ADVICE
    assert "CONTACT_URL" in found("contact").mend


@pytest.mark.parametrize(
    ("minutes", "is_held", "state"),
    [
        pytest.param(2, False, State.OK, id="a sweep comes each minute"),
        pytest.param(11, False, State.WRONG, id="no worker seems to run"),
        pytest.param(11, True, State.OK, id="somebody is at it"),
        pytest.param(-60, False, State.OK, id="not due yet"),
    ],
)
def test_old_work_means_that_no_worker_runs(minutes: int, is_held: bool, state: State) -> None:
    now = timezone.now()
    lease = now + timedelta(minutes=3) if is_held else None
    SourceFactory(next_attempt_at=now - timedelta(minutes=minutes), lease_until=lease)

    assert found("background work").state is state


def test_a_lost_index_is_wrong_and_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_lost() -> None:
        raise IndexUnavailable("The lookup index is lost or empty.")

    monkeypatch.setattr(health, "require_index", is_lost)

    assert found("lookup index").state is State.WRONG
    assert "rebuild_index" in found("lookup index").mend


def test_a_store_that_cannot_be_written_is_wrong(settings: LazySettings, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    backend = settings.STORAGES["captures"]
    settings.STORAGES = {
        **settings.STORAGES,
        "captures": {**backend, "OPTIONS": {"location": in_the_way / "captures"}},
    }

    assert found("capture store").state is State.WRONG


def test_the_check_of_the_store_leaves_nothing_behind(captures_of_their_own: Path) -> None:
    readiness()

    assert not captures_of_their_own.exists() or list(captures_of_their_own.iterdir()) == []


def test_without_a_database_one_cause_is_reported_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_away(*args: Any) -> Any:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", is_away)

    findings = {finding.name: finding.state for finding in examine()}

    assert findings["database"] is State.WRONG
    assert "lookup index" not in findings and "background work" not in findings


def test_a_broker_that_is_away_is_wrong_and_its_password_is_not_told(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kombu import Connection

    settings.CELERY_BROKER_URL = "redis://:hidden-word@127.0.0.1:1/0"
    monkeypatch.setattr(health.current_app, "connection_for_write", lambda: Connection(settings.CELERY_BROKER_URL))

    finding = found("broker")

    assert finding.state is State.WRONG
    assert "REDIS_URL" in finding.mend
    assert "hidden-word" not in finding.text


@pytest.mark.parametrize(
    ("free", "state"),
    [
        pytest.param(50 * 1024**2, State.WRONG, id="captures would fail"),
        pytest.param(1024**3, State.ADVICE, id="time to look for room"),
        pytest.param(50 * 1024**3, State.OK, id="enough"),
    ],
)
def test_disk_space(monkeypatch: pytest.MonkeyPatch, free: int, state: State) -> None:
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: type("Usage", (), {"free": free}))

    assert found("disk").state is state
