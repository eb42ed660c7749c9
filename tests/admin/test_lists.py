"""The lists of quotations and claims: searching, acting on many rows, and what that costs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.models import Claim, Quotation, ReviewState
from tests.admin.conftest import ROLES
from tests.factories import ClaimFactory, OutletFactory, QuotationFactory, SpeakerFactory, StoryFactory, ViaFactory

pytestmark = pytest.mark.django_db

QUOTATIONS = "admin:factcheck_quotation_changelist"


def found(client: Client, text: str, page: str = QUOTATIONS) -> list[int]:
    return sorted(row.pk for row in client.get(reverse(page), {"q": text}).context["cl"].result_list)


@pytest.fixture
def three() -> list[Quotation]:
    storm = StoryFactory(title="A storm is near")
    one = QuotationFactory(text="The harbour stays shut.", attribution=None, story=storm)
    via = ViaFactory(attribution__quotation=one, outlet=OutletFactory(name="Harbour Post"))
    ViaFactory(attribution=via.attribution, outlet=OutletFactory(name="Post of the Isles"), position=1)
    two = QuotationFactory(text="Nobody was hurt.", attribution__speaker=SpeakerFactory(name="Ada Postlethwaite"))
    three = QuotationFactory(text="We posted it on Monday.", review_state="disputed", match="altered")
    return [one, two, three]


SEARCHES = [
    pytest.param("harbour", [0], id="words"),
    pytest.param("post", [0, 1, 2], id="anywhere-and-each-once"),
    pytest.param("outlet:post", [0], id="outlet"),
    pytest.param("speaker:post", [1], id="speaker"),
    pytest.param("story:storm", [0], id="story"),
    pytest.param("status:disputed", [2], id="status"),
    pytest.param("status:altered post", [2], id="match-and-word"),
    pytest.param("status:nonsense", [], id="no-such-status"),
    pytest.param('"was hurt"', [1], id="phrase"),
    pytest.param("hurt nobody", [1], id="all-words-any-order"),
    pytest.param("speaker:", [], id="nothing-after-the-name"),
]


@pytest.mark.parametrize(("text", "expected"), SEARCHES)
def test_search(text: str, expected: list[int], sign_in: Callable[..., Client], three: list[Quotation]) -> None:
    assert found(sign_in("reviewer"), text) == [three[index].pk for index in expected]


def test_first_decision_cannot_be_searched_for(sign_in: Callable[..., Client]) -> None:
    QuotationFactory(review_state="second_review")
    assert found(sign_in("reviewer"), "status:accurate") == []


def act(client: Client, action: str, items: list[Any], **fields: str) -> str:
    page = reverse(f"admin:factcheck_{items[0]._meta.model_name}_changelist")
    ticked = {"action": action, "_selected_action": [item.pk for item in items], "index": 0, **fields}
    return client.post(page, ticked, follow=True).content.decode()


def test_ticked_rows_are_dismissed_with_one_reason(sign_in: Callable[..., Client]) -> None:
    client = sign_in("reviewer")
    items = [QuotationFactory(), QuotationFactory(), QuotationFactory(published=True)]
    assert "needs a written reason" in act(client, "dismiss_ticked", items)
    page = act(client, "dismiss_ticked", items, reason="song lyrics")
    assert "2 dismissed." in page and "it is published" in page
    assert Quotation.objects.filter(review_state=ReviewState.DISMISSED, steps__reason="song lyrics").count() == 2


def test_claims_too(sign_in: Callable[..., Client]) -> None:
    claim = ClaimFactory()
    assert "1 dismissed." in act(sign_in("editor"), "dismiss_ticked", [claim], reason="an opinion")
    assert Claim.objects.get().review_state == ReviewState.DISMISSED


@pytest.mark.parametrize("role", ROLES)
def test_only_reviewers_act_on_many(role: str, sign_in: Callable[..., Client]) -> None:
    client = sign_in(role)
    quotation = QuotationFactory()
    page = client.get(reverse(QUOTATIONS)).content.decode()
    may = role in {"reviewer", "editor"}
    assert ("dismiss_ticked" in page) == may and "delete_selected" not in page and "sign" not in _actions(page)
    act(client, "dismiss_ticked", [quotation], reason="song lyrics")
    quotation.refresh_from_db()
    assert (quotation.review_state == ReviewState.DISMISSED) == may


def _actions(page: str) -> str:
    return page.partition('<select name="action"')[2].partition("</select>")[0]


def test_list_and_desk_cost_the_same_however_long(sign_in: Callable[..., Client]) -> None:
    client = sign_in("reviewer")
    pages = [reverse("admin:index"), reverse(QUOTATIONS) + "?queue=unassigned", reverse(QUOTATIONS) + "?q=bridge"]
    QuotationFactory()
    client.get(pages[0])
    few = [_count(client, page) for page in pages]
    for _ in range(12):
        QuotationFactory()
    assert [_count(client, page) for page in pages] == few
    assert few[0] <= 16 and max(few[1:]) <= 8


def _count(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)
