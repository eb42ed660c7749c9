"""`manage.py prune_captures`: the bytes of old copies nothing rests on are removed; their rows stay."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from factcheck.models import Capture
from factcheck.services import newsroom_settings
from factcheck.services.retention import prune_captures


class Command(BaseCommand):
    help = (
        "Remove the stored bytes of copies older than so many days, unless anything rests on them. Rows, hashes and "
        "texts stay; the audit chain says what was removed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--older-than", type=int, metavar="DAYS", help="without it: the setting FACTCHECK_RETENTION_DAYS"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and remove nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        days = options["older_than"] if options["older_than"] is not None else newsroom_settings.current().days_kept
        if days < 1:
            raise CommandError(
                "Say from which age on: --older-than DAYS, 1 or more, or set FACTCHECK_RETENTION_DAYS.", returncode=2
            )
        is_dry = options["dry_run"]
        told = self._tell if options["verbosity"] > 0 else None
        pruned = prune_captures(days, is_dry=is_dry, progress=told)
        copies = "1 copy" if pruned.captures == 1 else f"{pruned.captures:,} copies"
        files = "1 file" if pruned.files == 1 else f"{pruned.files:,} files"
        would = "would lose" if is_dry else "lost"
        went = "would be removed" if is_dry else "removed"
        self.stdout.write(f"{copies} {would} their bytes ({filesizeformat(pruned.bytes)}); {files} {went}.")

    def _tell(self, capture: Capture) -> None:
        self.stdout.write(f"capture {capture.pk}: {capture} ({filesizeformat(capture.raw_bytes_count)})")
