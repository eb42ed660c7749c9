"""Processes as one: watched, stopped together, none left behind."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.management.processes import Processes

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
IGNORES_REQUESTS = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)",
]


@pytest.fixture
def processes() -> Iterator[Processes]:
    started = Processes()
    yield started
    started.stop(0)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").exists() is False or " Z " not in Path(f"/proc/{pid}/stat").read_text()


def test_one_that_ends_by_itself_is_named_with_its_status(processes: Processes) -> None:
    processes.start("sleeper", SLEEPS, os.environ)
    processes.start("ender", [sys.executable, "-c", "raise SystemExit(7)"], os.environ)

    assert processes.watch(lambda: False) == ("ender", 7)


def test_watching_is_over_when_asked(processes: Processes) -> None:
    processes.start("sleeper", SLEEPS, os.environ)

    assert processes.watch(lambda: True) is None


def test_all_are_stopped_and_none_is_forced(processes: Processes) -> None:
    for name in ("one", "two"):
        processes.start(name, SLEEPS, os.environ)
    pids = [process.pid for process in processes._running.values()]

    assert processes.stop(10) == []
    assert not any(is_running(pid) for pid in pids)


def test_one_that_does_not_listen_is_forced(processes: Processes, capfd: pytest.CaptureFixture[str]) -> None:
    processes.start("stubborn", IGNORES_REQUESTS, os.environ)
    deadline, shown = time.monotonic() + 10, ""
    while "ready" not in shown and time.monotonic() < deadline:
        shown += capfd.readouterr().out
        time.sleep(0.05)

    assert processes.stop(0.3) == ["stubborn"]


def test_what_a_process_started_ends_with_it(processes: Processes, tmp_path: Path) -> None:
    """A worker killed with -9 leaves its clock behind; the clock must not go on without it."""
    note = tmp_path / "pid"
    script = (
        "import subprocess, sys, pathlib, os, signal; "
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid)); os.kill(os.getpid(), signal.SIGKILL)"
    )
    processes.start("worker", [sys.executable, "-c", script], os.environ)

    assert processes.watch(lambda: False) == ("worker", -9)
    grandchild = int(note.read_text())
    processes.stop(1)

    deadline = time.monotonic() + 5
    while is_running(grandchild) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(grandchild)
