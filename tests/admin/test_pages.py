"""Every page of the desk answers, for every role, with or without rows; and asks a constant number of questions."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.admin.conftest import ROLES
from tests.factories import (
    AbsentFactory,
    AlertFactory,
    ApiKeyFactory,
    CaptureFactory,
    ClaimEvidenceFactory,
    ComparisonFactory,
    QuotationFactory,
    ReviewStepFactory,
    RevisionFactory,
    SearchFactory,
    StoryFactory,
    UserFactory,
    ViaFactory,
)

pytestmark = pytest.mark.django_db

LISTS = sorted(f"{model._meta.app_label}_{model._meta.model_name}_changelist" for model in admin.site._registry)


@pytest.fixture
def rows() -> dict[str, Any]:
    """One row of everything, in one story."""
    story = StoryFactory()
    quotation = ComparisonFactory(quotation__story=story).quotation
    AbsentFactory(quotation=quotation)
    ViaFactory(attribution=quotation.attribution)
    claim = ClaimEvidenceFactory(claim__story=story).claim
    SearchFactory(story=story, source=quotation.best_comparison.capture.source)
    SearchFactory(story=story, outcome="unavailable", reason="blocked at 09:14", capture=None)
    revision = RevisionFactory()
    return {
        "story": story,
        "quotation": quotation,
        "claim": claim,
        "source": quotation.best_comparison.capture.source,
        "capture": quotation.best_comparison.capture,
        "alert": AlertFactory(),
        "speaker": quotation.attribution.speaker,
        "outlet": quotation.attribution.vias.get().outlet,
        "revision": revision,
        "apikey": ApiKeyFactory(),
    }


def page_of(name: str, row: Any) -> str:
    return reverse(f"admin:factcheck_{name}_change", args=[row.pk])


@pytest.mark.parametrize("role", ROLES)
def test_lists_answer_by_permission(role: str, sign_in: Callable[..., Client], rows: dict[str, Any]) -> None:
    client = sign_in(role)
    for name in LISTS:
        app, model, _ = name.split("_")
        allowed = client.user.has_perm(f"{app}.view_{model}") or client.user.has_perm(f"{app}.change_{model}")
        answer = client.get(reverse(f"admin:{name}"), {"q": "bridge"})
        assert answer.status_code == (200 if allowed else 403), name


@pytest.mark.parametrize("role", ROLES)
def test_every_page_answers(role: str, sign_in: Callable[..., Client], rows: dict[str, Any]) -> None:
    client = sign_in(role)
    assert client.get(reverse("admin:index")).status_code == 200
    for name, row in rows.items():
        allowed = client.user.has_perm(f"factcheck.view_{name}")
        assert client.get(page_of(name, row)).status_code == (200 if allowed else 403), name


def test_unknown_rows_lead_back_to_the_desk(sign_in: Callable[..., Client], rows: dict[str, Any]) -> None:
    client = sign_in("editor")
    for name in rows:
        for number in ("99999", "x"):
            answer = client.get(reverse(f"admin:factcheck_{name}_change", args=[number]))
            assert answer.status_code in {302, 403}, (name, number)


def test_nobody_outside_sees_a_page(client: Client, rows: dict[str, Any]) -> None:
    for name, row in rows.items():
        assert client.get(page_of(name, row)).status_code == 302
    client.force_login(UserFactory(is_staff=False))
    assert client.get(page_of("story", rows["story"])).status_code == 302


def test_somebody_without_a_role_sees_nothing_of_the_desk(sign_in: Callable[..., Client], rows: dict[str, Any]) -> None:
    client = sign_in(UserFactory())
    page = client.get(reverse("admin:index")).content.decode()
    assert "No role yet." in page
    assert rows["story"].title not in page and "Unassigned" not in page
    for name, row in rows.items():
        assert client.get(page_of(name, row)).status_code == 403, name


def test_queue_begins_with_what_is_most_pressing(sign_in: Callable[..., Client]) -> None:
    late = QuotationFactory(story__deadline_at=timezone.now() + timedelta(days=2))
    soon = QuotationFactory(story__deadline_at=timezone.now() + timedelta(hours=1))
    heavy, light = QuotationFactory(weight=50), QuotationFactory(weight=1)
    url = reverse("admin:factcheck_quotation_changelist")
    rows = sign_in("reviewer").get(url, {"queue": "unassigned"}).context["cl"].result_list
    assert list(rows) == [soon, late, heavy, light]


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["landing", "story", "quotation", "claim", "source", "quotation_list", "claim_list"])
def test_number_of_queries_does_not_grow(name: str, sign_in: Callable[..., Client], rows: dict[str, Any]) -> None:
    client = sign_in("editor")
    urls = {
        "landing": reverse("admin:index"),
        "quotation_list": reverse("admin:factcheck_quotation_changelist") + "?queue=unassigned",
        "claim_list": reverse("admin:factcheck_claim_changelist"),
    }
    url = urls.get(name) or page_of(name, rows[name])
    client.get(url)
    before = queries_of(client, url)
    story = rows["story"]
    for _ in range(5):
        other = ComparisonFactory(quotation__story=story).quotation
        ComparisonFactory(quotation=rows["quotation"], best=False)
        ViaFactory(attribution=other.attribution)
        ClaimEvidenceFactory(claim__story=story)
        ClaimEvidenceFactory(claim=rows["claim"])
        SearchFactory(story=story, source=CaptureFactory().source)
        SearchFactory(source=rows["source"])
        CaptureFactory(source=rows["source"], latest=False)
        ReviewStepFactory(quotation=rows["quotation"])
        AlertFactory()
        StoryFactory()
    assert queries_of(client, url) <= before
