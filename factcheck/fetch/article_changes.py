"""What was reworded in an article between two copies, the page's own life left out.

Short lines, whole links, counters and teasers that are swapped are no changes of the article.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from factcheck.fetch.document import Document
from factcheck.text.tokens import Token, tokenize

# Lines with fewer words are labels, counters and teasers rather than sentences of the article.
SENTENCE_WORDS = 5
SENTENCE_ENDS = (".", "?", "!", "…", ":", ";", '"', "”", "’", "»", ")", "。", "！", "？", "」")
LINK_WORDS = 3  # fewer words are part of some link by chance
REWORDED_SHARE = 0.5  # of a heading's words are still there after an editor's hand; a guess
# Bounds of the quadratic comparisons, some seconds at the most. Beyond them changes are told less finely.
MOST_LINES = 4000
MOST_PAIRS = 400
MOST_WORD_PAIRS = 20_000_000
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """Words of the article that were replaced, dropped (`after` is "") or inserted (`before` is "")."""

    kind: str
    before: str
    after: str

    def as_json(self) -> dict[str, object]:
        return {"kind": self.kind, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of an article with its word keys. A sentence ends like one; other lines are headings, labels, counters."""

    text: str
    keys: tuple[str, ...]

    @property
    def is_sentence(self) -> bool:
        return self.text.rstrip().endswith(SENTENCE_ENDS)


def article_changes(earlier: Document, later: Document) -> Iterator[ArticleChange]:
    """The article's changes: those of sentences, and of headings where they were reworded.

    Short lines, whole links, counters and teasers that are swapped are the page's life, not the article's.
    """
    before, after = _without_common_ends(_lines(earlier), _lines(later))
    if max(len(before), len(after)) > MOST_LINES:
        yield ArticleChange("replaced", before[0].text if before else "", after[0].text if after else "")
        return
    matcher = SequenceMatcher(None, [line.keys for line in before], [line.keys for line in after], autojunk=False)
    for kind, low, high, new_low, new_high in matcher.get_opcodes():
        if kind == "equal":
            continue
        dropped, inserted = _telling(before[low:high], after[new_low:new_high])
        for change in _word_changes(dropped, inserted):
            if not _is_swapped_link(change, earlier, later):
                yield change


def _lines(copy: Document) -> list[_Line]:
    links = [link.words for link in copy.links if len(link.words.split()) >= LINK_WORDS]
    lines = (_Line(text, _keys(text)) for text in copy.article_text.split("\n"))
    return [line for line in lines if len(line.keys) >= SENTENCE_WORDS and not _is_teaser(line.text, links)]


def _is_teaser(line: str, links: list[str]) -> bool:
    """True for a line that is an address, or half of it or more one link: it points to something, it says nothing."""
    if line.startswith(("http:", "https:")):
        return True
    return any(len(words) >= len(line) / 2 and words in line for words in links)


def _without_common_ends(before: list[_Line], after: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    low = 0
    while low < min(len(before), len(after)) and before[low].keys == after[low].keys:
        low += 1
    same = 0
    while same < min(len(before), len(after)) - low and before[-1 - same].keys == after[-1 - same].keys:
        same += 1
    return before[low : len(before) - same], after[low : len(after) - same]


def _telling(dropped: list[_Line], inserted: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    """The lines whose change tells something: sentences, and other lines that were reworded rather than swapped."""
    if len(dropped) * len(inserted) > MOST_PAIRS:
        return [line for line in dropped if line.is_sentence], [line for line in inserted if line.is_sentence]
    return (
        [line for line in dropped if line.is_sentence or any(_is_reworded(line, other) for other in inserted)],
        [line for line in inserted if line.is_sentence or any(_is_reworded(other, line) for other in dropped)],
    )


def _is_reworded(before: _Line, after: _Line) -> bool:
    """True for two states of one line that differ in more than figures: counters and dates count on by themselves."""
    if [DIGITS.sub("#", key) for key in before.keys] == [DIGITS.sub("#", key) for key in after.keys]:
        return False
    matcher = SequenceMatcher(None, before.keys, after.keys, autojunk=False)
    return matcher.real_quick_ratio() >= REWORDED_SHARE and matcher.ratio() >= REWORDED_SHARE


def _is_swapped_link(change: ArticleChange, earlier: Document, later: Document) -> bool:
    """True where the words are no more than a link's: which stories a sentence points to changes by itself."""
    return all(
        not words or (len(words.split()) >= LINK_WORDS and any(words in link.words for link in copy.links))
        for words, copy in ((change.before, earlier), (change.after, later))
    )


def _keys(text: str) -> tuple[str, ...]:
    return tuple(token.key for token in tokenize(text))


def _word_changes(dropped: list[_Line], inserted: list[_Line]) -> Iterator[ArticleChange]:
    before, after = "\n".join(line.text for line in dropped), "\n".join(line.text for line in inserted)
    old, new = tokenize(before), tokenize(after)
    if len(old) * len(new) > MOST_WORD_PAIRS:
        yield ArticleChange("replaced", before, after)
        return
    matcher = SequenceMatcher(None, [token.key for token in old], [token.key for token in new], autojunk=False)
    kinds = {"replace": "replaced", "delete": "dropped", "insert": "inserted"}
    for kind, low, high, new_low, new_high in matcher.get_opcodes():
        if kind != "equal":
            yield ArticleChange(kinds[kind], _slice(before, old[low:high]), _slice(after, new[new_low:new_high]))


def _slice(text: str, tokens: list[Token]) -> str:
    return text[tokens[0].start : tokens[-1].end] if tokens else ""
