"""Ranks and ordinals: "No. 2", "third largest", "finished fourth", "the 21st death"."""

from dataclasses import replace
from fractions import Fraction

from factcheck.text.figure_atoms import read_number, read_ordinal
from factcheck.text.figure_lexicon import (
    NUMBER_SCALES,
)
from factcheck.text.figure_words import Words
from factcheck.text.quantities import Quantity, Reading

_SUPERLATIVES = frozenset(
    (
        "largest biggest highest lowest smallest oldest youngest tallest longest shortest richest poorest fastest"
        " slowest deepest deadliest worst best greatest heaviest hottest coldest warmest wealthiest busiest"
        " driest wettest strongest weakest costliest cheapest"
    ).split()
)

_RANKING = frozenset(
    (
        "finished finish finishes came come comes ranked ranks rank ranking placed places place lies stands"
        " seeded sits finishing"
    ).split()
)


def read_rank(words: Words, at: int) -> list[Quantity]:
    """The rank or ordinal that begins at `at`; first and second are soft, for "a second time" is no figure."""
    if words.word(at) in ("no", "number", "nos", "#", "№"):
        place = at + 2 if words.word(at + 1) == "." else at + 1
        number = read_number(words.atoms, place) if place not in words.taken else None
        is_marked = words.word(at) in ("number", "#", "№") or (place == at + 2 and words.atoms[at].raw[0] == "N")
        if number and is_marked and number.value.denominator == 1 and not _is_of(words, number.end):
            return [_ordinal(words, at, number.end, number.value, "rank", number.end)]
        return []
    ordinal = read_ordinal(words.atoms, at)
    if ordinal is None:
        return _superlative(words, at)
    rank, end = ordinal
    after = end + 1 if words.word(end) == "-" else end
    if words.word(after) in _SUPERLATIVES or words.word(after).endswith("est") or words.word(after) == "most":
        return [_ordinal(words, at, after + 1, Fraction(rank), "rank", after + 1)]
    before = words.word(at - 1) if words.word(at - 1) not in ("in", "a", "the", "joint") else words.word(at - 2)
    if before in _RANKING or words.word(end) in ("place", "placed", "spot") or words.word(at - 1) in _RANKING:
        return [_ordinal(words, at, end, Fraction(rank), "rank", end)]
    if words.word(end) in ("time", "of", ",", "", ".", "half", "quarter", "and", "-", "party", "century", "day") or (
        words.atoms[at].low == "second" and not words.word(end).isalpha()
    ):
        is_day = words.word(end) == "day" and rank > 2
        if not is_day and not words.atoms[at].raw[0].isdigit():
            return []
    if words.word(end) in ("hand", "class", "rate", "degree", "glance", "lady", "things", "thing", "step", "person"):
        return []
    quantity = _ordinal(words, at, end, Fraction(rank), "ordinal", end)
    return [replace(quantity, is_soft=rank <= 2 or words.word(end) == "time")]


def _ordinal(words: Words, at: int, end: int, rank: Fraction, dimension: str, thing_at: int) -> Quantity:
    return Quantity(
        *words.span(at, end), (at, end), rank, rank, rank, Fraction(1), "", (Reading(dimension),), thing_at=thing_at
    )


def _is_of(words: Words, at: int) -> bool:
    return words.word(at) in ("%", "percent") or words.word(at) in NUMBER_SCALES


def _superlative(words: Words, at: int) -> list[Quantity]:
    """ "The largest" is rank 1, yet no figure by itself."""
    is_superlative = words.word(at) in _SUPERLATIVES or (words.word(at) == "most" and words.word(at - 1) == "the")
    is_told = words.word(at - 1) in ("the", "nation", "country", "world", "state", "city")
    if not is_superlative or not is_told or words.word(at - 2) == "of":
        return []
    return [replace(_ordinal(words, at, at + 1, Fraction(1), "rank", at + 1), is_soft=True)]
