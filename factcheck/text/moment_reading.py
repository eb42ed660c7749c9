"""Moments read from a text: "Q3 2021", "mid-March", "the late 1980s", "3 p.m. EST", "half past ten"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from factcheck.text.figure_lexicon import ORDINALS, TENS
from factcheck.text.lexicon import MONTHS, WEEKDAYS
from factcheck.text.moments import Day, Moment, MomentKind

# Where a year's parts begin and end, as Day.place. Wide, as newspapers use them; a guess.
_PARTS = {
    "early": (101, 430),
    "mid": (401, 930),
    "middle of": (401, 930),
    "late": (801, 1231),
    "end of": (1101, 1231),
    "start of": (101, 228),
    "beginning of": (101, 228),
    "first half of": (101, 630),
    "second half of": (701, 1231),
    "spring": (301, 630),
    "summer": (601, 930),
    "autumn": (901, 1221),
    "fall": (901, 1221),
    "winter": (101, 331),
}
_DAY_PARTS = {"early": (1, 12), "mid": (9, 22), "middle of": (9, 22), "late": (18, 31), "end of": (24, 31)}
_DAY_PARTS |= {"start of": (1, 8), "beginning of": (1, 8)}
_DECADE_PARTS = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}
_ZONES = {
    "gmt": 0,
    "utc": 0,
    "z": 0,
    "bst": 60,
    "cet": 60,
    "cest": 120,
    "eet": 120,
    "msk": 180,
    "ist": 330,
    "jst": 540,
    "est": -300,
    "edt": -240,
    "cst": -360,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
}

_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)} | {
    name[:3]: number for number, name in enumerate(MONTHS, 1)
}
_MONTH_NUMBERS["sept"] = 9
_MONTH = (
    r"(?P<month>"
    + "|".join(name.title() for name in MONTHS)
    + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?P<year>1[0-9]\d\d|20\d\d|21\d\d)(?![\d,]\d|%|-year)"
_PART = r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:[Tt]he )?(?:[Mm]iddle|[Ee]nd|[Ss]tart|[Bb]eginning) of)[ -](?:the )?)?"
_ORDINAL_DAY = r"(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|" + "|".join(
    sorted((w for w in ORDINALS if 1 <= ORDINALS[w] <= 30), key=len, reverse=True)
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?!:)"
_CLOCK_ZONE = r"(?:\s?\(?(?P<zone>GMT|UTC|BST|CES?T|EET|MSK|IST|JST|[ECMP][SD]?T|Z)\b\)?)?"
_NUMBER_ZONES = {"et": -300, "ct": -360, "mt": -420, "pt": -480}

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")),
    ("slash", re.compile(r"(?<![\d/])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\d/])")),
    ("dot", re.compile(r"(?<![\d.])(?P<one>\d{1,2})\.(?P<two>\d{1,2})\.(?P<year>\d{4})(?!\d)")),
    (
        "month_day",
        re.compile(rf"\b{_MONTH}\s+(?:the )?{_DAY}(?!\d)(?:\s?[-–]\s?(?P<to>[0-3]?\d)\b)?(?:,?\s+{_YEAR}\b)?(?!\s?%)"),
    ),
    (
        "day_month",
        re.compile(
            rf"\b(?:{_DAY}(?:\s?[-–]\s?(?P<to>[0-3]?\d)(?:st|nd|rd|th)?\b)?|(?P<ordinal>(?i:{_ORDINAL_DAY})))(?: day)?"
            rf"\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR}\b)?"
        ),
    ),
    ("month_ordinal", re.compile(rf"\b{_MONTH}\s+(?:the )?(?P<ordinal>(?i:{_ORDINAL_DAY}))\b(?:,?\s+{_YEAR}\b)?")),
    ("month", re.compile(rf"{_PART}\b{_MONTH}(?![\w'’-])(?:(?:,|\s+of)?\s+{_YEAR}\b)?")),
    (
        "quarter",
        re.compile(
            rf"\b(?:Q(?P<number>[1-4])|(?P<ordinal>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)[ -]quarter"
            rf"|(?P<half>H[12]))\b"
            rf"(?!\s+century)(?:(?:\s+of)?\s+(?:fiscal\s+|the year\s+)?{_YEAR}\b)?"
        ),
    ),
    ("half", re.compile(rf"\b(?P<part>first half of|second half of|start of|end of)\s+(?:the year\s+)?{_YEAR}\b(?!s)")),
    (
        "fiscal",
        re.compile(
            r"\b(?:(?:[Ff]iscal|[Ff]inancial)(?: [Yy]ear)?|FY)\s?[-'’]?(?P<year>\d{4}|\d\d)(?:[-/–](?P<to>\d{2,4}))?\b"
        ),
    ),
    (
        "season",
        re.compile(rf"\b(?P<part>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\s+(?:of\s+|in\s+)?{_YEAR}\b(?!s)"),
    ),
    (
        "decade",
        re.compile(
            r"(?:\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -](?:to[ -]late[ -])?)?"
            r"(?:\b(?P<year>1\d\d0|20\d0)|['‘’](?P<short>\d0))['’]?s\b"
        ),
    ),
    (
        "century",
        re.compile(rf"\b(?:(?P<number>\d\d?)(?:st|nd|rd|th)|(?P<ordinal>(?i:{_ORDINAL_DAY})))[ -]century\b"),
    ),
    (
        "span",
        re.compile(
            r"\b(?P<year>1[0-9]\d\d|20\d\d)(?:\s?[-–—/]\s?|\s(?:to|until|till|through|and)\s)(?P<to>1[0-9]\d\d|20\d\d|\d\d)\b(?![,\d-])"
        ),
    ),
    ("year", re.compile(rf"(?:\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -]|(?<![\d,.$€£-])\b){_YEAR}\b(?!\.\d)")),
    (
        "clock",
        re.compile(
            r"(?<![\d:])(?P<hour>[012]?\d)(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[AaPp])\.?\s?[Mm]\b\.?" + _CLOCK_ZONE
        ),
    ),
    (
        "clock24",
        re.compile(r"(?<![\d:])(?P<hour>[012]?\d):(?P<minute>[0-5]\d)(?![:\d])(?:\s?(?:hours|hrs|h))?" + _CLOCK_ZONE),
    ),
    ("clock24", re.compile(r"(?<![\d:])(?P<hour>[012]\d)(?P<minute>[0-5]\d)\s(?:hours|hrs|(?=GMT|UTC))" + _CLOCK_ZONE)),
    (
        "oclock",
        re.compile(r"(?i)\b(?P<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d\d?) o['’]clock"),
    ),
    (
        "spoken_clock",
        re.compile(
            r"(?i)\b(?P<minute>half|(?:a )?quarter|five|ten|twenty(?:[- ]five)?) (?P<way>past|to|after) "
            r"(?P<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
            r"(?! (?:hundred|thousand|million|percent|per cent))"
            r"(?: (?P<half>in the morning|in the afternoon|in the evening|at night|a\.?m\b\.?|p\.?m\b\.?))?"
        ),
    ),
    (
        "named_hour",
        re.compile(
            r"(?i)\b(?P<word>noon|midday|midnight)\b"
            + _CLOCK_ZONE.replace("(?P<zone>", "(?P<zone>(?-i:").replace(r"Z)\b", r"Z))\b")
        ),
    ),
    (
        "weekday",
        re.compile(
            r"\b(?P<word>"
            + "|".join(name.title() for name in WEEKDAYS)
            + r"|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)(?=s?\b|\s|,|$)"
        ),
    ),
    (
        "relative",
        re.compile(
            r"(?i)\b(?:(?P<day>today|yesterday|tomorrow)|(?P<which>last|this|next|previous|current|past)\s(?P<unit>week|month|year|spring|summer|autumn|fall|winter|weekend|century|decade))\b"
        ),
    ),
)

_BEFORE = {
    "before": "before",
    "prior to": "before",
    "by": "by",
    "no later than": "by",
    "until": "",
    "after": "after",
    "about": "about",
    "around": "about",
    "roughly": "about",
    "nearly": "nearly",
    "almost": "nearly",
    "shortly after": "after",
    "shortly before": "before",
    "approximately": "about",
    "circa": "about",
    "at about": "about",
}
_RELATION = re.compile(
    r"(?i)\b(no later than|shortly (?:after|before)|prior to|before|after|by|about|around|roughly|nearly|almost"
    r"|approximately|circa)\s+(?:the\s+)?$"
)

_AFTER_YEAR_WORDS = re.compile(
    r"\s+(?:[a-z]+\s+)?(?!was\b|has\b|is\b|as\b|does\b|this\b|crisis\b|its\b|his\b|across\b|process\b|always\b|less\b|plus\b|unless\b|versus\b|census\b|class\b|gas\b|loss\b|elections?\b|games\b|olympics\b|levels\b|sales\b|figures\b|prices\b|talks\b|protests\b|floods\b|wages\b|profits\b|taxes\b|rules\b|results\b)([a-z]+s|people|men|women|children|miles|feet|km|kg|metres|police)\b"
)
_YEAR_LEADS = re.compile(
    r"(?i)(?:\b(?:in|since|by|until|till|of|year|during|from|before|after|early|late|to|between|and|than|through|for|fiscal|around"
    r"|about|circa|spring|summer|autumn|fall|winter|that|back|the|a|as|was|born|on|its|his|their|our|with|at|mid)\s+|[(,–—-]\s?|^)$"
)
_STRONG_YEAR_LEADS = re.compile(r"(?i)\b(?:in|since|during|of|year|fiscal|by|until|till|before|after)\s+$")


def find_moments(text: str, is_taken: Callable[[int, int], bool]) -> Iterator[Moment]:
    """Dates, periods, weekdays and times of a text; a place that `is_taken` or that an earlier pattern read is left."""
    taken: list[tuple[int, int]] = []
    for name, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            start, end = found.span()
            if is_taken(start, end) or any(start < high and low < end for low, high in taken):
                continue
            moment = _READERS[name](found)
            if moment is None:
                continue
            taken.append((start, end))
            yield _related(moment, text)


def _related(moment: Moment, text: str) -> Moment:
    lead = _RELATION.search(text, max(0, moment.start - 24), moment.start)
    if not lead or moment.relation:
        return moment
    relation = _BEFORE[lead.group(1).lower()]
    return replace(moment, start=lead.start(), words=text[lead.start() : moment.end], relation=relation)


def _moment(found: re.Match[str], kind: MomentKind, *ranges: tuple[Day, Day], **values: int | str | None) -> Moment:
    words = found.group().rstrip(" ,")
    return Moment(found.start(), found.start() + len(words), words, kind, ranges, **values)  # type: ignore[arg-type]


def _date(found: re.Match[str], year: int, month: int, day: int, to: int = 0) -> Moment | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    last = to if day < to <= 31 else day
    return _moment(found, MomentKind.DATE, (Day(year, month * 100 + day), Day(year, month * 100 + last)))


def _year_of(found: re.Match[str]) -> int:
    digits = found.groupdict().get("year")
    if not digits:
        return 0
    year = int(digits)
    return year if year > 99 else year + (2000 if year < 50 else 1900)


def _month_of(found: re.Match[str]) -> int:
    return _MONTH_NUMBERS[found["month"].lower().rstrip(".")]


def _ordinal_of(words: str) -> int:
    words = words.lower()
    if words in ORDINALS:
        return ORDINALS[words]
    tens, unit = re.split(r"[- ]", words)
    return TENS[tens] + ORDINALS[unit]


def _part_of(found: re.Match[str]) -> str:
    part = (found.groupdict().get("part") or "").lower()
    return part.removeprefix("the ")


def _iso(found: re.Match[str]) -> Moment | None:
    return _date(found, int(found["year"]), int(found["month"]), int(found["day"]))


def _slash(found: re.Match[str]) -> Moment | None:
    one, two, year = int(found["one"]), int(found["two"]), _year_of(found)
    readings = {(month, day) for month, day in ((one, two), (two, one)) if 1 <= month <= 12 and 1 <= day <= 31}
    if not readings:
        return None
    days = [Day(year, month * 100 + day) for month, day in sorted(readings)]
    return _moment(found, MomentKind.DATE, *((day, day) for day in days))


def _dot(found: re.Match[str]) -> Moment | None:
    return _date(found, _year_of(found), int(found["two"]), int(found["one"]))


def _month_day(found: re.Match[str]) -> Moment | None:
    return _date(found, _year_of(found), _month_of(found), int(found["day"]), int(found["to"] or 0))


def _day_month(found: re.Match[str]) -> Moment | None:
    if found["month"] in ("May", "March") and found.string[found.end("month") :][:1] == "-":
        return None
    day = int(found["day"]) if found["day"] else _ordinal_of(found["ordinal"])
    return _date(found, _year_of(found), _month_of(found), day, int(found["to"] or 0))


def _month_ordinal(found: re.Match[str]) -> Moment | None:
    return _date(found, _year_of(found), _month_of(found), _ordinal_of(found["ordinal"]))


_MONTH_LEADS = re.compile(
    r"(?i)\b(in|on|since|by|of|last|next|this|until|till|from|to|and|during|through|before|after|between|for|every|late|early|each)\s+$"
)


def _month_alone(found: re.Match[str]) -> Moment | None:
    name, year, part = found["month"], _year_of(found), _part_of(found)
    lead = _MONTH_LEADS.search(found.string, max(0, found.start() - 12), found.start())
    if name in ("May", "March", "August", "April", "June", "Mar", "Jan", "Jun") and not year and not part and not lead:
        return None
    if name in ("May", "March") and not year and lead and lead.group(1).lower() == "of" and not part:
        return None if found.string[found.end() :][:2].strip()[:1].isupper() else _month_range(found, name, year, part)
    return _month_range(found, name, year, part)


def _month_range(found: re.Match[str], name: str, year: int, part: str) -> Moment:
    month = _month_of(found)
    low, high = _DAY_PARTS.get(part, (1, 31))
    return _moment(found, MomentKind.DATE, (Day(year, month * 100 + low), Day(year, month * 100 + high)))


def _quarter(found: re.Match[str]) -> Moment | None:
    year = _year_of(found)
    if found["half"]:
        if not year:
            return None
        low, high = (101, 630) if found["half"] == "H1" else (701, 1231)
    else:
        number = int(found["number"]) if found["number"] else _ORDINAL_DIGITS[found["ordinal"].lower()]
        low, high = (number * 3 - 2) * 100 + 1, number * 300 + 31
    return _moment(found, MomentKind.DATE, (Day(year, low), Day(year, high)))


_ORDINAL_DIGITS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def _part_of_year(found: re.Match[str]) -> Moment | None:
    part, year = _part_of(found), _year_of(found)
    low, high = _PARTS[part]
    ranges = [(Day(year, low), Day(year, high))]
    if part == "winter":
        ranges = [(Day(year - 1, 1201), Day(year, 331)), (Day(year, 1201), Day(year + 1, 331))]
    return _moment(found, MomentKind.DATE, *ranges)


def _fiscal(found: re.Match[str]) -> Moment | None:
    year = _year_of(found)
    if found["to"]:
        last = int(found["to"])
        year = last if last > 99 else year // 100 * 100 + last
    return _moment(found, MomentKind.FISCAL, number=year)


def _decade(found: re.Match[str]) -> Moment | None:
    year = int(found["year"]) if found["year"] else 1900 + int(found["short"])
    low, high = _DECADE_PARTS.get(_part_of(found), (0, 9))
    if year % 100 == 0 and not found["part"]:
        high = 99 if re.search(r"(?i)century", found.string) else 9
    return _moment(found, MomentKind.DATE, (Day(year + low, 101), Day(year + high, 1231)))


def _century(found: re.Match[str]) -> Moment | None:
    number = int(found["number"]) if found["number"] else _ordinal_of(found["ordinal"])
    if not 1 <= number <= 22:
        return None
    return _moment(found, MomentKind.DATE, (Day(number * 100 - 100, 101), Day(number * 100, 1231)))


def _span(found: re.Match[str]) -> Moment | None:
    low, joint = int(found["year"]), found.string[found.end("year") : found.start("to")]
    to = found["to"]
    high = int(to) if len(to) == 4 else low // 100 * 100 + int(to)
    if (len(to) == 2 and joint.strip() not in ("-", "–", "—", "/")) or high <= low:
        return None
    lead = found.string[max(0, found.start() - 10) : found.start()].lower()
    if joint.strip() == "and" and not lead.endswith("between "):
        return None
    if joint.strip() == "to" and not re.search(r"\b(?:from|period|years|,)\s*$", lead) and lead.strip():
        return None
    return _moment(found, MomentKind.DATE, (Day(low, 101), Day(high, 1231)), relation="span")


def _year(found: re.Match[str]) -> Moment | None:
    lead, tail = found.string[max(0, found.start() - 12) : found.start()], found.string[found.end() : found.end() + 40]
    year, part = int(found["year"]), _part_of(found)
    if not part:
        counts = _AFTER_YEAR_WORDS.match(tail)
        is_bracketed = lead.endswith("(") and tail.startswith(")")
        if counts and not (_STRONG_YEAR_LEADS.search(lead) and year >= 1800 and tail.lstrip()[:1] == ","):
            return None
        if not is_bracketed and not _YEAR_LEADS.search(lead) and not (1700 <= year <= 2100 and not counts):
            return None
    low, high = _PARTS.get(part, (101, 1231))
    return _moment(found, MomentKind.DATE, (Day(year, low), Day(year, high)))


def _zone_of(found: re.Match[str]) -> int | None:
    zone = (found.groupdict().get("zone") or "").lower()
    return _ZONES.get(zone, _NUMBER_ZONES.get(zone))


def _clock(found: re.Match[str]) -> Moment | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return _moment(found, MomentKind.CLOCK, number=hour * 60 + minute, zone=_zone_of(found))


def _clock24(found: re.Match[str]) -> Moment | None:
    hour = int(found["hour"])
    if hour > 24:
        return None
    return _moment(found, MomentKind.CLOCK, number=hour % 24 * 60 + int(found["minute"]), zone=_zone_of(found))


_HOUR_WORDS = {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}


def _oclock(found: re.Match[str]) -> Moment | None:
    raw = found["word"].lower()
    hour = int(raw) if raw.isdigit() else _HOUR_WORDS[raw]
    return _moment(found, MomentKind.CLOCK, number=hour * 60, relation="oclock")


_SPOKEN_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25}


def _spoken_clock(found: re.Match[str]) -> Moment | None:
    """ "Half past ten at night"; without a half of the day either is meant. "Ten to five" of people are votes."""
    name = found["minute"].lower().removeprefix("a ").replace("-", " ")
    way, half = found["way"].lower(), (found["half"] or "").lower()
    if way == "to" and name != "quarter" and not half:
        return None
    minutes = _HOUR_WORDS[found["word"].lower()] % 12 * 60 + (_SPOKEN_MINUTES[name] * (-1 if way == "to" else 1))
    if not half:
        return _moment(found, MomentKind.CLOCK, number=minutes % 1440, relation="oclock")
    is_late = half.startswith("p") or half in ("in the afternoon", "in the evening", "at night")
    return _moment(found, MomentKind.CLOCK, number=(minutes + (720 if is_late else 0)) % 1440)


def _named_hour(found: re.Match[str]) -> Moment | None:
    number = 0 if found["word"].lower() == "midnight" else 720
    return _moment(found, MomentKind.CLOCK, number=number, zone=_zone_of(found))


def _weekday(found: re.Match[str]) -> Moment | None:
    short = found["word"][:3].lower()
    number = next(number for number, name in enumerate(WEEKDAYS) if name.startswith(short))
    return _moment(found, MomentKind.WEEKDAY, number=number)


def _relative(found: re.Match[str]) -> Moment | None:
    return _moment(found, MomentKind.RELATIVE)


_READERS: dict[str, Callable[[re.Match[str]], Moment | None]] = {
    "iso": _iso,
    "slash": _slash,
    "dot": _dot,
    "month_day": _month_day,
    "day_month": _day_month,
    "month_ordinal": _month_ordinal,
    "month": _month_alone,
    "quarter": _quarter,
    "half": _part_of_year,
    "fiscal": _fiscal,
    "season": _part_of_year,
    "decade": _decade,
    "century": _century,
    "span": _span,
    "year": _year,
    "clock": _clock,
    "clock24": _clock24,
    "oclock": _oclock,
    "spoken_clock": _spoken_clock,
    "named_hour": _named_hour,
    "weekday": _weekday,
    "relative": _relative,
}
