"""The unit and rate behind a number, and the currency before it."""

from fractions import Fraction

from factcheck.text.figure_atoms import Number, read_number
from factcheck.text.figure_lexicon import (
    ATTACHED_MEANINGS,
    COUNTRY_CURRENCIES,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    PERIOD_RATES,
    UNITS,
)
from factcheck.text.figure_words import Words
from factcheck.text.quantities import COUNT, Reading

_COUNTRY_WORDS = frozenset(
    (country, currency + ending) for country, currency in COUNTRY_CURRENCIES for ending in ("", "s")
)

_SINGULAR_UNITS = {
    "miles": "mile",
    "mi": "mile",
    "metres": "meter",
    "metre": "meter",
    "meters": "meter",
    "m": "meter",
    "kilometres": "kilometer",
    "kilometre": "kilometer",
    "kilometers": "kilometer",
    "km": "kilometer",
    "feet": "foot",
    "ft": "foot",
    "yards": "yard",
    "inches": "inch",
}


def currency_before(words: Words, at: int, is_here: bool = False) -> tuple[tuple[str, ...], int] | None:
    """Currency sign that stands at (`is_here`) or right before the place: its currencies and the atom after it."""
    place = at if is_here else at - 1
    sign = words.word(place)
    codes = CURRENCY_SIGNS.get(sign)
    if codes is None or (sign.isalpha() and not words.atoms[place].raw[0].isupper()):
        return None
    end = place + 2 if words.word(place + 1) == "." else place + 1
    return codes, end


def read_unit(
    words: Words, number: Number, end: int, currencies: tuple[str, ...], second: Number | None
) -> tuple[tuple[Reading, ...], int, str]:
    """What the number measures, the atom after its unit, and the rate it is given at."""
    if currencies:
        readings = tuple(Reading(f"money:{code}") for code in currencies)
        if words.word(end) in ("dollars", "euros", "pounds"):
            end += 1
    elif number.unit or (second and second.unit):
        readings = unit_readings(
            ATTACHED_MEANINGS.get(
                number.unit or (second.unit if second else ""), number.unit or (second.unit if second else "")
            )
        )
    else:
        readings, end = written_unit(words, end)
    readings, end = _speed(words, readings, end)
    per, end = _rate(words, readings, end)
    return readings, end, per


def written_unit(words: Words, at: int) -> tuple[tuple[Reading, ...], int]:
    low, place = words.word(at), at
    if low == "-" and words.word(at + 1) in UNITS and not words.word(at + 1).endswith("s"):
        place, low = at + 1, words.word(at + 1)
    if low == "of" and words.word(at + 1) in ("a", "an") and words.word(at + 2) in (*UNITS, "percentage"):
        place, low = at + 2, words.word(at + 2)
    elif low in ("a", "an") and words.word(at + 1) in (*UNITS, "percentage"):
        place, low = at + 1, words.word(at + 1)
    following = words.word(place + 1)
    if low in ("°", "degrees", "degree", "º") or (low in ("c", "f") and _is_temperature(words, place)):
        return _temperature(words, place)
    if low == "%" or (low == "per" and following == "cent"):
        readings, end = (Reading("percent"),), place + 1 + (low == "per")
        if words.word(end) in ("points", "point") or (
            words.word(end) == "-" and words.word(end + 1).startswith("point")
        ):
            return (Reading("points"),), end + 1 + (words.word(end) == "-")
        return readings, end
    if low == "percentage" and following in ("point", "points"):
        return unit_readings("percentage-point"), place + 2
    if low == "basis" and following in ("point", "points"):
        return unit_readings("basis-point"), place + 2
    if low in ("square", "sq", "cubic", "nautical"):
        step = place + 2 if following == "." else place + 1
        unit = words.word(step)
        base = _SINGULAR_UNITS.get(unit, unit)
        name = f"{'square' if low in ('square', 'sq') else low}-{base}"
        if name in UNITS:
            return unit_readings(name), step + 1
    if (low, following) in _COUNTRY_WORDS:
        code = COUNTRY_CURRENCIES[low, _singular_currency(following)]
        return (Reading(f"money:{code}"),), place + 2
    if (
        _singular_currency(low) in CURRENCY_WORDS
        and (low != "won" or following in ("", ".", "(", "a"))
        and low != "real"
    ):
        return tuple(Reading(f"money:{code}") for code in CURRENCY_WORDS[_singular_currency(low)]), place + 1
    if (low in CURRENCY_SIGNS and words.atoms[place].raw[0].isupper()) or low in ("€", "£", "₽"):
        return tuple(Reading(f"money:{code}") for code in CURRENCY_SIGNS[low]), place + 1
    if low in UNITS and low not in ("in", "stone") and not (low in ("point",) and following.isdigit()):
        end = place + 1
        if (
            low in ("lb", "ft", "kg", "km", "sec", "min", "oz")
            and words.word(end) == "."
            and end + 1 < len(words.atoms)
        ):
            end += words.word(end + 1).islower()
        return unit_readings(low), end
    if low in ("lakh", "crore"):
        return (COUNT,), place + 1
    return (COUNT,), at


def _is_temperature(words: Words, at: int) -> bool:
    return (words.atoms[at].raw in ("C", "F") and words.atoms[at - 1].value is not None) or words.atoms[at].raw in (
        "C",
        "F",
    )


def _temperature(words: Words, at: int) -> tuple[tuple[Reading, ...], int]:
    place = at + 1 if words.word(at) in ("°", "degrees", "degree", "º") else at
    scale = words.word(place)
    if scale in ("f", "fahrenheit"):
        return (Reading("temperature", Fraction(5, 9), Fraction(-160, 9)),), place + 1
    if scale in ("c", "celsius", "centigrade"):
        return (Reading("temperature"),), place + 1
    return (
        Reading("temperature"),
        Reading("temperature", Fraction(5, 9), Fraction(-160, 9)),
        Reading("angle"),
    ), place


def _speed(words: Words, readings: tuple[Reading, ...], end: int) -> tuple[tuple[Reading, ...], int]:
    """ "miles an hour", "km/h", "metres per second" make speeds of lengths."""
    if readings[0].dimension != "length" or words.word(end) not in ("/", "an", "per", "a"):
        return readings, end
    time = UNITS.get(ATTACHED_MEANINGS.get(words.word(end + 1), words.word(end + 1)))
    if not time or time[0][0] != "time" or time[0][1] > 3600:
        return readings, end
    return tuple(Reading("speed", reading.factor / time[0][1]) for reading in readings), end + 2


_COUNTED_BY = frozenset(
    "household family pupil student child worker employee patient voter driver customer user car vehicle match game"
    " seat school hospital village prisoner soldier trip night passenger share unit item".split()
)


def _rate(words: Words, readings: tuple[Reading, ...], end: int) -> tuple[str, int]:
    """The rate behind a quantity: "a day", "per month", "an hour", "each year", "per 1,000 births", "a head"."""
    place = end
    for _ in range(3):  # "1,000 cars a day": the counted thing stands between
        low, following = words.word(place), words.word(place + 1)
        if low in ("a", "an", "per", "each", "every", "/"):
            unit = UNITS.get(following)
            if unit and unit[0][0] == "time":
                return f"time:{unit[0][1]}", place + 2 if place == end else end
            if unit and low in ("a", "per") and unit[0][0] in ("volume", "volume:barrel", "mass", "length", "area"):
                return f"unit:{unit[0][0]}:{unit[0][1]}", place + 2 if place == end else end
            if following in ("capita", "head", "person", "inhabitant", "resident", "citizen"):
                return "head", place + 2 if place == end else end
            if low == "per" and following in _COUNTED_BY:
                return following, place + 2 if place == end else end
            if low == "per" and (number := read_number(words.atoms, place + 1)) and number.value >= 100:
                return f"of:{number.value}", number.end if place == end else end
        if low in PERIOD_RATES and place == end:
            return f"time:{UNITS[PERIOD_RATES[low]][0][1]}", place
        if low in ("annually", "yearly", "daily", "monthly", "weekly", "hourly"):
            return f"time:{UNITS[PERIOD_RATES[low]][0][1]}", end
        if not low.isalpha() or low in ("in", "to", "from", "and", "on", "at", "by", "for", "was", "were"):
            break
        place += 1
    return "", end


def unit_readings(unit: str) -> tuple[Reading, ...]:
    return tuple(Reading(dimension, factor) for dimension, factor in UNITS[unit])


def _singular_currency(low: str) -> str:
    return low[:-1] if low.endswith("s") and low[:-1] in CURRENCY_WORDS | {"pound": ()} else low
