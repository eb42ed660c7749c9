"""Telephone numbers: the same digits, however grouped."""

import re
from fractions import Fraction

from factcheck.text.quantities import Quantity, Reading

_PHONE = re.compile(
    r"(?<![\w-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,5}\)[ .-]?)?\d{2,5}(?:[ .-]\d{2,4}){1,4}(?![\w-]|[.,]\d|%)"
)

_PHONE_WORDS = re.compile(r"(?i)\b(?:call|phone|number|hotline|dial|telephone|tel|helpline|text|fax|contact|ring)")

_LEAST_PHONE_DIGITS = 7


def find_telephones(text: str) -> list[Quantity]:
    """Telephone numbers: seven digits and more in groups, with a leading 0, + or bracket, or where a word says so."""
    found = []
    is_told = _PHONE_WORDS.search(text) is not None
    for match in _PHONE.finditer(text):
        raw = match.group()
        digits = re.sub(r"\D", "", raw)
        is_marked = raw[0] in "+0(" or re.fullmatch(r"\d{3}[ .-]\d{3}[ .-]\d{4}", raw) or is_told
        if len(digits) < _LEAST_PHONE_DIGITS or len(digits) > 15 or not is_marked or re.match(r"\d{4}-\d\d-\d\d$", raw):
            continue
        if re.fullmatch(r"\d{1,3}(?: \d{3})+", raw) and raw[0] != "0" and not is_told:
            continue
        zero = Fraction(0)
        phone = Quantity(
            *match.span(), raw, (0, 0), zero, zero, zero, Fraction(1), "", (Reading("telephone"),), digits=digits
        )
        found.append(phone)
    return found
