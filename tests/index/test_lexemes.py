"""Words and pairs a text is indexed by."""

import pytest

from factcheck.index.lexemes import lexemes_of, rarest, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("The President’s words", ["the", "preside", "words"], id="possessive and stem"),
        pytest.param("don't don’t donʼt", ["dont", "dont", "dont"], id="three apostrophes, one word"),
        pytest.param("ＦＵＬＬ width ﬁne", ["full", "width", "fine"], id="compatibility forms"),
        pytest.param("Straße STRASSE", ["strasse", "strasse"], id="case folding"),
        pytest.param("1,500 and 2.5", ["1500", "and", "2.5"], id="thousands mark gone, decimal kept"),
        pytest.param("Путина Путин", ["путина", "путин"], id="Cyrillic"),
        pytest.param("北京大学", ["北京", "京大", "大学"], id="script without spaces, in pairs"),
        pytest.param("…—!?", [], id="no words"),
        pytest.param("", [], id="nothing"),
        pytest.param("a\0b", ["a", "b"], id="NUL parts words"),
        pytest.param("___", [], id="underscores are no words"),
    ],
)
def test_words_of(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_pairs_are_of_short_neighbours_only() -> None:
    assert lexemes_of("we will not negotiate now") == ["we", "will", "not", "negotia", "now", "we+will", "will+not"]


def test_each_lexeme_once() -> None:
    assert lexemes_of("no no no") == ["no", "no+no"]


def test_rarest_first_within_the_budget() -> None:
    known = [("common", 900), ("rare", 1), ("unknown", 0), ("some", 40), ("more", 70), ("most", 500)]
    assert [lexeme for lexeme, _ in rarest(known, most=10, budget=200)] == ["rare", "some", "more"]
    assert [lexeme for lexeme, _ in rarest(known, most=2, budget=200)] == ["rare", "some"]


def test_three_stay_whatever_they_cost() -> None:
    known = [("the", 1_000_000), ("of", 900_000), ("and", 800_000), ("to", 700_000)]
    assert [lexeme for lexeme, _ in rarest(known, most=10, budget=10)] == ["to", "and", "of"]
