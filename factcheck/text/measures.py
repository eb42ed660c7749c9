"""Numbers with what they measure: counts, money, measures, rates, ranges and ages."""

from dataclasses import replace
from fractions import Fraction

from factcheck.text.figure_atoms import Number, read_number, touches
from factcheck.text.figure_lexicon import (
    ATTACHED_MEANINGS,
    NUMBER_SCALES,
    SMALL_NUMBERS,
    UNITS,
)
from factcheck.text.figure_words import Words
from factcheck.text.hedging import make_quantity, read_hedge
from factcheck.text.quantities import COUNT, Quantity, Reading
from factcheck.text.units import currency_before, read_unit, unit_readings, written_unit

_CHANGES = frozenset(
    (
        "rose rise risen rises grew grow grown fell fall fallen falls increased increase increases dropped drop"
        " went go climbed declined shrank cut raised reduced expanded jumped up down changed moved decreased slid"
        " lowered from_ soared surged slipped doubled tripled gone rising falling growing"
    ).split()
)

_BODY_WORDS = ("long", "high", "tall", "deep", "wide", "away", "thick")

_NO_UNIT_OF_ONE = frozenset(
    (
        "of who that which more another by thing day time man's is was would could can has had and or in on at to"
        " for side hand such can_not will must may might should"
    ).split()
)


def read_measured(words: Words, at: int) -> list[Quantity]:
    currency = currency_before(words, at, is_here=True)
    start = at
    sign = 1
    if currency is None and words.word(at) in ("-", "−", "minus") and currency_before(words, at + 1, is_here=True):
        currency, sign, at = currency_before(words, at + 1, is_here=True), -1, at + 1
    if currency:
        at = currency[1]
    if words.word(at) in ("a", "an", "one", "half") and (unit := _article_unit(words, at)):
        return unit
    number = read_number(words.atoms, at) if at < len(words.atoms) and at not in words.taken else None
    if number is None or any(place in words.taken for place in range(at, number.end)):
        return []
    if sign < 0:
        number = number._replace(value=-number.value)
    if currency is None and _is_article_one(words, at, number):
        return []
    if not currency and number.unit == "" and words.word(at + 1) == "m" and _is_metres(words, at, number):
        number = number._replace(value=number.value / 10**6, step=number.step / 10**6, unit="meter")
    elif (
        not currency
        and number.unit == ""
        and words.word(number.end) == "m"
        and words.word(number.end + 1) in _BODY_WORDS
    ):
        number = number._replace(end=number.end + 1, unit="meter")
    second, end = _upper(words, at, number, currency is not None)
    number = _shared_scale(words, number, second)
    readings, end, per = read_unit(words, number, end, currency[0] if currency else (), second)
    if number.unit and second is None:
        pass
    if number.is_part and readings == (COUNT,):
        if not _is_share(words, end):
            return []
        readings = (Reading("percent"),)
        number = number._replace(value=number.value * 100, step=Fraction(1, 10))
    if words.word(end) == "and" and words.word(end + 1) in ("a", "one") and words.word(end + 2) in ("half", "quarter"):
        part = Fraction(1, 2) if words.word(end + 2) == "half" else Fraction(1, 4)
        number, end = number._replace(value=number.value + part, step=Fraction(1, 10)), end + 3
    number, end = _compound(words, number, readings, end)
    quantity = make_quantity(
        words, start, end, number.value, number.step, readings, is_part=number.is_part, second=second, per=per
    )
    if _is_soft_one(words, at, number, readings, second):
        quantity = replace(quantity, is_soft=True)
    return _with_age(words, quantity, at, end)


def _is_body(words: Words, at: int) -> bool:
    return words.word(at) in _BODY_WORDS


def _is_metres(words: Words, at: int, number: Number) -> bool:
    after = words.word(number.end)
    return after in (*_BODY_WORDS, "race", "sprint", "above", "below", "final", "hurdles", "dash", "freestyle")


def _is_article_one(words: Words, at: int, number: Number) -> bool:
    """ "One minister", "one of them", "the one": a pronoun or article, no figure by itwords."""
    if words.word(at) != "one" or number.end != at + 1 or number.is_part:
        return False
    after = words.word(at + 1)
    return (
        not after.isalpha()
        or after in _NO_UNIT_OF_ONE
        or words.word(at - 1) in ("the", "this", "that", "no", "any", "every")
    )


def _is_soft_one(words: Words, at: int, number: Number, readings: tuple[Reading, ...], second: Number | None) -> bool:
    if readings != (COUNT,) or second is not None:
        return False
    is_told = words.word(at - 1) in ("the", "these", "those", "his", "her", "their", "our", "its", "all", "other")
    return words.word(at) == "one" or (is_told and SMALL_NUMBERS.get(words.word(at), 99) <= 10 and not number.is_part)


def _is_share(words: Words, at: int) -> bool:
    """True where a part is one of a whole: "half of voters", "half the voters", "a third in the north"."""
    return words.word(at) not in ("time", "-", "hour", "brother", "sister", "past")


def _article_unit(words: Words, at: int) -> list[Quantity]:
    """ "an hour and a half", "half an hour", "a fortnight", "half a percentage point"; bare "a year" is soft."""
    low = words.word(at)
    place, value, step = at + 1, Fraction(1), Fraction(1)
    if low == "half":
        if words.word(at + 1) not in ("a", "an", "-"):
            return []
        place, value, step = at + 2, Fraction(1, 2), Fraction(1, 10)
    elif words.word(at + 1) in ("half", "quarter") and low == "a":
        place, value = at + 2, Fraction(1, 2 if words.word(at + 1) == "half" else 4)
        step = Fraction(1, 10)
        if words.word(place) == "-":
            place += 1
    readings, end, per = read_unit(words, Number(place, value, step), place, (), None)
    if readings == (COUNT,):
        return []
    is_half = words.word(end) == "and" and words.word(end + 1) == "a" and words.word(end + 2) in ("half", "quarter")
    if is_half:
        value, end = value + (Fraction(1, 2) if words.word(end + 2) == "half" else Fraction(1, 4)), end + 3
    if value == 1 and low in ("a", "an") and not is_half:
        if _is_rate_at(words, at) or readings[0].dimension not in ("time", "length", "mass", "volume"):
            return []
        before = words.word(at - 1)
        is_hedged = read_hedge(words, at)[1] != ""
        is_of = words.word(end) == "of" and readings[0].dimension != "time"
        if (
            not is_hedged
            and not is_of
            and before not in ("for", "lasted", "took", "took", "lasts", "within", "after", "only")
        ):
            return []
        quantity = make_quantity(words, at, end, value, step, readings, per=per)
        return [
            replace(quantity, is_soft=words.word(end - 1) not in ("fortnight", "decade", "century") and not is_hedged)
        ]
    return [make_quantity(words, at, end, value, step, readings, per=per)]


def _is_rate_at(words: Words, at: int) -> bool:
    return at > 0 and (
        words.atoms[at - 1].value is not None
        or words.word(at - 1) in UNITS
        or words.word(at - 1) in ("times", "twice", "once")
    )


def _upper(words: Words, at: int, number: Number, has_currency: bool) -> tuple[Number | None, int]:
    """The upper end of "10 to 15", "10–15", "between 10 and 15", "$3-5 million"."""
    end = number.end
    joint = end
    unit_between = 0
    if words.word(joint) in UNITS and words.word(joint + 1) in ("to", "and") and words.word(at - 1) == "between":
        unit_between, joint = joint, joint + 1
    elif (words.word(joint) in NUMBER_SCALES or words.word(joint) in ("%", "percent")) and (
        words.word(joint + 1) in ("-", "–", "to", "and")
    ):
        joint += 1
    mark = words.word(joint)
    is_range = (
        mark in ("-", "–", "—", "‑")
        and joint + 1 < len(words.atoms)
        and words.atoms[joint + 1].start - words.atoms[joint - 1].end <= 3
    )
    is_range = is_range or (mark == "to" and _is_to_range(words, at)) or (mark == "or" and not has_currency)
    is_range = is_range or (mark == "and" and words.word(at - 1 - has_currency) == "between")
    if not is_range:
        return None, end
    place = joint + 1
    if sign := currency_before(words, place, is_here=True):
        place = sign[1]
    if place in words.taken:
        return None, end
    other = read_number(words.atoms, place) if words.word(place) not in ("a", "an") else None
    if other is None or other.is_part or (mark == "or" and other.value != number.value + 1):
        return None, end
    if unit_between and words.word(other.end) != words.word(unit_between) and words.word(other.end) not in UNITS:
        return None, end
    if other.value < number.value and mark != "to":
        return None, end
    return (other, other.end) if other.value > number.value or _shared_scale(words, number, other) else (None, end)


def _is_to_range(words: Words, at: int) -> bool:
    before = [words.word(at - back) for back in (1, 2)]
    if before[0] == "from" or (before[0] in ("$", "€", "£") and before[1] == "from"):
        # "rose from 40 to 45" is a change; "from 200 to 300 people marched" a range
        return not any(words.word(at - back) in _CHANGES for back in range(1, 8))
    return True


def _shared_scale(words: Words, number: Number, second: Number | None) -> Number:
    """ "3 to 5 million": the scale of the second is the first's, too."""
    if second is None or number.value >= 1000 or second.value < 1000 or second.value % 1000:
        return number
    scale = next((size for size in (10**12, 10**9, 10**6, 10**3) if second.value >= size), 1)
    written = words.word(second.end - 1)
    if written in NUMBER_SCALES or not words.atoms[second.end - 1].raw[-1].isdigit():
        scale = NUMBER_SCALES.get(written, scale)
        return number._replace(value=number.value * scale, step=number.step * scale)
    return number


def _compound(words: Words, number: Number, readings: tuple[Reading, ...], end: int) -> tuple[Number, int]:
    """ "6ft 2in", "6 feet 2 inches", "2 hours and 30 minutes", "3 pounds 4 ounces": one measure."""
    place = end + 1 if words.word(end) in ("and", ",") else end
    if readings[0].dimension not in ("length", "time", "mass") or place >= len(words.atoms) or place in words.taken:
        return number, end
    more = read_number(words.atoms, place) if words.atoms[place].value is not None or words.word(end) != "," else None
    if more is None or more.is_part:
        return number, end
    if more.unit:
        smaller, stop = unit_readings(ATTACHED_MEANINGS.get(more.unit, more.unit)), more.end
    else:
        smaller, stop = written_unit(words, more.end)
        if stop == more.end and readings[0].factor == Fraction(3048, 10000) and place == end:
            if words.word(stop).isalpha() and words.word(stop) not in ("tall", "in"):
                return number, end
            smaller = unit_readings("inch")  # "6 foot 2"
    if smaller[0].dimension != readings[0].dimension or smaller[0].factor >= readings[0].factor:
        return number, end
    if place != end and readings[0].dimension != "time":
        return number, end
    value = number.value + more.value * smaller[0].factor / readings[0].factor
    return number._replace(value=value, step=more.step * smaller[0].factor / readings[0].factor), stop


def _with_age(words: Words, quantity: Quantity, at: int, end: int) -> list[Quantity]:
    """Ages: "34 years old", "34-year-old", "aged 34", ", 34,", "at the age of 34", "in his 30s"."""
    is_years = quantity.dimension == "time" and words.word(end - 1) in ("year", "years")
    after = words.word(end + 1) if words.word(end) == "-" else words.word(end)
    before, further = words.word(at - 1), words.word(at - 2)
    if (is_years and after in ("old", "olds")) or (is_years and (after, words.word(end + 1)) == ("of", "age")):
        return [replace(quantity, readings=(Reading("age"),), thing_at=end + 2)]
    if quantity.readings != (COUNT,):
        return [quantity]
    if words.word(end) == "s" and touches(words.atoms, end) and quantity.stated in range(10, 100, 10):
        if before in ("his", "her", "their", "my"):
            decade = replace(quantity, readings=(Reading("age"),), relation="range", high=quantity.stated + 9)
            return [replace(decade, low=quantity.stated)]
        return []
    is_aged = before in ("aged", "age") or (before == "of" and further == "age")
    is_apposed = before == "," and after in (",", "", ".", "of", "from", ")") and _is_person_before(words, at - 2)
    if 0 < quantity.stated < 125 and (is_aged or is_apposed):
        return [replace(quantity, readings=(Reading("age"),), thing_at=len(words.atoms))]
    return [quantity]


def _is_person_before(words: Words, at: int) -> bool:
    return 0 <= at < len(words.atoms) and words.atoms[at].is_word and words.atoms[at].value is None
