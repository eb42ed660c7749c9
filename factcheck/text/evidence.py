"""Passages of a source that bear on a claim: sentences that share its telling words, each with its signals.

Ranking only. Nothing here says whether a claim is true: the signals name what agrees, differs or is missing, in the
words of both texts, and people judge.

The score is the share of the claim's concepts (its content words without their endings, synonyms as one), weighted by
how rare they are in the source (inverse document frequency, Spärck Jones 1972), that a sentence and its two neighbours
carry; the neighbours count for half. Which words of the claim a passage lacks is one of its signals, so that a passage
that only looks like the claim says so.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from factcheck.text.concepts import concept_of
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
LEAST_SCORE_OF_MANY = 0.2
LEAST_WORDS, MANY_WORDS = 2, 5
NEIGHBOUR_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class ClaimPassage:
    """A sentence of the source: its place, the share of the claim it carries (0 to 1), the signals between the two."""

    span: Span
    text: str
    score: float
    signals: Signals


@lru_cache(maxsize=512)
def _concepts_of(claim: str) -> list[str]:
    """The concepts of a claim's content words, in one order. A claim is looked for in many sources."""
    return sorted({concept_of(key) for key in {token.key for token in tokenize(claim)} - FUNCTION_WORDS})


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
        places = {concept: self._places(concept) for concept in _concepts_of(claim)}
        # A concept the source never speaks of weighs most: it is missing.
        words = len(self.source) + 1
        weights = {concept: math.log(words / (len(held) + 1)) for concept, held in places.items()}
        total = sum(weights.values())
        if not self.sentences or len(weights) < LEAST_WORDS or total == 0:
            return []
        carried = self._carried(places)
        figures = {concept for concept in weights if len(concept) > 1 and concept.isdigit()}
        scored = [
            (score, number)
            for number in carried
            if (score := self._score(number, carried, weights) / total) >= LEAST_SCORE
            # However long the claim is, the same figure bears on it, and so do many of its words in one sentence.
            or (score > 0 and carried[number] & figures)
            or (score >= LEAST_SCORE_OF_MANY and len(carried[number]) >= MANY_WORDS)
        ]
        scored.sort(key=lambda entry: (-entry[0], entry[1]))
        return [self._passage(claim, number, score, claimed_on) for score, number in scored[:most]]

    @cached_property
    def _codes(self) -> dict[str, list[str]]:
        """The codes of the source's words by the concept they stand for."""
        codes: dict[str, list[str]] = defaultdict(list)
        for word, code, _ in self.source.words():
            if word not in FUNCTION_WORDS:
                codes[concept_of(word)].append(code)
        return codes

    def _places(self, concept: str) -> Sequence[int]:
        """Indices of the words that stand for the concept, ascending."""
        codes = self._codes.get(concept, ())
        if len(codes) == 1:
            return self.source.places_of(codes[0])
        return sorted(place for code in codes for place in self.source.places_of(code))

    def _carried(self, places: Mapping[str, Sequence[int]]) -> dict[int, set[str]]:
        """For each sentence that holds any of the concepts, which ones."""
        carried: dict[int, set[str]] = defaultdict(set)
        for concept, held in places.items():
            for place in held[:MOST_PLACES]:
                number = bisect_right(self._starts, self.source.start_of(place)) - 1
                if number >= 0:
                    carried[number].add(concept)
        return carried

    def _score(self, number: int, carried: dict[int, set[str]], weights: dict[str, float]) -> float:
        own = carried[number]
        if len(own) < LEAST_WORDS:
            return 0.0
        near = (carried.get(number - 1, set()) | carried.get(number + 1, set())) - own
        return sum(weights[key] for key in own) + NEIGHBOUR_SHARE * sum(weights[key] for key in near)

    def _passage(self, claim: str, number: int, score: float, claimed_on: date | None) -> ClaimPassage:
        span = self.sentences[number]
        text = self.source.text[span.start : span.end]
        return ClaimPassage(span, text, min(score, 1.0), compare_claim(claim, text, claimed_on, self.written_on))
