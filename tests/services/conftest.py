"""Fixtures of the services' tests."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from tests.services.pages import PageServer


@pytest.fixture
def pages(settings: LazySettings) -> Iterator[PageServer]:
    """A page server on the loopback, the only address that may be fetched."""
    with PageServer().running() as server:
        settings.FETCH_ALLOW = [server.host]
        yield server
