"""`manage.py lookup`: where words come from, one text or a file of them. The same answer as the API's."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.exceptions import FactcheckError
from factcheck.services.lookup import MOST_RESULTS, lookup
from factcheck.services.lookup_answer import as_json


class Command(BaseCommand):
    help = "Look words up in all captures and published decisions, private sources included. Prints JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", nargs="?", help="the words, as somebody quotes them")
        parser.add_argument("--speaker", default="", help="who is said to have said them")
        parser.add_argument("--limit", type=int, default=10, help=f"results, at most {MOST_RESULTS}")
        parser.add_argument(
            "--batch", metavar="FILE", help='JSON Lines {"id", "text", "speaker"?}, or -; one answer a line, in order'
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["text"]) == bool(options["batch"]):
            raise CommandError("Give either a text or --batch FILE.", returncode=2)
        if options["text"]:
            try:
                answer = lookup(
                    options["text"], speaker=options["speaker"], limit=options["limit"], include_private=True
                )
            except FactcheckError as error:
                raise CommandError(str(error), returncode=2) from error
            self.stdout.write(json.dumps(as_json(answer), ensure_ascii=False, indent=2))
            return
        self._answer_batch(options["batch"], options["limit"])

    def _answer_batch(self, file: str, limit: int) -> None:
        try:
            lines = sys.stdin.buffer if file == "-" else Path(file).open("rb")  # noqa: SIM115 - closed below
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.", returncode=2) from error
        with lines:
            for answer in answers(lines, limit):
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
            return {"id": None, "error": f'line {number}: an object with "id" and "text" was expected'}
        identity = asked.get("id")
        answer = lookup(asked["text"], speaker=str(asked.get("speaker") or ""), limit=limit, include_private=True)
    except (ValueError, RecursionError) as error:
        return {"id": identity, "error": f"line {number}: JSON was expected: {error}"}
    except FactcheckError as error:
        return {"id": identity, "error": str(error)}
    return {"id": identity, **as_json(answer)}
