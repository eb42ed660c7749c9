"""`manage.py rebuild_index`: the lookup index made anew from the captures in the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from factcheck.exceptions import IndexUnavailable
from factcheck.services.index import rebuild_index


class Command(BaseCommand):
    help = "Make the lookup index anew from all captures. Searches go on in the old one until the new one is whole."

    def handle(self, *args: Any, **options: Any) -> None:
        columns = (TextColumn("Indexing captures"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), disable=options["verbosity"] == 0) as bar:
            task = bar.add_task("captures", total=None)
            try:
                written = rebuild_index(lambda done, total: bar.update(task, completed=done, total=total))
            except IndexUnavailable as error:
                raise CommandError(str(error)) from error
        self.stdout.write(f"{written:,} passages in the lookup index.")
