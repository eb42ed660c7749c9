"""Health checks."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from factcheck.models import Capture
from factcheck.services.health import Finding, State
from tests.factories import CaptureFactory

pytestmark = pytest.mark.django_db


def test_alive_looks_at_nothing(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_ready_names_what_was_looked_at(client: Client) -> None:
    response = client.get("/health/ready")
    assert response.status_code == 200, response.content
    assert {"database", "broker", "lookup index", "capture store", "background work"} == set(response.json()["checks"])
    assert response["Cache-Control"].startswith("max-age=0")


def test_lost_index_is_not_ready(client: Client) -> None:
    CaptureFactory()
    Capture.objects.update(indexed_at=timezone.now())
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["checks"]["lookup index"] == "wrong"


def test_nothing_an_outsider_could_use_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding("database", State.WRONG, "postgresql at db.internal:5432 does not answer")
    monkeypatch.setattr("factcheck.api.health.readiness", lambda: [finding])
    response = client.get("/health/ready")
    assert response.json() == {"status": "wrong", "checks": {"database": "wrong"}}


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_only_reading(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
