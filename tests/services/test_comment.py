"""Comments are only ever added, and give no second reader a sign of the first."""

import pytest

from factcheck.exceptions import BadInput, NotAllowed, Stale
from factcheck.models import Comment
from factcheck.services import comment
from factcheck.services.comment import threads_open_to
from tests.factories import QuotationFactory, UserFactory
from tests.services.desk import Desk, Item

pytestmark = pytest.mark.django_db


def read_by(user: object, item: Item) -> list[str]:
    item.refresh_from_db()
    return [thread.last.text for thread in threads_open_to(item, user)]


def test_a_page_sent_twice_adds_nothing() -> None:
    item, author = QuotationFactory(), UserFactory(role="reporter")
    first = comment.write(item, " See page 2.\0 ", actor=author)
    assert comment.write(item, "See page 2.", actor=author) == first
    assert read_by(author, item) == ["See page 2."]


def test_a_new_wording_keeps_its_place_and_the_old_one() -> None:
    item, author = QuotationFactory(), UserFactory(role="reviewer")
    first = comment.write(item, "See page 2.", actor=author)
    comment.write(item, "Thanks.", actor=UserFactory(role="editor"))
    comment.reword(first, "See page 3.", actor=author)
    thread = threads_open_to(item, author)[0]
    assert [thread.last.text, *(each.text for each in thread.earlier)] == ["See page 3.", "See page 2."]
    assert read_by(author, item) == ["See page 3.", "Thanks."]


def test_withdrawing_leaves_a_tombstone() -> None:
    item, author = QuotationFactory(), UserFactory(role="reviewer")
    comment.withdraw(comment.write(item, "See page 2.", actor=author), actor=author)
    [thread] = threads_open_to(item, author)
    assert thread.is_withdrawn and Comment.objects.count() == 2


def test_one_wording_is_replaced_once() -> None:
    item, author = QuotationFactory(), UserFactory(role="reviewer")
    first = comment.write(item, "See page 2.", actor=author)
    comment.reword(first, "See page 3.", actor=author)
    with pytest.raises(Stale):
        comment.withdraw(first, actor=author)


def test_others_change_nothing() -> None:
    first = comment.write(QuotationFactory(), "See page 2.", actor=UserFactory(role="reviewer"))
    for act in (lambda who: comment.reword(first, "No.", actor=who), lambda who: comment.withdraw(first, actor=who)):
        with pytest.raises(NotAllowed):
            act(UserFactory(superuser=True))


@pytest.mark.parametrize("text", ["", " \n\0", "x" * (comment.LONGEST_COMMENT + 1)])
def test_refuses_what_is_no_comment(text: str) -> None:
    with pytest.raises(BadInput):
        comment.write(QuotationFactory(), text, actor=UserFactory(role="reviewer"))


@pytest.mark.parametrize("kind", ["quotation", "claim"])
def test_readers_of_a_case_are_closed_until_it_is_decided(kind: str) -> None:
    desk = Desk()
    item = desk.item_in("queued", kind)
    comment.write(item, "asked the press office", actor=desk.editor)
    desk.go(item, "in_review")
    item.refresh_from_db()
    comment.write(item, "made up, I think", actor=desk.first)
    assert read_by(desk.second, item) == ["asked the press office"]  # before a signature: may be the second reader
    desk.go(item, "second_review")
    item.refresh_from_db()
    comment.write(item, "surely made up", actor=desk.first)
    for other in (desk.second, desk.editor, UserFactory(superuser=True)):
        assert read_by(other, item) == ["asked the press office"]
    assert read_by(desk.first, item) == ["asked the press office", "made up, I think", "surely made up"]
    desk.go(item, "approved")
    assert read_by(desk.second, item) == ["asked the press office", "made up, I think", "surely made up"]


def test_a_dispute_is_read_by_who_settles_it_and_stays_closed_when_sent_back() -> None:
    desk = Desk()
    item = desk.item_in("second_review")
    comment.write(item, "surely made up", actor=desk.first)
    desk.go(item, "disputed")
    assert read_by(desk.editor, item) == ["surely made up"]
    assert read_by(desk.second, item) == []
    item.refresh_from_db()
    desk.go(item, "in_review", actor=desk.editor)
    assert read_by(UserFactory(role="reviewer"), item) == []


def test_what_was_said_before_the_last_decision_stays_open() -> None:
    desk = Desk()
    item = desk.item_in("approved")
    comment.write(item, "said while approved", actor=desk.first)
    desk.go(item, "published")
    item.refresh_from_db()
    desk.go(item, "reopened")
    item.refresh_from_db()
    desk.go(item, "in_review")
    item.refresh_from_db()
    comment.write(item, "said anew", actor=desk.first)
    assert read_by(desk.second, item) == ["said while approved"]
