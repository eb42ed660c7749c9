"""Where a noun phrase can begin: the check before a word after a quotation is read as its speaker."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.cue_reading import is_adverb
from factcheck.text.cues import CUES
from factcheck.text.frame import WORD, Token
from factcheck.text.verbs import is_finite_at

_MAX_ROLE_WORDS = 6  # "said assistant deputy public works director Ann Cole" has five
_NO_SUBJECT = frozenset("that this such no but and so when while as in on at after before if".split())
PHRASE_OPENERS = (
    grammar.DETERMINERS
    | grammar.POSSESSIVES
    | grammar.SUBJECT_PRONOUNS
    | grammar.INDEFINITE_SPEAKERS
    | grammar.ROLE_NOUNS
    | grammar.MALE_NOUNS
    | grammar.FEMALE_NOUNS
    | frozenset("former senior local state federal another campaign company government".split())
) - _NO_SUBJECT
_CLOSED_WORDS = (
    grammar.PREPOSITIONS
    | grammar.SUBORDINATORS
    | grammar.COORDINATORS
    | grammar.AUXILIARIES
    | grammar.ADVERBS
    | frozenset(("to", "which", "who", "not"))
)


def opens_phrase(tokens: Sequence[Token], at: int) -> bool:
    """True if a noun phrase can begin here."""
    if at >= len(tokens) or tokens[at].kind != WORD:
        return False
    token = tokens[at]
    if token.text[0] == "@":
        return True
    if token.text[0].isdigit():
        return "-" in token.text  # `wrote 43-year-old Martin Taylor`
    if token.is_capital:
        return token.low not in _NO_SUBJECT
    return token.low in PHRASE_OPENERS or token.low.rstrip("s") in grammar.ROLE_NOUNS


def may_open_phrase(tokens: Sequence[Token], at: int) -> bool:
    """True for a bare noun (`study author Ann Cole said`): no function word and no verb."""
    if at >= len(tokens) or not tokens[at].is_lower or is_finite_at(tokens, at):
        return False
    return tokens[at].low not in _CLOSED_WORDS and not tokens[at].low.endswith("ing")


def opens_with_role(tokens: Sequence[Token], at: int) -> bool:
    """True for bare nouns before a full name: `said city spokesman Tom Reed`."""
    if not may_open_phrase(tokens, at):
        return False
    stop = at
    while stop - at < _MAX_ROLE_WORDS and stop < len(tokens) and _is_role_word(tokens[stop]):
        stop += 1
    return stop > at and stop + 1 < len(tokens) and tokens[stop].is_capital and tokens[stop + 1].is_capital


def _is_role_word(token: Token) -> bool:
    """True for a word that may stand in a role ("works" in "public works director"): no function word, no cue."""
    return token.is_lower and token.low not in _CLOSED_WORDS and token.low not in CUES and not is_adverb(token)
