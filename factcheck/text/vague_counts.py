"""Counts without a number: "dozens of", "several", "most", "no soldiers", "in his thirties"."""

from dataclasses import replace
from fractions import Fraction

from factcheck.text.figure_lexicon import (
    SOFT_COUNTS,
    SOFT_PARTS,
    TENS,
    VAGUE_COUNTS,
)
from factcheck.text.figure_words import Words
from factcheck.text.hedging import make_quantity
from factcheck.text.quantities import COUNT, Quantity, Reading
from factcheck.text.units import written_unit

_NO_COUNTS = frozenset(
    (
        "one longer more fewer less doubt matter way reason evidence idea plan plans comment need choice question"
        " such other sign point wonder surprise problem sense chance good better place later intention answer"
        " difference agreement change decision word time immediate information further indication it he she they"
        " we i"
    ).split()
)

_AGE_DECADES = {f"{word[:-1]}ies": value for word, value in TENS.items()} | {"teens": 11}


def read_vague(words: Words, at: int) -> list[Quantity]:
    low = words.word(at)
    if low == "tens" and words.word(at + 1) == "of" and words.word(at + 2) in ("thousands", "millions", "billions"):
        scale = {"thousands": 10**3, "millions": 10**6, "billions": 10**9}[words.word(at + 2)]
        return [vague_range(words, at, at + 3, 20 * scale, 300 * scale)]
    if low == "hundreds" and words.word(at + 1) == "of" and words.word(at + 2) in ("thousands", "millions", "billions"):
        scale = {"thousands": 10**3, "millions": 10**6, "billions": 10**9}[words.word(at + 2)]
        return [vague_range(words, at, at + 3, 200 * scale, 2000 * scale)]
    if low in VAGUE_COUNTS and words.word(at - 1) != "of":
        end = at + 1
        readings, end = written_unit(words, end + 1) if words.word(end) == "of" else ((COUNT,), end)
        return [
            replace(vague_range(words, at, at + 1, *VAGUE_COUNTS[low]), readings=readings, thing_at=max(end, at + 1))
        ]
    if low in _AGE_DECADES and words.word(at - 1) in ("his", "her", "their", "early", "mid", "late", "-"):
        age = Fraction(_AGE_DECADES[low])
        decade = vague_range(words, at, at + 1, age, age + 9)
        return [replace(decade, readings=(Reading("age"),), relation="range")]
    if low == "couple" and words.word(at - 1) == "a":
        return [make_quantity(words, at - 1, at + 1, Fraction(2), Fraction(1), (COUNT,))]
    if low in SOFT_COUNTS and not (low == "few" and words.word(at - 1) != "a"):
        return [replace(vague_range(words, at, at + 1, *SOFT_COUNTS[low]), is_soft=True)]
    if low in SOFT_PARTS and words.word(at - 1) not in ("at", "the", "not", "after", "above", "first", "in", "of"):
        if low in ("most", "all") and (
            words.word(at + 1) in ("recent", "likely", "important", "over", "about", "but", "in", "")
            or words.word(at + 1).endswith("ly")
        ):
            return []
        if words.word(at + 1) == "of" and words.word(at + 2)[:1].isdigit():
            return []  # "a majority of 60 percent"
        low_end, high_end = SOFT_PARTS[low]
        soft = vague_range(words, at, at + 1, low_end, high_end)
        relation = "over" if low in ("most", "majority") else ""
        return [
            replace(
                soft,
                readings=(Reading("percent"),),
                is_soft=True,
                relation=relation or soft.relation,
                stated=low_end,
            )
        ]
    return []


def vague_range(words: Words, at: int, end: int, low: Fraction | int, high: Fraction | int | None) -> Quantity:
    bounds = Fraction(low), None if high is None else Fraction(high)
    relation = "" if bounds[0] == bounds[1] else "vague"
    return Quantity(*words.span(at, end), (at, end), bounds[0], *bounds, Fraction(1), relation, (COUNT,), thing_at=end)


def read_none(words: Words, at: int) -> list[Quantity]:
    """ "No soldiers", "none of the miners": nought of them, yet no figure by itself."""
    low = words.word(at)
    if low == "none" or (low == "no" and words.word(at + 1).isalpha() and words.word(at + 1) not in _NO_COUNTS):
        if low == "none" and words.word(at + 1) != "of":
            return []
        quantity = make_quantity(words, at, at + 1, Fraction(0), Fraction(1), (COUNT,))
        return [replace(quantity, is_soft=True)]
    return []
