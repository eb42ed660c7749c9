"""Which statements of a sentence are denied: each negating word with the concepts it governs.

No parsing: a negation governs the few telling words after it within its clause. "Not" beside another statement than the
claim's says nothing of the claim.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.text.concepts import base_form, concept_of
from factcheck.text.lexicon import FUNCTION_WORDS, STRONG_NEGATORS
from factcheck.text.tokens import Token

_NEGATORS = STRONG_NEGATORS - {"hardly", "barely", "scarcely"}
# Verbs that deny what they govern: "failed to pay" is "did not pay".
_DENYING = frozenset("refuse deny fail decline".split())
_NO_NEGATION = {"not": {"only", "just", "least"}, "no": {"more", "less", "fewer", "doubt", "later", "matter"}}
# "It is not true that …" denies the clause that follows.
_TRUE = frozenset("true right correct case fact".split())
_AS_VERBS = frozenset("do does did have has had is are was were be been being will would".split())
_CLAUSE_ENDS = re.compile(r"[,;:.!?()–—]")
_CLAUSE_WORDS = frozenset(
    "but while whereas although though because which who when where said says told added reported".split()
)
_GOVERNED = 3  # telling words; of "not true that", twice as many
_UN = re.compile(r"un[a-z]{4,}")
_NO_UN = ("under", "unti", "unit", "uniq", "univ", "unio", "unif", "unle", "unde")


@dataclass(frozen=True, slots=True)
class Negation:
    """A negating word and the concepts it governs, in order."""

    words: str
    governed: tuple[str, ...]


def find_negations(text: str, tokens: Sequence[Token]) -> list[Negation]:
    """The negations of a text in order of place, those that deny nothing ("not only", "no doubt") left out."""
    return [negation for at in range(len(tokens)) for negation in _negations_at(text, tokens, at)]


def denied(negations: Sequence[Negation]) -> dict[str, str]:
    """The concepts denied, with the words that do so; what is denied twice is not denied."""
    counts = Counter(concept for negation in negations for concept in set(negation.governed))
    return {concept: negation.words for negation in negations for concept in negation.governed if counts[concept] % 2}


def _negations_at(text: str, tokens: Sequence[Token], at: int) -> Iterator[Negation]:
    key, word = tokens[at].key, text[tokens[at].start : tokens[at].end]
    if _UN.fullmatch(key) and not key.startswith(_NO_UN):
        yield Negation(word, (concept_of(key[2:]),))
    is_denial = bool({base_form(key), f"{base_form(key)}e"} & _DENYING)
    if key not in _NEGATORS and not is_denial:
        return
    following = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if following in _NO_NEGATION.get(key, ()):
        return
    governed = tuple(_governed(text, tokens, at + 1))
    if key == "no" and at and governed:
        governed = (*governed, *_before(tokens, at))  # "took no money"
    if governed:
        yield Negation(word if key != "no" or following != "longer" else f"{word} longer", governed)


def _governed(text: str, tokens: Sequence[Token], start: int) -> Iterator[str]:
    left = _GOVERNED
    for at in range(start, len(tokens)):
        token = tokens[at]
        if at > start and _CLAUSE_ENDS.search(text, tokens[at - 1].end, token.start):
            return
        if token.key in _CLAUSE_WORDS:
            return
        if token.key in _TRUE and left == _GOVERNED:
            left *= 2
            continue
        if token.key in FUNCTION_WORDS or token.key in _AS_VERBS or token.key in ("one", "1", "longer"):
            continue
        yield concept_of(token.key)
        if _UN.fullmatch(token.key) and not token.key.startswith(_NO_UN):
            yield concept_of(token.key[2:])
        left -= 1
        if not left:
            return


def _before(tokens: Sequence[Token], at: int) -> list[str]:
    key = tokens[at - 1].key
    return [] if key in FUNCTION_WORDS or key in _AS_VERBS else [concept_of(key)]
