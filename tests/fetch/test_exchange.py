"""The heads of an exchange in the record: what went over the wire, as it went."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from factcheck.fetch import client
from factcheck.fetch.exchange import request_head
from factcheck.fetch.result import Outcome
from tests.fetch.conftest import Internet


def test_request_head_is_what_was_sent(internet: Internet) -> None:
    result = internet.fetch("http://pub.test/page?x=a%20b&y=é#there")
    assert result.outcome is Outcome.FETCHED
    assert result.request_head.encode("latin-1") + b"\r\n" == internet.server.requests[-1]


def test_response_head_keeps_names_order_and_repetitions(internet: Internet) -> None:
    result = internet.fetch("http://pub.test/repeated")
    assert result.response_head == (
        "HTTP/1.1 200 Fine\r\nContent-Type: text/html\r\nX-One: a\r\nSet-Cookie: b=1\r\nx-one: c\r\n"
        "X-Folded: first second\r\nContent-Length: 20\r\n"
    )
    assert result.response_headers["x-one"] == "a, c"


def test_error_page_has_its_heads(internet: Internet) -> None:
    result = internet.fetch("http://pub.test/status?line=404%20Not%20Found")
    assert result.response_head.startswith("HTTP/1.1 404 Not Found\r\n")
    assert result.request_head.startswith("GET /status?line=404%20Not%20Found HTTP/1.1\r\nHost: pub.test\r\n")


def test_what_never_connected_has_no_heads(internet: Internet) -> None:
    assert internet.fetch("http://10.0.0.1/").request_head == ""
    internet.dead.add("93.184.216.34")
    dead = internet.fetch("http://pub.test/page", robots=False)
    assert (dead.outcome, dead.request_head, dead.response_head) == (Outcome.UNREACHABLE, "", "")


def test_connection_that_broke_has_the_request_alone(internet: Internet) -> None:
    broken = internet.fetch("http://pub.test/reset", robots=False)
    assert broken.outcome is Outcome.UNREACHABLE
    assert broken.request_head.startswith("GET /reset HTTP/1.1\r\n") and broken.response_head == ""


@pytest.mark.parametrize(
    ("url", "host"), [("http://a.test:8080/x", "a.test:8080"), ("https://[2001:db8::1]/", "[2001:db8::1]")]
)
def test_host_header(url: str, host: str) -> None:
    assert f"\r\nHost: {host}\r\n" in request_head(url, {})


def test_clock_set_back_during_a_fetch_does_not_end_it_before_its_start(
    internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen on machines whose time server corrects them by more than a little."""
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    ask = client._Fetch._ask
    with time_machine.travel(noon, tick=False) as clock:

        def asked(self, *args):  # type: ignore[no-untyped-def]
            clock.move_to(noon - timedelta(hours=1))
            return ask(self, *args)

        monkeypatch.setattr(client._Fetch, "_ask", asked)
        result = internet.fetch("http://pub.test/page", robots=False)
    assert result.outcome is Outcome.FETCHED
    assert result.started_at == noon and result.ended_at >= noon
    assert result.elapsed_seconds >= 0
