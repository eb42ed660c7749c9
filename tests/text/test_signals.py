"""Claims beside evidence: figures and dates as values, names, negation, modality."""

import pytest

from factcheck.text.signals import compare_claim
from tests.cases.signals import MODALITY, NAMES, NEGATION


@pytest.mark.parametrize(
    ("claim", "evidence", "figures"),
    [
        ("more than 100,000 troops", "there are 100,000 troops at the border now", "compatible"),  # itself rounded
        ("more than 20 people", "20 people", "conflicts"),  # counted, not rounded
        ("more than 100,000 troops", "about 100,000 troops", "compatible"),
        ("nearly 100,000 troops", "more than 100,000 troops", "conflicts"),
        ("more than 100,000 troops", "more than 100,000 troops", "agrees"),
        ("at least 20 dead", "20 dead", "compatible"),
        ("within 10 days", "within 30 days", "conflicts"),
        ("for two weeks", "for 14 days", "agrees"),
        ("10 miles away", "16 kilometers away", "agrees"),
        ("10 miles away", "20 kilometers away", "conflicts"),
        ("It cost $5 million", "It cost five million dollars", "agrees"),
        ("It cost $5 million", "It cost €5 million", "conflicts"),
        ("50 million families", "50 billion families", "conflicts"),
        ("up 3 percent", "up 3%", "agrees"),
        ("50 percent of voters", "half of voters", "agrees"),
        ("one in five voters", "20 percent of voters", "agrees"),
        ("two thirds of voters", "half of voters", "conflicts"),
        ("1.2 million jobs", "1,234,567 jobs", "compatible"),
        ("1.3 million jobs", "1,234,567 jobs", "conflicts"),
        ("10 to 20 people", "15 people", "compatible"),
        ("10-20 people", "between 10 and 20 people", "agrees"),
        ("up to 20 people", "30 people", "conflicts"),
        ("on January 10", "on Jan. 10, 2022", "agrees"),
        ("on 10 January 2022", "on January 10", "compatible"),
        ("on January 10", "on January 12", "conflicts"),
        ("on Monday", "on Tuesday", "conflicts"),
        ("in 2021", "in 2022", "conflicts"),
        ("at 3 p.m.", "at 3:00 p.m.", "agrees"),
        ("at 3 p.m.", "at 3 a.m.", "conflicts"),
        ("40 schools closed", "The mayor spoke about schools", "missing"),
        ("40 schools closed", "Schools closed, 5 percent of all", "missing"),
        ("Boeing 737 jets were grounded", "The jets were grounded", "none"),
        ("Article 5 was invoked", "It was not", "none"),
        ("The G7 met in COVID-19 times", "They met", "none"),
        ("Nothing with a figure", "40 of them", "none"),
    ],
)
def test_figures(claim: str, evidence: str, figures: str) -> None:
    assert compare_claim(claim, evidence).figures == figures


def signals(claim: str, evidence: str, kind: str) -> list[tuple[str, str, str]]:
    found = compare_claim(claim, evidence)
    return [(s.outcome.value, s.claim_words, s.evidence_words) for s in found.signals if s.kind.value == kind]


def test_names() -> None:
    assert signals("Talks in Geneva with Sherman", "We met in Geneva", "name") == [
        ("agrees", "Geneva", "Geneva"),
        ("missing", "Sherman", ""),
    ]


def test_negation_is_read_in_the_nearest_sentence() -> None:
    evidence = "Nobody came. The bridge was closed in winter. It never snowed."
    assert signals("The bridge was not closed in winter", evidence, "negation") == [("conflicts", "not", "")]
    assert signals("The bridge was closed in winter", evidence, "negation") == []


def test_modality() -> None:
    assert signals("They agreed to talks", "They offered to hold talks", "modality") == [
        ("conflicts", "agreed", "offered")
    ]
    assert signals("It will fall", "It may fall", "modality") == [("conflicts", "will", "may")]


@pytest.mark.parametrize(("claim", "evidence", "expected"), NEGATION)
def test_negation_of_the_same_statement(claim: str, evidence: str, expected: str) -> None:
    assert [outcome for outcome, *_ in signals(claim, evidence, "negation")] == ([expected] if expected else [])


@pytest.mark.parametrize(("claim", "evidence", "expected"), MODALITY)
def test_how_far_somebody_went(claim: str, evidence: str, expected: str) -> None:
    assert [outcome for outcome, *_ in signals(claim, evidence, "modality")] == ([expected] if expected else [])


@pytest.mark.parametrize(("claim", "evidence", "expected"), NAMES)
def test_names_as_one_is_named(claim: str, evidence: str, expected: str) -> None:
    assert signals(claim, evidence, "name")[-1][0] == expected


def test_words_that_hedge_figures_hedge_nothing_else() -> None:
    assert signals("She spoke about both, and more of it.", "She spoke of both.", "hedge") == []
    assert signals("About 60 people came.", "60 people came.", "hedge") == [("missing", "About", "")]


def test_hedges() -> None:
    assert signals("It will fall", "It will probably fall", "hedge") == [("missing", "", "probably")]


@pytest.mark.parametrize("text", ["", " ", "—", "5", "5 5 5 5", "$", "May", "Monday Monday", "a half of the half"])
def test_any_text(text: str) -> None:
    compare_claim(text, text)
    compare_claim(text, "")
    assert compare_claim("40 men", text).figures in ("missing", "conflicts")
