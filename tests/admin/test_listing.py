"""Pages of a list come by their keys: each row once, in order, however the list and its pages are cut."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.admin import listing
from factcheck.models import Quotation
from tests.factories import QuotationFactory, StoryFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("most", [3, 7, 1000], ids=["few-keys", "as-many-as-rows", "many-keys"])
@pytest.mark.parametrize("per_page", [2, 7, 50])
def test_every_row_stands_once_on_the_pages(most: int, per_page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_KEYS", most)
    story = StoryFactory()
    for _ in range(7):
        QuotationFactory(story=story)
    rows = Quotation.objects.select_related("story").order_by("-pk")
    paginator = listing.KeyPaginator(rows, per_page)
    assert paginator.count == 7
    shown = [row for number in paginator.page_range for row in paginator.page(number).object_list]
    assert shown == list(rows)


def test_empty_list_has_one_empty_page() -> None:
    paginator = listing.KeyPaginator(Quotation.objects.order_by("pk"), 5)
    assert (paginator.count, list(paginator.page(1).object_list)) == (0, [])


@pytest.mark.parametrize("query", ["", "?all=", "?q=bridge", "?p=2", "?o=1"])
def test_lists_of_the_desk_are_whole(
    query: str, sign_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    from factcheck.admin.quotations import QuotationAdmin

    monkeypatch.setattr(listing, "MOST_KEYS", 3)
    monkeypatch.setattr(QuotationAdmin, "list_per_page", 4)
    for _ in range(6):
        QuotationFactory()
    listed = sign_in("reviewer").get(reverse("admin:factcheck_quotation_changelist") + query).context["cl"]
    assert listed.result_count == 6
    assert len(listed.result_list) == {"?all=": 6, "?p=2": 2}.get(query, 4)
