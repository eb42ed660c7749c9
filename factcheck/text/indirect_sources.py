"""Sources named beside a clause rather than by its verb of saying: `As NP reports, clause`, `In an email sent by NP, …
were told that clause`, and in the next sentence `That is according to NP`."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.clauses import clause_start, end_of_sentence, has_clause
from factcheck.text.complement_end import content_end
from factcheck.text.complements import that_marker
from factcheck.text.cue_reading import FoundCue
from factcheck.text.frame import QUOTE, WORD, Sentence, Token
from factcheck.text.hearers import after_hearer, opens_adjunct
from factcheck.text.leads import is_lead
from factcheck.text.phrases import Phrase, checked
from factcheck.text.reported import DENYING, THOUGHTS, Reported
from factcheck.text.subjects import subject_after
from factcheck.text.verbs import has_finite, is_finite_at

_LONGEST_LINK = 12  # tokens between the verb and its comma: "As Cole told the town's paper in an interview on Monday,"


def read_as_source(sentence: Sentence, found: FoundCue, subject: Phrase | None, end: int) -> Reported | None:
    """`As NP reports for the BBC, clause`, `clause, as NP warned`, and `NP, as NP explained, is …`."""
    tokens = sentence.tokens
    if found.mood != "finite" or found.cue.base in THOUGHTS or found.cue.base in DENYING:
        return None
    if subject is None or not subject.start or tokens[subject.start - 1].low != "as":
        return None
    if tokens[subject.start].low in ("i", "we", "you"):
        return None
    link = subject.start - 1
    comma = _link_end(tokens, found, end)
    content = None if comma is None else _content(tokens, link, comma, end)
    if content is None:
        return None
    return Reported(sentence, content, subject, Phrase(found.at, found.at + 1), "as_source")


def _link_end(tokens: Sequence[Token], found: FoundCue, end: int) -> int | None:
    """The comma (or `end`) after the verb, its hearer and adjuncts; None where the verb has an object or a clause."""
    at = found.at + 1
    if found.cue.kind == "tell":
        at = after_hearer(tokens, at, end)
    if at < end and tokens[at].text != "," and not opens_adjunct(tokens[at]) and tokens[at].low != "to":
        return None
    for stop in range(at, min(end, at + _LONGEST_LINK)):
        token = tokens[stop]
        if token.text == ",":
            return stop
        if token.kind != WORD or is_finite_at(tokens, stop):
            return None
    return end if end - at < _LONGEST_LINK else None


def _content(tokens: Sequence[Token], link: int, comma: int, end: int) -> Phrase | None:
    start = clause_start(tokens, link)
    before = start < link and not is_lead(tokens, start, link - 1 if tokens[link - 1].text == "," else link)
    if not before:
        head = comma + 1
        if head < end and (has_clause(tokens, head, end, strict=False) or _is_gerund_clause(tokens, head, end)):
            return Phrase(head, content_end(tokens, head, end))
        return None
    if tokens[link - 1].text != "," or (start and tokens[start - 1].kind == QUOTE):
        return None
    has_verb = has_clause(tokens, start, link - 1, strict=False)
    if comma >= end:
        return Phrase(start, link - 1) if has_verb else None
    # `The flu, as Cole explained, is rare`: the whole sentence
    is_whole = not has_verb and comma + 1 < end and is_finite_at(tokens, comma + 1)
    return Phrase(start, end) if is_whole else None


def _is_gerund_clause(tokens: Sequence[Token], start: int, end: int) -> bool:
    return tokens[start].low.endswith("ing") and has_finite(tokens, start + 1, end)


_MESSAGES = frozenset("email e-mail letter memo message note statement post text circular notice".split())
_SENDING = frozenset("sent written signed issued posted circulated".split())
_MESSAGE_REACH = 20  # tokens of "In a company-wide email sent on Monday by the chairman, Ole Berg,"
_TOLD_REACH = 8  # tokens of "the staff in Leeds were"


def read_message(sentence: Sentence) -> Reported | None:
    """`In an email sent by NP, … were told that clause`."""
    tokens = sentence.tokens
    if tokens[0].low not in ("in", "by"):
        return None
    end = end_of_sentence(tokens)
    by = next((at for at in range(2, min(end, _MESSAGE_REACH)) if tokens[at].low in ("by", "from")), None)
    if by is None or not any(token.low in _MESSAGES for token in tokens[1:by]):
        return None
    if tokens[by].low == "by" and not any(token.low in _SENDING for token in tokens[1:by]):
        return None
    comma = next((at for at in range(by + 1, min(end, by + _MESSAGE_REACH)) if tokens[at].text == ","), None)
    speaker = None if comma is None else checked(tokens, Phrase(by + 1, comma))
    if comma is None or speaker is None:
        return None
    for told in range(comma + 2, min(end, comma + _TOLD_REACH)):
        if tokens[told].low in ("told", "informed", "warned", "assured") and tokens[told - 1].low in ("was", "were"):
            content = that_marker(tokens, told + 1, end)
            if content is None:
                return None
            stop = content_end(tokens, content, end)
            return Reported(sentence, Phrase(content, stop), speaker, Phrase(told, told + 1), "message")
    return None


def read_credit_after(sentence: Sentence, following: Sentence) -> Reported | None:
    """The whole of a sentence that the next one credits: `The road is shut. That's according to the council.`"""
    after = following.tokens
    if sentence.block != following.block or len(after) < _SHORTEST_CREDIT:
        return None
    cue = 1 if after[0].low == "that's" else 2
    is_link = cue == 1 or (after[0].low in ("that", "this") and after[1].low == "is")
    if not is_link or after[cue].low != "according" or after[cue + 1].low != "to":
        return None
    tokens = sentence.tokens
    speaker = subject_after(after, cue + 2, len(after))
    start, end = clause_start(tokens, len(tokens)), end_of_sentence(tokens)
    is_plain = not any(token.kind == QUOTE for token in tokens)
    if speaker is None or after[speaker.start].low in grammar.SUBJECT_PRONOUNS or not is_plain:
        return None
    if not has_clause(tokens, start, end, strict=False):
        return None
    both = Sentence(tokens + after, sentence.block, sentence.paragraph, sentence.starts_paragraph)
    moved = len(tokens)
    return Reported(
        both,
        Phrase(start, end),
        Phrase(speaker.start + moved, speaker.end + moved),
        Phrase(cue + moved, cue + 2 + moved),
        "according_to",
        spans_sentences=True,
    )


_SHORTEST_CREDIT = 5  # tokens of "That's according to Cole."
