"""`manage.py watch`: look at the watched sources that are due, here and now, without workers."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from factcheck import jobs
from factcheck.models import Alert, AlertState, Capture, Source
from factcheck.services.capture import capture_source
from factcheck.services.monitor import check_capture

PAUSE_SECONDS = 30.0


class Command(BaseCommand):
    help = "Look again at the watched sources that are due, and say what changed in words that decisions rest on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round over what is due now, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        with jobs.held():
            self._look()
            while not options["once"]:
                time.sleep(PAUSE_SECONDS)
                self._look()

    def _look(self) -> None:
        due = Source.objects.all().due(timezone.now()).filter(is_watched=True).order_by("next_attempt_at")
        sources = list(due)
        for source in sources:
            before = set(Alert.objects.filter(source=source).values_list("pk", "state"))
            capture_source(source.pk)
            for capture_id in Capture.objects.filter(source=source, watched_at__isnull=True).values_list(
                "pk", flat=True
            ):
                check_capture(capture_id)
            self._tell(source, before)
        self.stdout.write(f"{len(sources)} watched source{'' if len(sources) == 1 else 's'} looked at.")

    def _tell(self, source: Source, before: set[tuple[int, str]]) -> None:
        for alert in Alert.objects.filter(source=source).order_by("pk"):
            if (alert.pk, alert.state) in before:
                continue
            doubt = " (seen once, to be confirmed)" if alert.state == AlertState.UNCONFIRMED else ""
            self.stdout.write(f"{source}: {alert.get_kind_display()}{doubt}: “{alert.words_gone}”")
