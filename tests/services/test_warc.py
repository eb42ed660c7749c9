"""WARC export: read back by two libraries that share no code, every digest checked, nothing said that is not so."""

import gzip
import hashlib
import json
import zlib
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator

from factcheck import store
from factcheck.models import Capture
from factcheck.services.capture import capture_source
from factcheck.services.warc import _stored_head, export_file, response_head
from tests.factories import CaptureFactory, SearchFactory, SourceFactory, StoryFactory
from tests.services.pages import Answer, PageServer, page

pytestmark = pytest.mark.django_db

PAGE = page("“We will close the bridge for nine days,” said the mayor.")
HTML = {"Content-Type": "text/html; charset=utf-8"}


def captured(url: str) -> Capture:
    capture = capture_source(SourceFactory(url=url, next_attempt_at=timezone.now()).pk)
    assert capture is not None
    return capture


def read_back(path: Path) -> list[dict[str, Any]]:
    """The records as warcio reads them, after both libraries checked the digests."""
    with path.open("rb") as file:
        for record in FastIterator(file, parse_http=False, record_types=WarcRecordType.any_type):
            assert record.verify_block_digest(consume=False) and record.is_http is not None
            assert record.headers["WARC-Block-Digest"].startswith("sha256:")
    records = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            records.append(
                {
                    "type": record.rec_type,
                    "headers": dict(record.rec_headers.headers),
                    "http": record.http_headers,
                    "content": record.content_stream().read(),
                }
            )
            assert record.digest_checker.passed is not False
    return records


def export(tmp_path: Path, *captures: Capture, name: str = "copies.warc.gz") -> list[dict[str, Any]]:
    exported = export_file([capture.pk for capture in captures], tmp_path / name)
    records = read_back(tmp_path / name)
    assert exported.captures == len(captures) and exported.records == len(records)
    return records


def test_page_as_request_response_and_metadata(pages: PageServer, tmp_path: Path) -> None:
    pages.answers["/talk"] = Answer(PAGE, headers=HTML)
    capture = captured(pages.url("/talk"))
    warcinfo, response, request, metadata = export(tmp_path, capture)
    assert [r["type"] for r in (warcinfo, response, request, metadata)] == [
        "warcinfo",
        "response",
        "request",
        "metadata",
    ]
    assert b"software: factcheck " in warcinfo["content"]
    assert response["content"] == PAGE.encode()
    assert response["http"].get_statuscode() == "200"
    assert response["http"].get_header("Content-Type") == HTML["Content-Type"]
    assert response["headers"]["WARC-Target-URI"] == pages.url("/talk")
    assert response["headers"]["WARC-IP-Address"] == "127.0.0.1"
    assert "WARC-Truncated" not in response["headers"]
    at = datetime.strptime(response["headers"]["WARC-Date"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    assert at == capture.started_at
    assert request["http"].protocol == "GET" or "GET /talk" in str(request["http"])
    assert request["headers"]["WARC-Concurrent-To"] == response["headers"]["WARC-Record-ID"]
    about = json.loads(metadata["content"])
    assert (about["sha256"], about["hops"], about["outcome"]) == (capture.raw_sha256, capture.hops, "fetched")
    assert metadata["headers"]["WARC-Concurrent-To"] == response["headers"]["WARC-Record-ID"]


def test_redirects_are_kept_with_their_headers(pages: PageServer, tmp_path: Path) -> None:
    cookie = {"Location": "/b", "Set-Cookie": "a=1"}
    pages.answers |= {"/a": Answer("moved", 301, cookie), "/b": Answer("", 302, {"Location": "/c"})}
    pages.answers["/c"] = Answer(PAGE, headers=HTML)
    capture = captured(pages.url("/a"))
    assert [hop["status"] for hop in capture.hops] == [301, 302, 200]
    records = export(tmp_path, capture)
    responses = [record for record in records if record["type"] == "response"]
    told = [(r["http"].get_statuscode(), r["headers"]["WARC-Target-URI"], r["content"]) for r in responses]
    assert told == [
        ("200", pages.url("/c"), PAGE.encode()), ("301", pages.url("/a"), b""), ("302", pages.url("/b"), b"")
    ]  # fmt: skip
    assert responses[1]["http"].get_header("Set-Cookie") == "a=1"
    assert responses[1]["http"].get_header("Location") == "/b"
    assert [r["headers"].get("WARC-Truncated") for r in responses] == [None, "unspecified", None]
    asked = [record for record in records if record["type"] == "request"]
    assert [f"{r['http'].protocol} {r['http'].statusline}".split()[:2] for r in asked] == [
        ["GET", "/c"], ["GET", "/a"], ["GET", "/b"]
    ]  # fmt: skip
    assert asked[1]["headers"]["WARC-Concurrent-To"] == responses[1]["headers"]["WARC-Record-ID"]
    assert len({record["headers"]["WARC-Record-ID"] for record in records}) == len(records)


def test_redirect_to_a_host_that_is_gone_is_kept_too(pages: PageServer, tmp_path: Path) -> None:
    pages.answers["/a"] = Answer("", 302, {"Location": "http://10.0.0.1/"})
    capture = captured(pages.url("/a"))
    assert (capture.outcome, capture.heads["request"]) == ("refused", "")
    [response] = [record for record in export(tmp_path, capture) if record["type"] == "response"]
    assert response["http"].get_header("Location") == "http://10.0.0.1/"


def test_each_record_is_a_gzip_member_of_its_own(pages: PageServer, tmp_path: Path) -> None:
    pages.answers["/talk"] = Answer(PAGE, headers=HTML)
    export(tmp_path, captured(pages.url("/talk")))
    raw, members = (tmp_path / "copies.warc.gz").read_bytes(), []
    while raw:
        unpacker = zlib.decompressobj(31)
        members.append(unpacker.decompress(raw))
        raw = unpacker.unused_data
    assert len(members) == 4 and all(member.startswith(b"WARC/1.1\r\n") for member in members)


CODED = [
    ("gzip", {"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
    ("no coding", {}, PAGE.encode()),
]


@pytest.mark.parametrize(("headers", "sent"), [c[1:] for c in CODED], ids=[c[0] for c in CODED])
def test_head_fits_the_stored_body(pages: PageServer, tmp_path: Path, headers: dict[str, str], sent: bytes) -> None:
    """A reader that undoes a coding the head names would fail on a body that has none any more."""
    pages.answers["/talk"] = Answer(sent, headers={**HTML, **headers})
    _, response, *_ = export(tmp_path, captured(pages.url("/talk")))
    http = response["http"]
    assert response["content"] == PAGE.encode()
    assert http.get_header("Content-Length") == str(len(PAGE.encode()))
    assert http.get_header("Content-Encoding") is None
    assert http.get_header("X-Archive-Orig-Content-Encoding") == headers.get("Content-Encoding")
    assert http.get_header("X-Archive-Orig-Content-Length") == (str(len(sent)) if headers else None)
    with (tmp_path / "copies.warc.gz").open("rb") as file:
        for record in FastIterator(file, record_types=WarcRecordType.response):
            assert record.http_headers.status_code == 200 and record.verify_payload_digest(consume=False)
            assert record.reader.read() == PAGE.encode()


def test_chunked_answer() -> None:
    head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-A: b\r\n"
    assert _stored_head(head, 7) == (
        b"HTTP/1.1 200 OK\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\nX-A: b\r\nContent-Length: 7\r\n\r\n"
    )


def test_cut_page_says_so(pages: PageServer, tmp_path: Path) -> None:
    pages.answers["/cut"] = Answer(PAGE, headers=HTML, cut=True)
    _, response, *_ = export(tmp_path, captured(pages.url("/cut")))
    assert response["headers"]["WARC-Truncated"] == "unspecified"
    assert response["content"] == PAGE.encode()


def test_failures_are_exported_too(pages: PageServer, tmp_path: Path) -> None:
    not_found = captured(pages.url("/nothing"))
    unreachable = captured("http://127.0.0.1:9/x")
    records = export(tmp_path, not_found, unreachable)
    assert [r["type"] for r in records] == ["warcinfo", "response", "request", "metadata", "metadata"]
    assert records[1]["http"].get_statuscode() == "404" and records[1]["content"] == b"no such page"
    about = json.loads(records[-1]["content"])
    assert about["outcome"] == unreachable.outcome and about["reason"] == unreachable.reason


def test_given_file_is_a_resource(tmp_path: Path) -> None:
    source = SourceFactory(
        url="", key="upload:x", kind="file", upload_sha256=store.put(b"Some words."), next_attempt_at=timezone.now()
    )
    capture = capture_source(source.pk)
    assert capture is not None
    _, resource, metadata = export(tmp_path, capture, name="copies.warc")
    assert (resource["type"], resource["content"]) == ("resource", b"Some words.")
    assert resource["headers"]["WARC-Target-URI"] == f"urn:uuid:{source.public_id}"
    assert json.loads(metadata["content"])["sha256"] == hashlib.sha256(b"Some words.").hexdigest()


def test_damaged_and_removed_bytes_are_left_out_and_named(tmp_path: Path) -> None:
    damaged = CaptureFactory()
    removed = CaptureFactory(bytes_dropped_at=timezone.now())
    exported = export_file([damaged.pk, removed.pk], tmp_path / "a.warc.gz")
    assert len(exported.problems) == 1 and f"capture {damaged.pk}" in exported.problems[0]
    abouts = [json.loads(r["content"]) for r in read_back(tmp_path / "a.warc.gz") if r["type"] == "metadata"]
    assert "cannot be read" in abouts[0]["damage"] and abouts[1]["damage"] is None
    assert abouts[1]["bytes_removed_at"]


def test_capture_from_before_heads_were_kept() -> None:
    old = CaptureFactory(heads=None, response_headers={"content-type": "text/plain", "x-a": "1, 2"})
    assert response_head(old) == "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nx-a: 1, 2\r\n"
    assert response_head(CaptureFactory(heads=None, status=None)) == ""


def test_export_twice_gives_the_same_record_ids(tmp_path: Path) -> None:
    capture = CaptureFactory(text="words", raw_sha256=store.put(b"words"))
    ids = [[record["headers"]["WARC-Record-ID"] for record in export(tmp_path, capture)][1:] for _ in range(2)]
    assert ids[0] == ids[1]


def test_command(tmp_path: Path) -> None:
    capture = CaptureFactory(text="words", raw_sha256=store.put(b"words"))
    other = CaptureFactory(text="others", raw_sha256=store.put(b"others"))
    story = StoryFactory()
    SearchFactory(story=story, source=other.source)
    file = tmp_path / "x.warc.gz"

    def exported(**which: Any) -> set[str]:
        call_command("export_warc", output=file, stdout=StringIO(), verbosity=0, **which)
        return {json.loads(r["content"])["id"] for r in read_back(file) if r["type"] == "metadata"}

    assert exported(source=str(capture.source.pk)) == {str(capture.public_id)}
    assert exported(source=str(capture.source.public_id)) == {str(capture.public_id)}
    assert exported(story=str(story.pk)) == {str(other.public_id)}
    assert exported(all=True) == {str(capture.public_id), str(other.public_id)}
    with pytest.raises(CommandError, match="no source 'nowhere'"):
        exported(source="nowhere")
    with pytest.raises(CommandError, match="No such file"):
        call_command("export_warc", all=True, output=tmp_path / "none" / "x.warc", verbosity=0)
    assert list(tmp_path.glob("*.part")) == []


def test_a_file_that_was_not_finished_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    capture = CaptureFactory(text="words", raw_sha256=store.put(b"words"))

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_file([capture.pk], tmp_path / "x.warc.gz", stop)
    assert [path for path in tmp_path.iterdir() if path.suffix in {".part", ".gz"}] == []
