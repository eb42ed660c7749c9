"""Whether two wordings make one claim: how much of what they speak of is the same, and what of it is not.

The score ranks. It never makes two claims one: that takes both a high score and no other number, date, name, place,
negation or direction (`claim_differences`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from factcheck.text.claim_differences import find_differences
from factcheck.text.claim_reading import ReadClaim, is_alike
from factcheck.text.difference import Difference

# Two claims without a telling difference are one from this score on. Found on benchmarks/near_claims.tsv: of its 133
# rewordings 115 have it; halves of two claims joined, which share as much, lose half of theirs against .42.
SAME_SCORE = 0.5
# Weights of how much of the asked claim is in the other and the other way round: what is asked matters more, as one
# wording may carry a clause the other leaves out.
_ASKED_SHARE, _OTHER_SHARE = 0.6, 0.4
# Words that look alike count, though less.
_ALIKE_CREDIT = 0.75


@dataclass(frozen=True, slots=True)
class Likeness:
    score: float
    same: bool
    differs: tuple[Difference, ...]


Weigh = Callable[[str], float]


def compare_claims(asked: ReadClaim, other: ReadClaim, weigh: Weigh = lambda key: 1.0) -> Likeness:
    """How alike the two are, from 0 to 1, whether they are one claim, and what differs, telling differences first."""
    score = score_claims(asked, other, weigh)
    differs = sorted(find_differences(asked, other), key=lambda difference: not difference.is_telling)
    same = score >= SAME_SCORE and not any(difference.is_telling for difference in differs)
    return Likeness(score, same, tuple(differs))


def score_claims(asked: ReadClaim, other: ReadClaim, weigh: Weigh = lambda key: 1.0) -> float:
    """How much of what each claim speaks of is in the other, from 0 to 1. `weigh`: how telling a concept is."""
    if not asked.keys or not other.keys:
        return 0.0
    return _ASKED_SHARE * _share(asked.keys, other.keys, weigh) + _OTHER_SHARE * _share(other.keys, asked.keys, weigh)


def _share(keys: set[str], others: set[str], weigh: Weigh) -> float:
    total = held = 0.0
    for key in keys:
        weight = weigh(key)
        total += weight
        if key in others:
            held += weight
        elif any(is_alike(key, each) for each in others if each[:1] == key[:1]):
            held += weight * _ALIKE_CREDIT
    return held / total if total else 0.0
