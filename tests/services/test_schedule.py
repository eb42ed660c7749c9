"""When a watched source is looked at again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from factcheck.models import Capture, Source
from factcheck.services import schedule
from factcheck.services.capture import capture_source
from factcheck.services.schedule import asks_unconditionally, next_check
from tests.factories import SourceFactory
from tests.services.pages import PageServer

pytestmark = pytest.mark.django_db

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


PUBLISHED = [
    ("unknown", "", 15 * MINUTE),
    ("a year ago", "2025-11-24T09:00:00+00:00", 30 * DAY),
    ("five hours ago, elsewhere", "2026-11-24T16:00:00+09:00", HOUR),
    ("without a zone is UTC", "2026-11-24T07:00:00", HOUR),
    ("this very day", "2026-11-24", 15 * MINUTE),
    ("yesterday", "2026-11-23", HOUR),
    ("last week", "2026-11-12", 3 * DAY),
    ("in the future", "2027-01-01T00:00:00Z", 15 * MINUTE),
    ("no date of any calendar", "2026-13-45", 15 * MINUTE),
    ("no date at all", "last spring", 15 * MINUTE),
]


@pytest.mark.parametrize(("written", "pause"), [p[1:] for p in PUBLISHED], ids=[p[0] for p in PUBLISHED])
def test_age_is_that_of_what_was_published(written: str, pause: timedelta) -> None:
    page = source(HOUR, latest_capture=Capture(published_at=written))
    assert next_check(page, NOW, changed=False) == NOW + pause


def test_one_look_in_ten_asks_for_the_page_itself() -> None:
    asked = [asks_unconditionally(source(HOUR, quiet)) for quiet in range(30)]
    assert [number for number, is_plain in enumerate(asked) if is_plain] == [9, 19, 29]


def test_quiet_looks_go_from_conditional_to_plain_and_back(pages: PageServer) -> None:
    url = pages.put("/talk", "The bridge is shut.")
    pages.answers["/talk"].headers |= {"ETag": '"7"', "Last-Modified": "Tue, 24 Nov 2026 09:00:00 GMT"}
    page = SourceFactory(url=url, is_watched=True, next_attempt_at=timezone.now())
    assert capture_source(page.pk) is not None
    for quiet in (0, 8, 9, 10):
        Source.objects.update(next_attempt_at=timezone.now(), quiet_checks=quiet)
        assert capture_source(page.pk) is None
        page.refresh_from_db()
        assert (page.quiet_checks, page.link_state) == (quiet + 1, "ok")
    sent = [(headers.get("if-none-match"), headers.get("if-modified-since")) for headers in pages.headers]
    both = ('"7"', "Tue, 24 Nov 2026 09:00:00 GMT")
    assert sent == [(None, None), both, both, (None, None), both]


def test_other_bytes_with_the_same_words_are_a_quiet_look(pages: PageServer) -> None:
    page = SourceFactory(url=pages.put("/talk", "The bridge is shut."), is_watched=True, next_attempt_at=timezone.now())
    assert capture_source(page.pk) is not None
    pages.answers["/talk"].body = str(pages.answers["/talk"].body).replace("<body>", "<body><script>n=1</script>")
    Source.objects.update(next_attempt_at=timezone.now(), quiet_checks=3)
    assert capture_source(page.pk) is not None
    page.refresh_from_db()
    assert (page.quiet_checks, page.changed_at, page.link_state) == (4, None, "ok")


@pytest.mark.parametrize("fields", [{"is_watched": False}, {"url": ""}], ids=["not watched", "no page"])
def test_no_next_look(fields: dict[str, object]) -> None:
    assert next_check(source(HOUR, **fields), NOW, changed=False) is None


def test_looks_at_sources_added_together_are_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[float, float]] = []
    monkeypatch.setattr(schedule.random, "uniform", lambda low, high: asked.append((low, high)) or 0.9)
    assert next_check(source(5 * HOUR), NOW, changed=False) == NOW + 0.9 * HOUR
    assert asked == [(0.9, 1.1)]
