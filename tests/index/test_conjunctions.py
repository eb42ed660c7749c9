"""Which lexemes are asked for together."""

import pytest

from factcheck.index.conjunctions import MOST_CONJUNCTIONS, MOST_ROWS, conjunctions

MILLION = 1_000_000
ASKED = [
    ("nothing known", {}, []),
    ("rare ones alone", {"screwdr": 12, "telesco": 90}, [("screwdr",), ("telesco",)]),
    ("rows of none", {"screwdr": 0, "telesco": 90}, [("telesco",)]),
    ("common ones together", {"bridge": 2_000, "council": 3_000}, [("bridge", "council"), ("council",)][:1]),
    ("only a common one", {"the": 600_000}, [("the",)]),
    ("a common one beside rare ones is left out", {"a": 1, "b": 2, "c": 3, "the": 600_000}, [("a",), ("b",), ("c",)]),
]


@pytest.mark.parametrize(("known", "asked"), [a[1:] for a in ASKED], ids=[a[0] for a in ASKED])
def test_conjunctions(known: dict[str, int], asked: list[tuple[str, ...]]) -> None:
    assert conjunctions(known, MILLION)[: len(asked) or 1] == asked


def test_pair_and_its_word_say_no_more_than_the_pair() -> None:
    """Taken for chance, `to+the` with `to` would be a handful of rows; it is all of them."""
    asked = conjunctions({"to+the": 40_000, "to": 50_000, "bridge": 3_000}, MILLION)
    assert asked == [("bridge", "to+the"), ("bridge", "to")]


def test_common_words_only_stay_within_their_bounds() -> None:
    known = {f"word{number}": 20_000 + number for number in range(20)}
    asked = conjunctions(known, MILLION)
    assert 1 < len(asked) <= MOST_CONJUNCTIONS
    assert all(len(together) > 1 for together in asked)
    expected = sum(MILLION * 0.02 * 0.06 ** (len(together) - 1) for together in asked)
    assert expected <= MOST_ROWS * 1.1


def test_one_word_that_is_missing_leaves_the_others() -> None:
    """A typing error or another form of a word: what is asked for without it still names the row."""
    known = {f"word{number}": 5_000 for number in range(6)}
    asked = conjunctions(known, MILLION)
    for missing in known:
        assert any(missing not in together for together in asked)
