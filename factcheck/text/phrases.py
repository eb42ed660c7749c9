"""Noun phrases of a sentence: where one begins and ends, and whether it names somebody who can be quoted.

Works on tokens and closed word classes, without a parser.
"""

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.text import grammar
from factcheck.text.cue_reading import NOT_ADVERBS, is_adverb
from factcheck.text.frame import PUNCT, QUOTE, WORD, Token
from factcheck.text.leads import is_lead
from factcheck.text.places import is_place
from factcheck.text.verbs import has_finite, is_contracted_verb, is_finite_at, is_past


class Phrase(NamedTuple):
    """A half-open range of token positions."""

    start: int
    end: int


_QUESTION_WORDS = frozenset("what how why where when whose whom".split())
SIGNS_IN_NAMES = frozenset("&/$£€%'’@#+")
_MAX_SEGMENTS = 8


def phrase_ending(tokens: Sequence[Token], end: int, low_bound: int) -> Phrase | None:
    """The noun phrase that ends before token `end`."""
    last = tokens[end - 1]
    if last.low in grammar.SUBJECT_PRONOUNS or is_contracted_verb(last.low):
        return Phrase(end - 1, end)
    start = _walk_left(tokens, end, low_bound)
    if start >= end:
        return None
    opening = _without_lead(tokens, start, end, low_bound)
    return None if opening is None else Phrase(with_preceding_apposition(tokens, opening, low_bound), end)


_PERFORMERS = frozenset("star co-star host creator frontman frontwoman rapper showrunner".split())


def is_in_phrase(tokens: Sequence[Token], at: int) -> bool:
    """True for marked words inside a noun phrase: `the "Long Road" actor`, `Ahmed "the Fox" Khan`."""
    if tokens[at].kind != QUOTE or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    if before.is_capital and after.is_capital and before.low not in grammar.DETERMINERS:
        return True
    opens = before.low in grammar.DETERMINERS or before.low in grammar.POSSESSIVES or before.low == "former"
    people = grammar.ROLE_NOUNS | grammar.MALE_NOUNS | grammar.FEMALE_NOUNS | _PERFORMERS
    return opens and after.is_lower and after.low in people


def _walk_left(tokens: Sequence[Token], end: int, low_bound: int) -> int:
    at = end
    while at > low_bound:
        token = tokens[at - 1]
        if token.kind == QUOTE:
            if at >= end or at - 2 < low_bound or not is_in_phrase(tokens, at - 1):
                break
        elif token.kind == PUNCT:
            if token.text == ")":
                opening = _opening_bracket(tokens, at - 1, low_bound)
                if opening is None:
                    break
                at = opening
                continue
            if token.text not in SIGNS_IN_NAMES:
                break
        elif _bounds_phrase(tokens, at - 1, end, low_bound):
            if token.low in grammar.SUBJECT_PRONOUNS and at < end and tokens[at].low == "and":
                at -= 1  # "he and his wife"
            break
        at -= 1
    return at


def _opening_bracket(tokens: Sequence[Token], close: int, low_bound: int) -> int | None:
    for at in range(close - 1, max(low_bound, close - 12) - 1, -1):
        if tokens[at].text == "(":
            return at
    return None


def _bounds_phrase(tokens: Sequence[Token], at: int, end: int, low_bound: int) -> bool:
    """True if the word at `at` cannot stand inside the noun phrase that ends at `end`."""
    token = tokens[at]
    is_initial = at == low_bound or tokens[at - 1].kind != WORD
    if token.is_capital and not is_initial:
        return False
    low = token.low
    if low in grammar.SUBORDINATORS or low in grammar.RELATIVE_PRONOUNS or low in _QUESTION_WORDS:
        return True
    if low in grammar.COORDINATORS:
        return not (low == "and" and _joins_names(tokens, at, end, low_bound))
    if token.is_capital:
        return low in grammar.SUBJECT_PRONOUNS
    if low in grammar.SUBJECT_PRONOUNS or low in grammar.AUXILIARIES or is_contracted_verb(low):
        return True
    if not is_finite_at(tokens, at):
        return False
    before = tokens[at - 1] if at > low_bound else None
    is_adjective = (
        is_past(low)
        and before is not None
        and (
            before.low in grammar.DETERMINERS or before.low in grammar.POSSESSIVES or before.low.endswith(("'s", "ly"))
        )
    )
    return not is_adjective


def _joins_names(tokens: Sequence[Token], at: int, end: int, low_bound: int) -> bool:
    """True if "and" joins two halves of one subject: "Smith and Jones", "doctors and nurses", "the US and the UK"."""
    if at - 1 < low_bound or at + 1 >= end:
        return False
    left, right = tokens[at - 1], tokens[at + 1]
    if left.kind != WORD or right.kind != WORD or right.low in grammar.SUBJECT_PRONOUNS:
        return False
    start = at
    while start > low_bound and tokens[start - 1].kind == WORD and at - start < 8:
        start -= 1
        if tokens[start].is_lower and (is_finite_at(tokens, start) or tokens[start].low in grammar.SUBORDINATORS):
            return False
    if tokens[start].low in grammar.PREPOSITIONS:
        return False
    return left.is_capital == right.is_capital or right.low in grammar.DETERMINERS or left.low.endswith("s")


def _without_lead(tokens: Sequence[Token], start: int, end: int, low_bound: int) -> int | None:
    """Start of the phrase without "But", "Last week", "In London"; None if nothing is left."""
    while start < end and _is_lead(tokens, start, end):
        start += 1
    if start >= end:
        return None
    opener = tokens[start]
    if start + 1 == end and opener.is_capital and opener.low in grammar.TIME_OPENERS and opener.low not in _TIMES:
        return start  # `Early said`: nothing else can be the subject
    follows = tokens[start - 1] if start > low_bound else None
    if opener.is_capital and start + 1 == end and follows is not None and follows.kind == WORD:
        return start  # `but Early still says`: a name
    if opener.low in grammar.PREPOSITIONS or opener.low in grammar.TIME_OPENERS:
        return _second_phrase(tokens, start, end)
    if follows is not None and follows.low in ("after", "before", "since", "until"):
        second = _second_phrase(tokens, start - 1, end)
        return start if second is None else second
    return start


def _is_lead(tokens: Sequence[Token], at: int, end: int) -> bool:
    token = tokens[at]
    if token.kind != WORD or at + 1 >= end:
        return token.kind == PUNCT
    if token.low in ("first", "second", "third", "chief") and tokens[at + 1].is_capital:
        return False
    if token.low in ("so", "still", "then", "now", "yet", "once") and tokens[at + 1].low in ("many", "few", "prime"):
        return False
    if token.low == "once" and tokens[at + 1].kind == WORD and tokens[at + 1].low != "again":
        return False  # `Once the police left, the crowd …`
    return token.low in grammar.LEAD_WORDS or (
        token.low.endswith("ly") and token.low not in NOT_ADVERBS and not _is_name(tokens, at)
    )


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].is_capital and at > 0


_PHRASE_OPENERS = frozenset("the a an his her their its one some many".split()) | grammar.SUBJECT_PRONOUNS
# After these a capital goes on with the phrase before it: "former President", "minister Smith".
_TIED_TO_NAMES = frozenset("former president minister senator spokesman spokeswoman director de van of".split())
_CALENDAR = grammar.WEEKDAYS | grammar.MONTHS
_TIMES = grammar.TIME_NOUNS | _CALENDAR
_NO_BREAK = grammar.PREPOSITIONS | grammar.DETERMINERS
_NO_NAMES = grammar.WEEKDAYS | grammar.LEAD_WORDS


def _second_phrase(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Where a second noun phrase begins in tokens[start:end], which opens with a preposition or time word."""
    for at in range(start + 1, end):
        token, before = tokens[at], tokens[at - 1]
        if token.kind != WORD or before.kind != WORD or before.low in _NO_BREAK:
            continue
        if token.low in _PHRASE_OPENERS or (token.is_capital and _begins_name(token, before)):
            return at
        if token.is_lower and before.low in grammar.TIME_NOUNS and token.low not in grammar.PREPOSITIONS:
            return at
    return None


def _begins_name(token: Token, before: Token) -> bool:
    if token.low.rstrip(".") in grammar.HONORIFICS and before.is_capital:
        return True
    is_break = before.is_lower or before.low in _CALENDAR or before.text.isdigit()
    return is_break and token.low not in _CALENDAR and before.low not in _TIED_TO_NAMES


def _is_name_given(tokens: Sequence[Token], at: int) -> bool:
    """True for the marked name in `Cole, known as "the Fox", said` and `Cole, author of "Long Road", said`."""
    before = tokens[at - 1].low if at else ""
    if before == "as":
        return at > 1 and tokens[at - 2].low == "known"
    return before in ("of", "called", "nicknamed", "titled", "entitled", "dubbed")


def segments_left(tokens: Sequence[Token], end: int, low_bound: int) -> list[Phrase]:
    """Stretches between commas left of the comma at `end`, nearest first, up to another sign or quotation."""
    segments: list[Phrase] = []
    stop = end
    at = end
    while at > low_bound and len(segments) < _MAX_SEGMENTS:
        token = tokens[at - 1]
        is_stop = token.kind == PUNCT and token.text in ";:—–.!?"
        if is_stop or (token.kind == QUOTE and not _is_name_given(tokens, at - 1)):
            break
        if token.kind == PUNCT and token.text == ")":
            opening = _opening_bracket(tokens, at - 1, low_bound)
            if opening is not None:
                at = opening
                continue
        if token.text == ",":
            segments.append(Phrase(at, stop))
            stop = at - 1
        at -= 1
    segments.append(Phrase(at, stop))
    return [segment for segment in segments if segment.start < segment.end]


def is_lead_segment(tokens: Sequence[Token], segment: Phrase) -> bool:
    """True for an adverbial stretch before the subject: "In London", "Asked about it", "Last week", "However"."""
    return is_lead(tokens, segment.start, segment.end)


def with_preceding_apposition(tokens: Sequence[Token], start: int, low_bound: int) -> int:
    """Start of `the family's lawyer, John Smith` where the phrase found is the name."""
    if start - 2 < low_bound or tokens[start - 1].text != "," or not tokens[start].is_capital:
        return start
    segments = segments_left(tokens, start - 1, low_bound)
    if not segments:
        return start
    segment = segments[0]
    words = tokens[segment.start : segment.end]
    if len(segments) > 1 and not is_lead_segment(tokens, segments[1]) and not has_finite(tokens, *segments[1]):
        return start
    if is_lead_segment(tokens, segment) or has_finite(tokens, segment.start, segment.end) or is_place(words):
        return start
    roles = grammar.ROLE_NOUNS | grammar.MALE_NOUNS | grammar.FEMALE_NOUNS
    if not any(token.low in roles for token in words):
        return start
    opening = segment.start
    while opening < segment.end and _is_lead(tokens, opening, segment.end):
        opening += 1  # "But the union's lawyer, Ann Cole"
    return opening


def main_subject(tokens: Sequence[Token], low_bound: int, end: int) -> Phrase | None:
    """The first noun phrase of the clause tokens[low_bound:end], after its adverbial leads."""
    at = low_bound
    for _ in range(_MAX_SEGMENTS):
        while at < end and (_is_lead(tokens, at, end) or _opens_subordinate(tokens, at, end)):
            at += 1
        comma = next((position for position in range(at, end) if tokens[position].text == ","), None)
        if at >= end or comma is None or not is_lead_segment(tokens, Phrase(at, comma)):
            break
        at = comma + 1
    stop = at
    while stop < end and not _ends_first_phrase(tokens, stop, at):
        stop += 1
    if stop == at:
        return None
    start = _without_lead(tokens, at, stop, low_bound)
    return None if start is None else Phrase(start, stop)


def _opens_subordinate(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for "When" in `When Hall is quoted as saying`, whose clause no comma closes, and for "even the crowd"."""
    if at + 1 >= end:
        return False
    low = tokens[at].low
    if low == "even":
        return tokens[at + 1].low in grammar.DETERMINERS
    return low in _CLAUSE_OPENERS and not any(token.text == "," for token in tokens[at:end])


_CLAUSE_OPENERS = frozenset("when while if although though because since".split())


def _ends_first_phrase(tokens: Sequence[Token], at: int, start: int) -> bool:
    token = tokens[at]
    if token.kind == QUOTE:
        return at == start or not is_in_phrase(tokens, at)
    if token.kind == PUNCT:
        return token.text not in SIGNS_IN_NAMES
    if token.is_capital:
        return False
    if at > start and (tokens[at - 1].low in grammar.SUBJECT_PRONOUNS or is_adverb(token)):
        return True
    if token.low in grammar.RELATIVE_PRONOUNS or token.low in grammar.SUBORDINATORS or token.low in grammar.AUXILIARIES:
        return at > start or token.low != "that"
    return (
        at > start
        and is_finite_at(tokens, at)
        and not (is_past(token.low) and tokens[at - 1].low in grammar.DETERMINERS)
    )


def checked(tokens: Sequence[Token], phrase: Phrase | None) -> Phrase | None:
    """The phrase if it can speak, else None."""
    return phrase if phrase is not None and can_speak(tokens, phrase) else None


SPEAKING_NOUNS = (
    grammar.ROLE_NOUNS
    | grammar.ORGANISATION_NOUNS
    | grammar.MALE_NOUNS
    | grammar.FEMALE_NOUNS
    | grammar.INDEFINITE_SPEAKERS
)


def names_someone(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """True if the phrase holds a name, a pronoun or a noun for a person or an institution: "the agreement" does not."""
    return any(
        (word.is_capital and word.low not in _OPENERS)
        or word.low in _SPEAKING_PRONOUNS
        or word.low in SPEAKING_NOUNS
        or word.low.rstrip("s") in SPEAKING_NOUNS
        for word in tokens[phrase.start : phrase.end]
    )


_NEVER = frozenset("there here that this what it's there's which how".split())


_SPEAKING_PRONOUNS = frozenset("who one some many others most both another all each".split()) | grammar.SUBJECT_PRONOUNS
_OPENERS = grammar.DETERMINERS | grammar.PREPOSITIONS | grammar.LEAD_WORDS


def can_speak(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """True if the phrase names somebody or something that can be quoted."""
    words = [token for token in tokens[phrase.start : phrase.end] if token.kind == WORD]
    if not words:
        return False
    first = words[0].low
    if first[0] == "@" or first in _SPEAKING_PRONOUNS:
        return True
    if is_contracted_verb(first):
        return first.split("'")[0] in ("he", "she", "they")
    if first in _NEVER and len(words) == 1:
        return False
    if first in grammar.SUBORDINATORS and first != "that":
        return False  # "When his editors"
    if all(word.low in _TIMES or word.text.isdigit() for word in words):
        return False
    if any(word.is_capital and word.low not in _NO_NAMES for word in words[1:]):
        return True
    if words[0].is_capital and first not in _OPENERS:
        return True
    if any(word.low in SPEAKING_NOUNS or word.low.rstrip("s") in SPEAKING_NOUNS for word in words):
        return True
    if first in grammar.DETERMINERS or first in grammar.POSSESSIVES:
        return len(words) > 1
    return words[-1].low.endswith("s") and first not in grammar.PREPOSITIONS
