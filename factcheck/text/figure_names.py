"""Names that only look like figures: Boeing 737, Article 5, the G7, 9/11, 10 Downing Street, the Group of Seven.

Their numbers are no values: they are read as names by whoever compares names, and left out of the figures.
"""

import re
from collections.abc import Iterator

from factcheck.text.figure_lexicon import NUMBERED_THINGS, ORDINALS, SMALL_NUMBERS, STREETS, TENS
from factcheck.text.lexicon import MONTHS, WEEKDAYS

_NUMBER_WORD = "|".join([*SMALL_NUMBERS, *TENS])
_TITLE_NUMBERS = "|".join(name.title() for name in [*SMALL_NUMBERS, *TENS])
_FIXED = re.compile(
    r"\b(?:9/11|7/7|24/7|11/9|(?:Sept(?:ember|\.)?|September) 11(?:th)?(?= attacks?\b| hijack)|Chapter (?:7|11|13)"
    r"|(?i:group of (?:seven|eight|20|twenty|77|7|8))|(?i:gang of four|big (?:two|three|four|five|six|seven|ten|12))"
    r"|60 Minutes|7-Eleven|S&P 500|Fortune (?:500|100)|FTSE(?: |-)?(?:100|250)|Dow 30|Nasdaq(?: |-)?100|CAC 40|DAX 30"
    r"|50/50|fifty-fifty|50-50|4x4|catch-22|one-on-one|one by one|one another|no one|No one|one day|at once|[Oo]ne of"
    r"|(?:911|999|112|988) (?:call|calls|operator|dispatcher)s?|(?:dial(?:ed|led)?|call(?:ed|ing)?) (?:911|999|112)"
    r"|(?:[A-Z][a-z]+ )?(?:Super|Fat|Giving|Shrove) Tuesday|(?:Black|Good|Casual) Friday|Ash Wednesday"
    r"|(?:Bloody|Palm|Easter|Super Bowl) Sunday|(?:Cyber|Black|Easter) Monday|Maundy Thursday|Holy Saturday"
    r"|[A-Z]{1,4}\.\d{1,2}"
    r"|day one|square one|number one priority|second to none|second nature|second thoughts?|split second"
    r"|World War (?:I{1,3}|One|Two|Three)|(?:First|Second|Third) World(?: War)?|Vatican (?:I|II)|Eleventh Hour)\b"
)
# Letters and digits grown together or hyphened: G7, F-16, U-2, COVID-19, B-52, MI6, 5G, A380, H1N1, iPhone12.
_CODE = re.compile(
    r"\b(?!(?:mid|pre|post|Mid|Pre|Post|Q[1-4]|H[12]|FY|Under|Over|non|sub|USD|EUR|GBP|US|UK|Rs|EU)[-\d])"
    r"(?:[A-Za-z]*[A-Z][A-Za-z]*-\d{1,4}[A-Za-z]*|[A-Za-z]{1,6}\d+[A-Za-z\d]*|\d+[A-Z](?![a-z.°\d]|$))\b(?!,\d)"
)
_CODE_EXCEPTIONS = re.compile(r"(?i)(?:fy|q|h|m|km|usd|eur|gbp|rs|us|aud|cad|inr)\d+[a-z]*|\d+[kmbcfhnpg]|-?\d+[CF]")
_CAPITAL_THEN_NUMBER = re.compile(
    rf"\b(?P<name>[A-Z][\w’'&]*(?:\.)?|[a-z][A-Z]\w+)[ \u00a0]"
    rf"(?P<number>\d{{1,4}}(?![\d,.:/]\d)(?!\w)|(?:{_TITLE_NUMBERS})\b)"
)
_LOWER_THEN_NUMBER = re.compile(
    r"\b(?P<name>[Nn]umber|[a-z]+)[ \u00a0](?P<number>\d{1,4}[A-Za-z]?)\b(?![,.:/]\d)"
    r"(?![ -](?:percent|per cent|million))(?!%)"
)
_ADDRESS = re.compile(r"\b\d{1,5} (?:[NSEW]\.? )?(?:[A-Z][\w.’']+ ){1,3}(?P<street>[A-Z][a-z]+)\b")
_ORDINAL_NAME = re.compile(
    rf"\b(?P<ordinal>(?:{'|'.join(word.title() for word in ORDINALS)})|\d{{1,3}}(?:st|nd|rd|th))"
    r"[ -](?P<name>Amendment|Avenue|Street|Ave|St|Reich|Republic|Fleet|Army|Airborne|Division|Infantry|Battalion"
    r"|Brigade|Regiment|Congress|Lady|Gentleman|Circuit|District|Arrondissement|World|Century|Symphony|Precinct|Marine"
    r"|Armored|Cavalry|Corps|Estate|Commandment|Crusade|International|Geneva|Punic|Intifada|Baron|Earl|Duke)\b"
)
_NUMBER_NAME = re.compile(
    rf"\b(?P<number>(?i:{_NUMBER_WORD}))[ -](?P<name>[A-Z][a-z]+)(?:[ -](?P<second>[A-Z][a-z]+|[a-z]+))?"
)
_CAPITAL_NUMBER = re.compile(rf"(?<=[a-z,’'] )(?P<number>{_TITLE_NUMBERS})\b")

# Capitals before a figure that do not make a name with it: openers of a sentence, months, units, cue verbs.
_NO_NAMES = frozenset(
    (
        "a an the in on at by of to for from with about around over under nearly almost some more less fewer at"
        " up only just and but or so yet if when while since until after before between during among as than that"
        " this these those there they he she it we i you his her its their our all both each every most many no"
        " not another other out within without per through across police officials approximately roughly another"
        " exactly estimated perhaps maybe also still even then now last next year years age aged least ages"
        " population had has have was were is are call us usd eur gbp rs inr total altogether either neither"
        " because however although though where which who what how killed injured arrested what's dozens hundreds"
        " thousands percent up down plus minus past no"
    ).split()
) | frozenset([*MONTHS, *WEEKDAYS, *(month[:3] for month in MONTHS), "sept"])
_FRONTED = re.compile(r"\b(?:In|At|On|From|Near|Across|Around|In the|By) (?:[A-Z][\w’']+ ){0,2}\Z")


def find_number_names(text: str) -> Iterator[tuple[int, int]]:
    """Places of names with a number in them; they may overlap."""
    yield from (found.span() for found in _FIXED.finditer(text))
    for found in _CODE.finditer(text):
        if not _CODE_EXCEPTIONS.fullmatch(found.group()):
            yield found.span()
    yield from _after_capitals(text)
    for found in _LOWER_THEN_NUMBER.finditer(text):
        if found["name"].lower() in NUMBERED_THINGS:
            yield found.span()
    for found in _ADDRESS.finditer(text):
        if found["street"].lower().rstrip(".") in STREETS:
            yield found.span()
    for found in _ORDINAL_NAME.finditer(text):
        yield found.span()
    yield from (found.span() for found in _CAPITAL_NUMBER.finditer(text))
    yield from _opening_names(text)


_FOLLOWED_BY_VALUE = re.compile(
    r"\s?(?:%|percent|per cent|pct|million|billion|thousand|trillion|miles|km|people|votes|seats|points|years|times"
    r"|percentage|degrees|°|and a half|to \d|runs|goals)|[-–]\d"
)


def _after_capitals(text: str) -> Iterator[tuple[int, int]]:
    for found in _CAPITAL_THEN_NUMBER.finditer(text):
        name = found["name"].lower().rstrip(".").removesuffix("’s").removesuffix("'s")
        number = found["number"]
        tail = text[found.end() : found.end() + 14]
        if name in _NO_NAMES or name.endswith("ly") or found["name"].endswith(("’s", "'s")):
            continue
        if number.lower() == "one" and name not in ("formula", "air", "force", "channel"):
            continue
        if _FOLLOWED_BY_VALUE.match(tail) or (_FRONTED.search(text[: found.start("number")]) and tail[1:2].islower()):
            continue
        if name not in NUMBERED_THINGS and _is_next_count(text, found.start(), found.end()):
            continue
        if len(number) == 4 and number[:2] in ("19", "20") and name not in NUMBERED_THINGS:
            continue  # "Olympics 2024", "Budget 2022" name a year
        yield found.span()


_COUNT_BEFORE = re.compile(r"\b[a-z]+ \d[\d,]*(?![\d%])[^.!?\n]{0,60}(?:, | and |, and )\Z")


def _is_next_count(text: str, start: int, end: int) -> bool:
    """True for the 7 of "Norway won 12 medals and Sweden 7.": the verb is not said again."""
    ends_clause = not text[end : end + 1] or text[end : end + 1] in ".,;" or text.startswith(" and ", end)
    return ends_clause and _COUNT_BEFORE.search(text, max(0, start - 90), start) is not None


def _opening_names(text: str) -> Iterator[tuple[int, int]]:
    """ "Three Mile Island reopened": a number word and singular capitals; "Two French soldiers" are two."""
    for found in _NUMBER_NAME.finditer(text):
        name, second = found["name"], found["second"] or ""
        if name.endswith("s") or found["number"].lower() == "one" or name.lower() in _NO_NAMES:
            continue
        if second[:1].isupper() and not second.endswith("s"):
            yield found.span()
