"""Answers byte for byte: heads, codings, chunks and redirects that are wrong, and those that are only unusual.

What browsers read is fetched; what may be a part of a page is flagged; nothing is unbounded.
"""

import gzip
import socket
import time
import zlib
from collections.abc import Callable

import pytest

from factcheck.fetch.result import Outcome
from tests.fetch.conftest import Internet
from tests.fetch.hostile_server import SECRET, flood, zeros_gzipped

PAGE = SECRET
SIZE = b"%x" % len(PAGE)
PACKED = gzip.compress(PAGE)
FETCHED, INCOMPLETE, UNREADABLE = Outcome.FETCHED, Outcome.INCOMPLETE, Outcome.UNREADABLE
UNREACHABLE, TIMED_OUT, TOO_LARGE = Outcome.UNREACHABLE, Outcome.TIMED_OUT, Outcome.TOO_LARGE


def answer(*headers: str, body: bytes = PAGE, status: str = "200 OK") -> bytes:
    """An answer without a length: the connection ends it."""
    lines = "".join(f"{header}\r\n" for header in ("Content-Type: text/html", *headers))
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


def coded(coding: str, body: bytes) -> bytes:
    return answer(f"Content-Encoding: {coding}", f"Content-Length: {len(body)}", body=body)


def chunked(*pieces: bytes) -> bytes:
    return answer("Transfer-Encoding: chunked", body=b"".join(pieces))


def redirect(*locations: bytes, status: str = "302 Found") -> bytes:
    lines = b"".join(b"Location: %b\r\n" % location for location in locations)
    return f"HTTP/1.1 {status}\r\n".encode() + lines + b"Content-Length: 0\r\n\r\n"


HEADS = [
    ("header over two lines", answer("X: a\r\n b"), FETCHED),
    (
        "line that is no header",
        answer("this is no header", "Content-Encoding: gzip", body=gzip.compress(PAGE)),
        FETCHED,
    ),
    ("space before the colon", answer("Content-Encoding : gzip", body=gzip.compress(PAGE)), FETCHED),
    ("header without a name", answer(": nothing", f"Content-Length: {len(PAGE)}"), FETCHED),
    ("carriage return in a value", answer("X: a\rSet-Cookie: b=1"), FETCHED),
    ("150 headers", answer(*(f"X-{number}: a" for number in range(150))), FETCHED),
    ("120 cookies", answer(*(f"Set-Cookie: a{number}=b" for number in range(120))), FETCHED),
    ("2,000 headers", answer(*(f"X-{number}: a" for number in range(2000))), UNREADABLE),
    ("32 KB in a line", answer("X: " + "a" * 32_000), FETCHED),
    ("64 KB in a line", answer("X: " + "a" * 65_536), UNREADABLE),
    ("20 lines of 60 KB", answer(*["X: " + "a" * 60_000] * 20), UNREADABLE),
    (
        "odd capitals",
        b"HTTP/1.1 200 OK\r\ncOnTeNt-TyPe: TEXT/HTML\r\nCONTENT-length: %d\r\n\r\n%b" % (len(PAGE), PAGE),
        FETCHED,
    ),
    ("no reason", answer(status="200"), FETCHED),
    ("reason in Latin-1", answer(status="200 d\xe9j\xe0"), FETCHED),
    ("processing first", b"HTTP/1.1 102 Processing\r\n\r\n" + answer(), FETCHED),
    ("thirty hints first", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 30 + answer(), UNREADABLE),
    ("a thousand times Continue", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000 + answer(), UNREADABLE),
    ("HTTP/2 at once", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", UNREADABLE),
    ("frames of HTTP/2", b"\x00\x00\x12\x04" + bytes(24), UNREADABLE),
    ("status of letters", answer(status="2OO OK"), UNREADABLE),
    ("status below nought", answer(status="-200 OK"), UNREADABLE),
    ("status beyond the classes", answer(status="999 Request denied"), Outcome.SERVER_ERROR),
    ("use a proxy", b"HTTP/1.1 305 Use Proxy\r\nLocation: http://10.0.0.1:3128/\r\n\r\n", UNREADABLE),
    (
        "created elsewhere",
        b"HTTP/1.1 201 Created\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n",
        UNREADABLE,
    ),
    ("cut in the status line", b"HTTP/1.1 2", UNREADABLE),
    ("cut in a header", b"HTTP/1.1 200 OK\r\nContent-Len", INCOMPLETE),
    ("nothing at all", b"", UNREACHABLE),
]
LENGTHS = [
    ("below nought", answer("Content-Length: -5"), INCOMPLETE),
    ("with a sign", answer("Content-Length: +5"), INCOMPLETE),
    ("in words", answer("Content-Length: some"), INCOMPLETE),
    ("empty", answer("Content-Length:"), INCOMPLETE),
    ("of 5,000 digits", answer("Content-Length: " + "9" * 5000), TOO_LARGE),
    ("two in a list", answer(f"Content-Length: {len(PAGE)}, 7"), UNREADABLE),
    ("the same in a list", answer(f"Content-Length: {len(PAGE)}, {len(PAGE)}"), FETCHED),
    ("more than it says", answer(f"Content-Length: {len(PAGE)}", body=PAGE + b"<p>more</p>"), FETCHED),
    ("one byte less than it says", answer(f"Content-Length: {len(PAGE) + 1}"), INCOMPLETE),
    ("identity named as a transfer coding", answer("Transfer-Encoding: identity"), FETCHED),
]
CODINGS = [
    ("gzip twice", coded("gzip, gzip", gzip.compress(gzip.compress(PAGE))), FETCHED),
    ("gzip, then deflate", coded("gzip, deflate", zlib.compress(gzip.compress(PAGE))), FETCHED),
    ("named in two headers", answer(*["Content-Encoding: gzip"] * 2, body=gzip.compress(gzip.compress(PAGE))), FETCHED),
    ("named twice, done once", coded("gzip, gzip", gzip.compress(PAGE)), FETCHED),
    ("gzip twice, cut within", coded("gzip, gzip", gzip.compress(gzip.compress(PAGE)[:-9])), INCOMPLETE),
    ("three times", coded("gzip, gzip, gzip", PAGE), UNREADABLE),
    ("x-gzip", coded("x-gzip", gzip.compress(PAGE)), FETCHED),
    ("a charset for a coding", coded("UTF-8", PAGE), FETCHED),
    ("none for a coding", coded("none", PAGE), FETCHED),
    ("gzip called deflate", coded("deflate", gzip.compress(PAGE)), FETCHED),
    ("gzip without its sum", coded("gzip", gzip.compress(PAGE)[:-8]), INCOMPLETE),
    ("gzip's head alone", coded("gzip", gzip.compress(PAGE)[:10]), INCOMPLETE),
    ("gzip of nothing", coded("gzip", gzip.compress(b"")), UNREADABLE),
    ("compress", coded("compress", b"\x1f\x9d\x90abc"), UNREADABLE),
    ("bomb in between", coded("gzip, gzip", zeros_gzipped(60)), TOO_LARGE),
]  # fmt: skip
CHUNKS = [
    ("spaces after the size", chunked(SIZE, b"  \r\n", PAGE, b"\r\n0\r\n\r\n"), FETCHED),
    ("zeros before the size", chunked(b"00000", SIZE, b"\r\n", PAGE, b"\r\n0\r\n\r\n"), FETCHED),
    ("one byte a chunk", chunked(*(b"1\r\n%c\r\n" % byte for byte in PAGE), b"0\r\n\r\n"), FETCHED),
    ("trash as a trailer", chunked(SIZE, b"\r\n", PAGE, b"\r\n0\r\n:::\r\nfoo\r\n\r\n"), FETCHED),
    ("a second answer after it", chunked(SIZE, b"\r\n", PAGE, b"\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\nevil"), FETCHED),
    ("size with a separator", chunked(b"1_0\r\n", PAGE), INCOMPLETE),
    ("size of 100 digits", chunked(b"f" * 100, b"\r\n", PAGE), INCOMPLETE),
    ("size too small", chunked(b"10\r\n", PAGE, b"\r\n0\r\n\r\n"), INCOMPLETE),
    ("empty size", chunked(b"\r\n", PAGE), INCOMPLETE),
    ("whole page, no last chunk", chunked(SIZE, b"\r\n", PAGE, b"\r\n"), INCOMPLETE),
]  # fmt: skip
LOCATIONS = [
    ("with a space and letters", redirect("a page/cafés".encode()), FETCHED),
    ("in Latin-1", redirect(b"/caf\xe9"), FETCHED),
    ("said twice", redirect(b"/page", b"/page"), FETCHED),
    ("in capitals", redirect(b"HTTP://PUB.TEST/page"), FETCHED),
    ("without scheme", redirect(b"//pub.test/page"), FETCHED),
    ("between tabs", redirect(b"\t/page\t"), FETCHED),
    ("by 303", redirect(b"/page", status="303 See Other"), FETCHED),
    ("two places", redirect(b"/page", b"http://127.0.0.1/"), UNREADABLE),
    ("nowhere", redirect(b""), UNREADABLE),
    ("to a fragment of itself", redirect(b"#part"), UNREACHABLE),
    ("line break in escapes", redirect(b"http://127.0.0.1/%0d%0aX:1"), Outcome.REFUSED),
    ("backslashes", redirect(b"\\\\127.0.0.1\\a"), Outcome.REFUSED),
    ("script", redirect(b"javascript:alert(1)"), Outcome.REFUSED),
    ("text in the address", redirect(b"data:text/html,hi"), Outcome.REFUSED),
]
TABLES = {"head": HEADS, "length": LENGTHS, "coding": CODINGS, "chunk": CHUNKS, "location": LOCATIONS}


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [pytest.param(raw, to, id=f"{kind} {name}") for kind, table in TABLES.items() for name, raw, to in table],
)
def test_odd_answer(internet: Internet, raw: bytes, outcome: Outcome) -> None:
    internet.server.answers["/odd"] = raw
    result = internet.fetch("http://pub.test/odd", robots=False)
    assert result.outcome is outcome, result.reason
    assert set(internet.connected) <= {"93.184.216.34"}
    if outcome is FETCHED:
        assert b"SECRET of an internal page" in result.raw_bytes and result.is_complete
    assert not (outcome is INCOMPLETE and result.is_complete)


def test_bytes_of_a_location_reach_the_server_as_they_were(internet: Internet) -> None:
    for sent, asked in ((b"/caf\xe9", b"/caf%E9"), ("/café".encode(), b"/caf%C3%A9"), (b"/a b", b"/a%20b")):
        internet.server.answers["/odd"] = redirect(sent)
        internet.fetch("http://pub.test/odd", robots=False)
        assert internet.server.requests[-1].startswith(b"GET " + asked + b" HTTP/1.1\r\n")


Step = Callable[[socket.socket, bytes], None]


def reset_after(sent: bytes) -> Step:
    def serve(client: socket.socket, request: bytes) -> None:
        client.sendall(sent)
        time.sleep(0.1)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

    return serve


def drip_after(sent: bytes, drop: bytes) -> Step:
    def serve(client: socket.socket, request: bytes) -> None:
        client.sendall(sent)
        for _ in range(40):
            client.sendall(drop)
            time.sleep(0.1)

    return serve


def name_without_end(client: socket.socket, request: bytes) -> None:
    """A gzip head whose file name goes on and on: bytes in, nothing out."""
    client.sendall(answer("Content-Encoding: gzip", body=b"\x1f\x8b\x08\x08" + bytes(6)))
    flood(client, 300 << 20)


STEPS = [
    ("reset in the status line", reset_after(b"HTTP/1.1 2"), {UNREACHABLE, UNREADABLE}),
    ("reset in the headers", reset_after(b"HTTP/1.1 200 OK\r\nContent-"), {UNREACHABLE, UNREADABLE}),
    ("reset after the whole page", reset_after(answer(f"Content-Length: {len(PAGE)}")), {FETCHED}),
    ("reset in a page of no length", reset_after(answer(body=PAGE[:40])), {INCOMPLETE}),
    ("drip in a chunk's size line", drip_after(chunked(b"5;"), b"a"), {TIMED_OUT}),
    (
        "drip in a packed body",
        drip_after(answer("Content-Encoding: gzip", body=PACKED[:20]), b"\0"),
        {TIMED_OUT, INCOMPLETE},
    ),
    ("drip of an error page", drip_after(answer(status="404 Not Found", body=b""), b"a"), {Outcome.NOT_FOUND}),
    ("drip of a busy page", drip_after(answer(status="503 Busy", body=b""), b"a"), {Outcome.RETRY_LATER}),
    ("silence after the headers", drip_after(answer("Content-Length: 9", body=b""), b""), {TIMED_OUT}),
    ("gzip with a name without end", name_without_end, {TOO_LARGE, INCOMPLETE}),
]


@pytest.mark.parametrize(("step", "outcomes"), [pytest.param(step, to, id=name) for name, step, to in STEPS])
def test_trouble_at_each_stage(internet: Internet, step: Step, outcomes: set[Outcome]) -> None:
    internet.server.answers["/odd"] = step
    began = time.monotonic()
    result = internet.fetch("http://pub.test/odd", robots=False, seconds=0.8)
    assert result.outcome in outcomes, result.reason
    assert time.monotonic() - began < 1.8


def test_cookies_of_a_redirect_come_back_to_its_host(internet: Internet) -> None:
    def serve(client: socket.socket, request: bytes) -> None:
        if b"a=1" in request and b"b=2" in request:
            return client.sendall(answer())
        cookie = b"b=2; Path=/; SameSite=Lax" if b"a=1" in request else b"a=1; Domain=.pub.test; Path=/; Max-Age=60"
        return client.sendall(b"HTTP/1.1 302 Found\r\nLocation: /odd\r\nSet-Cookie: %b\r\n\r\n" % cookie)

    internet.server.answers["/odd"] = serve
    assert internet.fetch("http://pub.test/odd").outcome is FETCHED
    assert internet.fetch("http://pub.test/echo").raw_bytes.count(b"Cookie") == 0  # and are gone after the fetch
