"""How two dates, weekdays or times stand to each other."""

from collections.abc import Sequence

from factcheck.text.figure_outcomes import Outcome
from factcheck.text.moments import Moment, MomentKind, weekday_of

# "About 3 p.m." admits this many minutes either way.
_ABOUT_MINUTES = 20


def judge_moments(one: Moment, other: Moment) -> Outcome | None:
    """How two moments stand to each other; None where they say nothing of each other (a weekday and a year)."""
    if one.kind is MomentKind.WEEKDAY or other.kind is MomentKind.WEEKDAY:
        return _weekdays(one, other)
    if one.kind is not other.kind:
        return _fiscal(one, other) if MomentKind.FISCAL in (one.kind, other.kind) else None
    if one.kind is MomentKind.CLOCK:
        return _clocks(one, other)
    if one.kind is MomentKind.FISCAL:
        return Outcome.AGREES if one.number == other.number else Outcome.CONFLICTS
    if one.kind is MomentKind.RELATIVE:
        return _relatives(one, other)
    return _dates(one, other)


def _weekdays(one: Moment, other: Moment) -> Outcome | None:
    days = [moment.number if moment.kind is MomentKind.WEEKDAY else weekday_of(moment) for moment in (one, other)]
    if None in days:
        return None
    if one.kind is not other.kind:
        return Outcome.COMPATIBLE if days[0] == days[1] else Outcome.CONFLICTS
    return Outcome.AGREES if days[0] == days[1] else Outcome.CONFLICTS


def _fiscal(one: Moment, other: Moment) -> Outcome | None:
    fiscal, plain = (one, other) if one.kind is MomentKind.FISCAL else (other, one)
    if plain.kind is not MomentKind.DATE or not plain.has_year:
        return None
    low, high = plain.ranges[0]
    return Outcome.COMPATIBLE if low.year - 1 <= fiscal.number <= high.year + 1 else Outcome.CONFLICTS


def _clocks(one: Moment, other: Moment) -> Outcome:
    minutes = [moment.number - (moment.zone or 0) for moment in (one, other)]
    if one.zone is None or other.zone is None:
        minutes = [one.number, other.number]
    difference = abs(minutes[0] - minutes[1]) % 1440
    difference = min(difference, 1440 - difference)
    if "oclock" in (one.relation, other.relation):
        difference = min(difference, abs(difference - 720))
    relations = {one.relation, other.relation} - {"oclock", ""}
    if difference == 0 and one.relation == other.relation:
        return Outcome.AGREES
    if relations & {"about", "nearly"}:
        return Outcome.COMPATIBLE if difference <= _ABOUT_MINUTES else Outcome.CONFLICTS
    if "before" in relations or "after" in relations or "by" in relations:
        return _ordered_clocks(one, other, minutes)
    return Outcome.AGREES if difference == 0 else Outcome.CONFLICTS


def _ordered_clocks(one: Moment, other: Moment, minutes: Sequence[int]) -> Outcome:
    if one.relation and other.relation in ("before", "after", "by"):
        return Outcome.COMPATIBLE
    bound, plain = (0, 1) if one.relation in ("before", "after", "by") else (1, 0)
    relation = (one, other)[bound].relation
    if relation == "by":
        return Outcome.COMPATIBLE if minutes[plain] <= minutes[bound] else Outcome.CONFLICTS
    is_within = minutes[plain] < minutes[bound] if relation == "before" else minutes[plain] > minutes[bound]
    return Outcome.COMPATIBLE if is_within else Outcome.CONFLICTS


def _relatives(one: Moment, other: Moment) -> Outcome | None:
    mine, theirs = one.words.lower().split(), other.words.lower().split()
    if mine == theirs:
        return Outcome.AGREES
    is_one_kind = (len(mine) == len(theirs) and mine[-1] == theirs[-1]) or len(mine) == len(theirs) == 1
    return Outcome.CONFLICTS if is_one_kind else None


def _dates(one: Moment, other: Moment) -> Outcome | None:
    outcomes = [
        outcome
        for mine in one.ranges
        for theirs in other.ranges
        if (outcome := _date_ranges(one, other, mine, theirs)) is not None
    ]
    return min(outcomes, key=lambda outcome: outcome.badness) if outcomes else None


def _date_ranges(one: Moment, other: Moment, mine: tuple[object, ...], theirs: tuple[object, ...]) -> Outcome | None:
    (my_low, my_high), (low, high) = mine, theirs
    has_years = bool(my_low[0]) and bool(low[0])  # type: ignore[index]
    if not has_years:
        # Within any year: a whole year says nothing of a day without one.
        spans = [(a[1], b[1]) for a, b in ((my_low, my_high), (low, high))]  # type: ignore[index]
        if (101, 1231) in spans or any(a[0] != b[0] for a, b in ((my_low, my_high), (low, high))):  # type: ignore[index]
            return None
        (my_low, my_high), (low, high) = spans[0], spans[1]
    if (my_low, my_high) == (low, high):
        if one.relation != other.relation and {one.relation, other.relation} & {"before", "after"}:
            return Outcome.CONFLICTS
        if one.relation != other.relation and {one.relation, other.relation} - {"", "span"}:
            return Outcome.COMPATIBLE
        return Outcome.COMPATIBLE if one.has_year and not other.has_year else Outcome.AGREES
    if one.relation == "span" and other.relation == "span":
        return Outcome.CONFLICTS
    bounded = _bounded_dates(one, other, (my_low, my_high), (low, high))
    if bounded is not None:
        return bounded
    if my_high < low or high < my_low:  # type: ignore[operator]
        is_close = {one.relation, other.relation} & {"about", "nearly"} and _years_apart(my_low, low) <= 1
        return Outcome.COMPATIBLE if is_close else Outcome.CONFLICTS
    return Outcome.COMPATIBLE


def _years_apart(one: object, other: object) -> int:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return abs(int(one[0]) - int(other[0]))
    return 0 if one == other else 99


def _bounded_dates(
    one: Moment, other: Moment, mine: tuple[object, object], theirs: tuple[object, object]
) -> Outcome | None:
    """ "Before 2010" beside "in 2008"; None where neither is bounded, both are, or the bound is not broken."""
    bounds = {"before", "after", "by"}
    if (one.relation in bounds) == (other.relation in bounds):
        return Outcome.COMPATIBLE if one.relation in bounds else None
    (low, high), (plain_low, plain_high) = (mine, theirs) if one.relation in bounds else (theirs, mine)
    relation = one.relation if one.relation in bounds else other.relation
    if relation == "after":
        return Outcome.COMPATIBLE if plain_high > high else Outcome.CONFLICTS  # type: ignore[operator]
    if relation == "before":
        return Outcome.COMPATIBLE if plain_low < low else Outcome.CONFLICTS  # type: ignore[operator]
    return Outcome.COMPATIBLE if plain_low <= high else Outcome.CONFLICTS  # type: ignore[operator]
