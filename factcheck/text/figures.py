"""Figures as values: "50 million", "50,000,000" and "fifty million" are one, "10 days" and "30 days" are two."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from factcheck.text.lexicon import (
    CURRENCIES,
    CURRENCY_CODES,
    PERCENT_WORDS,
    PLURAL_SCALES,
    QUANTITY_WORDS,
    SCALE_ABBREVIATIONS,
    SCALES,
)

_RELATIONS = frozenset("< > ≤ ≥ ± ‰ °".split())
ORDINAL_ENDINGS = ("st", "nd", "rd", "th")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit: "percent", a currency, or "" for a bare number. Ordinals are a unit of their own."""

    value: Decimal
    unit: str = ""


def is_numeric(key: str) -> bool:
    """True for a key that can be part of a figure: digits, scale words, currency and percent signs."""
    return (
        key[:1].isdigit()
        or key[:2].lstrip(".").isdigit()
        or key in SCALES
        or key in PLURAL_SCALES
        or is_unit(key)
        or key == "minus"
    )


def is_unit(key: str) -> bool:
    return key in CURRENCIES or key in PERCENT_WORDS


def counts_as_number(key: str) -> bool:
    """True for a key whose loss or change is a change of number: figures, and names with one in them ("G7", "B-52")."""
    return is_numeric(key) or key in QUANTITY_WORDS or key in _RELATIONS or any(map(str.isnumeric, key))


def read_figure(keys: Sequence[str]) -> Figure | None:
    """The figure that all of these keys together state; None where they state none or more than one.

    "$ 5 million", "5 million dollars", "2 hundred and 5", "20 5" (twenty-five), "1st", "7 percent".
    """
    unit, words = _split_unit(keys)
    if words and words[0] == "minus":
        figure = read_figure([*words[1:], *([unit] if unit else [])]) if words[1:] else None
        return Figure(-figure.value, figure.unit) if figure else None
    if len(words) == 1 and (ordinal := _ordinal(words[0])) is not None:
        return Figure(ordinal, "ordinal") if not unit else None
    value = _value(words)
    return None if value is None else Figure(value, unit)


def _split_unit(keys: Sequence[str]) -> tuple[str, list[str]]:
    words = list(keys)
    units = [key for key in words if is_unit(key)]
    if len(units) != 1:
        return ("", words) if not units else ("", [])
    place = words.index(units[0])
    places = [len(words) - 1]
    if units[0] in CURRENCY_CODES:
        places.append(0)
    elif units[0] in CURRENCIES and not units[0].isalpha():
        places = [0, 1]
    if place not in places:
        return "", []
    del words[place]
    return CURRENCIES.get(units[0], "percent"), words


def _ordinal(key: str) -> Decimal | None:
    return Decimal(key[:-2]) if key.endswith(ORDINAL_ENDINGS) and key[:-2].isdigit() else None


def number_of(key: str) -> Decimal | None:
    """The value of one key in digits, with a scale letter where it has one ("1.5", "400k"); None otherwise."""
    digits, scale = key, 1
    if key[:1].isdigit() and not key[-1:].isdigit():
        letters = key.lstrip("0123456789.")
        if letters not in SCALE_ABBREVIATIONS:
            return None
        digits, scale = key.removesuffix(letters), SCALE_ABBREVIATIONS[letters]
    if not (digits[:1].isdigit() or digits[:1] == ".") or not digits.isascii():
        return None
    if digits[:1] == "0" and digits[1:2].isdigit():
        return None  # "007" is a name, "00" a reading of an instrument
    try:
        return Decimal(digits) * scale
    except InvalidOperation:
        return None


def _value(words: Sequence[str]) -> Decimal | None:
    """Value of "2 million 5 hundred thousand": scales fall from left to right, tens and units fill their hundreds."""
    total = group = Decimal(0)
    last_scale: int | None = None
    room = 0  # below what the next bare number must stay: 10 after "twenty", 100 after "hundred", 0 for none
    seen = False
    for position, word in enumerate(words):
        if word == "and" and 0 < position < len(words) - 1 and words[position - 1] in _JOINED_BY_AND:
            continue  # "two hundred and five"; "$50 million and 30" are two figures
        if word == "a" and position == 0 and len(words) > 1 and words[1] in SCALES:
            group, seen, room = Decimal(1), True, 0
            continue
        if word in PLURAL_SCALES and not seen:
            return None
        if word in SCALES or word in PLURAL_SCALES:
            scale = SCALES.get(word) or PLURAL_SCALES[word]
            if scale in (100, 12):
                group, room = (group or Decimal(1)) * scale, 100 if scale == 100 else 0
            else:
                if last_scale is not None and scale >= last_scale:
                    return None
                total, group, last_scale, room = total + (group or Decimal(1)) * scale, Decimal(0), scale, scale
            seen = True
            continue
        number = number_of(word)
        if number is None or (seen and not 0 < number < room):
            return None
        group, seen = group + number, True
        room = 10 if number in _TENS and number.is_signed() is False else 0
    return total + group if seen else None


_JOINED_BY_AND = frozenset(["hundred", "thousand"])
_TENS = frozenset(Decimal(tens) for tens in range(20, 100, 10))
