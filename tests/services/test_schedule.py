"""When a watched source is looked at again."""

from datetime import UTC, datetime, timedelta

import pytest

from factcheck.models import Source
from factcheck.services import schedule
from factcheck.services.schedule import next_check

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def no_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule.random, "uniform", lambda low, high: 1.0)


def source(age: timedelta, quiet: int = 0, **fields: object) -> Source:
    return Source(
        **{"url": "http://a.example/", "is_watched": True, "quiet_checks": quiet, **fields}, created_at=NOW - age
    )


PAUSES = [
    ("first hours", HOUR, 0, False, 15 * MINUTE),
    ("first day", 5 * HOUR, 0, False, HOUR),
    ("first week", 3 * DAY, 0, False, 3 * HOUR),
    ("first month", 20 * DAY, 0, False, 3 * DAY),
    ("old", 400 * DAY, 0, False, 30 * DAY),
    ("one quiet look stretches by half", 5 * HOUR, 1, False, 1.5 * HOUR),
    ("two quiet looks", 5 * HOUR, 2, False, 2.25 * HOUR),
    ("never longer than thirty days", 20 * DAY, 500, False, 30 * DAY),
    ("a change halves the pause", 5 * HOUR, 4, True, 30 * MINUTE),
    ("never shorter than ten minutes", HOUR, 0, True, 10 * MINUTE),
]


@pytest.mark.parametrize(("age", "quiet", "changed", "pause"), [p[1:] for p in PAUSES], ids=[p[0] for p in PAUSES])
def test_pause(age: timedelta, quiet: int, changed: bool, pause: timedelta) -> None:
    assert next_check(source(age, quiet), NOW, changed=changed) == NOW + pause


@pytest.mark.parametrize("fields", [{"is_watched": False}, {"url": ""}], ids=["not watched", "no page"])
def test_no_next_look(fields: dict[str, object]) -> None:
    assert next_check(source(HOUR, **fields), NOW, changed=False) is None


def test_looks_at_sources_added_together_are_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[float, float]] = []
    monkeypatch.setattr(schedule.random, "uniform", lambda low, high: asked.append((low, high)) or 0.9)
    assert next_check(source(5 * HOUR), NOW, changed=False) == NOW + 0.9 * HOUR
    assert asked == [(0.9, 1.1)]
