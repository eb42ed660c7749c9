"""The clause a verb of saying governs: where it begins ("that", or at once) and where the reporter speaks again."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.clauses import has_clause
from factcheck.text.comments import comments_on_report
from factcheck.text.cue_reading import FoundCue, is_adverb, read_cue
from factcheck.text.cues import CUES
from factcheck.text.frame import PUNCT, QUOTE, WORD, Token
from factcheck.text.hearers import PLACES_OF_SAYING, after_adjuncts, after_hearer, opens_adjunct
from factcheck.text.leads import counts
from factcheck.text.outlets import outlet_at
from factcheck.text.reported import REPORTING
from factcheck.text.verbs import is_finite_at, is_past

# `say`, `add` and their like report a clause whatever it begins with; these take a plain object as often.
_TAKES_OBJECT = frozenset("add claim maintain assert admit predict estimate".split())
_EXPLAINS = frozenset(
    "say tell explain reveal disclose recall recount know note indicate specify clarify mention announce report "
    "confirm state add".split()
)  # verbs that report "how", "why", "whether" clauses
_QUESTION_WORDS = frozenset("how why what where when whether who".split())
_PERIOD_SIGNS = frozenset(";:")
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
    marker = that_marker(tokens, after, end)
    if marker is not None:
        return marker
    begin, after = after, after_adjuncts(tokens, after, end)
    if after + 1 < end and tokens[after].text == ":":
        # `Hall said: the road is shut`, words without marks; `Correction added May 3: …` is none
        says = found.cue.base == "say" or after == found.at + 1
        return after + 1 if says and has_clause(tokens, after + 1, end, strict=False) else None
    if after >= end or tokens[after].kind != WORD:
        return None
    low = tokens[after].low
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
    if low in grammar.PREPOSITIONS and not is_counted and not _starts_clause_later(tokens, after, end):
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


def that_marker(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Position of the "that" that opens the reported clause, with at most adjuncts before it."""
    for at in range(start, min(end, start + _THAT_REACH)):
        token = tokens[at]
        if token.low == "that" and token.kind == WORD:
            is_demonstrative = at == start and at + 1 < end and _is_demonstrative(tokens, at)
            if at > start and tokens[at - 1].low in grammar.PREPOSITIONS and tokens[at - 1].low != "out":
                return None  # "said of that plan"
            return (
                None if is_demonstrative or _is_relative(tokens, at, end) or _explains_noun(tokens, at, start) else at
            )
        if token.kind == QUOTE or (token.kind == PUNCT and token.text in ";:") or token.low == "including":
            return None
        if at == start and not opens_adjunct(token):
            return None
        if token.is_lower and is_finite_at(tokens, at) and token.text != "that":
            return None
    return None


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


_RESUMING = frozenset("but while although though whereas".split())


def content_end(tokens: Sequence[Token], start: int, end: int) -> int:
    """End of the reported clause: the sentence's end, or where the reporter speaks again."""
    for at in range(start + 1, end):
        token = tokens[at]
        if (
            token.kind == PUNCT
            and token.text in _PERIOD_SIGNS
            and tokens[at + 1 :]
            and tokens[at + 1].start > token.end
        ):
            return at
        if token.text == "," and at + 1 < end and (_reporter_resumes(tokens, at + 1) or _credits(tokens, at + 1, end)):
            return at
        if comments_on_report(tokens, start, at, end):
            return at
        if token.low in ("and", "but") and at + 1 < end and _is_reporting_verb(tokens, at + 1):
            return at
        if token.low in ("and", "but") and at + 3 < end and _says_on(tokens, at + 1):
            return at
        if token.low in _RESUMING and any(_is_other_report(tokens, verb) for verb in range(at + 2, min(end, at + 7))):
            return at - 1 if tokens[at - 1].text == "," else at
    return end


def _says_on(tokens: Sequence[Token], at: int) -> bool:
    """True for "he admits that" after "and": the same speaker's second report."""
    is_pronoun = tokens[at].low in ("he", "she", "they")
    return is_pronoun and tokens[at + 2].low == "that" and _is_reporting_verb(tokens, at + 1)


_CREDIT_REACH = 7  # tokens of `the Argus Leader newspaper reported on Friday` before its verb, and after it


def _credits(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for `…, CNN reported` at the end of the sentence: the channel, not what was said."""
    outlet = outlet_at(tokens, start)
    if outlet is None:
        return False
    for verb in range(outlet.end, min(end, outlet.end + _CREDIT_REACH)):
        found = read_cue(tokens, verb, start)
        if found is not None:
            return found.mood == "finite" and _ends_there(tokens, verb + 1, end)
    return False


def _ends_there(tokens: Sequence[Token], at: int, end: int) -> bool:
    return after_adjuncts(tokens, at, end) >= end


def _is_other_report(tokens: Sequence[Token], verb: int) -> bool:
    found = read_cue(tokens, verb)
    return found is not None and found.mood == "finite" and found.cue.kind in REPORTING


def _reporter_resumes(tokens: Sequence[Token], at: int) -> bool:
    cue = CUES.get(tokens[at].low)
    if cue is not None and cue.form == "ing":
        return True
    if tokens[at].low in ("and", "but"):
        return at + 1 < len(tokens) and _is_reporting_verb(tokens, at + 1)
    return tokens[at].low == "according"


def _is_reporting_verb(tokens: Sequence[Token], at: int) -> bool:
    while at < len(tokens) and is_adverb(tokens[at]):
        at += 1
    if at >= len(tokens):
        return False
    cue = CUES.get(tokens[at].low)
    if cue is None or cue.kind not in REPORTING:
        return False
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return cue.form == "past" or (cue.form != "ing" and (following == "that" or following in grammar.SUBJECT_PRONOUNS))
