"""Paragraphs and the full stops that end a sentence."""

import pytest

from factcheck.text.sentences import ends_sentence, find_paragraphs, is_abbreviation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One.\n\nTwo.", ["One.", "Two."], id="blank_line"),
        pytest.param("One.\nTwo.", ["One.", "Two."], id="one_paragraph_a_line"),
        pytest.param("“One,”\nsaid Hall.", ["“One,”\nsaid Hall."], id="soft_break_before_lower_case"),
        pytest.param("One.\r\n\r\nTwo.", ["One.", "Two."], id="windows_breaks"),
        pytest.param("One.\u2029Two.", ["One.", "Two."], id="paragraph_separator"),
        pytest.param("  One.  \n \n\t\nTwo.\n", ["One.", "Two."], id="white_space"),
        pytest.param("", [], id="empty"),
        pytest.param(" \n ", [], id="blank"),
        pytest.param(
            "The mill that\nstood by the\nriver and the\nRoad burned\ndown last\nnight.\n\nNobody died.",
            ["The mill that\nstood by the\nriver and the\nRoad burned\ndown last\nnight.", "Nobody died."],
            id="wrapped_at_a_fixed_width",
        ),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_paragraphs(text)] == expected


@pytest.mark.parametrize("word", ["Mr", "Sen", "U.S", "Jan", "Calif", "J", "p.m", "Ph.D", "Inc"])
def test_abbreviations(word: str) -> None:
    assert is_abbreviation(word)


@pytest.mark.parametrize("word", ["ill", "sat", "mass", "no", "sun", "home", "", "i"])
def test_plain_words_are_no_abbreviations(word: str) -> None:
    assert not is_abbreviation(word)


@pytest.mark.parametrize(
    ("word", "following", "expected"),
    [
        ("home", "The", True),
        ("home", "", True),
        ("home", "the", False),
        ("Mr", "Hall", False),
        ("U.S", "Navy", False),
        ("U.S", "The", True),
        ("p.m", "Monday", False),
        ("Inc", "He", True),
    ],
)
def test_full_stops(word: str, following: str, expected: bool) -> None:
    assert ends_sentence(word, following) is expected
