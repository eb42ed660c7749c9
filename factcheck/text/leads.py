"""Adverbial leads: whether a stretch before a comma leads in a clause ("In London", "Asked about it") or is one."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.clauses import has_clause, reads_as_present
from factcheck.text.cues import CUES
from factcheck.text.frame import WORD, Token
from factcheck.text.verbs import has_finite, is_finite_at, is_past

_CALENDAR = grammar.WEEKDAYS | grammar.MONTHS
_TIMES = grammar.TIME_NOUNS | _CALENDAR
_LONGEST_LEAD = 6  # words of "Later that day in the city"; a guess
_POINTING = frozenset("this that these those there here last next".split())
_KNOWING = frozenset("knowing realizing realising seeing feeling finding noticing hearing learning hoping".split())


def is_lead(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True if tokens[start:end], a stretch between commas, is an adverbial: "In London", "Last week", "However"."""
    words = [token.low for token in tokens[start:end] if token.kind == WORD]
    if not words:
        return True
    first = tokens[start]
    opener = next((word for word in words if word not in ("and", "but", "yet", "so", "only", "just", "even")), words[0])
    if counts(tokens, start):
        return tokens[end - 1].low in _TIMES and _main_verb(tokens, start, end) is None
    if opener in _POINTING and _points_at_subject(tokens, start, end):
        return False
    if opener in grammar.PREPOSITIONS or opener in grammar.SUBORDINATORS or opener in ("to", "not"):
        return True
    if opener in grammar.LEAD_WORDS or opener in grammar.TIME_OPENERS or opener.endswith("ly"):
        is_short = len(words) <= _LONGEST_LEAD or opener in grammar.TIME_OPENERS
        return is_short and not _leads_clause(tokens, start, end)
    if opener.endswith("ing") and _is_gerund_subject(tokens, start, end):
        return False
    is_participle = (
        opener.endswith("ing")
        or (is_past(opener) and (not first.is_capital or (len(words) > 1 and words[1] in grammar.PREPOSITIONS)))
        or opener in ("asked", "told", "given", "pressed")
    )
    has_name_second = start + 1 < end and tokens[start + 1].is_capital
    is_said = len(words) > 1 and words[1] in ("said", "says")
    if is_participle and not is_said and (first.is_lower or not has_name_second):
        return True
    return _ends_in_time(words) and not has_finite(tokens, start, end)


_COUNTING = frozenset("about around over under nearly almost".split())


def counts(tokens: Sequence[Token], at: int) -> bool:
    """True if a number of things begins at `at`: "about 35 jobs", "at least two men", "up to 300"."""
    if at + 2 >= len(tokens):
        return False
    first, second = tokens[at].low, tokens[at + 1]
    if (first, second.low) in (("at", "least"), ("at", "most"), ("up", "to"), ("more", "than"), ("fewer", "than")):
        return True
    return first in _COUNTING and second.text[0].isdigit() and tokens[at + 2].low not in _TIMES


def after_leads(tokens: Sequence[Token], start: int, end: int) -> int:
    """Position after the leads at `start` that commas close: of "the dam" in `On Monday, the dam was closed`."""
    while True:
        comma = next((at for at in range(start, end) if tokens[at].text == ","), None)
        if comma is None or not is_lead(tokens, start, comma):
            return start
        start = comma + 1


def _points_at_subject(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for "This is fine", "That mill is shut" and "This engine": the word belongs to a subject."""
    second = tokens[start + 1] if start + 1 < end else None
    if second is None or second.kind != WORD or (second.low in CUES and tokens[start].low == "that"):
        return False  # "That said, …"
    if is_finite_at(tokens, start + 1) or has_clause(tokens, start, end, strict=True):
        return True
    return tokens[start].low == "this" and not any(token.low in _TIMES for token in tokens[start:end])


def _leads_clause(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for "Early treatment is vital" and "Still the price is too high": no comma parts the word from a clause.

    A past form right after the word is a participle ("Recently married to Hall").
    """
    at = start + 1
    while at < end and tokens[at].low in grammar.ADVERBS:
        at += 1
    return at < end and not is_finite_at(tokens, at) and _main_verb(tokens, at, end) is not None


def _is_gerund_subject(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for "Cutting costs takes effort": the participle is what the clause is about.

    Not "Saying he was ill" and "Knowing the mill was shut", whose clause is what is said or known.
    """
    opener = tokens[start].low
    if opener in CUES or opener in _KNOWING:
        return False
    verb = _main_verb(tokens, start, end)
    return verb is not None and not any(token.low in grammar.SUBJECT_PRONOUNS for token in tokens[start:verb])


_BREAKS = grammar.SUBORDINATORS | grammar.RELATIVE_PRONOUNS


def _main_verb(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Position of the finite verb of the clause that begins at `start`; None where another clause opens first."""
    for at in range(start + 1, end):
        if tokens[at].kind != WORD or tokens[at].low in _BREAKS:
            return None
        if is_finite_at(tokens, at) or reads_as_present(tokens, at):
            return at
    return None


def _ends_in_time(words: Sequence[str]) -> bool:
    """True for "three days later" and "Sunday night", not for "Symptoms appear after seven days"."""
    opener = words[0]
    is_counted = opener in grammar.DETERMINERS and len(words) <= _LONGEST_LEAD
    opens = is_counted or opener in _TIMES or opener[0].isdigit() or len(words) == 1
    ends = words[-1] in _TIMES or words[-1] in ("later", "ago", "earlier")
    return ends and (opens or len(words) <= _SHORT_TIME)


_SHORT_TIME = 3  # words of "half an hour", "Christmas Day", "Eight months ago"
