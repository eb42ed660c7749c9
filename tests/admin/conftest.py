"""People of every role, signed in, for the tests of the desk."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories import UserFactory

ROLES = ("reporter", "reviewer", "editor", "source manager", "auditor", "admin")


@pytest.fixture
def sign_in(db: None) -> Callable[..., Client]:
    """`sign_in("reviewer")` or `sign_in(user)`: a client of that person; `client.user` is the person."""

    def _sign_in(who: Any) -> Client:
        user = UserFactory(role=who) if isinstance(who, str) else who
        client = Client()
        client.force_login(user)
        client.user = user  # type: ignore[attr-defined]
        return client

    return _sign_in
