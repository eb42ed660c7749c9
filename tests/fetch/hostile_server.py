"""A web server on the loopback that misbehaves on request: each path is one way to be slow, huge, cut or wrong.

It answers on one port for IPv4 and IPv6. What it was sent stays in `requests`, so tests can tell what got through.
`answers` holds, by path, what to send for it byte for byte, or a function of the client's socket and the request.
"""

import contextlib
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

SECRET = b"<html><head><title>SECRET</title></head><body><p>SECRET of an internal page</p></body></html>"
DRIP_SECONDS = 0.2
LONG = 300 << 20
PIECE = b"x" * 65_536


@lru_cache
def zeros_gzipped(megabytes: int) -> bytes:
    zeros = bytes(1 << 20)
    checksum = 0
    for _ in range(megabytes):
        checksum = zlib.crc32(zeros, checksum)
    sizes = checksum.to_bytes(4, "little") + (megabytes << 20).to_bytes(4, "little")
    return b"\x1f\x8b\x08" + bytes(6) + b"\xff" + megabyte_of_zeros() * megabytes + b"\x03\x00" + sizes


@lru_cache
def zeros_deflated(megabytes: int) -> bytes:
    checksum = 1
    for _ in range(megabytes):
        checksum = zlib.adler32(bytes(1 << 20), checksum)
    return b"\x78\x9c" + megabyte_of_zeros() * megabytes + b"\x03\x00" + checksum.to_bytes(4, "big")


@lru_cache
def megabyte_of_zeros() -> bytes:
    """Packed so that it can be repeated: packing 300 MB in each test process took seconds."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)


@lru_cache
def large_page_gzipped() -> bytes:
    return gzip.compress(bytes(15 << 20))


class HostileServer:
    """Threads on raw sockets. `close()` ends it."""

    def __init__(self) -> None:
        self.requests: list[bytes] = []
        self.answers: dict[str, bytes | Callable[[socket.socket, bytes], None]] = {}
        self._closing = threading.Event()
        self._listeners = [socket.create_server(("127.0.0.1", 0))]
        self.port = self._listeners[0].getsockname()[1]
        with contextlib.suppress(OSError):
            self._listeners.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        for listener in self._listeners:
            threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def close(self) -> None:
        self._closing.set()
        for listener in self._listeners:
            listener.close()

    def _accept(self, listener: socket.socket) -> None:
        while not self._closing.is_set():
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client:
            client.settimeout(30)
            request = self._read_request(client)
            if not request:
                return None
            self.requests.append(request)
            parts = urlsplit(request.split(b" ")[1].decode("latin-1"))
            given = self.answers.get(parts.path)
            if given is not None:
                return client.sendall(given) if isinstance(given, bytes) else given(client, request)
            name = parts.path.strip("/").replace("-", "_").replace(".", "_")
            answer: Callable[[socket.socket, dict[str, str]], None] = getattr(self, f"do_{name}", self.do_page)
            return answer(client, {key: values[0] for key, values in parse_qs(parts.query).items()})

    def _read_request(self, client: socket.socket) -> bytes:
        request = b""
        while b"\r\n\r\n" not in request and len(request) < 65_536:
            piece = client.recv(4096)
            if not piece:
                return b""
            request += piece
        return request

    # What is honest

    def do_page(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, SECRET)

    def do_robots_txt(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, b"no such file", status="404 Not Found")

    def do_echo(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, self.requests[-1], type_="text/plain")

    def do_repeated(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(
            b"HTTP/1.1 200 Fine\r\nContent-Type: text/html\r\nX-One: a\r\nSet-Cookie: b=1\r\nx-one: c\r\n"
            b"X-Folded: first\r\n  second\r\nContent-Length: 20\r\n\r\n<html>seven..</html>"
        )

    def do_slow(self, client: socket.socket, query: dict[str, str]) -> None:
        time.sleep(1.0)
        head(client, Content_Length=len(SECRET), Content_Type="text/html")
        for at in range(0, len(SECRET), 30):
            client.sendall(SECRET[at : at + 30])
            time.sleep(0.1)

    def do_gzipped(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, gzip.compress(SECRET), Content_Encoding="gzip")

    def do_large(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, large_page_gzipped(), Content_Encoding="gzip")

    def do_two_members(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, gzip.compress(SECRET[:20]) + gzip.compress(SECRET[20:]), Content_Encoding="gzip")

    def do_deflated(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, zlib.compress(SECRET), Content_Encoding="deflate")

    def do_raw_deflated(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, zlib.compress(SECRET)[2:-4], Content_Encoding="deflate")

    def do_chunked(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Transfer_Encoding="chunked")
        for at in range(0, len(SECRET), 16):
            piece = SECRET[at : at + 16]
            client.sendall(b"%x;note=1\r\n%b\r\n" % (len(piece), piece))
        client.sendall(b"0\r\nX-Trailer: 1\r\n\r\n")

    def do_no_length(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html")
        client.sendall(SECRET)

    def do_http_1_0(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + SECRET)

    def do_continue_first(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        send(client, SECRET)

    def do_cookie_wall(self, client: socket.socket, query: dict[str, str]) -> None:
        if b"seen=1" in self.requests[-1]:
            return send(client, SECRET)
        return head(client, "302 Found", Location="/cookie_wall", Set_Cookie="seen=1; Path=/", Content_Length=0)

    def do_utf8_location(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall("HTTP/1.1 302 Found\r\nLocation: /caf\u00e9 page\r\nContent-Length: 0\r\n\r\n".encode())

    def do_hop(self, client: socket.socket, query: dict[str, str]) -> None:
        left = int(query["n"])
        head(client, "301 Moved Permanently", Location=f"/hop?n={left - 1}" if left else "/page", Content_Length=0)

    def do_multi_hop_relative(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, "302 Found", Location="?n=0#part", Content_Length=0) if query.get("n") != "0" else send(
            client, SECRET
        )

    def do_bare_head(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(b"HTTP/1.1 200\ncontent-type: text/html\ncontent-length: %d\n\n%b" % (len(SECRET), SECRET))

    def do_no_type(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(SECRET), SECRET))

    def do_early_hints(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n")
        send(client, SECRET)

    def do_gzip_with_padding(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, gzip.compress(SECRET) + bytes(512), Content_Encoding="gzip")

    def do_x_gzip_capitals(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, gzip.compress(SECRET), Content_Encoding="GZip")

    def do_upper_chunked(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Transfer_Encoding="Chunked")
        client.sendall(b"%X\r\n%b\r\n0\r\n\r\n" % (len(SECRET), SECRET))

    def do_gzip_in_chunks(self, client: socket.socket, query: dict[str, str]) -> None:
        packed = gzip.compress(SECRET)
        head(client, Content_Type="text/html", Transfer_Encoding="chunked", Content_Encoding="gzip")
        for at in range(0, len(packed), 7):
            piece = packed[at : at + 7]
            client.sendall(b"%x\r\n%b\r\n" % (len(piece), piece))
        client.sendall(b"0\r\n\r\n")

    def do_empty_chunks_extension(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Transfer_Encoding="chunked")
        client.sendall(b'%x ; a="b;c"\r\n%b\r\n000\r\n\r\n' % (len(SECRET), SECRET))

    def do_same_length_twice(self, client: socket.socket, query: dict[str, str]) -> None:
        length = b"Content-Length: %d\r\n" % len(SECRET)
        client.sendall(b"HTTP/1.1 200 OK\r\n" + length + length + b"\r\n" + SECRET)

    # What is not

    def do_chunk_size_endless(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Transfer_Encoding="chunked")
        client.sendall(b"0" * 500_000)

    def do_chunk_extension_endless(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Transfer_Encoding="chunked")
        client.sendall(b"5;")
        flood(client, 50 << 20)

    def do_trailers_endless(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Transfer_Encoding="chunked")
        client.sendall(b"5\r\nhello\r\n0\r\n")
        for number in range(100_000):
            client.sendall(b"X-%d: %b\r\n" % (number, b"z" * 1000))

    def do_hints_endless(self, client: socket.socket, query: dict[str, str]) -> None:
        for _ in range(100_000):
            client.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: <%b>\r\n\r\n" % (b"a" * 60_000))

    def do_loop_of_fragments(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, "302 Found", Location=f"/loop_of_fragments#{time.monotonic_ns()}", Content_Length=0)

    def do_loop_that_grows(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, "302 Found", Location="/loop_that_grows?" + "a" * 60_000, Content_Length=0)

    def do_switching(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n" + SECRET)

    def do_gzip_with_trash(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, gzip.compress(SECRET) + b"trash that is no gzip", Content_Encoding="gzip")

    def do_gzip_bad_sum(self, client: socket.socket, query: dict[str, str]) -> None:
        packed = bytearray(gzip.compress(SECRET))
        packed[-6] ^= 0xFF
        send(client, bytes(packed), Content_Encoding="gzip")

    def do_many_encodings(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, SECRET, Content_Encoding=", ".join(["gzip"] * 5000))

    def do_no_content_with_body(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, "204 No Content", Content_Length=LONG)
        flood(client, LONG)

    def do_reset_content_with_body(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, "205 Reset Content", Content_Type="text/html", Content_Length=LONG)
        flood(client, LONG)

    def do_not_modified_unasked(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, "304 Not Modified", Content_Length=LONG)
        flood(client, LONG)

    def do_byteranges(self, client: socket.socket, query: dict[str, str]) -> None:
        body = b"--b\r\nContent-Range: bytes 0-4/300\r\n\r\nhello\r\n--b--\r\n"
        send(client, body, status="206 Partial Content", type_="multipart/byteranges; boundary=b")

    def do_refresh_for_ever(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, "300 Multiple Choices", Location="http://169.254.169.254/", Content_Length=0)

    def do_nested_chunked(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Transfer_Encoding="gzip, chunked")
        packed = gzip.compress(SECRET)
        client.sendall(b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed))

    def do_redirect(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, query.get("status", "302 Found"), Location=query["to"], Content_Length=0)

    def do_loop(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, "302 Found", Location="/loop", Content_Length=0)

    def do_redirect_drip(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, "302 Found", Location="/page", Content_Length=100_000)
        drip(client, b"x" * 10_000)

    def do_redirect_huge(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, "302 Found", Location="/page", Content_Length=LONG)
        flood(client, LONG)

    def do_huge(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Content_Length=LONG)
        flood(client, LONG)

    def do_huge_unannounced(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html")
        flood(client, LONG)

    def do_huge_chunked(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Transfer_Encoding="chunked")
        for _ in range(LONG // len(PIECE)):
            client.sendall(b"10000\r\n" + PIECE + b"\r\n")

    def do_one_huge_chunk(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Transfer_Encoding="chunked")
        client.sendall(b"ffffffffff\r\n")
        flood(client, LONG)

    def do_huge_error(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, "404 Not Found", Content_Type="text/html", Content_Length=LONG)
        flood(client, LONG)

    def do_bomb(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, zeros_gzipped(300), Content_Encoding="gzip")

    def do_bomb_error(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, zeros_gzipped(300), status="403 Forbidden", Content_Encoding="gzip")

    def do_bomb_deflate(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, zeros_deflated(100), Content_Encoding="deflate")

    def do_bomb_twice(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, gzip.compress(zeros_gzipped(300)), Content_Encoding="gzip, gzip")

    def do_bomb_of_members(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, gzip.compress(b"x") * 100_000, Content_Encoding="gzip")

    def do_brotli(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, bytes.fromhex("0b0f80") + b"not read anyway" + b"\x03", Content_Encoding="br")

    def do_zstd(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, b"\x28\xb5\x2f\xfd" + bytes(20), Content_Encoding="zstd")

    def do_not_gzip(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, SECRET, Content_Encoding="gzip")

    def do_drip_body(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Content_Length=100_000)
        drip(client, b"x" * 10_000)

    def do_drip_chunks(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Transfer_Encoding="chunked")
        drip(client, b"1\r\nx\r\n" * 10_000, piece=6)

    def do_drip_head(self, client: socket.socket, query: dict[str, str]) -> None:
        drip(client, b"HTTP/1.1 200 OK\r\nX-A: " + b"y" * 5000)

    def do_drip_status(self, client: socket.socket, query: dict[str, str]) -> None:
        drip(client, b"HTTP/1.1 200 " + b"K" * 5000)

    def do_endless_continue(self, client: socket.socket, query: dict[str, str]) -> None:
        for _ in range(100_000):
            client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 20)
            time.sleep(0.01)

    def do_silence(self, client: socket.socket, query: dict[str, str]) -> None:
        self._closing.wait(20)

    def do_many_headers(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(100_000):
            client.sendall(b"X-%d: %b\r\n" % (number, b"z" * 1000))

    def do_long_header(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        flood(client, 50 << 20)

    def do_no_header_end(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")

    def do_short(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Content_Length=1000)
        client.sendall(b"y" * 100)

    def do_long(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Content_Length=10)
        client.sendall(b"y" * 100)

    def do_two_lengths(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nhello world")

    def do_negative_length(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello world")

    def do_length_and_chunks(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Content_Length=4, Transfer_Encoding="chunked")
        client.sendall(b"5\r\nhello\r\n0\r\n\r\n")

    def do_cut_chunk(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Transfer_Encoding="chunked")
        client.sendall(b"64\r\n" + b"z" * 50)

    def do_no_last_chunk(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Transfer_Encoding="chunked")
        client.sendall(b"5\r\nhello\r\n")

    def do_bad_chunk(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Transfer_Encoding="chunked")
        client.sendall(b"5\r\nhello\r\nzz\r\nworld\r\n0\r\n\r\n")

    def do_negative_chunk(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Transfer_Encoding="chunked")
        client.sendall(b"-5\r\nhello\r\n0\r\n\r\n")

    def do_cut_gzip(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, gzip.compress(bytes(range(32, 120)) * 5000)[:200], Content_Encoding="gzip")

    def do_cut_unannounced(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html")
        client.sendall(b"<p>half a pa")

    def do_reset(self, client: socket.socket, query: dict[str, str]) -> None:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

    def do_reset_in_body(self, client: socket.socket, query: dict[str, str]) -> None:
        head(client, Content_Type="text/html", Content_Length=1000)
        client.sendall(b"y" * 100)
        time.sleep(0.2)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

    def do_banner(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")

    def do_http_0_9(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(SECRET)

    def do_bad_status(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(b"HTTP/1.1 9999999 Huh\r\nContent-Length: 0\r\n\r\n")

    def do_nul_header(self, client: socket.socket, query: dict[str, str]) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nX-A: a\x00b\r\nETag: \x00\r\nContent-Length: 2\r\n\r\nok")

    def do_bogus_charset(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, "caf\u00e9 \u201cquote\u201d".encode(), type_="text/html; charset=bogus-9")

    def do_hex_charset(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, b"636174", type_="text/html; charset=hex")

    def do_meta_charset(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, '<html><head><meta charset="utf-8"></head><p>caf\u00e9 \u201cquote\u201d</html>'.encode())

    def do_wrong_charset(self, client: socket.socket, query: dict[str, str]) -> None:
        page = '<html><head><meta charset="utf-8"></head><p>caf\u00e9 \u201cquote\u201d</html>'.encode()
        send(client, page, type_="text/html; charset=iso-8859-1")

    def do_binary(self, client: socket.socket, query: dict[str, str]) -> None:
        send(client, bytes(range(256)) * 100, type_="application/octet-stream")

    def do_status(self, client: socket.socket, query: dict[str, str]) -> None:
        extra = {"Retry_After": query["retry"]} if "retry" in query else {}
        send(client, b"<html><body>an error page</body></html>", status=query["line"], **extra)

    def do_challenge(self, client: socket.socket, query: dict[str, str]) -> None:
        page = b"<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
        send(client, page, status=query.get("line", "403 Forbidden"))


def head(client: socket.socket, status: str = "200 OK", **headers: object) -> None:
    lines = [f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()]
    client.sendall(f"HTTP/1.1 {status}\r\n{''.join(lines)}Connection: close\r\n\r\n".encode("latin-1"))


def send(
    client: socket.socket, body: bytes, *, status: str = "200 OK", type_: str = "text/html", **headers: object
) -> None:
    head(client, status, Content_Type=type_, Content_Length=len(body), **headers)
    client.sendall(body)


def drip(client: socket.socket, sent: bytes, piece: int = 1) -> None:
    for at in range(0, len(sent), piece):
        client.sendall(sent[at : at + piece])
        time.sleep(DRIP_SECONDS)


def flood(client: socket.socket, length: int) -> None:
    for _ in range(length // len(PIECE)):
        client.sendall(PIECE)
