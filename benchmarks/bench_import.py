"""Measures the import of an archive: passages a second, from a file of JSON Lines to captures in the lookup index.

    python benchmarks/bench_import.py                    all sentences, as documents of 40
    python benchmarks/bench_import.py --sentences 3      short documents: statements, letters
    python benchmarks/bench_import.py --postgres         on DATABASE_URL, which must name an empty database
    python benchmarks/bench_import.py --smoke            a few thousand, for CI

Sentences come from `$FACTCHECK_SHARED_DATA/passages/sentences.tsv.gz` (date, tab, sentence).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> int:
    options = _options()
    folder = Path(os.environ.get("FACTCHECK_SHARED_DATA") or ROOT.parent / "shared" / "data")
    path = folder / "passages" / "sentences.tsv.gz"
    if not path.is_file():
        print("bench_import: no sentences found; set FACTCHECK_SHARED_DATA to the measuring data. Nothing measured.")
        return 0
    with tempfile.TemporaryDirectory() as directory:
        _set_up(directory, is_postgres=options.postgres)
        archive = Path(directory) / "archive.jsonl"
        archive.write_text("".join(_lines(path, options.sentences, 4_000 if options.smoke else None)))
        _measure(archive, "first import")
        _measure(archive, "the same again")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=40, help="sentences a document (40)")
    parser.add_argument("--postgres", action="store_true", help="on DATABASE_URL in place of SQLite")
    parser.add_argument("--smoke", action="store_true", help="small and quick")
    return parser.parse_args()


def _set_up(directory: str, *, is_postgres: bool) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["FACTCHECK_DATA_DIR"] = directory
    if not is_postgres:
        os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from factcheck.models import Capture

    if Capture.objects.exists():
        sys.exit("bench_import: DATABASE_URL names a database in use. Name an empty one.")


def _lines(path: Path, sentences: int, most: int | None) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t", 1) for line, _ in zip(file, range(most or sys.maxsize), strict=False)]
    for number in range(0, len(rows), sentences):
        part = rows[number : number + sentences]
        text = "\n".join(sentence for _, sentence in part)
        document = {"id": f"briefing-{number}", "title": f"Briefing {number}", "published_at": part[0][0], "text": text}
        yield json.dumps(document, ensure_ascii=False) + "\n"


def _measure(archive: Path, name: str) -> None:
    from factcheck.services.import_archive import import_archive

    wall, cpu = time.perf_counter(), time.process_time()
    with archive.open("rb") as lines:
        imported = import_archive(lines, report=lambda number, reason: print(number, reason))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    passages = imported.passages or 1
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{name}: {imported.captures:,} documents new, {imported.known:,} known, {imported.passages:,} passages; "
        f"{imported.passages / wall:,.0f} passages/s, {cpu / passages * 1e6:.0f} µs CPU a passage "
        f"({wall:.1f} s, CPU {cpu:.1f} s), {most} MB at most"
    )


if __name__ == "__main__":
    sys.exit(main())
