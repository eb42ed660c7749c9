"""Shares, multiples and frequencies: "one in five", "doubled", "three times as many", "twice a day"."""

from fractions import Fraction

from factcheck.text.figure_atoms import read_number
from factcheck.text.figure_lexicon import (
    MULTIPLES,
    UNITS,
)
from factcheck.text.figure_words import Words
from factcheck.text.hedging import make_quantity
from factcheck.text.quantities import Quantity, Reading

_COMPARING = frozenset(
    (
        "as more less the that what its his her their larger bigger higher greater faster older longer than fewer"
        " smaller heavier cheaper size"
    ).split()
)


def read_ratio(words: Words, at: int) -> list[Quantity]:
    """ "one in five", "nine out of ten", "six of every 10", "3 of the 4" is none; as a share of the whole."""
    one = words.plain(at)
    if one is None or one.value == 0:
        return []
    joint = one.end
    if words.word(joint) == "person" or words.word(joint) == "people":
        joint += 1
    joints = [words.word(joint + step) for step in range(3)]
    if joints[:2] == ["out", "of"]:
        place = joint + 3 if joints[2] == "every" else joint + 2
    elif joints[:2] in (["in", "every"], ["of", "every"], ["for", "every"]):
        place = joint + 2
    elif joints[0] == "in":
        place = joint + 1
    else:
        return []
    other = words.plain(place)
    is_small = other and one.value < other.value and (other.value <= 20 or other.value in (25, 50, 100, 1000))
    if not other or not is_small or (words.word(other.end) in UNITS and joints[0] == "in"):
        return []
    if joints[0] in ("in",) and words.word(joint - 1) in ("people",):
        pass
    share = one.value / other.value * 100
    return [make_quantity(words, at, other.end, share, Fraction(1, 10), (Reading("percent"),), is_part=True)]


def read_multiple(words: Words, at: int) -> list[Quantity]:
    low = words.word(at)
    end = at + 1
    if low == "as" or low == "more" or low == "over":
        return []
    factor = MULTIPLES.get(low)
    if low in ("double", "triple") and words.word(at + 1) in ("digit", "digits", "-", "murder", "room", "check"):
        return []
    if factor is None and words.word(at + 1) in ("-", "fold"):
        number = words.plain(at)
        if number and words.word(number.end) in ("-", "fold"):
            fold = number.end + 1 if words.word(number.end) == "-" else number.end
            if words.word(fold) == "fold":
                factor, end = number.value, fold + 1
    if factor is None and low in ("twice", "thrice") and _is_comparing(words, at + 1):
        factor = Fraction(2 if low == "twice" else 3)
    if factor is None and low == "half" and words.word(at + 1) == "as" and words.word(at + 2) not in ("far",):
        factor = Fraction(1, 2)
    if factor is None:
        number = read_number(words.atoms, at) if at < len(words.atoms) and low not in ("a", "an") else None
        if number and not number.is_part and words.word(number.end) == "times" and _is_comparing(words, number.end + 1):
            factor, end = number.value, number.end + 1
    if factor is None:
        return []
    return [make_quantity(words, at, end, factor, Fraction(1, 10), (Reading("factor"),))]


def _is_comparing(words: Words, at: int) -> bool:
    return words.word(at) in _COMPARING or (
        words.word(at).endswith("er") and words.word(at) not in ("over", "after", "under")
    )


def read_frequency(words: Words, at: int) -> list[Quantity]:
    if words.word(at) not in ("twice", "thrice"):
        return []
    value = Fraction(2 if words.word(at) == "twice" else 3)
    quantity = make_quantity(words, at, at + 1, value, Fraction(1), (Reading("times"),))
    return [quantity]
