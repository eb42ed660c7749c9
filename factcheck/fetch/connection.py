"""Connections that go to addresses already judged: name resolution, dialling, and a `requests` adapter bound to both.

The host name still names the TLS certificate wanted (SNI and verification) and the Host header; it is just never
resolved again, so an answer that changes between check and connection (DNS rebinding) changes nothing.
"""

import contextlib
import hashlib
import http.client
import io
import ipaddress
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import requests
from certifi import where as public_authorities
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssl_ import create_urllib3_context

from factcheck.fetch.deadline import Deadline, Watchdog
from factcheck.fetch.exceptions import FetchError
from factcheck.fetch.policy import Target
from factcheck.fetch.result import Outcome

MOST_ADDRESSES = 8
MOST_INTERIM_ANSWERS = 20  # servers send one or two
ATTEMPT_GAP_SECONDS = 0.25  # "Connection Attempt Delay" of RFC 8305, section 5
LONGEST_LINE = 65_536
MOST_HEADERS = 1000  # pages with 120 cookies and preloads exist
HEAD_BYTES = 512 * 1024
FRAMING = frozenset({"content-length", "transfer-encoding", "connection", "keep-alive", "proxy-connection"})


def resolve(host: str, port: int, deadline: Deadline) -> list[str]:
    """The addresses of a host, IPv4 and IPv6 taking turns, the resolver's order kept within each.

    Raises FetchError (unreachable, timed_out). Asks in a thread because the system's resolver has no timeout.
    """
    with contextlib.suppress(ValueError):
        return [str(ipaddress.ip_address(host))]
    answers: list[str] = []
    failures: list[OSError] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.extend(str(entry[4][0]) for entry in found)
        except (OSError, UnicodeError) as error:
            failures.append(error if isinstance(error, OSError) else OSError(str(error)))

    thread = threading.Thread(target=ask, name="resolve", daemon=True)
    thread.start()
    thread.join(max(0.0, deadline.remaining))
    if thread.is_alive():
        raise FetchError(Outcome.TIMED_OUT, f"The name {host} was not resolved in {deadline.seconds:g} seconds.")
    if failures or not answers:
        raise FetchError(Outcome.UNREACHABLE, f"There is no host named {host} (name resolution failed).")
    return _taking_turns(answers)[:MOST_ADDRESSES]


def _taking_turns(addresses: list[str]) -> list[str]:
    """One address of each family in turn (RFC 8305), so that dead IPv6 costs one attempt, not all of them."""
    unique = list(dict.fromkeys(addresses))
    first = [address for address in unique if (":" in address) == (":" in unique[0])]
    second = [address for address in unique if (":" in address) != (":" in unique[0])]
    mixed: list[str] = []
    for index in range(max(len(first), len(second))):
        mixed += first[index : index + 1] + second[index : index + 1]
    return mixed


class Dial:
    """How one exchange reaches its host: the judged addresses tried in turn, within the deadline.

    After the connection `address` and `certificate_sha256` tell what was reached.
    """

    def __init__(
        self, addresses: list[str], port: int, connect_seconds: float, deadline: Deadline, dog: Watchdog
    ) -> None:
        self._addresses = addresses
        self._port = port
        self._connect_seconds = connect_seconds
        self._deadline = deadline
        self.dog = dog
        self.address: str | None = None
        self.failures = ""
        self.certificate_sha256: str | None = None

    @property
    def seconds_left(self) -> float:
        return self._deadline.remaining

    def connect(self) -> socket.socket:
        """A socket to the first address that answers; raises ConnectFailed when none does.

        Each address gets a head start before the next one is tried as well (RFC 8305): one that drops what it is sent
        costs a moment, not a timeout.
        """
        if len(self._addresses) == 1:
            return self._connect_alone(self._addresses[0])
        race = Race(self._connect)
        waiting, under_way, failures = list(self._addresses), 0, list[str]()
        try:
            while waiting or under_way:
                if waiting:
                    race.start(waiting.pop(0))
                    under_way += 1
                patience = ATTEMPT_GAP_SECONDS if waiting else max(0.05, self._deadline.remaining)
                arrival = race.next_arrival(patience)
                if arrival is None:
                    if waiting:
                        continue
                    break
                under_way -= 1
                address, connected = arrival
                if isinstance(connected, socket.socket):
                    return self._won(address, connected)
                failures.append(f"{address}: {connected.strerror or connected}")
        finally:
            race.end()
        self.failures = "; ".join(failures)
        raise ConnectFailed(self.failures)

    def _connect_alone(self, address: str) -> socket.socket:
        """A socket to the only address, without the threads of a race."""
        try:
            return self._won(address, self._connect(address))
        except OSError as error:
            self.failures = f"{address}: {error.strerror or error}"
            raise ConnectFailed(self.failures) from error

    def _won(self, address: str, connected: socket.socket) -> socket.socket:
        self.address = address
        self.dog.watch(connected)
        return connected

    def _connect(self, address: str) -> socket.socket:
        if self._deadline.is_over:
            raise TimeoutError("no time left")
        is_ipv6 = ":" in address
        attempt = socket.socket(socket.AF_INET6 if is_ipv6 else socket.AF_INET, socket.SOCK_STREAM)
        try:
            attempt.settimeout(max(0.05, min(self._connect_seconds, self._deadline.remaining)))
            attempt.connect((address, self._port, 0, 0) if is_ipv6 else (address, self._port))
            attempt.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            attempt.settimeout(max(0.05, self._deadline.remaining))
        except BaseException:
            attempt.close()
            raise
        return attempt


class Race:
    """Attempts to connect that run beside each other; those that come in after the end are closed."""

    def __init__(self, connect: Callable[[str], socket.socket]) -> None:
        self._connect = connect
        self._arrivals: queue.SimpleQueue[tuple[str, socket.socket | OSError]] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._is_over = False

    def start(self, address: str) -> None:
        threading.Thread(target=self._run, args=(address,), name="connect", daemon=True).start()

    def next_arrival(self, seconds: float) -> tuple[str, socket.socket | OSError] | None:
        """An address with its socket or its failure; None when none comes in so many seconds."""
        try:
            return self._arrivals.get(timeout=seconds)
        except queue.Empty:
            return None

    def end(self) -> None:
        with self._guard:
            self._is_over = True
        while (late := self.next_arrival(0.0)) is not None:
            if isinstance(late[1], socket.socket):
                late[1].close()

    def _run(self, address: str) -> None:
        try:
            connected = self._connect(address)
        except OSError as error:
            self._arrivals.put((address, error))
            return
        with self._guard:
            if self._is_over:
                connected.close()
            else:
                self._arrivals.put((address, connected))


class ConnectFailed(OSError):
    """No judged address could be connected to; the message lists each with its error."""


class FinalResponse(http.client.HTTPResponse):
    """The answer after the interim ones (RFC 9110, 15.2), its headers read as forgivingly as browsers do.

    The library skips 100 Continue only, and at a line that is no header it stops and takes the headers after it, the
    coding of the body among them, for nothing. So the head is read here; the library is handed the headers that tell
    where the body ends, and does the rest.
    """

    _wire: Any = None
    _head: http.client.HTTPMessage

    def begin(self) -> None:
        if self.headers is not None:
            return
        try:
            super().begin()
        finally:
            if self._wire is not None:
                self.fp, self._wire = self._wire, None
        self.headers = self.msg = self._head

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(MOST_INTERIM_ANSWERS):
            version, status, reason = super()._read_status()  # type: ignore[misc]  # not public, and stable since 2.7
            self._head = read_head(self.fp)
            if not 101 < status < 200 and status != 100:
                lines = "".join(f"{name}: {value}\r\n" for name, value in _framing(self._head))
                self._wire, self.fp = self.fp, io.BufferedReader(io.BytesIO(f"{lines}\r\n".encode("latin-1")))
                return version, status, reason
        raise http.client.HTTPException("too many interim answers")


def _framing(head: http.client.HTTPMessage) -> list[tuple[str, str]]:
    """The headers that tell where the body ends, chunks under the one spelling the library knows."""
    framing = [(name, value) for name, value in head.items() if name.lower() in FRAMING]
    written = ",".join(value for name, value in framing if name.lower() == "transfer-encoding").lower()
    codings = {coding.strip() for coding in written.split(",")} - {"", "identity"}
    if codings != {"chunked"}:
        return framing
    others = [(name, value) for name, value in framing if name.lower() != "transfer-encoding"]
    return [*others, ("Transfer-Encoding", "chunked")]


def read_head(wire: io.BufferedIOBase) -> http.client.HTTPMessage:
    """The headers up to the empty line, in their order. Lines that are no header are left out, folded ones joined.

    Raises HTTPException for a head beyond its bounds.
    """
    fields: list[tuple[str, str]] = []
    size = 0
    while True:
        line = wire.readline(LONGEST_LINE + 1)
        size += len(line)
        if len(line) > LONGEST_LINE or size > HEAD_BYTES or len(fields) > MOST_HEADERS:
            raise http.client.HTTPException("the headers are longer than any page's")
        text = line.decode("latin-1").replace("\r", " ")
        if not text.strip():
            break
        name, colon, value = text.partition(":")
        if text[0] in " \t":
            if fields:
                fields[-1] = (fields[-1][0], f"{fields[-1][1]} {text.strip()}")
        elif colon and name.strip():
            fields.append((name.strip(), value.strip()))
    head = http.client.HTTPMessage()
    for name, value in fields:
        head[name] = value
    return head


class PinnedHTTPConnection(HTTPConnection):
    """An HTTP connection opened by its dial."""

    response_class = FinalResponse

    def __init__(self, *args: Any, dial: Dial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._dial = dial

    def _new_conn(self) -> socket.socket:
        return self._dial.connect()


class PinnedHTTPSConnection(HTTPSConnection):
    """A TLS connection opened by its dial, verified against the host's name."""

    response_class = FinalResponse

    def __init__(self, *args: Any, dial: Dial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._dial = dial

    def _new_conn(self) -> socket.socket:
        return self._dial.connect()

    def connect(self) -> None:
        super().connect()
        if isinstance(self.sock, ssl.SSLSocket):
            self._dial.dog.watch(self.sock)  # the wrapped socket took over from the plain one
            certificate = self.sock.getpeercert(binary_form=True)
            self._dial.certificate_sha256 = hashlib.sha256(certificate).hexdigest() if certificate else None


class PinnedHTTPPool(HTTPConnectionPool):
    ConnectionCls = PinnedHTTPConnection


class PinnedHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = PinnedHTTPSConnection


class PinnedAdapter(HTTPAdapter):
    """Sends every request to one target's judged addresses, whatever URL it is given."""

    def __init__(self, target: Target, dial: Dial, ca_file: str = "") -> None:
        super().__init__(max_retries=0)
        if target.scheme == "https":
            context = tls_context(ca_file or public_authorities())
            self._pool: HTTPConnectionPool = PinnedHTTPSPool(
                target.host, target.port, dial=dial, ssl_context=context, cert_reqs="CERT_REQUIRED", maxsize=1
            )
        else:
            self._pool = PinnedHTTPPool(target.host, target.port, dial=dial, maxsize=1)

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> HTTPConnectionPool:
        return self._pool

    def cert_verify(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: the pool's TLS context verifies, and reading the authorities again would cost 20 ms a request."""

    def close(self) -> None:
        self._pool.close()
        super().close()


class PlainSession(requests.Session):
    """A session that takes nothing from the environment (proxies, .netrc) and follows nothing by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.headers.clear()

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        # With a target, requests reads the body of the redirect first, however long it is.
        return None


@lru_cache(maxsize=4)
def tls_context(ca_file: str) -> ssl.SSLContext:
    """A verifying TLS context trusting the authorities of a file; built once, as reading them is slow."""
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    context.load_verify_locations(ca_file)
    context.check_hostname = True
    return context


def open_response(
    session: PlainSession, target: Target, dial: Dial, headers: Mapping[str, str], ca_file: str = ""
) -> requests.Response:
    """The response of a GET with its body still unread. Raises what requests raises."""
    adapter = PinnedAdapter(target, dial, ca_file)
    session.mount(f"{target.scheme}://", adapter)
    request = session.prepare_request(requests.Request("GET", target.url, headers=dict(headers)))
    seconds = max(0.05, dial.seconds_left)
    return session.send(request, stream=True, allow_redirects=False, timeout=(seconds, seconds))
