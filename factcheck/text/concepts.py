"""What a claim speaks of: its words without their endings, synonyms as one, figures as values, places as one name.

Two wordings of a claim have most concepts in common. Only for finding and ranking: what differs,
`claim_differences` says.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from factcheck.text.figure_lexicon import IRREGULAR_PLURALS
from factcheck.text.figures import is_numeric, read_figure
from factcheck.text.irregular_verbs import PAST_OF
from factcheck.text.lexicon import ATTRIBUTIONS, FUNCTION_WORDS, HEDGES, MONTHS, SCALES, TITLES, WEEKDAYS
from factcheck.text.synonyms import GROUPS, NICKNAMES, PHRASES, PLACES
from factcheck.text.tokens import Token, tokenize

_PRESENT_OF = {past: present for present, pasts in PAST_OF.items() for past in pasts}
# Words of any claim; they tell nothing. Not the ones that `claim_turns` weighs, such as negations.
_PLAIN = (
    (FUNCTION_WORDS | ATTRIBUTIONS | HEDGES)
    - {"fail", "plan", "up", "under", "try", "want", "aim"}
    - frozenset(word for word in ("most", "before", "after", "against", "below", "above"))
) | frozenset("there be thing way even still ever according much via amid among around toward".split())
# The phrases that begin with a word, the longest first.
_PHRASES_FROM: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _phrase, _concept in sorted(PHRASES.items(), key=lambda entry: -len(entry[0])):
    _PHRASES_FROM.setdefault(_phrase[0], []).append((_phrase, _concept))
_ENDINGS = (
    "ization isation ational iveness fulness ousness ations ation ition ments ment ness ities ity ances ance ences ence"
    " able ible ious eous ous ive ical ally al ly ic er or ist ism ful ship hood"
).split()
_SHORTEST_STEM = 4
_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"([bdfgmnprt])\1$")


@dataclass(frozen=True, slots=True)
class Concept:
    """`key` is the concept; `text[start:end]` the words it was read from.

    `is_name`: written with a capital as names are. `is_figure`: the key is a value.
    """

    key: str
    start: int
    end: int
    words: str
    is_name: bool = False
    is_figure: bool = False


def find_concepts(text: str) -> list[Concept]:
    """The concepts of a text in order of place, repeated ones repeated."""
    tokens = _joined(tokenize(text))
    concepts: list[Concept] = []
    at = 0
    while at < len(tokens):
        length, key = _phrase_at(tokens, at)
        if share := _share_at(tokens, at):
            concepts.append(_valued(text, tokens, at, share))
            at = share.end
        elif length:
            concepts.extend(_made(text, tokens, at, at + length, part) for part in key.split())
            at += length
        elif end := _figure_end(text, tokens, at):
            concepts.append(_figure(text, tokens, at, end))
            at = end
        else:
            key, word = tokens[at].key, text[tokens[at].start : tokens[at].end]
            if key in MONTHS and word[:1].isupper():
                concepts.append(Concept(f"month:{key}", tokens[at].start, tokens[at].end, word))
            elif _tells(key, word):
                concepts.append(_made(text, tokens, at, at + 1, concept_of(key)))
            at += 1
    return concepts


def _joined(tokens: list[Token]) -> list[Token]:
    """The tokens with "per cent" as one."""
    joined: list[Token] = []
    for token in tokens:
        if token.key == "cent" and joined and joined[-1].key == "per":
            token = Token(joined.pop().start, token.end, "percent")
        joined.append(token)
    return joined


@lru_cache(maxsize=1 << 15)
def concept_of(key: str) -> str:
    """The concept of one word: of a place its name, of a synonym the first of its group, else its stem."""
    if key in PLACES:
        return PLACES[key]
    base = base_form(key)
    for form in _forms(base):
        if form in _concepts():
            return _concepts()[form]
    return _stem(base)


def _forms(base: str) -> Iterator[str]:
    """The word, and what it may be made of: "increasingly" of "increase", "hotter" of "hot"."""
    yield base
    if base.endswith("ly") and len(base) > _SHORTEST_STEM + 2:
        yield base_form(base[:-2])
    for ending in ("er", "est"):
        if base.endswith(ending) and len(base) > len(ending) + 2:
            yield _DOUBLED.sub(r"\1", base.removesuffix(ending))
            yield base.removesuffix(ending) + "e"
    yield _stem(base)


def number_of_concept(key: str) -> int:
    """A signed 32-bit number for a concept, the same in every process and release."""
    value = zlib.crc32(key.encode())
    return value - (1 << 32) if value >= 1 << 31 else value


@lru_cache(maxsize=1 << 15)
def base_form(key: str) -> str:
    """The word without its inflection: "rose" and "rising" are "rise", "cities" is "city"."""
    if key in _PRESENT_OF:
        return _PRESENT_OF[key]
    if key in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[key]
    if not key.isalpha() or len(key) < 4:
        return key
    if key.endswith("ies") and len(key) > 4:
        return f"{key[:-3]}y"
    if key.endswith(("sses", "ches", "shes", "xes", "zes")):
        return key[:-2]
    if key.endswith("s") and not key.endswith(("ss", "us", "is")):
        return base_form(key[:-1]) if key.endswith("ings") else key[:-1]
    if key.endswith("ied") and len(key) > 4:
        return f"{key[:-3]}y"
    for ending in ("ing", "ed"):
        stem = key.removesuffix(ending)
        if stem != key and len(stem) > 2 and _VOWEL.search(stem):
            return _DOUBLED.sub(r"\1", stem)
    return key


@lru_cache(maxsize=1)
def _concepts() -> dict[str, str]:
    """Base forms and stems of the words of each group, to the group's name; the first group with a word keeps it."""
    concepts: dict[str, str] = {}
    for group in GROUPS:
        for word in group:
            concepts.setdefault(word, group[0])
            concepts.setdefault(base_form(word), group[0])
    for group in GROUPS:
        for word in group:
            concepts.setdefault(_stem(base_form(word)), group[0])
    return concepts


@lru_cache(maxsize=1 << 15)
def _stem(base: str) -> str:
    for ending in _ENDINGS:
        if base.endswith(ending) and len(base) - len(ending) >= _SHORTEST_STEM:
            base = base[: -len(ending)]
            break
    return base.rstrip("eiy") if len(base) > _SHORTEST_STEM else base


def _phrase_at(tokens: list[Token], at: int) -> tuple[int, str]:
    phrases = _PHRASES_FROM.get(tokens[at].key)
    if not phrases:
        return 0, ""
    following = tuple([token.key for token in tokens[at : at + len(phrases[0][0])]])  # the longest comes first
    for phrase, concept in phrases:
        if following[: len(phrase)] == phrase:
            return len(phrase), concept
    return 0, ""


_ENDS_FIGURE = re.compile(r"[.;:!?()\n]")


def _figure_end(text: str, tokens: list[Token], at: int) -> int:
    """Behind the tokens from `at` that state one figure; 0 where none begins. No figure goes on after a stop."""
    end = at
    while end < len(tokens) and is_numeric(tokens[end].key):
        if end > at and _ENDS_FIGURE.search(text, tokens[end - 1].end, tokens[end].start):
            break
        end += 1
    while end > at:
        if read_figure([token.key for token in tokens[at:end]]) is not None:
            return end
        end -= 1
    return 0


def _figure(text: str, tokens: list[Token], at: int, end: int) -> Concept:
    figure = read_figure([token.key for token in tokens[at:end]])
    assert figure is not None
    concept = _valued(text, tokens, at, _Value(end, figure.value, figure.unit == "percent"))
    return replace(concept, key=f"#{figure.value}") if figure.unit == "ordinal" else concept


@dataclass(frozen=True, slots=True)
class _Value:
    """A value said with the tokens up to `end`."""

    end: int
    value: Decimal
    is_percent: bool


def _valued(text: str, tokens: list[Token], at: int, value: _Value) -> Concept:
    start, stop = tokens[at].start, tokens[value.end - 1].end
    rounded = round(value.value, 1 if value.is_percent else 4)
    written = f"{rounded.normalize():f}" if abs(rounded) < 10**18 else str(rounded)
    return Concept(f"{'%' if value.is_percent else '='}{written}", start, stop, text[start:stop], is_figure=True)


def _share_at(tokens: list[Token], at: int) -> _Value | None:
    """A part of a whole in words: "one in five", "two thirds", "a fifth of", "half", and "half a million"."""
    first = tokens[at].key
    if first not in ("half", "a") and not first.isdigit():
        return None
    keys = [token.key for token in tokens[at : at + 4]]
    if years := _years_at(keys):
        return _Value(at + years[0], years[1], False)
    if keys[0] == "half":
        if keys[1:2] == ["a"] and len(keys) > 2 and keys[2] in SCALES:
            return _Value(at + 3, Decimal(SCALES[keys[2]]) / 2, False)
        return _Value(at + 1, Decimal(50), True)
    count = 1 if keys[0] == "a" else int(keys[0]) if keys[0].isdigit() and len(keys[0]) < 4 else 0
    if not count or len(keys) < 2:
        return None
    if keys[0] != "a" and keys[1] == "in" and len(keys) > 2 and keys[2].isdigit() and count < int(keys[2]) <= 1000:
        return _Value(at + 3, Decimal(100 * count) / int(keys[2]), True)
    if keys[0] != "a" and keys[1:3] == ["out", "of"] and len(keys) > 3 and keys[3].isdigit() and count < int(keys[3]):
        return _Value(at + 4, Decimal(100 * count) / int(keys[3]), True)
    if parts := _PARTS.get(keys[1]):
        is_share = keys[1].endswith("s") or keys[0] == "1" or keys[2:3] == ["of"] or keys[1] == "quarter"
        return _Value(at + 2, Decimal(100 * count) / parts, True) if is_share and count < parts else None
    return None


_SPANS = {"decade": 10, "decades": 10, "century": 100, "centuries": 100}


def _years_at(keys: list[str]) -> tuple[int, Decimal] | None:
    """How many words say a number of decades or centuries, and how many years that is."""
    if keys[:2] == ["half", "a"] and keys[2:3] == ["century"]:
        return 3, Decimal(50)
    if len(keys) > 1 and keys[1] in _SPANS and (keys[0] == "a" or (keys[0].isdigit() and len(keys[0]) < 3)):
        return 2, Decimal(_SPANS[keys[1]]) * (1 if keys[0] == "a" else int(keys[0]))
    return None


_PARTS = {"third": 3, "3rd": 3, "thirds": 3, "quarter": 4, "quarters": 4} | {
    form: number
    for number, word in enumerate("fifth sixth seventh eighth ninth tenth".split(), start=5)
    for form in (word, f"{word}s", f"{number}th")
}


def _tells(key: str, word: str) -> bool:
    if key in PLACES and word[:1].isupper():
        return True
    return key not in _PLAIN and (key.isalnum() or "-" in key or "." in key) and (len(key) > 1 or key.isdigit())


def _made(text: str, tokens: list[Token], at: int, end: int, key: str) -> Concept:
    start, stop = tokens[at].start, tokens[end - 1].end
    words = text[start:stop]
    is_name = words[:1].isupper() and not _is_plain_capital(tokens[at].key)
    if words == "LA":
        key = "los-angeles"
    if is_name and key in NICKNAMES:
        key = NICKNAMES[key]
    return Concept(key, start, stop, words, is_name=is_name or key in _PLACE_NAMES)


_PLACE_NAMES = frozenset(PLACES.values())


def _is_plain_capital(key: str) -> bool:
    return key in TITLES or key in MONTHS or key in WEEKDAYS or key in _PLAIN


def is_place(key: str) -> bool:
    """True for the concept of a place that is listed."""
    return key in _PLACE_NAMES
