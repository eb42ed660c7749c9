"""Cutting texts into rows."""

from itertools import pairwise

import pytest

from factcheck.index.segments import MOST_CHARACTERS, segments_of

LONG = "word " * 300


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\t ", [], id="white space"),
        pytest.param("Yes.", ["Yes."], id="one short sentence stays"),
        pytest.param(
            "Yes, sir. We will shut the bridge for nine days. Thank you.",
            ["Yes, sir. We will shut the bridge for nine days.", "Thank you."],
            id="short ones are glued to what follows",
        ),
        pytest.param(
            "“We will shut the bridge.” She left the room after that.",
            ["“We will shut the bridge.” She left the room after that."],
            id="closing mark belongs to its sentence",
        ),
        pytest.param(
            "one two three four five six\nseven eight nine ten eleven twelve",
            ["one two three four five six", "seven eight nine ten eleven twelve"],
            id="lines without marks",
        ),
        pytest.param("!!!", ["!!!"], id="no words: still one row"),
        pytest.param(
            "😀 We will shut the old bridge now.", ["😀 We will shut the old bridge now."], id="beyond the BMP"
        ),
    ],
)
def test_segments_of(text: str, pieces: list[str]) -> None:
    assert [segment.text for segment in segments_of(1, "article", text)] == pieces


@pytest.mark.parametrize("text", [LONG, "x" * 5_000, "a. " * 2_000, "— " * 1_000, "Ünïcödé 😀. " * 200])
def test_offsets_are_those_of_the_text_and_no_word_is_lost(text: str) -> None:
    segments = list(segments_of(1, "article", text))
    for segment in segments:
        assert text[segment.start : segment.end] == segment.text
        assert len(segment.text) <= 2 * MOST_CHARACTERS
    assert "".join("".join(segment.text for segment in segments).split()) == "".join(text.split())
    assert all(before.end <= after.start for before, after in pairwise(segments))
