"""Printed pages: what a sentence crosses on its way over lines, columns and pages, and is found all the same."""

import pytest

from factcheck.fetch.read import read_document
from factcheck.text import Match, SourceText, compare
from tests.fetch.files import Placed, pdf_placed

LEFT = [
    "The committee met in the morning and heard from the",
    "witnesses who had come a long way to speak. They said",
    "that the river had been rising for eleven days, and no",
    "one in the valley had been told of it by the agency",
    "before the water reached the first houses by the mill.",
]
RIGHT = [
    "The agency answered that it had sent three warnings by",
    "telephone and one by letter. None of these had been re-",
    "ceived, the witnesses replied, and the bridge was closed",
    "when they came to it. The hearing will go on tomorrow",
    "with the engineers who built the dam above the town.",
]
FIRST = [
    "We asked the members of the council for their views on the",
    "matter of the harbour, and the answer of the chair was plain",
    "enough. We will never sell one metre of the old harbour to",
]
SECOND = [
    "anybody who wants to build a car park on it, she told them,",
    "and then the meeting went on to other matters of the town",
    "which took up most of the rest of that long afternoon.",
]
ACROSS = "We will never sell one metre of the old harbour to anybody who wants to build a car park on it"


def lines(texts: list[str], x: float = 72, y: float = 740) -> list[Placed]:
    return [(x, y - 14 * row, 11, text) for row, text in enumerate(texts)]


def columns(is_by_row: bool) -> list[Placed]:
    left = [(50.0, 700.0 - 14 * row, 10.0, text) for row, text in enumerate(LEFT)]
    right = [(310.0, 700.0 - 14 * row, 10.0, text) for row, text in enumerate(RIGHT)]
    return [placed for pair in zip(left, right, strict=True) for placed in pair] if is_by_row else [*left, *right]


def is_found(words: str, *pages: list[Placed]) -> bool:
    document = read_document(pdf_placed(pages))
    return compare(words, SourceText(document.article_text)).match in (Match.EXACT, Match.TYPOGRAPHIC)


@pytest.mark.parametrize("is_by_row", [False, True], ids=["drawn by column", "drawn by row"])
@pytest.mark.parametrize(
    "words",
    [
        pytest.param("no one in the valley had been told of it by the agency", id="down the left column"),
        pytest.param("None of these had been received, the witnesses replied", id="a word broken in the right column"),
        pytest.param("the first houses by the mill. The agency answered that it", id="over the columns"),
    ],
)
def test_columns(is_by_row: bool, words: str) -> None:
    assert is_found(words, columns(is_by_row))
    title: Placed = (50, 760, 16, "Report of the hearing on the flood of the river and its causes")
    assert is_found(words, [title, *columns(is_by_row), (290, 40, 9, "12")])


def test_names_beside_words_are_no_columns() -> None:
    rows = [(name, said) for name, said in zip(["BERG:", "DORN:", "BERG:"] * 2, LEFT + RIGHT[:1], strict=True)]
    page = [
        placed
        for row, (name, said) in enumerate(rows)
        for placed in ((50, 700 - 20 * row, 11, name), (300, 700 - 20 * row, 11, said))
    ]
    assert read_document(pdf_placed([page])).article_text.startswith(f"BERG: {LEFT[0]}")


HEAD = "Town of Lynn, minutes of the council"
BETWEEN = [
    ("nothing", lines(FIRST), lines(SECOND)),
    (
        "running head and page number",
        [(72, 800, 9, HEAD), (500, 800, 9, "1"), *lines(FIRST)],
        [(72, 800, 9, HEAD), (500, 800, 9, "2"), *lines(SECOND)],
    ),
    ("page number at the foot", [*lines(FIRST), (290, 40, 10, "- 1 -")], [*lines(SECOND), (290, 40, 10, "- 2 -")]),
    ("footnote in small type", [*lines(FIRST), (72, 90, 8, "1 Minutes of the meeting of 3 May.")], lines(SECOND)),
    (
        "footnote in the type of the body, set off",
        [*lines(FIRST), (72, 100, 11, "1. Minutes of 3 May, page 7."), (72, 86, 11, "2. The same, in the annex.")],
        lines(SECOND),
    ),
    ("label of a figure", [*lines(FIRST), (150, 300, 8, "Figure 2. The old harbour in 1911")], lines(SECOND)),
    ("caption at the top", lines(FIRST), [(150, 790, 11, "Table 4: Boats in the harbour"), *lines(SECOND)]),
    ("stamp", [*lines(FIRST), (400, 20, 7, "FILED 3 MAY 2021")], [*lines(SECOND), (400, 20, 7, "FILED 3 MAY 2021")]),
]


@pytest.mark.parametrize(("first", "second"), [pytest.param(a, b, id=name) for name, a, b in BETWEEN])
def test_sentence_goes_on_over_the_page(first: list[Placed], second: list[Placed]) -> None:
    assert is_found(ACROSS, first, second)


def numbered(texts: list[str], is_apart: bool) -> list[Placed]:
    numbers = [(50.0, 740.0 - 24 * row, 11.0, str(row + 1)) for row in range(len(texts))]
    words = [(90.0, 740.0 - 24 * row, 11.0, text) for row, text in enumerate(texts)]
    if is_apart:
        return [*numbers, *words]
    return [placed for pair in zip(numbers, words, strict=True) for placed in pair]


@pytest.mark.parametrize("is_apart", [False, True], ids=["numbers drawn with lines", "numbers drawn first"])
def test_line_numbers_are_not_said(is_apart: bool) -> None:
    assert is_found(ACROSS, numbered(FIRST, is_apart), numbered(SECOND, is_apart))


def test_list_with_numbers_keeps_them() -> None:
    page = lines(["1 boat was lost in the storm of that night at sea.", *LEFT])
    assert read_document(pdf_placed([page])).article_text.startswith("1 boat")


WORDS = [
    (
        "joined letters by TeX's codes",
        b"The of\x0cce, e\x0borts, \x0dags and di\x0ecult",
        "The office, efforts, flags and difficult",
    ),
    ("a soft hyphen within a line", "agree\u00adment".encode("cp1252"), "agree\u00adment"),
]


@pytest.mark.parametrize(("drawn", "text"), [pytest.param(drawn, text, id=name) for name, drawn, text in WORDS])
def test_words(drawn: bytes, text: str) -> None:
    assert read_document(pdf_placed([[(72, 700, 11, drawn)]])).article_text == text


def test_large_initial_belongs_to_its_word() -> None:
    page: list[Placed] = [
        (72, 716, 30, "W"),
        (100, 740, 11, "e will never sell it, said the"),
        (100, 726, 11, "chair."),
    ]
    assert read_document(pdf_placed([page])).article_text.startswith("We will never sell it")


def test_raised_note_number_is_not_said() -> None:
    page: list[Placed] = [(72, 740, 11, "We said in May"), (160, 745, 7, "12"), (170, 740, 11, "that it stays.")]
    assert read_document(pdf_placed([page])).article_text == "We said in May that it stays."
