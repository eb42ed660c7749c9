"""Names, dates and times written short and in full: "Jan." and "January", "July 4" and "July 4th", "No. 1" and "number
one", "World War II" and "World War Two", "5pm" and "5:00 p.m."."""

import re
from collections.abc import Sequence

from factcheck.text.figures import ORDINAL_ENDINGS
from factcheck.text.lexicon import MONTHS
from factcheck.text.tokens import Token

_LONG_FORMS = {
    **{month[:3]: month for month in MONTHS if len(month) > 4},
    **{month[:4]: month for month in MONTHS if len(month) > 4},
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "gen": "general",
    "col": "colonel",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "capt": "captain",
    "prof": "professor",
    "rev": "reverend",
    "pres": "president",
    "sec": "secretary",
    "ave": "avenue",
    "mt": "mount",
}
_MONTH_NAMES = "|".join([*MONTHS, *(short for short, long in _LONG_FORMS.items() if long in MONTHS)])
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTH_NAMES})\.?\s{{1,3}}$", re.IGNORECASE)
_NUMBER_SIGN = re.compile(r"(?:No\.|Number|#|№) ?(?=\d)|[Nn]umber (?=\w)")
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
_ROMAN_FIGURES = {roman: str(number) for number, roman in enumerate(_ROMANS, start=1) if len(roman) > 1}
_NAME_BEFORE = re.compile(r"\b[A-Z][a-z]++ $")
_NAME_CHARACTERS = 30  # of the name looked for before a Roman figure; a guess
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])\.?m\b\.?", re.IGNORECASE)
_LONGEST_MONTH = 14  # "September" with a stop and blanks


def short_form(quote: Sequence[Token], source: Sequence[Token], quote_text: str, source_text: str) -> str | None:
    """ "abbreviation" or "date" where two runs of as many words differ only so, None where they do not."""
    if len(quote) != len(source):
        return None
    reasons = []
    for printed, recorded in zip(quote, source, strict=True):
        if printed.key == recorded.key:
            continue
        if (
            _abbreviates(printed, recorded, quote_text, source_text)
            or (_is_number_sign(printed, quote_text) and _is_number_sign(recorded, source_text))
            or _is_roman(printed, recorded, quote_text)
            or _is_roman(recorded, printed, source_text)
        ):
            reasons.append("abbreviation")
        elif _is_same_day(printed, recorded, quote_text, source_text):
            reasons.append("date")
        else:
            return None
    return reasons[-1] if reasons else None


def _abbreviates(printed: Token, recorded: Token, quote_text: str, source_text: str) -> bool:
    """True for a name and its abbreviation, both with a capital: "Mar. 5" is not "mar"."""
    short, long = sorted((printed.key, recorded.key), key=len)
    is_name = quote_text[printed.start].isupper() and source_text[recorded.start].isupper()
    return is_name and _LONG_FORMS.get(short) == long


def _is_same_day(printed: Token, recorded: Token, quote_text: str, source_text: str) -> bool:
    """True for "4" and "4th" behind a month on both sides."""
    day, ordinal = sorted((printed.key, recorded.key), key=len)
    is_day = day.isdigit() and ordinal.endswith(ORDINAL_ENDINGS) and ordinal[:-2] == day and len(day) <= 2
    return is_day and _follows_month(quote_text, printed.start) and _follows_month(source_text, recorded.start)


def _is_number_sign(token: Token, text: str) -> bool:
    """True for the "No." of "No. 1", which is no negator, and the "number" of "number one"."""
    return bool(_NUMBER_SIGN.match(text, token.start))


def _is_roman(roman: Token, figure: Token, text: str) -> bool:
    """True for the "II" of "World War II" beside "2" or "Two"."""
    is_capital = text[roman.start : roman.end].isupper()
    before = text[max(0, roman.start - _NAME_CHARACTERS) : roman.start]
    return is_capital and _ROMAN_FIGURES.get(roman.key) == figure.key and bool(_NAME_BEFORE.search(before))


def time_of_day(tokens: Sequence[Token], text: str) -> tuple[int, int, str] | None:
    """Hour, minute and "a" or "p" of "5:30 p.m."; None where the run is no time of day or goes on beyond one."""
    found = _TIME.match(text, tokens[0].start)
    if not found or tokens[-1].end > found.end():
        return None
    return int(found[1]), int(found[2] or 0), found[3].lower()


def _follows_month(text: str, start: int) -> bool:
    return bool(_MONTH_BEFORE.search(text[max(0, start - _LONGEST_MONTH) : start]))
