"""Small acts beside the decision: rating a source, marking an item legal, what became of an outlet of the chain."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.models import AuditEntry
from tests.admin.conftest import ROLES
from tests.factories import CaptureFactory, ComparisonFactory, QuotationFactory, SearchFactory, SourceFactory

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
