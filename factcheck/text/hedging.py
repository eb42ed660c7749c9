"""Hedges as bounds: "about", "nearly", "more than", "at least", "up to", "or more"."""

from collections.abc import Sequence
from fractions import Fraction

from factcheck.text.figure_atoms import Number
from factcheck.text.figure_lexicon import (
    HEDGES_AFTER,
    HEDGES_BEFORE,
)
from factcheck.text.figure_words import Words
from factcheck.text.quantities import Quantity, Reading

# How wide a hedge is taken. Guesses, on the wide side.
ABOUT_WIDTH = Fraction(1, 10)

NEARLY_WIDTH = Fraction(12, 100)


def make_quantity(
    words: Words,
    at: int,
    end: int,
    value: Fraction,
    step: Fraction,
    readings: tuple[Reading, ...],
    *,
    is_part: bool = False,
    second: Number | None = None,
    per: str = "",
) -> Quantity:
    start, relation = read_hedge(words, at)
    low, high = bounds_of(value, relation)
    stop = end
    if second is not None:
        relation, low, high = "range", value, second.value
        if start == at and words.word(at - 1) in ("between", "from"):
            start = at - 1
    elif not relation or relation == "over":
        stop, behind = _hedge_after(words, end)
        if behind:
            relation = behind
            low, high = bounds_of(value, relation)
    first, last = words.atoms[start].start, words.atoms[stop - 1].end
    return Quantity(
        first,
        last,
        words.text[first:last],
        (at, stop),
        value,
        low,
        high,
        step,
        relation,
        readings,
        per,
        is_exact_part=is_part,
        thing_at=stop,
    )


def read_hedge(words: Words, at: int) -> tuple[int, str]:
    before = [words.word(place) for place in range(max(0, at - 5), at)]
    if before[-1:] in (["a"], ["an"], ["the"]):
        before, at = before[:-1], at - 1
    for length in range(min(5, len(before)), 0, -1):
        relation = HEDGES_BEFORE.get(tuple(before[-length:]))
        if relation and not _is_place(words, before, length):
            place = at - length
            inner = HEDGES_BEFORE.get(tuple(before[:-length][-2:]))
            if relation == "about" and inner in ("at_most", "at_least"):
                return place - 2, inner
            if words.word(place - 1) == "not" and relation in ("over", "under"):
                return place - 1, {"over": "at_most", "under": "at_least"}[relation]
            if words.word(place - 1) == "no" and relation in ("over",):
                return place - 1, "at_most"
            return place, relation
    return at, ""


def _is_place(words: Words, before: Sequence[str], length: int) -> bool:
    """True for words that bound nothing here: "spoke about 40 minutes later" is read as a hedge all the same."""
    return length == 1 and before[-1] in ("past", "beyond", "c", "ca") and before[-2:-1] != ["well"]


def _hedge_after(words: Words, end: int) -> tuple[int, str]:
    for length in (2, 1):
        following = tuple(words.word(end + step) for step in range(length))
        if following in HEDGES_AFTER:
            return end + length, HEDGES_AFTER[following]
        # the counted thing may stand between: "40 people or more"
        following = tuple(words.word(end + 1 + step) for step in range(length))
        if following in HEDGES_AFTER and length == 2 and words.word(end).isalpha():
            return end, HEDGES_AFTER[following]
    return end, ""


def bounds_of(value: Fraction, relation: str) -> tuple[Fraction | None, Fraction | None]:
    """What a hedged value admits: "about" a tenth either way, "nearly" a little less, "at least" all above."""
    size = abs(value)
    if relation == "about":
        return value - size * ABOUT_WIDTH, value + size * ABOUT_WIDTH
    if relation == "nearly":
        return value - size * NEARLY_WIDTH, value
    if relation == "slightly_over":
        return value, value + size * NEARLY_WIDTH
    if relation in ("over", "at_least"):
        return value, None
    if relation in ("under", "at_most"):
        return None, value
    return value, value
