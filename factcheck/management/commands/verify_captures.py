"""`manage.py verify_captures`: every stored file held against its hash."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from factcheck.services.verify import verify_captures


class Command(BaseCommand):
    help = "Hold every stored file against its sha256. Exit status 1 when one is damaged or missing, naming it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sample", type=int, metavar="N", help="N files only: those not looked at for longest")

    def handle(self, *args: Any, **options: Any) -> None:
        sample = options["sample"]
        if sample is not None and sample < 1:
            raise CommandError("--sample: a number of files, 1 or more, was expected.", returncode=2)
        columns = (TextColumn("Verifying files"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), disable=options["verbosity"] == 0) as bar:
            task = bar.add_task("files", total=None)
            verdict = verify_captures(sample, lambda done, total: bar.update(task, completed=done, total=total))
        for damage in verdict.damages:
            self.stdout.write(str(damage))
        files = "1 file" if verdict.files == 1 else f"{verdict.files:,} files"
        if verdict.damages:
            copies = "1 copy is" if len(verdict.damages) == 1 else f"{len(verdict.damages):,} copies are"
            raise CommandError(f"{files} looked at; {copies} damaged. Put the files back from a backup.")
        self.stdout.write(f"{files} looked at, all whole.")
