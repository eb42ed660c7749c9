"""A made-up internet for the fetch tests: names, addresses and one server, all of it on the loopback."""

import socket
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest

from factcheck.fetch.client import fetch
from factcheck.fetch.politeness import Gap
from factcheck.fetch.result import FetchResult
from factcheck.fetch.robots import MemoryRobotsCache
from factcheck.fetch.settings import FetchSettings
from tests.fetch.hostile_server import HostileServer

PUBLIC = "93.184.216.34"
PUBLIC_IPV6 = "2606:2800:220:1::1"


class OpenGate:
    """A gate that lets everybody through at once and remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def wait_turn(self, host: str, gap_seconds: Gap) -> AbstractContextManager[None]:
        return nullcontext()

    def record_success(self, host: str) -> None:
        self.told.append((host, "success"))

    def record_failure(self, host: str) -> None:
        self.told.append((host, "failure"))

    def retry_after(self, host: str, seconds: float) -> None:
        self.told.append((host, f"retry after {seconds:g}"))

    def back_off(self, host: str) -> float:
        self.told.append((host, "back off"))
        return 90.0


class Internet:
    """Names and what they resolve to, and every connection that was tried. Connections end at the hostile server.

    `names` holds successive answers a name; the last one stays. An address in `dead` can't be reached; one in
    `black_holes` never answers.
    """

    def __init__(self, server: HostileServer) -> None:
        self.server = server
        self.names: dict[str, list[list[str]]] = {"pub.test": [[PUBLIC]]}
        self.dead: set[str] = set()
        self.black_holes: set[str] = set()
        self.connected: list[str] = []
        self.asked: list[str] = []
        self.gate = OpenGate()

    def fetch(self, url: str, *, seconds: float = 3.0, robots: bool = True, **settings: Any) -> FetchResult:
        allowed = FetchSettings(deadline_seconds=seconds, obeys_robots=robots, **settings)
        return fetch(url, settings=allowed, gate=self.gate, robots_cache=MemoryRobotsCache())

    def getaddrinfo(self, host: str | bytes, port: object, *args: object, **kwargs: object) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else host
        self.asked.append(name)
        answers = self.names.get(name.rstrip(".").lower())
        if answers is None:
            # Names and spellings the test did not define resolve as on a usual machine, without asking the network.
            return REAL_GETADDRINFO(name, 80, socket.AF_UNSPEC, socket.SOCK_STREAM, 0, self._flags(name))
        current = answers.pop(0) if len(answers) > 1 else answers[0]
        return [_entry(address) for address in current]

    def _flags(self, name: str) -> int:
        return 0 if name.rstrip(".") == "localhost" else socket.AI_NUMERICHOST

    def connect(self, connecting: socket.socket, address: Any) -> None:
        self.connected.append(address[0])
        if address[0] in self.black_holes:
            time.sleep(min(connecting.gettimeout() or 60.0, 5.0))
            raise TimeoutError("timed out")
        if address[0] in self.dead:
            raise OSError(101, "Network is unreachable")
        is_ipv6 = connecting.family == socket.AF_INET6
        REAL_CONNECT(connecting, ("::1", self.server.port, 0, 0) if is_ipv6 else ("127.0.0.1", self.server.port))


REAL_GETADDRINFO = socket.getaddrinfo
REAL_CONNECT = socket.socket.connect


def _entry(address: str) -> tuple[Any, ...]:
    if ":" in address:
        return (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, 80, 0, 0))
    return (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))


@pytest.fixture(scope="session")
def hostile_server() -> Iterator[HostileServer]:
    server = HostileServer()
    yield server
    server.close()


@pytest.fixture
def internet(hostile_server: HostileServer, monkeypatch: pytest.MonkeyPatch) -> Internet:
    made_up = Internet(hostile_server)
    hostile_server.requests.clear()
    hostile_server.answers.clear()
    monkeypatch.setattr(socket, "getaddrinfo", made_up.getaddrinfo)
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: made_up.connect(self, address))
    return made_up
