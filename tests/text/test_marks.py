"""Where marks open and close."""

import pytest

from factcheck.text.marks import find_marked
from factcheck.text.sentences import find_paragraphs

CASES = (
    ("straight", 'He "ran" off.', ["ran"]),
    ("curly", "He “ran” off.", ["ran"]),
    ("german", "Er „lief“ fort.", ["lief"]),
    ("german_guillemets", "Er »lief« fort.", ["lief"]),
    ("french", "Il « courut » vite.", [" courut "]),
    ("swedish", "Han ”sprang” bort.", ["sprang"]),
    ("corner", "彼は「走った」。", ["走った"]),
    ("latex", "He ``ran'' off.", ["ran"]),
    ("wrong_closing_mark", "“We ran,“ he said.", ["We ran,"]),
    ("mixed_marks", '“We ran," he said.', ["We ran,"]),
    ("nested_straight", '"He said "no" to me," she said.', ['He said "no" to me,']),
    ("nested_single", "\"He said 'no' to me,\" she said.", ["He said 'no' to me,"]),
    ("two", '"A" and "B" ran.', ["A", "B"]),
    ("wrong_side_of_space", 'Help for all," For example, run".', [" For example, run"]),
    ("odd_left_open", '"He ran. Then "yes," she said.', ["He ran. Then", "yes,"]),
    ("stray_closer", 'It was late" and dark.', []),
    ("feet_and_inches", "He is 6' 2\" tall.", []),
    ("inches", 'A 15" pipe and a 9" pipe.', []),
    ("number_before_closer", '"I was born in 1980" was all.', ["I was born in 1980"]),
    ("single", "He 'ran' off.", ["ran"]),
    ("single_possessive", "'The workers' rights are gone,' he said.", ["The workers' rights are gone,"]),
    ("single_elision", "Rock 'n' roll in the '90s.", []),
    ("apostrophes", "It's the dogs' home and Tom's.", []),
    ("single_beside_double", "\"Ran,\" he said of 'them'.", ["Ran,"]),
    ("ruler", '""""""""""', []),
    ("empty", '"" and “”', []),
    ("dash_before_closer", '"I thought—" he said.', ["I thought—"]),
    ("bracket_before_opener", '("ran")', ["ran"]),
)


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_outermost_stretches(text: str, expected: list[str]) -> None:
    assert [text[marked.start : marked.end] for marked in find_marked(text, find_paragraphs(text))] == expected


def test_a_quotation_reopened_at_each_paragraph_is_one() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” he said."

    (marked,) = find_marked(text, find_paragraphs(text))

    assert text[marked.start : marked.end] == "One.\n\n“Two.\n\n“Three,"
    assert marked.is_closed


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "He said, “One.\n\nTwo."

    (marked,) = find_marked(text, find_paragraphs(text))

    assert text[marked.start : marked.end] == "One."
    assert not marked.is_closed
