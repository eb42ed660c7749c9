"""Role × state × act: the page offers exactly the legal moves, and a guessed button does nothing more."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.models import DECIDED_STATES, Claim, Quotation, ReviewState
from factcheck.services.transitions import EDGES, edges_from
from tests.admin.conftest import ROLES
from tests.factories import ClaimFactory, QuotationFactory

pytestmark = pytest.mark.django_db

# What each role may do, written out: the table under test must not be read from the code under test.
MAY = {
    "reporter": set(),
    "reviewer": {"review"},
    "editor": {"review", "edit", "publish"},
    "source manager": set(),
    "auditor": set(),
    "admin": set(),
}


def in_state(model: type[Quotation] | type[Claim], state: str) -> Any:
    decided = state in DECIDED_STATES
    if model is Quotation:
        return QuotationFactory(review_state=state, attribution_status="accurate" if decided else "unreviewed")
    return ClaimFactory(review_state=state, rating="true" if decided else "unreviewed")


@pytest.mark.parametrize("model", [Quotation, Claim])
@pytest.mark.parametrize("role", ROLES)
def test_only_the_legal_moves_are_offered(role: str, model: Any, sign_in: Callable[..., Client]) -> None:
    client = sign_in(role)
    for state in ReviewState:
        page = client.get(page_of(in_state(model, state))).content.decode()
        offered = set(re.findall(r'value="move:(\w+)"', page))
        edges = [edge for edge in edges_from(state) if edge.permission in MAY[role]]
        expected = {str(edge.to_state) for edge in edges if not edge.signs}
        if state == ReviewState.IN_REVIEW and "review" in MAY[role]:
            expected.add("in_review")  # nobody holds it: it may be taken over
        assert offered == expected, state
        signs = any(edge.signs and edge.act != "propose" for edge in edges)  # nobody holds it: no first signature
        assert ('name="decision"' in page) == signs, state


@pytest.mark.parametrize("role", ROLES)
def test_a_guessed_button_does_no_more_than_the_role_may(role: str, sign_in: Callable[..., Client]) -> None:
    client = sign_in(role)
    for edge in EDGES:
        if edge.permission in MAY[role]:
            continue
        item = in_state(Quotation, edge.from_state)
        fields = {"act": f"move:{edge.to_state}", "note": "because", "decision": "accurate", "version": item.version}
        answer = client.post(page_of(item), fields)
        assert answer.status_code in {403, 409, 422}, edge
        item.refresh_from_db()
        assert (item.review_state, item.version) == (edge.from_state, 1), edge


def page_of(item: Any) -> str:
    return reverse(f"admin:factcheck_{item._meta.model_name}_change", args=[item.pk])
