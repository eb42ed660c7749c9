"""Dates as feeds write them. A date that could be two is none: a wrong day misleads more than a missing one."""

import re
from datetime import UTC, date, datetime, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier enero januar gennaio janeiro",
            "february feb février fevrier febrero februar febbraio fevereiro",
            "march mar mars marzo märz março",
            "april apr avril abril aprile",
            "may mai mayo maggio maio",
            "june jun juin junio juni giugno junho",
            "july jul juillet julio juli luglio julho",
            "august aug août aout agosto",
            "september sep sept septembre septiembre settembre setembro",
            "october oct octobre octubre oktober ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec décembre decembre diciembre dezember dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{0,6}Z?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.|º)?[\s-]+(?:de |of )?([^\W\d_]+)\.?,?[\s-]+(?:de )?(\d{4})(?!\d)")
_MONTH_DAY = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_EPOCH = re.compile(r"\d{9,13}(?:\.\d+)?")
_EARLIEST, _LATEST = 1000, 2200


def read_date(written: object) -> str:
    """The day as ISO 8601 ("2021-03-05"), or "" where none or more than one can be meant."""
    if isinstance(written, bool) or written is None:
        return ""
    text = " ".join(str(written).split())[:100]
    if _EPOCH.fullmatch(text) and not _DIGITS.fullmatch(text):
        return _of_epoch(float(text))
    if found := _YEAR_FIRST.match(text) or _DIGITS.fullmatch(text):
        return _iso(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_LAST.match(text):
        return _year_last(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_MONTH.search(text):
        return _iso(int(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1]))
    if found := _MONTH_DAY.search(text):
        return _iso(int(found[3]), _MONTHS.get(found[1].lower(), 0), int(found[2]))
    return ""


def _year_last(first: int, second: int, year: int) -> str:
    """The day where only one order gives a date, or both give the same."""
    days = {_iso(year, second, first), _iso(year, first, second)} - {""}
    return days.pop() if len(days) == 1 else ""


def _iso(year: int, month: int, day: int) -> str:
    if not _EARLIEST <= year <= _LATEST:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _of_epoch(number: float) -> str:
    seconds = number / 1000 if number >= 1e11 else number
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date().isoformat()
