"""Which changes of an article are worth a note, and which are the page's own life."""

import pytest

from factcheck.fetch.article_changes import article_changes
from factcheck.fetch.document import Document, Link
from factcheck.fetch.read import read_document

LINES = [
    "The harbour board met for six hours and heard every one of the fishermen.",
    "No date was set for the works, the chair told the meeting afterwards.",
]


def document(*lines: str, link_words: tuple[str, ...] = (), links: tuple[Link, ...] = ()) -> Document:
    text = "\n".join([LINES[0], *lines, LINES[1]])
    return Document("text/html", "test", text, text, link_words=link_words, links=links)


def told(before: Document, after: Document) -> list[tuple[str, str]]:
    return [(change.before, change.after) for change in article_changes(before, after)]


PAGES_OWN_LIFE = [
    ("a counter", "Read by 1,204 people since nine", "Read by 9,871 people since nine"),
    ("a date with a byline", "5:45 AM 11/19/2019 by Ida Holm", "7:10 AM 12/20/2020 by Ida Holm"),
    ("another heading in its place", "Markets close higher after a week", "Storm warning for the northern coast"),
    (
        "price of a subscription",
        "Get the paper in your letterbox for 12 euro.",
        "Get the paper in your letterbox for 9 euro.",
    ),
    (
        "hours of a programme",
        "Listen to the news live at 12:45 each day.",
        "Listen to the news live at 17:45 each day.",
    ),
    (
        "an author's account",
        "Her book of 2018 is out. Follow her on Twitter.",
        "Her book of 2021 is out. Follow her on Twitter.",
    ),
    ("a label of advertising", "Sponsored: ten boats every sailor needs.", "Sponsored: nine sails every boat needs."),
    (
        "a notice of cookies",
        "We use cookies to run this site.",
        "We and 412 partners use cookies. Choose what you accept.",
    ),
    ("an invitation to click", "READ MORE OF THE HARBOUR BY CLICKING HERE", "GET THE HARBOUR NEWS BY CLICKING HERE"),
]


@pytest.mark.parametrize(("before", "after"), [pytest.param(b, a, id=name) for name, b, a in PAGES_OWN_LIFE])
def test_page_lives_without_a_note(before: str, after: str) -> None:
    assert told(document(before), document(after)) == []
    assert told(document(before), document()) == []


EDITED = [
    ("a figure in a sentence", "The pier will cost 12 million.", "The pier will cost 14 million.", ("12", "14")),
    (
        "a figure in a long item of a list",
        "Your waiting list for a berth will shrink to 25% of its present length",
        "Your waiting list for a berth will shrink to 55% of its present length",
        ("25", "55"),
    ),
    (
        "running text that ends with an address",
        "The board builds harbours and piers. More of it at www.harbour.example",
        "",
        ("The board builds harbours and piers. More of it at www.harbour.example", ""),
    ),
    ("a heading", "Works on the pier begin in May", "Works on the pier end in May", ("begin", "end")),
    ("a sentence that says get", "Get out of here, he told them.", "Get into here, he told them.", ("out of", "into")),
]


@pytest.mark.parametrize(("before", "after", "change"), [pytest.param(*case, id=name) for name, *case in EDITED])
def test_editors_hand_is_told(before: str, after: str, change: tuple[str, str]) -> None:
    assert told(document(before), document(after) if after else document()) == [change]


FIRST, SECOND, THIRD = "Pier closed for the winter", "Ferry runs every hour again", "Mayor opens the new lighthouse"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            f"Anna Lind{FIRST} {SECOND} MORE is the chair.", f"Anna Lind{THIRD} MORE is the chair.", id="glued"
        ),
        pytest.param(f"- {FIRST} [VIDEO]", f"- {FIRST} [PICTURES]", id="label-of-a-teaser"),
        pytest.param(f"See also {FIRST}.", f"See also {THIRD}.", id="in-a-sentence"),
        pytest.param("All of it at https://harbour.example/all.", f"All of it at {FIRST}.", id="an-address"),
    ],
)
def test_links_that_are_swapped(before: str, after: str) -> None:
    words = (FIRST, SECOND, THIRD, "https://harbour.example/all")
    assert told(document(before, link_words=words), document(after, link_words=words)) == []


@pytest.mark.parametrize("around", ["{}", "- {}", "As we reported, {} and that was all of it."])
def test_link_that_is_reworded(around: str) -> None:
    old, new = "The board has sold the old pier to a bank", "The board has not sold the old pier to a bank"
    changes = told(document(around.format(old), link_words=(old,)), document(around.format(new), link_words=(new,)))
    assert changes == [("", "not")]


def test_words_of_long_links_come_with_the_page() -> None:
    items = "".join(f"<li><a href=/{n}>{words}</a> [VIDEO]</li>" for n, words in enumerate((FIRST, SECOND, "Home")))
    body = "".join(f"<p>{line} {line} {line}</p>" for line in LINES)
    html = (
        f"<html><body><nav><a href=/x>Out of the article altogether</a></nav><article>{body}<ul>{items}</ul></article>"
    )
    read = read_document(html.encode(), url="https://a.example/")
    assert read.link_words == (FIRST, SECOND)


def test_line_that_was_moved_or_is_shown_beside_the_article_is_no_change() -> None:
    said = "Nobody has asked the ferrymen what they think of it, she added."
    before = Document("text/html", "test", "\n".join([*LINES, said]), "\n".join([*LINES, said]))
    moved = Document("text/html", "test", "\n".join([said, *LINES]), "\n".join([said, *LINES]))
    beside = Document("text/html", "test", "\n".join(LINES), "\n".join([*LINES, said]))
    assert told(before, moved) == told(before, beside) == told(beside, before) == []
    twice = Document("text/html", "test", "\n".join([*LINES, said]), "\n".join([*LINES, said, said]))
    assert told(twice, beside) == [(said.rstrip("."), "")]
