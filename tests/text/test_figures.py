"""Figures as values, and runs of words that are the same words."""

from decimal import Decimal

import pytest

from factcheck.text.equivalence import equivalence
from factcheck.text.figures import Figure, read_figure
from factcheck.text.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("50 million", "50000000", ""),
        ("50,000,000", "50000000", ""),
        ("fifty million", "50000000", ""),
        ("1.5 million", "1500000", ""),
        ("two million five hundred thousand", "2500000", ""),
        ("two hundred and five", "205", ""),
        ("twenty-five", "25", ""),
        ("a hundred", "100", ""),
        ("a dozen", "12", ""),
        ("400k", "400000", ""),
        ("7%", "7", "percent"),
        ("seven percent", "7", "percent"),
        ("$5 million", "5000000", "dollar"),
        ("5 million dollars", "5000000", "dollar"),
        ("€5", "5", "euro"),
        ("-5", "-5", ""),
        ("third", "3", "ordinal"),
        ("21st", "21", "ordinal"),
    ],
)
def test_values(text: str, value: str, unit: str) -> None:
    assert read_figure([token.key for token in tokenize(text)]) == Figure(Decimal(value), unit)


@pytest.mark.parametrize(
    "text", ["", "five six", "20 30", "million billion", "dollars", "the 5", "5 $ 6", "five ten", "and"]
)
def test_no_single_figure(text: str) -> None:
    assert read_figure([token.key for token in tokenize(text)]) is None


@pytest.mark.parametrize(
    ("printed", "recorded", "rule"),
    [
        ("it's", "it is", "contraction"),
        ("it's", "it has", "contraction"),
        ("he'd", "he would", "contraction"),
        ("per cent", "percent", "spelling"),
        ("$50 million", "50 million dollars", "number"),
        ("10-20", "10 to 20", "number"),
        ("twenty-five", "25", "number"),
        ("re-elect", "reelect", "compound"),
        ("its", "it's", None),
        ("maybe", "may be", None),
        ("can", "can not", None),
        ("10 days", "30 days", None),
        ("50 million", "50 billion", None),
        ("$5", "€5", None),
        ("$5", "5", None),
        ("5 percent", "5", None),
        ("15", "1.5", None),
        ("10-20", "1020", None),
        ("10-20", "10 to 30", None),
        ("third", "3", None),
        ("nowhere", "now here", None),
        ("ice cream", "icecream", None),
    ],
)
def test_equivalence(printed: str, recorded: str, rule: str | None) -> None:
    assert equivalence(tokenize(printed), tokenize(recorded), printed, recorded) == rule
