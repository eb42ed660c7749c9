"""Clients of the API: nobody, keys with one scope, people with a session; and an index of their own for each test."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from tests.factories import ApiKeyFactory, UserFactory


@pytest.fixture(autouse=True)
def _fresh_throttles() -> Iterator[None]:
    cache.clear()
    yield


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> None:
    settings.LOOKUP_INDEX_DIR = tmp_path / "index"
    settings.LOOKUP_ENGINE = "tantivy"


@pytest.fixture
def anonymous() -> APIClient:
    return APIClient()


@pytest.fixture
def with_key(db: None) -> Callable[..., APIClient]:
    """`with_key("read", role="reviewer")`: a client that sends a key with these scopes."""

    def make(*scopes: str, role: str = "reviewer", user: Any = None) -> APIClient:
        secret = f"fck_{uuid.uuid4().hex}"
        key = ApiKeyFactory(user=user or UserFactory(role=role), scopes=list(scopes), secret=secret)
        client = APIClient(HTTP_AUTHORIZATION=f"Bearer {secret}")
        client.user = key.user  # type: ignore[attr-defined]
        return client

    return make


@pytest.fixture
def reader(with_key: Callable[..., APIClient]) -> APIClient:
    return with_key("read")


def problem_of(response: Any, slug: str) -> dict[str, Any]:
    """The problem document of the response, after checking that it is one of this kind."""
    assert response["Content-Type"] == "application/problem+json", response.content[:300]
    document: dict[str, Any] = response.json()
    assert document["type"].endswith(f"/api/v1/problems/{slug}"), document
    assert document["status"] == response.status_code
    assert document["title"] and document["detail"]
    return document
