"""Backup and restore, rehearsed with the very commands of docs/operations.md."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

pytestmark = pytest.mark.services  # a dozen commands each, too slow for everyday

ROOT = Path(__file__).resolve().parents[2]
SHOW_CAPTURES = """
from factcheck import store
from factcheck.models import AuditEntry, Capture
for capture in Capture.objects.order_by("pk"):
    print("CAPTURE", capture.raw_sha256, len(store.get(capture.raw_sha256)))
print("AUDIT", AuditEntry.objects.count())
"""


def documented(part: str) -> list[str]:
    """The commands of the five blocks of the section: backup of SQLite and PostgreSQL, restore of both, and after."""
    text = (ROOT / "docs" / "operations.md").read_text()
    section = text.partition("## Backup and restore")[2].partition("\n## ")[0]
    blocks = [re.sub(r"^    ", "", block, flags=re.MULTILINE) for block in re.findall(r"(?:^    .+\n)+", section, re.M)]
    names = ("sqlite backup", "postgresql backup", "sqlite restore", "postgresql restore", "after")
    return dict(zip(names, blocks, strict=True))[part].splitlines()


class Newsroom:
    """A folder in which the documented commands find what they name."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder = folder
        (folder / ".venv" / "bin").mkdir(parents=True)
        # A call, not a link: a linked interpreter would not know its packages.
        python = folder / ".venv" / "bin" / "python"
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        python.chmod(0o755)
        (folder / "manage.py").symlink_to(ROOT / "manage.py")
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        self.environment = kept | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "FACTCHECK_DATA_DIR": str(folder / "var"),
            "DATABASE_URL": database_url,
        }

    def run(self, command: str, allowed: tuple[int, ...] = (0,)) -> str:
        answer = subprocess.run(
            ["sh", "-c", command], cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=120
        )
        assert answer.returncode in allowed, f"{command}\n{answer.stdout}{answer.stderr}"
        return answer.stdout

    def manage(self, arguments: str, allowed: tuple[int, ...] = (0,)) -> str:
        return self.run(f".venv/bin/python manage.py {arguments}", allowed)

    def what_is_known(self) -> list[object]:
        shown = self.manage(f"shell -c '{SHOW_CAPTURES}'").splitlines()
        answer = json.loads(self.manage("lookup 'nothing voluntary about that'"))
        return [
            [line for line in shown if line.startswith(("CAPTURE", "AUDIT"))],
            [result["recorded_words"] for result in answer["results"]],
        ]

    def work(self) -> None:
        self.manage("migrate -v 0")
        self.manage(f"check_story {ROOT}/sample/story.md --source {ROOT}/sample/sources --format json", allowed=(1,))
        self.manage("rebuild_index")


def rehearse(newsroom: Newsroom, database: str, lose_the_database: str = "") -> None:
    newsroom.work()
    before = newsroom.what_is_known()
    assert before[0] and before[1], "there is something to lose"
    for command in documented(f"{database} backup"):
        newsroom.run(command)

    shutil.rmtree(newsroom.folder / "var")
    if lose_the_database:
        newsroom.run(lose_the_database)
    for part in (f"{database} restore", "after"):
        for command in documented(part):
            newsroom.run(command)

    assert newsroom.what_is_known() == before


def test_sqlite(tmp_path: Path) -> None:
    rehearse(Newsroom(tmp_path), "sqlite")


def test_postgresql(tmp_path: Path, postgres_url: str) -> None:
    name = f"backup_{uuid4().hex}"
    url = urlsplit(postgres_url)._replace(path=f"/{name}").geturl()
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    lose = 'psql --quiet "$DATABASE_URL" -c "DROP SCHEMA public CASCADE; CREATE SCHEMA public"'
    try:
        rehearse(Newsroom(tmp_path, url), "postgresql", lose)
    finally:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
