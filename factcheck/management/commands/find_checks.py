"""`manage.py find_checks`: what others published of a claim, one text or a file of them. No network."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.exceptions import FactcheckError
from factcheck.management.batch import answer_batch
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
        if options["batch"]:
            answer_batch(options["batch"], self.stdout, lambda text, row: _results(text, options["limit"]))
            return
        try:
            answer = {"id": None, **_results(options["text"], options["limit"])}
        except FactcheckError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))


def _results(text: str, limit: int) -> dict[str, Any]:
    return {"results": [each.as_json() for each in find_checks(text, limit)]}
