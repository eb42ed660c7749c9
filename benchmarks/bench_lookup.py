"""Measures the lookup index beside SQLite's FTS5 and PostgreSQL's pg_trgm: CPU time a query, recall, false positives,
bytes a row, rows added a second, growth.

    python benchmarks/bench_lookup.py --size 100000                   the embedded engine, beside FTS5
    python benchmarks/bench_lookup.py --size 10000,100000,1000000     the same at three sizes, with the growth
    python benchmarks/bench_lookup.py --engine postgres               the server engine and pg_trgm, on DATABASE_URL
    python benchmarks/bench_lookup.py --engine both                   everything in one run
    python benchmarks/bench_lookup.py --smoke                         a few thousand rows, for CI

Sentences come from `$FACTCHECK_SHARED_DATA/passages/sentences.tsv.gz` (date, tab, sentence). A thousand of them are
held back; beyond the others, halves of two sentences are joined, and the first line says how many such rows there are.
"""

from __future__ import annotations

import argparse
import gzip
import math
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.lookup_rivals import Fts5, PgTrgm, Rival  # noqa: E402  (after the path is set)

if TYPE_CHECKING:
    from factcheck.index import Candidate, LookupIndex, Segment

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


HELD_BACK = 1_000
# Queries put to a rival at so many rows and more, where one takes seconds: the first of the same ones.
FEWER_FROM, FEWER = 300_000, 60

Change = Callable[[list[str], random.Random], list[str]]


@dataclass
class Measured:
    """One way of searching at one size: milliseconds of CPU and which queries were answered, by kind of query."""

    milliseconds: dict[str, list[float]] = field(default_factory=dict)
    found: dict[str, list[bool]] = field(default_factory=dict)


def main() -> int:
    options = _options()
    sentences = _sentences()
    if sentences is None:
        print("bench_lookup: no sentences found; set FACTCHECK_SHARED_DATA to the measuring data. Nothing measured.")
        return 0
    random.Random(SEED).shuffle(sentences)
    held_back, sentences = sentences[:HELD_BACK], sentences[HELD_BACK:]
    sizes, queries = ([1_000, 4_000], 50) if options.smoke else (options.size, options.queries)
    engines = ("tantivy", "postgres") if options.engine == "both" else (options.engine,)
    medians: dict[str, list[float]] = {}
    for size in sizes:
        rows = _rows(sentences, size)
        real = min(len(sentences), size)
        load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
        print(f"{size:,} rows ({real:,} real sentences, {size - real:,} recombined)  {load}", flush=True)
        for name, measured in _measure(engines, rows, held_back, queries).items():
            medians.setdefault(name, []).append(statistics.median(measured.milliseconds["light"]))
    for name, times in medians.items():
        _print_growth(name, sizes, times)
    return 0


def _measure(engines: tuple[str, ...], rows: list[str], held_back: list[str], queries: int) -> dict[str, Measured]:
    """Every way of searching, over the same rows with the same queries."""
    ways: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as directory:
        for engine in engines:
            index = _engine(engine, directory)
            _measure_adding(index, rows, engine, Path(directory))
            numbers = lambda text, index=index: [_number(c.capture_id, c.start) for c in index.search(text, 10)]  # noqa: E731
            ways[engine] = _measure_searches(engine, rows, queries, numbers, _clock_of(engine))
            _measure_absent(index, rows, held_back, queries, _clock_of(engine))
            index.clear()
        fewer = queries if len(rows) < FEWER_FROM else min(FEWER, queries)
        for rival in _rivals(engines, directory):
            rival.fill(rows)
            ways[rival.name] = _measure_searches(rival.name, rows, fewer, rival.search, rival.clock)
            rival.close()
            for engine in engines:
                _print_against(engine, ways[engine], rival.name, ways[rival.name])
    return ways


def _rivals(engines: tuple[str, ...], directory: str) -> Iterator[Rival]:
    yield Fts5(Path(directory))
    from django.db import connection

    if connection.vendor == "postgresql":
        yield PgTrgm(connection, _server_seconds)
    else:
        print("  pg_trgm left out: DATABASE_URL names no PostgreSQL")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sizes = lambda given: [int(number.replace("_", "")) for number in given.split(",")]  # noqa: E731
    parser.add_argument("--size", type=sizes, default=[10_000, 100_000], help="rows; several, with commas, show growth")
    parser.add_argument("--queries", type=int, default=1_000, help="queries of each kind")
    parser.add_argument("--engine", choices=("tantivy", "postgres", "both"), default="tantivy")
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
    rows = sentences[:size]  # they are shuffled
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
        from django.core.management import call_command

        from factcheck.index.postgres_index import PostgresIndex
        from factcheck.models import Capture

        call_command("migrate", verbosity=0)
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


def _measure_searches(
    name: str, rows: list[str], queries: int, search: Callable[[str], list[int]], clock: Callable[[], float]
) -> Measured:
    measured = Measured()
    for kind, change in (("light", _light), ("heavy", _heavy)):
        chance = random.Random(SEED + 1)
        times: list[float] = []
        found: list[bool] = []
        for number in chance.sample(range(len(rows)), min(queries, len(rows))):
            text = " ".join(change(rows[number].split(), chance))
            started = clock()
            numbers = search(text)
            times.append((clock() - started) * 1000)
            found.append(number in numbers)
        measured.milliseconds[kind], measured.found[kind] = times, found
        print(f"  {name:8} {kind:6} {_spread(times)}   recall@10 {statistics.mean(found):.3f}", flush=True)
    return measured


def _print_against(engine: str, ours: Measured, name: str, theirs: Measured) -> None:
    """How many times faster on the queries both were asked, and who found what the other did not."""
    asked = len(theirs.milliseconds["light"])
    times = [statistics.median(way.milliseconds["light"][:asked]) for way in (ours, theirs)]
    pairs = [pair for kind in ours.found for pair in zip(ours.found[kind], theirs.found[kind], strict=False)]
    won, lost = pairs.count((True, False)), pairs.count((False, True))
    print(f"  {engine} against {name}: {times[1] / times[0]:.0f} times as fast, {won} won, {lost} lost of {len(pairs)}")


def _print_growth(name: str, sizes: list[int], medians: list[float]) -> None:
    steps = [
        f"{math.log(after / before) / math.log(more / fewer):.2f}"
        for (fewer, before), (more, after) in pairwise(zip(sizes, medians, strict=True))
        if more > fewer and before > 0 < after
    ]
    if steps:
        print(f"growth of {name}: p50 as N^{', N^'.join(steps)}")


def _measure_absent(
    index: LookupIndex, rows: list[str], held_back: list[str], queries: int, clock: Callable[[], float]
) -> None:
    """What a lookup costs when there is nothing to find, and how often the comparison then takes something for it:
    words thrown together, and real sentences that are not among the rows. The latter may stand there almost alike.
    """
    chance = random.Random(SEED + 2)
    words = [word for row in chance.sample(rows, min(2_000, len(rows))) for word in row.split()]
    salads = [" ".join(chance.choice(words) for _ in range(20)) for _ in range(queries)]
    for kind, texts in (("salad", salads), ("absent", held_back[:queries])):
        times: list[float] = []
        matches: Counter[str] = Counter()
        for text in texts:
            started = clock()
            candidates = index.search(text, 10)
            times.append((clock() - started) * 1000)
            matches[_best_match(text, candidates, rows)] += 1
        wrong = sum(matches[name] for name in ("exact", "typographic", "disfluency", "marked", "altered", "spliced"))
        counted = ", ".join(f"{count} {match}" for match, count in matches.most_common())
        print(f"           {kind:6} {_spread(times)}   located {wrong / len(texts):.3f} ({counted})", flush=True)


def _best_match(text: str, candidates: list[Candidate], rows: list[str]) -> str:
    from factcheck.text import SourceText, compare
    from factcheck.text.match import Match

    order = list(Match)
    found = [compare(text, SourceText(rows[_number(c.capture_id, c.start)])).match for c in candidates]
    return min(found, key=order.index, default=Match.ABSENT).value


def _clock_of(engine: str) -> Callable[[], float]:
    """Seconds of CPU: this process's, and with PostgreSQL those of the server's process for our connection as well."""
    if engine == "postgres":
        return lambda: time.process_time() + _server_seconds()
    return time.process_time


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
