"""`manage.py demo`: a story checked before one's eyes, its report kept as a page, and what to do next."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command

from factcheck.management.sample import SAMPLE_SOURCES, SAMPLE_STORY

NEEDS_A_PERSON = 1  # the exit status of check_story that is no failure here

NEXT = """
The same report as a page, to open in a browser:  {report}

Next
  make serve DEMO=1                         the desk, with this story in it
  make demo STORY=story.docx SOURCE=notes/  your own story against a file, folder or web address
  docs/quickstart.md                        a quarter of an hour with Factcheck
"""


class Command(BaseCommand):
    help = "Check the sample story (or STORY) against its sources and write the report to var/demo/report.html."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("story", nargs="?", default="", help="a file or web address; without it, the sample story")
        parser.add_argument("--source", action="append", default=[], help="a file, folder or web address; repeatable")

    def handle(self, *args: Any, story: str, source: list[str], **options: Any) -> None:
        report = Path(settings.DATA_DIR) / "demo" / "report.html"
        report.parent.mkdir(parents=True, exist_ok=True)
        tier: list[str] = []
        if not story:
            story, source = str(SAMPLE_STORY), [str(SAMPLE_SOURCES), *source]
            tier = ["--tier=P1"]  # the sample's sources are official verbatim records
        arguments = [story, *(f"--source={one}" for one in source), *tier]
        _check(arguments)
        _check([*arguments, "--format=html", f"--output={report}"])
        self.stdout.write(NEXT.format(report=_short(report)))


def _check(arguments: list[str]) -> None:
    """Runs check_story. A story that needs a person is what the demo shows; anything else that is not 0 ends it."""
    try:
        call_command("check_story", *arguments)
    except SystemExit as stop:
        if stop.code not in (0, None, NEEDS_A_PERSON):
            raise


def _short(path: Path) -> str:
    """The path from the folder one stands in, if it lies below."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
