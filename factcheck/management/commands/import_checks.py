"""`manage.py import_checks`: checks that others published, from files and addresses."""

import time
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from factcheck.fetch.checks.files import read_file
from factcheck.fetch.checks.records import BadRecord
from factcheck.fetch.result import Outcome
from factcheck.services.fetching import fetch_page
from factcheck.services.import_checks import ImportedChecks, import_checks, rebuild_words


class Command(BaseCommand):
    help = (
        "Import published checks: pages with ClaimReview (JSON-LD), DataFeed dumps, answers of Google's Fact Check "
        'Tools, CSV with a header, or JSON Lines {"id"?, "claim", "publisher", "rating", "date"?, "url"?}. What is '
        "there already is known again, so a stopped import is run again. Exit status 1 when records were skipped or a "
        "file could not be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", nargs="*", metavar="FILE|URL", help="files and web addresses, read in turn")
        parser.add_argument(
            "--rebuild", action="store_true", help="make the words by which checks are found anew, for all there are"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["place"] and not options["rebuild"]:
            raise CommandError("Name a file or a web address to import, or --rebuild.", returncode=2)
        problems = 0
        for place in options["place"]:
            problems += self._import(place, is_quiet=options["verbosity"] == 0)
        if options["rebuild"]:
            self.stdout.write(f"{rebuild_words():,} checks can be found by their words.")
        if problems:
            raise CommandError(f"{problems:,} problem{'s' if problems > 1 else ''}; all else was imported.")

    def _import(self, place: str, *, is_quiet: bool) -> int:
        """Import from one place; returns the number of problems, each reported."""
        started = time.monotonic()
        try:
            stream, size = self._open(place)
        except BadRecord as error:
            self.stderr.write(f"{place}: {error}")
            return 1
        columns = (TextColumn("Importing"), BarColumn(), DownloadColumn(), TextColumn("{task.fields[done]}"))
        bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), disable=is_quiet)
        unread, last = 0, ImportedChecks()
        with stream, bar:
            task = bar.add_task(place, total=size, done="")

            def tell(imported: ImportedChecks) -> None:
                nonlocal last
                last = imported
                bar.update(task, completed=stream.tell(), done=f"{imported.read:,} records")

            def report(where: str, reason: str) -> None:
                self.stderr.write(f"{place}, {where}: {reason}" if where else f"{place}: {reason}")

            try:
                last = import_checks(read_file(stream), place, report=report, progress=tell)
            except BadRecord as error:
                unread = 1
                report("", str(error))
        self._sum_up(place, last, time.monotonic() - started)
        return last.skipped + unread

    def _open(self, place: str) -> tuple[BinaryIO, int]:
        if place.startswith(("http://", "https://")):
            result = fetch_page(place)
            if result.outcome != Outcome.FETCHED:
                raise BadRecord(f"could not be fetched ({result.outcome}): {result.reason}")
            return BytesIO(result.raw_bytes), len(result.raw_bytes)
        try:
            return cast(BinaryIO, Path(place).open("rb")), Path(place).stat().st_size
        except OSError as error:
            raise BadRecord(f"{error.strerror}.") from error

    def _sum_up(self, place: str, imported: ImportedChecks, seconds: float) -> None:
        speed = f" ({imported.read / seconds:,.0f} records a second)" if seconds > 1 else ""
        self.stdout.write(
            f"{place}: {imported.added:,} checks added, {imported.known:,} were there already, "
            f"{imported.republished:,} came again elsewhere or later, {imported.skipped:,} skipped{speed}."
        )
