"""Dates, periods, weekdays and times of day as values; `moment_reading` finds them in a text.

A date is a range of days, as wide as the words leave it; without a year it is a range within any year. Relative words
("last week") are values only beside the date of their text.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple


class Day(NamedTuple):
    """A day, or a day of any year where `year` is 0. `place` is month * 100 + day of the month."""

    year: int
    place: int


class MomentKind(StrEnum):
    DATE = "date"
    WEEKDAY = "weekday"
    CLOCK = "clock"
    RELATIVE = "relative"
    FISCAL = "fiscal"


@dataclass(frozen=True, slots=True)
class Moment:
    """`text[start:end]` and what it can mean: day ranges (DATE), a number (weekday from 0, minutes, fiscal year)."""

    start: int
    end: int
    words: str
    kind: MomentKind
    ranges: tuple[tuple[Day, Day], ...] = ()
    number: int = 0
    zone: int | None = None  # minutes ahead of UTC
    relation: str = ""  # "before", "after", "about", "by", "span"

    @property
    def has_year(self) -> bool:
        return any(low.year for low, _ in self.ranges)


_RELATIVE_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_STEPS = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1}


def resolve(moment: Moment, written_on: date) -> Moment:
    """The moment as a date, for a text of that day: "last year" in 2022 is 2021. Others come back as they are.

    A bare weekday is the nearest one, back or ahead: stories say "on Monday" of both; such are left open.
    """
    if moment.kind is not MomentKind.RELATIVE:
        return moment
    words = moment.words.lower().split()
    if words[0] in _RELATIVE_DAYS:
        day = written_on + timedelta(days=_RELATIVE_DAYS[words[0]])
        return replace(moment, kind=MomentKind.DATE, ranges=((_day(day), _day(day)),))
    step, unit = _STEPS[words[0]], words[1]
    if unit == "week":
        monday = written_on - timedelta(days=written_on.weekday()) + timedelta(weeks=step)
        return replace(moment, kind=MomentKind.DATE, ranges=((_day(monday), _day(monday + timedelta(days=6))),))
    if unit == "month":
        months = written_on.year * 12 + written_on.month - 1 + step
        year, month = months // 12, months % 12 + 1
        return replace(
            moment, kind=MomentKind.DATE, ranges=((Day(year, month * 100 + 1), Day(year, month * 100 + 31)),)
        )
    if unit == "year":
        year = written_on.year + step
        return replace(moment, kind=MomentKind.DATE, ranges=((Day(year, 101), Day(year, 1231)),))
    return moment


def _day(day: date) -> Day:
    return Day(day.year, day.month * 100 + day.day)


def weekday_of(moment: Moment) -> int | None:
    """The weekday of a date that is one whole day; None for any other."""
    if moment.kind is not MomentKind.DATE or len(moment.ranges) != 1:
        return None
    low, high = moment.ranges[0]
    if low != high or not low.year:
        return None
    try:
        return date(low.year, low.place // 100, low.place % 100).weekday()
    except ValueError:
        return None
