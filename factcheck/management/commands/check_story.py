"""`manage.py check_story`: a story checked against its sources, from text to report, in one command."""

import json
import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console

from factcheck import jobs
from factcheck.exceptions import BadInput
from factcheck.models import Origin, Stage, Story, Tier
from factcheck.queries import story_report
from factcheck.reports.html import render_report
from factcheck.reports.terminal import print_report
from factcheck.services.find_checks import add_checks
from factcheck.services.gather import SOURCE_FILES, GivenSource
from factcheck.services.ingest import add_story
from factcheck.services.run import run_story
from factcheck.services.setup import prepare_database
from factcheck.text.match import Match, Severity, needs_person

MOST_FILES = 200


class Command(BaseCommand):
    help = (
        "Check every quotation of a story against its sources and print the report. Exit status: 0 every quotation is "
        "the recorded words (or says what it changed), 1 something needs a person, 2 the input cannot be used."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "story", metavar="STORY", help="a web address, a file (.txt .md .html .pdf .docx), or - for standard input"
        )
        parser.add_argument(
            "--source",
            action="append",
            default=[],
            metavar="PATH_OR_URL",
            help="where the words may be found: a web address, a file (also .srt .vtt) or a folder; repeatable",
        )
        parser.add_argument(
            "--tier",
            choices=Tier.values,
            default="",
            help="how near the given sources stand to the words: "
            + "; ".join(str(label) for label in Tier.labels)
            + ". Without it the rule of its host, else not rated; a source rated already keeps its tier",
        )
        parser.add_argument("--format", choices=("text", "json", "html"), default="text")
        parser.add_argument("--output", metavar="FILE", help="write the report there instead of the terminal")

    def handle(self, *args: Any, **options: Any) -> None:
        # What the workers log line by line is the progress line here.
        logging.getLogger("factcheck").setLevel(logging.WARNING)
        try:
            report = self._check(options)
            self._write(report, options)
        except BadInput as error:
            raise CommandError(str(error), returncode=2) from error
        sys.exit(exit_status(report))

    def _check(self, options: dict[str, Any]) -> dict[str, Any]:
        prepare_database()
        sources = [
            replace(source, tier=options["tier"]) for given in options["source"] for source in given_sources(given)
        ]
        console = Console(stderr=True, quiet=options["verbosity"] == 0)
        # The command works through the rows itself; messages to workers would only do it a second time.
        with jobs.held():
            story, _ = add_story(actor=None, sources=sources, **story_input(options["story"]))
            run_story(story, progress=_progress(console))
            story = Story.objects.get(pk=story.pk)
        if story.stage == Stage.FAILED or not story.text:
            raise BadInput(f"{options['story']}: {story.problem or 'the story could not be read'}")
        return add_checks(story_report(story))

    def _write(self, report: dict[str, Any], options: dict[str, Any]) -> None:
        output = Path(options["output"]) if options["output"] else None
        if options["format"] == "text":
            if output is None:
                print_report(report, Console(file=self.stdout._out))  # type: ignore[arg-type] # no method, a stream
                return
            with open_output(output) as file:
                print_report(report, Console(file=file, width=100))
            return
        if options["format"] == "json":
            text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
        else:
            text = render_report(report)
        if output is None:
            self.stdout.write(text, ending="")
            return
        with open_output(output) as file:
            file.write(text)


def open_output(path: Path) -> Any:
    """The file opened for writing. Raises BadInput when it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise BadInput(f"--output {path}: cannot be written: {error.strerror}.") from error


def story_input(given: str) -> dict[str, Any]:
    """The keyword arguments of `add_story` for a file, an address, or - (standard input). Raises BadInput."""
    if given == "-":
        return {"raw_bytes": sys.stdin.buffer.read(), "file_name": "standard input.txt", "origin": Origin.PASTED}
    if given.startswith(("http://", "https://")):
        return {"url": given, "origin": Origin.URL}
    path = Path(given)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{given}: a story file was expected; {error.strerror or error}.") from error
    if not content:
        raise BadInput(f"{given}: a story was expected; the file is empty.")
    return {"raw_bytes": content, "file_name": path.name, "origin": Origin.FILE}


def given_sources(given: str) -> list[GivenSource]:
    """The sources an address, a file or a folder stands for. Raises BadInput."""
    if given.startswith(("http://", "https://")):
        return [GivenSource(url=given)]
    path = Path(given)
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix.lower() in SOURCE_FILES and file.is_file())
        files = [file for file in files if file.name.lower() != "readme.md"]
        if not files:
            raise BadInput(
                f"--source {given}: a folder with {', '.join(SOURCE_FILES)} files was expected; none is in it."
            )
        if len(files) > MOST_FILES:
            raise BadInput(f"--source {given}: at most {MOST_FILES} files were expected; {len(files)} are in it.")
        return [GivenSource(path=str(file.resolve())) for file in files]
    if not path.exists():
        raise BadInput(f"--source {given}: a web address, a file or a folder was expected; there is no such file.")
    return [GivenSource(path=str(path.resolve()))]


def exit_status(report: dict[str, Any]) -> int:
    """0 when every quotation is in a harmless class and no change in it is high, 1 when a person should look."""
    return int(any(_needs_person(quotation["match"]) for quotation in report["quotations"]))


def _needs_person(match: dict[str, Any] | None) -> bool:
    return match is None or needs_person(Match(match["class"]), Severity(match["severity"]))


def _progress(console: Console) -> Any:
    """A function that shows what is being done, on one line of standard error, when somebody watches."""
    if not console.is_terminal:
        return lambda message: None

    def show(message: str) -> None:
        console.print(f"[dim]{message}[/dim]", end="\r" if message else "\n", soft_wrap=True)

    return show
