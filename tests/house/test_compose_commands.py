"""The very commands and variables of docker-compose.yml, started by hand on this machine's loopback.

What no container is needed for: production settings, PostgreSQL, Redis, two kinds of worker, the clock, health checks.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
import requests
import yaml

pytestmark = pytest.mark.services

ROOT = Path(__file__).resolve().parents[2]
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
GIVEN = {
    "SECRET_KEY": "0123456789abcdef" * 4,
    "ALLOWED_HOSTS": "factcheck.example.org",
    "SITE_URL": "https://factcheck.example.org",
    "CONTACT_URL": "https://factcheck.example.org/contact",
    "POSTGRES_PASSWORD": "from-the-env-file",
    "REDIS_PASSWORD": "from-the-env-file",
}
# What a proxy would send.
PROXIED = {"Host": "factcheck.example.org", "X-Forwarded-Proto": "https"}
MAKE_KEY = """
from django.contrib.auth import get_user_model
from factcheck.services.keys import create_key
user = get_user_model().objects.create_superuser("first", password="a long password of the test")
print("KEY", create_key(user, name="test", scopes=["read", "submit"], actor=None)[1])
"""


def filled_in(value: str) -> str:
    """The value with its ${VARIABLES} as Compose would put them, from GIVEN."""

    def replaced(match: re.Match[str]) -> str:
        name, operator, rest = match.groups()
        given = GIVEN.get(name, "")
        assert given or operator != ":?", f"{name} is required"
        return given or (rest if operator == ":-" else "")

    return re.sub(r"\$\{([A-Z_]+)(:[-?])?([^}]*)\}", replaced, value)


class Installation:
    """One service after the other, as Compose would start them, with servers and folders of this test."""

    def __init__(self, folder: Path, database_url: str, redis_url: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.folder = folder
        # The addresses inside Compose's network, and where they are in this test. Commands see nothing else changed.
        self.places = {
            "0.0.0.0:8000": f"127.0.0.1:{self.port}",
            "127.0.0.1:8000": f"127.0.0.1:{self.port}",
            "/tmp/schedule": str(folder / "schedule"),  # noqa: S108
        }
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if name in {"HOME", "LANG", "LC_ALL", "TMPDIR"} or name.startswith("PYTHON")
        }
        self.environment |= {name: filled_in(value) for name, value in SERVICES["web"]["environment"].items()}
        self.environment |= {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "FACTCHECK_DATA_DIR": str(folder / "data"),
            "STATIC_DIR": str(folder / "static"),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def placed(self, argument: str) -> str:
        for inside, here in self.places.items():
            argument = argument.replace(inside, here)
        return argument

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120)

    def start(self, name: str) -> None:
        command = [self.placed(argument) for argument in SERVICES[name]["command"]]
        with (self.folder / f"{name}.log").open("wb") as log:
            self.running[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    def is_healthy(self, name: str) -> bool:
        kind, *check = SERVICES[name]["healthcheck"]["test"]
        check = [self.placed(argument).replace("$$", "$") for argument in check]
        return self.run(*(["sh", "-c", *check] if kind == "CMD-SHELL" else check)).returncode == 0

    def logs(self) -> str:
        return "\n".join(f"== {path.name}\n{path.read_text()}" for path in sorted(self.folder.glob("*.log")))

    def get(self, path: str, **headers: str) -> requests.Response:
        return requests.get(f"http://127.0.0.1:{self.port}{path}", headers=PROXIED | headers, timeout=10)

    def wait_for(self, what: str, is_so: Callable[[], Any], seconds: float = 90) -> Any:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if answer := is_so():
                return answer
            time.sleep(0.5)
        raise AssertionError(f"{what}: not in {seconds} s\n{self.logs()}")

    def stop(self) -> None:
        for process in self.running.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.running.values():
            try:
                process.wait(timeout=30)
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory, postgres_url: str, redis_url: str) -> Iterator[Installation]:
    name = f"compose_{uuid4().hex}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    installation = Installation(
        tmp_path_factory.mktemp("compose"),
        urlsplit(postgres_url)._replace(path=f"/{name}").geturl(),
        urlsplit(redis_url)._replace(path="/5").geturl(),
    )
    migrated = installation.run(*SERVICES["migrate"]["command"])
    assert migrated.returncode == 0, migrated.stderr
    installation.run("python", "manage.py", "collectstatic", "--noinput")
    for service in ("web", "worker-fetch", "worker-compare", "beat"):
        installation.start(service)
    yield installation
    installation.stop()
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("name", ["web", "worker-fetch", "worker-compare"])
def test_the_health_check_passes(installation: Installation, name: str) -> None:
    installation.wait_for(f"{name} healthy", lambda: installation.is_healthy(name))


def test_the_health_check_of_the_clock_passes_once_it_wrote_its_schedule(installation: Installation) -> None:
    installation.wait_for("a schedule", lambda: list(installation.folder.glob("schedule*")))
    check = SERVICES["beat"]["healthcheck"]["test"][1].replace("$$", "$")

    answer = installation.run("sh", "-c", check.replace("find /tmp", f"find {installation.folder}"))

    assert answer.returncode == 0
    assert installation.running["beat"].poll() is None


def test_everybody_is_sent_to_https(installation: Installation) -> None:
    installation.wait_for("web healthy", lambda: installation.is_healthy("web"))

    plain = requests.get(
        f"http://127.0.0.1:{installation.port}/admin/",
        headers={"Host": "factcheck.example.org"},
        allow_redirects=False,
        timeout=10,
    )

    assert (plain.status_code, plain.headers["Location"]) == (301, "https://factcheck.example.org/admin/")
    assert installation.get("/static/admin/css/base.css").ok
    assert "max-age=" in installation.get("/admin/login/").headers["Strict-Transport-Security"]


def test_a_story_passes_both_workers(installation: Installation) -> None:
    installation.wait_for("web healthy", lambda: installation.is_healthy("web"))
    made = installation.run("python", "manage.py", "shell", "-c", MAKE_KEY)
    key = {"Authorization": f"Bearer {made.stdout.split('KEY ')[1].split()[0]}"}
    story, sources = ROOT / "sample" / "story.md", sorted((ROOT / "sample" / "sources").glob("*.txt"))

    answer = requests.post(
        f"http://127.0.0.1:{installation.port}/api/v1/stories",
        headers=PROXIED | key,
        files=[("file", (story.name, story.read_bytes()))]
        + [("source_files", (path.name, path.read_bytes())) for path in sources],
        timeout=20,
    )

    assert answer.status_code == 202, answer.text
    address = urlsplit(answer.headers["Location"]).path
    ready = installation.wait_for("a story that is ready", lambda: _if_done(installation.get(address, **key).json()))
    assert (ready["stage"], ready["problem"], ready["progress"]["sources_searched"]) == ("ready", "", 2)
    assert ready["progress"]["quotations"] == 12
    doctor = installation.run("python", "manage.py", "doctor")
    assert doctor.returncode == 0, doctor.stdout


def _if_done(story: dict[str, Any]) -> dict[str, Any] | None:
    return story if story["stage"] in {"ready", "failed"} else None
