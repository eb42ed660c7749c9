"""A claim read once, to be held against many: its concepts, figures and names, and which words are the same ones."""

from collections.abc import Sequence
from functools import cached_property, lru_cache

from rapidfuzz.distance import Prefix
from rapidfuzz.fuzz import ratio

from factcheck.text.concepts import Concept, find_concepts, is_place
from factcheck.text.figure_text import FigureText
from factcheck.text.first_names import FEMALE_NAMES, MALE_NAMES
from factcheck.text.tokens import Token, tokenize

# Words that look alike are nearly the same word: "autistic" for "autism".
ALIKE_LETTERS = 5
_ALIKE_RATIO, _ALIKE_SHARE = 82, 0.6


class ReadClaim:
    """A claim read once, to be held against many."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.concepts: Sequence[Concept] = find_concepts(text)
        self.keys = {concept.key for concept in self.concepts}

    @cached_property
    def tokens(self) -> list[Token]:
        return tokenize(self.text)

    @cached_property
    def figures(self) -> FigureText:
        return FigureText(self.text)

    @cached_property
    def has_figures(self) -> bool:
        return any(concept.is_figure or concept.key.startswith("month:") for concept in self.concepts)

    @cached_property
    def names(self) -> list[Concept]:
        """Concepts that are names: with a capital that nothing else explains."""
        capitals = [concept for concept in self.concepts if concept.is_name]
        words = [concept for concept in self.concepts if not concept.is_figure]
        is_headline = len(words) > _HEADLINE_WORDS and len(capitals) >= 0.8 * len(words)
        starts = _sentence_starts(self.text)
        followed = {concept.start for concept in capitals}
        return [
            concept
            for concept in capitals
            if is_place(concept.key)
            or concept.key in _FIRST_NAMES
            or (
                not is_headline
                and (concept.start not in starts or concept.end + 1 in followed or concept.words[1:].isupper())
            )
        ]


_HEADLINE_WORDS = 4
_FIRST_NAMES = MALE_NAMES | FEMALE_NAMES


def _sentence_starts(text: str) -> set[int]:
    starts = {len(text) - len(text.lstrip(" \"'“‘«("))}
    for at, letter in enumerate(text):
        if letter in ".!?:\n" and text[at + 1 : at + 2].isspace():
            starts.add(at + 1 + len(text[at + 1 :]) - len(text[at + 1 :].lstrip(" \n\"'“‘«(")))
    return starts


@lru_cache(maxsize=4096)
def read_claim(text: str) -> ReadClaim:
    """The claim read, once for all that are held against it."""
    return ReadClaim(text)


def is_alike(one: str, other: str) -> bool:
    """True for words that begin alike for most of their length, or have nearly the same letters: other forms and
    spellings. Places and names with a hyphen are one or another.
    """
    if len(one) < ALIKE_LETTERS or len(other) < ALIKE_LETTERS or not (one.isalpha() and other.isalpha()):
        return False
    if is_place(one) or is_place(other):
        return False
    beginning = Prefix.similarity(one, other)
    is_form = beginning >= max(ALIKE_LETTERS, _ALIKE_SHARE * max(len(one), len(other)))
    return is_form or ratio(one, other) >= _ALIKE_RATIO


def is_same_name(one: str, other: str) -> bool:
    """True for a name and its longer spelling: "zelensk", "zelenskyy"; not for Johnson and Johnston."""
    short, long = sorted((one, other), key=len)
    return one == other or (
        len(short) > ALIKE_LETTERS and long.startswith(short) and len(long) - len(short) <= 2 and not is_place(one)
    )
