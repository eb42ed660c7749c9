"""Fetching with this newsroom's settings, one host gate for all workers, and robots files kept for all of them."""

import time
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from factcheck.fetch.apart import ReadLimits
from factcheck.fetch.client import fetch
from factcheck.fetch.result import FetchResult
from factcheck.fetch.robots import MemoryRobotsCache, RobotsFile
from factcheck.fetch.settings import FetchSettings
from factcheck.models import HostGate
from factcheck.services.host_gate import host_gate

# Robots files this process read lately. Longer ones are not kept: hostile hosts could fill some 13 MB, no more.
LONGEST_REMEMBERED = 64 * 1024  # characters; the rules of large sites have a tenth of it
_remembered = MemoryRobotsCache(most=200)


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
        gate=host_gate(),
        robots_cache=DatabaseRobotsCache(),
    )


def ask_service(url: str, headers: Mapping[str, str] | None = None) -> FetchResult:
    """The answer of a service the operator configured: as a fetch, but robots.txt, meant for readers of pages, is not
    asked.
    """
    return fetch(
        url,
        settings=replace(fetch_settings(), obeys_robots=False),
        headers=headers,
        gate=host_gate(),
        robots_cache=DatabaseRobotsCache(),
    )


class DatabaseRobotsCache:
    """The cache of `fetch.robots.RobotsCache`: one row an origin, beside the rows of the gate.

    Rules are remembered here as long as they are good: reading the row twice a visit was a tenth of a look at a page.
    """

    def get(self, origin: str) -> RobotsFile | None:
        return _remembered.get(origin) or self._stored(origin)

    def _stored(self, origin: str) -> RobotsFile | None:
        row = HostGate.objects.filter(host=_row_of(origin)).first()
        if row is None or row.robots_fetched_at is None:
            return None
        robots = RobotsFile(row.robots_text, row.robots_fetched_at.timestamp(), row.robots_wait_reason)
        if time.time() - robots.fetched_at > robots.keep_seconds:
            return None
        if not robots.wait_reason and len(robots.text) <= LONGEST_REMEMBERED:
            _remembered.put(origin, robots)
        return robots

    def put(self, origin: str, robots: RobotsFile) -> None:
        HostGate.objects.update_or_create(
            host=_row_of(origin),
            defaults={
                "robots_text": robots.text.replace("\0", ""),
                "robots_wait_reason": robots.wait_reason,
                "robots_fetched_at": timezone.now(),
            },
        )


def forget_robots() -> None:
    """Ask the database again for every host's rules."""
    _remembered.clear()


def _row_of(origin: str) -> str:
    """The row's name. http and https of one host may have different robots files."""
    parts = urlsplit(origin)
    return f"robots:{parts.scheme}://{parts.netloc}"[:260]
