"""Two wordings of a claim are one; a claim with another number, name, negation or direction is another."""

from pathlib import Path

import pytest

from factcheck.text.claim_reading import read_claim
from factcheck.text.near_claims import compare_claims

TABLE = Path(__file__).parents[2] / "benchmarks" / "near_claims.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text().splitlines()]
LOOK_ALIKES = [row for row in ROWS if row[0] != "same"]


@pytest.mark.parametrize(("kind", "claim", "asked"), LOOK_ALIKES, ids=[row[2][:50] for row in LOOK_ALIKES])
def test_look_alikes_are_not_the_same_and_it_is_said_why(kind: str, claim: str, asked: str) -> None:
    for one, other in ((claim, asked), (asked, claim)):
        likeness = compare_claims(read_claim(one), read_claim(other))
        assert not likeness.same
        assert any(difference.is_telling for difference in likeness.differs)


def test_most_rewordings_are_the_same() -> None:
    same = [compare_claims(read_claim(asked), read_claim(claim)).same for kind, claim, asked in ROWS if kind == "same"]
    assert sum(same) >= 148  # of 184; a change that lowers it says why


KINDS = [
    pytest.param("The tax rose by 20%.", "The tax rose by 30%.", "number", "20%", "30%", id="number"),
    pytest.param("It was shut in May 2021.", "It was shut in June 2021.", "date", "May", "June", id="month"),
    pytest.param("Spain shut the bridge.", "Greece shut the bridge.", "place", "Spain", "Greece", id="place"),
    pytest.param("The mayor met Ann Cole.", "The mayor met Ann Hall.", "name", "Cole", "Hall", id="name"),
    pytest.param("The bridge is shut.", "The bridge is not shut.", "negation", "", "not", id="negation"),
    pytest.param("Prices rose in May.", "Prices fell in May.", "direction", "rose", "fell", id="direction"),
    pytest.param("They shut the bridge.", "They shut the tunnel.", "word", "bridge", "tunnel", id="word"),
]


@pytest.mark.parametrize(("asked", "other", "kind", "asked_words", "other_words"), KINDS)
def test_what_differs_is_named_in_the_words_of_both(
    asked: str, other: str, kind: str, asked_words: str, other_words: str
) -> None:
    [difference] = [each for each in compare_claims(read_claim(asked), read_claim(other)).differs if each.is_telling]
    assert difference.as_json() == {
        "kind": kind,
        "asked_words": asked_words,
        "other_words": other_words,
        "telling": True,
    }


ONE_CLAIM = [
    pytest.param("The US sent 5 million doses.", "America sent 5,000,000 doses.", id="place-and-figure"),
    pytest.param("Half of voters stayed at home.", "50 percent of voters stayed at home.", id="half"),
    pytest.param("One in five pupils left.", "20% of students left.", id="share"),
    pytest.param("The dam is not safe.", "The dam is dangerous.", id="double-turn"),
    pytest.param("Beer does less harm than wine.", "Wine does more harm than beer.", id="comparison-turned-round"),
    pytest.param("The NHS paid the bill.", "The National Health Service paid the bill.", id="initials"),
    pytest.param("Joe Smith won the vote.", "Joseph Smith won the vote.", id="short-name"),
    pytest.param("More than 20 ships sank.", "Over 20 ships sank.", id="hedge-is-no-direction"),
    pytest.param(
        "The mayor was born in Kenya.", "The mayor was born in Kenya, not Peru.", id="contrast-is-no-negation"
    ),
]


@pytest.mark.parametrize(("one", "other"), ONE_CLAIM)
def test_wordings_of_one_claim(one: str, other: str) -> None:
    likeness = compare_claims(read_claim(one), read_claim(other))
    assert likeness.same, likeness
    assert compare_claims(read_claim(other), read_claim(one)).same


@pytest.mark.parametrize("text", ["", "…", "the of and", "7", "not " * 2000])
def test_texts_without_a_claim_are_like_nothing(text: str) -> None:
    assert not compare_claims(read_claim(text), read_claim("The bridge is shut.")).same
    assert not compare_claims(read_claim("The bridge is shut."), read_claim(text)).same
