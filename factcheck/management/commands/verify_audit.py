"""`manage.py verify_audit`: walks the audit chain and names the first broken link."""

from typing import Any

from django.core.management import BaseCommand, CommandError

from factcheck.services.audit import verify_chain


class Command(BaseCommand):
    help = "Walk the whole audit chain. Exit status 1 when it was bent, naming the first broken link."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify_chain()
        if not verdict.is_whole:
            raise CommandError(f"The audit chain is broken. {verdict.problem}")
        entries = "1 entry" if verdict.entries == 1 else f"{verdict.entries:,} entries"
        self.stdout.write(f"The audit chain is whole: {entries}.")
