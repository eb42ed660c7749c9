"""Reported speech whose speaker comes first: `NP said (that) clause`, and `clause, NP say, clause`."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.clauses import clause_start, has_clause
from factcheck.text.complements import content_end, content_start
from factcheck.text.cue_reading import FoundCue
from factcheck.text.frame import Sentence, Token
from factcheck.text.phrases import Phrase, is_lead_segment
from factcheck.text.reported import Reported
from factcheck.text.subjects import subject_before


def read_subject_first(sentence: Sentence, found: FoundCue, end: int) -> Reported | None:
    """`NP said (that) clause`, `As NP told X, clause`."""
    tokens = sentence.tokens
    subject = subject_before(tokens, found)
    if subject is None or tokens[subject.start].low in ("i", "we", "you"):
        return None
    if _is_passed_on(tokens, subject, found):
        return None
    start = content_start(tokens, found, end)
    if start is None:
        return None
    stop = content_end(tokens, start, end)
    if subject.start > 1 and tokens[subject.start - 1].text == "," and tokens[found.at + 1].text == ",":
        # `The plan, officials say, will cost more`: the whole sentence is what they say.
        whole = clause_start(tokens, subject.start - 1)
        if not is_lead_segment(tokens, Phrase(whole, subject.start - 1)):
            start = whole
    elif subject.start and tokens[subject.start - 1].low in _OPENING_CLAUSES:
        # `Once the man said that he slept badly, Reed knew`
        stop = next((at for at in range(start, stop) if _is_main_clause(tokens, at, stop)), stop)
    elif tokens[found.at - 1].low == "who" and tokens[found.at - 2].text == ",":
        stop = next((at for at in range(start, stop) if tokens[at].text == ","), stop)
    return Reported(sentence, Phrase(start, stop), subject, Phrase(found.at, found.at + 1), "reported")


def _is_passed_on(tokens: Sequence[Token], subject: Phrase, found: FoundCue) -> bool:
    """True for `…, as the paper reported, the firm said`: a comma after the verb, and no other before the subject."""
    if found.at + 1 >= len(tokens) or tokens[found.at + 1].text != ",":
        return False
    before = tokens[subject.start - 1] if subject.start else None
    is_inserted = before is not None and (before.text == "," or before.low == "as")
    return found.cue.base != "say" and not is_inserted


_OPENING_CLAUSES = frozenset("when once after before while if although though since because".split())


def _is_main_clause(tokens: Sequence[Token], comma: int, end: int) -> bool:
    if tokens[comma].text != "," or comma + 1 >= end or tokens[comma + 1].low in grammar.COORDINATORS:
        return False
    return has_clause(tokens, comma + 1, end, strict=True)
