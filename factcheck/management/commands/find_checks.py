"""`manage.py find_checks`: what others published of a claim, one text or a file of them. No network."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.exceptions import FactcheckError
from factcheck.services.find_checks import MOST_RESULTS, find_checks


class Command(BaseCommand):
    help = (
        "Find imported checks of a claim and of near ones, best first. “same”: a reader would call it the same claim; "
        "“differs”: what of it is another (number, date, place, name, negation, direction). Prints JSON."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", nargs="?", help="the claim")
        parser.add_argument("--limit", type=int, default=10, help=f"results, at most {MOST_RESULTS}")
        parser.add_argument(
            "--batch", metavar="FILE", help='JSON Lines {"id", "text"}, or -; one answer a line, in order'
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["text"]) == bool(options["batch"]):
            raise CommandError("Give either a text or --batch FILE.", returncode=2)
        if not options["batch"]:
            try:
                found = find_checks(options["text"], options["limit"])
            except FactcheckError as error:
                raise CommandError(str(error), returncode=2) from error
            answer = {"id": None, "results": [each.as_json() for each in found]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        try:
            file = options["batch"]
            lines = sys.stdin.buffer if file == "-" else Path(file).open("rb")  # noqa: SIM115 - closed below
        except OSError as error:
            raise CommandError(f"{options['batch']}: {error.strerror}.", returncode=2) from error
        with lines:
            for answer in answers(lines, options["limit"]):
                self.stdout.write(json.dumps(answer, ensure_ascii=False))


def answers(lines: Iterable[bytes], limit: int) -> Iterable[dict[str, Any]]:
    """One answer a line; a bad line gives an object with "error", and the run goes on."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer(line, number, limit)


def _answer(line: bytes, number: int, limit: int) -> dict[str, Any]:
    identity: Any = None
    try:
        asked = json.loads(line)
        if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
            identity = asked.get("id") if isinstance(asked, dict) else None
            return {"id": identity, "error": f'line {number}: an object with "id" and "text" was expected'}
        identity = asked.get("id")
        found = find_checks(asked["text"], limit)
    except (ValueError, RecursionError) as error:
        return {"id": identity, "error": f"line {number}: JSON was expected: {error}"}
    except FactcheckError as error:
        return {"id": identity, "error": f"line {number}: {error}"}
    return {"id": identity, "results": [each.as_json() for each in found]}
