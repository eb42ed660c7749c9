"""One host gate for all workers, kept in the database: turns, pauses, breaker, the server's wishes, robots files."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.fetch.exceptions import HostMustWait
from factcheck.fetch.politeness import BREAKER_FAILURES, LONGEST_RETRY_AFTER_SECONDS
from factcheck.fetch.result import Outcome
from factcheck.fetch.robots import RobotsFile
from factcheck.models import HostGate
from factcheck.services import host_gate
from factcheck.services.fetching import (
    LONGEST_REMEMBERED,
    DatabaseRobotsCache,
    fetch_page,
    fetch_settings,
    forget_robots,
)
from factcheck.services.host_gate import DatabaseHostGate
from tests.services.pages import Answer, PageServer

pytestmark = pytest.mark.django_db

HOST = "a.example"


def visit(gap: float = 0.0, patience: float = 0.2) -> None:
    with DatabaseHostGate(patience).wait_turn(HOST, gap):
        pass


def test_settings_come_from_the_newsroom(settings: Any) -> None:
    settings.FETCH_ALLOW, settings.FETCH_CONTACT_URL, settings.FETCH_HOST_GAP_SECONDS = ["x:1"], "http://us", 7.0
    made = fetch_settings()
    assert (made.allowed_hosts, made.contact_url, made.gap_seconds) == (("x:1",), "http://us", 7.0)
    assert made.user_agent.endswith("; +http://us)")


def test_turn_is_free_again_after_the_visit_and_after_a_failed_one() -> None:
    visit()
    with pytest.raises(RuntimeError), DatabaseHostGate(0.2).wait_turn(HOST, 0.0):
        raise RuntimeError
    visit()
    assert HostGate.objects.get().busy_until is None


def test_pause_between_two_visits_is_kept() -> None:
    visit()
    started = time.monotonic()
    visit(gap=0.4, patience=5)
    assert time.monotonic() - started >= 0.4


def test_pause_is_the_newcomers_own_and_counts_from_the_end_of_the_last_visit() -> None:
    with DatabaseHostGate(5).wait_turn(HOST, 0.0):
        time.sleep(0.3)
    ended = time.monotonic()
    visit(gap=0.5, patience=5)
    assert time.monotonic() - ended >= 0.5
    started = time.monotonic()
    visit(gap=0.0)  # that the visit before had to wait longer does not concern this one
    assert time.monotonic() - started < 0.3


def test_pause_is_asked_for_when_the_turn_comes() -> None:
    """While one waits, the visit before may read a Crawl-delay."""
    asked = []

    def gap() -> float:
        asked.append(HostGate.objects.get().busy_until)
        return 0.0

    HostGate.objects.create(host=HOST, busy_until=timezone.now() + timedelta(seconds=0.3))
    with DatabaseHostGate(5).wait_turn(HOST, gap):
        pass
    assert len(asked) > 1


def test_visit_that_outlasts_its_hold_does_not_free_the_host_of_another() -> None:
    with DatabaseHostGate(0.2).wait_turn(HOST, 0.0):
        others = timezone.now() + timedelta(seconds=50)
        HostGate.objects.update(busy_until=others)
    assert HostGate.objects.get().busy_until == others


def test_visit_begun_while_the_row_was_read_is_not_overlooked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen with ten workers: a row read later than the clock was ahead of it, and taken for one of another clock."""
    visit()
    read, held = host_gate._row, timezone.now() + timedelta(seconds=60.2)

    def read_row(host: str) -> HostGate:
        HostGate.objects.update(busy_until=held)
        return read(host)

    monkeypatch.setattr(host_gate, "_row", read_row)
    with pytest.raises(HostMustWait):
        visit()


def test_clock_set_back_does_not_close_the_host() -> None:
    ahead = timezone.now() + timedelta(hours=3)  # what a worker wrote before
    HostGate.objects.create(host=HOST, left_at=ahead, busy_until=ahead)
    visit(gap=1.0)


def test_pause_after_a_worker_that_died_counts_from_the_end_of_its_hold() -> None:
    HostGate.objects.create(host=HOST, busy_until=timezone.now() - timedelta(seconds=1))
    started = time.monotonic()
    visit(gap=1.4, patience=5)
    assert time.monotonic() - started >= 0.3


def test_host_too_busy_to_say_until_when_is_left_alone_for_longer_each_time() -> None:
    gate = DatabaseHostGate(0.2)
    visit()
    for tries in (1, 2, 9):
        HostGate.objects.update(failures=tries - 1, retry_after_until=None)
        seconds = gate.back_off(HOST)
        assert 0 < seconds <= 60 * 2 ** (tries - 1)
        with pytest.raises(HostMustWait):
            visit()


def test_pause_longer_than_our_patience_is_told_at_once() -> None:
    visit()
    started = time.monotonic()
    with pytest.raises(HostMustWait) as refusal:
        visit(gap=100, patience=5)
    assert time.monotonic() - started < 1
    assert 95 < (refusal.value.retry_after_seconds or 0) <= 100


def test_host_held_by_a_dead_worker_is_free_after_a_minute() -> None:
    HostGate.objects.create(host=HOST, busy_until=timezone.now() + timedelta(seconds=30))
    with pytest.raises(HostMustWait):
        visit()
    HostGate.objects.update(busy_until=timezone.now() - timedelta(seconds=1))
    visit()


def test_server_that_asks_to_wait_is_heeded_by_everybody_up_to_a_bound() -> None:
    gate = DatabaseHostGate(0.2)
    visit()
    gate.retry_after(HOST, 1e12)
    with pytest.raises(HostMustWait, match="asked us to wait") as refusal:
        visit()
    assert (refusal.value.retry_after_seconds or 0) <= LONGEST_RETRY_AFTER_SECONDS
    gate.retry_after(HOST, 5)  # a shorter wish does not undo a longer one
    assert HostGate.objects.get().retry_after_until > timezone.now() + timedelta(seconds=60)


def test_host_that_fails_again_and_again_is_left_alone_and_a_success_forgets() -> None:
    gate = DatabaseHostGate(0.2)
    visit()
    for _ in range(BREAKER_FAILURES):
        gate.record_failure(HOST)
    with pytest.raises(HostMustWait, match="failed too often"):
        visit()
    HostGate.objects.update(retry_after_until=None)
    visit()
    gate.record_success(HOST)
    gate.record_failure(HOST)
    visit()


def test_fetch_that_may_not_begin_is_a_result_and_asks_nothing(pages: PageServer) -> None:
    HostGate.objects.create(host=pages.host, retry_after_until=timezone.now() + timedelta(minutes=9))
    result = fetch_page(pages.put("/talk", "Words."))
    assert (result.outcome, result.hops, pages.asked) == (Outcome.RETRY_LATER, (), [])


def test_busy_host_that_names_no_time_is_retried_later(pages: PageServer) -> None:
    pages.answers["/busy"] = Answer("slow down", 503)
    result = fetch_page(pages.url("/busy"))
    assert result.outcome == Outcome.RETRY_LATER and 1 <= (result.retry_after_seconds or 0) <= 60
    assert fetch_page(pages.url("/other")).hops == ()


def test_crawl_delay_read_by_one_visit_holds_for_the_next(pages: PageServer) -> None:
    pages.answers["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 30", headers={"Content-Type": "text/plain"})
    url = pages.put("/talk", "Words.")
    assert fetch_page(url).outcome == Outcome.FETCHED
    later = fetch_page(url)
    assert later.outcome == Outcome.RETRY_LATER and 25 < (later.retry_after_seconds or 0) <= 30
    assert pages.asked == ["/talk"]


def test_robots_file_that_names_a_time_closes_the_host_until_then(pages: PageServer) -> None:
    pages.answers["/robots.txt"] = Answer("later", 503, {"Retry-After": "7200"})
    result = fetch_page(pages.put("/talk", "Words."))
    assert (result.outcome, result.retry_after_seconds, pages.asked) == (Outcome.RETRY_LATER, 7200, [])


def test_fetch_is_told_to_the_gate(pages: PageServer) -> None:
    pages.answers["/busy"] = Answer("slow down", 429, {"Retry-After": "600"})
    assert fetch_page(pages.url("/busy")).outcome == Outcome.RETRY_LATER
    gate = HostGate.objects.get(host=pages.host)
    assert gate.retry_after_until > timezone.now() + timedelta(minutes=9)


def test_robots_file_is_kept_for_all_workers_and_grows_old() -> None:
    cache = DatabaseRobotsCache()
    assert cache.get("http://a.example") is None
    cache.put("http://a.example", RobotsFile("User-agent: *\nDisallow: /x\0", time.time()))
    kept = cache.get("http://a.example")
    assert kept is not None and kept.text == "User-agent: *\nDisallow: /x"
    assert cache.get("https://a.example") is None
    forget_robots()
    HostGate.objects.update(robots_fetched_at=timezone.now() - timedelta(days=40))
    assert cache.get("http://a.example") is None


def test_rules_are_read_from_the_row_once_and_a_host_to_wait_for_each_time() -> None:
    cache = DatabaseRobotsCache()
    cache.put("http://a.example", RobotsFile("User-agent: *\nDisallow: /x", time.time()))
    cache.put("http://b.example", RobotsFile("", time.time(), "it answered 500"))
    cache.put("http://c.example", RobotsFile("#" * (LONGEST_REMEMBERED + 1), time.time()))
    for origin, queries in (("http://a.example", 1), ("http://b.example", 2), ("http://c.example", 2)):
        with CaptureQueriesContext(connection) as asked:
            assert cache.get(origin) == DatabaseRobotsCache().get(origin) is not None
        assert len(asked) == queries, origin


def test_robots_of_a_page_are_obeyed(pages: PageServer) -> None:
    pages.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /private", headers={"Content-Type": "text/plain"})
    url = pages.put("/private/talk", "Words.")
    assert fetch_page(url).outcome == Outcome.ROBOTS
    assert pages.asked == []
    assert HostGate.objects.filter(host__startswith="robots:").count() == 1
