"""Absolute addresses of the API's resources."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from rest_framework.request import Request


def address_of(route: str, *ids: Any, request: Request | None = None) -> str:
    """`address_of("quotation", quotation.public_id, request=request)`: on the host that was asked, so that a client can
    follow it by the way it came; without a request the public address of this installation (SITE_URL).
    """
    path = reverse(f"api:{route}", args=ids)
    return request.build_absolute_uri(path) if request is not None else f"{settings.SITE_URL}{path}"
