"""What goes wrong in the middle of a capture loses nothing: the source keeps its error and is due again later."""

import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import storages
from django.utils import timezone

from factcheck import jobs, store
from factcheck.models import Capture, SearchOutcome, Source, Stage
from factcheck.services import capture as capture_service
from factcheck.services.capture import capture_source, raw_bytes
from factcheck.services.compare import compare_search
from factcheck.services.sweep import sweep
from tests.factories import SearchFactory, SourceFactory, StoryFactory
from tests.services.pages import PageServer

pytestmark = pytest.mark.django_db

WORDS = "We will close the bridge for nine days, and not for longer."


def due(**fields: Any) -> Source:
    return SourceFactory(next_attempt_at=timezone.now(), **fields)


def make_due(source: Source) -> None:
    Source.objects.filter(pk=source.pk).update(next_attempt_at=timezone.now())


# A full disk ---------------------------------------------------------------------------------------------------------


def full(*args: object, **kwargs: object) -> Any:
    raise OSError(28, "No space left on device")


class FullFile:
    """A file whose writes fail; `fails_at` names the step."""

    def __init__(self, file: Any, fails_at: str) -> None:
        self.file, self.fails_at = file, fails_at

    def __enter__(self) -> "FullFile":
        return self

    def __exit__(self, *args: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return full if name == self.fails_at else getattr(self.file, name)


def full_file(fails_at: str) -> Callable[[pytest.MonkeyPatch], None]:
    def break_it(monkeypatch: pytest.MonkeyPatch) -> None:
        fdopen = os.fdopen
        monkeypatch.setattr(store.os, "fdopen", lambda *args, **kwargs: FullFile(fdopen(*args, **kwargs), fails_at))

    return break_it


STEPS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "making the folder": lambda patch: patch.setattr(Path, "mkdir", full),
    "making the file": lambda patch: patch.setattr(tempfile, "mkstemp", full),
    "writing": full_file("write"),
    "flushing": full_file("flush"),
    "waiting for the disk": lambda patch: patch.setattr(store.os, "fsync", full),
    "giving the name": lambda patch: patch.setattr(Path, "replace", full),
}


@pytest.mark.parametrize("step", STEPS)
def test_full_disk_loses_nothing_and_the_story_goes_on(pages: PageServer, step: str) -> None:
    source = due(url=pages.put("/talk", WORDS))
    story = StoryFactory(stage=Stage.GATHERING)
    search = SearchFactory(story=story, source=source, outcome=SearchOutcome.PENDING, capture=None)
    with pytest.MonkeyPatch.context() as monkeypatch:
        STEPS[step](monkeypatch)
        assert capture_source(source.pk) is None
    assert not Capture.objects.exists()
    folder = Path(storages["captures"].path(""))
    assert [path for path in folder.rglob("*") if path.is_file() and path.name.startswith(".part-")] == []
    source.refresh_from_db()
    assert source.lease_until is None and source.attempts == 1
    assert source.next_attempt_at - timezone.now() > timedelta(seconds=25)
    assert source.last_error == "its copy could not be stored: No space left on device"
    search.refresh_from_db()
    story.refresh_from_db()
    assert (search.outcome, story.stage) == ("unavailable", "ready")
    assert "could not be stored: No space left" in search.reason
    make_due(source)
    capture = capture_source(source.pk)
    assert capture is not None and store.sha256_of(raw_bytes(capture)) == capture.raw_sha256
    assert compare_search(search.pk)
    search.refresh_from_db()
    source.refresh_from_db()
    assert (search.outcome, source.last_error, source.attempts) == ("searched", "", 0)


def test_full_disk_is_tried_ever_more_rarely_and_then_left_to_people(
    pages: PageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = due(url=pages.put("/talk", WORDS))
    monkeypatch.setattr(store.os, "fsync", full)
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(10):
            assert capture_source(source.pk) is None
            source.refresh_from_db()
            if source.next_attempt_at is None:
                break
            waits.append(source.next_attempt_at - timezone.now())
            clock.move_to(source.next_attempt_at)
    assert tuple(waits) == jobs.RETRY_DELAYS and source.last_error


def test_file_lost_between_write_and_row_is_written_again(pages: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Retention of another copy with the same bytes, in that very moment."""
    put = store.put

    def put_and_lose(content: bytes) -> str:
        sha256 = put(content)
        monkeypatch.setattr(store, "put", put)
        store.delete(sha256)
        return sha256

    monkeypatch.setattr(store, "put", put_and_lose)
    capture = capture_source(due(url=pages.put("/talk", WORDS)).pk)
    assert capture is not None and store.exists(capture.raw_sha256)


# The network ---------------------------------------------------------------------------------------------------------

RESET = b"\x01\x00\x00\x00\x00\x00\x00\x00"  # SO_LINGER on, 0 seconds: closing sends a reset
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html><p>Half a page"
STAGES = {
    "before the request": 0,
    "in the status line": 9,
    "in the headers": 40,
    "after the headers": ANSWER.index(b"\r\n\r\n") + 4,
    "in the body": len(ANSWER),
}


class Resetting:
    """A server that sends so many bytes of its answer and resets the connection. Robots files are simply not there."""

    def __init__(self, stage: int) -> None:
        self.stage = stage
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with client:
                request = client.recv(65_536) if self.stage else client.recv(1)
                if b"/robots.txt" in request:
                    client.sendall(b"HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n")
                    continue
                client.sendall(ANSWER[: self.stage])
                if self.stage == len(ANSWER):
                    threading.Event().wait(0.1)  # what was sent arrives before the reset does
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)


@pytest.fixture
def resetting(request: pytest.FixtureRequest, settings: Any) -> Iterator[Resetting]:
    server = Resetting(request.param)
    settings.FETCH_ALLOW = [server.host]
    yield server
    server.listener.close()


@pytest.mark.parametrize("resetting", STAGES.values(), ids=STAGES, indirect=True)
def test_connection_reset_at_any_stage(resetting: Resetting) -> None:
    source = due(url=f"http://{resetting.host}/talk")
    capture = capture_source(source.pk)
    assert capture is not None and not capture.is_complete
    source.refresh_from_db()
    assert source.lease_until is None and source.attempts <= 1
    if capture.outcome == "incomplete":
        assert "Half a page" in capture.text and raw_bytes(capture) == b"<html><p>Half a page"
    else:
        assert capture.outcome in {"unreachable", "unreadable"} and capture.reason == source.last_error
        if capture.outcome == "unreachable":
            assert source.next_attempt_at > timezone.now()
    if resetting.stage and capture.hops[-1]["address"]:
        assert capture.heads is None or capture.heads["request"].startswith("GET /talk HTTP/1.1\r\n")


def test_name_that_is_not_resolved(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_name(*args: object, **kwargs: object) -> Any:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    source = due(url="http://records.example/talk")
    capture = capture_source(source.pk)
    assert capture is not None and (capture.outcome, capture.raw_sha256) == ("unreachable", "")
    source.refresh_from_db()
    assert "name resolution failed" in source.last_error
    assert source.next_attempt_at > timezone.now() and source.lease_until is None


# The clock -----------------------------------------------------------------------------------------------------------


def test_clock_set_back_during_a_capture(pages: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    source, look, now = due(url=pages.put("/talk", WORDS)), capture_service._look_at, timezone.now()
    with time_machine.travel(now) as clock:

        def look_back(row: Source) -> Any:
            clock.move_to(now - timedelta(hours=1))
            return look(row)

        monkeypatch.setattr(capture_service, "_look_at", look_back)
        capture = capture_source(source.pk)
    assert capture is not None and capture.started_at <= capture.ended_at
    source.refresh_from_db()
    assert (source.latest_capture, source.lease_until) == (capture, None)


def test_file_read_while_the_clock_is_set_back_has_no_end_before_its_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, now = tmp_path / "record.txt", timezone.now()
    path.write_text(WORDS)
    source = due(url="", key=f"file:{path}", path=str(path), kind="file", name=path.name)
    Source.objects.update(next_attempt_at=now)
    with time_machine.travel(now) as clock:
        open_ = Path.open

        def open_later(self: Path, *args: Any, **kwargs: Any) -> Any:
            if self == path:
                clock.move_to(now - timedelta(hours=1))
            return open_(self, *args, **kwargs)

        monkeypatch.setattr(Path, "open", open_later)
        capture = capture_source(source.pk)
    assert capture is not None and capture.is_readable and capture.started_at == capture.ended_at


def test_worker_lost_before_the_clock_was_set_back_holds_its_source_for_no_hour(
    pages: PageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = due(url=pages.put("/talk", WORDS))
    sent: list[tuple[str, int]] = []
    monkeypatch.setattr(jobs, "enqueue", lambda task, pk, **options: sent.append((task, pk)))
    earlier = timezone.now() - timedelta(hours=1)
    Source.objects.filter(pk=source.pk).update(
        next_attempt_at=earlier - timedelta(minutes=1), lease_until=jobs.lease_end()
    )
    with time_machine.travel(earlier):
        assert sweep() == 1 and sent == [("factcheck.capture_source", source.pk)]
        assert capture_source(source.pk) is not None
