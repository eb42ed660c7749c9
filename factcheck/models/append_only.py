"""Rows that are written once: refused by the model here, and by triggers in the database itself.

`install` and `remove` are called by the migration that creates the tables; the test suite lifts the triggers to
empty them. A migration that changes one of these tables calls `install` again: SQLite makes the table anew, without its
triggers, and a frozen column that came later is guarded from then on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY_TABLES = (
    *("factcheck_auditentry", "factcheck_revision", "factcheck_reviewstep", "factcheck_evidence"),
    "factcheck_comment",
)

# Rows that evidence is made of: they may be marked as indexed or looked through, their words and hashes may not change.
FROZEN_COLUMNS = {
    "factcheck_passage": ("capture_id", "layer", "start", "end", "exact", "prefix", "suffix", "recorded_speaker"),
    "factcheck_capture": (
        *("source_id", "outcome", "started_at", "ended_at", "final_url", "hops", "raw_sha256", "is_complete"),
        *("text", "text_sha256", "visible_text", "turns", "times"),
        *("request_headers", "response_headers", "heads", "canonical_url", "certificate_sha256", "robots"),
    ),
}


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
    """Create the triggers that refuse changes of what is written once. Those that exist are made anew."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION factcheck_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
                "BEGIN RAISE EXCEPTION '% rows are written once', TG_TABLE_NAME; END $$"
            )
        tables = set(connection.introspection.table_names(cursor))
        for table, act, columns in _guards():
            if table not in tables:  # an early migration
                continue
            there = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            guarded = tuple(column for column in columns if column in there)  # an early migration knows fewer
            cursor.execute(_create_trigger(connection.vendor, table, act, guarded))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers again."""
    with connection.cursor() as cursor:
        for table, act, _ in _guards():
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, act)}{on_table}")


def _guards() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Table, act and columns (empty: all) of each trigger."""
    for table in APPEND_ONLY_TABLES:
        yield table, "UPDATE", ()
        yield table, "DELETE", ()
    for table, columns in FROZEN_COLUMNS.items():
        yield table, "UPDATE", columns


def _name(table: str, act: str) -> str:
    return f"{table}_no_{act.lower()}"


def _create_trigger(vendor: str, table: str, act: str, columns: tuple[str, ...]) -> str:
    of_columns = " OF " + ", ".join(f'"{column}"' for column in columns) if columns else ""
    head = f"CREATE TRIGGER {_name(table, act)} BEFORE {act}{of_columns} ON {table} FOR EACH ROW "
    if vendor == "postgresql":
        return head + "EXECUTE FUNCTION factcheck_refuse_change()"
    return head + f"BEGIN SELECT RAISE(ABORT, '{table} rows are written once'); END"
