"""Where a request comes from, by the same rule as the API's throttles."""

from typing import Any, cast

from django.http import HttpRequest
from rest_framework.throttling import BaseThrottle


def address_of(request: HttpRequest) -> str:
    """The address of whoever asks; behind a proxy the one the proxy saw, never one the visitor could write."""
    return str(BaseThrottle().get_ident(cast(Any, request)) or "")
