"""How much a sentence wants checking: named features, each with a weight, summed by a logistic function.

For: figures, comparisons, dates, names, past events, attributed speech, legal and causal verbs. Against: opinion,
prediction, question, first-person feeling.
"""

import math
import re
from collections.abc import Iterator
from typing import NamedTuple


class Feature(NamedTuple):
    """A named sign of a checkable sentence, or of one that is not: pattern and weight (log odds)."""

    name: str
    weight: float
    pattern: re.Pattern[str]


class Sign(NamedTuple):
    """A feature found, with the words that carry it."""

    name: str
    words: str
    weight: float


def _any(words: str) -> str:
    return r"\b(?:" + "|".join(words.split()) + r")\b"


_BIAS = -1.2
_FEATURES = tuple(
    Feature(name, weight, re.compile(pattern, flags))
    for name, weight, pattern, flags in (
        (
            "figure",
            1.3,
            r"(?:[$£€]\s?)?\d[\d,.]*(?:\s?(?:%|percent|per cent|million|billion|trillion|thousand))?",
            re.I,
        ),
        (
            "number_word",
            0.7,
            _any(
                "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred hundreds thousand thousands million millions billion billions trillion half third quarter dozen dozens"
            ),
            re.I,
        ),
        (
            "unit",
            0.6,
            _any(
                "percent percentage dollars euros pounds miles kilometers kilometres acres tons tonnes barrels troops people jobs votes deaths cases years months"
            ),
            re.I,
        ),
        (
            "comparison",
            0.6,
            _any(
                "more less fewer higher lower largest smallest biggest highest lowest most least than double doubled tripled record increase increased decrease decreased rose fell grew dropped declined"
            ),
            re.I,
        ),
        (
            "date",
            0.5,
            _any(
                "january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday yesterday"
            )
            + r"|\b(?:1[5-9]|20)\d\d\b",
            re.I,
        ),
        ("name", 0.5, r"(?<=[a-z,;] )[A-Z][\w'’.-]*", 0),
        (
            "past_event",
            0.5,
            r"\b(?:was|were|had|did|voted|signed|passed|agreed|killed|said|told|announced|[a-z]{3,}ed)\b",
            0,
        ),
        (
            "present_perfect",
            0.4,
            r"\b(?:has|have|'ve|’ve)\s+(?:not\s+|never\s+|been\s+)?[a-z]+(?:ed|en|ne|wn|ought|ent)\b",
            re.I,
        ),
        (
            "legal_or_causal",
            0.5,
            _any(
                "law bill treaty agreement court act caused led resulted because due banned illegal required requires sentenced convicted charged sanctions tax taxes budget"
            ),
            re.I,
        ),
        ("state_of_affairs", 0.4, _any("is are includes consists holds leads posed contains"), 0),
        (
            "opinion",
            -0.8,
            _any(
                "should ought must believe think feel hope wish terrible great wonderful awful best worst wrong right"
            ),
            re.I,
        ),
        ("prediction", -0.7, _any("will would shall going may might could") + r"|'ll\b", re.I),
        ("question", -1.8, r"\?\s*[\"”’']?\s*$", 0),
        ("first_person", -0.7, r"\b(?:I|me|my|we|our|us)\b", 0),
        ("address", -0.8, _any("thank thanks you your please let"), re.I),
    )
)
_MAX_TEXT = 4000  # characters of a sentence that are looked at


def find_signs(sentence: str) -> Iterator[Sign]:
    """Features of the sentence in the order of the table, each once, with its first words."""
    for feature in _FEATURES:
        match = feature.pattern.search(sentence, 0, _MAX_TEXT)
        if match is not None:
            yield Sign(feature.name, match.group().strip(), feature.weight)


def worthiness(sentence: str) -> tuple[float, tuple[Sign, ...]]:
    """Score between 0 and 1 and the signs behind it, heaviest first."""
    signs = sorted(find_signs(sentence), key=lambda sign: -abs(sign.weight))
    return 1 / (1 + math.exp(-(_BIAS + sum(sign.weight for sign in signs)))), tuple(signs)
