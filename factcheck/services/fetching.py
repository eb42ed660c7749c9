"""Fetching with this newsroom's settings, and one host gate for all workers, kept in the database."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from factcheck.fetch.apart import ReadLimits
from factcheck.fetch.client import fetch
from factcheck.fetch.exceptions import HostMustWait
from factcheck.fetch.politeness import BREAKER_FAILURES, LONGEST_RETRY_AFTER_SECONDS, backoff_seconds
from factcheck.fetch.result import FetchResult
from factcheck.fetch.robots import RobotsFile
from factcheck.fetch.settings import FetchSettings
from factcheck.models import HostGate

# A worker waits this long for its turn at a host, then gives the source back for later.
PATIENCE_SECONDS = 20.0
# A visit cannot last longer: the fetch deadline and the wait for a slow close. A worker that died frees the host then.
LONGEST_VISIT = timedelta(seconds=60)
POLL_SECONDS = 0.1


def fetch_settings() -> FetchSettings:
    return FetchSettings(
        contact_url=settings.FETCH_CONTACT_URL,
        allowed_hosts=tuple(settings.FETCH_ALLOW),
        gap_seconds=settings.FETCH_HOST_GAP_SECONDS,
    )


def read_limits() -> ReadLimits:
    return ReadLimits(seconds=settings.READ_SECONDS, memory_bytes=settings.READ_MEMORY_BYTES)


def fetch_page(url: str, *, etag: str = "", last_modified: str = "") -> FetchResult:
    """The result of one polite fetch; never raises. `etag` and `last_modified` make it conditional."""
    return fetch(
        url,
        settings=fetch_settings(),
        etag=etag,
        last_modified=last_modified,
        gate=DatabaseHostGate(),
        robots_cache=DatabaseRobotsCache(),
    )


class DatabaseHostGate:
    """The gate of `fetch.politeness.HostGate`, shared by all workers through one row a host."""

    def __init__(self, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self.patience_seconds = patience_seconds

    @contextmanager
    def wait_turn(self, host: str, gap_seconds: float) -> Iterator[None]:
        self._enter(host)
        try:
            yield
        finally:
            HostGate.objects.filter(host=host).update(
                busy_until=None, next_allowed_at=timezone.now() + timedelta(seconds=gap_seconds)
            )

    def record_success(self, host: str) -> None:
        HostGate.objects.filter(host=host).exclude(failures=0).update(failures=0)

    def record_failure(self, host: str) -> None:
        HostGate.objects.filter(host=host).update(failures=models.F("failures") + 1)
        failures = HostGate.objects.filter(host=host).values_list("failures", flat=True).first() or 0
        if failures >= BREAKER_FAILURES:
            self.retry_after(host, backoff_seconds(failures - BREAKER_FAILURES + 1))

    def retry_after(self, host: str, seconds: float) -> None:
        until = timezone.now() + timedelta(seconds=min(seconds, LONGEST_RETRY_AFTER_SECONDS))
        HostGate.objects.filter(host=host).filter(
            Q(retry_after_until__isnull=True) | Q(retry_after_until__lt=until)
        ).update(retry_after_until=until)

    def _enter(self, host: str) -> None:
        """Return once this caller alone holds the host. Raises HostMustWait when that is too far off."""
        HostGate.objects.get_or_create(host=host)
        give_up_at = time.monotonic() + self.patience_seconds
        while not self._try_to_enter(host):
            if time.monotonic() > give_up_at:
                raise HostMustWait(f"{host} is busy with other fetches of ours", self.patience_seconds)
            time.sleep(POLL_SECONDS)

    def _try_to_enter(self, host: str) -> bool:
        now = timezone.now()
        row = HostGate.objects.get(host=host)
        if row.retry_after_until and row.retry_after_until > now:
            wait = (row.retry_after_until - now).total_seconds()
            raise HostMustWait(f"{host} asked us to wait, or failed too often: next try in {wait:.0f} seconds", wait)
        if row.next_allowed_at and (row.next_allowed_at - now).total_seconds() > self.patience_seconds:
            wait = (row.next_allowed_at - now).total_seconds()
            raise HostMustWait(f"the next turn at {host} is {wait:.0f} seconds away", wait)
        free = HostGate.objects.filter(host=host).filter(
            Q(busy_until__isnull=True) | Q(busy_until__lt=now),
            Q(next_allowed_at__isnull=True) | Q(next_allowed_at__lte=now),
        )
        return free.update(busy_until=now + LONGEST_VISIT) == 1


class DatabaseRobotsCache:
    """The cache of `fetch.robots.RobotsCache`: one row an origin, beside the rows of the gate."""

    def get(self, origin: str) -> RobotsFile | None:
        row = HostGate.objects.filter(host=_row_of(origin)).first()
        if row is None or row.robots_fetched_at is None:
            return None
        robots = RobotsFile(row.robots_text, row.robots_fetched_at.timestamp(), row.robots_wait_reason)
        return None if time.time() - robots.fetched_at > robots.keep_seconds else robots

    def put(self, origin: str, robots: RobotsFile) -> None:
        HostGate.objects.update_or_create(
            host=_row_of(origin),
            defaults={
                "robots_text": robots.text.replace("\0", ""),
                "robots_wait_reason": robots.wait_reason,
                "robots_fetched_at": timezone.now(),
            },
        )


def _row_of(origin: str) -> str:
    """The row's name. http and https of one host may have different robots files."""
    parts = urlsplit(origin)
    return f"robots:{parts.scheme}://{parts.netloc}"[:260]
