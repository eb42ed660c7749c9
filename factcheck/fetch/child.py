"""The process that reads files: `python -m factcheck.fetch.child MEMORY_BYTES`, started and ended by `apart`.

It takes one file after the other from standard input and answers on standard output (`frames`). It ends when its
standard input does, so none is left when the process that started it dies in whatever way.
"""

import json
import logging
import os
import resource
import signal
import sys
from collections.abc import Sequence
from typing import BinaryIO

from factcheck.fetch.frames import read_frame, write_frame
from factcheck.fetch.read import read_or_fail

# The starter ends a child that is late; should the starter be dead, the child's own alarm does, so much later.
ALARM_GRACE_SECONDS = 2.0
# The default actions of both alarms end the process, even inside a loop of C code no Python handler could leave.
ALARMS = (signal.ITIMER_PROF, signal.ITIMER_REAL)


class Remembered(logging.Handler):
    """Keeps what readers log, to be sent along with the answer and logged by the process with the log's settings."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append((record.levelno, self.format(record)[:10_000]))

    def taken(self) -> list[tuple[int, str]]:
        lines, self.lines = self.lines, []
        return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Read files until there are no more. The exit status is 0, or 1 after a file that needed too much memory."""
    memory_bytes = int((arguments or sys.argv[1:])[0])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the starter; its end closes the pipe
    requests, answers = _pipes()
    logged = Remembered()
    logging.getLogger().addHandler(logged)
    limit_memory(memory_bytes)
    write_frame(answers, b'{"ready": true}')
    while (about := read_frame(requests)) is not None and (raw_bytes := read_frame(requests)) is not None:
        try:
            answer = _answer(json.loads(about), raw_bytes, logged)
        except MemoryError:
            write_frame(answers, b'{"failed": "memory"}')
            return 1  # what is left of the heap is of no use to the next file
        finally:
            for alarm in ALARMS:
                signal.setitimer(alarm, 0)
        write_frame(answers, answer)
    return 0


def limit_memory(memory_bytes: int) -> None:
    """Let this process have so much memory and leave no core file. Systems without such a limit do without."""
    for name, limit in (("RLIMIT_AS", memory_bytes), ("RLIMIT_DATA", memory_bytes), ("RLIMIT_CORE", 0)):
        try:
            kind = getattr(resource, name)
            _, hard = resource.getrlimit(kind)
            allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(kind, (allowed, allowed))
        except (AttributeError, OSError, ValueError):
            continue  # macOS refuses RLIMIT_AS; the time limit holds there all the same


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """The streams of requests and answers, out of the way of whatever a library prints or asks."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return requests, answers


def _answer(about: dict[str, str], raw_bytes: bytes, logged: Remembered) -> bytes:
    signal.setitimer(signal.ITIMER_PROF, float(about.pop("seconds")))
    signal.setitimer(signal.ITIMER_REAL, float(about.pop("wall_seconds")) + ALARM_GRACE_SECONDS)
    document = read_or_fail(raw_bytes, **about)
    return json.dumps({"document": document.as_fields(), "logged": logged.taken()}).encode("ascii")


if __name__ == "__main__":
    sys.exit(main())
