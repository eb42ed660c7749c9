"""Reported speech whose clause comes first: `clause, said NP` and `clause, NP said`."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.clauses import clause_start, end_of_sentence, has_clause
from factcheck.text.complements import that_marker
from factcheck.text.cue_reading import FoundCue
from factcheck.text.frame import PUNCT, QUOTE, Sentence, Token
from factcheck.text.hearers import after_adjuncts
from factcheck.text.leads import after_leads, is_lead
from factcheck.text.phrases import Phrase, is_lead_segment, names_someone
from factcheck.text.reported import DENYING, MIN_CONTENT, Reported
from factcheck.text.subjects import subject_after
from factcheck.text.verbs import has_finite, is_finite_at, is_past

_INVERTING = frozenset("say add warn write note announce".split())  # `clause, said NP`; "…, reported losses" is none
_INVERTING_NAMES = frozenset("report explain argue claim insist suggest".split())  # `clause, reports NAME.`


def read_inverted(sentence: Sentence, found: FoundCue) -> Reported | None:
    """`clause, said NP`: a comma before the verb, a speaker and no clause after it."""
    tokens = sentence.tokens
    if found.mood != "finite" or found.at < 3 or tokens[found.at - 1].text != ",":
        return None
    subject = subject_after(tokens, found.at + 1, len(tokens))
    if subject is None or not names_someone(tokens, subject):
        return None
    names_last = tokens[subject.start].is_capital and subject.end >= end_of_sentence(tokens)
    if found.cue.base not in _INVERTING and not (found.cue.base in _INVERTING_NAMES and names_last):
        return None
    after = tokens[subject.end] if subject.end < len(tokens) else None
    if after is not None and after.kind != PUNCT and after.low not in ("who", "on", "in", "at", "during", "after"):
        return None
    stop = found.at - 1
    start = clause_start(tokens, stop)
    cue = Phrase(found.at, found.at + 1)
    if start >= stop or (start and tokens[start - 1].kind == QUOTE):
        return None
    opener = next(
        (at for at in range(*subject) if not is_past(tokens[at].low)), subject.end
    )  # "certified planner Hall"
    if has_finite(tokens, opener, subject.end):
        return None  # `Hall, who left in May, said the race goes on`
    if has_clause(tokens, start, stop, strict=False):
        return Reported(sentence, Phrase(start, stop), subject, cue, "closing")
    if is_lead_segment(tokens, Phrase(start, stop)):
        return None
    end = end_of_sentence(tokens)
    if subject.end < end and tokens[subject.end].text == ",":
        # `The key to it all, says Reed, is the price`: the whole sentence is what Reed says.
        # `One of the owners, Ann Cole, says the deal, which …` and `Ann Cole, his aide, says the deal, …` are none.
        is_one = not any(token.text == "," for token in tokens[start:stop])
        goes_on = any(tokens[at].text == "," and is_finite_at(tokens, at + 1) for at in range(subject.end, end - 1))
        return Reported(sentence, Phrase(start, end), subject, cue, "closing") if is_one and goes_on else None
    # A verb that reads like a noun: `Patients often develop a fever after a week, says the agency.`
    is_plain = not any(token.text == "," for token in tokens[start:stop]) and tokens[subject.end - 1].is_capital
    is_whole = subject.end >= end and stop - start >= _WHOLE_CLAUSE and is_plain
    return Reported(sentence, Phrase(start, stop), subject, cue, "closing") if is_whole else None


_WHOLE_CLAUSE = 6  # words; a guess: shorter stretches without a known verb are headings
_OBJECT_OPENERS = frozenset("a an the his her its their".split())


def read_clause_first(sentence: Sentence, found: FoundCue, subject: Phrase | None) -> Reported | None:
    """`clause, NP said`."""
    tokens = sentence.tokens
    if found.mood != "finite":
        return None
    if found.cue.kind == "tell" and that_marker(tokens, found.at + 1, len(tokens)) is not None:
        return None
    if found.cue.base in DENYING or subject is None or subject.start < 2 or tokens[subject.start - 1].text != ",":
        return None
    if found.cue.kind != "tell" and found.at + 1 < len(tokens) and tokens[found.at + 1].low in _OBJECT_OPENERS:
        return None  # `Dubois had two goals, Clifton added a third`
    if _is_told_of(tokens, subject, found) or tokens[found.at - 1].low in grammar.RELATIVE_PRONOUNS:
        return None
    if tokens[subject.start - 1].end == tokens[subject.start].start:
        return None  # `3,248 cases reported`
    stop = subject.start - 1
    start = clause_start(tokens, stop)
    if start and tokens[start - 1].kind == QUOTE:
        return None  # `"…" shared by both, he warned`: the marked words are what he said
    if not _is_said(tokens, start, stop, found):
        return None
    return Reported(sentence, Phrase(start, stop), subject, Phrase(found.at, found.at + 1), "closing")


def _is_said(tokens: Sequence[Token], start: int, stop: int, found: FoundCue) -> bool:
    """True if a clause stands in tokens[start:stop], its leads passed, and nothing of it goes on after the cue."""
    head = after_leads(tokens, start, stop)
    if head >= stop or is_lead(tokens, head, stop):
        return False  # `Asked if he would resign, Cuomo said`
    if head > start:
        # `On Monday, the dam was closed, Cole said`, not `In May, a year after the war ended, Cole said`
        openers = [head, *(at + 1 for at in range(head, stop) if tokens[at].text == ",")]
        if not any(has_clause(tokens, at, stop, strict=True) or _resumes(tokens, at, stop) for at in openers):
            return False
    elif not has_clause(tokens, start, stop, strict=False) and not _is_whole(tokens, start, stop, found):
        return False
    return not _hangs_over(tokens, start, stop)


def _resumes(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """True at "who" in `its leader, who is ill, returned`: the verb of the subject follows its relative clause."""
    if start >= stop or tokens[start].low not in ("who", "which", "whose"):
        return False
    return any(tokens[at].text == "," and is_finite_at(tokens, at + 1) for at in range(start + 1, stop - 1))


def _is_told_of(tokens: Sequence[Token], subject: Phrase, found: FoundCue) -> bool:
    """True for `…, a deal announced at the start of the week`: the noun is what was announced."""
    words = tokens[subject.start : subject.end]
    is_bare = found.cue.form == "past" and found.cue.kind == "that" and subject.end == found.at
    return is_bare and words[0].low in ("a", "an") and not names_someone(tokens, subject)


def _is_whole(tokens: Sequence[Token], start: int, stop: int, found: FoundCue) -> bool:
    """True for `Ticks live on deer, the union said`: nothing else in the sentence can be what was said."""
    after = after_adjuncts(tokens, found.at + 1, len(tokens))
    closes = found.cue.base in _INVERTING and after >= end_of_sentence(tokens)
    has_marks = any(token.kind == QUOTE for token in tokens)
    is_list = any(token.kind == PUNCT for token in tokens[start:stop])
    return closes and not (has_marks or is_list) and stop - start > MIN_CONTENT


def _hangs_over(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """True for `… when, in fact, he responded`: the clause of the cue begins before the comma."""
    at = stop
    while True:
        last = tokens[at - 1].low
        if last in _HANGING or (last == "then" and tokens[at - 2].low in grammar.COORDINATORS):
            return True
        comma = next((position for position in range(at - 1, start, -1) if tokens[position].text == ","), None)
        if comma is None or has_finite(tokens, comma, at) or not is_lead(tokens, comma + 1, at):
            return False
        at = comma


_HANGING = (grammar.SUBORDINATORS - frozenset(("before", "after", "since", "though"))) | grammar.COORDINATORS
