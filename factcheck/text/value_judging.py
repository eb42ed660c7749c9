"""How two quantities of one thing stand to each other: hedges, rounding, conversion, rates, tallies, telephones."""

from dataclasses import dataclass, replace
from fractions import Fraction

from factcheck.text.figure_frames import Frame
from factcheck.text.figure_outcomes import Outcome
from factcheck.text.hedging import ABOUT_WIDTH
from factcheck.text.quantities import Quantity, Reading

# A plain figure with this worth of its last digit and more was rounded by whoever gave it. A guess.
ROUND_STEP = 10


# A converted measure is written rounded: 10 miles and 16 km are one distance.
_CONVERSION_TOLERANCE = Fraction(15, 1000)


_ROUNDED_CONVERSION_TOLERANCE = Fraction(7, 100)  # "3 km" for 2 miles


# Fewer digits blur a value no more than this: 1.2 million for 1,234,567, but not 1 million for 1.4.
_ROUNDING_SHARE = Fraction(1, 10)


# "More than 5,000" beside "more than 50,000": both could be true, and nobody would say the first who knew the second.
_FARTHEST_BOUND = 4


_TEMPERATURE_TOLERANCE = Fraction(6, 10)


def judge_values(one: Quantity, other: Quantity, mine: Reading, theirs: Reading) -> Outcome:
    """How two quantities of one thing stand to each other in the meanings `mine` and `theirs` of their units."""
    scales = _rates(one, other)
    if scales is None:
        return Outcome.CONFLICTS
    ours, yours = _Range.of(one, mine, scales[0]), _Range.of(other, theirs, scales[1])
    is_same = (ours.stated, ours.low, ours.high) == (yours.stated, yours.low, yours.high)
    if is_same and one.relation == other.relation:
        return Outcome.AGREES if _rate_is_told(one, other) else Outcome.COMPATIBLE
    if one.is_hedged or other.is_hedged:
        return _hedged(one, other, ours, yours, mine, theirs)
    if one.is_exact_part or other.is_exact_part:
        is_near = abs(ours.stated - yours.stated) <= Fraction(1, 2)
        return (
            Outcome.AGREES
            if abs(ours.stated - yours.stated) < Fraction(1, 20)
            else (Outcome.COMPATIBLE if is_near else Outcome.CONFLICTS)
        )
    if mine != theirs:
        return Outcome.AGREES if _is_conversion(ours, yours, mine) else Outcome.CONFLICTS
    return Outcome.COMPATIBLE if ours.rounds_to(yours) else Outcome.CONFLICTS


def _rate_is_told(one: Quantity, other: Quantity) -> bool:
    return bool(one.per) == bool(other.per)


def _rates(one: Quantity, other: Quantity) -> tuple[Fraction, Fraction] | None:
    """By what to divide each value so that both are at one rate; None where the rates are of different kinds."""
    if one.per == other.per or not one.per or not other.per:
        return Fraction(1), Fraction(1)
    (kind, _, size), (other_kind, _, other_size) = one.per.rpartition(":"), other.per.rpartition(":")
    if kind != other_kind or not kind:
        return None
    return Fraction(size) / Fraction(other_size), Fraction(1)


@dataclass(frozen=True, slots=True)
class _Range:
    stated: Fraction
    low: Fraction | None
    high: Fraction | None
    step: Fraction

    @classmethod
    def of(cls, quantity: Quantity, reading: Reading, scale: Fraction) -> "_Range":
        low = None if quantity.low is None else reading.of(quantity.low) / scale
        high = None if quantity.high is None else reading.of(quantity.high) / scale
        if reading.factor < 0:
            low, high = high, low
        step = abs(quantity.step * reading.factor / scale)
        return cls(reading.of(quantity.stated) / scale, low, high, step)

    def overlaps(self, other: "_Range") -> bool:
        low = max((bound for bound in (self.low, other.low) if bound is not None), default=None)
        high = min((bound for bound in (self.high, other.high) if bound is not None), default=None)
        return low is None or high is None or low <= high

    def narrowed(self, relation: str) -> "_Range":
        """Half as wide around the value where "about" made it wide: two hedges do not add up."""
        if relation != "about":
            return self
        room = abs(self.stated) * ABOUT_WIDTH / 2
        return replace(self, low=self.stated - room, high=self.stated + room)

    def rounds_to(self, other: "_Range") -> bool:
        """True where one is the other written with fewer digits: 1.2 million and 1,234,567."""
        coarse, fine = (self, other) if self.step > other.step else (other, self)
        difference = abs(coarse.stated - fine.stated)
        return coarse.step > fine.step and difference <= min(coarse.step / 2, abs(fine.stated) * _ROUNDING_SHARE)


_STRICT = frozenset({"over", "under", "slightly_over", "nearly"})


def _hedged(one: Quantity, other: Quantity, ours: _Range, yours: _Range, mine: Reading, theirs: Reading) -> Outcome:
    is_same_number = mine != theirs and one.stated == other.stated != 0 and one.relation == other.relation
    if is_same_number and not _is_conversion(ours, yours, mine):
        return Outcome.CONFLICTS  # over 10 miles, over 10 kilometres
    if one.is_hedged and other.is_hedged:
        ours, yours = ours.narrowed(one.relation), yours.narrowed(other.relation)
        if one.relation == other.relation and one.relation in ("over", "under", "at_least", "at_most"):
            low, high = sorted((abs(ours.stated), abs(yours.stated)))
            return Outcome.CONFLICTS if high > low * _FARTHEST_BOUND else Outcome.COMPATIBLE
    if not ours.overlaps(yours):
        return Outcome.CONFLICTS
    if not _meet_at_a_bound(one, other, ours, yours):
        return Outcome.COMPATIBLE
    # "100,000 troops" is itself rounded: there may well be more than 100,000 of them.
    is_round = any(not side.is_hedged and side.step >= ROUND_STEP for side in (one, other))
    return Outcome.COMPATIBLE if is_round else Outcome.CONFLICTS


def _meet_at_a_bound(one: Quantity, other: Quantity, ours: _Range, yours: _Range) -> bool:
    """True where only one value satisfies both, and a "more than" or "nearly" leaves just that value out."""
    low = max((bound for bound in (ours.low, yours.low) if bound is not None), default=None)
    high = min((bound for bound in (ours.high, yours.high) if bound is not None), default=None)
    if low is None or low != high:
        return False
    return any(side.relation in _STRICT and span.stated == low for side, span in ((one, ours), (other, yours)))


def _is_conversion(ours: _Range, yours: _Range, reading: Reading) -> bool:
    difference = abs(ours.stated - yours.stated)
    if reading.dimension == "temperature":
        return difference <= _TEMPERATURE_TOLERANCE
    if reading.dimension in ("percent", "factor"):
        return difference <= Fraction(1, 100)
    if reading.dimension.startswith("money"):
        return False
    largest = max(abs(ours.stated), abs(yours.stated))
    if difference <= largest * _CONVERSION_TOLERANCE:
        return True
    return ours.rounds_to(yours) and difference <= largest * _ROUNDED_CONVERSION_TOLERANCE


def judge_telephones(one: Quantity, other: Quantity) -> Outcome | None:
    if not one.digits or not other.digits:
        return None
    mine, theirs = one.digits.lstrip("0"), other.digits.lstrip("0")
    shorter, longer = sorted((mine, theirs), key=len)
    return Outcome.AGREES if longer.endswith(shorter) and len(shorter) >= 6 else Outcome.CONFLICTS


def judge_tallies(mine: Frame, theirs: Frame, one: Quantity, other: Quantity) -> Outcome | None:
    if one.partner is None or other.partner is None:
        return None
    if sorted((one.stated, one.partner)) != sorted((other.stated, other.partner)):
        return Outcome.CONFLICTS
    is_swapped = mine.winners & theirs.losers or mine.losers & theirs.winners
    is_straight = mine.winners & theirs.winners or mine.losers & theirs.losers
    if is_swapped and not is_straight:
        return Outcome.CONFLICTS
    if (
        not is_straight
        and mine.direction * theirs.direction < 0
        and (one.stated, one.partner)
        == (
            other.stated,
            other.partner,
        )
    ):
        return Outcome.CONFLICTS  # "won 3-1", "lost 3-1"
    return Outcome.AGREES
