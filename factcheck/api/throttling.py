"""How often one key, person or address may ask. Rates: REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"], "600/min" and the
like.

Each caller costs the cache one number, whatever the rate: the time at which all requests so far would have been due had
they come evenly (generic cell rate algorithm, ITU-T I.371). Two requests at the same instant may be counted as one.
"""

from __future__ import annotations

import math
import time
from typing import Any

from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import BaseThrottle

from factcheck.api.access import person_of
from factcheck.models import ApiKey

PERIODS = {"sec": 1, "min": 60, "hour": 3_600, "day": 86_400}


class _Throttle(BaseThrottle):
    scope = ""

    def __init__(self) -> None:
        self._wait_seconds = 0.0

    def caller(self, request: Request) -> str:
        """Whose share this request counts against; "" when this throttle has no say."""
        raise NotImplementedError

    def allow_request(self, request: Request, view: Any) -> bool:
        caller, rate = self.caller(request), _rate(self.scope)
        if not caller or rate is None:
            return True
        requests, period = rate
        key, now = f"throttle:{caller}", time.time()
        due = max(cache.get(key, now), now) + period / requests
        self._wait_seconds = due - now - period
        # A hair's breadth, or the last request of a full share is lost to rounding.
        if self._wait_seconds > 1e-6:
            return False
        cache.set(key, due, timeout=math.ceil(period) + 1)
        return True

    def wait(self) -> float:
        return self._wait_seconds


class KeyThrottle(_Throttle):
    """Each key, and each person at the desk, has a share of its own."""

    scope = "key"

    def caller(self, request: Request) -> str:
        if isinstance(request.auth, ApiKey):
            return f"key:{request.auth.pk}"
        person = person_of(request)
        return f"person:{person.pk}" if person is not None else ""


class AddressThrottle(_Throttle):
    """Without a key, each address has a share."""

    scope = "address"

    def caller(self, request: Request) -> str:
        return "" if person_of(request) is not None else f"address:{self.get_ident(request)}"


def _rate(scope: str) -> tuple[int, int] | None:
    """Requests and seconds. Read now, not when the class is made: tests and operators change settings."""
    rates: dict[str, str] = api_settings.DEFAULT_THROTTLE_RATES  # type: ignore[assignment]
    if scope not in rates:
        return None
    requests, period = rates[scope].split("/")
    return int(requests), PERIODS[period]
