"""The one door to the network: every outbound request of the product goes through here.

A fetch passes, for each hop, the URL policy, the address policy, the host gate, robots.txt, a connection to a judged
address, and a bounded reading of the answer. Redirects are followed by hand so that every hop passes all of them.
"""

import contextlib
import hashlib
import logging
import math
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

from factcheck.fetch.answers import judge_status, retry_after_seconds
from factcheck.fetch.connection import PlainSession, resolve
from factcheck.fetch.deadline import Deadline
from factcheck.fetch.decode import decode
from factcheck.fetch.exceptions import FetchError, FetchRefused
from factcheck.fetch.exchange import Answer, ExchangeFailed, exchange, request_head
from factcheck.fetch.policy import Target, check_url, permitted_addresses
from factcheck.fetch.politeness import HostGate, MemoryHostGate
from factcheck.fetch.result import FetchResult, Hop, Outcome
from factcheck.fetch.robots import (
    KEEP_FAILURE_SECONDS,
    ROBOTS_BYTES,
    MemoryRobotsCache,
    RobotsCache,
    RobotsFile,
    rules_for,
)
from factcheck.fetch.settings import FetchSettings

logger = logging.getLogger(__name__)

ACCEPT = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.8"
# Outcomes that tell of a host in trouble, which its breaker should count.
HOST_FAILURES = frozenset({Outcome.SERVER_ERROR, Outcome.UNREACHABLE, Outcome.TIMED_OUT})
# Outcomes of a host that is well, without the page.
HOST_ANSWERS = frozenset({Outcome.NOT_FOUND, Outcome.GONE})
ROBOTS_SHARE = 0.5  # of the deadline: a robots.txt that hangs must leave time to say so

# Before a host browsers take any number of slashes for two (WHATWG URL, "special authority ignore slashes state").
MORE_SLASHES = re.compile(r"^(https?:)?/{3,}", re.IGNORECASE)
HEADER_BREAKERS = re.compile(r"[\x00-\x1f\x7f]")

_process_gate = MemoryHostGate()
_process_robots = MemoryRobotsCache()


def fetch(
    url: str,
    *,
    settings: FetchSettings,
    etag: str = "",
    last_modified: str = "",
    headers: Mapping[str, str] | None = None,
    gate: HostGate | None = None,
    robots_cache: RobotsCache | None = None,
    page_slots: AbstractContextManager[object] | None = None,
) -> FetchResult:
    """The result of fetching `url`; every failure is a result with its outcome and reason, nothing is raised.

    `etag` and `last_modified` are the server's own words from an earlier fetch and make the request conditional.
    `headers` are sent besides ours, and to no other host that a redirect leads to: one may be a key.
    Without `gate` and `robots_cache` those of this process are used. A page is asked for inside `page_slots`, if given.
    """
    conditions = _sendable({"If-None-Match": etag, "If-Modified-Since": last_modified})
    under_way = _Fetch(url, settings, gate or _process_gate, robots_cache or _process_robots)
    under_way.more_headers = _sendable(headers or {})
    under_way.page_slots = page_slots or contextlib.nullcontext()
    return under_way.result(conditions)


class _Fetch:
    """One fetch under way: its hops, its time, and what is known for the record should it fail."""

    more_headers: Mapping[str, str]
    page_slots: AbstractContextManager[object]

    def __init__(self, url: str, settings: FetchSettings, gate: HostGate, robots_cache: RobotsCache) -> None:
        self.url = url
        self.settings = settings
        self.gate = gate
        self.robots_cache = robots_cache
        self.session = PlainSession()
        self.deadline = Deadline(settings.deadline_seconds)
        self.started_at = datetime.now(UTC)
        self.started_ticks = time.monotonic()
        self.hops: list[Hop] = []
        self.addresses: dict[tuple[str, int, bool], list[str]] = {}
        self.headers: dict[str, str] = {}
        self.robots = "not asked"
        self.answer: Answer | None = None

    def result(self, conditions: dict[str, str]) -> FetchResult:
        """The whole fetch as a result."""
        try:
            answer = self._follow(conditions)
        except ExchangeFailed as failure:
            self.hops.append(failure.hop)
            return self._record(failure.outcome, failure.reason, failure.retry_after_seconds)
        except FetchError as failure:
            return self._record(failure.outcome, failure.reason, failure.retry_after_seconds)
        except Exception:
            # The network can always find one more way to fail; a worker must survive it and say so.
            logger.exception("fetch failed in an unforeseen way")
            return self._record(Outcome.UNREADABLE, "The answer could not be handled.")
        finally:
            self.session.close()
        host = answer.target.host
        if answer.status == 304:
            return self._record(Outcome.NOT_MODIFIED, f"{host} says our copy still stands.")
        if answer.body.cut_reason:
            return self._record(Outcome.INCOMPLETE, f"{host} sent only a part of the page: {answer.body.cut_reason}.")
        if not answer.body.raw_bytes:
            outcome = Outcome.UNREADABLE if answer.body.has_known_end else Outcome.INCOMPLETE
            return self._record(outcome, f"{host} sent an empty page.")
        return self._record(Outcome.FETCHED, f"{host} sent the page.")

    def _follow(self, conditions: dict[str, str]) -> Answer:
        """The answer at the end of the redirects; raises FetchError when there is none to read."""
        target = self._target(self.url)
        while True:
            answer = self._visit(target, conditions)
            if not answer.redirect_location:
                return answer
            target, conditions, self.more_headers = self._next_target(answer), {}, {}

    def _visit(self, target: Target, conditions: dict[str, str]) -> Answer:
        """The last answer of one visit to a host: robots.txt if unknown, the page, redirects within the host.

        The turn is given up before another host is asked, so two fetches can't wait for each other.
        """
        host = target.gate_host
        with self._turn(target):
            while True:
                self._heed_robots(target)
                answer = self._ask(target, conditions)
                if not answer.redirect_location:
                    self._raise_for(answer, is_conditional=bool(conditions))
                    return answer
                following = self._next_target(answer)
                if following.gate_host != host:
                    return answer
                if following.scheme != "https" and target.scheme == "https":
                    self.more_headers = {}
                target, conditions = following, {}  # validators belong to the address they came from

    @contextlib.contextmanager
    def _turn(self, target: Target) -> Iterator[None]:
        """Our turn at the host; how the visit went is told to the gate, the wait is not counted as fetching."""
        host = target.gate_host
        asked_at = time.monotonic()
        with self.gate.wait_turn(host, lambda: self._gap_seconds(target)):
            self.deadline.extend(time.monotonic() - asked_at)
            try:
                yield
            except FetchError as failure:
                self._tell_gate(host, failure)
                raise
            self.gate.record_success(host)

    def _tell_gate(self, host: str, failure: FetchError) -> None:
        if failure.retry_after_seconds is not None:
            self.gate.retry_after(host, failure.retry_after_seconds)
        elif failure.outcome is Outcome.RETRY_LATER:
            failure.retry_after_seconds = math.ceil(self.gate.back_off(host))
        elif failure.outcome in HOST_FAILURES:
            self.gate.record_failure(host)
        elif failure.outcome in HOST_ANSWERS:
            self.gate.record_success(host)

    def _target(self, url: str) -> Target:
        """The judged target of a URL, its addresses resolved and judged too."""
        try:
            return self._judged(url)
        except FetchError:
            self.hops.append(Hop(url, None, None))
            raise

    def _judged(self, url: str) -> Target:
        target = check_url(url, self.settings)
        key = (target.host, target.port, target.is_allow_listed)
        if key not in self.addresses:
            # Kept for the whole fetch: robots.txt, page and redirects go to the same judged addresses.
            found = resolve(target.host, target.port, self.deadline)
            self.addresses[key] = permitted_addresses(target, found)
        return target

    def _next_target(self, answer: Answer) -> Target:
        if len(self.hops) > self.settings.max_redirects:
            reason = f"{self.url} was redirected more than {self.settings.max_redirects} times."
            raise FetchError(Outcome.UNREACHABLE, reason)
        return self._target(_joined(answer))

    def _ask(self, target: Target, conditions: dict[str, str]) -> Answer:
        self.headers = {**self._common_headers(), "Accept": ACCEPT, **self.more_headers, **conditions}
        asked_at = time.monotonic()
        with self.page_slots:
            self.deadline.extend(time.monotonic() - asked_at)
            self.answer = self._exchange(target, self.headers, self.deadline)
        answer = self.answer
        self.hops.append(Hop(target.url, answer.status, answer.address, answer.request_head, answer.head))
        return answer

    def _exchange(
        self, target: Target, headers: dict[str, str], deadline: Deadline, most_bytes: int | None = None
    ) -> Answer:
        addresses = self.addresses[target.host, target.port, target.is_allow_listed]
        answer = exchange(self.session, target, addresses, headers, self.settings, deadline, most_bytes)
        # The address that answered goes first next time: a dead one before it is waited for once, not at every hop.
        addresses.sort(key=lambda address: address != answer.address)
        return answer

    def _common_headers(self) -> dict[str, str]:
        return {
            "User-Agent": self.settings.user_agent,
            "Accept-Language": self.settings.accept_language,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }

    def _raise_for(self, answer: Answer, *, is_conditional: bool) -> None:
        if answer.status == 304 and is_conditional:
            return
        failure = judge_status(answer.target.host, answer.status, answer.headers, answer.body.raw_bytes)
        if failure is not None:
            raise failure

    def _gap_seconds(self, target: Target) -> float:
        known = self.robots_cache.get(target.origin) if self.settings.obeys_robots else None
        delay = rules_for(known.text, self.settings.user_agent).crawl_delay_seconds if known else 0.0
        return max(self.settings.gap_seconds, delay)

    def _heed_robots(self, target: Target) -> None:
        """Raise FetchError where the host's robots.txt forbids the target, or can't be had for now."""
        if not self.settings.obeys_robots:
            self.robots = "ignored"
            return
        robots = self.robots_cache.get(target.origin)
        if robots is None:
            robots = self._asked_robots(target)
            self.robots_cache.put(target.origin, robots)
        if robots.wait_reason:
            self.robots = "unavailable"
            raise FetchError(Outcome.RETRY_LATER, robots.wait_reason, robots.keep_seconds)
        is_allowed = rules_for(robots.text, self.settings.user_agent).allow(target.url)
        self.robots = "allowed" if is_allowed else "forbidden"
        if not is_allowed:
            self.hops.append(Hop(target.url, None, None))
            raise FetchError(
                Outcome.ROBOTS, f"The robots.txt of {target.host} asks fetchers like this one to stay away."
            )

    def _asked_robots(self, target: Target) -> RobotsFile:
        """The host's robots.txt as it answers now (RFC 9309, 2.3.1): 4xx means no rules, 5xx means wait."""
        deadline = Deadline(max(0.0, self.deadline.remaining * ROBOTS_SHARE))
        answer: Answer | None = None
        for _ in range(self.settings.max_redirects + 1):
            try:
                asked = self._judged(_joined(answer) if answer else f"{target.origin}/robots.txt")
            except FetchRefused:
                break  # redirected to where we do not go: as good as none
            answer = self._exchange(asked, self._common_headers(), deadline, ROBOTS_BYTES)
            if answer.redirect_location:
                continue
            if answer.status == 429 or answer.status >= 500:
                reason = f"The robots.txt of {target.host} answered {answer.status}; until it can be read we stay away."
                asked_for = retry_after_seconds(answer.headers.get("retry-after", "")) or 0
                return RobotsFile("", time.time(), reason, max(KEEP_FAILURE_SECONDS, asked_for))
            text = decode(answer.body.raw_bytes, "charset=utf-8").text if answer.status == 200 else ""
            return RobotsFile(text, time.time())
        return RobotsFile("", time.time())

    def _record(self, outcome: Outcome, reason: str, retry_after_seconds: int | None = None) -> FetchResult:
        answer = self.answer
        last = self.hops[-1] if self.hops else Hop(self.url, None, None)
        is_answered = answer is not None and last.status is not None
        raw_bytes = answer.body.raw_bytes if answer is not None and is_answered else b""
        headers = answer.headers if answer is not None and is_answered else {}
        # The end by the clock that only goes forward: the other one may be set back while we wait.
        return FetchResult(
            url=self.url,
            outcome=outcome,
            reason=reason,
            started_at=self.started_at,
            ended_at=self.started_at + timedelta(seconds=time.monotonic() - self.started_ticks),
            status=last.status,
            final_url=last.url,
            hops=tuple(self.hops),
            content_type=headers.get("content-type", ""),
            raw_bytes=raw_bytes,
            sha256=hashlib.sha256(raw_bytes).hexdigest() if raw_bytes else "",
            is_complete=answer is not None
            and is_answered
            and not answer.may_be_cut
            and outcome is not Outcome.INCOMPLETE,
            request_headers=dict(self.headers),
            response_headers=headers,
            request_head=last.request_head or (request_head(last.url, self.headers) if last.address else ""),
            response_head=last.response_head,
            certificate_sha256=answer.certificate_sha256 if answer is not None and is_answered else None,
            robots=self.robots,
            retry_after_seconds=retry_after_seconds,
            etag=headers.get("etag", ""),
            last_modified=headers.get("last-modified", ""),
        )


def _joined(answer: Answer) -> str:
    """The absolute URL a redirect points to.

    Header bytes come as Latin-1. Servers mean UTF-8 by them; bytes that are not are escaped as they are.
    """
    location = answer.redirect_location
    try:
        location = location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        location = "".join(char if char.isascii() else f"%{ord(char):02X}" for char in location)
    location = MORE_SLASHES.sub(r"\1//", location.strip().replace(" ", "%20"))
    try:
        return urljoin(answer.target.url, location)
    except ValueError as error:
        raise FetchRefused(f"{answer.target.host} redirects to an address that cannot be read: {error}.") from error


def _sendable(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if value and not _breaks_header(value)}


def _breaks_header(value: str) -> bool:
    return bool(HEADER_BREAKERS.search(value)) or not value.isascii()
