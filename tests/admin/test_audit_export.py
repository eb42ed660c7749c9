"""The audit chain as a file from the desk: for those who may read it, blind, and linked from each item."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import ROLES
from tests.services.desk import Desk

pytestmark = pytest.mark.django_db

MAY_READ = {"editor", "auditor", "admin"}


def export_of(form: str, query: str = "") -> str:
    return reverse("admin:factcheck_auditentry_export", args=[form]) + query


@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_read_the_chain_gets_it(role: str, sign_in: Callable[..., Client]) -> None:
    item = Desk().item_in("second_review")
    client = sign_in(role)
    for form in ("csv", "jsonl"):
        for query in ("", f"?of=quotation&id={item.pk}"):
            assert client.get(export_of(form, query)).status_code == (200 if role in MAY_READ else 403)
    page = client.get(reverse("admin:factcheck_quotation_change", args=[item.pk])).content.decode()
    assert ("/auditentry/export.csv?of=quotation" in page) == (role in MAY_READ)
    assert Client().get(export_of("csv")).status_code == 302


def test_the_file_is_named_and_gives_no_first_decision_away(sign_in: Callable[..., Client]) -> None:
    item = Desk().item_in("second_review")
    answer = sign_in("editor").get(export_of("csv", f"?of=quotation&id={item.pk}"))
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == f'attachment; filename="audit-quotation-{item.pk}.csv"'
    assert text.startswith("\ufeffsequence,at,") and "quotation.propose" in text
    assert item.steps.get(reader="first").decision not in text


def test_what_there_is_none_of_is_refused(sign_in: Callable[..., Client]) -> None:
    client = sign_in("auditor")
    assert client.get(export_of("xml")).status_code == 404
    answer = client.get(export_of("csv", "?of=user&id=1"), follow=True)
    assert "were expected; got “user”" in answer.content.decode()


def test_a_list_of_one_item_offers_its_file(sign_in: Callable[..., Client]) -> None:
    url = reverse("admin:factcheck_auditentry_changelist")
    client = sign_in("auditor")
    assert (
        "export.csv?of=story&amp;id=7" in client.get(f"{url}?item_type__exact=story&item_id__exact=7").content.decode()
    )
    assert 'export.csv"' in client.get(url).content.decode()


def test_history_says_which_way_and_on_what(sign_in: Callable[..., Client]) -> None:
    desk = Desk()
    item = desk.item_in("published")
    page = sign_in("reviewer").get(reverse("admin:factcheck_quotation_change", args=[item.pk])).content.decode()
    history = page.partition('id="history"')[2]
    assert (
        "in review <span" in history
        and reverse("admin:factcheck_capture_change", args=[desk.passage.capture_id]) in history
    )
