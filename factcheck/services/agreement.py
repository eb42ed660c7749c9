"""Two measures of small samples: how far two readers agree beyond chance, and how sure a share is. Plain arithmetic."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

Pair = tuple[str, str]

# The 97.5th percentile of the normal distribution: two-sided 95 %.
Z_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Interval:
    """A share with the bounds of its 95 % interval, all 0 to 1."""

    share: float
    low: float
    high: float


def cohen_kappa(readings: Mapping[Pair, int]) -> float | None:
    """Cohen's κ of two readers: 1 full agreement, 0 what chance would give, below 0 less than that.

    `readings` counts the pairs (what the first said, what the second said). None where it is not defined: without
    readings, and where both said the same one thing throughout, so that chance agrees fully too.
    Source: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20
    (1960).
    """
    total = sum(readings.values())
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (one, other), count in readings.items():
        first[one] += count
        second[other] += count
    by_chance = sum(first[said] * second[said] for said in first)  # times total squared
    if total == 0 or by_chance == total * total:
        return None
    agreed = sum(count for (one, other), count in readings.items() if one == other)
    return (agreed * total - by_chance) / (total * total - by_chance)


def one_against_rest(readings: Mapping[Pair, int], said: str) -> dict[Pair, int]:
    """The readings with every other answer taken together: what κ of a single status is reckoned from."""
    merged: Counter[Pair] = Counter()
    for (one, other), count in readings.items():
        merged[(str(one == said), str(other == said))] += count
    return dict(merged)


def wilson_interval(hits: int, total: int) -> Interval:
    """The share hits / total with its 95 % Wilson score interval, which holds for few cases and shares near 0 or 1.

    `total` is at least 1. Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927).
    """
    share, z2 = hits / total, Z_95 * Z_95
    middle = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = Z_95 / (1 + z2 / total) * math.sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    return Interval(share, max(middle - half, 0.0), min(middle + half, 1.0))
