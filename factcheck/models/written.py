"""Statements that are written out: asked at every look at a page, where making them from objects takes ten times as
long as running them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.db import connection, models

Value = str | int | float | datetime | None
Row = TypeVar("Row", bound=models.Model)


def change(statement: str, values: Sequence[Value]) -> int:
    """How many rows the statement changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, _adapted(values))
        changed: int = cursor.rowcount
    return changed


def load(model: type[Row], statement: str, values: Sequence[Value]) -> Row | None:
    """The first row the statement selects, None for none. Columns of other tables become attributes as they are."""
    return next(iter(model._default_manager.raw(statement, _adapted(values))), None)


def _adapted(values: Sequence[Value]) -> list[Value]:
    return [
        connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value for value in values
    ]
