"""The lookup index lost under a running gunicorn: a problem, never "not found"; back by itself once made anew."""

import json
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest

from tests.conftest import ROOT
from tests.services_e2e.conftest import PATIENCE_SECONDS, Installation

pytestmark = [pytest.mark.services, pytest.mark.slow]

SAID = "We will shut the bridge for nine days, and not for longer."


@pytest.fixture
def port(installation: Installation) -> Iterator[int]:
    """Where gunicorn answers, with two processes, over an archive of one public statement."""
    installation.environment |= {"ALLOWED_HOSTS": "127.0.0.1", "SECRET_KEY": secrets.token_hex(32)}
    archive = installation.folder / "archive.jsonl"
    archive.write_text(json.dumps({"id": "statement", "title": "Statement", "text": f"Good morning. {SAID} Thanks."}))
    manage(installation, "import_archive", str(archive))
    manage(installation, "shell", "-c", "from factcheck.models import Source; Source.objects.update(is_private=False)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{number}"]
    with (installation.folder / "gunicorn.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--workers", "2", "--threads", "2"],
            cwd=ROOT,
            env=installation.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield number
    finally:
        server.terminate()
        server.wait(30)


def manage(installation: Installation, *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=installation.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def ask(port: int) -> tuple[int, dict[str, Any]]:
    """Status and document of a lookup; waits for the server to listen."""
    address = f"http://127.0.0.1:{port}/api/v1/lookup?{urlencode({'text': SAID})}"
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        except urllib.error.URLError:
            assert time.monotonic() < give_up_at, "gunicorn does not answer"
            time.sleep(0.1)


def lose_index(installation: Installation) -> None:
    if url := installation.environment.get("DATABASE_URL"):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("TRUNCATE factcheck_segment, factcheck_lexeme")
        return
    shutil.rmtree(installation.folder / "index")


def test_lost_index_is_a_problem_until_it_is_made_anew(installation: Installation, port: int) -> None:
    asked = range(6)  # each of the processes is met
    found = [ask(port) for _ in asked]
    assert {(status, answer["total"]) for status, answer in found} == {(200, 1)}
    lose_index(installation)
    lost = [ask(port) for _ in asked]
    assert {status for status, _ in lost} == {503}
    assert all(problem["type"].endswith("index-unavailable") for _, problem in lost)
    manage(installation, "rebuild_index")
    back = [ask(port) for _ in asked]
    assert {(status, answer["total"]) for status, answer in back} == {(200, 1)}
