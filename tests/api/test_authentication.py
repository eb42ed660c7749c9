"""Bearer keys and sessions: who gets in, and what is said to those who do not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from factcheck.models import ApiKey
from tests.api.conftest import problem_of
from tests.factories import ApiKeyFactory, QuotationFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/api/v1/quotations"


def test_key_opens_what_is_not_published(reader: APIClient, anonymous: APIClient) -> None:
    QuotationFactory()
    assert len(reader.get(LIST).json()["results"]) == 1
    assert anonymous.get(LIST).json()["results"] == []


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("Bearer unknown", id="no such key"),
        pytest.param("Bearer", id="no key at all"),
        pytest.param("Bearer one two", id="two words"),
        pytest.param("Bearer " + "x" * 10_000, id="far too long"),
        pytest.param("Bearer ключ".encode().decode("latin-1"), id="not ASCII"),
    ],
)
def test_bad_key_is_401_with_a_challenge(header: str) -> None:
    response = APIClient(HTTP_AUTHORIZATION=header).get(LIST)
    problem_of(response, "invalid-key")
    assert response["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("fault", ["expired", "revoked", "inactive user"])
def test_key_that_no_longer_holds(fault: str) -> None:
    now = timezone.now()
    fields: dict[str, Any] = {
        "expired": {"expires_at": now - timedelta(seconds=1)},
        "revoked": {"revoked_at": now},
    }.get(fault, {})
    user = UserFactory(role="reviewer", is_active=fault != "inactive user")
    ApiKeyFactory(secret="fck_old", user=user, **fields)
    problem_of(APIClient(HTTP_AUTHORIZATION="Bearer fck_old").get(LIST), "invalid-key")


def test_key_opens_nothing_its_user_could_not_do(with_key: Callable[..., APIClient]) -> None:
    QuotationFactory()
    nobody = with_key("read", "submit", "review", user=UserFactory())
    assert nobody.get(LIST).json()["results"] == []
    problem_of(nobody.post("/api/v1/stories", {"text": "Some words."}, format="json"), "not-allowed")


def test_last_use_is_kept_at_most_once_a_minute(reader: APIClient) -> None:
    reader.get(LIST)
    first = ApiKey.objects.get().last_used_at
    assert first is not None
    reader.get(LIST)
    assert ApiKey.objects.get().last_used_at == first
    ApiKey.objects.update(last_used_at=first - timedelta(minutes=2))
    reader.get(LIST)
    assert ApiKey.objects.get().last_used_at > first


def test_session_of_a_person_at_the_desk_is_let_in() -> None:
    QuotationFactory()
    client = APIClient()
    client.force_login(UserFactory(role="reviewer"))
    assert len(client.get(LIST).json()["results"]) == 1


def test_session_cannot_write_without_the_csrf_token() -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(UserFactory(role="reporter"))
    document = problem_of(client.post("/api/v1/stories", {"text": "Some words."}, format="json"), "not-allowed")
    assert "CSRF" in document["detail"]


def test_without_a_key_writing_asks_for_one(anonymous: APIClient) -> None:
    problem_of(anonymous.post("/api/v1/stories", {"text": "Some words."}, format="json"), "not-authenticated")


def test_key_without_the_scope_is_told_which(reader: APIClient) -> None:
    document = problem_of(reader.post("/api/v1/stories", {"text": "Some words."}, format="json"), "not-allowed")
    assert "submit" in document["detail"]
