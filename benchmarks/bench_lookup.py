"""Measures the lookup index: CPU time a query, recall on misquoted forms, bytes a row, rows added a second.

    python benchmarks/bench_lookup.py --size 142699            the embedded engine, real sentences only
    python benchmarks/bench_lookup.py --size 1000000           beyond the real sentences, recombined ones (printed)
    python benchmarks/bench_lookup.py --engine postgres        the server engine, on DATABASE_URL
    python benchmarks/bench_lookup.py --smoke                  a few thousand rows, for CI

Sentences come from `$FACTCHECK_SHARED_DATA/passages/sentences.tsv.gz` (date, tab, sentence).
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from factcheck.index import LookupIndex, Segment

SEED = 20261124
# Words put in for others: as common as the words of the sentences themselves.
FILL = [
    "very",
    "really",
    "today",
    "people",
    "country",
    "never",
    "always",
    "great",
    "small",
    "said",
    "about",
    "again",
    "first",
    "many",
    "only",
    "other",
]


def main() -> int:
    options = _options()
    sentences = _sentences()
    if sentences is None:
        print("bench_lookup: no sentences found; set FACTCHECK_SHARED_DATA to the measuring data. Nothing measured.")
        return 0
    size, queries = (5_000, 200) if options.smoke else (options.size, options.queries)
    rows = _rows(sentences, size)
    real = min(len(sentences), size)
    print(f"{options.engine}: {len(rows):,} rows ({real:,} real sentences, {len(rows) - real:,} recombined)")
    with tempfile.TemporaryDirectory() as directory:
        index = _engine(options.engine, directory)
        _measure_adding(index, rows, options.engine, Path(directory))
        for name, change in (("light", _light), ("heavy", _heavy)):
            _measure_queries(index, rows, queries, name, change)
        _measure_absent(index, rows, queries)
        index.clear()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000, help="rows in the index")
    parser.add_argument("--queries", type=int, default=1_000, help="queries of each kind")
    parser.add_argument("--engine", choices=("tantivy", "postgres"), default="tantivy")
    parser.add_argument("--smoke", action="store_true", help="small and quick")
    return parser.parse_args()


def _sentences() -> list[str] | None:
    folder = Path(os.environ.get("FACTCHECK_SHARED_DATA") or ROOT.parent / "shared" / "data")
    path = folder / "passages" / "sentences.tsv.gz"
    if not path.is_file():
        return None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t", 1)[1] for line in lines]


def _rows(sentences: list[str], size: int) -> list[str]:
    """`size` distinct sentences: the real ones, then first halves joined to second halves of others, by a fixed
    seed.
    """
    chance = random.Random(SEED)
    rows = chance.sample(sentences, min(size, len(sentences)))
    seen = set(rows)
    while len(rows) < size:
        first, second = (chance.choice(sentences).split() for _ in range(2))
        made = " ".join([*first[: len(first) // 2 + 1], *second[len(second) // 2 :]])
        if made not in seen:
            seen.add(made)
            rows.append(made)
    return rows


def _engine(name: str, directory: str) -> LookupIndex:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("FACTCHECK_DATA_DIR", directory)
    import django

    django.setup()
    if name == "postgres":
        from factcheck.index.postgres_index import PostgresIndex
        from factcheck.models import Capture

        if Capture.objects.exists():
            sys.exit(
                "bench_lookup: DATABASE_URL names a database in use; its index would be emptied. Name an empty one."
            )
        return PostgresIndex()
    from factcheck.index.tantivy_index import TantivyIndex

    return TantivyIndex(Path(directory) / "index")


def _segments(rows: list[str]) -> Iterator[Segment]:
    from factcheck.index import Segment

    for number, text in enumerate(rows):
        # As captures are: some forty rows each.
        yield Segment(number // 40 + 1, "article", number % 40 * 500, number % 40 * 500 + len(text), text)


def _number(capture_id: int, start: int) -> int:
    return (capture_id - 1) * 40 + start // 500


def _measure_adding(index: LookupIndex, rows: list[str], engine: str, directory: Path) -> None:
    started = time.perf_counter()
    index.rebuild(_segments(rows))
    seconds = time.perf_counter() - started
    print(f"  added {len(rows) / seconds:,.0f} rows/s, {_bytes(engine, directory) / len(rows):.0f} bytes a row")


def _bytes(engine: str, directory: Path) -> int:
    if engine == "tantivy":
        return sum(path.stat().st_size for path in (directory / "index").rglob("*") if path.is_file())
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_total_relation_size('factcheck_segment') + pg_total_relation_size('factcheck_lexeme')"
        )
        return int(cursor.fetchone()[0])


def _light(words: list[str], chance: random.Random) -> list[str]:
    """As papers misquote: a word dropped, one replaced, sometimes the end cut."""
    changed = words[: max(7, len(words) - chance.randint(0, len(words) // 3))]
    changed.pop(chance.randrange(len(changed)))
    changed[chance.randrange(len(changed))] = chance.choice(FILL)
    return changed


def _heavy(words: list[str], chance: random.Random) -> list[str]:
    """Heavily reworded: four words in ten gone or replaced, two neighbours swapped."""
    changed = [chance.choice(FILL) if chance.random() < 0.15 else word for word in words if chance.random() > 0.25]
    if len(changed) > 2:
        at = chance.randrange(len(changed) - 1)
        changed[at], changed[at + 1] = changed[at + 1], changed[at]
    return changed or words[:1]


def _measure_queries(index: LookupIndex, rows: list[str], queries: int, name: str, change: object) -> None:
    chance = random.Random(SEED + 1)
    times, found = [], 0
    asked = chance.sample(range(len(rows)), min(queries, len(rows)))
    for number in asked:
        text = " ".join(change(rows[number].split(), chance))  # type: ignore[operator]
        started = _clock(index)
        candidates = index.search(text, 10)
        times.append((_clock(index) - started) * 1000)
        found += any(_number(candidate.capture_id, candidate.start) == number for candidate in candidates)
    print(f"  {name:6} {_spread(times)}   recall@10 {found / len(asked):.3f}")


def _measure_absent(index: LookupIndex, rows: list[str], queries: int) -> None:
    """Word salads of the same words: what a lookup costs when there is nothing to find."""
    chance = random.Random(SEED + 2)
    words = [word for row in chance.sample(rows, min(2_000, len(rows))) for word in row.split()]
    times = []
    for _ in range(queries):
        text = " ".join(chance.choice(words) for _ in range(20))
        started = _clock(index)
        index.search(text, 10)
        times.append((_clock(index) - started) * 1000)
    print(f"  absent {_spread(times)}")


def _clock(index: LookupIndex) -> float:
    """Seconds of CPU: this process's, and with PostgreSQL those of the server's process for our connection as well."""
    own = time.process_time()
    return own + _server_seconds() if type(index).__name__ == "PostgresIndex" else own


@cache
def _server_clock() -> Path:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        path = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    if not path.is_file():
        sys.exit("bench_lookup: the server's CPU time can be read on Linux only, with PostgreSQL on this machine.")
    return path


def _server_seconds() -> float:
    return int(_server_clock().read_text().split()[0]) / 1e9


def _spread(times: list[float]) -> str:
    cuts = statistics.quantiles(times, n=100)
    return f"p50 {cuts[49]:.2f} ms  p95 {cuts[94]:.2f} ms"


if __name__ == "__main__":
    sys.exit(main())
