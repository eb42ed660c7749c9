"""A time limit that ends even an exchange kept alive byte by byte."""

import contextlib
import socket
import threading
import time
from types import TracebackType


class Deadline:
    """Seconds left of a fetch. Time spent waiting for a turn can be given back with `extend`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends_at = time.monotonic() + seconds

    @property
    def remaining(self) -> float:
        return self._ends_at - time.monotonic()

    @property
    def is_over(self) -> bool:
        return self.remaining <= 0

    def extend(self, seconds: float) -> None:
        self._ends_at += seconds


class Watchdog:
    """Shuts the sockets it watches when the deadline comes.

    A socket timeout bounds one read, and a server that sends a byte a second passes it for ever; shutting the socket
    ends header reading, body reading and TLS alike. Used as a context around one exchange.
    """

    def __init__(self, deadline: Deadline) -> None:
        self._sockets: list[socket.socket] = []
        self._guard = threading.Lock()
        self._has_fired = False
        self._timer = threading.Timer(max(0.0, deadline.remaining), self._fire)
        self._timer.daemon = True

    def __enter__(self) -> "Watchdog":
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._guard:
            for watched in self._sockets:
                with contextlib.suppress(OSError):
                    watched.close()
            self._sockets.clear()

    def watch(self, watched: socket.socket) -> None:
        with self._guard:
            self._sockets.append(watched)
            if self._has_fired:
                _shut(watched)

    def _fire(self) -> None:
        with self._guard:
            self._has_fired = True
            for watched in self._sockets:
                _shut(watched)


def _shut(watched: socket.socket) -> None:
    # The plain socket's method: SSLSocket.shutdown would drop the TLS state under a thread that is reading.
    with contextlib.suppress(OSError):
        socket.socket.shutdown(watched, socket.SHUT_RDWR)
