"""Many items at once: each goes by itself with its own record; nothing is signed in bulk."""

from typing import Any

import pytest

from factcheck.exceptions import MissingEvidence
from factcheck.models import AuditEntry, Quotation, ReviewState
from factcheck.services import review
from factcheck.services.bulk import move_many
from factcheck.services.transitions import EDGES
from tests.factories import ClaimFactory, QuotationFactory

pytestmark = pytest.mark.django_db


def test_each_is_dismissed_with_the_reason_and_an_entry_of_its_own(reviewer: Any) -> None:
    items = [QuotationFactory(), QuotationFactory(review_state="gathering")]
    moved = move_many(items, "dismiss", actor=reviewer, reason="song lyrics")
    assert (moved.done, moved.refused) == (2, ())
    assert set(Quotation.objects.values_list("review_state", flat=True)) == {ReviewState.DISMISSED}
    assert list(AuditEntry.objects.values_list("act", "reason")) == [("quotation.dismiss", "song lyrics")] * 2


def test_those_that_may_not_go_keep_none_of_the_others(reviewer: Any, second_reviewer: Any) -> None:
    mine, theirs, published = QuotationFactory(), QuotationFactory(), QuotationFactory(published=True)
    review.move(mine, "in_review", actor=reviewer)
    review.move(theirs, "in_review", actor=second_reviewer)
    rows = list(Quotation.objects.order_by("pk"))
    moved = move_many(rows, "release", actor=reviewer)
    assert moved.done == 1 and len(moved.refused) == 2
    assert "ruth is at work on it" in moved.refused[0] and "it is published" in moved.refused[1]
    published.refresh_from_db()
    assert published.review_state == ReviewState.PUBLISHED


def test_releasing_restores_and_queues_nothing(reviewer: Any) -> None:
    """Other ways lead to the queue, too."""
    rows = [QuotationFactory(review_state="dismissed"), ClaimFactory(review_state="gathering")]
    assert move_many(rows, "release", actor=reviewer).done == 0


def test_somebody_quicker_is_told_of(reviewer: Any, second_reviewer: Any) -> None:
    item = QuotationFactory()
    review.move(Quotation.objects.get(pk=item.pk), "in_review", actor=second_reviewer)
    moved = move_many([item], "dismiss", actor=reviewer, reason="song lyrics")
    assert moved.done == 0 and "Somebody else was quicker" in moved.refused[0]


def test_dismissal_needs_its_reason(reviewer: Any) -> None:
    with pytest.raises(MissingEvidence):
        move_many([QuotationFactory()], "dismiss", actor=reviewer, reason=" ")


@pytest.mark.parametrize("act", sorted({edge.act for edge in EDGES} - {"release", "dismiss"}))
def test_nothing_else_is_done_in_bulk(act: str, reviewer: Any) -> None:
    with pytest.raises(ValueError, match="one item at a time"):
        move_many([QuotationFactory()], act, actor=reviewer, reason="because")
