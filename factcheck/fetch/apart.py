"""Reading files apart: in a process of its own, within limits of time and memory, so that a bad file ends that process
and not the one that asked.

Children are started when first needed, used for many files, and ended after a limit was passed. The result is that of
`read.read_document`, which this module never imports: the asking process needs no parsers.
"""

import atexit
import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factcheck.fetch.document import LARGEST_FILE, Document, too_large, unread
from factcheck.fetch.frames import DeadlinePassed, PipeClosed, receive, send
from factcheck.fetch.sniff import BINARY

logger = logging.getLogger(__name__)

MEGABYTE = 1 << 20
# Starting takes about a second of one core; a machine that can't in a minute has other worries.
START_SECONDS = 60.0
# On a busy machine a file's seconds of the processor take longer on the clock; this much longer is a guess.
WALL_FACTOR = 3
# A reader that broke down may have been ended by somebody else for another file's sake: it is tried once more.
TRIES = 2
CLOSING_SECONDS = 0.2  # an idle child ends within some milliseconds of its pipes
CHILD_MODULE = "factcheck.fetch.child"
PACKAGE_ROOT = Path(__file__).resolve().parents[2]
# The child needs none of the newsroom's secrets. What is handed on finds programs, libraries and the locale.
HANDED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TZ")


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """What reading one file may take.

    `seconds` is time of the processor; WALL_FACTOR times as much may pass on the clock. `memory_bytes` is the whole
    address space of a child, some 70 MB of it programs. `files` is how many files a child reads before another
    takes its place. At most `children` read at once in one process: two, so that one slow file does not keep all
    others waiting.
    """

    seconds: float = 20.0
    memory_bytes: int = 1024 * MEGABYTE
    files: int = 1000
    children: int = 2

    @property
    def wall_seconds(self) -> float:
        return self.seconds * WALL_FACTOR


DEFAULT_LIMITS = ReadLimits()


class ReaderFailed(Exception):
    """A file was not read; the message is the sentence for people."""


class ReaderBroke(Exception):
    """The child ended, or never began, without a limit being the reason."""


def read_apart(
    raw_bytes: bytes, *, content_type: str = "", name: str = "", url: str = "", limits: ReadLimits = DEFAULT_LIMITS
) -> Document:
    """The document the bytes hold, read in another process. Arguments as for `read.read_document`; nothing is raised.

    A file that passed a limit comes back with empty texts, quality 0 and a `problem` that names the limit.
    """
    if len(raw_bytes) > LARGEST_FILE:
        return too_large(raw_bytes)
    about = {"content_type": content_type, "name": name, "url": url}
    times = {"seconds": str(limits.seconds), "wall_seconds": str(limits.wall_seconds)}
    try:
        return _pool(limits).read(json.dumps(about | times).encode(), raw_bytes)
    except ReaderFailed as failure:
        return unread(BINARY, "none", str(failure))


class Child:
    """A process that reads files, and the pipes to it."""

    def __init__(self, limits: ReadLimits) -> None:
        self.limits = limits
        self.files = 0
        environment = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
        try:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", "-m", CHILD_MODULE, str(limits.memory_bytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                env={**environment, "PYTHONPATH": str(PACKAGE_ROOT)},
                start_new_session=True,  # Ctrl-C in the starter's terminal must not reach it half started
            )
        except OSError as error:
            raise ReaderBroke(f"could not be started: {error.strerror or error}") from error
        assert self.process.stdin is not None and self.process.stdout is not None
        self.requests, self.answers = self.process.stdin.fileno(), self.process.stdout.fileno()
        os.set_blocking(self.requests, False)
        os.set_blocking(self.answers, False)

    def await_start(self) -> None:
        """Return when the child has loaded its readers: that time is not the file's. Raises ReaderBroke."""
        try:
            receive(self.answers, time.monotonic() + START_SECONDS)
        except (PipeClosed, DeadlinePassed) as error:
            raise ReaderBroke(f"could not be started{self.end()}") from error

    def read(self, about: bytes, raw_bytes: bytes) -> Document:
        """The document. Raises ReaderFailed for a limit passed, ReaderBroke for any other end of the child."""
        self.files += 1
        ends_at = time.monotonic() + self.limits.wall_seconds
        try:
            send(self.requests, [about, raw_bytes], ends_at)
            answer = receive(self.answers, ends_at)
        except DeadlinePassed as error:
            self.end()
            raise ReaderFailed(_too_slow(self.limits.wall_seconds)) from error
        except PipeClosed as error:
            ended_by = self.end()
            if self.process.returncode == -signal.SIGPROF:
                raise ReaderFailed(_too_slow(self.limits.seconds)) from error
            raise ReaderBroke(f"broke down on the file{ended_by}") from error
        if answer.get("failed") == "memory":
            self.end()
            megabytes = self.limits.memory_bytes // MEGABYTE
            raise ReaderFailed(f"The file needed more than {megabytes} MB of memory to be read.")
        try:
            for level, line in answer["logged"]:  # type: ignore[attr-defined]
                logger.log(level, "reader: %s", line)
            return Document.from_fields(answer["document"])
        except (KeyError, TypeError, ValueError) as error:
            raise ReaderBroke(f"answered with something that is no document{self.end()}") from error

    def end(self) -> str:
        """End the child and wait for it, so that no zombie is left. What ended it, in words to put behind a sentence.

        An idle child ends by itself when its pipes do, and one whose pipe broke has a status of its own; any other is
        killed.
        """
        self.close_pipes()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(CLOSING_SECONDS)
        self.process.kill()
        status = self.process.wait()
        return f" (signal {-status})" if status < 0 else f" (status {status})"

    def close_pipes(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def abandon(self) -> None:
        """Forget a child of another process: the pipes are closed here, the child and its end are not ours."""
        self.close_pipes()
        self.process.returncode = 0


def _too_slow(seconds: float) -> str:
    return f"The file needed more than {seconds:g} seconds to be read."


class Pool:
    """The children of this process under one set of limits. Safe to use from many threads."""

    def __init__(self, limits: ReadLimits) -> None:
        self.limits = limits
        self._turns = threading.BoundedSemaphore(limits.children)
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._all: set[Child] = set()

    def read(self, about: bytes, raw_bytes: bytes) -> Document:
        """The document of a file, tried again in a new child where one broke down. Raises ReaderFailed."""
        broke = ""
        with self._turns:
            for _ in range(TRIES):
                try:
                    with self._child() as child:
                        return child.read(about, raw_bytes)
                except ReaderBroke as error:
                    broke = str(error)
                    logger.warning("the reader process %s", error)
        raise ReaderFailed(f"The file could not be read: its reader {broke}.")

    def end(self) -> None:
        """End all children, busy ones too."""
        with self._lock:
            children, self._all, self._idle = list(self._all), set(), []
        for child in children:
            child.end()

    def abandon(self) -> None:
        for child in self._all:
            child.abandon()

    @contextlib.contextmanager
    def _child(self) -> Iterator[Child]:
        """An idle child or a new one. It is kept for the next file, unless anything at all went wrong with it."""
        with self._lock:
            child = self._idle.pop() if self._idle else None
        if child is not None and child.process.poll() is not None:
            self._drop(child)
            child = None
        is_new = child is None
        if child is None:
            child = Child(self.limits)
            with self._lock:
                self._all.add(child)
        is_reusable = False
        try:
            if is_new:
                child.await_start()
            yield child
            is_reusable = child.files < self.limits.files
        finally:
            # Also after Ctrl-C or a task's time limit in the middle: the answer still to come would be another file's.
            if is_reusable:
                with self._lock:
                    self._idle.append(child)
            else:
                self._drop(child)

    def _drop(self, child: Child) -> None:
        child.end()
        with self._lock:
            self._all.discard(child)


_pools: dict[ReadLimits, Pool] = {}
_pools_lock = threading.Lock()


def end_children() -> None:
    """End every child of this process; the next file starts a new one."""
    with _pools_lock:
        pools = list(_pools.values())
        _pools.clear()
    for pool in pools:
        pool.end()


def _pool(limits: ReadLimits) -> Pool:
    with _pools_lock:
        return _pools.setdefault(limits, Pool(limits))


def _forget_in_fork() -> None:
    """A forked process (a prefork worker) starts children of its own; locks may have been held when it was made."""
    global _pools, _pools_lock
    inherited, _pools, _pools_lock = _pools, {}, threading.Lock()
    for pool in inherited.values():
        pool.abandon()


os.register_at_fork(after_in_child=_forget_in_fork)
atexit.register(end_children)
