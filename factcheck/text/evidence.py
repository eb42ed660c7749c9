"""Passages of a source that bear on a claim: sentences that share its telling words, each with its signals.

Ranking only. Nothing here says whether a claim is true: the signals name what agrees, differs or is missing, in the
words of both texts, and people judge.

The score is the share of the claim's content words, weighted by how rare they are in the source (inverse document
frequency, Spärck Jones 1972), that a sentence and its two neighbours carry; the neighbours count for half.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from factcheck.text.lexicon import FUNCTION_WORDS
from factcheck.text.sentences import find_paragraphs, find_sentences
from factcheck.text.signals import Signals, compare_claim
from factcheck.text.source import SourceText
from factcheck.text.spans import Span
from factcheck.text.tokens import tokenize

# A word in more places than this tells two sentences of one source apart no better than "the" does.
MOST_PLACES = 400
# A sentence is shown when it carries this share of the claim's weight by itself or with its neighbours. Found on our
# own examples: below .3 most passages share a name and nothing else.
LEAST_SCORE = 0.3
LEAST_WORDS = 2
NEIGHBOUR_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class ClaimPassage:
    """A sentence of the source: its place, the share of the claim it carries (0 to 1), the signals between the two."""

    span: Span
    text: str
    score: float
    signals: Signals


class EvidenceSource:
    """A source cut into sentences once, to be asked about many claims.

    `written_on`: the day it was published; "last year" in it is then a year.
    """

    def __init__(self, source: SourceText, written_on: date | None = None) -> None:
        self.source = source
        self.written_on = written_on
        self.sentences = [
            sentence
            for paragraph in find_paragraphs(source.text)
            for sentence in find_sentences(source.text, paragraph.start, paragraph.end)
        ]
        self._starts = [sentence.start for sentence in self.sentences]

    def find(self, claim: str, most: int = 5, claimed_on: date | None = None) -> list[ClaimPassage]:
        """The passages that carry most of the claim's words, best first; equal scores stand in the source's order.

        `claimed_on`: the day the claim was published.
        """
        weights = self._weights(claim)
        total = sum(weights.values())
        if not self.sentences or len(weights) < LEAST_WORDS or total == 0:
            return []
        carried = self._carried(weights)
        figures = {key for key in weights if len(key) > 1 and key.isdigit()}
        scored = [
            (score, number)
            for number in carried
            if (score := self._score(number, carried, weights) / total) >= LEAST_SCORE
            or (score > 0 and carried[number] & figures)  # the same figure bears on a claim, however long the claim is
        ]
        scored.sort(key=lambda entry: (-entry[0], entry[1]))
        return [self._passage(claim, number, score, claimed_on) for score, number in scored[:most]]

    def _weights(self, claim: str) -> dict[str, float]:
        """The claim's content words with their weight. A word the source never uses weighs most: it is missing."""
        words = len(self.source) + 1
        keys = {token.key for token in tokenize(claim)} - FUNCTION_WORDS
        return {key: math.log(words / (len(self._places(key)) + 1)) for key in sorted(keys)}

    def _places(self, key: str) -> "list[int]":
        return list(self.source.places_of(self.source.encode([key])))

    def _carried(self, weights: dict[str, float]) -> dict[int, set[str]]:
        """For each sentence that holds any of the words, which ones."""
        carried: dict[int, set[str]] = defaultdict(set)
        for key in weights:
            for place in self._places(key)[:MOST_PLACES]:
                number = bisect_right(self._starts, self.source.start_of(place)) - 1
                if number >= 0:
                    carried[number].add(key)
        return carried

    def _score(self, number: int, carried: dict[int, set[str]], weights: dict[str, float]) -> float:
        own = carried[number]
        near = (carried.get(number - 1, set()) | carried.get(number + 1, set())) - own
        if len(own) < LEAST_WORDS:
            return 0.0
        return sum(weights[key] for key in own) + NEIGHBOUR_SHARE * sum(weights[key] for key in near)

    def _passage(self, claim: str, number: int, score: float, claimed_on: date | None) -> ClaimPassage:
        span = self.sentences[number]
        text = self.source.text[span.start : span.end]
        return ClaimPassage(span, text, min(score, 1.0), compare_claim(claim, text, claimed_on, self.written_on))
