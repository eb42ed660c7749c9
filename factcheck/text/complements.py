"""The clause a verb of saying governs: where it begins, with "that" or at once."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.clauses import has_clause
from factcheck.text.cue_reading import FoundCue, is_adverb
from factcheck.text.cues import CUES
from factcheck.text.frame import PUNCT, QUOTE, WORD, Token
from factcheck.text.hearers import PLACES_OF_SAYING, after_adjuncts, after_hearer, opens_adjunct
from factcheck.text.leads import counts
from factcheck.text.verbs import is_finite_at, is_past

# `say`, `add` and their like report a clause whatever it begins with; these take a plain object as often.
_TAKES_OBJECT = frozenset("add claim maintain assert admit predict estimate".split())
_EXPLAINS = frozenset(
    "say tell explain reveal disclose recall recount know note indicate specify clarify mention announce report "
    "confirm state add".split()
)  # verbs that report "how", "why", "whether" clauses
_QUESTION_WORDS = frozenset("how why what where when whether who".split())
_THAT_REACH = 18


# A complement that begins so is no clause: "said so", "added to the plan", "said goodbye".
_NO_CLAUSE = frozenset(
    "to so no nothing goodbye yes and but or as by because when while according which after before".split()
)


def content_start(tokens: Sequence[Token], found: FoundCue, end: int) -> int | None:
    """Where the clause that the verb reports begins, hearer and adjuncts passed; None if it reports none."""
    after = found.at + 1
    if found.cue.base == "point":
        after += 1  # "points out"
    if found.cue.kind == "tell":
        after = after_hearer(tokens, after, end)
    marker = that_marker(tokens, after, end, is_told=found.cue.kind == "tell" and after > found.at + 1)
    if marker is not None:
        return marker
    begin, after = after, _reported_from(tokens, after, after_adjuncts(tokens, after, end), end)
    if after + 1 < end and tokens[after].text == ":":
        # `Hall said: the road is shut`, words without marks; `Correction added May 3: …` is none
        says = found.cue.base == "say" or after == found.at + 1
        return after + 1 if says and has_clause(tokens, after + 1, end, strict=False) else None
    if after >= end or tokens[after].kind != WORD:
        return None
    low = tokens[after].low
    if tokens[found.at - 1].kind == QUOTE and _is_speaker_only(tokens, after, end):
        return None  # `It "will hold," said Ann Cole, head of the port`
    if low in _AMOUNTS and found.cue.base == "say" and not has_clause(tokens, after, end, strict=True):
        return None  # "says very little, but", not "said much of it was lost"
    if low == "that" and (after > begin or _is_relative(tokens, after, end)):
        return None  # "responded to a report that fees will rise", "told an audience that included veterans"
    if low in _QUESTION_WORDS:
        is_clause = found.cue.base in _EXPLAINS and (found.cue.kind == "tell" or after == found.at + 1)
        return after if is_clause else None
    goes_on = has_clause(tokens, after, end, strict=True) or is_finite_at(tokens, after)
    if tokens[after - 1].text == "," and found.cue.base == "say" and not goes_on:
        return None  # `she said, her voice trailing off as she wept`
    is_aside = found.cue.base == "add" and tokens[found.at + 1].text == ","  # `Some, he adds, will never return`
    if found.mood == "participle" and not _hangs_on_clause(tokens, found.at):
        return None  # "the charging cable"
    is_counted = counts(tokens, after) or (low == "no" and has_clause(tokens, after, end, strict=True))
    is_led = found.cue.base == "say" and _starts_clause_later(tokens, after, end)  # "says while it is late, …"
    is_counted = is_counted or (found.cue.base == "say" and _dates_clause(tokens, after, end))
    is_topic = low in ("about", "of")  # "what they have said about it, they may regret"
    if low in grammar.PREPOSITIONS and not is_counted and (is_topic or not _starts_clause_later(tokens, after, end)):
        return None
    if (low in _NO_CLAUSE and not (is_counted or (is_led and low in _LEADING))) or (
        low in _RUMOURS and found.cue.kind != "say"
    ):
        return None  # "denied reports he was ill"
    takes_object = found.cue.kind == "that" or found.cue.base in _TAKES_OBJECT
    if low.endswith("ing") and (takes_object or tokens[after - 1].text == ","):
        return None  # "reported using it", `…, Graham said, offering an example`
    is_clause = has_clause(tokens, after, end, strict=_is_strict(found)) or _resumes_after_relative(tokens, found, end)
    if found.cue.base != "say" and not is_clause and not is_aside:
        return None
    return after


_TO_COME = frozenset("eventually ultimately tomorrow someday soon initially".split())
_ORDERED = frozenset("first second third next coming following".split())


def _reported_from(tokens: Sequence[Token], start: int, after: int, end: int) -> int:
    """Where the clause begins: `after` the adjuncts of the verb, or at `start` where these date what will be.

    `said eventually the bridge would be free`, `said in the first year members would get it`.
    """
    dates = any(
        token.low in _TO_COME or (token.low in _ORDERED and position > start)
        for position, token in enumerate(tokens[start:after], start=start)
    )
    if not dates or any(token.text == "," for token in tokens[start:after]):
        return after
    verb = next((at for at in range(after, end) if is_finite_at(tokens, at)), None)
    return start if verb is not None and tokens[verb].low in grammar.MODALS else after


_DATING = frozenset("by from until within in since".split())
_DATE_WORDS = 3  # of "the next spring" after its preposition


def _dates_clause(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for `by next spring the bridge would be open`: a date that opens the clause."""
    if tokens[at].low not in _DATING:
        return False
    for last in range(at + 1, min(end - 1, at + 1 + _DATE_WORDS)):
        if tokens[last].low in grammar.TIME_NOUNS or tokens[last].low in grammar.MONTHS or _is_year(tokens[last]):
            return has_clause(tokens, last + 1, end, strict=True)
        if tokens[last].kind != WORD:
            return False
    return False


def _is_year(token: Token) -> bool:
    return token.text.isdigit() and len(token.text) == len("2026")


_AMOUNTS = frozenset("little much more less enough very plenty".split())


def _is_speaker_only(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for "Ann Cole, head of the port" after a marked piece and its verb: no verb before the first break."""
    for at in range(start, end):
        token = tokens[at]
        if token.text in (",", ";", ":") or token.low in grammar.SUBORDINATORS or token.low in ("who", "which"):
            return at > start
        if is_finite_at(tokens, at):
            return False
    return True


def _hangs_on_clause(tokens: Sequence[Token], at: int) -> bool:
    """True if the participle opens an adjunct: after a comma, "by", "while" or "and"; not directly after a noun."""
    while at and is_adverb(tokens[at - 1]):
        at -= 1
    if not at or tokens[at - 1].kind != WORD:
        return True
    return tokens[at - 1].low in ("by", "while", "and", "after", "before", "in", "without") or CUES.get(
        tokens[at].low
    ) in (CUES["saying"], CUES["telling"])


def _is_strict(found: FoundCue) -> bool:
    """True for cues that also take a plain object: what follows must read as a clause at once."""
    return found.cue.kind == "that" or found.cue.base in _TAKES_OBJECT


def that_marker(tokens: Sequence[Token], start: int, end: int, *, is_told: bool = False) -> int | None:
    """Position of the "that" that opens the reported clause, with at most adjuncts before it.

    `is_told`: a hearer stands before, so a clause must follow (`told guests at the dinner that`).
    """
    for at in range(start, min(end, start + _THAT_REACH)):
        token = tokens[at]
        if token.low == "that" and token.kind == WORD:
            is_demonstrative = at == start and at + 1 < end and _is_demonstrative(tokens, at)
            if at > start and tokens[at - 1].low in grammar.PREPOSITIONS and tokens[at - 1].low != "out":
                is_adverb_of_time = at - 1 == start and tokens[start].low in ("before", "since")
                if not (is_adverb_of_time and at + 1 < end and _opens_subject(tokens[at + 1])):
                    return None  # "said of that plan", not "has said before that it may rain"
            explains = _explains_noun(tokens, at, start) and not (is_told and tokens[at - 1].low not in _IDEAS)
            return None if is_demonstrative or explains or _is_relative(tokens, at, end) else at
        if token.kind == QUOTE or (token.kind == PUNCT and token.text in ";:") or token.low == "including":
            return None
        if at == start and not opens_adjunct(token):
            return None
        if token.is_lower and is_finite_at(tokens, at) and token.text != "that":
            return None
    return None


def _opens_subject(token: Token) -> bool:
    opens = token.low in ("the", "a", "an") or token.low in grammar.POSSESSIVES
    return opens or token.is_capital or token.low in grammar.SUBJECT_PRONOUNS


def _is_relative(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for "that" in "reports that fell": its verb follows; in "that injured men had left" a subject does."""
    if at + 1 >= end or not (tokens[at + 1].is_lower and is_past(tokens[at + 1].low)):
        return False
    return not has_clause(tokens, at + 1, end, strict=True)


_LEADING = frozenset("while when because after before by".split())
_RELATIVE_START = 8  # tokens of "the boat in the harbour" before its "which"


def _resumes_after_relative(tokens: Sequence[Token], found: FoundCue, end: int) -> bool:
    """True for `reports the man who took the car, John Webb, was held`: after the relative clause its verb follows.

    Not where the verb of saying stands in a relative clause itself: `which announced a plan that failed, has …`.
    """
    if tokens[found.at - 1].low in grammar.RELATIVE_PRONOUNS:
        return False
    start = found.at + 1
    opens = [at for at in range(start + 1, min(end, start + _RELATIVE_START)) if tokens[at].low in ("who", "which")]
    if not opens or any(is_finite_at(tokens, at) for at in range(start, opens[0])):
        return False
    return any(
        tokens[at].text == "," and tokens[at + 1].low in grammar.AUXILIARIES for at in range(opens[0] + 2, end - 1)
    )


# Nouns that a "that" clause spells out: "told them of the fact that".
_IDEAS = frozenset(
    "fact point idea news claim claims report reports view belief hope fear condition grounds rumour rumor possibility "
    "chance danger risk evidence sign signs suggestion notion ground basis assumption extent".split()
)
_ANSWERED = frozenset("report statement letter email e-mail message speech tweet post memo news".split())
_RUMOURS = frozenset("reports claims allegations rumours rumors suggestions speculation charges".split())


def _explains_noun(tokens: Sequence[Token], at: int, start: int) -> bool:
    """True for "to the point that": the clause belongs to a noun, unless that is a place or time of saying."""
    if at - start < 2 or not tokens[at - 1].is_lower:
        return False
    answers = (
        at - start == 3 and tokens[start].low == "to" and tokens[at - 1].low in _ANSWERED
    )  # "responded to a report"
    if tokens[at - 1].low in PLACES_OF_SAYING and not answers:
        return False
    return tokens[at - 2].low in ("the", "a", "an", "this") or tokens[at - 2].low in grammar.PREPOSITIONS


def _is_demonstrative(tokens: Sequence[Token], at: int) -> bool:
    """True for "said that was wrong": a verb follows directly."""
    following = tokens[at + 1]
    return following.low in grammar.BE_FORMS or following.low in grammar.MODALS


def _starts_clause_later(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for `estimated by 2050, population would …`: an adverbial, a comma, then a clause."""
    for comma in range(at, min(end, at + 12)):
        if tokens[comma].text == ",":
            return comma + 1 < end and has_clause(tokens, comma + 1, end, strict=True)
    return False
