"""System checks that `manage.py check` runs: mistakes of set-up that would otherwise show as a wrong answer."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def contact_is_given(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A warning when the fetcher has no contact address: webmasters block what they cannot write to."""
    if settings.FETCH_CONTACT_URL:
        return []
    return [
        Warning(
            "CONTACT_URL is empty: the fetcher's User-Agent names no one to write to.",
            hint="Set CONTACT_URL to a page about your newsroom's quote desk.",
            id="factcheck.W001",
        )
    ]
