"""robots.txt: what a host lets us ask for, and how slowly (RFC 9309; rules matched by Protego)."""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from protego import Protego

ROBOTS_BYTES = 512 * 1024  # RFC 9309 asks for at least 500 KiB; the rest of a longer file is not read
KEEP_SECONDS = 24 * 3600
KEEP_FAILURE_SECONDS = 600  # a host whose robots.txt answers 5xx, naming no longer time, is asked again after it
LONGEST_CRAWL_DELAY_SECONDS = 60.0
AGENT_LINE = re.compile(r"^[ \t]{0,20}user[- ]?agent[ \t]{0,20}:?[ \t]{0,20}(.{0,200})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """A host's robots.txt as far as we need it: its rules as text, or the reason we may not go on without it.

    `wait_reason` is set when the file could not be had (5xx): nothing may be fetched for `wait_seconds`, then it is
    asked for again.
    """

    text: str
    fetched_at: float
    wait_reason: str = ""
    wait_seconds: int = KEEP_FAILURE_SECONDS

    @property
    def keep_seconds(self) -> int:
        return self.wait_seconds if self.wait_reason else KEEP_SECONDS


class RobotsCache(Protocol):
    """Where robots files are kept between fetches, by origin ("https://example.org"); `get` returns no stale one."""

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

    def clear(self) -> None:
        with self._guard:
            self._files.clear()


class Rules:
    """The rules of one robots.txt for one User-Agent, ready to be asked."""

    def __init__(self, text: str, user_agent: str) -> None:
        self._user_agent = user_agent
        self._protego = Protego.parse(of_interest(text, user_agent))

    def allow(self, url: str) -> bool:
        return bool(self._protego.can_fetch(url, self._user_agent))

    @property
    def crawl_delay_seconds(self) -> float:
        """What the host asks to leave between requests, capped; 0 when it asks for nothing."""
        delay = self._protego.crawl_delay(self._user_agent)
        return min(float(delay), LONGEST_CRAWL_DELAY_SECONDS) if delay is not None and delay > 0 else 0.0


@lru_cache(maxsize=32)
def rules_for(text: str, user_agent: str) -> Rules:
    """The rules of a robots file, parsed once for the fetches of a host that follow each other."""
    return Rules(text, user_agent)


def of_interest(text: str, user_agent: str) -> str:
    """The robots file with agents that are not us under one name.

    The parser adds every rule to every agent of its group: thousands of agents and thousands of rules in a hostile file
    would cost their product.
    """
    ours = user_agent.lower()
    lines = []
    for line in text[:ROBOTS_BYTES].splitlines():
        agent = AGENT_LINE.match(line)
        name = agent[1].partition("#")[0].strip().lower() if agent else ""
        is_other = bool(agent) and name != "*" and name.replace("*", "") not in ours
        lines.append("User-agent: some-other-agent" if is_other else line)
    return "\n".join(lines)
