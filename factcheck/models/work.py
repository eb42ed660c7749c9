"""Work as a state of a row: when it is due, how often it was tried, who holds it, what went wrong last."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar

from django.db import models
from django.db.models import Q

from factcheck.models.written import change

Row = TypeVar("Row", bound="Work")

# No lease is this long (jobs.LEASE is five minutes): one that ends later was taken before the clock was set back, and
# would keep its row until the clock has caught up.
LONGEST_LEASE = timedelta(minutes=15)
CLAIM = (
    "lease_until = %s, attempts = attempts + 1 WHERE id = %s AND next_attempt_at <= %s "
    "AND (lease_until IS NULL OR lease_until < %s OR lease_until > %s)"
)


class WorkQuerySet(models.QuerySet[Row]):
    def due(self, now: datetime) -> WorkQuerySet[Row]:
        """Rows whose time has come and that nobody holds."""
        is_free = Q(lease_until__isnull=True) | Q(lease_until__lt=now) | Q(lease_until__gt=now + LONGEST_LEASE)
        return self.filter(is_free, next_attempt_at__lte=now)

    def claim(self, pk: int, now: datetime, until: datetime) -> bool:
        """True for the one caller that gets the row; everyone else, and a row that is not due, gets False.

        One conditional UPDATE, so two workers with the same message cannot both win.
        """
        # The condition of `due`, written out.
        statement = f"UPDATE {self.model._meta.db_table} SET {CLAIM}"  # noqa: S608
        return change(statement, [until, pk, now, now, now + LONGEST_LEASE]) == 1

    def held(self, row: Row) -> WorkQuerySet[Row]:
        """The row, while it is still under the lease it was loaded with; empty once another worker has it.

        A worker that slept through its lease writes its outcome through this, and so writes nothing.
        """
        return self.filter(pk=row.pk, lease_until=row.lease_until)


class Work(models.Model):
    """A row that something has to be done to. Times are UTC.

    `next_attempt_at` is when it is due (empty: nothing to do). A worker that dies leaves its lease behind; when that
    has run out, the sweep sends the row again.
    """

    attempts = models.PositiveIntegerField(default=0, editable=False)
    next_attempt_at = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    last_error = models.TextField(blank=True, default="", editable=False)

    class Meta:
        abstract = True
