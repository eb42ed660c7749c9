"""Queues over the API: counts, and taking the next item."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from factcheck.models import Quotation, ReviewState
from factcheck.services.review import move, sign
from tests.api.conftest import problem_of
from tests.api.test_reviewed import compared_quotation, published_quotation
from tests.factories import ClaimFactory, QuotationFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db
TAKE = "/api/v1/queues/unassigned/take"


@pytest.fixture
def reviewer(with_key: Callable[..., APIClient]) -> APIClient:
    return with_key("read", "review")


def test_counts_of_both_kinds(reviewer: APIClient) -> None:
    QuotationFactory()
    ClaimFactory()
    rows = {row["name"]: row for row in reviewer.get("/api/v1/queues").json()["results"]}
    assert (rows["unassigned"]["quotations"]["count"], rows["unassigned"]["claims"]["count"]) == (1, 1)
    assert rows["unassigned"]["take"] == f"http://testserver{TAKE}"
    assert rows["second"]["take"] is None and rows["second"]["quotations"] == {"count": 0, "oldest_at": None}


def test_second_reading_is_not_offered_to_who_signed(with_key: Callable[..., APIClient]) -> None:
    quotation, passage = compared_quotation()
    first = UserFactory(role="reviewer")
    move(quotation, ReviewState.IN_REVIEW, actor=first)
    sign(quotation, actor=first, decision="altered_meaning", passages=[passage.pk], note="A note.")

    def waiting(user: Any) -> int:
        rows = {row["name"]: row for row in with_key("read", user=user).get("/api/v1/queues").json()["results"]}
        return int(rows["second"]["quotations"]["count"])

    assert (waiting(first), waiting(UserFactory(role="reviewer"))) == (0, 1)


def test_most_pressing_item_is_taken_and_can_be_signed_with_the_tag(reviewer: APIClient) -> None:
    QuotationFactory()
    pressing = QuotationFactory(story=StoryFactory(deadline_at=timezone.now() + timedelta(hours=1)))
    response: Any = reviewer.post(TAKE, {"type": "quotation"}, format="json")
    item = response.json()["quotation"]
    assert (response.status_code, item["id"], item["review_state"]) == (200, str(pressing.public_id), "in_review")
    assert item["assigned_to"] == reviewer.user.username and response.json()["claim"] is None  # type: ignore[attr-defined]
    released = reviewer.post(
        f"{item['href']}/transitions", {"to": "queued"}, format="json", headers={"If-Match": response["ETag"]}
    )
    assert released.status_code == 200, released.content


def test_each_is_taken_once_and_then_nothing_waits(reviewer: APIClient, with_key: Callable[..., APIClient]) -> None:
    ids = {str(QuotationFactory().public_id) for _ in range(2)}
    clients = (reviewer, with_key("read", "review"))
    assert {client.post(TAKE).json()["quotation"]["id"] for client in clients} == ids
    assert reviewer.post(TAKE).json() == {"quotation": None, "claim": None}


def test_claims_are_taken_too(reviewer: APIClient) -> None:
    claim = ClaimFactory()
    QuotationFactory()
    body = reviewer.post(TAKE, {"type": "claim"}, format="json").json()
    assert (body["claim"]["id"], body["quotation"]) == (str(claim.public_id), None)


def test_reopened_items_are_taken_too(reviewer: APIClient) -> None:
    quotation = published_quotation()
    move(quotation, ReviewState.REOPENED, actor=UserFactory(role="editor"), reason="The source changed.")
    body = reviewer.post("/api/v1/queues/reopened/take").json()
    assert (body["quotation"]["id"], body["quotation"]["review_state"]) == (str(quotation.public_id), "in_review")


@pytest.mark.parametrize("name", ["mine", "second", "disputed", "needs_source", "publish"])
def test_other_queues_are_not_taken_from(reviewer: APIClient, name: str) -> None:
    document = problem_of(reviewer.post(f"/api/v1/queues/{name}/take"), "not-taken-from")
    assert "unassigned" in document["detail"]


def test_unknown_queue_and_bad_body(reviewer: APIClient) -> None:
    problem_of(reviewer.post("/api/v1/queues/nowhere/take"), "not-found")
    for body in ({"type": "story"}, {"kind": "claim"}):
        assert problem_of(reviewer.post(TAKE, body, format="json"), "invalid-input")["errors"]


def test_who_may(with_key: Callable[..., APIClient], anonymous: APIClient) -> None:
    quotation = QuotationFactory()
    problem_of(anonymous.post(TAKE), "not-authenticated")
    problem_of(anonymous.get("/api/v1/queues"), "not-authenticated")
    for scopes, role in ((("read",), "reviewer"), (("review",), "reviewer"), (("read", "review"), "reporter")):
        problem_of(with_key(*scopes, role=role).post(TAKE), "not-allowed")
    assert Quotation.objects.get(pk=quotation.pk).review_state == ReviewState.QUEUED
