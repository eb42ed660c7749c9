"""What changed between two copies of a source: in the passages somebody relies on, and in the article around them.

An alert is about tracked passages alone; pages change all the time (advertisements, counters, related stories) and a
hash of them cries wolf every hour. A copy that can't be trusted (blocked, cut, empty, an error page) proves nothing:
every passage is then `unknown`, never `missing`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.fetch.article_changes import ArticleChange, article_changes
from factcheck.fetch.copies import Copy
from factcheck.fetch.document import Document
from factcheck.fetch.passage_changes import PassageChange, PassageOutcome, passage_change
from factcheck.fetch.trust import EMPTIED_SHARE, lacks_article, why_cut, why_untrusted
from factcheck.fetch.withdrawal import withdrawal_above, withdrawal_words

# Characters of the text of a page that is a notice and no article, teasers beside it included: a guess.
MOST_NOTICE = 2_500


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed between two copies. `problem` says why the later copy can't be trusted, None when it can.

    `is_replaced`: under the address stands another page now, a good one with another title and nothing of this one.
    `withdrawal` is the sentence in which the page says that the article was withdrawn, whether its text still stands
    below or not; "" where it says nothing of the kind.
    """

    tracked: tuple[PassageChange, ...]
    article: tuple[ArticleChange, ...] = ()
    problem: str | None = None
    is_replaced: bool = False
    withdrawal: str = ""

    @property
    def alert(self) -> bool:
        """True where a tracked passage changed or vanished, or the article was withdrawn with its words in place."""
        return bool(self.withdrawal and self.tracked) or any(
            change.outcome in (PassageOutcome.CHANGED, PassageOutcome.MISSING) for change in self.tracked
        )

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
            "withdrawal": self.withdrawal,
            "replaced": self.is_replaced,
        }


def find_changes(before: Document, after: Document, tracked: Sequence[str], distrust: str | None = None) -> Changes:
    """What changed from one copy to the other.

    `tracked` are passages as recorded in the earlier copy. `distrust` is what is already known against the later copy
    (`quality.judge`); more is looked for here.
    """
    earlier, later = Copy(before), Copy(after)
    # A notice in place of an article is short; a long page only speaks of something that was withdrawn.
    is_short = len(after.article_text) <= MOST_NOTICE
    withdrawal = _withdrawal(earlier, later) if is_short and not distrust else ""
    problem = distrust or after.problem or why_cut(before, after) or why_untrusted(earlier, later, withdrawal)
    if problem:
        return Changes(tuple(PassageChange(text, PassageOutcome.UNKNOWN) for text in tracked), problem=problem)
    passages = tuple(passage_change(text, earlier, later) for text in tracked)
    if not withdrawal or any(change.outcome is PassageOutcome.PRESENT for change in passages):
        # An article that still has its words was withdrawn only where a notice stands above it.
        withdrawal = _notice_above(before, after)
    is_replaced = (
        not withdrawal
        and lacks_article(earlier, later)
        and before.title != after.title
        and not any(change.outcome is PassageOutcome.PRESENT for change in passages)
    )
    return Changes(passages, tuple(article_changes(before, after)), is_replaced=is_replaced, withdrawal=withdrawal)


def _notice_above(before: Document, after: Document) -> str:
    words = withdrawal_above(after, before.title or "")
    return words if words and words != (before.title or "") and words not in before.visible_text else ""


def _withdrawal(earlier: Copy, later: Copy) -> str:
    """What the later copy says of a withdrawal, where the article is gone and the earlier copy did not say so."""
    words = withdrawal_words(later.document, earlier.document.title or "")
    is_new = words and words not in earlier.document.visible_text
    return words if is_new and lacks_article(earlier, later, EMPTIED_SHARE) else ""
