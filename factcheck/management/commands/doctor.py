"""`manage.py doctor`: what is set up, what is reachable, what is wrong and how to mend it."""

import platform
import sys
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from rich.console import Console
from rich.text import Text

from factcheck.services.health import Finding, State, examine

SIGNS = {State.OK: ("✓", "green"), State.ADVICE: ("·", "yellow"), State.WRONG: ("✗", "bold red")}


class Command(BaseCommand):
    help = "Say what is set up, what is reachable, what is wrong and how to mend it. Exit status 1: something is wrong."
    requires_system_checks = ()  # a doctor that needs the patient to be well first is of no use

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(soft_wrap=True, highlight=False)
        mode = "production" if not settings.SECRET_KEY.startswith("insecure-") else "on this machine"
        console.print(f"Factcheck, {mode}, Python {platform.python_version()}, data in {settings.DATA_DIR}")
        findings = examine()
        for finding in findings:
            console.print(_line(finding))
        wrong = sum(finding.state == State.WRONG for finding in findings)
        console.print("Everything that is needed works." if not wrong else f"Wrong: {wrong}. See above for what to do.")
        sys.exit(1 if wrong else 0)


def _line(finding: Finding) -> Text:
    sign, style = SIGNS[finding.state]
    line = Text.assemble((sign, style), f" {finding.name:<16} {finding.text}")
    if finding.mend:
        line.append(f"\n  {'':<16} → {finding.mend}", style="bold" if finding.state == State.WRONG else "")
    return line
