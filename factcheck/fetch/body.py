"""Reading a response's body: counted, unpacked and bounded while it comes, with a verdict on whether all of it came."""

import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from factcheck.fetch.deadline import Deadline
from factcheck.fetch.exceptions import FetchError
from factcheck.fetch.result import Outcome

CHUNK_BYTES = 32 * 1024
GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
RAW_DEFLATE = -zlib.MAX_WBITS
ZLIB_HEAD = 2  # bytes, after which it is known whether the wrapping is there
STEP_BYTES = 256 * 1024
MOST_GZIP_MEMBERS = 64
GZIP_START = b"\x1f"
OFFERED_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
# What else a body can be packed in (IANA's registry, and names met besides). Other words are no codings: servers write
# "none" or "UTF-8" there, and browsers read the page.
OTHER_CODINGS = frozenset(
    "br zstd compress x-compress dcb dcz exi aes128gcm pack200-gzip bzip2 x-bzip2 bz2 lzma xz lz4 sdch snappy".split()
)
MOST_CODINGS = 2  # a server that packs, behind another that packs again
LONGEST_LENGTH = 18  # digits


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes after content decoding. `cut_reason` says how the body is known to be incomplete, "" when it is not.

    `has_known_end` is False where neither length nor chunks told where the body ends: it may have been cut unseen.
    """

    raw_bytes: bytes
    cut_reason: str = ""
    has_known_end: bool = True


class Unbounded(Exception):
    """A body that unpacks to more than it may."""


class Unpacker:
    """Undoes one content coding in small steps, so that a bomb is stopped before it has grown.

    `may_be_absent`: named a second time by a server that packed once.
    """

    def __init__(self, coding: str, most_bytes: int, may_be_absent: bool = False) -> None:
        self.coding = coding
        self._most_bytes = most_bytes
        self._may_be_absent = may_be_absent
        self._is_absent = False
        self._inflater = zlib.decompressobj(GZIP_OR_ZLIB)
        self._tasted = b""  # what was taken in before anything came out
        self._members = 1
        self._unpacked = 0

    def unpack(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The unpacked bytes in steps of at most STEP_BYTES.

        Raises zlib.error for damaged bytes, Unbounded beyond `most_bytes` in all.
        """
        for packed in pieces:
            if self._may_be_absent and packed:
                self._is_absent = not packed.startswith(GZIP_START)
                self._may_be_absent = False
            yield from (packed,) if self._is_absent else self._unpack(packed)

    def _unpack(self, packed: bytes) -> Iterator[bytes]:
        while packed:
            if self._inflater.eof:
                if not packed.strip(b"\0"):
                    return  # padding after the last member
                self._next_member()
            unpacked = self._inflate(packed)
            self._unpacked += len(unpacked)
            if self._unpacked > self._most_bytes:
                raise Unbounded
            yield unpacked
            packed = self._inflater.unused_data or self._inflater.unconsumed_tail

    @property
    def is_finished(self) -> bool:
        return self._is_absent or self._inflater.eof

    def _inflate(self, packed: bytes) -> bytes:
        try:
            unpacked = self._inflater.decompress(packed, STEP_BYTES)
        except zlib.error:
            if self.coding != "deflate" or self._unpacked or len(self._tasted) >= ZLIB_HEAD:
                raise
            # Some servers send "deflate" without the zlib wrapping RFC 9110 asks for; browsers read both.
            self._inflater = zlib.decompressobj(RAW_DEFLATE)
            unpacked = self._inflater.decompress(self._tasted + packed, STEP_BYTES)
        if len(self._tasted) < ZLIB_HEAD:
            self._tasted += packed[:ZLIB_HEAD]
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
    unpackers = _unpackers(content_codings(response, host), decoded_limit)
    declared, garbled = _declared_length(response)
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
            for unpacked in _through(unpackers, piece):
                received.write(unpacked)
        except Unbounded as error:
            raise too_large(host, decoded_limit) from error
        except zlib.error as error:
            cut_reason = f"its compressed body is damaged ({error})"
            break
    if not cut_reason and on_wire and not all(unpacker.is_finished for unpacker in unpackers):
        cut_reason = "its compressed body stops before the end"
    if garbled and not cut_reason:
        cut_reason = f"how long it is can't be told from the length {garbled[:30]!r}"
    return Body(received.getvalue(), cut_reason, declared is not None or is_chunked(response))


def read_start(response: BaseHTTPResponse, deadline: Deadline, most: int) -> bytes:
    """The first bytes of an uncompressed body, whatever happens after them: robots files and error pages."""
    received = bytearray()
    try:
        unpackers = _unpackers(content_codings(response, ""), most + STEP_BYTES)
        while len(received) < most and not deadline.is_over:
            piece = response.read1(CHUNK_BYTES, decode_content=False)
            if not piece:
                break
            for unpacked in _through(unpackers, piece):
                received += unpacked
                if len(received) >= most:
                    break
    except (HTTPError, OSError, ValueError, AttributeError, zlib.error, FetchError, Unbounded):
        pass  # what came is all that is wanted
    return bytes(received[:most])


def content_codings(response: BaseHTTPResponse, host: str) -> list[str]:
    """The body's codings, "gzip" or "deflate", in the order they were applied.

    Raises FetchError for one that was not offered, and for more than MOST_CODINGS.
    """
    codings = [coding.strip().lower() for coding in response.headers.get("Content-Encoding", "").split(",")]
    named = [coding for coding in codings if coding in OFFERED_CODINGS or coding in OTHER_CODINGS]
    transfer = [coding.strip().lower() for coding in response.headers.get("Transfer-Encoding", "").split(",")]
    if any(coding not in ("", "identity", "chunked") for coding in transfer):
        named += ["a transfer coding", *transfer]
    if len(named) > MOST_CODINGS or any(coding not in OFFERED_CODINGS for coding in named):
        reason = f"{host} packed the page as {', '.join(named)[:60]}, which was not offered."
        raise FetchError(Outcome.UNREADABLE, reason)
    return [OFFERED_CODINGS[coding] for coding in named]


def is_chunked(response: BaseHTTPResponse) -> bool:
    return "chunked" in response.headers.get("Transfer-Encoding", "").lower()


def too_large(host: str, limit: int) -> FetchError:
    return FetchError(Outcome.TOO_LARGE, f"The page of {host} is larger than {limit // (1 << 20)} MB; it was not kept.")


def _unpackers(codings: list[str], most_bytes: int) -> list[Unpacker]:
    """What undoes the codings, the last applied first. Each is bounded: what lies between two may be a bomb as well."""
    outward = list(reversed(codings))
    return [
        Unpacker(coding, most_bytes, may_be_absent=outward[:place] == ["gzip"] and coding == "gzip")
        for place, coding in enumerate(outward)
    ]


def _through(unpackers: list[Unpacker], piece: bytes) -> Iterator[bytes]:
    pieces: Iterable[bytes] = (piece,)
    for unpacker in unpackers:
        pieces = unpacker.unpack(pieces)
    yield from pieces


def _declared_length(response: BaseHTTPResponse) -> tuple[int | None, str]:
    """The length the headers give, None for none; and what they say instead of a length, "" where they give one."""
    if is_chunked(response) or "Content-Length" not in response.headers:
        return None, ""
    written = {length.strip() for length in response.headers["Content-Length"].split(",")}
    length = written.pop()
    if written or not (length.isascii() and length.isdigit()):
        return None, response.headers["Content-Length"] or "nothing"
    return int(length[:LONGEST_LENGTH]), ""


def _raise_if_over(deadline: Deadline, host: str) -> None:
    if deadline.is_over:
        raise FetchError(Outcome.TIMED_OUT, f"{host} had not sent the whole page after {deadline.seconds:g} seconds.")
