"""What becomes of a news page: no noise is an alarm or a note, every edit is seen, and no bad copy proves one."""

import pytest

from factcheck.fetch.changes import Changes, find_changes
from factcheck.fetch.document import Document
from factcheck.fetch.passage_changes import PassageOutcome
from factcheck.fetch.quality import Verdict, judge
from factcheck.fetch.read import read_document
from factcheck.fetch.trust import why_distrusted
from tests.fetch.changing_page import EDITS, NOISE, TRACKED, UNTRUSTED, WITHDRAWN, page


def read(html: str | bytes) -> tuple[Document, Verdict]:
    raw_bytes = html if isinstance(html, bytes) else html.encode()
    document = read_document(raw_bytes, url="https://post.example/harbour")
    return document, judge(document, raw_bytes=raw_bytes)


@pytest.fixture(scope="module")
def before() -> tuple[Document, Verdict]:
    return read(page())


def changes_to(before: tuple[Document, Verdict], html: str | bytes) -> Changes:
    after = read(html)
    return find_changes(before[0], after[0], TRACKED, why_distrusted(*before, *after))


def outcomes(changes: Changes) -> dict[str, str]:
    return {change.text: change.outcome.value for change in changes.tracked}


@pytest.mark.parametrize("html", [pytest.param(html, id=name) for name, html in NOISE])
def test_noise_is_no_change(before: tuple[Document, Verdict], html: str | bytes) -> None:
    changes = changes_to(before, html)
    assert set(outcomes(changes).values()) == {"present"}
    assert (changes.problem, changes.article) == (None, ())


@pytest.mark.parametrize(("html", "text", "outcome"), [pytest.param(*edit[1:], id=edit[0]) for edit in EDITS])
def test_edit_is_seen_where_it_is(before: tuple[Document, Verdict], html: str, text: str, outcome: str) -> None:
    changes = changes_to(before, html)
    assert outcomes(changes) == {tracked: outcome if tracked == text else "present" for tracked in TRACKED}
    assert changes.alert


@pytest.mark.parametrize("html", [pytest.param(html, id=name) for name, html in UNTRUSTED])
def test_copy_that_proves_nothing(before: tuple[Document, Verdict], html: str | bytes) -> None:
    changes = changes_to(before, html)
    assert set(outcomes(changes).values()) == {"unknown"}
    assert changes.problem and not (changes.alert or changes.note or changes.withdrawal)


@pytest.mark.parametrize(("html", "statement"), [pytest.param(*page[1:], id=page[0]) for page in WITHDRAWN])
def test_article_withdrawn_in_its_place(before: tuple[Document, Verdict], html: str, statement: str) -> None:
    changes = changes_to(before, html)
    assert {change.outcome for change in changes.tracked} == {PassageOutcome.MISSING}
    assert statement in changes.withdrawal
    assert not changes.is_replaced


def test_words_quoted_in_the_withdrawal_are_no_longer_the_articles(before: tuple[Document, Verdict]) -> None:
    words = f"This article has been removed. It quoted the chair as saying “{TRACKED[0]}” which she did not."
    changes = changes_to(before, page([words]))
    assert outcomes(changes)[TRACKED[0]] != "present" and changes.withdrawal


def test_correction_that_was_tracked_itself_stands() -> None:
    note = "Correction: An earlier version of this article said that fares rise by 21 per cent in the spring."
    document = read(page(after=f"<p>{note}</p>"))[0]
    assert find_changes(document, document, [note]).tracked[0].outcome is PassageOutcome.PRESENT


def test_speaker_named_anew_is_told_with_the_one_before(before: tuple[Document, Verdict]) -> None:
    [edit] = [edit for edit in EDITS if edit[0] == "speaker swapped"]
    [change] = [change for change in changes_to(before, edit[1]).tracked if change.outcome is PassageOutcome.CHANGED]
    assert (change.speaker_before, change.now) == ("Karl Moe", f"Anna Lind: {change.text}")


PLAIN_ERRORS = [
    "The article you are looking for may have been removed.",
    "The story you requested has been moved or deleted.",
    "This page has been removed.",
    "The comments on this article have been removed.",
]


@pytest.mark.parametrize("words", PLAIN_ERRORS)
def test_error_of_an_address_is_no_withdrawal(before: tuple[Document, Verdict], words: str) -> None:
    changes = changes_to(before, page([words]))
    assert changes.problem and not changes.withdrawal
