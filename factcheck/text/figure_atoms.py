"""A text cut into words, numbers and marks for reading figures, and the value of a number wherever one begins."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from factcheck.text.figure_lexicon import (
    ATTACHED_UNITS,
    FRACTION_NAMES,
    GROUP_WORDS,
    NUMBER_SCALES,
    ORDINALS,
    SCALE_LETTERS,
    SMALL_NUMBERS,
    TENS,
    VULGAR_FRACTIONS,
)

_NUMBER = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)"  # 10,00,000
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)"  # 1.234,5 and 1.200.000
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d])"
    r"|\d+(?:[.,]\d+)?|(?<![\w.])\.\d+"
)
_ATOM = re.compile(
    rf"(?P<sign>(?:US|AU|CA|NZ|HK|A|C|S|R)\$|[$€£¥₹₽₩₺₴])"
    rf"|(?P<number>{_NUMBER})"
    r"|(?P<acronym>(?:[A-Za-z]\.){2,6})"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<mark>[^\s\w])"
)


class Atom(NamedTuple):
    """One word, number or mark; `low` is its folded form, `value` and `step` (its last digit's worth) of a number."""

    start: int
    end: int
    raw: str
    low: str
    value: Fraction | None = None
    step: Fraction = Fraction(1)

    @property
    def is_word(self) -> bool:
        return self.raw[:1].isalpha()


def cut_atoms(text: str) -> list[Atom]:
    """The atoms of a text in order. Linear in its length."""
    return [_atom(found) for found in _ATOM.finditer(text)]


def _atom(found: re.Match[str]) -> Atom:
    raw = found.group()
    start, end = found.span()
    if found.lastgroup == "number":
        value, step = _digits(raw)
        return Atom(start, end, raw, raw, value, step)
    low = raw.lower().replace("’", "'")
    if found.lastgroup == "acronym":
        low = low.rstrip(".")
    elif low.endswith("n't"):
        low = "not" if low != "can't" else "cannot"
    elif low.endswith("'s"):
        low = low[:-2]
    return Atom(start, end, raw, low, VULGAR_FRACTIONS.get(raw))


def _digits(raw: str) -> tuple[Fraction, Fraction]:
    """Value and worth of the last written digit: ("1,200", 100), ("3.5", 1/10), ("3,5", 1/10)."""
    plain = re.sub(r"[ \u00a0\u202f\u2009]", "", raw)
    if "," in plain and "." in plain:
        decimal_mark = max(",", ".", key=plain.rfind)
        plain = plain.replace("." if decimal_mark == "," else ",", "").replace(decimal_mark, ".")
    elif plain.count(".") > 1:
        plain = plain.replace(".", "")
    elif "," in plain:
        is_grouped = plain.count(",") > 1 or re.fullmatch(r"[1-9]\d{0,2},\d{3}", plain)
        plain = plain.replace(",", "" if is_grouped else ".")
    value = Fraction(plain if plain[0] != "." else f"0{plain}")
    if "." in plain:
        return value, Fraction(1, 10 ** len(plain.partition(".")[2]))
    return value, Fraction(10 ** _rounded_digits(plain))


def _rounded_digits(digits: str) -> int:
    """How many of the final zeros were rounded off: all but one where a single digit leads ("100" may be 98, no 60)."""
    zeros = len(digits) - len(digits.rstrip("0"))
    is_single = len(digits) - zeros <= 1
    return max(0, zeros - 1 if is_single else zeros)


class Number(NamedTuple):
    """A number that ends before the atom `end`. `is_part`: a share of a whole ("a third of"), as a fraction of 1."""

    end: int
    value: Fraction
    step: Fraction
    is_part: bool = False
    unit: str = ""  # written right behind the digits: "km" of "10km"


def read_number(atoms: Sequence[Atom], at: int) -> Number | None:
    """The number that begins at `at`; None where there is none. "two and a half million", "3½", "1.5bn", "a third"."""
    sign, place = _minus(atoms, at)
    number = _fraction(atoms, place) or _digit_number(atoms, place) or _word_number(atoms, place)
    return number._replace(value=number.value * sign) if number else None


def word(atoms: Sequence[Atom], at: int) -> str:
    """The folded form of the atom at `at`, "" outside."""
    return atoms[at].low if 0 <= at < len(atoms) else ""


def touches(atoms: Sequence[Atom], at: int) -> bool:
    """True where nothing stands between the atom at `at` and the one before."""
    return 0 < at < len(atoms) and atoms[at - 1].end == atoms[at].start


def _minus(atoms: Sequence[Atom], at: int) -> tuple[int, int]:
    if word(atoms, at) in ("minus", "negative"):
        return -1, at + 1
    is_dash = word(atoms, at) in ("-", "−", "–") and touches(atoms, at + 1) and not touches(atoms, at)
    return (-1, at + 1) if is_dash else (1, at)


def _digit_number(atoms: Sequence[Atom], at: int) -> Number | None:
    if at >= len(atoms) or (value := atoms[at].value) is None:
        return None
    step, end, _unit = atoms[at].step, at + 1, ""
    if end < len(atoms) and atoms[end].raw in VULGAR_FRACTIONS and atoms[at].raw not in VULGAR_FRACTIONS:
        value, step, end = value + VULGAR_FRACTIONS[atoms[end].raw], Fraction(1, 100), end + 1
    elif word(atoms, end + 1) == "/" and touches(atoms, end + 1) and value.denominator == 1:
        numerator, denominator = atoms[end].value, atoms[end + 2].value if end + 2 < len(atoms) else None
        if numerator and denominator and 1 < denominator <= 16 and numerator < denominator and not touches(atoms, end):
            value, step, end = value + numerator / denominator, Fraction(1, 100), end + 3
    elif word(atoms, end) == "/" and touches(atoms, end) and touches(atoms, end + 1):
        denominator = atoms[end + 1].value
        if denominator and 1 < denominator <= 10 and value < denominator and word(atoms, end + 2) != "/":
            return Number(end + 2, value / denominator, Fraction(1, 100), True)
    elif touches(atoms, end) and atoms[end].is_word:
        letters = atoms[end].low
        if letters in SCALE_LETTERS and letters not in ("t", "b"):
            return Number(end + 1, value * SCALE_LETTERS[letters], step * SCALE_LETTERS[letters])
        if letters in ATTACHED_UNITS and not (letters == "g" and atoms[end].raw == "G"):
            return Number(end + 1, value, step, unit=letters)
        if letters == "s" and value in range(10, 100, 10):
            return Number(end, value, step)  # "in his 30s"
        if letters not in ("and", "to"):
            return None
    return _scaled(atoms, end, value, step)


def _scaled(atoms: Sequence[Atom], end: int, value: Fraction, step: Fraction) -> Number:
    """With "and a half" and scales behind it: "2 and a half million", "1,200 million", "5 lakh crore"."""
    half = _and_a_half(atoms, end)
    if half and value < 100:
        value, step, end = value + half[1], Fraction(1, 100), half[0]
    place = end + 1 if word(atoms, end) == "-" and word(atoms, end + 1) in NUMBER_SCALES else end
    is_scaled = False
    while (low := word(atoms, place)) in NUMBER_SCALES or low in ("dozen", "hundred"):
        scale = NUMBER_SCALES.get(low) or GROUP_WORDS[low]
        value, step, place, is_scaled = value * scale, step * scale, place + 1, True
        end = place
        half = _and_a_half(atoms, end)
        if half:
            value, step, end, place = value + scale * half[1], step / 10, half[0], half[0]
    if is_scaled and word(atoms, end) != "and":
        more = _digit_number(atoms, end) if end < len(atoms) and not touches(atoms, end) else None
        if more and 0 < more.value < step and more.value >= 1000 and word(atoms, end + 1) in NUMBER_SCALES:
            return Number(more.end, value + more.value, more.step)  # "2 million 500 thousand"
    return Number(end, value, step)


def _and_a_half(atoms: Sequence[Atom], at: int) -> tuple[int, Fraction] | None:
    if word(atoms, at) != "and":
        return None
    if word(atoms, at + 1) in ("a", "one") and word(atoms, at + 2) in ("half", "quarter", "third"):
        return at + 3, Fraction(1, FRACTION_NAMES[word(atoms, at + 2)])
    if word(atoms, at + 1) == "three" and word(atoms, at + 2) == "quarters":
        return at + 3, Fraction(3, 4)
    return None


_NO_FRACTION_AFTER = frozenset("first second 1st 2nd other latter better top bottom northern southern the".split())


def _fraction(atoms: Sequence[Atom], at: int) -> Number | None:
    """ "half of", "a third of", "two-thirds", "three quarters of a million"."""
    count, place = Fraction(1), at
    first = word(atoms, at)
    if first in ("a", "an", "one"):
        place = at + 1
    elif first in SMALL_NUMBERS and 1 < SMALL_NUMBERS[first] < 20:
        count, place = Fraction(SMALL_NUMBERS[first]), at + 1
    elif at < len(atoms) and (value := atoms[at].value) is not None and 1 < value < 20 and atoms[at].raw.isdigit():
        count, place = value, at + 1
    if word(atoms, place) in ("-", "–") and place > at:
        place += 1
    name = word(atoms, place)
    if name not in FRACTION_NAMES:
        return None
    if name in ("half", "halves") and place == at and word(atoms, at - 1) in _NO_FRACTION_AFTER:
        return None
    if name not in ("half", "quarter") and place == at:
        return None
    if count > 1 and not name.endswith("s"):
        return None
    value, end = count / FRACTION_NAMES[name], place + 1
    following = word(atoms, end)
    if following == "-" or (name == "second"):
        return None
    beyond = end + (2 if following == "of" and word(atoms, end + 1) in ("a", "an") else 1)
    scale_at = beyond if following in ("a", "of") else end
    if (scale := NUMBER_SCALES.get(word(atoms, scale_at)) or GROUP_WORDS.get(word(atoms, scale_at))) and scale != 20:
        return Number(scale_at + 1, value * scale, Fraction(scale, 10))
    is_bare_name = name not in ("half", "quarter", "quarters", "halves") and count == 1
    if is_bare_name and following not in ("of", "in") and (first != "one" or place == at):
        return None  # "a third man", "a tenth time"
    return Number(end, value, Fraction(1, 1000), True)


def _word_number(atoms: Sequence[Atom], at: int) -> Number | None:
    """Number words: "twenty-three", "one hundred and twelve", "twenty-five hundred", "a million and a half"."""
    place, total, group, last, seen, step = at, 0, 0, "", False, Fraction(1)
    if word(atoms, at) in ("a", "an", "the") or word(atoms, at) == "half":
        nextword = word(atoms, at + 1)
        if word(atoms, at) == "a" and (nextword in NUMBER_SCALES or nextword in ("hundred", "dozen")):
            group, place, last, seen = 1, at + 1, "unit", True
        elif word(atoms, at) == "a" and nextword == "score" and word(atoms, at + 2) == "of":
            return Number(at + 2, Fraction(20), Fraction(1))
        else:
            return None
    while place < len(atoms):
        low = atoms[place].low
        if low in SMALL_NUMBERS and _admits(last, SMALL_NUMBERS[low]):
            group += SMALL_NUMBERS[low]
            last = "unit" if SMALL_NUMBERS[low] < 10 and last == "tens" else "small"
            step = Fraction(1)
        elif low in TENS and last in ("", "hundred", "scale"):
            group, last, step = group + TENS[low], "tens", Fraction(1)
        elif low in ("hundred", "dozen", "score") and last not in ("", "hundred", "scale"):
            if low == "score" and word(atoms, place + 1) == "":
                break
            group, last, step = group * GROUP_WORDS[low], "hundred", Fraction(10 if low == "hundred" else 1)
        elif low in NUMBER_SCALES and last and (group or total):
            scale = NUMBER_SCALES[low]
            total, group, last, step = (
                total + group * scale if group else total * scale,
                0,
                "scale",
                Fraction(scale, 10 if scale == 1000 else 1),
            )
            half = _and_a_half(atoms, place + 1)
            if half:
                return Number(half[0], Fraction(total) + scale * half[1], Fraction(scale, 10))
        elif low in ("hundred", "thousand", "million", "billion", "trillion", "dozen") and not seen and not last:
            if low != "dozen" or place > at:
                return None
            return None
        elif (low == "and" and last in ("hundred", "scale") and _is_number_word(atoms, place + 1)) or (
            low == "-" and last == "tens" and word(atoms, place + 1) in SMALL_NUMBERS and touches(atoms, place)
        ):
            pass
        else:
            break
        seen = True
        place += 1
    if not last:
        return None
    while place > at and atoms[place - 1].low in ("and", "-"):
        place -= 1
    value = Fraction(total + group)
    half = _and_a_half(atoms, place)
    if half and value < 100:
        return _scaled(atoms, place, value, step)
    return Number(place, value, step)


def _admits(last: str, number: int) -> bool:
    """True where a word of this value may follow: "twenty" takes "five", "hundred" "twelve", "five" none."""
    return last in ("", "hundred", "scale") or (last == "tens" and 0 < number < 10)


def _is_number_word(atoms: Sequence[Atom], at: int) -> bool:
    return word(atoms, at) in SMALL_NUMBERS or word(atoms, at) in TENS


def read_ordinal(atoms: Sequence[Atom], at: int) -> tuple[int, int] | None:
    """Rank and end of "third", "21st", "twenty-first"; None where there is none."""
    if at >= len(atoms):
        return None
    low = atoms[at].low
    if low in ORDINALS:
        return ORDINALS[low], at + 1
    if low in TENS and (word(atoms, at + 1) == "-" or word(atoms, at + 1) in ORDINALS):
        place = at + 2 if word(atoms, at + 1) == "-" else at + 1
        unit = ORDINALS.get(word(atoms, place), 0)
        return (TENS[low] + unit, place + 1) if 0 < unit < 10 else None
    value = atoms[at].value
    if value is not None and value.denominator == 1 and touches(atoms, at + 1):
        return (int(value), at + 2) if word(atoms, at + 1) in ("st", "nd", "rd", "th") else None
    return None
