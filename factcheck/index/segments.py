"""Cutting a captured text into the rows of the index: a sentence each, short ones glued on, long ones cut. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.index.base import Segment

# A sentence ends at its mark, closing quotation marks or brackets included, before white space; a line break ends one
# too. An abbreviation ("Mr. Smith") ends one wrongly, which costs nothing here: the short piece is glued to the next.
SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s)|[。！？]|\n")
WORD = re.compile(r"\w+")

# A row of fewer words says too little to be found by ("Yes, sir."); it is glued to what follows.
FEWEST_WORDS = 6
# No row is longer, so a text without marks (captions, a list) is cut as well. In code points, about 60 words.
MOST_CHARACTERS = 400


def segments_of(capture_id: int, layer: str, text: str) -> Iterator[Segment]:
    """The segments of one text, in order, without white space at their ends. Together they hold every word of it."""
    for start, end in _spans(text):
        yield Segment(capture_id, layer, start, end, text[start:end])


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for piece_start, piece_end in _pieces(text):
        if start is None:
            start = piece_start
        if _is_long_enough(text, start, piece_end) or piece_end - start >= MOST_CHARACTERS:
            yield from _trimmed(text, start, piece_end)
            start = None
    if start is not None:
        yield from _trimmed(text, start, len(text))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Sentences, and parts of sentences that are too long, without gaps."""
    start = 0
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    for end in [*ends, len(text)]:
        while end - start > MOST_CHARACTERS:
            cut = text.rfind(" ", start + MOST_CHARACTERS // 2, start + MOST_CHARACTERS) + 1
            cut = cut or start + MOST_CHARACTERS
            yield start, cut
            start = cut
        if end > start:
            yield start, end
            start = end


def _is_long_enough(text: str, start: int, end: int) -> bool:
    words = WORD.finditer(text, start, end)
    return sum(1 for _, _ in zip(range(FEWEST_WORDS), words, strict=False)) == FEWEST_WORDS


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        start += len(piece) - len(piece.lstrip())
        yield start, start + len(stripped)
