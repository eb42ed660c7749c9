"""What changed between two copies of a source: in the passages somebody relies on, and in the article around them.

An alert is about tracked passages alone; pages change all the time (advertisements, counters, related stories) and a
hash of them cries wolf every hour. A copy that can't be trusted (blocked, cut, empty, an error page) proves nothing:
every passage is then `unknown`, never `missing`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck.fetch.article_changes import ArticleChange, article_changes
from factcheck.fetch.copies import Copy, Words
from factcheck.fetch.document import Document
from factcheck.fetch.trust import lacks_article, why_untrusted
from factcheck.text import Match, SourceText, compare
from factcheck.text.match import Operation
from factcheck.text.tokens import tokenize

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
    earlier, later = Copy(before), Copy(after)
    problem = distrust or after.problem or why_untrusted(earlier, later)
    if problem:
        return Changes(tuple(PassageChange(text, PassageOutcome.UNKNOWN) for text in tracked), problem=problem)
    passages = tuple(_passage_change(text, earlier, later) for text in tracked)
    is_replaced = (
        lacks_article(earlier, later)
        and before.title != after.title
        and not any(change.outcome is PassageOutcome.PRESENT for change in passages)
    )
    return Changes(passages, tuple(article_changes(before, after)), is_replaced=is_replaced)


def _passage_change(text: str, earlier: Copy, later: Copy) -> PassageChange:
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


def _stands_in_pieces(keys: list[str], earlier: Copy, later: Copy) -> bool:
    """True where the passage ran over several lines and each stands still, in order: a block came between them."""
    for words, now in ((earlier.article, later.article), (earlier.visible, later.visible)):
        for place in words.places(keys)[:1]:
            if _in_order(words.lines_of(place, len(keys)), now):
                return True
    return False


def _in_order(lines: list[list[str]], words: Words) -> bool:
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


def _located(text: str, later: Copy, others: bool) -> PassageChange:
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
