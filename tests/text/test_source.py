"""A prepared source: encoding, places, turns, sharing between threads, size and time."""

import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest

from factcheck.text import Match, SourceText, compare
from factcheck.text.word_index import UNKNOWN


def test_words_become_characters() -> None:
    source = SourceText("We don't. We do!")
    assert len(source) == len(source.codes) == 5
    assert source.encode(["we", "do"]) == source.codes[3:]
    assert source.encode(["parliament"]) == UNKNOWN not in source.codes


def test_places_and_offsets() -> None:
    source = SourceText("The bridge, the old bridge.")
    assert list(source.places_of(source.encode(["bridge"]))) == [1, 4]
    assert list(source.places_of(UNKNOWN)) == []
    span = source.word_span(2, 5)
    assert source.text[span.start : span.end] == "the old bridge"
    assert source.word_at(4) == 1
    assert source.start_of(5) == len(source.text)


def test_more_words_than_the_surrogates_leave_room_for() -> None:
    """Word numbers become code points; those between D800 and DFFF are no characters."""
    words = [f"w{number}" for number in range(60_000)]
    source = SourceText(" ".join(words))
    assert source.tokens(55_000, 55_001)[0].key == "w55000"
    assert list(source.places_of(source.encode(["w59999"]))) == [59_999]
    source.codes.encode("utf-8")  # raises where a surrogate is among them


def test_turn_of_an_offset() -> None:
    source = SourceText("Room\n\nMS. ROE:  One.\n\nQ    Two?")
    assert source.turn_index_at(0) is None
    assert source.turn_index_at(source.text.index("One")) == 0
    assert source.turn_index_at(source.text.index("Two")) == 1
    assert source.turn_index_at(len(source.text)) is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("One two. Three", [1]),
        ("Mr. Smith said", []),
        ("It fell! We left", [1]),
        ("the U.S. Senate met", []),
        ("one\ntwo three", [0]),
    ],
)
def test_sentence_ends(text: str, ends: list[int]) -> None:
    source = SourceText(text)
    assert [index for index in range(len(source) - 1) if source.ends_sentence(index)] == ends


def test_one_source_serves_many_threads() -> None:
    source = SourceText(
        "We will rebuild the old bridge by autumn. " * 50 + "The county pays for the road to the river."
    )
    quotations = ["The county pays for the road to the river.", "We will repair the old bridge by autumn."] * 20
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda words: compare(words, source), quotations))
    assert {comparison.match for comparison in found} == {Match.EXACT, Match.ALTERED}
    assert len(set(found)) == 2


def test_memory_of_a_long_source() -> None:
    """Goal: 60 MB for 2,000,000 characters of 20,000 different words; a tenth of both here."""
    text = " ".join(f"word{number % 2_000}" for number in range(25_000))[:200_000]
    tracemalloc.start()
    try:
        source = SourceText(text)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(source) > 20_000
    assert held < 6_000_000
