"""robots.txt: what a host lets us ask for, and how slowly (RFC 9309; rules matched by Protego)."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from protego import Protego

ROBOTS_BYTES = 512 * 1024  # RFC 9309 asks for at least 500 KiB; the rest of a longer file is not read
KEEP_SECONDS = 24 * 3600
KEEP_FAILURE_SECONDS = 600  # a host whose robots.txt answers 5xx is asked again after ten minutes
# Every "*" of a rule may cost a pass over the path. Real rules have one or two; a rule with more is left out.
MOST_WILDCARDS = 8
LONGEST_RULE = 2000
MOST_RULES = 20_000


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """A host's robots.txt as far as we need it: its rules as text, or the reason we may not go on without it.

    `wait_reason` is set when the file could not be had (5xx): nothing may be fetched until it can.
    """

    text: str
    fetched_at: float
    wait_reason: str = ""

    @property
    def keep_seconds(self) -> int:
        return KEEP_FAILURE_SECONDS if self.wait_reason else KEEP_SECONDS


class RobotsCache(Protocol):
    """Where robots files are kept between fetches, by origin ("https://example.org"). `get` never returns a stale one."""

    def get(self, origin: str) -> RobotsFile | None: ...

    def put(self, origin: str, robots: RobotsFile) -> None: ...


class MemoryRobotsCache:
    """A cache for the threads of one process; the oldest of too many entries goes first."""

    def __init__(self, clock: Callable[[], float] = time.time, most: int = 2000) -> None:
        self._clock = clock
        self._most = most
        self._files: dict[str, RobotsFile] = {}
        self._guard = threading.Lock()

    def get(self, origin: str) -> RobotsFile | None:
        with self._guard:
            robots = self._files.get(origin)
        if robots is None or self._clock() - robots.fetched_at > robots.keep_seconds:
            return None
        return robots

    def put(self, origin: str, robots: RobotsFile) -> None:
        with self._guard:
            self._files.pop(origin, None)
            self._files[origin] = robots
            while len(self._files) > self._most:
                del self._files[next(iter(self._files))]


class Rules:
    """The rules of one robots.txt, ready to be asked."""

    def __init__(self, text: str) -> None:
        self._protego = Protego.parse(bounded(text))

    def allow(self, url: str, user_agent: str) -> bool:
        return bool(self._protego.can_fetch(url, user_agent))

    def crawl_delay(self, user_agent: str) -> float:
        """Seconds the host asks to leave between requests, 0 when it asks for none."""
        delay = self._protego.crawl_delay(user_agent)
        return float(delay) if delay is not None and delay > 0 else 0.0


def bounded(text: str) -> str:
    """The robots file without rules that would be costly to match."""
    lines = text.splitlines()[:MOST_RULES]
    return "\n".join(line for line in lines if len(line) <= LONGEST_RULE and line.count("*") <= MOST_WILDCARDS)
