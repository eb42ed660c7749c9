"""Reported speech whose clause comes first: `clause, said NP` and `clause, NP said`."""

from factcheck.text import grammar
from factcheck.text.clauses import clause_start, end_of_sentence, has_clause
from factcheck.text.complements import that_marker
from factcheck.text.cue_reading import FoundCue
from factcheck.text.frame import PUNCT, QUOTE, Sentence
from factcheck.text.phrases import Phrase, is_lead_segment
from factcheck.text.reported import Reported
from factcheck.text.subjects import subject_after, subject_before
from factcheck.text.verbs import has_finite

_INVERTING = frozenset("say add warn write note announce".split())  # `clause, said NP`; "…, reported losses" is none
_INVERTING_NAMES = frozenset("report explain argue claim insist suggest".split())  # `clause, reports NAME.`


def read_inverted(sentence: Sentence, found: FoundCue) -> Reported | None:
    """`clause, said NP`: a comma before the verb, a speaker and no clause after it."""
    tokens = sentence.tokens
    if found.mood != "finite" or found.at < 3 or tokens[found.at - 1].text != ",":
        return None
    subject = subject_after(tokens, found.at + 1, len(tokens))
    if subject is None:
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
    if has_finite(tokens, subject.start, subject.end):
        return None  # `Hall, who left in May, said the race goes on`
    if has_clause(tokens, start, stop, strict=False):
        return Reported(sentence, Phrase(start, stop), subject, cue, "closing")
    if is_lead_segment(tokens, Phrase(start, stop)):
        return None
    end = end_of_sentence(tokens)
    if subject.end < end and tokens[subject.end].text == ",":
        # `The key to it all, says Reed, is the price`: the whole sentence is what Reed says.
        return Reported(sentence, Phrase(start, end), subject, cue, "closing")
    # A verb that reads like a noun: `Patients often develop a fever after a week, says the agency.`
    is_whole = subject.end >= end and stop - start >= _WHOLE_CLAUSE
    return Reported(sentence, Phrase(start, stop), subject, cue, "closing") if is_whole else None


_WHOLE_CLAUSE = 6  # words; a guess: shorter stretches without a known verb are headings
_OBJECT_OPENERS = frozenset("a an the his her its their".split())


def read_clause_first(sentence: Sentence, found: FoundCue) -> Reported | None:
    """`clause, NP said`."""
    tokens = sentence.tokens
    if found.mood != "finite":
        return None
    if found.cue.kind == "tell" and that_marker(tokens, found.at + 1, len(tokens)) is not None:
        return None
    subject = subject_before(tokens, found)
    if found.cue.base == "deny" or subject is None or subject.start < 2 or tokens[subject.start - 1].text != ",":
        return None
    if found.cue.kind != "tell" and found.at + 1 < len(tokens) and tokens[found.at + 1].low in _OBJECT_OPENERS:
        return None  # `Dubois had two goals, Clifton added a third`
    stop = subject.start - 1
    start = clause_start(tokens, stop)
    if start and tokens[start - 1].kind == QUOTE:
        return None  # `"…" shared by both, he warned`: the marked words are what he said
    if start < stop and is_lead_segment(tokens, Phrase(start, stop)):
        return None  # `Asked if he would resign, Cuomo said`
    if not has_clause(tokens, start, stop, strict=False) or tokens[start].low in grammar.SUBORDINATORS:
        return None
    return Reported(sentence, Phrase(start, stop), subject, Phrase(found.at, found.at + 1), "closing")
