"""Ten worker processes at one host: never two at once, never closer than the gap, nothing while it asked to wait."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

pytestmark = [pytest.mark.services, pytest.mark.slow]

WORKERS, PAGES = 10, 100
GAP_SECONDS = 0.1
# The 40th page is answered with 429 and this wish, once.
REFUSED, RETRY_AFTER_SECONDS = 40, 3


class CountingServer(ThreadingHTTPServer):
    """Notes when each request came and when it was answered, and how many were there at once."""

    request_queue_size = 64
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server_address[1]}"
        self.visits: list[tuple[float, float, str, int]] = []
        self.guard = threading.Lock()
        self.present = self.most_present = 0


class Handler(BaseHTTPRequestHandler):
    server: CountingServer

    def do_GET(self) -> None:
        with self.server.guard:
            came_at = time.monotonic()
            self.server.present += 1
            self.server.most_present = max(self.server.most_present, self.server.present)
            pages = sum(1 for visit in self.server.visits if visit[2] != "/robots.txt")
            refuses = self.path != "/robots.txt" and pages == REFUSED
        time.sleep(0.01)
        status = 404 if self.path == "/robots.txt" else 429 if refuses else 200
        body = b"<html><body><p>Words.</p></body></html>"
        with self.server.guard:
            self.server.present -= 1
            self.server.visits.append((came_at, time.monotonic(), self.path, status))
        self.send_response(status)
        if refuses:
            self.send_header("Retry-After", str(RETRY_AFTER_SECONDS))
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def counting_server() -> Iterator[CountingServer]:
    server = CountingServer()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["SQLite", "PostgreSQL", "PostgreSQL and Redis", "Redis that is away"])
def gate_environment(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    if request.param == "SQLite":
        return {}
    servers: dict[str, str] = dict(request.getfixturevalue("servers"))
    if request.param == "PostgreSQL":
        del servers["REDIS_URL"]
    if request.param == "Redis that is away":
        servers["REDIS_URL"] = "redis://127.0.0.1:1/0"
    return servers


def test_ten_workers_keep_the_manners_of_one(
    counting_server: CountingServer, gate_environment: dict[str, str], tmp_path: Path
) -> None:
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "FACTCHECK_DATA_DIR": str(tmp_path),
        "FETCH_HOST_GAP_SECONDS": str(GAP_SECONDS),
        "FETCH_ALLOW": counting_server.host,
        "PYTHONPATH": str(ROOT),
        **gate_environment,
    }
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
    urls = [f"http://{counting_server.host}/{number}" for number in range(PAGES)]
    outcomes = _fetched_by_workers(urls, environment)
    assert len({outcome["worker"] for outcome in outcomes}) == WORKERS
    assert sorted(o["outcome"] for o in outcomes) == ["fetched"] * (PAGES - 1) + ["retry_later"]
    assert counting_server.most_present == 1
    _assert_polite(counting_server.visits)


def _fetched_by_workers(urls: list[str], environment: dict[str, str]) -> list[dict[str, Any]]:
    """All workers begin together, each with its share of the addresses."""
    visiting = subprocess.Popen(
        [sys.executable, "-m", "tests.services_e2e.visitor"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a group of its own, the workers included
    )
    try:
        answers, _ = visiting.communicate(json.dumps([urls[number::WORKERS] for number in range(WORKERS)]) + "\n", 120)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(visiting.pid, signal.SIGKILL)
        visiting.wait()
    assert visiting.returncode == 0, "a worker failed; see its traceback"
    return [json.loads(line) for line in answers.splitlines()]


def _assert_polite(visits: list[tuple[float, float, str, int]]) -> None:
    visits = sorted(visits)
    assert sum(path == "/robots.txt" for _, _, path, _ in visits) == 1
    for (_, left_at, path, status), (came_at, *_) in pairwise(visits):
        if path == "/robots.txt":
            continue  # one visit with the page after it
        assert came_at - left_at >= (RETRY_AFTER_SECONDS if status == 429 else GAP_SECONDS)
