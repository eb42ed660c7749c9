"""`manage.py serve`: where it may listen, and the whole of it started, asked, worked and stopped."""

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

import pytest
import requests
from django.conf import LazySettings
from django.core.management import CommandError

from factcheck.management.commands.serve import listening, parsed_bind

ROOT = Path(__file__).resolve().parents[2]

ADDRESSES = [
    pytest.param("127.0.0.1:8000", ("127.0.0.1", 8000), id="the default"),
    pytest.param("localhost:80", ("localhost", 80), id="by name"),
    pytest.param("[::1]:8000", ("::1", 8000), id="IPv6"),
    pytest.param("127.8.8.8:1", ("127.8.8.8", 1), id="all of 127 is this machine"),
]


@pytest.mark.parametrize(("bind", "expected"), ADDRESSES)
def test_addresses_of_this_machine_are_taken(bind: str, expected: tuple[str, int]) -> None:
    assert parsed_bind(bind) == expected


REFUSED = [
    pytest.param("8000", "HOST:PORT", id="no host"),
    pytest.param("127.0.0.1:http", "HOST:PORT", id="no number"),
    pytest.param("127.0.0.1:70000", "HOST:PORT", id="no port"),
    pytest.param("0.0.0.0:8000", "SECRET_KEY", id="everybody could reach a desk with the known key"),
    pytest.param("192.168.1.5:8000", "SECRET_KEY", id="so could the office"),
    pytest.param("desk.example.org:8000", "SECRET_KEY", id="a name may stand for anything"),
]


@pytest.mark.parametrize(("bind", "says"), REFUSED)
def test_other_addresses_are_refused_with_the_reason(bind: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        parsed_bind(bind)


def test_with_a_key_of_its_own_it_may_listen_everywhere(settings: LazySettings) -> None:
    settings.SECRET_KEY = "0123456789abcdef" * 4

    assert parsed_bind("198.51.100.7:8000") == ("198.51.100.7", 8000)


def test_a_taken_address_is_said_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(CommandError, match="running already"):
        listening("127.0.0.1", taken.getsockname()[1])


class Desk:
    """A running `manage.py serve --demo` with a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.output = folder / "output.txt"
        self.folder = folder
        self.process = self.start()

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
        }
        environment |= {"FACTCHECK_DATA_DIR": str(self.folder / "var"), "PYTHONUNBUFFERED": "1"}
        with self.output.open("wb") as output:
            return subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--demo", "--bind", f"127.0.0.1:{self.port}"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def get(self, path: str) -> requests.Response:
        return requests.get(f"http://127.0.0.1:{self.port}{path}", timeout=10)

    def wait_for(self, what: str, is_so: Callable[[], Any], seconds: float = 60) -> Any:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if answer := is_so():
                    return answer
            except requests.RequestException:
                assert self.process.poll() is None, self.output.read_text()
            time.sleep(0.2)
        raise AssertionError(f"{what} did not happen in {seconds} s:\n{self.output.read_text()}")

    def sign_in(self, username: str, password: str) -> requests.Session:
        session = requests.Session()
        address = f"http://127.0.0.1:{self.port}/admin/login/"
        form = session.get(address, timeout=10).text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert token is not None
        fields = {"username": username, "password": password, "csrfmiddlewaretoken": token[1]}
        answer = session.post(address, data=fields, headers={"Referer": address}, timeout=10)
        assert "csrfmiddlewaretoken" not in answer.text or "id_username" not in answer.text, "the password was refused"
        return session

    def processes(self) -> list[int]:
        """The children of the command: web server and worker."""
        listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
        pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
        return [pid for pid, parent in pairs if parent == self.process.pid]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    if desk.process.poll() is None:
        desk.process.send_signal(signal.SIGTERM)
        desk.process.wait(timeout=40)


@pytest.mark.slow
def test_the_whole_desk_starts_works_and_stops(desk: Desk) -> None:
    desk.wait_for("answering", lambda: desk.get("/health/live").ok)
    password = re.search(r"shown this once: (\S+)", desk.output.read_text())
    assert password is not None
    session = desk.sign_in("reviewer", password[1])

    def story_is_ready() -> bool:
        answer = session.get(f"http://127.0.0.1:{desk.port}/api/v1/stories", timeout=10).json()
        return bool(answer["results"]) and answer["results"][0]["stage"] == "ready"

    desk.wait_for("the worker reading the sample story", story_is_ready)
    assert desk.get("/health/ready").status_code == 200
    assert desk.get("/static/admin/css/base.css").ok

    children = desk.processes()
    assert len(children) == 2
    desk.process.send_signal(signal.SIGTERM)

    assert desk.process.wait(timeout=40) == 0
    assert "Stopped." in desk.output.read_text()
    assert "Traceback" not in desk.output.read_text()
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)

    desk.process = desk.start()
    desk.wait_for("answering again", lambda: desk.get("/health/live").ok)
    assert "shown this once" not in desk.output.read_text()
    assert "The demo newsroom exists." in desk.output.read_text()


@pytest.mark.slow
def test_when_one_part_dies_the_whole_ends_and_says_so(desk: Desk) -> None:
    desk.wait_for("answering", lambda: desk.get("/health/live").ok)
    web_server, worker = sorted(desk.processes())

    os.kill(worker, signal.SIGKILL)

    assert desk.process.wait(timeout=40) == 1
    assert "The worker ended by itself" in desk.output.read_text()
    assert not Path(f"/proc/{web_server}").exists()
