"""`manage.py export_warc`: captures as a WARC file."""

from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from factcheck.models import Capture, Source, Story
from factcheck.services.warc import captures_of_story, export_file

Row = TypeVar("Row", Source, Story)


class Command(BaseCommand):
    help = "Write captures to a WARC 1.1 file, with digests, one gzip member a record where the name ends in .gz."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--source", metavar="ID", help="all captures of one source")
        which.add_argument("--story", metavar="ID", help="all captures of the sources looked in for a story")
        which.add_argument("--all", action="store_true", help="every capture")
        parser.add_argument("--output", required=True, metavar="FILE", type=Path, help="FILE.warc.gz or FILE.warc")

    def handle(self, *args: Any, **options: Any) -> None:
        ids = _captures(options)
        columns = (TextColumn("Writing captures"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), disable=options["verbosity"] == 0) as bar:
            task = bar.add_task("captures", total=len(ids))
            try:
                exported = export_file(ids, options["output"], lambda done: bar.update(task, completed=done))
            except OSError as error:
                raise CommandError(f"{options['output']}: {error.strerror or error}.", returncode=2) from error
        self.stdout.write(f"{exported.captures:,} captures, {exported.records:,} records in {options['output']}.")
        for problem in exported.problems:
            self.stderr.write(problem)
        if exported.problems:
            raise CommandError(f"{len(exported.problems):,} captures were written without their bytes.")


def _captures(options: dict[str, Any]) -> list[int]:
    """The ids of the captures asked for, oldest first."""
    rows = Capture.objects.order_by("pk")
    if options["all"]:
        return list(rows.values_list("pk", flat=True))
    if options["source"]:
        return list(rows.filter(source=_row(Source, options["source"])).values_list("pk", flat=True))
    return captures_of_story(_row(Story, options["story"]))


def _row(model: type[Row], written: str) -> Row:
    """The row with this id, by its number or its public id. Raises CommandError when there is none."""
    by = {"pk": int(written)} if written.isdecimal() else {"public_id": written}
    try:
        return model._default_manager.get(**by)
    except (model.DoesNotExist, ValidationError, ValueError, OverflowError) as error:
        name = model._meta.verbose_name
        raise CommandError(f"There is no {name} {written!r}.", returncode=2) from error
