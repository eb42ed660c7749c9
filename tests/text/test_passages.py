"""Where the words are found: exact places, likeness, splices, gaps, and bounded work on hard texts."""

import random
import time

import pytest

from factcheck.text import Match, SourceText, compare
from factcheck.text.encoding import MOST_PLACES
from factcheck.text.hypotheses import GapKind, readings
from factcheck.text.passages import Finder

SENTENCES = [
    "The harbour master keeps a list of every ship that comes in.",
    "Nobody has counted the gulls since the lighthouse was sold.",
    "A new crane lifts forty tons from the deck in an hour.",
    "The council will pay for the lighthouse until the end of March.",
    "We asked the pilots whether they need the light at all.",
]


def long_text(words: int, seed: int = 1) -> str:
    chance = random.Random(seed)
    vocabulary = [f"{a}{b}" for a in ("ba", "co", "di", "fu", "lo", "mi", "ne", "pa", "ro", "su") for b in range(300)]
    weights = [1 / (rank + 1) for rank in range(len(vocabulary))]
    return " ".join(chance.choices(vocabulary, weights, k=words))


def hidden(sentence: str) -> SourceText:
    return SourceText(f"{long_text(4_000)}. {sentence} {long_text(4_000, seed=2)}.")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_found_among_others(sentence: str) -> None:
    source = hidden(sentence)
    found = compare(sentence, source)
    assert found.match is Match.EXACT
    assert source.text[found.spans[0].start : found.spans[0].end] == sentence


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("at", [0, 3, -1])
def test_a_changed_sentence_is_found_whole(sentence: str, at: int) -> None:
    words = sentence.split()
    words[at] = "Zebra."
    source = hidden(sentence)
    found = compare(" ".join(words), source)
    assert found.match is Match.ALTERED
    (span,) = found.spans
    assert abs(span.start - source.text.index(sentence)) <= len(sentence.split()[0]) + 1
    assert abs(span.end - source.text.index(sentence) - len(sentence)) <= len(sentence.split()[-1]) + 1


def test_the_nearer_of_two_beginnings() -> None:
    source = SourceText(
        "We learned a lot about the old plan of his. We learned a lot about the new plan that she could keep."
    )
    found = compare("We learned a lot about the new plan that she will keep.", source)
    assert found.match is Match.ALTERED
    assert source.text[found.spans[0].start :].startswith("We learned a lot about the new plan")


def test_all_places_are_counted() -> None:
    source = SourceText(f"{SENTENCES[0]} {long_text(100)} {SENTENCES[0]} {SENTENCES[0]}")
    assert compare(SENTENCES[0], source).occurrences == 3


def test_places_are_bounded() -> None:
    source = SourceText("again and again " * 10_000)
    assert len(Finder(source, readings("again and again")[0]).exact_places(0, 3)) == MOST_PLACES


@pytest.mark.parametrize(("first", "second"), [(0, 3), (3, 0), (1, 4)])
def test_both_places_of_a_splice(first: int, second: int) -> None:
    text = f". {long_text(500)}. ".join(SENTENCES)
    source = SourceText(text)
    found = compare(f"{SENTENCES[first]} {SENTENCES[second]}", source)
    assert found.match is Match.SPLICED
    assert [text[span.start : span.end] for span in found.spans] == [SENTENCES[first], SENTENCES[second]]


def test_a_short_word_beside_an_ellipsis_is_the_nearest() -> None:
    source = SourceText(f"The {long_text(300)} The council, they said at last, will pay for the lighthouse.")
    found = compare("The … will pay for the lighthouse.", source)
    assert found.match is Match.MARKED
    assert source.text[found.spans[0].start :].startswith("The council")


def test_readings() -> None:
    literal, marked = readings("We [the town] will … pay[s] it")
    assert [token.key for token in literal.tokens] == ["we", "the", "town", "will", "pays", "it"]
    assert [token.key for token in marked.tokens] == ["we", "will", "pays", "it"]
    assert [(gap.kind, gap.at) for gap in marked.gaps] == [(GapKind.BRACKET, 1), (GapKind.ELLIPSIS, 2)]
    assert marked.segments == ((0, 1), (1, 2), (2, 4))
    assert len(readings("no marks at all")) == 1


@pytest.mark.parametrize(
    "mark", ["…", "...", ". . .", "[...]", "[…]", "(...)", "....", ". ...", "… ."]
)  # fmt: skip
def test_every_way_to_write_an_ellipsis(mark: str) -> None:
    marked = readings(f"We will {mark} pay for it")[1]
    assert [gap.at for gap in marked.gaps] == [2]
    assert [token.key for token in marked.tokens] == ["we", "will", "pay", "for", "it"]


# Seconds of one core that each may take on any machine that runs the tests; the benchmark measures closely.
PATIENCE = 5.0


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        pytest.param("word " * 20, "word " * 200_000, id="one-word-repeated"),
        pytest.param("word other word " * 50, "word " * 200_000, id="one-word-and-a-stranger"),
        pytest.param("one two three four five", '"' * 1_000_000, id="quotation-marks"),
        pytest.param('"' * 90_000, SENTENCES[0], id="quotation-of-marks"),
        pytest.param("[a] " * 20_000, long_text(20_000), id="brackets"),
        pytest.param("ba1 … " * 15_000, long_text(20_000), id="ellipses"),
        pytest.param(long_text(5_000, seed=3), long_text(100_000), id="a-long-quotation-of-the-same-words"),
        pytest.param(" ".join(SENTENCES), long_text(100_000).replace(".", ""), id="one-line"),
        pytest.param("the " * 5_000, "the " * 100_000, id="common-words"),
    ],
)
def test_hard_texts_take_bounded_time(printed: str, recorded: str) -> None:
    source = SourceText(recorded)
    start = time.process_time()
    compare(printed, source)
    assert time.process_time() - start < PATIENCE
