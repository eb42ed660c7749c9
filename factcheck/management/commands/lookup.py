"""`manage.py lookup`: where words come from, one text or a file of them. The same answer as the API's."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.exceptions import FactcheckError
from factcheck.management.batch import answer_batch
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
        limit = options["limit"]
        if options["batch"]:
            answer_batch(
                options["batch"],
                self.stdout,
                lambda text, row: _results(text, str(row.get("speaker") or ""), limit),
            )
            return
        try:
            answer = _results(options["text"], options["speaker"], limit)
        except FactcheckError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))


def _results(text: str, speaker: str, limit: int) -> dict[str, Any]:
    return as_json(lookup(text, speaker=speaker, limit=limit, include_private=True))
