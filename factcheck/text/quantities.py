"""Figures, dates and times as a text states them: with unit, hedge and range, and what they count.

Where `figures` reads one number, this finds all of a sentence and says which of two can both be true.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from factcheck.text.figures import Figure, is_numeric, is_unit, number_of, read_figure
from factcheck.text.lexicon import CURRENCIES, FUNCTION_WORDS, HEDGES, MONTHS, SCALES, WEEKDAYS
from factcheck.text.tokens import Token

_ABOUT = frozenset("about around approximately roughly some circa estimated".split())
_BELOW = frozenset(["nearly", "almost"])
_AT_MOST = (("up", "to"), ("at", "most"), ("no", "more", "than"), ("as", "many", "as"), ("a", "maximum", "of"))
_ABOVE = (("more", "than"), ("greater", "than"), ("over",), ("above",), ("upwards", "of"), ("exceeding",))
_AT_LEAST = (("at", "least"), ("no", "fewer", "than"), ("no", "less", "than"), ("not", "less", "than"))
_LESS = (("less", "than"), ("fewer", "than"), ("under",), ("below",))

# How wide a hedge is taken: "about 100" admits 90 to 110, "nearly 100" 90 to 100. Guesses, on the wide side.
_ABOUT_WIDTH = Fraction(1, 10)
_NEARLY_WIDTH = Fraction(15, 100)
# Parts of a whole, as percent: "half of voters" is 50 percent of them.
_PARTS: dict[str, Fraction] = {
    "half": Fraction(50),
    "3rd": Fraction(100, 3),
    "thirds": Fraction(100, 3),
    "quarter": Fraction(25),
    "quarters": Fraction(25),
    "fifths": Fraction(20),
}

# Units of one kind, in terms of the first of it.
_MEASURES: dict[str, tuple[str, Fraction]] = {
    "second": ("time", Fraction(1)),
    "minute": ("time", Fraction(60)),
    "hour": ("time", Fraction(3600)),
    "day": ("time", Fraction(86400)),
    "week": ("time", Fraction(604800)),
    "month": ("months", Fraction(1)),
    "year": ("months", Fraction(12)),
    "decade": ("months", Fraction(120)),
    "meter": ("length", Fraction(1)),
    "kilometer": ("length", Fraction(1000)),
    "km": ("length", Fraction(1000)),
    "mile": ("length", Fraction(1609344, 1000)),
    "foot": ("length", Fraction(3048, 10000)),
    "feet": ("length", Fraction(3048, 10000)),
    "kilogram": ("mass", Fraction(1)),
    "kg": ("mass", Fraction(1)),
    "ton": ("mass", Fraction(907185, 1000)),
    "tonne": ("mass", Fraction(1000)),
    "gram": ("mass", Fraction(1, 1000)),
}
# A converted measure is written rounded: 10 miles and 16 km are one distance.
_CONVERSION_TOLERANCE = Fraction(3, 100)
CONVERTED = frozenset({"length", "mass"})
_KINDS = frozenset(kind for kind, _ in _MEASURES.values())


# A plain figure with this worth of its last digit and more was rounded by whoever gave it. A guess.
ROUND_FIGURE = 100


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` to `high` of a `unit` ("percent", a currency, a measure or ""), counting `thing`; None for no bound."""

    words: str
    low: Fraction | None
    high: Fraction | None
    unit: str
    thing: str
    is_hedged: bool
    leaves_out: bool  # the stated value itself is not meant: "more than 20" leaves out 20, "at least 20" does not
    stated: Fraction
    step: Fraction  # the last digit's worth, for rounding

    def agrees_with(self, other: "Quantity") -> bool:
        return self.stated == other.stated and (self.low, self.high) == (other.low, other.high)

    def overlaps(self, other: "Quantity") -> bool:
        """True where some value satisfies both."""
        low = max((bound for bound in (self.low, other.low) if bound is not None), default=None)
        high = min((bound for bound in (self.high, other.high) if bound is not None), default=None)
        if low is None or high is None or low < high:
            return True
        if low != high:
            return False
        is_left_out = any(side.leaves_out and side.stated == low for side in (self, other))
        # "100,000 troops" is itself rounded: there may well be more than 100,000 of them.
        is_round = any(not side.is_hedged and side.step >= ROUND_FIGURE for side in (self, other))
        return is_round or not is_left_out

    def is_near(self, other: "Quantity") -> bool:
        return abs(self.stated - other.stated) <= _CONVERSION_TOLERANCE * max(self.stated, other.stated)

    def rounds_to(self, other: "Quantity") -> bool:
        """True where one is the other written with fewer digits: 1.2 million and 1,234,567."""
        coarse, fine = (self, other) if self.step > other.step else (other, self)
        return coarse.step > fine.step and abs(coarse.stated - fine.stated) <= coarse.step / 2


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, weekday or time of day, as far as it is stated."""

    words: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: str | None = None

    def fields(self) -> dict[str, int | str]:
        stated = {"year": self.year, "month": self.month, "day": self.day, "weekday": self.weekday, "hour": self.hour}
        return {name: value for name, value in stated.items() if value is not None}


def find_quantities(text: str, tokens: Sequence[Token], taken: set[int]) -> Iterator[Quantity]:
    """All quantities of a sentence in order; token indices in `taken` belong to dates and are passed over."""
    at = 0
    while at < len(tokens):
        end = _figure_end(tokens, at, taken)
        part = _part(tokens, at)
        if part is not None:
            value, stop = part
            start, low, high, is_hedged, leaves_out = _bounds(tokens, at, value)
            thing = _thing([token.key for token in tokens[stop : stop + 4]])
            words = text[tokens[start].start : tokens[stop - 1].end]
            yield Quantity(words, low, high, "percent", thing, is_hedged, leaves_out, value, Fraction(1))
            at = stop
            continue
        figure = read_figure([token.key for token in tokens[at:end]]) if end > at else None
        if figure is None or figure.unit == "ordinal" or _is_name(text, tokens, at):
            at = max(at + 1, end)
            continue
        second_start, second_end = _range_end(text, tokens, end, taken)
        second = read_figure([token.key for token in tokens[second_start:second_end]]) if second_end else None
        yield _quantity(text, tokens, at, end, figure, second_end if second else end, second)
        at = second_end if second else end


def _part(tokens: Sequence[Token], at: int) -> tuple[Fraction, int] | None:
    """Percent and end of "half of", "a third of", "two thirds", "one in five"; None for anything else."""
    keys = [token.key for token in tokens[at : at + 4]]
    if len(keys) > 2 and keys[1] in ("in", "of", "out") and keys[0].isdigit():
        last = 3 if keys[1:3] == ["out", "of"] else 2
        if len(keys) > last and keys[1] != "of" and keys[last].isdigit() and 0 < int(keys[0]) < int(keys[last]) <= 100:
            return Fraction(100 * int(keys[0]), int(keys[last])), at + last + 1
    count, place = (int(keys[0]), 1) if keys[0].isdigit() and len(keys) > 1 else (1, 1 if keys[0] == "a" else 0)
    if place < len(keys) and keys[place] in _PARTS and (place or keys[place] in ("half", "quarter")):
        is_whole = keys[place + 1 : place + 2] == ["of"] or keys[place] in ("thirds", "quarters", "fifths")
        if is_whole and count < 10:
            return _PARTS[keys[place]] * count, at + place + 1
    return None


def _figure_end(tokens: Sequence[Token], at: int, taken: set[int]) -> int:
    """End of the longest run from `at` that reads as one figure."""
    end, best = at, at
    while end < len(tokens) and end - at < 8 and end not in taken:
        key = tokens[end].key
        if not (is_numeric(key) or (end > at and key in ("and", "point"))) and not (key == "a" and end == at):
            break
        end += 1
        if read_figure([token.key for token in tokens[at:end]]) is not None and tokens[end - 1].key != "and":
            best = end
    return best


def _is_name(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Numbers in names are no figures: Boeing 737, Article 5, COVID-19, Group of 7."""
    if at == 0:
        return False
    before = tokens[at - 1]
    gap = text[before.end : tokens[at].start]
    is_capital = text[before.start].isupper() and before.key not in FUNCTION_WORDS and before.key not in HEDGES
    is_named = is_capital and not (_opens(text, before.start) and before.key.endswith(("ed", "ly")))
    numbering = before.key in (
        "article",
        "section",
        "chapter",
        "resolution",
        "group",
        "flight",
        "page",
        "question",
        "title",
    )
    return (gap in ("-", "‑", "–") and text[before.start].isalpha() and text[before.start].isupper()) or (
        gap == " " and (numbering or is_named)
    )


def _opens(text: str, start: int) -> bool:
    return start == 0 or text[:start].rstrip()[-1:] in ".!?:\n"


def _range_end(text: str, tokens: Sequence[Token], end: int, taken: set[int]) -> tuple[int, int]:
    """Token range of the upper end of "10 to 20", "10-20", "between 10 and 20"; (0, 0) without one."""
    if end >= len(tokens):
        return 0, 0
    gap = text[tokens[end - 1].end : tokens[end].start].strip()
    start = end + 1 if tokens[end].key in ("to", "and", "or") and not gap else end if gap and gap in "-–—‑" else 0
    if not start or start >= len(tokens):
        return 0, 0
    stop = _figure_end(tokens, start, taken)
    return (start, stop) if stop > start else (0, 0)


def _quantity(
    text: str, tokens: Sequence[Token], at: int, end: int, figure: Figure, last: int, second: Figure | None
) -> Quantity:
    after = [token.key for token in tokens[last : last + 4]]
    unit, thing, factor = _unit_and_thing(figure, second, after)
    stop = last + 1 if unit in _KINDS and last < len(tokens) else last
    value = Fraction(figure.value) * factor
    step = _step(tokens[at:end]) * factor
    start, low, high, is_hedged, leaves_out = _bounds(tokens, at, value)
    if second is not None:
        upper = Fraction(second.value) * factor
        if not is_hedged and tokens[end].key == "to" and second.value >= 1000 > figure.value:
            value = value * _scale_of(second)
        low, high, is_hedged = min(value, upper), max(value, upper), True
    words = text[tokens[start].start : tokens[stop - 1].end]
    return Quantity(words, low, high, unit, thing, is_hedged, leaves_out, value, step)


def _scale_of(figure: Figure) -> int:
    """The scale that "10 to 20 million" gives to its first number."""
    return next((scale for scale in (10**12, 10**9, 10**6, 10**3) if figure.value >= scale), 1)


def _step(tokens: Sequence[Token]) -> Fraction:
    """What the last written digit is worth: 0.1 million for "1.2 million", 1000 for "5,000"."""
    scale = Fraction(1)
    for token in tokens:
        scale *= SCALES.get(token.key, 1)
    number = next((number_of(token.key) for token in tokens if number_of(token.key) is not None), None)
    if number is None:
        return scale
    _, digits, exponent = number.normalize().as_tuple()
    if not isinstance(exponent, int):
        return scale
    if exponent > 0 and len(digits) == 1:
        exponent -= 1  # "100" may be 98, hardly 60: with one digit that is not zero, the first zero is meant
    return scale * Fraction(Decimal(10) ** exponent)


def _unit_and_thing(figure: Figure, second: Figure | None, after: Sequence[str]) -> tuple[str, str, Fraction]:
    unit = figure.unit or (second.unit if second else "")
    thing = _thing(after)
    if unit:
        return unit, thing, Fraction(1)
    if after and singular(after[0]) in _MEASURES:
        kind, factor = _MEASURES[singular(after[0])]
        return kind, "", factor
    return "", thing, Fraction(1)


def _thing(after: Sequence[str]) -> str:
    """What is counted: the first content word that follows."""
    content = [key for key in after if key not in FUNCTION_WORDS and not is_unit(key)]
    return singular(content[0]) if content else ""


def singular(word: str) -> str:
    """A rough singular, for asking whether two figures count the same thing."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


_Bounds = tuple[int, Fraction | None, Fraction | None, bool, bool]


def _bounds(tokens: Sequence[Token], at: int, value: Fraction) -> _Bounds:
    """First token of the hedge, lower and upper bound, whether there is a hedge, whether it leaves out the value."""
    before = [token.key for token in tokens[max(0, at - 4) : at]]
    for phrases, low, high, leaves_out in (
        (_AT_MOST, None, value, False),
        (_AT_LEAST, value, None, False),
        (_ABOVE, value, None, True),
        (_LESS, None, value, True),
    ):
        for phrase in phrases:
            if tuple(before[-len(phrase) :]) == phrase:
                return at - len(phrase), low, high, True, leaves_out
    if before and before[-1] in _ABOUT:
        return at - 1, value * (1 - _ABOUT_WIDTH), value * (1 + _ABOUT_WIDTH), True, False
    if before and before[-1] in _BELOW:
        return at - 1, value * (1 - _NEARLY_WIDTH), value, True, True
    return at, value, value, False, False


def find_moments(text: str, tokens: Sequence[Token], taken: set[int]) -> Iterator[Moment]:
    """Dates, weekdays and years of a sentence; the token indices used are added to `taken`."""
    months = {name: number for number, name in enumerate(MONTHS, start=1)} | {
        name[:3]: number for number, name in enumerate(MONTHS, start=1) if name != "may"
    }
    months["sept"] = 9
    for at, token in enumerate(tokens):
        if at in taken:
            continue
        if token.key in WEEKDAYS:
            taken.add(at)
            yield Moment(text[token.start : token.end], weekday=WEEKDAYS.index(token.key))
        elif token.key in months and text[token.start].isupper():
            yield _dated(text, tokens, at, months[token.key], taken)
        elif token.key in ("am", "pm") and at and tokens[at - 1].key[:1].isdigit():
            taken.update((at - 1, at))
            clock = tokens[at - 1].key if ":" in tokens[at - 1].key else f"{tokens[at - 1].key}:00"
            yield Moment(text[tokens[at - 1].start : token.end], hour=f"{clock} {token.key}")
        elif _is_year(tokens, at):
            taken.add(at)
            yield Moment(text[token.start : token.end], year=int(token.key))


def _dated(text: str, tokens: Sequence[Token], at: int, month: int, taken: set[int]) -> Moment:
    used, day, year = [at], None, None
    for place in (at + 1, at - 1):
        if day is None and 0 <= place < len(tokens) and (number := _day(tokens[place].key)):
            day, used = number, [*used, place]
    following = max(used) + 1
    if following < len(tokens) and _year(tokens[following].key):
        year, used = int(tokens[following].key), [*used, following]
    taken.update(used)
    return Moment(text[tokens[min(used)].start : tokens[max(used)].end], year=year, month=month, day=day)


def _day(key: str) -> int | None:
    digits = key[:-2] if key[-2:] in ("st", "nd", "rd", "th") else key
    return int(digits) if digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31 else None


def _year(key: str) -> bool:
    return len(key) == 4 and key.isdigit() and 1500 <= int(key) <= 2199


def _is_year(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].key if at else ""
    return _year(tokens[at].key) and before in (
        "in",
        "since",
        "by",
        "until",
        "of",
        "year",
        "during",
        "from",
        "early",
        "late",
    )


def currency_of(unit: str) -> bool:
    return unit in set(CURRENCIES.values())
