"""Bounds of clauses in a sentence: whether a subject and a verb stand somewhere, where it begins, where it ends."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.cue_reading import is_adverb
from factcheck.text.cues import CUES
from factcheck.text.frame import PUNCT, QUOTE, WORD, Token
from factcheck.text.sentences import TERMINATORS
from factcheck.text.verbs import is_contracted_verb, is_finite_at


def end_of_sentence(tokens: Sequence[Token]) -> int:
    """Position after the last word; a bracket that belongs to an opening one stays."""
    end = len(tokens)
    while end and tokens[end - 1].kind == PUNCT and tokens[end - 1].text in _CLOSING:
        if tokens[end - 1].text == ")" and _has_its_opening(tokens):
            return end
        end -= 1
    return end


_CLOSING = TERMINATORS | frozenset((",", ";", ":", ")"))


def _has_its_opening(tokens: Sequence[Token]) -> bool:
    opened, closed = (sum(token.text == bracket for token in tokens) for bracket in "()")
    return tokens[0].text != "(" and opened >= closed


def clause_start(tokens: Sequence[Token], stop: int) -> int:
    """Where the clause that ends at `stop` begins: after a quotation, a semicolon, a dateline or a lead word."""
    for at in range(stop - 1, -1, -1):
        if tokens[at].text == ";" and not _lists_clauses(tokens, at, stop):
            return at + 1
        if tokens[at].kind == QUOTE and not _is_label(tokens, at):
            return at + 1
    start = after_dateline(tokens)
    while start < stop and (tokens[start].kind == PUNCT or tokens[start].low in ("and", "but", "meanwhile", "however")):
        start += 1
    return start


_LABEL_CHARACTERS = 30  # more than three words take, with their marks; a guess
_CALLING = frozenset("called named nicknamed dubbed titled entitled known".split())


def _is_label(tokens: Sequence[Token], at: int) -> bool:
    """True for a short name or label inside its clause: `the "Oak House" hall`, `called "Oak House"`."""
    if not at or at + 1 >= len(tokens) or tokens[at].end - tokens[at].start > _LABEL_CHARACTERS:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    is_named = before.low in _CALLING or (before.kind == WORD and before.low not in CUES and before.low != "that")
    return is_named and (before.low in _CALLING or after.kind == WORD) and after.low not in CUES


def _lists_clauses(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """True for both signs of `the fields flooded; the roads broke; and the mill closed, Cole said`."""
    later = [position for position in range(at, stop) if tokens[position].text == ";"]
    return tokens[later[-1] + 1].low in ("and", "or") and (
        len(later) > 1 or any(tokens[position].text == ";" for position in range(at))
    )


_DATELINE_REACH = 10


def after_dateline(tokens: Sequence[Token]) -> int:
    """Position after `DUBAI, United Arab Emirates (AP) —` at the head of a story, else 0."""
    first = tokens[0]
    if first.kind != WORD or len(first.text) < 3 or not first.text.isupper():
        return 0
    for at in range(1, min(len(tokens) - 1, _DATELINE_REACH)):
        if tokens[at].text in ("—", "–", "--", "-"):
            return at + 1
        if tokens[at].is_lower and is_finite_at(tokens, at):
            return 0
    return 0


_CLAUSE_REACH = 30
_CLAUSE_BREAKS = frozenset("that which who how why where and or but when while as after before until since".split())


def has_clause(tokens: Sequence[Token], at: int, end: int, *, strict: bool) -> bool:
    """True if a subject and a finite verb stand at `at`; if `strict`, nothing between may start another clause."""
    for position in range(at, min(end, at + _CLAUSE_REACH)):
        token = tokens[position]
        is_verb = is_finite_at(tokens, position) or reads_as_present(tokens, position)
        if position == at and (_is_subject_with_verb(token) or _is_pronoun_with_verb(tokens, at, end)):
            return True
        if position > at and token.kind == WORD and is_verb and not (strict and _describes_noun(tokens, position, end)):
            return True
        if token.kind == QUOTE:
            return not strict
        if token.low == "which":
            return False  # "maintained a policy which both have criticised"
        breaks = token.low in _CLAUSE_BREAKS or token.text in (",", ";", ":")
        if strict and breaks and not (position == at and token.low == "that"):
            return False
    return False


def _is_subject_with_verb(token: Token) -> bool:
    """True for "there's" and "they've": subject and verb in one word."""
    return is_contracted_verb(token.low) and not token.low.endswith("n't") and token.low not in ("what's", "who's")


def _is_pronoun_with_verb(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for "they train": after a pronoun that is never an object any open word is its verb."""
    if tokens[at].low not in ("he", "she", "they", "we") or at + 1 >= end or not tokens[at + 1].is_lower:
        return False
    following = tokens[at + 1].low
    return following not in grammar.COORDINATORS and following not in grammar.PREPOSITIONS


def _describes_noun(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for "integrated" in "announced a new integrated clinical system": a participle before its noun."""
    if not tokens[at].low.endswith("ed") or at + 1 >= end or not tokens[at + 1].is_lower:
        return False
    if tokens[at - 1].is_capital and not any(token.low in ("a", "an") for token in tokens[max(0, at - 4) : at]):
        return False  # "Anders helped carry a neighbour", not "a new North American integrated system"
    after = tokens[at + 1]
    is_closed = after.low in (
        grammar.PREPOSITIONS | grammar.DETERMINERS | grammar.POSSESSIVES | grammar.SUBORDINATORS | grammar.COORDINATORS
    )
    return not (is_closed or is_adverb(after) or after.low in ("to", "him", "her", "them", "it", "us", "me"))


_CLOSED_IN_S = (
    grammar.PREPOSITIONS | grammar.SUBORDINATORS | grammar.ADVERBS | grammar.DETERMINERS | grammar.POSSESSIVES
)


_OFTEN = frozenset("now also still often never always sometimes already usually rarely".split())


def reads_as_present(tokens: Sequence[Token], at: int) -> bool:
    """True for an unlisted "-s" verb between a noun and its object: "the firm owes it"."""
    token = tokens[at]
    if (
        not token.is_lower
        or not token.low.endswith("s")
        or token.low.endswith(("ss", "us", "is"))
        or token.low in _CLOSED_IN_S
        or at + 1 >= len(tokens)
    ):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    if before.low in _OFTEN and after.kind == WORD and at > 1 and tokens[at - 2].kind == WORD:
        return True  # "cancer now rivals heart disease"
    if (
        before.kind != WORD
        or before.low in grammar.DETERMINERS
        or before.low in grammar.PREPOSITIONS
        or before.low.endswith("s")
    ):
        return False
    return (
        (after.low in grammar.DETERMINERS and after.low != "that")
        or after.low in grammar.POSSESSIVES
        or after.low in ("him", "her", "it", "them", "no", "not")
    )
