"""Reading a response's body: counted, unpacked and bounded while it comes, with a verdict on whether all of it came."""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from factcheck.fetch.deadline import Deadline
from factcheck.fetch.exceptions import FetchError
from factcheck.fetch.result import Outcome

CHUNK_BYTES = 32 * 1024
GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
RAW_DEFLATE = -zlib.MAX_WBITS
STEP_BYTES = 256 * 1024
MOST_GZIP_MEMBERS = 64


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes after content decoding. `cut_reason` says how the body is known to be incomplete, "" when it is not.

    `has_known_end` is False where neither length nor chunks told where the body ends: it may have been cut unseen.
    """

    raw_bytes: bytes
    cut_reason: str = ""
    has_known_end: bool = True


class Unpacker:
    """Undoes one content coding in small steps, so that a bomb is stopped before it has grown."""

    def __init__(self, coding: str) -> None:
        self.coding = coding
        self._inflater = zlib.decompressobj(GZIP_OR_ZLIB) if coding else None
        self._members = 1
        self._has_output = False

    def unpack(self, packed: bytes) -> Iterator[bytes]:
        """The unpacked bytes in steps of at most STEP_BYTES. Raises zlib.error for damaged bytes."""
        if self._inflater is None:
            yield packed
            return
        while packed:
            if self._inflater.eof:
                if not packed.strip(b"\0"):
                    return  # padding after the last member
                self._next_member()
            yield self._inflate(packed)
            packed = self._inflater.unused_data or self._inflater.unconsumed_tail

    @property
    def is_finished(self) -> bool:
        return self._inflater is None or self._inflater.eof

    def _inflate(self, packed: bytes) -> bytes:
        assert self._inflater is not None
        try:
            unpacked = self._inflater.decompress(packed, STEP_BYTES)
        except zlib.error:
            if self.coding != "deflate" or self._has_output:
                raise
            # Some servers send "deflate" without the zlib wrapping RFC 9110 asks for; browsers read both.
            self._inflater = zlib.decompressobj(RAW_DEFLATE)
            unpacked = self._inflater.decompress(packed, STEP_BYTES)
        self._has_output = True
        return unpacked

    def _next_member(self) -> None:
        self._members += 1
        if self.coding != "gzip" or self._members > MOST_GZIP_MEMBERS:
            raise zlib.error("bytes after the end of the compressed body")
        self._inflater = zlib.decompressobj(GZIP_OR_ZLIB)


def read_body(response: BaseHTTPResponse, host: str, deadline: Deadline, wire_limit: int, decoded_limit: int) -> Body:
    """The body of a response whose headers have come.

    Raises FetchError: too_large beyond either limit, timed_out at the deadline, unreadable for a coding not offered.
    A body that ends early is returned as far as it came.
    """
    unpacker = Unpacker(content_coding(response, host))
    declared = _declared_length(response)
    if declared is not None and declared > wire_limit:
        raise too_large(host, wire_limit)
    received = io.BytesIO()  # getvalue() hands its buffer over without a copy: a large page is held once
    on_wire = 0
    cut_reason = ""
    while True:
        try:
            piece = response.read1(CHUNK_BYTES, decode_content=False)
        except (HTTPError, OSError, ValueError, AttributeError) as error:
            _raise_if_over(deadline, host)
            cut_reason = f"the connection broke before the end ({type(error).__name__})"
            break
        _raise_if_over(deadline, host)
        if not piece:
            break
        on_wire += len(piece)
        if on_wire > wire_limit:
            raise too_large(host, wire_limit)
        try:
            for unpacked in unpacker.unpack(piece):
                received.write(unpacked)
                if received.tell() > decoded_limit:
                    raise too_large(host, decoded_limit)
        except zlib.error as error:
            cut_reason = f"its compressed body is damaged ({error})"
            break
    if not cut_reason and on_wire and not unpacker.is_finished:
        cut_reason = "its compressed body stops before the end"
    return Body(received.getvalue(), cut_reason, declared is not None or is_chunked(response))


def read_start(response: BaseHTTPResponse, deadline: Deadline, most: int) -> bytes:
    """The first bytes of an uncompressed body, whatever happens after them: robots files and error pages."""
    received = bytearray()
    try:
        unpacker = Unpacker(content_coding(response, ""))
        while len(received) < most and not deadline.is_over:
            piece = response.read1(CHUNK_BYTES, decode_content=False)
            if not piece:
                break
            for unpacked in unpacker.unpack(piece):
                received += unpacked
                if len(received) >= most:
                    break
    except (HTTPError, OSError, ValueError, AttributeError, zlib.error, FetchError):
        pass  # what came is all that is wanted
    return bytes(received[:most])


def content_coding(response: BaseHTTPResponse, host: str) -> str:
    """The body's coding: "gzip", "deflate" or "" for none. Raises FetchError for one that was not offered."""
    codings = [coding.strip().lower() for coding in response.headers.get("Content-Encoding", "").split(",")]
    named = [coding for coding in codings if coding not in ("", "identity")]
    transfer = [coding.strip().lower() for coding in response.headers.get("Transfer-Encoding", "").split(",")]
    if any(coding not in ("", "identity", "chunked") for coding in transfer):
        named += ["a transfer coding", *transfer]
    if not named:
        return ""
    if len(named) == 1 and named[0] in ("gzip", "x-gzip", "deflate"):
        return named[0].removeprefix("x-")
    reason = f"{host} packed the page as {', '.join(named)[:60]}, which was not offered."
    raise FetchError(Outcome.UNREADABLE, reason)


def is_chunked(response: BaseHTTPResponse) -> bool:
    return "chunked" in response.headers.get("Transfer-Encoding", "").lower()


def too_large(host: str, limit: int) -> FetchError:
    return FetchError(Outcome.TOO_LARGE, f"The page of {host} is larger than {limit // (1 << 20)} MB; it was not kept.")


def _declared_length(response: BaseHTTPResponse) -> int | None:
    if is_chunked(response):
        return None
    written = response.headers.get("Content-Length", "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else None


def _raise_if_over(deadline: Deadline, host: str) -> None:
    if deadline.is_over:
        raise FetchError(Outcome.TIMED_OUT, f"{host} had not sent the whole page after {deadline.seconds:g} seconds.")
