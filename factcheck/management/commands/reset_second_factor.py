"""Take away somebody's second factor: for the last admin who lost both phone and recovery codes."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.services import second_factor


class Command(BaseCommand):
    help = "Take away the second factor of one person; their sessions end, and the audit chain says so."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the name the person signs in with")

    def handle(self, *args: Any, **options: Any) -> None:
        users = get_user_model()._default_manager
        user = users.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"A name that signs in was expected; nobody is called {options['name']!r}.")
        done = second_factor.reset(user, actor=None)
        self.stdout.write("The second factor is gone." if done else "There was no second factor.")
