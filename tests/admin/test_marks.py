"""Small acts beside the decision: rating a source, marking an item legal, what became of an outlet of the chain."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.models import AuditEntry
from tests.admin.conftest import ROLES
from tests.factories import (
    CaptureFactory,
    ComparisonFactory,
    QuotationFactory,
    SearchFactory,
    SourceFactory,
    ViaFactory,
)
from tests.services.desk import Desk

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


def page_of(item: Any) -> str:
    return reverse(f"admin:factcheck_{item._meta.model_name}_change", args=[item.pk])


def unrated() -> tuple[Any, Any]:
    """A quotation in review and the source its words were found in, which nobody rated."""
    item, source = QuotationFactory(review_state="queued"), SourceFactory(tier="U", name="minutes.txt", title="")
    capture = CaptureFactory(source=source)
    SearchFactory(story=item.story, source=source, capture=capture)
    ComparisonFactory(quotation=item, capture=capture, match="exact")
    return item, source


@pytest.mark.parametrize("role", ROLES)
def test_source_is_rated_beside_the_evidence_by_those_who_may(role: str, sign_in: SignIn) -> None:
    (item, source), client = unrated(), sign_in(role)
    may = role in {"reviewer", "editor", "source manager", "admin"}
    assert (f'value="rate:{source.pk}:P1"' in client.get(page_of(item)).content.decode()) == may
    answer = client.post(page_of(item), {"act": f"rate:{source.pk}:P1", "note": "half a note", "version": item.version})
    source.refresh_from_db()
    assert (answer.status_code, source.tier) == ((200, "P1") if may else (403, "U"))
    assert "half a note" in answer.content.decode() or not may


def test_refused_signature_is_mended_with_one_press(sign_in: SignIn) -> None:
    (item, source), client = unrated(), sign_in("reviewer")
    client.post(page_of(item), {"act": "move:in_review"})
    page = client.get(page_of(item)).content.decode()
    assert "not rated" in page and '<details class="rate" open>' in page
    signing = {"act": "sign:shown", "decision": "accurate"}
    refused = client.post(page_of(item), signing)
    assert (refused.status_code, "rate it beside the evidence" in refused.content.decode()) == (422, True)
    rated = client.post(page_of(item), {**signing, "act": f"rate:{source.pk}:S1"}).content.decode()
    assert 'value="accurate" aria-describedby="d-accurate-is" checked' in rated
    assert client.post(page_of(item), signing).status_code == 302
    item.refresh_from_db()
    assert (item.review_state, item.attribution_status) == ("approved", "accurate")


@pytest.mark.parametrize("rest", ["", "x:P1", "9999999999999999999:P1", "0:P1", "{other}:P1", "{ours}:U", "{ours}:"])
def test_rating_something_else_is_refused_with_what_was_expected(rest: str, sign_in: SignIn) -> None:
    (item, source), other = unrated(), SourceFactory(tier="U")
    act = f"rate:{rest.format(ours=source.pk, other=other.pk)}"
    answer = sign_in("reviewer").post(page_of(item), {"act": act})
    assert (answer.status_code, "was expected" in answer.content.decode()) == (422, True)
    assert not AuditEntry.objects.exists()


# Legal, and the outlets of the chain ---------------------------------------------------------------------------------

REVIEWS = {"reviewer", "editor"}


@pytest.mark.parametrize("role", ROLES)
def test_marking_legal_is_for_reviewers_and_unmarking_for_editors_with_a_reason(role: str, sign_in: SignIn) -> None:
    item, client = QuotationFactory(review_state="queued"), sign_in(role)

    def is_legal_after(act: str, **fields: str) -> tuple[int, bool]:
        status = client.post(page_of(item), {"act": act, **fields}).status_code
        item.refresh_from_db()
        return status, item.is_legal

    may, edits = role in REVIEWS, role == "editor"
    assert ('value="legal:on"' in client.get(page_of(item)).content.decode()) == may
    assert is_legal_after("legal:on") == ((200, True) if may else (403, False))
    if not may:
        return
    assert ('value="legal:off"' in client.get(page_of(item)).content.decode()) == edits
    assert is_legal_after("legal:off", legal_reason=" ") == (422 if edits else 403, True)
    assert is_legal_after("legal:off", legal_reason="cleared") == ((200, False) if edits else (403, True))
    entries = AuditEntry.objects.values_list("act", "old", "new", "reason").order_by("sequence")
    expected = [("quotation.marked_legal", {"legal": False}, {"legal": True}, "")]
    cleared = ("quotation.marked_legal", {"legal": True}, {"legal": False}, "cleared")
    assert list(entries) == expected + [cleared] * edits


@pytest.mark.parametrize("role", ROLES)
def test_what_an_outlets_page_says_is_apart_from_the_rating(role: str, sign_in: SignIn) -> None:
    via, client = ViaFactory(), sign_in(role)
    item = via.attribution.quotation
    may = role in REVIEWS
    assert (f'value="via:{via.pk}:confirmed"' in client.get(page_of(item)).content.decode()) == may
    assert client.post(page_of(item), {"act": f"via:{via.pk}:confirmed"}).status_code == (200 if may else 403)
    refused = client.post(page_of(item), {"act": f"via:{via.pk}:contradicted"})
    assert refused.status_code == (422 if may else 403), "it speaks against the outlet: with a reason only"
    done = client.post(page_of(item), {"act": f"via:{via.pk}:contradicted", f"via_reason_{via.pk}": "it names another"})
    via.refresh_from_db()
    item.refresh_from_db()
    assert via.state == ("contradicted" if may else "unconfirmed")
    assert (item.attribution_status, item.version) == ("unreviewed", 1)
    if may:
        assert "✗</span>contradicted" in done.content.decode()
        assert [e.new["state"] for e in AuditEntry.objects.order_by("sequence")] == ["confirmed", "contradicted"]


@pytest.mark.parametrize("act", ["legal:", "legal:yes", "via:1:confirmed", "via:x:confirmed", "via:{via}:true", "via:"])
def test_mark_of_something_else_is_refused_with_what_was_expected(act: str, sign_in: SignIn) -> None:
    via, other = ViaFactory(), QuotationFactory()
    item = via.attribution.quotation if "{via}" in act else other
    answer = sign_in("reviewer").post(page_of(item), {"act": act.format(via=via.pk)})
    assert (answer.status_code, "was expected" in answer.content.decode()) == (422, True)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("state", ["approved", "published", "reopened", "retracted", "dismissed"])
def test_what_is_decided_is_not_marked_until_it_is_open_again(state: str, sign_in: SignIn) -> None:
    decided = "unreviewed" if state == "dismissed" else "accurate"
    item = QuotationFactory(review_state=state, attribution_status=decided)
    via = ViaFactory(attribution=item.attribution)
    client = sign_in("editor")
    page = client.get(page_of(item)).content.decode()
    assert "legal:on" not in page and f"via:{via.pk}" not in page
    for act in ("legal:on", f"via:{via.pk}:confirmed"):
        answer = client.post(page_of(item), {"act": act})
        assert (answer.status_code, "back to review first" in answer.content.decode()) == (409, True)


def test_marked_or_contradicted_items_get_a_second_reader(sign_in: SignIn) -> None:
    desk = Desk()
    for act in ("legal:on", "via"):
        item = desk.item_in("in_review")
        via = ViaFactory(attribution=item.attribution)
        named = act if act != "via" else f"via:{via.pk}:contradicted"
        sign_in(desk.editor).post(page_of(item), {"act": named, f"via_reason_{via.pk}": "it names another"})
        item.refresh_from_db()
        assert desk.signed(item, desk.first, "accurate").review_state == "second_review", act
