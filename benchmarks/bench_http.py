"""Measures lookups over HTTP: requests a second, milliseconds an answer, CPU of the servers, on gunicorn.

    python benchmarks/bench_http.py                     100,000 sentences, SQLite and tantivy
    python benchmarks/bench_http.py --sentences 1000000 more than there are: halves of two are joined
    python benchmarks/bench_http.py --postgres          on DATABASE_URL, which must name an empty database
    python benchmarks/bench_http.py --smoke             a few thousand, for CI

Sentences come from `$FACTCHECK_SHARED_DATA/passages/sentences.tsv.gz`. The program that asks runs on the same machine
and takes its share of the cores: what it took is printed beside.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import resource
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.bench_lookup import SEED, _light, _rows, _sentences  # noqa: E402  (after the path is set)

DOCUMENT = 40  # sentences, as a statement or a short briefing has
KEYS = 16  # one key may ask a hundred times a second
WARM_UP = 20


def main() -> int:
    options = _options()
    sentences = _sentences()
    if sentences is None:
        print("bench_http: no sentences found; set FACTCHECK_SHARED_DATA to the measuring data. Nothing measured.")
        return 0
    size, requests = (2_000, 60) if options.smoke else (options.sentences, options.requests)
    random.Random(SEED).shuffle(sentences)
    rows = _rows(sentences, size)
    with tempfile.TemporaryDirectory() as directory:
        environment = _set_up(directory, is_postgres=options.postgres)
        keys = _fill(rows)
        chance = random.Random(SEED)
        queries = [" ".join(_light(chance.choice(rows).split(), chance)) for _ in range(requests + WARM_UP)]
        port, server = _serve(environment, options.workers)
        try:
            _ask(port, keys, queries[:WARM_UP], 2)
            print(f"{size:,} sentences, {options.workers} workers, {options.clients} clients, {_load()}")
            _measure(port, keys, queries[WARM_UP:], options.clients, server.pid)
        finally:
            server.terminate()
            server.wait(30)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=2_000)
    parser.add_argument("--clients", type=int, default=4, help="requests at a time")
    parser.add_argument("--workers", type=int, default=2, help="processes of gunicorn, eight threads each")
    parser.add_argument("--postgres", action="store_true", help="on DATABASE_URL in place of SQLite")
    parser.add_argument("--smoke", action="store_true", help="small and quick")
    return parser.parse_args()


def _set_up(directory: str, *, is_postgres: bool) -> dict[str, str]:
    os.environ.update(DJANGO_SETTINGS_MODULE="config.settings", FACTCHECK_DATA_DIR=directory, ALLOWED_HOSTS="127.0.0.1")
    os.environ["SECRET_KEY"] = secrets.token_hex(32)
    if not is_postgres:
        os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from factcheck.models import Capture

    if Capture.objects.exists():
        sys.exit("bench_http: DATABASE_URL names a database in use. Name an empty one.")
    return dict(os.environ)


def _fill(rows: list[str]) -> list[str]:
    """Import the rows as public documents and make keys that may look them up."""
    from django.contrib.auth import get_user_model

    from factcheck.models import Source
    from factcheck.services.import_archive import import_archive
    from factcheck.services.keys import create_key

    lines = (
        json.dumps({"id": f"briefing-{at}", "title": f"Briefing {at}", "text": "\n".join(rows[at : at + DOCUMENT])})
        for at in range(0, len(rows), DOCUMENT)
    )
    started = time.perf_counter()
    imported = import_archive(
        (line.encode() for line in lines), report=lambda number, reason: print(f"line {number}: {reason}")
    )
    seconds = time.perf_counter() - started
    print(f"imported {imported.passages:,} passages, {imported.passages / seconds:,.0f} a second")
    Source.objects.update(is_private=False)
    root = get_user_model().objects.create_superuser(username=f"bench-{secrets.token_hex(4)}")
    return [create_key(root, name=f"bench {n}", scopes=["read"], actor=root)[1] for n in range(KEYS)]


def _serve(environment: dict[str, str], workers: int) -> tuple[int, subprocess.Popen[bytes]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--threads", "8", "--log-level", "warning"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return port, server
        except OSError:
            time.sleep(0.1)
    server.terminate()
    sys.exit("bench_http: gunicorn did not start")


def _ask(port: int, keys: list[str], queries: list[str], clients: int) -> tuple[list[float], list[int], int]:
    """Milliseconds and status of each answer, and in how many something was found."""
    left, times, statuses, found = list(queries), list[float](), list[int](), list[bool]()

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        at = number
        while left:
            try:
                query = left.pop()
            except IndexError:
                return
            at += clients
            started = time.perf_counter()
            key = {"Authorization": f"Bearer {keys[at % len(keys)]}"}
            connection.request("GET", f"/api/v1/lookup?{urlencode({'text': query})}", headers=key)
            answer = connection.getresponse()
            body = answer.read()
            times.append((time.perf_counter() - started) * 1000)
            statuses.append(answer.status)
            found.append(answer.status == 200 and json.loads(body)["total"] > 0)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, statuses, sum(found)


def _measure(port: int, keys: list[str], queries: list[str], clients: int, pid: int) -> None:
    before, own, wall = _server_seconds(pid), _own_seconds(), time.perf_counter()
    times, statuses, found = _ask(port, keys, queries, clients)
    wall, own, cpu = time.perf_counter() - wall, _own_seconds() - own, _server_seconds(pid) - before
    cuts = statistics.quantiles(times, n=100)
    counted = ", ".join(f"{statuses.count(status)} × {status}" for status in sorted(set(statuses)))
    print(f"  {len(times) / wall:.0f} requests/s, p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms ({counted})")
    print(
        f"  found {found / len(times):.3f}; CPU of gunicorn {cpu / len(times) * 1000:.1f} ms a request, of the asking "
        f"program {own / len(times) * 1000:.1f} ms; {_load()}"
    )


def _own_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _server_seconds(pid: int) -> float:
    """CPU of gunicorn's workers so far; 0 where there is no /proc."""
    seconds = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    sys.exit(main())
