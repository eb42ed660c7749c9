"""Addresses of the API's resources, absolute, from SITE_URL: the same whoever asks by whatever host name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse


def address_of(route: str, *ids: Any) -> str:
    """`address_of("quotation", quotation.public_id)`."""
    return f"{settings.SITE_URL}{reverse(f'api:{route}', args=ids)}"
