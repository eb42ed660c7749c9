"""The application: registers system checks, and makes the cache table when the cache lives in the database."""

from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class FactcheckConfig(AppConfig):
    name = "factcheck"
    verbose_name = "Quote desk"

    def ready(self) -> None:
        from factcheck import checks  # noqa: F401 - importing registers them

        post_migrate.connect(make_cache_table, sender=self)


def make_cache_table(sender: AppConfig, using: str = "default", verbosity: int = 1, **kwargs: Any) -> None:
    """After migrating, the table of the embedded cache; nothing where the cache is Redis."""
    call_command("createcachetable", database=using, verbosity=0)
