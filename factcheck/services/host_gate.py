"""One host gate for all workers: a row a host is the record, and with Redis those who wait do so without asking it.

A row is only changed under the condition that it is still as it was read, so of two workers one enters. All times are
those of the database's clock: the workers' own may differ.
"""

import contextlib
import logging
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import lru_cache

import redis
from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from factcheck.fetch.exceptions import HostMustWait
from factcheck.fetch.politeness import (
    BREAKER_FAILURES,
    BUSY_BACKOFF_SECONDS,
    LONGEST_RETRY_AFTER_SECONDS,
    Gap,
    backoff_seconds,
    gap_in_seconds,
)
from factcheck.models import HostGate
from factcheck.models.written import change, load

logger = logging.getLogger(__name__)

# A worker waits this long for its turn at a host, then gives the source back for later.
PATIENCE_SECONDS = 20.0
# A visit cannot last longer: the fetch deadline and the wait for a slow close. A worker that died frees the host then.
LONGEST_VISIT = timedelta(seconds=60)
POLL_SECONDS = 0.1
# A Redis that is away is not waited for, and left alone for a while: the row keeps the manners without it, only with
# more questions to the database.
REDIS_SECONDS = 2.0
REDIS_PAUSE_SECONDS = 30.0
# What a visit has to know of the row; rules for robots lie in rows of their own.
GATE = "SELECT id, host, left_at, busy_until, failures, retry_after_until FROM factcheck_hostgate WHERE host = %s"
TAKE = "UPDATE factcheck_hostgate SET busy_until = %s WHERE id = %s"
LEAVE = "UPDATE factcheck_hostgate SET busy_until = NULL, left_at = %s WHERE host = %s AND busy_until = %s"
_redis_away_until = 0.0  # on the monotonic clock


def host_gate(patience_seconds: float = PATIENCE_SECONDS) -> "DatabaseHostGate":
    """The gate of this installation."""
    if settings.FETCH_GATE_REDIS_URL:
        return RedisHostGate(_redis(settings.FETCH_GATE_REDIS_URL), patience_seconds)
    return DatabaseHostGate(patience_seconds)


class DatabaseHostGate:
    """The gate of `fetch.politeness.HostGate`, shared by all workers through one row a host."""

    def __init__(self, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self.patience_seconds = patience_seconds
        # Hosts held through this object that had no failures when it entered: nothing is to be forgotten there.
        self._unfailing: set[str] = set()

    @contextmanager
    def wait_turn(self, host: str, gap_seconds: Gap) -> Iterator[None]:
        held_until = self._enter(host, gap_seconds, time.monotonic() + self.patience_seconds)
        try:
            yield
        finally:
            self._unfailing.discard(host)
            _leave(host, held_until)

    def record_success(self, host: str) -> None:
        if host not in self._unfailing:
            HostGate.objects.filter(host=host).exclude(failures=0).update(failures=0)

    def record_failure(self, host: str) -> None:
        self._unfailing.discard(host)
        failures = _count_failure(host)
        if failures >= BREAKER_FAILURES:
            self.retry_after(host, backoff_seconds(failures - BREAKER_FAILURES + 1))

    def retry_after(self, host: str, seconds: float) -> None:
        until = clock() + timedelta(seconds=min(seconds, LONGEST_RETRY_AFTER_SECONDS))
        HostGate.objects.filter(host=host).filter(
            Q(retry_after_until__isnull=True) | Q(retry_after_until__lt=until)
        ).update(retry_after_until=until)

    def back_off(self, host: str) -> float:
        self._unfailing.discard(host)
        seconds = backoff_seconds(_count_failure(host), first_seconds=BUSY_BACKOFF_SECONDS)
        self.retry_after(host, seconds)
        return seconds

    def _enter(self, host: str, gap: Gap, give_up_at: float) -> datetime:
        """Until when the host is this caller's alone. Raises HostMustWait when its turn is too far off."""
        while True:
            row, now = _row(host), clock()  # in this order, or the row could be ahead of the clock
            wait = _seconds_until_turn(row, gap, now)
            if wait <= 0 and (held_until := _take(row, now)):
                if not row.failures:
                    self._unfailing.add(host)
                return held_until
            is_busy = row.busy_until is not None and row.busy_until > now
            if time.monotonic() + wait > give_up_at:
                raise HostMustWait(
                    f"{host} is busy with other fetches of ours" if is_busy
                    else f"the next turn at {host} is {wait:.0f} seconds away",
                    wait,
                )  # fmt: skip
            # Spread a little, or all who wait would ask in the same moment.
            time.sleep(POLL_SECONDS * random.uniform(0.5, 1) if is_busy else max(wait, 0) + random.uniform(0, 0.01))


class RedisHostGate(DatabaseHostGate):
    """The same gate, with a line before it: only its head looks at the row, the others wait at a lock in Redis."""

    def __init__(self, client: "redis.Redis", patience_seconds: float = PATIENCE_SECONDS) -> None:
        super().__init__(patience_seconds)
        self._client = client

    def _enter(self, host: str, gap: Gap, give_up_at: float) -> datetime:
        if time.monotonic() < _redis_away_until:
            return super()._enter(host, gap, give_up_at)
        with self._head_of_line(host, give_up_at):
            return super()._enter(host, gap, give_up_at)

    @contextmanager
    def _head_of_line(self, host: str, give_up_at: float) -> Iterator[None]:
        patience = max(0.0, give_up_at - time.monotonic())
        lock = self._client.lock(
            f"factcheck:host:{host}",
            timeout=patience + REDIS_SECONDS,
            sleep=POLL_SECONDS / 2,
            blocking_timeout=patience,
        )
        try:
            is_head = lock.acquire()
        except redis.RedisError as error:
            _leave_redis_alone(error)
            yield
            return
        if not is_head:
            raise HostMustWait(f"{host} is busy with other fetches of ours", self.patience_seconds)
        try:
            yield
        finally:
            with contextlib.suppress(redis.RedisError):  # it may have run out; the row decides anyway
                lock.release()


def clock() -> datetime:
    """Now, by the clock all workers share: the server's. With SQLite they are on one machine, and have its own."""
    if connection.vendor == "sqlite":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


def _row(host: str) -> HostGate:
    """The row of the host, made at its first visit."""
    return load(HostGate, GATE, [host]) or HostGate.objects.get_or_create(host=host)[0]


def _seconds_until_turn(row: HostGate, gap: Gap, now: datetime) -> float:
    """Seconds until a newcomer with this gap may enter; for a visit under way, which may end any time, the gap.

    Raises HostMustWait while the host is closed.
    """
    if row.retry_after_until and row.retry_after_until > now:
        wait = (row.retry_after_until - now).total_seconds()
        raise HostMustWait(f"{row.host} asked us to wait, or failed too often: next try in {wait:.0f} seconds", wait)
    pause = gap_in_seconds(gap)
    # Times much further ahead than a visit lasts were taken before the clock was set back.
    known = [moment for moment in (row.left_at, row.busy_until) if moment and moment - now <= 2 * LONGEST_VISIT]
    if row.busy_until in known and row.busy_until > now:
        return max(pause, POLL_SECONDS)
    # A time left in `busy_until` is that of a worker that died: its last request was not later.
    return max((pause - (now - moment).total_seconds() for moment in known), default=0.0)


def _take(row: HostGate, now: datetime) -> datetime | None:
    """Until when the host is held, for the one caller who finds the row as it was read."""
    until = now + LONGEST_VISIT
    as_read = {"busy_until": row.busy_until, "left_at": row.left_at, "retry_after_until": row.retry_after_until}
    is_as_read = " AND ".join(f"{column} {'IS NULL' if value is None else '= %s'}" for column, value in as_read.items())
    known = [value for value in as_read.values() if value is not None]
    taken = change(f"{TAKE} AND {is_as_read}", [until, row.pk, *known])
    return until if taken == 1 else None


def _leave(host: str, held_until: datetime) -> None:
    now = clock()
    if not change(LEAVE, [now, host, held_until]):
        # It lasted longer than it may, and the host is another's by now.
        HostGate.objects.filter(host=host).update(left_at=now)


def _count_failure(host: str) -> int:
    HostGate.objects.filter(host=host).update(failures=models.F("failures") + 1)
    return HostGate.objects.filter(host=host).values_list("failures", flat=True).first() or 1


def _leave_redis_alone(error: redis.RedisError) -> None:
    global _redis_away_until
    _redis_away_until = time.monotonic() + REDIS_PAUSE_SECONDS
    logger.warning("Redis is away, lines at hosts are kept by the database alone: %s", error)


@lru_cache(maxsize=2)
def _redis(url: str) -> "redis.Redis":
    return redis.from_url(url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS)
