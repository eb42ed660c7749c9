"""Captures as a WARC 1.1 file (ISO 28500:2017), the format of web archives: for a library, a court, another newsroom.

Of each capture of a page: what was sent, what was received, the same of each redirect on the way, and a metadata record
with everything else we know of it.
Of a file somebody gave: the file. Of a failure: what was sent, and the metadata that says how it failed.

Bodies are stored as they are after transfer and content decoding. A head that spoke of the coded body would be wrong
beside them, so such headers are kept under `X-Archive-Orig-…` and Content-Length is that of the body in the record.
"""

from __future__ import annotations

import base64
import io
import json
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import IO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from factcheck import store
from factcheck.exceptions import CaptureDamaged
from factcheck.models import Capture, Story
from factcheck.release import SOFTWARE
from factcheck.services.capture import raw_bytes

SCHEMA = "factcheck.capture/1"
WARC_1_1 = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
HTTP_REQUEST = "application/http; msgtype=request"
HTTP_RESPONSE = "application/http; msgtype=response"
# Headers that describe the body as it was on the wire.
ON_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length", "trailer"})
ORIGINAL = "X-Archive-Orig-"
MOST_IN_MEMORY = 8 * 1024 * 1024  # of a file that is sent and not kept
CHUNK = 20  # captures held in memory at a time, with their texts


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. `problems` are sentences about captures whose bytes could not be."""

    captures: int
    records: int
    problems: tuple[str, ...]


class Sha256Writer(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """Writes sha256 digests, base 32 as WARC tools do, in place of warcio's sha1."""

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


def captures_of_story(story: Story) -> list[int]:
    """The ids of all captures of the sources that were looked in for the story."""
    return list(Capture.objects.filter(source__searches__story=story).order_by("pk").values_list("pk", flat=True))


def export_file(ids: Iterable[int], path: Path, progress: Callable[[int], None] | None = None) -> Exported:
    """Write these captures to a file, each record a gzip member of its own where the name ends in .gz.

    The file appears under its name when it is whole.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            exported = write_warc(ids, out, file_name=path.name, progress=progress)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return exported


def warc_to_send(ids: Iterable[int], file_name: str) -> IO[bytes]:
    """The captures as a WARC file without a name, at its beginning; on the disk where it is large."""
    file = tempfile.SpooledTemporaryFile(max_size=MOST_IN_MEMORY)  # noqa: SIM115 - closed by whoever sends it
    write_warc(ids, file, file_name=file_name)
    file.seek(0)
    return file


def write_warc(
    ids: Iterable[int], out: IO[bytes], *, file_name: str, progress: Callable[[int], None] | None = None
) -> Exported:
    """Write these captures to `out`, damaged ones without their bytes. `progress` is told how many are done."""
    writer = Sha256Writer(out, gzip=file_name.endswith(".gz"), warc_version="1.1")
    about = {"software": SOFTWARE, "format": "WARC File Format 1.1", "conformsTo": WARC_1_1, "robots": "obey"}
    first = writer.create_warcinfo_record(file_name, about)
    first_id = first.rec_headers.get_header("WARC-Record-ID")
    writer.write_record(first)
    captures, records, problems = 0, 1, list[str]()
    for capture in _in_chunks(list(ids)):
        body, problem = _body(capture)
        if problem:
            problems.append(f"capture {capture.pk} ({capture}): {problem}")
        for record in _records(capture, body, problem):
            record.rec_headers.add_header("WARC-Warcinfo-ID", first_id)
            writer.write_record(record)
            records += 1
        captures += 1
        if progress:
            progress(captures)
    return Exported(captures, records, tuple(problems))


def _in_chunks(ids: list[int]) -> Iterator[Capture]:
    for start in range(0, len(ids), CHUNK):
        rows = Capture.objects.filter(pk__in=ids[start : start + CHUNK]).select_related("source")
        yield from rows.defer("text", "visible_text", "turns", "times").order_by("pk")


def _body(capture: Capture) -> tuple[bytes | None, str]:
    """The bytes, None where they cannot be had, and what is wrong then. What retention removed is no damage."""
    try:
        return raw_bytes(capture), ""
    except CaptureDamaged as error:
        return None, "" if capture.bytes_dropped_at else str(error)


def _records(capture: Capture, body: bytes | None, problem: str) -> Iterator[ArcWarcRecord]:
    """The records of one capture; those that belong together name each other."""
    main = ""
    if body is not None and (response := response_head(capture)):
        main = _record_id(capture, "response")
        yield _record(capture, "response", HTTP_RESPONSE, _stored_head(response, len(body)), body)
    elif body and not capture.source.url:
        main = _record_id(capture, "resource")
        yield _record(capture, "resource", capture.content_type or "application/octet-stream", b"", body)
    if request := (capture.heads or {}).get("request", ""):
        yield _record(capture, "request", HTTP_REQUEST, _block(request), b"", concurrent_to=main)
    for number, hop in enumerate((capture.heads or {}).get("redirects", ()), start=1):
        yield from _redirect_records(capture, hop, f"-{number}")
    about = json.dumps(_metadata(capture, problem), ensure_ascii=False, indent=1).encode()
    yield _record(capture, "metadata", "application/json", b"", about, concurrent_to=main)


def _redirect_records(capture: Capture, hop: dict[str, str], number: str) -> Iterator[ArcWarcRecord]:
    """What a redirect on the way was asked and answered. Its body, if it had one, was never read."""
    head, record = hop["response"], partial(_record, url=hop["url"], address=hop["address"], number=number)
    has_body = "\r\ncontent-length: 0\r\n" not in head.lower()
    yield record(capture, "response", HTTP_RESPONSE, _stored_head(head, 0), b"", is_cut=has_body)
    main = _record_id(capture, f"response{number}")
    yield record(capture, "request", HTTP_REQUEST, _block(hop["request"]), b"", concurrent_to=main)


def _record(
    capture: Capture,
    kind: str,
    content_type: str,
    head: bytes,
    payload: bytes,
    *,
    concurrent_to: str = "",
    is_cut: bool | None = None,
    url: str = "",
    address: str | None = None,
    number: str = "",
) -> ArcWarcRecord:
    """One record: of the last exchange, or with `url`, `address` and `number` of a redirect before it."""
    headers = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", _record_id(capture, f"{kind}{number}")),
        ("WARC-Date", f"{capture.started_at:%Y-%m-%dT%H:%M:%S.%fZ}"),
        ("WARC-Target-URI", url or _address(capture)),
        ("WARC-Payload-Digest", _digest(payload)),
        ("WARC-Block-Digest", _digest(head + payload)),
    ]
    if concurrent_to:
        headers.append(("WARC-Concurrent-To", concurrent_to))
    if not url:
        address, is_cut = (capture.hops[-1].get("address") if capture.hops else None), not capture.is_complete
    if address and kind in {"request", "response"}:
        headers.append(("WARC-IP-Address", address))
    if kind == "response" and is_cut:
        headers.append(("WARC-Truncated", "unspecified"))
    block = head + payload
    heading = StatusAndHeaders("", headers, protocol="WARC/1.1")
    # Without parsed HTTP headers: warcio would write them anew, in its own spelling.
    return ArcWarcRecord("warc", kind, heading, io.BytesIO(block), None, content_type, len(block))


def _record_id(capture: Capture, kind: str) -> str:
    """The same for every export, so that archives that get a capture twice can tell."""
    return f"<urn:uuid:{uuid.uuid5(capture.public_id, kind)}>"


def _digest(content: bytes) -> str:
    return f"sha256:{base64.b32encode(bytes.fromhex(store.sha256_of(content))).decode()}"


def _address(capture: Capture) -> str:
    """What was captured, as an absolute address: a file somebody gave has none but its source's id."""
    return (capture.final_url or capture.source.url) if capture.source.url else f"urn:uuid:{capture.source.public_id}"


def response_head(capture: Capture) -> str:
    """Status line and headers as received, "" for a capture without an answer. Of captures from before heads were kept,
    put together from what was kept: names in lower case, repeated headers joined.
    """
    if head := (capture.heads or {}).get("response", ""):
        return str(head)
    if capture.heads is not None or capture.status is None:
        return ""
    reason = next((status.phrase for status in HTTPStatus if status == capture.status), "")
    lines = [f"HTTP/1.1 {capture.status} {reason}", *(f"{n}: {v}" for n, v in capture.response_headers.items())]
    return "".join(f"{line}\r\n" for line in lines)


def _stored_head(head: str, length: int) -> bytes:
    """The head as it fits the stored body."""
    first, *lines = head.removesuffix("\r\n").split("\r\n")
    told = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    coded = told.keys() & (ON_THE_WIRE - {"content-length"})
    if not coded and told.get("content-length") == str(length):
        return _block(head)
    kept = [ORIGINAL + line if line.partition(":")[0].strip().lower() in ON_THE_WIRE else line for line in lines]
    return _block("".join(f"{line}\r\n" for line in [first, *kept, f"Content-Length: {length}"]))


def _block(head: str) -> bytes:
    return f"{head}\r\n".encode("latin-1", "replace")


def _metadata(capture: Capture, problem: str) -> dict[str, object]:
    source = capture.source
    return {
        "schema": SCHEMA,
        "id": str(capture.public_id),
        "source": {"id": str(source.public_id), "name": source.name, "url": source.url or None, "tier": source.tier},
        "outcome": capture.outcome,
        "reason": capture.reason,
        "started_at": capture.started_at.isoformat(),
        "ended_at": capture.ended_at.isoformat(),
        "status": capture.status,
        "final_url": capture.final_url,
        "canonical_url": capture.canonical_url or None,
        "hops": capture.hops,
        "robots": capture.robots,
        "certificate_sha256": capture.certificate_sha256 or None,
        "content_type": capture.content_type,
        "encoding": capture.encoding or None,
        "encoding_reason": capture.encoding_reason or None,
        "is_complete": capture.is_complete,
        "quality": capture.quality,
        "reader": capture.reader,
        "title": capture.title,
        "published_at": capture.published_at,
        "language": capture.language,
        "sha256": capture.raw_sha256 or None,
        "bytes": capture.raw_bytes_count,
        "text_sha256": capture.text_sha256 or None,
        "bytes_removed_at": capture.bytes_dropped_at.isoformat() if capture.bytes_dropped_at else None,
        "damage": problem or None,
        "software": capture.software,
    }
