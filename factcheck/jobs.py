"""Background work is asked for here, by the name of its task, after the rows it is about are committed.

A message is only a hint that a row is due. When the broker is away the row stays due and the sweep sends it again.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

# How long a worker may hold a row. Above the hard time limit of tasks (180 s), so a lease never ends under its holder.
LEASE = timedelta(minutes=5)

# Waits before the second, third … try of something that failed for a passing reason.
RETRY_DELAYS = (
    timedelta(seconds=30),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=3),
    timedelta(hours=12),
)

# After a broker was found away, messages of this process are left to the sweep for so long: somebody who gives a story
# with twenty sources does not wait for twenty failures.
PAUSE_SECONDS = 5.0
_away_until = 0.0  # on the monotonic clock

_is_held: ContextVar[bool] = ContextVar("_is_held", default=False)


@contextmanager
def held() -> Iterator[None]:
    """Within this context nothing is sent: the caller works through the due rows itself (management commands)."""
    token = _is_held.set(True)
    try:
        yield
    finally:
        _is_held.reset(token)


def enqueue(task: str, *ids: int, expires: float | None = None) -> None:
    """Send `task` ("factcheck.extract_story") with the ids of its rows, once the transaction at hand is committed.

    A message no worker took within `expires` seconds is thrown away.
    """
    if _is_held.get():
        return
    transaction.on_commit(lambda: _send(task, ids, expires), robust=True)


def _send(task: str, ids: tuple[int, ...], expires: float | None) -> None:
    global _away_until
    if time.monotonic() < _away_until:
        return
    try:
        current_app.send_task(task, args=ids, retry=False, expires=expires)
    except (OperationalError, OSError) as error:
        _away_until = time.monotonic() + PAUSE_SECONDS
        logger.warning("broker is away, %s %s waits for the sweep: %s", task, ids, error)


def lease_end(now: datetime | None = None) -> datetime:
    return (now or timezone.now()) + LEASE


def next_try(attempts: int, now: datetime | None = None) -> datetime | None:
    """When to try again after so many tries; None when it was tried often enough and a person should look."""
    if attempts > len(RETRY_DELAYS):
        return None
    return (now or timezone.now()) + RETRY_DELAYS[max(attempts, 1) - 1]
