"""Measures finding earlier checks: reworded claims among the first five, look-alikes not merged, milliseconds a query.

    python benchmarks/bench_checks.py              our table among 10,000 other claims
    python benchmarks/bench_checks.py --misses     and which were missed
    python benchmarks/bench_checks.py --smoke      among 500, for CI
    python benchmarks/bench_checks.py --postgres   on the (empty) PostgreSQL database of DATABASE_URL

The table is benchmarks/near_claims.tsv: a kind (same, or what is another thing), a claim as checked, a claim as asked.
The other claims are sentences of `$FACTCHECK_SHARED_DATA` (claims/dev.jsonl, passages/sentences.tsv.gz); without it,
recombined claims of the table. One in ten of them always is recombined, and so shares words with what is asked.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TABLE = ROOT / "benchmarks" / "near_claims.tsv"
SEED = 20261201
FIRST = 5
RECOMBINED_SHARE = 0.1


def main() -> int:
    options = _options()
    rows = [line.split("\t") for line in TABLE.read_text().splitlines()]
    with tempfile.TemporaryDirectory() as directory:
        _set_up(directory, options.postgres)
        others, real = _others(sorted({claim for _, claim, _ in rows}), 500 if options.smoke else options.size)
        _import(sorted({claim for _, claim, _ in rows}), others)
        print(f"{len(others):,} other claims ({real:,} real sentences, the rest recombined of the table)")
        _measure(rows, options.misses)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=10_000, help="other claims")
    parser.add_argument("--misses", action="store_true", help="print what was missed or merged")
    parser.add_argument("--postgres", action="store_true", help="on DATABASE_URL")
    parser.add_argument("--smoke", action="store_true", help="small and quick")
    return parser.parse_args()


def _set_up(directory: str, on_postgres: bool) -> None:
    os.environ["FACTCHECK_DATA_DIR"] = directory
    if not on_postgres:
        os.environ["DATABASE_URL"] = f"sqlite:///{directory}/checks.sqlite3"
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _others(claims: list[str], count: int) -> tuple[list[str], int]:
    """Other claims, and how many of them are real sentences."""
    chance = random.Random(SEED)
    folder = Path(os.environ.get("FACTCHECK_SHARED_DATA", "/nowhere"))
    sentences: list[str] = []
    if (file := folder / "claims" / "dev.jsonl").exists():
        sentences += [json.loads(line)["text"] for line in file.read_text().splitlines()]
    if (file := folder / "passages" / "sentences.tsv.gz").exists():
        with gzip.open(file, "rt") as lines:
            sentences += [line.rstrip("\n").partition("\t")[2] for line in lines]
    chance.shuffle(sentences)
    real = [text for text in dict.fromkeys(sentences) if 6 <= len(text.split()) <= 40]
    real = real[: round(count * (1 - RECOMBINED_SHARE))]
    recombined: set[str] = set()
    for _ in range(10 * count):  # a small table has no more
        if len(recombined) >= count - len(real):
            break
        one, other = chance.sample(claims, 2)
        head, tail = one.split(), other.split()
        recombined.add(" ".join(head[: len(head) // 2] + tail[len(tail) // 2 :]))
    return real + sorted(recombined - set(claims)), len(real)


def _import(claims: list[str], others: list[str]) -> None:
    from factcheck.fetch.checks.files import read_file
    from factcheck.services.import_checks import import_checks

    rows = [{"id": text, "claim": text, "publisher": "P", "rating": "False"} for text in [*claims, *others]]
    content = "\n".join(map(json.dumps, rows)).encode()
    started = time.process_time()
    done = import_checks(read_file(BytesIO(content)), "table", report=print)
    seconds = time.process_time() - started
    print(f"imported {done.added:,} checks, {1000 * seconds / done.added:.2f} ms CPU each")


def _measure(rows: list[list[str]], tells_misses: bool) -> None:
    from factcheck.services.find_checks import find_checks

    find_checks(rows[0][2])
    first = merged_same = 0
    taken: list[float] = []
    kinds, kept_apart = Counter[str](), Counter[str]()
    strangers = 0
    for kind, claim, asked in rows:
        started = time.process_time()
        found = find_checks(asked, 10)
        taken.append(1000 * (time.process_time() - started))
        ids = [each.check.shown_id for each in found]
        same = next((each.same for each in found if each.check.shown_id == claim), None)
        kinds[kind] += 1
        strangers += sum(1 for each in found if each.same and each.check.shown_id != claim and kind == "same")
        if kind == "same":
            first += claim in ids[:FIRST]
            merged_same += bool(same)
            _tell(tells_misses and claim not in ids[:FIRST], "not found", claim, asked, found)
            _tell(tells_misses and claim in ids and not same, "not called the same", claim, asked, found)
        else:
            kept_apart[kind] += not same
            _tell(tells_misses and bool(same), f"merged ({kind})", claim, asked, found)
    total = kinds.pop("same")
    print(
        f"reworded claims among the first {FIRST}: {first} of {total} ({first / total:.3f}); "
        f"called the same: {merged_same}"
    )
    print(f"other claims called the same as a reworded one: {strangers}")
    apart = sum(kept_apart.values())
    print(f"look-alikes kept apart: {apart} of {sum(kinds.values())}", dict(kept_apart))
    taken.sort()
    median, late = statistics.median(taken), taken[int(len(taken) * 0.95)]
    print(f"ms CPU a query: median {median:.1f}, p95 {late:.1f}, worst {taken[-1]:.1f}")


def _tell(is_told: bool, what: str, claim: str, asked: str, found: list[Any]) -> None:
    if not is_told:
        return
    print(f"- {what}: {asked}\n    {claim}")
    for each in found:
        if each.check.shown_id == claim:
            print(f"    score {each.score:.2f}", [(str(d.kind), d.asked_words, d.other_words) for d in each.differs])


if __name__ == "__main__":
    sys.exit(main())
