"""`manage.py openapi`: the description of the API, printed, or compared with a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer


class Command(BaseCommand):
    help = (
        "Print the OpenAPI description of the API. With --check, say whether a file still holds it (exit status 1: no)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", metavar="FILE", help="compare with this file and print nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        schema = SchemaGenerator(urlconf="config.urls").get_schema(public=True)  # type: ignore[no-untyped-call]
        if GENERATOR_STATS:  # they have been printed
            raise CommandError("The description could not be made without warnings.")
        text = OpenApiYamlRenderer().render(schema, renderer_context={}).decode()  # type: ignore[no-untyped-call]
        if not options["check"]:
            self.stdout.write(text, ending="")
            return
        path = Path(options["check"])
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            raise CommandError(f"{path} does not hold the description of the API as it is now: run `make openapi`.")
        self.stdout.write(f"{path} is up to date.")
