"""What changed between two copies of a source: in the passages somebody relies on, and in the article around them.

An alert is about tracked passages alone; pages change all the time (advertisements, counters, related stories) and a
hash of them cries wolf every hour. A copy that can't be trusted (blocked, cut, empty, an error page) proves nothing:
every passage is then `unknown`, never `missing`.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from factcheck.fetch.article_changes import ArticleChange, article_changes
from factcheck.fetch.document import Document
from factcheck.fetch.quality import NOT_FOUND_WORDS, PAYWALL_WORDS, Verdict
from factcheck.text import Match, SourceText, compare
from factcheck.text.match import Operation
from factcheck.text.tokens import Token, tokenize

# A copy that has lost this share of the article from its end on, everything before being as it was, has been cut (or is
# the free beginning of a paid article). Editors shorten articles too, but hardly ever that way. A guess.
CUT_SHARE = 0.35
STILL_THE_STUB = 0.8  # of its earlier length
# A page that shares fewer of the article's four-word sequences than this is another page. A guess.
SAME_PAGE_SHARE = 0.1
SHINGLE_WORDS = 4
# Another page counts as one put in the article's place when it has so many words of its own (a guess: three paragraphs;
# error pages and walls have less) and nothing of a wall about it. Below that it proves nothing.
REPLACING_WORDS = 150
NEW_SHARE = 0.5  # … or half as many as the whole page had: short pages are replaced by short ones
# Less than this left of an article is a loss of most of it; a paragraph of a short one may be two fifths. A guess.
EMPTIED_SHARE = 0.5
# New words that make such a loss an editor's work, as a share of the article. Frames of 91 news pages whose
# article had been taken out had at most 0.12 of them; twice that leaves room.
LITTLE_NEW = 0.2
FRAME_WORDS = 20  # of a foot below the article; a guess
WALL_LINE = 300  # characters: a notice, not an article that speaks of one
WALL_CHARACTERS = 1500  # a wall says what it is at the beginning
WALL = re.compile(
    r"\bcookies?\b|\bconsent\b|\bprivacy\b|\blog ?in\b|\bsign in\b|\bsign up\b|\bsubscri|\bcaptcha\b|\brobots?\b|"
    r"\bhuman\b|\bjavascript\b|\byour browser\b|\bdenied\b|\bforbidden\b|\bmaintenance\b|\bunavailable\b|\berror\b|"
    r"\bnot found\b|\bdatenschutz|\banmelden\b|\bconnexion\b|\biniciar sesión\b",
    re.IGNORECASE,
)
# The pieces of a passage that ran over several lines may have other blocks between them now, up to so many words.
GAP_WORDS = 400
LOCATED = frozenset(
    {Match.EXACT, Match.TYPOGRAPHIC, Match.DISFLUENCY, Match.MARKED, Match.ALTERED, Match.SPLICED, Match.PARAPHRASE}
)


class PassageOutcome(StrEnum):
    PRESENT = "present"
    CHANGED = "changed"
    MISSING = "missing"
    UNKNOWN = "unknown"  # the later copy, or the passage's place in the earlier one, can't be trusted


@dataclass(frozen=True, slots=True)
class PassageChange:
    """What became of a tracked passage: `now` are the words in its place, and operations lead from it to them."""

    text: str
    outcome: PassageOutcome
    now: str | None = None
    operations: tuple[Operation, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "text": self.text,
            "outcome": self.outcome.value,
            "now": self.now,
            "operations": [operation.as_json() for operation in self.operations],
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed between two copies. `problem` says why the later copy can't be trusted, None when it can.

    `is_replaced`: under the address stands another page now, a good one with another title and nothing of this one.
    """

    tracked: tuple[PassageChange, ...]
    article: tuple[ArticleChange, ...] = ()
    problem: str | None = None
    is_replaced: bool = False

    @property
    def alert(self) -> bool:
        """True where a tracked passage changed or vanished."""
        return any(change.outcome in (PassageOutcome.CHANGED, PassageOutcome.MISSING) for change in self.tracked)

    @property
    def note(self) -> bool:
        """True where the article changed and no tracked passage did."""
        return bool(self.article) and not self.alert

    def as_json(self) -> dict[str, object]:
        return {
            "tracked": [change.as_json() for change in self.tracked],
            "article_changed": bool(self.article),
            "article_operations": [change.as_json() for change in self.article],
            "alert": self.alert,
            "note": self.note,
            "problem": self.problem,
        }


def find_changes(before: Document, after: Document, tracked: Sequence[str], distrust: str | None = None) -> Changes:
    """What changed from one copy to the other.

    `tracked` are passages as recorded in the earlier copy. `distrust` is what is already known against the later copy
    (`quality.judge`); more is looked for here.
    """
    earlier, later = _Copy(before), _Copy(after)
    problem = distrust or after.problem or _why_cut(before, after) or _why_another_page(earlier, later)
    if problem:
        return Changes(tuple(PassageChange(text, PassageOutcome.UNKNOWN) for text in tracked), problem=problem)
    passages = tuple(_passage_change(text, earlier, later) for text in tracked)
    is_replaced = (
        _is_another_page(earlier, later)
        and before.title != after.title
        and not any(change.outcome is PassageOutcome.PRESENT for change in passages)
    )
    return Changes(passages, tuple(article_changes(before, after)), is_replaced=is_replaced)


def why_distrusted(before: Document, verdict_before: Verdict, after: Document, verdict: Verdict) -> str | None:
    """The reason the verdict gives not to trust the later copy, None for none.

    A page that was a stub before as well is compared stub with stub, unless less of it is left.
    """
    is_shorter = len(after.article_text) < len(before.article_text) * STILL_THE_STUB
    is_worse = verdict.outcome is not None and (verdict.outcome is not verdict_before.outcome or is_shorter)
    return verdict.reason if is_worse else None


class _Words:
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


class _Copy:
    """A document made ready for searching."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.article = _Words(document.article_text)
        self.visible = self.article
        if document.visible_text != document.article_text:
            self.visible = _Words(document.visible_text)


def _passage_change(text: str, earlier: _Copy, later: _Copy) -> PassageChange:
    keys = [token.key for token in tokenize(text)]
    in_article = len(later.article.places(keys))
    in_visible = len(later.visible.places(keys))
    article_before, visible_before = earlier.article.places(keys), earlier.visible.places(keys)
    # Both texts must have lost a copy: extraction drops repeated paragraphs, and teasers of the passage come and go.
    if in_article >= max(1, len(article_before)) or in_visible >= max(1, len(visible_before)):
        return PassageChange(text, PassageOutcome.PRESENT)
    if not article_before and not visible_before:
        return PassageChange(text, PassageOutcome.UNKNOWN)  # it was not there before: nothing can be said
    if not in_visible and _stands_in_pieces(keys, earlier, later):
        return PassageChange(text, PassageOutcome.PRESENT)
    return _located(text, later, others=bool(in_visible))


def _stands_in_pieces(keys: list[str], earlier: _Copy, later: _Copy) -> bool:
    """True where the passage ran over several lines and each stands still, in order: a block came between them."""
    for words, now in ((earlier.article, later.article), (earlier.visible, later.visible)):
        for place in words.places(keys)[:1]:
            if _in_order(words.lines_of(place, len(keys)), now):
                return True
    return False


def _in_order(lines: list[list[str]], words: _Words) -> bool:
    if len(lines) < 2:
        return False
    for first in words.places(lines[0])[:20]:
        at = first + len(lines[0])
        for line in lines[1:]:
            following = words.places(line, at)
            if not following or following[0] - at > GAP_WORDS:
                break
            at = following[0] + len(line)
        else:
            return True
    return False


def _located(text: str, later: _Copy, others: bool) -> PassageChange:
    """A passage that changed or went, with the words in its place if they can be found.

    `others`: a copy of the passage stands unchanged elsewhere on the page, so comparing would only find that one.
    """
    if not others:
        for words in (later.article, later.visible):
            source = SourceText(words.text, turns=())
            comparison = compare(text, source)
            if comparison.match in LOCATED and comparison.spans:
                now = " … ".join(words.text[span.start : span.end] for span in comparison.spans)
                return PassageChange(text, PassageOutcome.CHANGED, now, comparison.operations)
    return PassageChange(text, PassageOutcome.MISSING)


def _why_cut(before: Document, after: Document) -> str | None:
    if before.is_ended and not after.is_ended:
        return "The later copy lacks the end the page had before: it was cut."
    return None


def _why_another_page(earlier: _Copy, later: _Copy) -> str | None:
    """The reason to take the later copy for a part of the page or another page, None for the page itself."""
    before, after = earlier.article.keys, later.article.keys
    if not before:
        return None
    if len(after) < (1 - CUT_SHARE) * len(before) and _is_beginning(after, before):
        return "The later copy is only the beginning of the earlier one: it was cut, or the rest is for subscribers."
    if _is_first_part(earlier, later):
        return "The later copy ends within the page: it was cut."
    if _is_emptied(earlier, later):
        return "The later copy lacks most of the article, and nothing stands there instead: it was not sent whole."
    if _has_new_wall(earlier, later):
        return "The later copy says that the page is not there or not open, which the earlier one did not."
    if not _is_another_page(earlier, later):
        return None
    beginning = f"{later.document.title or ''}\n{later.document.article_text[:WALL_CHARACTERS]}"
    new = _new_words(earlier, later)
    if new < REPLACING_WORDS and new < NEW_SHARE * len(earlier.visible.keys):
        return "The later copy holds next to nothing of the earlier article, and little else: it is an error page."
    if WALL.search(beginning):
        return "The later copy holds next to nothing of the earlier article: it stands in front of the page."
    return None


def _is_first_part(earlier: _Copy, later: _Copy) -> bool:
    """True where a page with a frame around its article goes as it went, and then stops: its foot is gone as well."""
    before, after = earlier.visible.keys, later.visible.keys
    has_frame = len(before) - len(earlier.article.keys) >= FRAME_WORDS
    is_shorter = len(before) - len(after) >= FRAME_WORDS
    return has_frame and is_shorter and bool(after) and _same_beginning(after, before) >= len(after) - SHINGLE_WORDS


def _is_emptied(earlier: _Copy, later: _Copy) -> bool:
    """True where much of the article fell away, wherever in it, and hardly any words came in its place."""
    shingles = earlier.article.shingles
    kept = len(shingles & later.visible.shingles)
    return kept < EMPTIED_SHARE * len(shingles) and _new_words(earlier, later) < LITTLE_NEW * len(earlier.article.keys)


def _has_new_wall(earlier: _Copy, later: _Copy) -> bool:
    """True where a line that was not there says that the page is not found, or that one has to pay or log in."""
    known = set(earlier.document.visible_text.split("\n"))
    lines = (line for line in later.document.visible_text.split("\n") if line not in known and len(line) <= WALL_LINE)
    return any(NOT_FOUND_WORDS.search(line) or PAYWALL_WORDS.search(line) for line in lines)


def is_another_page(before: Document, after: Document) -> bool:
    """True where the later copy holds next to nothing of the earlier article, wherever on the page."""
    return _is_another_page(_Copy(before), _Copy(after))


def _is_another_page(earlier: _Copy, later: _Copy) -> bool:
    shingles = earlier.article.shingles
    return len(shingles & later.visible.shingles) < SAME_PAGE_SHARE * len(shingles)


def _new_words(earlier: _Copy, later: _Copy) -> int:
    """How many sequences of the later page the earlier one did not show: what is left of its frame is not new."""
    known, keys = earlier.visible.shingles, later.visible.keys
    ends = range(len(keys) - SHINGLE_WORDS + 1)
    return sum(tuple(keys[at : at + SHINGLE_WORDS]) not in known for at in ends)


def _is_beginning(after: list[str], before: list[str]) -> bool:
    """True where the later words begin as the earlier ones do; its end may hold other words (an invitation to pay)."""
    same = _same_beginning(after, before)
    return same > 0 and same >= len(after) * 0.6


def _same_beginning(after: list[str], before: list[str]) -> int:
    same = 0
    while same < min(len(after), len(before)) and after[same] == before[same]:
        same += 1
    return same
