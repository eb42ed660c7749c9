"""How often one key, person or address may ask. Rates: REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import SimpleRateThrottle

from factcheck.api.access import person_of
from factcheck.models import ApiKey


class _Throttle(SimpleRateThrottle):
    def get_rate(self) -> str | None:
        # Read now, not when the class is made: tests and operators change settings.
        rates: dict[str, str] = api_settings.DEFAULT_THROTTLE_RATES  # type: ignore[assignment]
        return rates.get(self.scope or "")


class KeyThrottle(_Throttle):
    """Each key, and each person at the desk, has a share of its own."""

    scope = "key"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if isinstance(request.auth, ApiKey):
            return f"throttle:key:{request.auth.pk}"
        person = person_of(request)
        return f"throttle:person:{person.pk}" if person is not None else None


class AddressThrottle(_Throttle):
    """Without a key, each address has a share."""

    scope = "address"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if person_of(request) is not None:
            return None
        return f"throttle:address:{self.get_ident(request)}"
