"""`manage.py import_archive`: a newsroom's own transcripts and stories as sources, from a file of JSON Lines."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from factcheck.services.gather import MOST_SOURCE_BYTES
from factcheck.services.import_archive import Imported, import_archive

# JSON may write one character of text in six bytes (\\u00e9); a longer line holds more than a source may.
MOST_LINE_BYTES = 6 * MOST_SOURCE_BYTES + 65_536


class Command(BaseCommand):
    help = (
        'Import JSON Lines {"url" or "id", "title", "published_at"?, "speaker"?, "tier"?, "text"} as sources. What was '
        "imported before is left, so an import that was stopped is run again. Exit status 1 when a line was bad."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="JSON Lines in UTF-8, or - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"]
        try:
            lines = sys.stdin.buffer if file == "-" else Path(file).open("rb")  # noqa: SIM115 - closed below
            size = None if file == "-" else Path(file).stat().st_size
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.", returncode=2) from error
        started = time.monotonic()
        columns = (TextColumn("Importing"), BarColumn(), DownloadColumn(), TextColumn("{task.fields[done]}"))
        bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), disable=options["verbosity"] == 0)
        with lines, bar:
            task = bar.add_task("lines", total=size, done="")
            read = Reading(lines)

            def tell(imported: Imported) -> None:
                bar.update(task, completed=read.bytes, done=f"{imported.passages:,} passages")

            imported = import_archive(read, report=self._report, progress=tell)
        self._sum_up(imported, time.monotonic() - started)

    def _report(self, number: int, reason: str) -> None:
        self.stderr.write(f"line {number}: {reason}")

    def _sum_up(self, imported: Imported, seconds: float) -> None:
        speed = f" ({imported.passages / seconds:,.0f} a second)" if seconds > 1 and imported.passages else ""
        self.stdout.write(
            f"{imported.captures:,} documents imported as {imported.sources:,} new sources, {imported.known:,} were "
            f"there already; {imported.passages:,} passages indexed{speed}."
        )
        if imported.waiting:
            self.stderr.write(f"{imported.waiting:,} captures wait for the lookup index; the sweep goes on trying.")
        if imported.bad:
            lines = "1 line was bad" if imported.bad == 1 else f"{imported.bad:,} lines were bad"
            raise CommandError(f"{lines} and left out.")


class Reading:
    """The lines of a file; `bytes` are read so far. A line too long to be a source is cut, and so no JSON."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        while line := self.file.readline(MOST_LINE_BYTES):
            self.bytes += len(line)
            rest = line
            while len(rest) == MOST_LINE_BYTES and not rest.endswith(b"\n"):
                rest = self.file.readline(MOST_LINE_BYTES)
                self.bytes += len(rest)
            yield line
