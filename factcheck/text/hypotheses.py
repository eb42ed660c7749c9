"""Readings of a printed quotation: what its brackets and ellipses may stand for.

The literal reading comes first: transcripts hold brackets and "..." themselves, and words found as printed need no
explanation. In the marked reading a free-standing bracket stands for any few recorded words and an ellipsis for a gap.
A bracket inside a word ("[W]e", "vote[s]") belongs to its word in both.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise

from factcheck.text.tokens import Token, tokenize

ELLIPSIS = re.compile(r"[\[(] ?(?:…|\. ?\. ?\.)(?: ?\.)? ?[\])]|\. ?… ?\.?|…(?: ?\.)?|\. ?\. ?\.(?: ?\.)?(?!\d)")
_BRACKET = re.compile(r"\[[^\[\]]{1,300}\]")


class GapKind(StrEnum):
    ELLIPSIS = "ellipsis"
    BRACKET = "bracket"


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where the quotation says that it departs from the record.

    `at`: index of the token that follows; `start`, `end`: the mark's characters in the quotation.
    """

    kind: GapKind
    at: int
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """Tokens to be found in the record, and the gaps admitted between them."""

    text: str
    tokens: tuple[Token, ...]
    gaps: tuple[Gap, ...] = ()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(token.key for token in self.tokens)

    @cached_property
    def segments(self) -> tuple[tuple[int, int], ...]:
        """Token ranges between the gaps, empty ones left out."""
        bounds = sorted({0, len(self.tokens), *(gap.at for gap in self.gaps)})
        return tuple((low, high) for low, high in pairwise(bounds) if low < high)

    def gaps_at(self, low: int, high: int) -> tuple[Gap, ...]:
        """Gaps that stand between the tokens `low - 1` and `high`, both ends included."""
        return tuple(gap for gap in self.gaps if low <= gap.at <= high)


@lru_cache(maxsize=128)  # one quotation is looked for in many sources
def readings(quotation: str) -> tuple[Reading, ...]:
    """The literal reading and, where the quotation has marks of its own, the marked one."""
    tokens = tuple(tokenize(quotation))
    literal = Reading(quotation, tokens)
    marks = list(_marks(quotation, tokens))
    if not marks:
        return (literal,)
    kept = [token for token in tokens if not any(start <= token.start < end for _, start, end in marks)]
    gaps = tuple(Gap(kind, sum(token.start < start for token in kept), start, end) for kind, start, end in marks)
    return literal, Reading(quotation, tuple(kept), gaps)


# A quotation with more marks than this is read with its first ones only: the work stays bounded.
_MOST_MARKS = 60


def _marks(quotation: str, tokens: tuple[Token, ...]) -> list[tuple[GapKind, int, int]]:
    marks = [(GapKind.ELLIPSIS, *found.span()) for found in _some(ELLIPSIS, quotation)]
    if "[" not in quotation:
        return marks
    inside_words = [(token.start, token.end) for token in tokens if "[" in quotation[token.start : token.end]]
    for found in _some(_BRACKET, quotation):
        start, end = found.span()
        is_elided = any(low <= start < high or start <= low < end for _, low, high in marks)
        if not is_elided and not any(low <= start < high for low, high in inside_words):
            marks.append((GapKind.BRACKET, start, end))
    return sorted(marks, key=lambda mark: mark[1])[:_MOST_MARKS]


def _some(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    found = []
    for match in pattern.finditer(text):
        found.append(match)
        if len(found) == _MOST_MARKS:
            break
    return found
