"""Where words begin and end, and by which key they are compared."""

import time

import pytest

from factcheck.text.tokens import tokenize


def words(text: str) -> list[tuple[str, str]]:
    return [(text[token.start : token.end], token.key) for token in tokenize(text)]


def keys(text: str) -> list[str]:
    return [token.key for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("don’t", [("do", "do"), ("n’t", "not")], id="contraction-is-two-words"),
        pytest.param("can't", [("ca", "can"), ("n't", "not")], id="irregular-stem"),
        pytest.param("won't", [("wo", "will"), ("n't", "not")], id="irregular-will"),
        pytest.param("cannot", [("can", "can"), ("not", "not")], id="cannot-is-can-not"),
        pytest.param("I’d’ve", [("I", "i"), ("’d", "'d"), ("’ve", "have")], id="two-tails"),
        pytest.param("ain't", [("ain't", "ain't")], id="aint-has-no-stem"),
        pytest.param("O’Brien’s", [("O’Brien", "o'brien"), ("’s", "'s")], id="apostrophe-in-a-name"),
        pytest.param("[the agency]'s", [("the", "the"), ("agency", "agency"), ("'s", "'s")], id="tail-of-a-bracket"),
        pytest.param("7%", [("7", "7"), ("%", "percent")], id="percent-sign-is-a-word"),
        pytest.param("$1.5", [("$", "$"), ("1.5", "1.5")], id="currency-sign-is-a-word"),
        pytest.param("1,400", [("1,400", "1400")], id="grouped-number"),
        pytest.param("1\u2009400", [("1\u2009400", "1400")], id="number-grouped-by-a-thin-space"),
        pytest.param("-5", [("-", "minus"), ("5", "5")], id="minus-sign"),
        pytest.param("word-5", [("word", "word"), ("5", "5")], id="hyphen-is-no-minus"),
        pytest.param(".5", [(".5", ".5")], id="leading-point"),
        pytest.param("word.5", [("word", "word"), ("5", "5")], id="full-stop-is-no-point"),
        pytest.param("10²", [("10²", "10²")], id="raised-digit-stays-apart"),
        pytest.param("３", [("３", "3")], id="full-width-digit"),
        pytest.param("U.S.-Russian", [("U.S.", "u.s."), ("Russian", "russian")], id="acronym-and-hyphen"),
        pytest.param("US us", [("US", "u.s."), ("us", "us")], id="country-and-pronoun"),
        pytest.param("U.N.", [("U.N.", "un")], id="dotted-acronym"),
        pytest.param("a.m.", [("a.m.", "am")], id="clock"),
        pytest.param("admin­istration", [("admin­istration", "administration")], id="soft-hyphen"),
        pytest.param("admin-\n istration", [("admin-\n istration", "administration")], id="line-end-hyphen"),
        pytest.param("North-\nSouth", [("North", "north"), ("South", "south")], id="line-end-hyphen-before-a-capital"),
        pytest.param("oﬃce", [("oﬃce", "office")], id="ligature"),
        pytest.param("cafe\u0301", [("cafe\u0301", "cafe")], id="combining-accent"),
        pytest.param("five twenty-two", [("five", "5"), ("twenty", "20"), ("two", "2")], id="number-words"),
        pytest.param("third", [("third", "3rd")], id="ordinal"),
        pytest.param(
            "colour organised centre",
            [("colour", "color"), ("organised", "organized"), ("centre", "center")],
            id="british-spelling",
        ),
        pytest.param("our hour four", [("our", "our"), ("hour", "hour"), ("four", "4")], id="not-every-our-is-british"),
        pytest.param(
            "promise rise wise", [("promise", "promise"), ("rise", "rise"), ("wise", "wise")], id="nor-every-ise"
        ),
        pytest.param("[I]t", [("[I]t", "it")], id="bracket-at-the-head-of-a-word"),
        pytest.param("vote[s]", [("vote[s]", "votes")], id="bracket-at-its-end"),
        pytest.param("closed[13]", [("closed", "closed"), ("13", "13")], id="footnote"),
        pytest.param("日本", [("日", "日"), ("本", "本")], id="script-without-spaces"),
        pytest.param("so 🙂", [("so", "so"), ("🙂", "🙂")], id="emoji-is-a-word"),
        pytest.param("", [], id="nothing"),
        pytest.param(" —“…” ", [], id="only-marks"),
    ],
)
def test_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert words(text) == expected


def test_marks_and_hyphens_part_words_and_are_none() -> None:
    assert keys("a well-known “bridge”—fell") == ["a", "well", "known", "bridge", "fell"]


@pytest.mark.parametrize("unit", ["a'", "a­", "1,", "a-\n", "[s]", "U.S.", "’s", "\u0301", '"', "A.", "n't"])
def test_linear_on_repeated_oddities(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.process_time()
    tokenize(text)
    assert time.process_time() - start < 5.0  # seconds; quadratic work would take minutes
