"""Captures: dated, hashed copies of pages and files; failures that are captures too; looks that find nothing new."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck import jobs, store
from factcheck.exceptions import CaptureDamaged
from factcheck.fetch.result import FetchResult, Outcome
from factcheck.models import Capture, HostGate, SearchOutcome, Source, SourceKind
from factcheck.release import SOFTWARE
from factcheck.services import capture as capture_service
from factcheck.services import host_gate
from factcheck.services.capture import capture_source, raw_bytes, verify_capture
from factcheck.services.compare import compare_search
from factcheck.services.monitor import check_capture
from tests.factories import SearchFactory, SourceFactory
from tests.services.pages import Answer, PageServer, page

pytestmark = pytest.mark.django_db

WORDS = "We will close the bridge for nine days, and not for longer."


def due(**fields: Any) -> Source:
    return SourceFactory(next_attempt_at=timezone.now(), **fields)


def due_file(path: Path, content: bytes) -> Source:
    path.write_bytes(content)
    return due(url="", key=f"file:{path}", path=str(path), kind=SourceKind.FILE, name=path.name)


def make_due(source: Source) -> None:
    Source.objects.filter(pk=source.pk).update(next_attempt_at=timezone.now(), lease_until=None)


# Pages ---------------------------------------------------------------------------------------------------------------


def test_page_becomes_a_capture(pages: PageServer) -> None:
    source = due(url=pages.put("/talk", f"“{WORDS}” said the mayor."))
    capture = capture_source(source.pk)
    assert capture is not None and capture.outcome == "fetched" and capture.is_readable
    assert WORDS in capture.text and "\0" not in capture.text
    assert (capture.status, capture.final_url, capture.is_complete) == (200, source.url, True)
    assert capture.heads["request"].startswith("GET /talk HTTP/1.1\r\nHost: 127.0.0.1")
    assert capture.heads["response"].startswith("HTTP/1.0 200 OK\r\nServer: ")
    assert (capture.encoding, capture.robots, capture.software) == ("utf-8", "allowed", SOFTWARE)
    assert capture.encoding_reason and capture.started_at <= capture.ended_at
    assert [hop["status"] for hop in capture.hops] == [200]
    assert capture.title == "Remarks of the mayor" and capture.language == "en"
    assert raw_bytes(capture) == page(f"“{WORDS}” said the mayor.").encode()
    assert capture.raw_sha256 == store.sha256_of(raw_bytes(capture))
    assert capture.text_sha256 == store.sha256_of(capture.text.encode())
    source.refresh_from_db()
    assert (source.latest_capture, source.link_state, source.attempts) == (capture, "ok", 0)
    assert source.next_attempt_at is None and source.lease_until is None and source.last_error == ""


def test_address_the_page_gives_itself_is_kept(pages: PageServer) -> None:
    head = '<link rel="canonical" href="https://city.example/talk">'
    pages.answers["/talk"] = Answer(page(WORDS).replace("<title>", head + "<title>"))
    capture = capture_source(due(url=pages.url("/talk")).pk)
    assert capture is not None and capture.canonical_url == "https://city.example/talk"


FAILURES = [
    ("no such page", Answer("gone fishing", 404), "not_found", "unreachable", False),
    ("removed", Answer("gone", 410), "gone", "gone", False),
    ("forbidden", Answer("no", 403), "blocked", "blocked", False),
    ("server error", Answer("oops", 500), "server_error", "unreachable", True),
    ("too many requests", Answer("slow down", 429, {"Retry-After": "900"}), "retry_later", "unreachable", True),
    ("picture", Answer(b"\x89PNG\r\n\x1a\n" + bytes(900), 200, {"Content-Type": "image/png"}), "unreadable", "", False),
    ("empty page", Answer("", 200, {"Content-Type": "text/html"}), "unreadable", "", False),
]


@pytest.mark.parametrize(
    ("answer", "outcome", "link_state", "is_passing"), [f[1:] for f in FAILURES], ids=[f[0] for f in FAILURES]
)
def test_failure_is_a_capture_with_its_reason(
    pages: PageServer, answer: Answer, outcome: str, link_state: str, is_passing: bool
) -> None:
    pages.answers["/x"] = answer
    source = due(url=pages.url("/x"))
    search = SearchFactory(source=source, outcome=SearchOutcome.PENDING, capture=None)
    capture = capture_source(source.pk)
    assert capture is not None and capture.outcome == outcome and capture.reason
    assert not capture.is_readable
    source.refresh_from_db()
    assert source.latest_capture is None and source.last_error == capture.reason
    assert (source.next_attempt_at is not None) is is_passing
    if link_state:
        assert source.link_state == link_state
    search.refresh_from_db()
    assert search.capture == capture and search.next_attempt_at is not None
    assert compare_search(search.pk)
    search.refresh_from_db()
    assert search.outcome == ("unreadable" if outcome == "unreadable" else "unavailable")
    assert search.reason == capture.reason


def test_address_of_this_machine_is_refused_unless_allowed(pages: PageServer, settings: Any) -> None:
    settings.FETCH_ALLOW = []
    source = due(url=pages.put("/talk", WORDS))
    capture = capture_source(source.pk)
    assert capture is not None and capture.outcome == "refused"
    assert pages.asked == []
    source.refresh_from_db()
    assert (source.link_state, source.next_attempt_at) == ("blocked", None)


def test_page_that_ends_early_is_partial_and_tried_again_only_if_unread(pages: PageServer) -> None:
    url = pages.put("/cut", f"“{WORDS}” said the mayor.", cut=True)
    source = due(url=url)
    search = SearchFactory(source=source, outcome=SearchOutcome.PENDING, capture=None)
    capture = capture_source(source.pk)
    assert capture is not None and capture.outcome == "incomplete" and not capture.is_complete
    compare_search(search.pk)
    search.refresh_from_db()
    assert search.outcome == "partial" and search.reason
    make_due(source)
    assert capture_source(source.pk) is None, "the same cut bytes again are no new copy"
    assert Capture.objects.count() == 1


def test_page_that_answers_304_is_unchanged(pages: PageServer) -> None:
    url = pages.put("/talk", WORDS)
    pages.answers["/talk"].headers["ETag"] = '"one"'
    source = due(url=url)
    first = capture_source(source.pk)
    make_due(source)
    assert capture_source(source.pk) is None
    assert pages.headers[-1]["if-none-match"] == '"one"'
    source.refresh_from_db()
    assert (source.latest_capture, source.quiet_checks, source.next_attempt_at) == (first, 1, None)


@pytest.mark.parametrize("headers", [{"ETag": '"1"'}, {}], ids=["304", "the same bytes"])
def test_quiet_look_asks_the_database_little(pages: PageServer, headers: dict[str, str]) -> None:
    """A watch makes thousands of them a day: claim, row, turn (read, take, leave), alerts, outcome, searches."""
    source = due(url=pages.put("/talk", WORDS))
    pages.answers["/talk"].headers |= headers
    capture_source(source.pk)
    for _ in range(2):  # the second time the host's rules are remembered
        make_due(source)
        with CaptureQueriesContext(connection) as asked:
            assert capture_source(source.pk) is None
    statements = [query["sql"].split()[0] for query in asked.captured_queries]
    # A server is asked for its clock too, twice.
    most = 8 if connection.vendor == "sqlite" else 10
    assert sum(statement in {"SELECT", "UPDATE"} for statement in statements) <= most
    assert "INSERT" not in statements


def test_page_with_the_same_bytes_is_unchanged(pages: PageServer) -> None:
    source = due(url=pages.put("/talk", WORDS))
    capture_source(source.pk)
    make_due(source)
    assert capture_source(source.pk) is None
    source.refresh_from_db()
    assert (Capture.objects.count(), source.quiet_checks, source.attempts) == (1, 1, 0)


def test_page_with_other_bytes_is_a_new_capture(pages: PageServer) -> None:
    source = due(url=pages.put("/talk", WORDS))
    first = capture_source(source.pk)
    pages.put("/talk", WORDS.replace("nine", "ten"))
    make_due(source)
    second = capture_source(source.pk)
    assert first is not None and second is not None and first.pk != second.pk
    source.refresh_from_db()
    check_capture(second.pk)
    source.refresh_from_db()
    assert (source.latest_capture, source.link_state) == (second, "changed")
    assert source.changed_at is not None
    first.refresh_from_db()
    assert WORDS in first.text


def test_failure_does_not_replace_the_copy_there_is(pages: PageServer) -> None:
    source = due(url=pages.put("/talk", WORDS))
    first = capture_source(source.pk)
    pages.answers["/talk"] = Answer("gone", 404)
    make_due(source)
    second = capture_source(source.pk)
    source.refresh_from_db()
    assert second is not None and second.outcome == "not_found"
    assert (source.latest_capture, source.link_state) == (first, "unreachable")


# Files ---------------------------------------------------------------------------------------------------------------


def test_file_becomes_a_capture(tmp_path: Path) -> None:
    source = due_file(tmp_path / "record.txt", f"MAYOR SPEAKER: {WORDS}".encode())
    capture = capture_source(source.pk)
    assert capture is not None and capture.is_readable
    assert (capture.outcome, capture.reason) == ("fetched", "read from a file")
    assert [turn["speaker"] for turn in capture.turns] == ["MAYOR SPEAKER"]


def test_upload_becomes_a_capture() -> None:
    source = due(url="", key="upload:x", upload_sha256=store.put(WORDS.encode()), kind=SourceKind.FILE, name="a.txt")
    capture = capture_source(source.pk)
    assert capture is not None and WORDS in capture.text


BAD_FILES = [
    ("empty", b"", "unreadable"),
    ("binary", bytes(range(256)) * 100, "unreadable"),
    ("only NUL", b"\0" * 4096, "unreadable"),
    ("too large", b"a " * (8 * 2**20 + 1), "too_large"),
]


@pytest.mark.parametrize(("content", "outcome"), [f[1:] for f in BAD_FILES], ids=[f[0] for f in BAD_FILES])
def test_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, outcome: str) -> None:
    capture = capture_source(due_file(tmp_path / "record.txt", content).pk)
    assert capture is not None and (capture.outcome, capture.is_readable) == (outcome, False)
    assert capture.reason


def test_file_that_went_is_unreadable_and_the_old_copy_stays(tmp_path: Path) -> None:
    source = due_file(tmp_path / "record.txt", WORDS.encode())
    first = capture_source(source.pk)
    (tmp_path / "record.txt").unlink()
    make_due(source)
    second = capture_source(source.pk)
    assert second is not None and second.outcome == "unreadable" and "No such file" in second.reason
    source.refresh_from_db()
    assert source.latest_capture == first


def test_folder_in_place_of_a_file_is_unreadable(tmp_path: Path) -> None:
    source = due(url="", key="file:x", path=str(tmp_path), kind=SourceKind.FILE, name="folder")
    capture = capture_source(source.pk)
    assert capture is not None and (capture.outcome, capture.text) == ("unreadable", "")


def test_changed_file_is_a_new_capture_and_an_unchanged_one_is_not(tmp_path: Path) -> None:
    source = due_file(tmp_path / "record.txt", WORDS.encode())
    capture_source(source.pk)
    make_due(source)
    assert capture_source(source.pk) is None
    (tmp_path / "record.txt").write_text(WORDS.replace("nine", "ten"))
    make_due(source)
    assert capture_source(source.pk) is not None
    assert Capture.objects.count() == 2


# Known sources -------------------------------------------------------------------------------------------------------


def test_known_unchanged_source_serves_a_second_story(tmp_path: Path) -> None:
    source = due_file(tmp_path / "record.txt", WORDS.encode())
    capture = capture_source(source.pk)
    search = SearchFactory(source=source, outcome=SearchOutcome.PENDING, capture=None)
    make_due(source)
    assert capture_source(source.pk) is None
    search.refresh_from_db()
    assert search.capture == capture and search.next_attempt_at is not None


@pytest.mark.parametrize("outcome", ["pending", "unavailable", "unreadable", "partial"])
def test_new_copy_goes_to_every_search_without_a_whole_look(tmp_path: Path, outcome: str) -> None:
    source = due_file(tmp_path / "record.txt", WORDS.encode())
    waiting = SearchFactory(source=source, outcome=outcome, capture=None)
    done = SearchFactory(source=source, outcome=SearchOutcome.SEARCHED, capture=None)
    capture = capture_source(source.pk)
    waiting.refresh_from_db()
    done.refresh_from_db()
    assert (waiting.capture, done.capture) == (capture, None)
    assert waiting.next_attempt_at is not None and done.next_attempt_at is None


# Claims and leases ---------------------------------------------------------------------------------------------------


def test_source_that_is_gone_not_due_or_held_is_left_alone(pages: PageServer) -> None:
    url = pages.put("/talk", WORDS)
    assert capture_source(987_654) is None
    not_due = SourceFactory(url=url)
    later = SourceFactory(url=url + "?1", next_attempt_at=timezone.now() + timedelta(hours=1))
    held = due(url=url + "?2", lease_until=timezone.now() + timedelta(minutes=1))
    for source in (not_due, later, held):
        assert capture_source(source.pk) is None
    assert pages.asked == [] and not Capture.objects.exists()


def test_lease_that_ended_is_taken_over(pages: PageServer) -> None:
    source = due(url=pages.put("/talk", WORDS), lease_until=timezone.now() - timedelta(seconds=1))
    assert capture_source(source.pk) is not None


def test_worker_that_slept_through_its_lease_writes_nothing(pages: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    source = due(url=pages.put("/talk", WORDS))
    look, seen = capture_service._look_at, []

    def slow_look(row: Source) -> Any:
        copy = look(row)
        if not seen:
            seen.append(row)
            Source.objects.filter(pk=row.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
            assert capture_source(row.pk) is not None  # the other worker
        return copy

    monkeypatch.setattr(capture_service, "_look_at", slow_look)
    assert capture_source(source.pk) is None
    assert Capture.objects.count() == 1


# Retries -------------------------------------------------------------------------------------------------------------


def test_passing_failure_is_tried_again_later_and_later_and_then_left(
    pages: PageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host_gate, "clock", timezone.now)  # a database server's clock does not travel
    pages.answers["/x"] = Answer("oops", 500)
    source = due(url=pages.url("/x"))
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(len(jobs.RETRY_DELAYS) + 1):
            assert capture_source(source.pk) is not None
            source.refresh_from_db()
            if source.next_attempt_at is None:
                break
            waits.append(source.next_attempt_at - timezone.now())
            clock.move_to(source.next_attempt_at)
    assert len(waits) == len(jobs.RETRY_DELAYS)
    assert all(wait >= least for wait, least in zip(waits, jobs.RETRY_DELAYS, strict=True))
    assert source.next_attempt_at is None and source.last_error


def test_server_that_asks_to_wait_is_given_its_time(pages: PageServer) -> None:
    pages.answers["/x"] = Answer("later", 503, {"Retry-After": "7200"})
    source = due(url=pages.url("/x"))
    capture_source(source.pk)
    source.refresh_from_db()
    assert timedelta(hours=1, minutes=55) < source.next_attempt_at - timezone.now() <= timedelta(hours=2)


def test_source_that_stands_in_line_at_its_host_is_given_back_without_a_capture(
    pages: PageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host_gate.host_gate, "__defaults__", (0.1,))
    source = due(url=pages.put("/talk", WORDS))
    search = SearchFactory(source=source, outcome=SearchOutcome.PENDING, capture=None)
    busy = HostGate.objects.create(host=pages.host, busy_until=timezone.now() + timedelta(seconds=50))
    assert capture_source(source.pk) is None
    source.refresh_from_db()
    search.refresh_from_db()
    assert (Capture.objects.count(), source.attempts, source.lease_until) == (0, 0, None)
    assert timezone.now() < source.next_attempt_at < timezone.now() + timedelta(seconds=60)
    assert (search.outcome, search.next_attempt_at) == ("pending", None)
    busy.delete()
    make_due(source)
    assert capture_source(source.pk) is not None


def test_host_that_is_closed_for_hours_is_a_failure_with_its_reason(pages: PageServer) -> None:
    source = due(url=pages.put("/talk", WORDS))
    HostGate.objects.create(host=pages.host, retry_after_until=timezone.now() + timedelta(hours=3))
    capture = capture_source(source.pk)
    assert capture is not None and capture.outcome == "retry_later" and "asked us to wait" in capture.reason
    source.refresh_from_db()
    assert source.next_attempt_at > timezone.now() + timedelta(hours=2, minutes=59)


def test_retry_that_succeeds_forgets_the_failures(pages: PageServer) -> None:
    pages.answers["/x"] = Answer("oops", 500)
    source = due(url=pages.url("/x"))
    capture_source(source.pk)
    pages.put("/x", WORDS)
    make_due(source)
    assert capture_source(source.pk) is not None
    source.refresh_from_db()
    assert (source.attempts, source.last_error, source.link_state) == (0, "", "ok")


# The store -----------------------------------------------------------------------------------------------------------


def stored_file(folder: Path, sha256: str) -> Path:
    return folder / store.path_of(sha256)


def test_damaged_copy_is_never_shown_as_whole(captures_of_their_own: Path, tmp_path: Path) -> None:
    capture = capture_source(due_file(tmp_path / "record.txt", WORDS.encode()).pk)
    assert capture is not None and verify_capture(capture) == ""
    file = stored_file(captures_of_their_own, capture.raw_sha256)
    file.write_bytes(file.read_bytes() + b"!")
    with pytest.raises(CaptureDamaged, match="no longer has the hash"):
        raw_bytes(capture)
    assert "no longer has the hash" in verify_capture(capture)
    file.unlink()
    problem = verify_capture(capture)
    assert "cannot be read: No such file or directory." in problem
    assert str(captures_of_their_own) not in problem and capture.raw_sha256 not in problem  # no path of the server


def test_damaged_copy_is_mended_when_the_same_bytes_come_again(captures_of_their_own: Path) -> None:
    sha256 = store.put(b"words")
    stored_file(captures_of_their_own, sha256).write_bytes(b"w")
    assert store.put(b"words") == sha256 and store.get(sha256) == b"words"


def test_same_bytes_are_stored_once(captures_of_their_own: Path) -> None:
    assert store.put(b"words") == store.put(b"words")
    assert len([file for file in captures_of_their_own.rglob("*") if file.is_file()]) == 1


def test_capture_of_a_failure_has_no_bytes(pages: PageServer) -> None:
    capture = capture_source(due(url="http://127.0.0.1:9/").pk)
    assert capture is not None and capture.raw_sha256 == "" and raw_bytes(capture) == b""


def test_not_modified_without_a_copy_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    odd = FetchResult("http://a.example/", Outcome.NOT_MODIFIED, "nothing new", now, now, status=304)
    monkeypatch.setattr(capture_service, "fetch_page", lambda url, **conditions: odd)
    capture = capture_source(due(url="http://a.example/").pk)
    assert capture is not None and not capture.is_readable
