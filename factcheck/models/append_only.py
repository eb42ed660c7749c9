"""Rows that are written once: refused by the model here, and by triggers in the database itself.

`install` and `remove` are called by the migration that creates the tables; the test suite lifts the triggers to
empty them.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY_TABLES = ("factcheck_auditentry", "factcheck_revision", "factcheck_reviewstep")


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete a row that is written once."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> int:
        raise AppendOnlyError(f"{self.model.__name__} rows are written once; they cannot be updated.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(f"{self.model.__name__} rows are written once; they cannot be deleted.")


class AppendOnly(models.Model):
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} rows are written once; they cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(f"{type(self).__name__} rows are written once; they cannot be deleted.")


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers that refuse UPDATE and DELETE on the append-only tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION factcheck_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
                "BEGIN RAISE EXCEPTION '% rows are written once', TG_TABLE_NAME; END $$"
            )
        for table in APPEND_ONLY_TABLES:
            for act in ("UPDATE", "DELETE"):
                cursor.execute(_create_trigger(connection.vendor, table, act))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers again."""
    with connection.cursor() as cursor:
        for table in APPEND_ONLY_TABLES:
            for act in ("UPDATE", "DELETE"):
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, act)}{on_table}")


def _name(table: str, act: str) -> str:
    return f"{table}_no_{act.lower()}"


def _create_trigger(vendor: str, table: str, act: str) -> str:
    head = f"CREATE TRIGGER {_name(table, act)} BEFORE {act} ON {table} FOR EACH ROW "
    if vendor == "postgresql":
        return head + "EXECUTE FUNCTION factcheck_refuse_change()"
    return head + f"BEGIN SELECT RAISE(ABORT, '{table} rows are written once'); END"
