"""`manage.py export_checks`: everything published as a DataFeed of schema.org ClaimReview."""

from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.services.export_checks import write_feed


class Command(BaseCommand):
    help = "Write published ratings and attribution statuses as a DataFeed of ClaimReview; retracted ones are left out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--output", metavar="FILE", required=True, help="the file to write, or - for standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["output"] == "-":
            write_feed(cast(IO[str], self.stdout._out))
            return
        output = Path(options["output"])
        partial = output.with_name(f"{output.name}.part")  # whoever reads the file finds a whole one
        try:
            with partial.open("w", encoding="utf-8") as file:
                count = write_feed(file)
            partial.replace(output)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}.", returncode=2) from error
        self.stdout.write(f"{count:,} published checks written to {output}.")
