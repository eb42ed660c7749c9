"""Going through a queue item by item: previous, next, and what comes after a decision."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factcheck.models import Claim, Quotation, ReviewState
from factcheck.services import review
from tests.factories import ClaimFactory, ComparisonFactory, QuotationFactory, SearchFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db


def easy() -> Quotation:
    found = ComparisonFactory(match="exact", severity="none", quotation__text="We will shut the bridge for nine days.")
    SearchFactory(story=found.quotation.story, source=found.capture.source)
    return found.quotation


@pytest.fixture
def queue() -> list[Quotation]:
    """Three that wait, in the order of the queue: by deadline."""
    items = [easy() for _ in range(3)]
    for hours, item in enumerate(items, 1):
        type(item.story).objects.filter(pk=item.story_id).update(deadline_at=timezone.now() + timedelta(hours=hours))
    return items


def page_of(item: Any, filters: str = "queue%3Dunassigned", place: int = 0) -> str:
    page = reverse(f"admin:factcheck_{item._meta.model_name}_change", args=[item.pk])
    return f"{page}?_changelist_filters={filters}&at={place}" if filters else page


def test_list_links_lead_into_its_walk(sign_in: Callable[..., Client], queue: list[Quotation]) -> None:
    client = sign_in("reviewer")
    listed = client.get(reverse("admin:factcheck_quotation_changelist") + "?queue=unassigned").content.decode()
    assert f"/quotation/{queue[0].pk}/change/?_changelist_filters=queue%3Dunassigned" in listed
    page = client.get(page_of(queue[1]))
    walk = page.context["screen"].walk
    assert (walk.title, walk.position, walk.count) == ("Unassigned", 2, 3)
    assert f"/quotation/{queue[0].pk}/" in walk.previous and f"/quotation/{queue[2].pk}/" in walk.following
    assert "Unassigned</a> · 2 of 3" in page.content.decode()


def test_taken_item_keeps_its_place(sign_in: Callable[..., Client], queue: list[Quotation]) -> None:
    client = sign_in("reviewer")
    answer = client.post(page_of(queue[1]), {"act": "move:in_review", "version": 1})
    walk = client.get(answer["Location"]).context["screen"].walk
    assert (walk.position, walk.count, walk.is_there) == (2, 3, False)
    assert f"/quotation/{queue[0].pk}/" in walk.previous and f"/quotation/{queue[2].pk}/" in walk.following


def test_after_signing_the_next_one_is_open_and_yours(sign_in: Callable[..., Client], queue: list[Quotation]) -> None:
    client = sign_in("reviewer")
    at = client.post(reverse("admin:take_next"))["Location"]
    assert f"/quotation/{queue[0].pk}/" in at
    for _item, after in zip(queue, [*queue[1:], None], strict=True):
        version = client.get(at).context["screen"].item.version
        answer = client.post(at, {"act": "sign:shown", "decision": "accurate", "version": version})
        at = answer["Location"]
        if after is not None:
            assert f"/quotation/{after.pk}/" in at
            after.refresh_from_db()
            assert (after.review_state, after.assigned_to) == (ReviewState.IN_REVIEW, client.user)  # type: ignore[attr-defined]
    page = client.get(at).content.decode()
    assert reverse("admin:list_end") in at and "The end of “Unassigned”" in page and "Ready to publish" in page
    assert set(Quotation.objects.values_list("review_state", flat=True)) == {"approved"}


ENDS = [
    ("move:dismissed", ReviewState.IN_REVIEW, True),
    ("move:queued", ReviewState.QUEUED, False),
    ("move:gathering", ReviewState.IN_REVIEW, True),
]


@pytest.mark.parametrize(("act", "state", "is_mine"), ENDS, ids=["dismiss", "release", "needs-source"])
def test_other_ends_open_the_next_too(
    act: str, state: str, is_mine: bool, sign_in: Callable[..., Client], queue: list[Quotation]
) -> None:
    """Who gives an item back may be leaving: nothing new is put in their hands."""
    client = sign_in("reviewer")
    at = client.post(reverse("admin:take_next"))["Location"]
    answer = client.post(at, {"act": act, "note": "twice in the story", "version": 2})
    first = queue[0] if act == "move:queued" else queue[1]
    assert f"/quotation/{queue[1].pk}/" in answer["Location"], first
    queue[1].refresh_from_db()
    assert (queue[1].review_state, queue[1].assigned_to == client.user) == (state, is_mine)  # type: ignore[attr-defined]


def test_refusal_stays_where_it_is(sign_in: Callable[..., Client], queue: list[Quotation]) -> None:
    client = sign_in("reviewer")
    at = client.post(reverse("admin:take_next"))["Location"]
    answer = client.post(at, {"act": "sign", "decision": "fabricated", "version": 2})
    assert answer.status_code == 422 and answer.context["screen"].walk.title == "Unassigned"


def test_filters_hold_and_foreign_ones_are_dropped(sign_in: Callable[..., Client], queue: list[Quotation]) -> None:
    client = sign_in("reviewer")
    other = QuotationFactory(text="The weather will be fine.")
    walk = client.get(page_of(other, "queue%3Dunassigned%26q%3Dweather%26p%3D7")).context["screen"].walk
    assert (walk.title, walk.count, walk.position) == ("Unassigned, filtered", 1, 1)
    for senseless in ("nosuch%3D1", "review_state__exact%3D%00", "assigned_to__password%3Dx", "a" * 3000):
        assert client.get(page_of(other, senseless)).context["screen"].walk.is_list is False


def test_without_a_list_one_walks_through_the_story(sign_in: Callable[..., Client]) -> None:
    story = StoryFactory()
    first, second = QuotationFactory(story=story), QuotationFactory(story=story)
    ClaimFactory(story=story)
    walk = sign_in("reviewer").get(page_of(first, "")).context["screen"].walk
    assert (walk.title, walk.count, walk.previous) == ("Quotations of this story", 2, "")
    assert walk.following == page_of(second, "")


def test_claims_have_their_queue(sign_in: Callable[..., Client]) -> None:
    one, two = ClaimFactory(score=0.9), ClaimFactory(score=0.8)
    client = sign_in("reviewer")
    answer = client.post(page_of(one), {"act": "move:dismissed", "note": "an opinion", "version": 1})
    assert f"/claim/{two.pk}/" in answer["Location"]
    assert Claim.objects.get(pk=two.pk).assigned_to == client.user  # type: ignore[attr-defined]


def test_second_readers_walk_leaves_out_what_they_signed(sign_in: Callable[..., Client]) -> None:
    first = UserFactory(role="reviewer")
    item = easy()
    QuotationFactory(review_state="second_review")
    type(item.story).objects.filter(pk=item.story_id).update(writer=first)
    review.move(item, "in_review", actor=first)
    passages = [passage.pk for passage in item.comparisons.get().passages.all()]
    review.sign(item, actor=first, decision="accurate", passages=passages)
    assert sign_in(first).get(page_of(item, "queue%3Dsecond")).context["screen"].walk.total == 1
    assert sign_in("reviewer").get(page_of(item, "queue%3Dsecond")).context["screen"].walk.total == 2


def test_walk_costs_the_same_however_long(sign_in: Callable[..., Client], queue: list[Quotation]) -> None:
    client = sign_in("reviewer")
    client.get(page_of(queue[0]))
    with CaptureQueriesContext(connection) as few:
        client.get(page_of(queue[0]))
    for _ in range(20):
        QuotationFactory()
    with CaptureQueriesContext(connection) as many:
        client.get(page_of(queue[0]))
    assert len(many) == len(few)
