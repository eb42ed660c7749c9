"""Passages of sources that bear on a claim: sentences that share its telling words, each with its signals.

Ranking only. Nothing here says whether a claim is true: the signals name what agrees, differs or is missing, the words
found in both and the words missing among them, and people judge.

The score is the share of the claim's concepts (`concepts`: stems, synonyms as one, figures as values), weighted by how
rare they are in the source (inverse document frequency, Spärck Jones 1972), that a sentence and its two neighbours
carry; the neighbours count for half.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from factcheck.text.concepts import Concept, find_concepts
from factcheck.text.sentences import find_paragraphs, find_sentences
from factcheck.text.signals import Signals, compare_claim
from factcheck.text.source import SourceText
from factcheck.text.spans import Span

# A sentence is shown when it carries this share of the claim's weight by itself or with its neighbours. Found on our
# own examples: below .3 most passages share a name and nothing else.
LEAST_SCORE = 0.3
LEAST_WORDS = 2
LEAST_NAMES = 3  # of a passage that shares nothing but names, "Vladimir Putin" being two
NEIGHBOUR_SHARE = 0.5
# Nobody repeats a claim of forty words within one sentence: what this many of its heaviest words weigh is enough for
# the full score. A guess, about the telling words of a sentence of twenty.
ENOUGH_WORDS = 9
# A figure or a name ties a passage to a claim more than another word as rare does. Guesses.
FIGURE_WEIGHT = 3.0
NAME_WEIGHT = 1.2
# Words `concepts` keeps for those who weigh what differs; they tell no passage from another.
_TELLING_NOTHING = frozenset(
    "however without whether after before against neither nor never not no up back like much many see take new de re"
    " also both such other instead".split()
)


@dataclass(frozen=True, slots=True)
class ClaimPassage:
    """A sentence of the source: its place, the share of the claim it carries (0 to 1), the signals between the two."""

    span: Span
    text: str
    score: float
    signals: Signals


_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A sentence of a source, before it is read word by word."""

    source: "EvidenceSource"
    number: int
    score: float


class EvidenceSource:
    """A source cut into sentences and read once, to be asked about many claims.

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

    @cached_property
    def _places(self) -> dict[str, set[int]]:
        """For each concept the numbers of the sentences that hold it."""
        places: defaultdict[str, set[int]] = defaultdict(set)
        for concept in find_concepts(self.source.text):
            places[concept.key].add(bisect_right(self._starts, concept.start) - 1)
        return dict(places)

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """For each concept how much it tells in this source."""
        sentences = len(self.sentences) + 1
        return {key: math.log(1 + sentences / (len(places) + 1)) for key, places in self._places.items()}

    def find(self, claim: str, most: int = 5, claimed_on: date | None = None) -> list[ClaimPassage]:
        """The passages that carry most of the claim's words, best first; equal scores stand in the source's order.

        `claimed_on`: the day the claim was published.
        """
        return [passage for _, passage in find_passages(claim, [self], most, claimed_on)]

    def rank(self, terms: Sequence[Concept], most: int) -> list[_Ranked]:
        """The sentences that bear on a claim of these concepts, best first."""
        weights = self._weights(terms)
        enough = sum(sorted(weights.values(), reverse=True)[:ENOUGH_WORDS])
        if not self.sentences or len(weights) < LEAST_WORDS or not enough:
            return []
        held = self._held(weights)
        figures = {term.key for term in terms if _ties(term)}
        plain = {term.key for term in terms if not term.is_name}
        ranked = []
        for number, own in held.items():
            if len(own) < LEAST_WORDS:
                continue
            near = (held.get(number - 1, _NOTHING) | held.get(number + 1, _NOTHING)) - own
            if len(own) + len(near) < LEAST_NAMES and own.isdisjoint(plain) and near.isdisjoint(plain):
                continue  # a name alone says that two texts have a person in common, not a statement
            carried = sum([weights[key] for key in own]) + NEIGHBOUR_SHARE * sum([weights[key] for key in near])
            score = carried / enough
            # The same figure bears on a claim, however long the claim is.
            if score >= LEAST_SCORE or not own.isdisjoint(figures):
                ranked.append(_Ranked(self, number, min(score, 1.0)))
        ranked.sort(key=lambda entry: (-entry.score, entry.number))
        return ranked[:most]

    def read(self, claim: str, ranked: _Ranked, claimed_on: date | None) -> ClaimPassage:
        """A ranked sentence with the signals between it and the claim."""
        span = self.sentences[ranked.number]
        text = self.source.text[span.start : span.end]
        return ClaimPassage(span, text, ranked.score, compare_claim(claim, text, claimed_on, self.written_on))

    def _weights(self, terms: Sequence[Concept]) -> dict[str, float]:
        """The claim's concepts with their weight. A word the source never uses weighs most: it is missing.

        A missing figure weighs no more than a missing word: a passage with another figure is one to be seen.
        """
        unknown = math.log(2 + len(self.sentences))
        weights = {}
        for term in terms:
            rarity = self._rarity.get(term.key)
            kind = FIGURE_WEIGHT if rarity and _ties(term) else NAME_WEIGHT if term.is_name else 1.0
            weights[term.key] = kind * (rarity or unknown)
        return weights

    def _held(self, weights: Mapping[str, float]) -> dict[int, set[str]]:
        """For each sentence that holds any of the concepts, which ones."""
        held: dict[int, set[str]] = {}
        for key in weights:
            for number in self._places.get(key, ()):
                if number in held:
                    held[number].add(key)
                else:
                    held[number] = {key}
        return held


def find_passages(
    claim: str, sources: Iterable[EvidenceSource], most: int = 5, claimed_on: date | None = None
) -> list[tuple[EvidenceSource, ClaimPassage]]:
    """The passages of all sources that bear on the claim, best first, each with its source.

    Equal scores stand in the order of the sources given, then of the text.
    """
    terms = telling_words(claim)
    ranked = [entry for source in sources for entry in source.rank(terms, most)]
    ranked.sort(key=lambda entry: -entry.score)
    return [(entry.source, entry.source.read(claim, entry, claimed_on)) for entry in ranked[:most]]


@lru_cache(maxsize=512)
def telling_words(claim: str) -> tuple[Concept, ...]:
    """The claim's concepts in order of place, each once: the words by which evidence for it is looked for."""
    terms: dict[str, Concept] = {}
    for concept in find_concepts(claim):
        is_bare = concept.key in _TELLING_NOTHING or concept.words.lower() in _TELLING_NOTHING
        if concept.is_figure or not is_bare:
            terms.setdefault(concept.key, concept)
    return tuple(terms.values())


def _ties(term: Concept) -> bool:
    """True for a figure of two digits or a share; "two sides" and "the first day" are in every text."""
    return term.is_figure and (term.key[0] == "%" or (term.key[0] == "=" and len(term.key) > len("=9")))
