"""Several long-running commands as one: started together, ended together, none left behind."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

POLL_SECONDS = 0.1


class Processes:
    """Child processes by name. Each leads a process group of its own, so that Ctrl-C in the terminal reaches only us,
    and so that ending one ends what it started in turn.
    """

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], keep_open: Sequence[int] = ()
    ) -> None:
        """Start a command. `keep_open`: file descriptors it inherits."""
        self._running[name] = subprocess.Popen(  # noqa: S603 - our own commands, no shell
            command, env=dict(environment), pass_fds=keep_open, start_new_session=True, stdin=subprocess.DEVNULL
        )

    def watch(self, is_over: Callable[[], bool]) -> tuple[str, int] | None:
        """Waits until `is_over` says so (None), or until a process ends by itself (its name and exit status)."""
        while not is_over():
            for name, process in self._running.items():
                status = process.poll()
                if status is not None:
                    return name, status
            time.sleep(POLL_SECONDS)
        return None

    def stop(self, patience_seconds: float, is_impatient: Callable[[], bool] = lambda: False) -> list[str]:
        """Ask all to end, wait, then end them by force. Returns the names of those that had to be forced."""
        for process in self._running.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + patience_seconds
        while self._alive() and time.monotonic() < deadline and not is_impatient():
            time.sleep(POLL_SECONDS)
        forced = self._alive()
        for process in self._running.values():
            # Also when the leader is gone: a child of it (the worker's clock) may not be.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return forced

    def _alive(self) -> list[str]:
        return [name for name, process in self._running.items() if process.poll() is None]
