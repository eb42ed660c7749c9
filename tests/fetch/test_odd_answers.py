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
NAMED = b"\x1f\x8b\x08\x1c" + bytes(6) + b"\x02\x00ab" + b"name.html\0" + b"comment\0" + PACKED[10:]
CHUNK = SIZE + b"\r\n" + PAGE + b"\r\n0\r\n\r\n"
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
    ("two spaces in the status line", answer(status=" 200 OK"), FETCHED),
    ("a minor version of tomorrow", b"HTTP/1.2 200 OK\r\n\r\n" + PAGE, FETCHED),
    ("NUL in the reason and a name", answer("X\0Y: a", status="200 O\0K"), FETCHED),
    ("two types", answer("Content-Type: text/plain"), FETCHED),
    ("refresh that leads inside", answer("Refresh: 0; url=http://127.0.0.1/"), FETCHED),
    ("no authority", answer(status="203 Non-Authoritative Information"), FETCHED),
    ("Continue with a length", b"HTTP/1.1 100 Continue\r\nContent-Length: 5\r\n\r\n" + answer(), FETCHED),
    ("a part unasked", answer("Content-Range: bytes 0-9/10", status="206 Partial Content"), INCOMPLETE),
    ("moved nowhere", b"HTTP/1.1 301 Moved\r\n\r\n" + PAGE, UNREADABLE),
    ("radio", b"ICY 200 OK\r\n\r\n" + PAGE, UNREADABLE),
    (
        "back before it was asked",
        answer("Retry-After: Thu, 01 Jan 1970 00:00:00 GMT", status="429 T"),
        Outcome.RETRY_LATER,
    ),
    ("back at two times", answer("Retry-After: 30", "Retry-After: 60", status="503 S"), Outcome.RETRY_LATER),
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
    ("hexadecimal", answer("Content-Length: 0x5d"), INCOMPLETE),
    ("with an exponent", answer("Content-Length: 1e3"), INCOMPLETE),
    ("with zeros before it", answer(f"Content-Length: 000{len(PAGE)}"), FETCHED),
    ("of a page that does not come", answer("Content-Length: 5000", body=b""), INCOMPLETE),
    ("of nothing, before a page", answer("Content-Length: 0"), UNREADABLE),
    ("and chunks", answer("Content-Length: 4", "Transfer-Encoding: chunked", body=CHUNK), FETCHED),
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
    ("deflate without zlib", coded("deflate", zlib.compress(PAGE)[2:-4]), FETCHED),
    ("identity", coded("identity", PAGE), FETCHED),
    ("nothing named", coded("", PAGE), FETCHED),
    ("gzip with names and a comment", coded("gzip", NAMED), FETCHED),
    ("gzip, then one not offered", coded("gzip, br", PACKED), UNREADABLE),
    ("gzip without its sum", coded("gzip", gzip.compress(PAGE)[:-8]), INCOMPLETE),
    ("gzip's head alone", coded("gzip", gzip.compress(PAGE)[:10]), INCOMPLETE),
    ("gzip of nothing", coded("gzip", gzip.compress(b"")), UNREADABLE),
    ("compress", coded("compress", b"\x1f\x9d\x90abc"), UNREADABLE),
    ("bomb in between", coded("gzip, gzip", zeros_gzipped(60)), TOO_LARGE),
]  # fmt: skip
CHUNKS = [
    ("named with identity", answer("Transfer-Encoding: identity, chunked", body=CHUNK), FETCHED),
    ("named twice", answer(*["Transfer-Encoding: chunked"] * 2, body=CHUNK), FETCHED),
    ("named before a comma", answer("Transfer-Encoding: chunked,", body=CHUNK), FETCHED),
    ("named after a tab", answer("Transfer-Encoding:\tchunked", body=CHUNK), FETCHED),
    ("named before a space", answer("Transfer-Encoding : chunked", body=CHUNK), FETCHED),
    ("named nearly", answer("Transfer-Encoding: xchunked", body=CHUNK), UNREADABLE),
    ("in HTTP/1.0", b"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNK, FETCHED),
    ("extension of 2 KB", chunked(SIZE, b";a=", b"b" * 2000, b"\r\n", PAGE, b"\r\n0\r\n\r\n"), FETCHED),
    ("extension of 70 KB", chunked(SIZE, b";a=", b"b" * 70_000, b"\r\n", PAGE, b"\r\n0\r\n\r\n"), INCOMPLETE),
    ("500 trailers", chunked(SIZE, b"\r\n", PAGE, b"\r\n0\r\n", b"X: a\r\n" * 500, b"\r\n"), FETCHED),
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
    ("over two lines", redirect(b"\r\n /page"), FETCHED),
    ("with NUL", redirect(b"/pa\0ge"), FETCHED),
    ("beside itself", redirect(b"./page"), FETCHED),
    ("above everything", redirect(b"../../page"), FETCHED),
    ("of a bare host", redirect(b"http://pub.test"), FETCHED),
    ("of a host with a dot", redirect(b"http://pub.test./page"), FETCHED),
    ("with an empty port", redirect(b"http://pub.test:/page"), FETCHED),
    ("without slashes", redirect(b"http:page"), FETCHED),
    ("with a bare per cent sign", redirect(b"/100%"), FETCHED),
    ("with marks no address has", redirect(b'/a[1]|b{}^`"<>'), FETCHED),
    ("with two fragments", redirect(b"/page#a#b"), FETCHED),
    ("of 3,000 letters", redirect(b"/page?" + b"a" * 3000), FETCHED),
    ("with three slashes", redirect(b"http:///pub.test/page"), FETCHED),
    ("inside with three slashes", redirect(b"http:///127.0.0.1/"), Outcome.REFUSED),
    ("inside with slashes alone", redirect(b"////127.0.0.1/"), Outcome.REFUSED),
    ("escaped host", redirect(b"http://%31%32%37.0.0.1/"), Outcome.REFUSED),
    ("octal in a short form", redirect(b"http://0177.1/"), Outcome.REFUSED),
    ("nat64 of ten", redirect(b"http://[64:ff9b::a00:1]/"), Outcome.REFUSED),
    ("with a user", redirect(b"http://u@pub.test/"), Outcome.REFUSED),
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
        assert result.raw_bytes.removesuffix(b"<p>more</p>") == PAGE and result.is_complete
    assert not (outcome is INCOMPLETE and result.is_complete)


def test_bytes_of_a_location_reach_the_server_as_they_were(internet: Internet) -> None:
    for sent, asked in ((b"/caf\xe9", b"/caf%E9"), ("/café".encode(), b"/caf%C3%A9"), (b"/a b", b"/a%20b")):
        internet.server.answers["/odd"] = redirect(sent)
        internet.fetch("http://pub.test/odd", robots=False)
        assert internet.server.requests[-1].startswith(b"GET " + asked + b" HTTP/1.1\r\n")


def test_page_behind_a_redirect_with_three_slashes(internet: Internet) -> None:
    internet.server.answers["/odd"] = redirect(b"http:///pub.test/there")
    assert internet.fetch("http://pub.test/odd", robots=False).final_url == "http://pub.test/there"


Step = Callable[[socket.socket, bytes], None]


def reset_after(sent: bytes) -> Step:
    def serve(client: socket.socket, request: bytes) -> None:
        client.sendall(sent)
        time.sleep(0.1)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

    return serve


def byte_by_byte(sent: bytes) -> Step:
    def serve(client: socket.socket, request: bytes) -> None:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for at in range(len(sent)):
            client.sendall(sent[at : at + 1])

    return serve


def kept_open(sent: bytes) -> Step:
    def serve(client: socket.socket, request: bytes) -> None:
        client.sendall(sent)
        time.sleep(3)

    return serve


WHOLE = f"Content-Length: {len(PAGE)}"
HONEST = [
    ("gzip byte by byte", byte_by_byte(coded("gzip", PACKED))),
    ("deflate byte by byte", byte_by_byte(coded("deflate", zlib.compress(PAGE)))),
    ("deflate without zlib byte by byte", byte_by_byte(coded("deflate", zlib.compress(PAGE)[2:-4]))),
    ("chunks byte by byte", byte_by_byte(chunked(CHUNK))),
    ("left open in HTTP/1.0", kept_open(b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n" + answer(WHOLE)[17:])),
    ("left open with a length", kept_open(answer("Connection: keep-alive", WHOLE))),
    ("left open after chunks", kept_open(chunked(CHUNK))),
    ("redirect left open", kept_open(b"HTTP/1.1 302 Found\r\nLocation: /page\r\n\r\n")),
]


@pytest.mark.parametrize("step", [pytest.param(step, id=name) for name, step in HONEST])
def test_honest_server_with_habits(internet: Internet, step: Step) -> None:
    internet.server.answers["/odd"] = step
    began = time.monotonic()
    result = internet.fetch("http://pub.test/odd", robots=False)
    assert (result.outcome, result.raw_bytes, result.is_complete) == (FETCHED, PAGE, True)
    assert time.monotonic() - began < 1.5


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
