"""What a fetch says about answers: outcomes, records, conditions and manners."""

import gzip
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from factcheck.fetch.answers import retry_after_seconds
from factcheck.fetch.client import fetch
from factcheck.fetch.result import Outcome
from factcheck.fetch.retrieve import retrieve
from factcheck.fetch.robots import MemoryRobotsCache, RobotsFile
from factcheck.fetch.settings import FetchSettings
from tests.fetch.conftest import Internet, OpenGate

STATUSES = [
    ("401 Unauthorized", Outcome.BLOCKED),
    ("403 Forbidden", Outcome.BLOCKED),
    ("451 Unavailable For Legal Reasons", Outcome.BLOCKED),
    ("406 Not Acceptable", Outcome.BLOCKED),
    ("404 Not Found", Outcome.NOT_FOUND),
    ("410 Gone", Outcome.GONE),
    ("429 Too Many Requests", Outcome.RETRY_LATER),
    ("503 Service Unavailable", Outcome.RETRY_LATER),
    ("500 Internal Server Error", Outcome.SERVER_ERROR),
    ("502 Bad Gateway", Outcome.SERVER_ERROR),
    ("206 Partial Content", Outcome.INCOMPLETE),
    ("204 No Content", Outcome.UNREADABLE),
    ("304 Not Modified", Outcome.UNREADABLE),
    ("302 Found", Outcome.UNREADABLE),
    ("300 Multiple Choices", Outcome.UNREADABLE),
]


@pytest.mark.parametrize(("line", "outcome"), STATUSES)
def test_status_has_its_outcome(internet: Internet, line: str, outcome: Outcome) -> None:
    result = internet.fetch(f"http://pub.test/status?line={line.replace(' ', '%20')}")
    assert result.outcome is outcome
    assert result.status == int(line[:3])
    assert "pub.test answered " + line[:3] in result.reason


def test_retry_after_is_reported_and_told_to_the_gate(internet: Internet) -> None:
    result = internet.fetch("http://pub.test/status?line=429%20Slow%20down&retry=120")
    assert result.retry_after_seconds == 120
    assert ("pub.test", "retry after 120") in internet.gate.told


@pytest.mark.parametrize("line", ["403%20Forbidden", "503%20Unavailable", "200%20OK"])
def test_challenge_is_blocked_whatever_its_status(internet: Internet, line: str) -> None:
    settings = FetchSettings(deadline_seconds=3)
    retrieved = retrieve(
        f"http://pub.test/challenge?line={line}", settings=settings, gate=OpenGate(), robots_cache=MemoryRobotsCache()
    )
    assert retrieved.result.outcome is Outcome.BLOCKED


def test_record_of_a_redirected_fetch(internet: Internet) -> None:
    result = internet.fetch("http://pub.test/hop?n=1")
    assert [hop.status for hop in result.hops] == [301, 301, 200]
    assert result.final_url == "http://pub.test/page"
    assert result.hops[-1].address == "93.184.216.34"
    assert result.request_headers["User-Agent"].startswith("Factcheck/")
    assert len(result.sha256) == 64
    assert result.started_at <= result.ended_at
    assert result.robots == "allowed"


def test_headers_that_no_database_text_can_hold(internet: Internet) -> None:
    result = internet.fetch("http://pub.test/nul_header")
    assert "\x00" not in "".join(result.response_headers.values())
    assert "\x00" not in result.etag


def test_only_gzip_and_deflate_are_offered(internet: Internet) -> None:
    sent = internet.fetch("http://pub.test/echo").raw_bytes.decode()
    assert "Accept-Encoding: gzip, deflate\r\n" in sent
    assert sent.count("Host: pub.test\r\n") == 1


def test_robots_forbid(internet: Internet) -> None:
    robots = MemoryRobotsCache()
    robots.put("http://pub.test", RobotsFile("User-agent: *\nDisallow: /private", datetime.now(UTC).timestamp()))
    settings = FetchSettings(deadline_seconds=3)
    forbidden = fetch("http://pub.test/private/1", settings=settings, gate=internet.gate, robots_cache=robots)
    assert forbidden.outcome is Outcome.ROBOTS
    assert internet.connected == []
    assert fetch("http://pub.test/page", settings=settings, gate=internet.gate, robots_cache=robots).status == 200


@pytest.mark.parametrize(
    "path",
    ["open/../private/1", "./private/1", "open/%2e%2E/private/1", "%70rivate/1", "private/2/..", "x/.././private/"],
)
def test_robots_forbid_a_page_by_any_way_to_it(internet: Internet, path: str) -> None:
    robots = MemoryRobotsCache()
    robots.put("http://pub.test", RobotsFile("User-agent: *\nDisallow: /private", datetime.now(UTC).timestamp()))
    settings = FetchSettings(deadline_seconds=3)
    forbidden = fetch(f"http://pub.test/{path}", settings=settings, gate=internet.gate, robots_cache=robots)
    assert forbidden.outcome is Outcome.ROBOTS
    assert internet.connected == []


def test_robots_are_asked_once_and_can_be_ignored(internet: Internet) -> None:
    robots = MemoryRobotsCache()
    for _ in range(3):
        fetch("http://pub.test/page", settings=FetchSettings(), gate=internet.gate, robots_cache=robots)
    assert sum(b"/robots.txt" in request for request in internet.server.requests) == 1
    internet.server.requests.clear()
    assert internet.fetch("http://pub.test/page", robots=False).robots == "ignored"
    assert not any(b"/robots.txt" in request for request in internet.server.requests)


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("status?line=503%20No", Outcome.RETRY_LATER),
        ("status?line=403%20No", Outcome.FETCHED),
        ("huge", Outcome.FETCHED),
    ],
)
def test_robots_that_cannot_be_had(
    internet: Internet, monkeypatch: pytest.MonkeyPatch, path: str, outcome: Outcome
) -> None:
    def do_robots_txt(client: object, query: object) -> None:
        name, _, line = path.partition("?line=")
        getattr(internet.server, f"do_{name}")(client, {"line": line.replace("%20", " ")})

    monkeypatch.setattr(internet.server, "do_robots_txt", do_robots_txt)
    assert internet.fetch("http://pub.test/page", seconds=6).outcome is outcome


RULES = b"User-agent: *\nDisallow: /page\n"
FORBIDDEN, ALLOWED, WAIT = Outcome.ROBOTS, Outcome.FETCHED, Outcome.RETRY_LATER


def robots_answer(body: bytes, *headers: bytes, status: bytes = b"200 OK") -> bytes:
    lines = b"".join(header + b"\r\n" for header in headers)
    return b"HTTP/1.1 %b\r\nContent-Length: %d\r\n%b\r\n%b" % (status, len(body), lines, body)


ROBOTS = [
    ("byte order mark", robots_answer(b"\xef\xbb\xbf" + RULES), FORBIDDEN),
    ("carriage returns alone", robots_answer(RULES.replace(b"\n", b"\r")), FORBIDDEN),
    ("UTF-16", robots_answer(RULES.decode().encode("utf-16")), FORBIDDEN),
    ("Latin-1 in a comment", robots_answer(b"# caf\xe9\n" + RULES), FORBIDDEN),
    ("NUL first", robots_answer(b"\0\0" + RULES), FORBIDDEN),
    ("gzip", robots_answer(gzip.compress(RULES), b"Content-Encoding: gzip"), FORBIDDEN),
    ("spaces before colons", robots_answer(b"  User-agent : *\n\n\nDisallow : /page\n"), FORBIDDEN),
    ("comments after values", robots_answer(b"User-agent: * # all\nDisallow: /page # no\n"), FORBIDDEN),
    ("escaped letter", robots_answer(b"User-agent: *\nDisallow: /%70age\n"), FORBIDDEN),
    ("capitals in the path", robots_answer(b"User-agent: *\nDisallow: /PAGE\n"), ALLOWED),
    ("a page of HTML", robots_answer(b"<html>Disallow: /page</html>"), ALLOWED),
    ("nothing", robots_answer(b""), ALLOWED),
    ("not allowed itself", robots_answer(RULES, status=b"401 Unauthorized"), ALLOWED),
    ("removed", robots_answer(RULES, status=b"410 Gone"), ALLOWED),
    ("too many requests", robots_answer(b"", status=b"429 Too Many Requests"), WAIT),
    ("server failed", robots_answer(b"", status=b"500 Oops"), WAIT),
    ("moved", b"HTTP/1.1 301 M\r\nLocation: /rules\r\nContent-Length: 0\r\n\r\n", FORBIDDEN),
    ("moved to itself", b"HTTP/1.1 301 M\r\nLocation: /robots.txt\r\nContent-Length: 0\r\n\r\n", ALLOWED),
    ("moved to a file", b"HTTP/1.1 301 M\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n", ALLOWED),
]


@pytest.mark.parametrize(("raw", "outcome"), [pytest.param(raw, outcome, id=name) for name, raw, outcome in ROBOTS])
def test_robots_however_they_are_sent(internet: Internet, raw: bytes, outcome: Outcome) -> None:
    internet.server.answers |= {"/robots.txt": raw, "/rules": robots_answer(RULES)}
    assert internet.fetch("http://pub.test/page").outcome is outcome
    assert set(internet.connected) == {"93.184.216.34"}


def test_failures_are_told_to_the_gate(internet: Internet) -> None:
    internet.fetch("http://pub.test/status?line=500%20No")
    internet.fetch("http://pub.test/page")
    assert internet.gate.told == [("pub.test", "failure"), ("pub.test", "success")]


def test_unknown_name(internet: Internet) -> None:
    result = internet.fetch("http://nowhere.test/")
    assert result.outcome is Outcome.UNREACHABLE
    assert "nowhere.test" in result.reason


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("999999999999", 86400),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("\u0661", None),
        ("1.5", None),
        ("NaN", None),
        ("Wed, 21 Oct 2015 07:28:00 +99999999999999", None),
        ("Wed, 21 Oct 99999 07:28:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 86400),
    ],
)
def test_retry_after_in_seconds(written: str, seconds: int | None) -> None:
    assert retry_after_seconds(written) == seconds


def test_retry_after_as_a_date() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert retry_after_seconds(format_datetime(now + timedelta(minutes=2), usegmt=True), now) == 120
    assert retry_after_seconds(format_datetime(now - timedelta(minutes=2), usegmt=True), now) == 0


class ConditionalHandler(BaseHTTPRequestHandler):
    """A page with a validator."""

    def do_GET(self) -> None:
        if self.headers.get("If-None-Match") == '"1"':
            self.send_response(304)
            self.end_headers()
            return
        body = b"<html><body><p>The page, over TLS or not.</p></body></html>"
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"1"')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def conditional_server():  # type: ignore[no-untyped-def]
    server = ThreadingHTTPServer(("127.0.0.1", 0), ConditionalHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_conditional_request(conditional_server: ThreadingHTTPServer) -> None:
    host = f"127.0.0.1:{conditional_server.server_port}"
    settings = FetchSettings(allowed_hosts=(host,))
    first = fetch(f"http://{host}/", settings=settings, gate=OpenGate())
    assert (first.outcome, first.etag) == (Outcome.FETCHED, '"1"')
    again = fetch(f"http://{host}/", settings=settings, gate=OpenGate(), etag=first.etag)
    assert again.outcome is Outcome.NOT_MODIFIED
    assert again.raw_bytes == b""
