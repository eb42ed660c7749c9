"""Quantities as ranges with units: counts, money, measures, shares, multiples, ranks, tallies, telephone numbers.

Where `figures` reads one number for the comparison of words, these carry hedge, range, rate and what may be counted.
Dates and times are `moments`; names that only look like figures are left out (`figure_names`).
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a unit can mean: what it measures and how the number becomes a value of it."""

    dimension: str
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)

    def of(self, number: Fraction) -> Fraction:
        return number * self.factor + self.offset


COUNT = Reading("count")


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:end]`; `low` to `high` (None: no bound) around `stated`, in each of its `readings`."""

    start: int
    end: int
    words: str
    core: tuple[int, int]  # atoms of the number and its unit
    stated: Fraction
    low: Fraction | None
    high: Fraction | None
    step: Fraction
    relation: str = ""  # "about", "nearly", "over", "under", "at_least", "at_most", "slightly_over", "range", "vague"
    readings: tuple[Reading, ...] = (COUNT,)
    per: str = ""  # "time:SECONDS", "head", or a number of things: "of:1000"
    is_soft: bool = False  # no figure by itself: "several", "most", "no"
    is_exact_part: bool = False  # a fraction in words
    thing_at: int = 0  # atom from which the counted thing is read
    partner: Fraction | None = None  # the other side of a tally
    digits: str = ""  # of a telephone number

    @property
    def dimension(self) -> str:
        return self.readings[0].dimension

    @property
    def is_hedged(self) -> bool:
        return self.relation != ""
