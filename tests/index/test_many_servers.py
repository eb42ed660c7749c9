"""The PostgreSQL index over several servers: a shard behind postgres_fdw, and a streaming replica that answers."""

import importlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, cannot_run

pytestmark = pytest.mark.services

# Run apart, as its settings name other databases than those of the tests. What it prints is compared below.
SCRIPT = """
import sys, time, django
django.setup()
from django.db import connections
from factcheck.index import Segment, get_index
index, act = get_index(), sys.argv[1]
text = "Speaker {0} promised orchard{0} beside the harbour before winter {0}."

def rows(numbers):
    return [Segment(number, "article", 0, 60, text.format(number)) for number in numbers]

def followed():
    with connections["default"].cursor() as main, connections["lookup"].cursor() as replica:
        main.execute("SELECT pg_current_wal_lsn()")
        position = main.fetchone()
        for _ in range(600):
            replica.execute("SELECT pg_last_wal_replay_lsn() >= %s", position)
            if replica.fetchone()[0]:
                return
            time.sleep(0.02)
    sys.exit("the replica does not follow")

def found(number):
    return number in [candidate.capture_id for candidate in index.search(text.format(number), 3)]

if act == "fill":
    print(index.rebuild(rows(range(1, 61))), index.add(rows([60, 61])))
    followed()
    index.remove_capture(7)
    followed()
    print(index.count(), sum(found(number) for number in range(1, 62)), found(7))
    print(index.rebuild(rows(range(1, 41))))
    followed()
print(index.count(), sum(found(number) for number in range(1, 41)))
"""


class Cluster:
    def __init__(self, folder: Path, name: str, programs: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder, self.programs = folder / name, programs
        self.url = f"postgresql://factcheck@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *arguments: str) -> str:
        # PostgreSQL refuses to run as root.
        become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*become, str(self.programs / program), *arguments]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, f"{program}: {done.stdout} {done.stderr}"
        return done.stdout

    def make(self) -> None:
        self.run("initdb", "-D", str(self.folder), "-U", "factcheck", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()

    def follow(self, main: "Cluster") -> None:
        self.run("pg_basebackup", "-d", main.url, "-D", str(self.folder), "-R", "-c", "fast", "--no-sync")
        self.start()

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        log = str(self.folder / "log")
        # Not captured: the server would keep the pipe open.
        become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [
            *become,
            str(self.programs / "pg_ctl"),
            "-D",
            str(self.folder),
            "-l",
            log,
            "-o",
            options,
            "-w",
            "start",
        ]
        subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60, check=True)

    def stop(self) -> None:
        if (self.folder / "postmaster.pid").exists():
            self.run("pg_ctl", "-D", str(self.folder), "-m", "immediate", "stop")

    def sql(self, statements: str) -> list[tuple[object, ...]]:
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(statements)
            return cursor.fetchall() if cursor.description else []


@pytest.fixture
def clusters() -> Iterator[tuple[Cluster, Cluster, Cluster]]:
    """Main, replica, shard; not started yet."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    program = str(found[0]) if found else shutil.which("initdb")
    if program is None:
        cannot_run("PostgreSQL's own programs are not installed")
    # Not pytest's folder, which another user may not enter.
    folder = Path(tempfile.mkdtemp(prefix="factcheck-clusters."))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    made = tuple(Cluster(folder, name, Path(program).parent) for name in ("main", "replica", "shard"))
    try:
        yield made  # type: ignore[misc]
    finally:
        for cluster in made:
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def ask(main: Cluster, replica: Cluster, act: str) -> list[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": main.url,
        "LOOKUP_DATABASE_URL": replica.url,
        "DATABASE_POOL": "false",
        "LOOKUP_ENGINE": "postgres",
    }
    command = [sys.executable, "-c", SCRIPT, act]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def printed(*arguments: str) -> str:
    from io import StringIO

    from django.core.management import call_command

    out = StringIO()
    call_command("shard_index", *arguments, stdout=out)
    return out.getvalue()


def test_shard_and_replica(clusters: tuple[Cluster, Cluster, Cluster]) -> None:
    main, replica, shard = clusters
    main.make()
    shard.make()
    main.sql(importlib.import_module("factcheck.migrations.0010_lookup_index").CREATE)
    for_shard, for_main = printed("here", shard.url).split("-- on the main database\n")
    shard.sql(for_shard)
    main.sql(for_main)
    replica.follow(main)

    filled, kept, anew, again = ask(main, replica, "fill")
    assert (filled, kept) == ("60 2", "60 60 False"), "60 of 61 captures, each once; number 7 taken out"
    assert (anew, again) == ("40", "40 40")
    parts = [
        main.sql("SELECT count(*) FROM factcheck_segment_0"),
        shard.sql("SELECT count(*) FROM factcheck_segment_1"),
    ]
    counted = [int(str(rows[0][0])) for rows in parts]
    assert sum(counted) == 40 and all(counted), "each part holds some of the rows"
    plan = main.sql("EXPLAIN (COSTS OFF) SELECT id FROM factcheck_segment WHERE lexemes @> '{7}'")
    assert any("Async Foreign Scan" in str(line) for line in plan), "servers are read at the same time"

    main.stop()
    assert ask(main, replica, "search") == ["40 40"], "the replica answers without the main server"

    main.start()
    main.sql(printed("here", shard.url, "--undo"))
    assert main.sql("SELECT relkind FROM pg_class WHERE relname = 'factcheck_segment'") == [("r",)]
