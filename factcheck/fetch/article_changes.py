"""What was reworded in an article between two copies, the page's own life left out.

Short lines, counters, teasers of other stories, and what a page says on its own behalf change by themselves: that is
no change of the article.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TypeAlias

from factcheck.fetch.document import Document
from factcheck.text.tokens import Token, tokenize

# Lines with fewer words are labels, counters and teasers rather than sentences of the article.
SENTENCE_WORDS = 5
# A line without an end mark whose figures alone changed is a counter or a date, unless it has so many words. On 91 news
# pages whose figures outside the article were all changed, six such lines had 8 to 11 words and none had more.
STATEMENT_WORDS = 12
SENTENCE_ENDS = (".", "?", "!", "…", ":", ";", '"', "”", "’", "»", ")", "。", "！", "？", "」")
INNER_END = re.compile(r"[.?!][\"”’)]{0,2}\s+[^\W\d_a-z]")  # two sentences, whatever the line ends with
LINK_WORDS = 3  # fewer words are part of some link by chance
REWORDED_SHARE = 0.5  # of a heading's words are still there after an editor's hand; a guess
# Bounds of the quadratic comparisons, some seconds at the most. Beyond them changes are told less finely.
MOST_LINES = 4000
MOST_PAIRS = 400
MOST_WORD_PAIRS = 20_000_000
DIGITS = re.compile(r"\d+")
ADDRESS = re.compile(r"(?:https?:|www\.)\S")
# What a page says on its own behalf: a label of advertising, or an invitation to take, follow or hear more of it.
# Prices, offers and times in it change without an editor.
LABEL = re.compile(r"\W{0,3}(?:advertisement|advertorial|sponsored|promoted|anzeige|publicité|publicidad)\b", re.I)
INVITATION = re.compile(
    r"\W{0,3}(?:subscribe|sign up|get|join|download|listen|watch|tune in|buy|order|register|click|follow|support)\b"
    r"[^\n]{0,300}?\b(?:newsletters?|subscri\w+|click here|listen back|live at|letterbox|inbox|our app|mobile app|"
    r"app store|free trial|follow us|more information|every (?:week|month|issue))\b|"
    r"[^\n]{0,400}\b(?:follow (?:us|me|him|her|them) on [A-Z]|click(?:ing)? here\W{0,3}$)",
    re.I,
)
COOKIES = re.compile(
    r"[^\n]{0,200}\b(?:uses?|using|accept|utilis\w+|verwende\w*|nutze\w*|usa\w*|utiliza\w*|gebruik\w*)\b[^\n]{0,40}"
    r"\bcookies\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """Words of the article that were replaced, dropped (`after` is "") or inserted (`before` is "")."""

    kind: str
    before: str
    after: str

    def as_json(self) -> dict[str, object]:
        return {"kind": self.kind, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a line; `link` are the words of the long link it belongs to, "" for none."""

    token: Token
    link: str


@dataclass(frozen=True)  # without slots, for what is worked out once
class _Line:
    """A line of an article. A sentence ends like one; other lines are headings, labels, counters, teasers."""

    text: str
    words: tuple[_Word, ...]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(word.token.key for word in self.words)

    @property
    def joined(self) -> str:
        return _joined(self.keys)

    @property
    def linked_keys(self) -> tuple[str, ...]:
        return tuple(word.token.key for word in self.words if word.link)

    @cached_property
    def is_teaser(self) -> bool:
        """True for a line half or more of which is links: it points to something, it says nothing."""
        linked = sum(len(link) for link in {word.link for word in self.words if word.link})
        return linked >= len(self.text) / 2

    @property
    def is_sentence(self) -> bool:
        if self.is_teaser:
            return False
        return self.text.rstrip().endswith(SENTENCE_ENDS) or bool(INNER_END.search(self.text))


_Words: TypeAlias = list[tuple[_Line, _Word]]


def article_changes(earlier: Document, later: Document) -> Iterator[ArticleChange]:
    """The article's changes: those of sentences, and of headings where they were reworded."""
    before, after = _without_common_ends(_lines(earlier), _lines(later))
    if max(len(before), len(after)) > MOST_LINES:
        yield ArticleChange("replaced", before[0].text if before else "", after[0].text if after else "")
        return
    matcher = SequenceMatcher(None, [line.keys for line in before], [line.keys for line in after], autojunk=False)
    shown_before, shown_after = _shown(earlier), _shown(later)
    for kind, low, high, new_low, new_high in matcher.get_opcodes():
        if kind != "equal":
            dropped = [line for line in before[low:high] if not _stands_in(shown_after, line, shown_before)]
            inserted = [line for line in after[new_low:new_high] if line.joined not in shown_before]
            yield from _word_changes(*_telling(dropped, inserted))


def _shown(copy: Document) -> str:
    """All words of the page, joined."""
    return _joined(token.key for token in tokenize(copy.visible_text or copy.article_text))


def _stands_in(there: str, line: _Line, here: str) -> bool:
    """True where the other copy shows the line as often: it was moved, or extraction took it for the article or not.

    A line that came need only have stood there once: a pull quote tells nothing new.
    """
    return 0 < here.count(line.joined) <= there.count(line.joined)


def _joined(keys: Iterable[str]) -> str:
    return "".join(f"\x1f{key}\x1e" for key in keys)


def _lines(copy: Document) -> list[_Line]:
    links = _long_links(copy)
    lines = (_line(text, links) for text in copy.article_text.split("\n") if not _is_own_talk(text))
    return [line for line in lines if len(line.words) >= SENTENCE_WORDS]


def _long_links(copy: Document) -> list[str]:
    words = dict.fromkeys([*(link.words for link in copy.links), *copy.link_words])
    return [text for text in words if len(text.split()) >= LINK_WORDS or ADDRESS.match(text)]


def _is_own_talk(line: str) -> bool:
    return any(pattern.match(line) for pattern in (ADDRESS, LABEL, INVITATION, COOKIES))


def _line(text: str, links: Sequence[str]) -> _Line:
    spans = [(at, at + len(words), words) for words in links for at in _places(words, text)]
    return _Line(text, tuple(_Word(token, _link_at(token, spans)) for token in tokenize(text)))


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _link_at(token: Token, spans: list[tuple[int, int, str]]) -> str:
    return next((words for start, end, words in spans if token.start < end and token.end > start), "")


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
    """True for two states of one line that differ in more than figures: counters and dates count on by themselves.

    Of teasers the links alone are looked at; what stands beside them ("Video") is swapped with them.
    """
    is_teaser = before.is_teaser and after.is_teaser
    old, new = [line.linked_keys if is_teaser else line.keys for line in (before, after)]
    if _without_figures(old) == _without_figures(new):
        return old != new and not is_teaser and len(old) >= STATEMENT_WORDS
    return _is_alike(old, new)


def _without_figures(keys: Sequence[str]) -> list[str]:
    return [DIGITS.sub("#", key) for key in keys]


def _is_alike(before: Sequence[str], after: Sequence[str]) -> bool:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return matcher.real_quick_ratio() >= REWORDED_SHARE and matcher.ratio() >= REWORDED_SHARE


def _word_changes(dropped: list[_Line], inserted: list[_Line]) -> Iterator[ArticleChange]:
    old, new = _words(dropped), _words(inserted)
    if len(old) * len(new) > MOST_WORD_PAIRS:
        yield ArticleChange("replaced", _text_of(old), _text_of(new))
        return
    matcher = SequenceMatcher(None, [word.token.key for _, word in old], [word.token.key for _, word in new], False)
    swapped = _swapped_links(old, new)
    kinds = {"replace": "replaced", "delete": "dropped", "insert": "inserted"}
    for kind, low, high, new_low, new_high in matcher.get_opcodes():
        words = [*old[low:high], *new[new_low:new_high]]
        if kind != "equal" and not all(word.link in swapped for _, word in words):
            yield ArticleChange(kinds[kind], _text_of(old[low:high]), _text_of(new[new_low:new_high]))


def _swapped_links(before: _Words, after: _Words) -> set[str]:
    """Links that came, went or moved. Those reworded by an editor are none: most of their words stand on both sides."""
    old, new = [{word.link for _, word in words if word.link} for words in (before, after)]
    if len(old) * len(new) > MOST_PAIRS:
        return old | new
    pairs = [(gone, come) for gone in old - new for come in new - old if _is_reworded_link(gone, come)]
    return (old | new) - {words for pair in pairs for words in pair}


def _is_reworded_link(before: str, after: str) -> bool:
    old, new = before.split(), after.split()
    return _without_figures(old) != _without_figures(new) and _is_alike(old, new)


def _words(lines: list[_Line]) -> _Words:
    return [(line, word) for line in lines for word in line.words]


def _text_of(words: _Words) -> str:
    """The words as they stand, from the first to the last; line ends between them kept."""
    spans: dict[int, tuple[str, int, int]] = {}
    for line, word in words:
        text, start, _ = spans.get(id(line), (line.text, word.token.start, 0))
        spans[id(line)] = (text, start, word.token.end)
    return "\n".join(text[start:end] for text, start, end in spans.values())
