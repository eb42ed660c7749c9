"""Reported speech credited without a verb: `According to NP, clause` and `clause, according to NP`."""

from collections.abc import Iterator, Sequence

from factcheck.text import grammar
from factcheck.text.clauses import clause_start, end_of_sentence, has_clause
from factcheck.text.cue_reading import read_cue
from factcheck.text.frame import QUOTE, WORD, Sentence, Token
from factcheck.text.phrases import Phrase
from factcheck.text.reported import MIN_CONTENT, Reported
from factcheck.text.subjects import subject_after


def find_credited(sentence: Sentence) -> Iterator[Reported]:
    """Clauses credited with "according to", in order of the cue."""
    tokens = sentence.tokens
    end = end_of_sentence(tokens)
    for at in range(len(tokens) - 2):
        cue = _credit_at(tokens, at) if tokens[at].low in ("according", "per") else None
        if cue is None:
            continue
        speaker = _according_speaker(tokens, cue.end)
        if speaker is None:
            continue
        content = _content(tokens, at, speaker, end)
        if content is not None:
            yield Reported(sentence, content, speaker, cue, "according_to")


def _credit_at(tokens: Sequence[Token], at: int) -> Phrase | None:
    """ "according to" at `at`, or "per" that a comma or nothing precedes (`, per the council`, not "once per day")."""
    if tokens[at].low == "according" and tokens[at + 1].low == "to":
        return Phrase(at, at + 2)
    is_apart = at == 0 or tokens[at - 1].text == ","
    names = tokens[at + 1].is_capital or tokens[at + 1].low in ("the", "a", "an")
    return Phrase(at, at + 1) if tokens[at].low == "per" and is_apart and names else None


def _content(tokens: Sequence[Token], at: int, speaker: Phrase, end: int) -> Phrase | None:
    """The clause that "according to" at `at` credits: after the speaker where it opens the clause, else before."""
    if _opens_clause(tokens, at):
        return Phrase(_after_according(tokens, speaker.end, end), end)
    stop = at - 1 if tokens[at - 1].text == "," else at
    if stop and (cue_before := read_cue(tokens, stop - 1)) is not None and cue_before.mood == "finite":
        return None  # `clause, NP said, according to CNN`: NP is the speaker, CNN the channel
    start = clause_start(tokens, stop)
    if stop - start < MIN_CONTENT and speaker.end < end and tokens[speaker.end].text == ",":
        stop = end  # `He had, according to Hall, sold the mill`: the whole sentence
    if start and tokens[start - 1].kind == QUOTE:
        return None  # `"…," said Hall, according to CNN` reports the marked words
    if stop > start and (tokens[stop - 1].text in _DASHES or tokens[stop - 1].low in _GOVERNING):
        return None  # `There would be a list including — according to Hall — "…"`
    return Phrase(start, stop)


_DASHES = ("—", "–", "--", "-")
_GOVERNING = grammar.PREPOSITIONS | frozenset(("including", "to", "the", "a", "an", "and", "or", "that"))
_CLAUSE_OPENERS = frozenset(("but", "and", "which", "that", "who"))


def _opens_clause(tokens: Sequence[Token], at: int) -> bool:
    if at == 0 or tokens[at - 1].low in _CLAUSE_OPENERS:
        return True
    return tokens[at - 1].text == "," and (at < 2 or tokens[at - 2].low in _CLAUSE_OPENERS)


_DESCRIBES = grammar.PREPOSITIONS | frozenset(
    "published released obtained prepared seen reviewed issued posted filed conducted to who which".split()
)


def _after_according(tokens: Sequence[Token], at: int, end: int) -> int:
    """Where the clause begins after `According to a report in the Post, …`: what describes the speaker is passed."""
    for _ in range(2):
        while at < end and tokens[at].text == ",":
            at += 1
        comma = next((position for position in range(at, end) if tokens[position].text == ","), None)
        if at >= end or comma is None or tokens[at].low not in _DESCRIBES:
            return at
        if not has_clause(tokens, comma + 1, end, strict=False):
            return at
        at = comma + 1
    return at


def _according_speaker(tokens: Sequence[Token], at: int) -> Phrase | None:
    speaker = subject_after(tokens, at, len(tokens))
    if speaker is None:
        return _evidence(tokens, at)
    # `According to Rathbun the property was returned`: a new phrase begins without a comma.
    for position in range(speaker.start + 1, speaker.end):
        starts = tokens[position].low in ("the", "a", "an", "he", "she", "they", "it", "there")
        if starts and tokens[position - 1].is_capital:
            return Phrase(speaker.start, position)
    return speaker


_EVIDENCE = frozenset("evidence data research testimony footage information statistics figures estimates".split())
_EVIDENCE_REACH = 10  # words of "evidence presented at the trial in May"


def _evidence(tokens: Sequence[Token], at: int) -> Phrase | None:
    """ "evidence presented at the trial" up to its comma: what shows something without an article."""
    if tokens[at].low not in _EVIDENCE:
        return None
    for stop in range(at + 1, min(len(tokens), at + _EVIDENCE_REACH)):
        if tokens[stop].kind != WORD:
            return Phrase(at, stop)
        if tokens[stop].low in grammar.AUXILIARIES:
            return None
    return None
