"""Comments on the decision screen, without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.models import Comment
from factcheck.services import comment
from tests.admin.conftest import ROLES
from tests.factories import ClaimFactory, QuotationFactory, UserFactory
from tests.services.desk import Desk

pytestmark = pytest.mark.django_db

MAY_COMMENT = {"reporter", "reviewer", "editor", "source manager", "admin"}


def page_of(item: Any) -> str:
    return reverse(f"admin:factcheck_{item._meta.model_name}_change", args=[item.pk])


@pytest.mark.parametrize("make", [QuotationFactory, ClaimFactory])
@pytest.mark.parametrize("role", ROLES)
def test_who_may_comment(role: str, make: Callable[[], Any], sign_in: Callable[..., Client]) -> None:
    item, client = make(), sign_in(role)
    assert ('value="comment"' in client.get(page_of(item)).content.decode()) == (role in MAY_COMMENT)
    answer = client.post(page_of(item), {"act": "comment", "comment": "Line one\nline <b>two</b>", "note": "half done"})
    assert answer.status_code == (200 if role in MAY_COMMENT else 403)
    assert Comment.objects.count() == (role in MAY_COMMENT)
    page = answer.content.decode()
    assert "<b>two</b>" not in page
    if role in MAY_COMMENT:
        assert "line &lt;b&gt;two" in page and answer.context["screen"].typed.note == "half done"


def test_nothing_typed_is_lost_on_refusal(sign_in: Callable[..., Client]) -> None:
    item, long = QuotationFactory(), "x" * (comment.LONGEST_COMMENT + 1)
    answer = sign_in("reviewer").post(page_of(item), {"act": "comment", "comment": long})
    assert answer.status_code == 422 and long in answer.content.decode()


def test_rewording_and_withdrawing_are_the_authors(sign_in: Callable[..., Client]) -> None:
    item, client = QuotationFactory(), sign_in("reviewer")
    kept = comment.write(item, "See page 2.", actor=client.user)  # type: ignore[attr-defined]
    other = sign_in("editor")
    for act in (f"reword:{kept.pk}", f"withdraw:{kept.pk}", "withdraw:x", f"withdraw:{10**30}"):
        assert other.post(page_of(item), {"act": act, f"comment_{kept.pk}": "No."}).status_code == 422
    client.post(page_of(item), {"act": f"reword:{kept.pk}", f"comment_{kept.pk}": "See page 3."})
    page = other.get(page_of(item)).content.decode()
    assert "See page 3." in page and "Earlier wording" in page
    client.post(page_of(item), {"act": f"withdraw:{kept.replaced_by.pk}"})
    page = other.get(page_of(item)).content.decode()
    assert "See page" not in page and "withdrew this comment" in page


@pytest.mark.parametrize("role", ["reviewer", "editor", "auditor", "superuser"])
def test_first_readers_comments_leave_no_sign(role: str, sign_in: Callable[..., Client]) -> None:
    """Neither words nor count: the part of the page is the same as where nobody commented."""
    desk = Desk()
    silent, spoken = desk.item_in("second_review"), desk.item_in("second_review")
    comment.write(spoken, "surely made up", actor=desk.first)
    client = sign_in(UserFactory(superuser=True) if role == "superuser" else role)
    parts = []
    for item in (silent, spoken):
        page = client.get(page_of(item)).content.decode()
        parts.append(page.partition('id="comments"')[2].partition('id="history"')[0])
    assert parts[0] == parts[1] != ""
    guess = client.post(page_of(spoken), {"act": f"withdraw:{Comment.objects.get().pk}"})
    nothing = client.post(page_of(silent), {"act": "withdraw:999999"})
    assert guess.status_code == nothing.status_code == 422
    trail = reverse("admin:factcheck_auditentry_changelist")
    assert "comment" not in client.get(f"{trail}?item_id__exact={spoken.pk}").content.decode().split("<main")[-1]
