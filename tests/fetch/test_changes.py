"""Changes between two copies: tracked passages, article words, and copies that prove nothing."""

import time

import pytest

from factcheck.fetch.changes import find_changes
from factcheck.fetch.document import Document, Link
from factcheck.fetch.passage_changes import PassageOutcome

SAID = "We will not allow anyone to slam closed the open door policy of the alliance."
ASKED = "Moscow has asked for binding guarantees that this never happens, she told reporters."
LINES = [
    "The deputy secretary spoke after eight hours of talks with her counterpart.",
    SAID,
    ASKED,
    "Further meetings are planned for Wednesday and Thursday in two other cities of Europe.",
    "Nobody expected an agreement on the first day, and none was reached in the end.",
]


def document(lines: list[str], *, visible: str = "", links: tuple[Link, ...] = (), is_ended: bool = True) -> Document:
    text = "\n".join(lines)
    return Document("text/html", "test", text, visible or text, links=links, is_ended=is_ended)


def after(old: str, new: str) -> Document:
    return document([line.replace(old, new) for line in LINES])


PRESENT = [
    ("unchanged", document(LINES)),
    ("another line changed", after("eight hours", "nine hours")),
    ("marks and case changed", after(SAID, SAID.upper().replace(".", "!"))),
    ("split into two lines", after("anyone to", "anyone\nto")),
    ("moved", document(LINES[::-1])),
    ("outside the article now", document([LINES[0], *LINES[2:]], visible="\n".join(LINES))),
    ("a line after it", after(SAID, f"{SAID}\nAdvertisement")),
]


@pytest.mark.parametrize("later", [pytest.param(later, id=name) for name, later in PRESENT])
def test_passage_that_stands(later: Document) -> None:
    changes = find_changes(document(LINES), later, [SAID])
    assert changes.tracked[0].outcome is PassageOutcome.PRESENT
    assert not changes.alert


CHANGED = [
    ("negation dropped", "will not allow", "will allow"),
    ("negation added", "slam closed", "not slam closed"),
    ("word", "anyone", "nobody"),
    ("words dropped", " of the alliance", ""),
    ("number added", "anyone", "2 of them"),
]


@pytest.mark.parametrize(("old", "new"), [pytest.param(old, new, id=name) for name, old, new in CHANGED])
def test_passage_that_changed(old: str, new: str) -> None:
    change = find_changes(document(LINES), after(old, new), [SAID, ASKED])
    assert [tracked.outcome for tracked in change.tracked] == [PassageOutcome.CHANGED, PassageOutcome.PRESENT]
    assert change.alert
    assert not change.note
    assert new.strip() in (change.tracked[0].now or "")
    assert change.tracked[0].operations


def test_passage_that_went() -> None:
    change = find_changes(document(LINES), document([LINES[0], *LINES[2:]]), [SAID])
    assert change.tracked[0].outcome is PassageOutcome.MISSING
    assert change.alert


def test_passage_that_was_never_there() -> None:
    change = find_changes(document(LINES), document(LINES), ["Words that nobody has recorded anywhere here."])
    assert change.tracked[0].outcome is PassageOutcome.UNKNOWN
    assert not change.alert


def test_passage_over_two_lines_with_a_block_between_them_now() -> None:
    change = find_changes(document(LINES), after(SAID, f"{SAID}\nRead our other stories here"), [f"{SAID} {ASKED}"])
    assert change.tracked[0].outcome is PassageOutcome.PRESENT


def test_one_of_two_copies_changed() -> None:
    twice = [*LINES, SAID]
    change = find_changes(document(twice), document([*LINES, SAID.replace("not ", "")]), [SAID])
    assert change.alert


TRANSCRIPT = [
    "MS. LEE: We will shut the bridge for nine days, and not for longer than that.",
    "MR. LIND: I thank the engineers of the city, who worked at it by night as well.",
    "MS. LEE: The ferry is free until then, and it runs every hour of the day.",
]


@pytest.mark.parametrize(
    ("label", "now"),
    [
        pytest.param("MS. ORTEGA:", "MS. ORTEGA", id="another-name"),
        pytest.param("MR. LIND:", "MR. LIND", id="moved-to-the-other-speaker"),
        pytest.param("ANN LEE:", "", id="the-same-person-in-full"),
        pytest.param("Ms. Lee:", "", id="other-case"),
    ],
)
def test_label_above_the_words(label: str, now: str) -> None:
    words = TRANSCRIPT[0].removeprefix("MS. LEE: ")
    before, after = (
        Document("text/plain", "test", "\n\n".join(lines), "\n\n".join(lines))
        for lines in (TRANSCRIPT, [f"{label} {words}", *TRANSCRIPT[1:]])
    )
    [change] = find_changes(before, after, [words]).tracked
    assert (change.now, change.speaker_before) == ((f"{now}: {words}", "MS. LEE") if now else (None, ""))


def test_article_in_one_paragraph_that_was_amended_elsewhere() -> None:
    text = " ".join(LINES)
    amended = f"{text.replace('eight', 'nine')} This article was amended on 4 March: talks took nine hours."
    assert find_changes(document([text]), document([amended]), [SAID]).tracked[0].outcome is PassageOutcome.PRESENT


UNTRUSTED = [
    ("empty", document([])),
    ("another page", document(["Please confirm that you are a human being before you go on."])),
    ("cut", document(LINES[:2])),
    ("cut and an invitation to pay", document([*LINES[:2], "Subscribe to go on reading this story."])),
    ("without its end", document(LINES[2:], is_ended=False)),
]


@pytest.mark.parametrize("later", [pytest.param(later, id=name) for name, later in UNTRUSTED])
def test_copy_that_proves_nothing(later: Document) -> None:
    change = find_changes(document(LINES), later, [SAID, LINES[4]])
    assert {tracked.outcome for tracked in change.tracked} == {PassageOutcome.UNKNOWN}
    assert change.problem
    assert not change.alert
    assert not change.note


def test_distrust_of_the_caller_wins() -> None:
    change = find_changes(document(LINES), document(LINES), [SAID], distrust="blocked")
    assert (change.problem, change.tracked[0].outcome) == ("blocked", PassageOutcome.UNKNOWN)


def test_notes_on_sentences_and_reworded_headings() -> None:
    heading = "Talks end without an agreement on guarantees"
    before = document([heading, *LINES, "Read by 1,204 people since 9 in the morning"])
    lines = [line.replace("two other", "three other") for line in LINES]
    changed_word = find_changes(before, document([heading, *lines]), [SAID])
    assert [(op.before, op.after) for op in changed_word.article] == [("two", "three")]
    assert changed_word.note
    reworded = document(["Talks end with an agreement on guarantees", *LINES, before.article_text.split("\n")[-1]])
    assert find_changes(before, reworded, [SAID]).note
    counted = document([heading, *LINES, "Read by 9,871 people since 9 in the morning"])
    assert not find_changes(before, counted, [SAID]).article
    swapped = document(["Storm warning issued for the northern coast", *LINES])
    assert not find_changes(document(["Markets close higher after a volatile week", *LINES]), swapped, [SAID]).article


def test_links_to_other_stories_change_without_a_note() -> None:
    def with_link(words: str) -> Document:
        return document([*LINES, f"Read more about it here: {words}."], links=(Link("https://example.org/", words),))

    assert not find_changes(with_link("Markets close higher"), with_link("Storm warning issued"), [SAID]).article


def test_large_documents_take_seconds() -> None:
    before = document([f"Sentence number {number} of a very long page indeed." for number in range(20_000)])
    later = document([f"Sentence number {number * 2} of a very long page indeed." for number in range(20_000)])
    began = time.process_time()
    assert find_changes(before, later, ["Sentence number 7 of a very long page indeed."]).alert
    assert time.process_time() - began < 20


OTHER = [
    f"The museum has bought painting number {n} of the old master from a collector in the south." for n in range(20)
]


def titled(lines: list[str], title: str) -> Document:
    text = "\n".join(lines)
    return Document("text/html", "test", text, text, title=title)


@pytest.mark.parametrize(
    ("lines", "title", "is_replaced"),
    [
        pytest.param(OTHER, "Museum buys paintings", True, id="another-article"),
        pytest.param(OTHER, "Talks in two cities", False, id="rewritten-under-its-title"),
        pytest.param([*OTHER, SAID], "Museum buys paintings", False, id="a-tracked-passage-stands"),
        pytest.param([*LINES, *OTHER], "Museum buys paintings", False, id="renamed-and-longer"),
    ],
)
def test_page_replaced_by_another(lines: list[str], title: str, is_replaced: bool) -> None:
    changes = find_changes(titled(LINES, "Talks in two cities"), titled(lines, title), [SAID])
    assert (changes.is_replaced, changes.problem) == (is_replaced, None)


WALLS = [
    ("consent", "Before you continue", "We and our partners use cookies for purposes such as the ones listed below."),
    ("log in", "Log in to the paper", "Please give your address and your password so that you can go on."),
    ("long bot check", "One moment", "We have to make sure that you are no robot before you can see this page."),
    ("down", "Maintenance", "The site is being worked on, and all of it will be there again in an hour or so."),
]


@pytest.mark.parametrize(("title", "words"), [pytest.param(*wall[1:], id=wall[0]) for wall in WALLS])
def test_wall_however_long_proves_nothing(title: str, words: str) -> None:
    changes = find_changes(titled(LINES, "Talks in two cities"), titled([words, *OTHER], title), [SAID])
    assert changes.tracked[0].outcome is PassageOutcome.UNKNOWN
    assert changes.problem and not changes.alert and not changes.is_replaced


def paged(article: list[str], foot: list[str]) -> Document:
    text = "\n".join(article)
    return Document("text/html", "test", text, "\n".join(["Home", "News of the town", *article, *foot]))


FOOT = [f"Read also: story number {n} of the day, and all that came of it" for n in range(8)]
LONG = [*LINES, *(f"Paragraph {n} tells of the talks at some length, and of what the parties want." for n in range(6))]
LESS = [
    ("article taken out of its frame", paged([], FOOT)),
    ("pieces left of it", paged(LONG[::4], FOOT)),
    ("cut, and its tags closed", paged(LONG[:-2], [])),
    ("not found, in the frame", paged([*LONG[2:], "The page you look for could not be found."], FOOT)),
    ("for subscribers, in the frame", paged([*LONG[2:], "Subscribe to continue reading this story."], FOOT)),
]


@pytest.mark.parametrize("later", [pytest.param(later, id=name) for name, later in LESS])
def test_page_that_lost_its_article_proves_nothing(later: Document) -> None:
    changes = find_changes(paged(LONG, FOOT), later, [SAID, LONG[-1]])
    assert {tracked.outcome for tracked in changes.tracked} == {PassageOutcome.UNKNOWN}
    assert changes.problem and not changes.alert


def test_paragraph_taken_out_is_missing_all_the_same() -> None:
    changes = find_changes(paged(LONG, FOOT), paged([LONG[0], *LONG[2:]], FOOT), [SAID, LONG[-1]])
    assert [tracked.outcome for tracked in changes.tracked] == [PassageOutcome.MISSING, PassageOutcome.PRESENT]
