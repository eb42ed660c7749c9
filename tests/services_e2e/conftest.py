"""An installation of the product in a folder of its own: its people, its workers, its page on the web."""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
import redis

from tests.conftest import ROOT
from tests.services.pages import PageServer

PATIENCE_SECONDS = 60.0
# Of the sixteen of a Redis; gw0 and gw1 are the two processes of `pytest -n 2`.
REDIS_NUMBER = 10 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


class Installation:
    """Embedded or server by its environment. `ask` does what people do; workers are real processes, to be killed."""

    def __init__(self, folder: Path, environment: dict[str, str], pool: str) -> None:
        self.folder, self.pool = folder, pool
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.environment = {
            **inherited,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "FACTCHECK_DATA_DIR": str(folder),
            "FETCH_HOST_GAP_SECONDS": "0",
            "PYTHONPATH": str(ROOT),
            **environment,
        }
        self.workers: list[subprocess.Popen[bytes]] = []
        self.people = subprocess.Popen(
            [sys.executable, "-m", "tests.services_e2e.newsroom"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(folder / "people.log").open("wb"),
            text=True,
        )
        self.ask("prepare")

    def ask(self, act: str, **arguments: Any) -> Any:
        assert self.people.stdin is not None and self.people.stdout is not None
        self.people.stdin.write(json.dumps({"act": act, **arguments}) + "\n")
        self.people.stdin.flush()
        answer = self.people.stdout.readline()
        if not answer:
            pytest.fail(f"“{act}” failed:\n{(self.folder / 'people.log').read_text()[-3000:]}")
        return json.loads(answer)

    def start_worker(self) -> None:
        log = (self.folder / f"worker{len(self.workers)}.log").open("wb")
        command = f"-m celery -A config worker -Q default,fetch,compare -P {self.pool} -c 2 --loglevel INFO"
        worker = subprocess.Popen(
            [sys.executable, *command.split(), "--hostname", f"{uuid.uuid4()}@here"],
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a group of its own, children included
        )
        self.workers.append(worker)

    def kill_worker(self) -> None:
        """kill -9, the worker with all its children, as a machine does that runs out of memory."""
        worker = self.workers[-1]
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def wait_for(self, what: str, is_so: Callable[[dict[str, Any]], bool]) -> None:
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        state: dict[str, Any] = {}
        while time.monotonic() < give_up_at:
            state = self.ask("state")
            if is_so(state):
                return
            time.sleep(0.1)
        logs = "\n".join(log.read_text()[-3000:] for log in sorted(self.folder.glob("*.log")))
        pytest.fail(f"waited {PATIENCE_SECONDS:.0f} s for: {what}; it is {state}\n{logs}")

    def stop(self) -> None:
        for worker in self.workers:
            if worker.poll() is None:
                os.killpg(worker.pid, signal.SIGTERM)
        for worker in self.workers:
            try:
                worker.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(worker.pid, signal.SIGKILL)
                worker.wait()
        self.people.communicate(timeout=15)


@pytest.fixture
def web() -> Iterator[PageServer]:
    with PageServer().running() as server:
        yield server


@pytest.fixture(params=["embedded", "server"])
def installation(request: pytest.FixtureRequest, web: PageServer, tmp_path: Path) -> Iterator[Installation]:
    """SQLite and message files with a pool of threads; then PostgreSQL and Redis with a pool of processes."""
    is_server = request.param == "server"
    environment = request.getfixturevalue("servers") if is_server else {}
    made = Installation(tmp_path, {"FETCH_ALLOW": web.host, **environment}, "prefork" if is_server else "threads")
    try:
        yield made
    finally:
        made.stop()


@pytest.fixture
def servers(postgres_url: str, redis_url: str) -> Iterator[dict[str, str]]:
    """A database of its own on the PostgreSQL server, and one of Redis that no test running beside this one has."""
    name = f"factcheck_e2e_{uuid.uuid4().hex[:12]}"
    own_redis = urlunsplit(urlsplit(redis_url)._replace(path=f"/{REDIS_NUMBER}"))
    redis.from_url(own_redis).flushdb()
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {"DATABASE_URL": urlunsplit(urlsplit(postgres_url)._replace(path=f"/{name}")), "REDIS_URL": own_redis}
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
            redis.from_url(own_redis).flushdb()
