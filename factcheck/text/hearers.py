"""What may stand between a verb of saying and what was said: the hearer, the day, the place."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.cue_reading import is_adverb
from factcheck.text.frame import WORD, Token
from factcheck.text.outlets import outlet_at
from factcheck.text.verbs import is_finite_at


def opens_adjunct(token: Token) -> bool:
    """True for a preposition, a day, a time, an adverb or a comma."""
    if token.low in grammar.PREPOSITIONS or token.low in grammar.WEEKDAYS or token.low in grammar.TIME_OPENERS:
        return True
    return is_adverb(token) or token.text == "," or token.low == "here" or _is_month(token)


def _is_month(token: Token) -> bool:
    return token.is_capital and token.low.rstrip(".") in grammar.MONTHS


def _date_end(tokens: Sequence[Token], at: int, end: int) -> int:
    """End of a bare date that begins at `at` ("Nov. 18", "18 May", "May 4, 2019,"), or `at`."""
    if at + 1 >= end:
        return at
    first, second = tokens[at], tokens[at + 1]
    is_date = (_is_month(first) and second.text.isdigit()) or (first.text.isdigit() and _is_month(second))
    if not is_date:
        return at
    at += 2
    year = at + 1 if at < end and tokens[at].text == "," else at
    return year + 1 if year < end and tokens[year].text.isdigit() and len(tokens[year].text) == _YEAR_DIGITS else at


_YEAR_DIGITS = 4


_HEARERS = frozenset("him her them us me it you reporters lawmakers investors parliament congress".split())


def after_hearer(tokens: Sequence[Token], at: int, end: int) -> int:
    """Position after the hearer of "told": a pronoun, an outlet, a name, "the court", "reporters"."""
    if at >= end:
        return at
    outlet = outlet_at(tokens, at)
    if outlet is not None:
        return _after_kind(tokens, outlet.end, end)
    if tokens[at].low in _HEARERS and tokens[at].text != "US":
        return at + 1
    stop = at
    if tokens[stop].low in grammar.DETERMINERS or tokens[stop].low in grammar.POSSESSIVES:
        stop += 1
    while stop < end and tokens[stop].kind == WORD and not _ends_hearer(tokens, stop, at):
        stop += 1
    return stop


_KINDS = frozenset("news agency newspaper radio television tv programme program network magazine".split())


def _after_kind(tokens: Sequence[Token], at: int, end: int) -> int:
    """Position after "news agency" in "told the AFP news agency"."""
    while at < end and tokens[at].low in _KINDS:
        at += 1
    return at


def _ends_hearer(tokens: Sequence[Token], at: int, start: int) -> bool:
    token = tokens[at]
    if (
        token.low in grammar.SUBJECT_PRONOUNS
        or token.low in grammar.PREPOSITIONS
        or token.low in ("that", "the", "a", "an", "how", "why")
    ):
        return at > start
    if token.low in grammar.POSSESSIVES or token.low in grammar.TIME_OPENERS or token.low in grammar.WEEKDAYS:
        return at > start
    if token.is_lower and token.low.rstrip("s") in grammar.ROLE_NOUNS:
        return False  # "told Acme executives he wants it"
    if at > start and token.is_lower and token.low in grammar.DETERMINERS:
        return True  # "told police four men"
    if token.is_lower and tokens[at - 1].is_capital and at + 1 < len(tokens) and tokens[at + 1].is_capital:
        return False  # "told US troops Mr Reid trained there"
    return (
        at > start and token.is_capital != tokens[at - 1].is_capital and tokens[at - 1].low not in grammar.DETERMINERS
    )


def after_adjuncts(tokens: Sequence[Token], at: int, end: int) -> int:
    """Position after "on Monday", "Tuesday", "in a statement", "to reporters" and a comma."""
    for _ in range(4):
        if at >= end:
            return at
        token = tokens[at]
        if (
            token.low in grammar.WEEKDAYS
            or token.low == "here"
            or (is_adverb(token) and token.low not in ("all", "both", "just", "only", "almost"))
            or token.text == ","
        ):
            at += 1
        elif (after_date := _date_end(tokens, at, end)) > at:
            at = after_date
        elif token.low in ("on", "last", "this", "in", "at", "to", "during", "late", "early") and _adjunct_end(
            tokens, at, end
        ):
            at = _adjunct_end(tokens, at, end)
        elif after_place := _place_end(tokens, at, end):
            at = after_place
        else:
            return at
    return at


_LONGEST_PLACE = 3  # words of "New South Wales"
_CLAUSE_SUBJECTS = grammar.SUBJECT_PRONOUNS | frozenset("the there his her its their a an".split())


def _place_end(tokens: Sequence[Token], at: int, end: int) -> int:
    """End of "in Oslo" and of "in remarks published" at `at`, where a clause or a further adjunct follows; else 0."""
    if tokens[at].low not in ("in", "at"):
        return 0
    if at + 3 < end and tokens[at + 1].low in PLACES_OF_SAYING and tokens[at + 2].low in _MADE_PUBLIC:
        return at + 3 if tokens[at + 3].low in ("on", "in") else 0
    stop = at + 1
    while stop < end and stop - at <= _LONGEST_PLACE and tokens[stop].is_capital:
        stop += 1
    return stop if at + 1 < stop < end and tokens[stop].low in _CLAUSE_SUBJECTS else 0


_MADE_PUBLIC = frozenset("published released posted aired broadcast printed made issued".split())


_ADJUNCT_NOUNS = frozenset(
    "statement interview email e-mail letter speech tweet news conference briefing reporters police officers "
    "jurors lawmakers parliament congress report memo filing meeting court testimony "
    "post message hearing week month year night day morning afternoon".split()
)
PLACES_OF_SAYING = (
    _ADJUNCT_NOUNS
    | grammar.TIME_NOUNS
    | frozenset(
        "time times phone telephone radio television tv text fax video writing private public interviews statements "
        "remarks comments speeches documents papers filings evidence part detail response reply turn investors "
        "analysts shareholders journalists newsmen voters residents customers employees staff media".split()
    )
)


def _adjunct_end(tokens: Sequence[Token], at: int, end: int) -> int:
    """End of a short adjunct that begins at `at`, or 0."""
    for stop in range(at + 1, min(end, at + 6)):
        low = tokens[stop].low
        if low in grammar.WEEKDAYS or (
            low in _ADJUNCT_NOUNS and not (stop + 1 < end and tokens[stop + 1].low in _ADJUNCT_NOUNS)
        ):
            return 0 if stop + 1 < end and tokens[stop + 1].low == "call" else stop + 1
        if tokens[stop].kind != WORD or is_finite_at(tokens, stop):
            return 0
    return 0
