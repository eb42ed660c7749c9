"""Manners towards hosts: one visit at a time, a gap between visits, Retry-After obeyed, a breaker after failures.

A visit is what one fetch asks of one host: its robots.txt when that is not known yet, the page, and redirects within
the host. `MemoryHostGate` serves one process; several workers share a gate that keeps the same promises in a database.
"""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from factcheck.fetch.exceptions import HostMustWait

BREAKER_FAILURES = 5
FIRST_BACKOFF_SECONDS = 10.0
# After a 429 or 503 that names no time. A guess: browsers' users would have tried again, a machine should not yet.
BUSY_BACKOFF_SECONDS = 60.0
LONGEST_BACKOFF_SECONDS = 24 * 3600.0
LONGEST_RETRY_AFTER_SECONDS = 24 * 3600

# Seconds, or how to find them out when the turn has come: the visit before may have read the host's Crawl-delay.
Gap = float | Callable[[], float]


class HostGate(Protocol):
    """Who may visit a host when. `host` is "name" or "name:port", lower case (`policy.Target.gate_host`)."""

    def wait_turn(self, host: str, gap_seconds: Gap) -> AbstractContextManager[None]:
        """A context in which the caller alone visits the host; entering it sleeps until the turn comes.

        The turn comes once no other visit is under way and `gap_seconds` have passed since the last one ended.
        Raises HostMustWait where Retry-After or an open breaker forbids the visit, or the turn is too far off.
        """
        ...

    def record_success(self, host: str) -> None:
        """Close the breaker and forget failures."""
        ...

    def record_failure(self, host: str) -> None:
        """Count a failed visit; the fifth in a row opens the breaker for a growing, jittered time."""
        ...

    def retry_after(self, host: str, seconds: float) -> None:
        """Forbid visits for so many seconds: the host asked for it."""
        ...

    def back_off(self, host: str) -> float:
        """Count a visit the host was too busy for and did not say until when; forbid visits for the seconds returned,
        which grow with each in a row.
        """
        ...


def gap_in_seconds(gap: Gap) -> float:
    return gap() if callable(gap) else gap


def backoff_seconds(
    failures: int,
    pick: Callable[[float, float], float] = random.uniform,
    first_seconds: float = FIRST_BACKOFF_SECONDS,
) -> float:
    """Seconds to stay away after so many failures in a row: exponential with full jitter, never under a tenth."""
    # 2**20 first backoffs is far beyond the ceiling; the bound keeps the power from overflowing a float.
    ceiling = min(LONGEST_BACKOFF_SECONDS, first_seconds * 2.0 ** min(failures - 1, 20))
    return pick(ceiling / 10, ceiling)


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    left_at: float = float("-inf")  # when the last visit ended
    closed_until: float = float("-inf")  # Retry-After or breaker
    failures: int = 0


class MemoryHostGate:
    """A gate for the threads of one process.

    `patience_seconds` is the longest wait for a turn. `clock` and `sleep` are for tests.
    """

    def __init__(
        self,
        patience_seconds: float = 120.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.patience_seconds = patience_seconds
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()

    @contextmanager
    def wait_turn(self, host: str, gap_seconds: Gap) -> Iterator[None]:
        state = self._state(host)
        self._refuse_while_closed(host, state)
        if not state.lock.acquire(timeout=self.patience_seconds):
            raise HostMustWait(f"{host} is busy with other fetches of ours", gap_in_seconds(gap_seconds))
        try:
            self._refuse_while_closed(host, state)  # the visit we queued behind may have been told to wait
            wait = state.left_at + gap_in_seconds(gap_seconds) - self._clock()
            if wait > self.patience_seconds:
                raise HostMustWait(f"the next turn at {host} is {wait:.0f} seconds away", wait)
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                state.left_at = self._clock()
        finally:
            state.lock.release()

    def record_success(self, host: str) -> None:
        self._state(host).failures = 0

    def record_failure(self, host: str) -> None:
        state = self._state(host)
        state.failures += 1
        if state.failures >= BREAKER_FAILURES:
            self.retry_after(host, backoff_seconds(state.failures - BREAKER_FAILURES + 1))

    def retry_after(self, host: str, seconds: float) -> None:
        state = self._state(host)
        state.closed_until = max(state.closed_until, self._clock() + min(seconds, LONGEST_RETRY_AFTER_SECONDS))

    def back_off(self, host: str) -> float:
        state = self._state(host)
        state.failures += 1
        seconds = backoff_seconds(state.failures, first_seconds=BUSY_BACKOFF_SECONDS)
        self.retry_after(host, seconds)
        return seconds

    def _state(self, host: str) -> _Host:
        with self._guard:
            return self._hosts.setdefault(host, _Host())

    def _refuse_while_closed(self, host: str, state: _Host) -> None:
        wait = state.closed_until - self._clock()
        if wait > 0:
            raise HostMustWait(f"{host} asked us to wait, or failed too often: next try in {wait:.0f} seconds", wait)
