"""Passages in their place: the words before and after, and the sentences they stand in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.models import Capture, Layer, Passage
from factcheck.reports.safe_text import make_visible
from factcheck.text.spans import Span

# Code points shown on each side: about four lines of the middle column, and about two screens. Chosen by eye.
NARROW = 300
WIDE = 3000
# Passages nearer than this to one another are shown in one window.
NEAR = 600
# A sentence that runs on without a stop (a list, a caption) is cut here.
LONGEST_SENTENCE = 2000

# Of a copy that is read whole, this much is on the page; the rest stands on the copy's own page.
MOST_READ = 60_000
_PARAGRAPH = re.compile(r"\S[^\n]{0,3999}")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]?(?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_passage: bool


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a capture's text, `start` in code points of its layer, with the passages in it marked."""

    layer: str
    start: int
    end: int
    pieces: tuple[Piece, ...]
    is_cut_before: bool
    is_cut_after: bool


def find_windows(capture: Capture, passages: Sequence[Passage], *, wide: bool) -> tuple[Window, ...]:
    """The passages with the text around them, in the text's order; near ones share a window."""
    reach = WIDE if wide else NARROW
    windows = []
    for group in _groups(passages):
        text = capture.text_of(group[0].layer)
        first, last = group[0].start, max(passage.end for passage in group)
        start, end = _at_a_word(text, max(0, first - reach), -1), _at_a_word(text, min(len(text), last + reach), 1)
        pieces = _pieces(make_visible(text[start:end]), start, group)
        windows.append(Window(group[0].layer, start, end, pieces, start > 0, end < len(text)))
    return tuple(windows)


def paragraphs_of(capture: Capture) -> tuple[Window, ...]:
    """The beginning of a copy's main text, a window for each of its paragraphs; a very long one is cut in pieces."""
    text = capture.text
    windows = []
    for found in _PARAGRAPH.finditer(text, 0, min(len(text), MOST_READ)):
        start, end = found.span()
        windows.append(Window(Layer.ARTICLE, start, end, (Piece(make_visible(found.group()), False),), False, False))
    return tuple(windows)


def sentence_around(text: str, start: int, end: int) -> Span:
    """The span widened to whole sentences, white space left out."""
    before = text[max(0, start - LONGEST_SENTENCE) : start]
    ends = [found.end() for found in _SENTENCE_END.finditer(before + text[start : start + 1])]
    first = start - len(before) + (max((e for e in ends if e <= len(before)), default=0))
    found = _SENTENCE_END.search(text, max(end - 1, 0), min(len(text), end + LONGEST_SENTENCE))
    last = found.end() if found else min(len(text), end + LONGEST_SENTENCE)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return Span(first, max(last, end))


def _groups(passages: Sequence[Passage]) -> list[list[Passage]]:
    groups: list[list[Passage]] = []
    for passage in sorted(passages, key=lambda each: (each.layer, each.start)):
        last = groups[-1][-1] if groups else None
        if last is not None and last.layer == passage.layer and passage.start - last.end < NEAR:
            groups[-1].append(passage)
        else:
            groups.append([passage])
    return groups


def _at_a_word(text: str, at: int, step: int) -> int:
    """The nearest place away from the passage, at most 40 code points on, where no word is cut."""
    for moved in range(at, at + 40 * step, step):
        if moved <= 0 or moved >= len(text):
            return min(max(moved, 0), len(text))
        if text[moved - 1].isspace() or text[moved].isspace():
            return moved
    return at


def _pieces(text: str, offset: int, passages: Sequence[Passage]) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for passage in passages:
        start, end = max(passage.start - offset, at), min(passage.end - offset, len(text))
        if start >= end:
            continue
        pieces += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    pieces.append(Piece(text[at:], False))
    return tuple(piece for piece in pieces if piece.text)
