"""A copy of a source made ready for comparing with another: its texts as sequences of words."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from factcheck.fetch.document import Document
from factcheck.fetch.sniff import HTML
from factcheck.text.tokens import Token, tokenize
from factcheck.text.turns import Turn, find_turns

SHINGLE_WORDS = 4


class Words:
    """A text as a sequence of word keys that can be searched as one string."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = tokenize(text)
        self.keys = [token.key for token in self.tokens]
        self._joined, self._starts = _joined(self.keys)

    @cached_property
    def shingles(self) -> set[tuple[str, ...]]:
        """The sequences of SHINGLE_WORDS words."""
        return {tuple(self.keys[at : at + SHINGLE_WORDS]) for at in range(len(self.keys) - SHINGLE_WORDS + 1)}

    def places(self, keys: Sequence[str], start: int = 0) -> list[int]:
        """Word indices at which the keys stand one after the other, from word `start` on."""
        pattern, _ = _joined(keys)
        found: list[int] = []
        at = self._starts[start] - 1 if start < len(self._starts) else len(self._joined)
        while keys and (at := self._joined.find(pattern, at)) >= 0:
            found.append(bisect_left(self._starts, at + 1))
            at += 1
        return found

    def line_at(self, place: int) -> tuple[int, int]:
        """Start and end of the line the word stands in."""
        at = self.tokens[place].start
        end = self.text.find("\n", at)
        return self.text.rfind("\n", 0, at) + 1, len(self.text) if end < 0 else end

    def line(self, place: int) -> str:
        start, end = self.line_at(place)
        return self.text[start:end]

    def lines_of(self, place: int, count: int) -> list[list[str]]:
        """The keys of `count` words from `place` on, parted where the text's lines end."""
        lines: list[list[str]] = [[]]
        for index in range(place, place + count):
            if lines[-1] and "\n" in self.text[self.tokens[index - 1].end : self.tokens[index].start]:
                lines.append([])
            lines[-1].append(self.keys[index])
        return lines


def _joined(keys: Sequence[str]) -> tuple[str, list[int]]:
    """The keys as one string with marks around each, and where each begins in it."""
    starts: list[int] = []
    at = 1
    for key in keys:
        starts.append(at)
        at += len(key) + 1
    return "\x1f" + "".join(f"{key}\x1f" for key in keys), starts


class Copy:
    """A document made ready for searching."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.article = Words(document.article_text)
        self.visible = self.article
        if document.visible_text != document.article_text:
            self.visible = Words(document.visible_text)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Who speaks where. The reader of web pages knows more of them than their words; else the words may tell."""
        document = self.document
        return document.turns or (() if document.type == HTML else find_turns(document.article_text))
