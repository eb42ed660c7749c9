"""`manage.py export_audit`: the audit chain, or that of one story, quotation or claim, as CSV or JSON Lines."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.exceptions import BadInput
from factcheck.services.export_audit import FORMATS, KINDS, entries_of, lines


class Command(BaseCommand):
    help = "Write the audit chain to a file. Signatures a second reader must not know yet are closed in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=list(FORMATS), default="jsonl")
        parser.add_argument("--of", nargs=2, metavar=("KIND", "ID"), help=f"only of one {', '.join(KINDS)}")
        parser.add_argument("--output", metavar="FILE", required=True, help="the file, or - for standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = lines(entries_of(*(options["of"] or ())), options["format"])
        except BadInput as error:
            raise CommandError(str(error), returncode=2) from error
        if options["output"] == "-":
            for line in written:
                self.stdout.write(line, ending="")
            return
        output = Path(options["output"])
        partial = output.with_name(f"{output.name}.part")  # whoever reads the file finds a whole one
        try:
            with partial.open("w", encoding="utf-8", newline="") as file:
                file.writelines(written)
            partial.replace(output)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}.", returncode=2) from error
        self.stdout.write(f"The audit chain is written to {output}.")
