"""Names and dates written short and in full: "Jan." and "January", "Sen." and "Senator", "July 4" and "July 4th"."""

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
_LONGEST_MONTH = 14  # "September" with a stop and blanks


def short_form(quote: Sequence[Token], source: Sequence[Token], quote_text: str, source_text: str) -> str | None:
    """ "abbreviation" or "date" where two runs of as many words differ only so, None where they do not."""
    if len(quote) != len(source):
        return None
    reasons = []
    for printed, recorded in zip(quote, source, strict=True):
        if printed.key == recorded.key:
            continue
        if _abbreviates(printed, recorded, quote_text, source_text):
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


def _follows_month(text: str, start: int) -> bool:
    return bool(_MONTH_BEFORE.search(text[max(0, start - _LONGEST_MONTH) : start]))
