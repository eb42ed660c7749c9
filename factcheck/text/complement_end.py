"""Where the clause that a verb of saying governs ends: at the sentence's end, or where the reporter speaks again."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.comments import comments_on_report
from factcheck.text.cue_reading import is_adverb, read_cue
from factcheck.text.cues import CUES
from factcheck.text.frame import PUNCT, Token
from factcheck.text.hearers import after_adjuncts
from factcheck.text.outlets import outlet_at
from factcheck.text.reported import REPORTING, THOUGHTS
from factcheck.text.subjects import subject_before
from factcheck.text.verbs import has_finite, is_past

_PERIOD_SIGNS = frozenset(";:")
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
            and not _goes_on_listing(tokens, at, end)
        ):
            return at
        if token.text == "," and at + 1 < end and (_reporter_resumes(tokens, at + 1) or _credits(tokens, at + 1, end)):
            return at
        if token.text == "," and at + 2 < end and _names_reporter(tokens, at + 1, end):
            return at
        if comments_on_report(tokens, start, at, end):
            return at
        if token.low in ("and", "but") and at + 1 < end and _is_reporting_verb(tokens, at + 1):
            return at
        if token.low in ("and", "but") and at + 3 < end and _says_on(tokens, at + 1):
            return at
        if token.low == "and" and at + 2 < end and _others_report(tokens, at + 1, end):
            return at - 1 if tokens[at - 1].text == "," else at
        if token.low in _RESUMING and any(_is_other_report(tokens, verb) for verb in range(at + 2, min(end, at + 7))):
            return at - 1 if tokens[at - 1].text == "," else at
    return end


def _goes_on_listing(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for the semicolon in `was picked or sold; eaten by birds; or left in the field`: no clause follows."""
    first = at + 2 if tokens[at + 1].low in ("and", "or") else at + 1
    if tokens[at].text != ";" or first >= end:
        return False
    stop = next((position for position in range(first, end) if tokens[position].text == ";"), end)
    opens = (is_past(tokens[first].low) or tokens[first].low == "been") and tokens[first].is_lower
    return opens or not (has_finite(tokens, first, stop) or any(token.low in CUES for token in tokens[first:stop]))


_REPORTER_REACH = 8  # tokens of "a spokesman for the port said" up to its verb


def _names_reporter(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for `…, a source said` at the end of the sentence: who passes the report on."""
    for verb in range(start + 1, min(end, start + _REPORTER_REACH)):
        found = read_cue(tokens, verb, start)
        if found is None:
            continue
        says = found.mood == "finite" and found.cue.kind in REPORTING and found.cue.base not in THOUGHTS
        if not says or tokens[start].low.endswith("ing") or not _ends_there(tokens, verb + 1, end):
            return False
        subject = subject_before(tokens, found, start)
        return subject is not None and subject.start == start
    return False


_OTHER_REACH = 7  # tokens of "the army's chief of staff said" up to its verb


def _others_report(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for `and the army said it was dry`: a report of its own, of somebody named anew."""
    if tokens[start].low in grammar.SUBJECT_PRONOUNS or tokens[start].low in ("that", "not"):
        return False
    for verb in range(start + 1, min(end - 1, start + _OTHER_REACH)):
        found = read_cue(tokens, verb, start)
        if found is None:
            continue
        if found.mood != "finite" or found.cue.base != "say" or found.cue.form == "base":
            return False
        subject = subject_before(tokens, found, start)
        return subject is not None and subject.start == start and not _ends_there(tokens, verb + 1, end)
    return False


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
