"""What the recorded sentence holds beyond a quotation: the lead-in and the end that were not printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.text.figures import ORDINAL_ENDINGS, counts_as_number
from factcheck.text.lexicon import (
    ATTRIBUTIONS,
    CONDITION_PHRASES,
    CONDITIONS,
    DENIALS,
    FIGURE_HEDGES,
    GUESSING_WORDS,
    STRONG_NEGATORS,
)
from factcheck.text.sentences import ends_sentence
from factcheck.text.source import SourceText
from factcheck.text.spans import Span
from factcheck.text.tokens import Token, tokenize

# A recorded sentence is followed no further than this; an unpunctuated transcript has none.
_REACH_CHARACTERS = 600
# Only the words next to the quotation govern it: "I don't think", "as long as they". A guess.
_GOVERNING_WORDS = 14
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n")
_LAST_WORD = re.compile(r"[\w.’']+$")
_FIRST_WORD = re.compile(r"[\"'“‘(\[]*([\w’'.]+)")
# "It is false that", "I deny the claim that": what is denied further away is another thing. A guess.
_DENYING_WORDS = 4
_WORD, _PAUSE = re.compile(r"\w+"), re.compile(r"[,;:–—(“\"]")
_INVERTED = frozenset({"had", "were", "should"})
_REPLACING = frozenset({("rather", "than"), ("instead", "of")})


@dataclass(frozen=True, slots=True)
class Cut:
    """The unprinted part of the recorded sentence on one side, and the classes of words in it that govern the rest."""

    span: Span
    words: str
    holds: tuple[str, ...]


def sentence_around(source: SourceText, span: Span) -> Span:
    """From where the sentence of `span.start` begins to where the one of `span.end` ends, inside one speaker turn."""
    return Span(_sentence_start(source, span.start), _sentence_end(source, span.end))


def is_question(source: SourceText, span: Span) -> bool:
    """True where the recorded sentence that holds the end of the span is a question."""
    sentence = sentence_around(source, span)
    return "?" in source.text[max(span.end - 1, sentence.end - 3) : sentence.end]


def cuts(source: SourceText, span: Span, within: Span | None = None) -> tuple[Cut | None, Cut | None]:
    """What of the recorded sentence stands before and after the span; None where nothing does.

    `within`: the words between the record's own marks, outside of which its writer speaks.
    """
    sentence = sentence_around(source, span)
    if within is not None and not _is_disowned(source, sentence, within):
        sentence = Span(max(sentence.start, within.start), min(sentence.end, within.end))
    return _cut(source, Span(sentence.start, span.start), -1), _cut(source, Span(span.end, sentence.end), 1)


def _is_disowned(source: SourceText, sentence: Span, within: Span) -> bool:
    """True where the writer says beside the marks that the words were not said: `Roe denied saying "…"`, `"…," Roe did
    not say`. Of what stands behind them only the clause next to them is read.
    """
    before = _cut(source, Span(sentence.start, within.start), -1)
    first = _WORD.search(source.text, within.end, sentence.end)
    pause = _PAUSE.search(source.text, first.end(), sentence.end) if first else None
    after = _cut(source, Span(within.end, pause.start() if pause else sentence.end), 1)
    return any({"negation", "condition"} & {*cut.holds} for cut in (before, after) if cut)


def _cut(source: SourceText, span: Span, side: int) -> Cut | None:
    words = source.text[span.start : span.end].strip()
    tokens = tokenize(words) if words else []
    if not tokens:
        return None
    governing = tokens[-_GOVERNING_WORDS:] if side < 0 else tokens[:_GOVERNING_WORDS]
    nearest = tokens[-_DENYING_WORDS:] if side < 0 else tokens[:_DENYING_WORDS]
    holds = _holds(meant_keys(governing, words), meant_keys(nearest, words))
    if "condition" not in holds and _bounds(tokens, words, side):
        holds = (*holds, "condition")
    if side < 0 and "hedge" not in holds and _bounds_figure(source, span.end, tokens[-1].key):
        holds = (*holds, "hedge")
    return Cut(span, words, holds)


def _bounds(tokens: Sequence[Token], words: str, side: int) -> bool:
    """True for a condition by inversion ("Had they asked, we ...") and an "only" right behind what is printed."""
    if side < 0:
        return tokens[0].key in _INVERTED and words.endswith(",")
    return tokens[0].key == "only"


def meant_keys(tokens: Sequence[Token], text: str) -> list[str]:
    """The keys of words left out, without the month: "in May" holds no qualification."""
    return [token.key for token in tokens if token.start == 0 or text[token.start : token.end] != "May"]


def _bounds_figure(source: SourceText, offset: int, last: str) -> bool:
    """True for "At least" before a quotation that begins with "20 men", and "second" before "best"."""
    word = source.word_at(offset)
    if word >= len(source):
        return False
    first = source.key_of(word)
    if counts_as_number(first):
        return last in FIGURE_HEDGES
    return last[:1].isdigit() and last.endswith(ORDINAL_ENDINGS) and first.endswith(("est", "most"))


def _holds(keys: list[str], nearest: list[str]) -> tuple[str, ...]:
    """The classes of words that govern the printed part; `nearest`: the few words right beside it."""
    found = []
    if any(key in STRONG_NEGATORS for key in keys) or any(key in DENIALS for key in nearest):
        found.append("negation")
    if "negation" not in found and any(pair in _REPLACING for pair in pairwise(nearest)):
        found.append("negation")
    phrases = {tuple(keys[at : at + size]) for size in (2, 3) for at in range(len(keys))}
    if any(key in CONDITIONS for key in keys) or any(phrase in phrases for phrase in CONDITION_PHRASES):
        found.append("condition")
    if any(key in GUESSING_WORDS for key in keys):
        found.append("hedge")
    if any(key in ATTRIBUTIONS for key in keys):
        found.append("attribution")
    return tuple(found)


def _sentence_start(source: SourceText, offset: int) -> int:
    turn = source.turn_index_at(offset)
    floor = max(0, offset - _REACH_CHARACTERS)
    if turn is not None:
        floor = max(floor, min(source.turns[turn].words_start, offset))
    text, start = source.text, floor
    for found in reversed([*_END.finditer(text, floor, offset)]):
        if _is_end(text, found.start(), found.end(), offset):
            start = found.end()
            break
    while start < offset and text[start].isspace():
        start += 1
    return start


def _sentence_end(source: SourceText, offset: int) -> int:
    text = source.text
    before = text[max(0, offset - 4) : offset].rstrip("\"'”’)]")
    if before[-1:] in ".!?" and before and _ends_here(text, offset):
        return offset
    turn = source.turn_index_at(max(0, offset - 1))
    limit = min(len(text), offset + _REACH_CHARACTERS)
    if turn is not None:
        limit = min(limit, source.turns[turn].end)
    for found in _END.finditer(text, offset, limit):
        if _is_end(text, found.start(), found.end(), limit):
            return found.end() if text[found.start()] != "\n" else found.start()
    return limit


def _ends_here(text: str, offset: int) -> bool:
    stop = max(text.rfind(mark, max(0, offset - 4), offset) for mark in ".!?")
    return _is_end(text, stop, offset, min(len(text), offset + 80))


def _is_end(text: str, start: int, end: int, limit: int) -> bool:
    """True where the stop at `start` ends a sentence."""
    if text[start] == "\n" or text[start] in "!?":
        return True
    if text[start] == "…" or text[start:end].startswith("..."):
        following = _FIRST_WORD.match(text, _skip_space(text, end))
        return bool(following and following[1][0].isupper())
    word = _LAST_WORD.search(text, max(0, start - 30), start)
    following = _FIRST_WORD.match(text, _skip_space(text, end))
    if "\n" in text[end : _skip_space(text, end)]:
        return True
    return word is None or ends_sentence(word.group(), following[1] if following else "")


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
