"""What the figures of claims and evidence say of each other, on the tables of tests/cases."""

import pytest

from factcheck.text.signals import compare_claim
from tests.cases.figures import AGREES, COMPATIBLE, CONFLICTS, HELD_OUT, OPEN, Pair
from tests.cases.figures_daily import DAILY
from tests.cases.figures_news import NEWS
from tests.cases.figures_unseen import FRESH, UNSEEN

# Measured; the goal is .97. Raise it when the score rises.
LEAST_HELD_OUT = 0.97


@pytest.mark.parametrize("pair", [pytest.param(pair, id=f"{pair.kind}-{n}") for n, pair in enumerate((*OPEN, *NEWS))])
def test_figures_of_a_pair(pair: Pair) -> None:
    assert compare_claim(pair.claim, pair.evidence).figures == pair.figures


@pytest.mark.parametrize("pairs", [HELD_OUT, DAILY])
def test_kinds_held_out(pairs: list[Pair]) -> None:
    right = [pair for pair in pairs if compare_claim(pair.claim, pair.evidence).figures == pair.figures]
    assert len(right) / len(pairs) >= LEAST_HELD_OUT


@pytest.mark.parametrize("table", [UNSEEN, FRESH])
def test_pairs_written_before_the_rules_were_looked_at(table: tuple[Pair, ...]) -> None:
    right = [
        pair for pair in table if _as_shown(compare_claim(pair.claim, pair.evidence).figures) == _as_shown(pair.figures)
    ]
    assert len(right) / len(table) >= LEAST_HELD_OUT


def _as_shown(figures: str) -> str:
    """Both can be true of "agrees" and "compatible"; which of the two it is, is a shade."""
    return AGREES if figures == COMPATIBLE else figures


EVERY = (*OPEN, *NEWS, *HELD_OUT, *DAILY, *UNSEEN, *FRESH)


@pytest.mark.parametrize("pair", [pair for pair in EVERY if pair.figures == CONFLICTS])
def test_a_conflict_is_never_agreement(pair: Pair) -> None:
    assert compare_claim(pair.claim, pair.evidence).figures not in ("agrees", "compatible")


def test_a_sentence_that_is_a_list_of_figures_is_read() -> None:
    """2,000 words without a full stop: took minutes while each figure was held against all others."""
    evidence = "He spent $5 million on 12 of 30 days in May 2020 and " * 180
    assert compare_claim("He spent $6 million.", evidence).figures == CONFLICTS
