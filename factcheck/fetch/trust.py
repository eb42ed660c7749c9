"""Whether a later copy of a page can be trusted: one that was cut, blocked, emptied or swapped for an error proves
nothing about the words that were there.
"""

import re

from factcheck.fetch.copies import SHINGLE_WORDS, Copy, Words
from factcheck.fetch.document import Document
from factcheck.fetch.quality import NOT_FOUND_WORDS, PAYWALL_WORDS, Verdict
from factcheck.fetch.result import Outcome
from factcheck.fetch.withdrawal import withdrawal_words

# A copy that has lost this share of the article from its end on, everything before being as it was, has been cut (or is
# the free beginning of a paid article). Editors shorten articles too, but hardly ever that way. A guess.
CUT_SHARE = 0.35
STILL_THE_STUB = 0.8  # of its earlier length
# A page that shares fewer of the article's four-word sequences than this is another page. A guess.
SAME_PAGE_SHARE = 0.1
# Another page counts as one put in the article's place when it has so many words of its own (a guess: three paragraphs;
# error pages and walls have less) and nothing of a wall about it. Below that it proves nothing.
REPLACING_WORDS = 150
NEW_SHARE = 0.5  # … or half as many as the whole page had: short pages are replaced by short ones
# Less than this left of an article is a loss of most of it; a paragraph of a short one may be two fifths. A guess.
EMPTIED_SHARE = 0.5
# New words that make such a loss an editor's work, as a share of the article. Frames of 91 news pages whose
# article had been taken out had at most 0.12 of them; twice that leaves room.
LITTLE_NEW = 0.2
LIST_LINKS, LIST_SHARE = 10, 0.2  # of the text is links to other pages; articles have a tenth of it. A guess
FRAME_WORDS = 20  # of a foot below the article; a guess
TABLE_ROW = "| "  # as the reader writes them
WALL_LINE = 300  # characters: a notice, not an article that speaks of one
WALL_CHARACTERS = 1500  # a wall says what it is at the beginning
WALL = re.compile(
    r"\bcookies?\b|\bconsent\b|\bprivacy\b|\blog ?in\b|\bsign in\b|\bsign up\b|\bsubscri|\bcaptcha\b|\brobots?\b|"
    r"\bhuman\b|\bjavascript\b|\byour browser\b|\bdenied\b|\bforbidden\b|\bmaintenance\b|\bunavailable\b|\berror\b|"
    r"\bnot found\b|\bdatenschutz|\banmelden\b|\bconnexion\b|\biniciar sesión\b",
    re.IGNORECASE,
)


def why_distrusted(before: Document, verdict_before: Verdict, after: Document, verdict: Verdict) -> str | None:
    """The reason the verdict gives not to trust the later copy, None for none.

    A page that was a stub before as well is compared stub with stub, unless less of it is left. One that looks like an
    error page and says that the article was withdrawn is heard: `changes.find_changes` asks whether it is.
    """
    if verdict.outcome is Outcome.SOFT_404 and withdrawal_words(after, before.title):
        return None
    is_shorter = len(after.article_text) < len(before.article_text) * STILL_THE_STUB
    is_worse = verdict.outcome is not None and (verdict.outcome is not verdict_before.outcome or is_shorter)
    return verdict.reason if is_worse else None


def why_untrusted(earlier: Copy, later: Copy, withdrawal: str = "") -> str | None:
    """The reason, seen from both copies, to take the later one for a part of the page or another page; None for the
    page itself.

    A `withdrawal`, the sentence in which the later copy says that its article was withdrawn, explains that the article
    is not there, and is no wall itself. A list of pages or a wall stays one whatever it says.
    """
    return why_cut(earlier.document, later.document) or _why_not_the_page(earlier, later, withdrawal)


def why_cut(before: Document, after: Document) -> str | None:
    """The reason to take the later copy for one that was cut: it has lost the page's end. None for one that has not."""
    if before.is_ended and not after.is_ended:
        return "The later copy lacks the end the page had before: it was cut."
    return None


def _why_not_the_page(earlier: Copy, later: Copy, withdrawal: str) -> str | None:
    """The reason to take the later copy for a part of the page or another page, None for the page itself."""
    before, after = earlier.article.keys, later.article.keys
    if not before:
        return None
    if len(after) < (1 - CUT_SHARE) * len(before) and _is_beginning(after, before):
        return "The later copy is only the beginning of the earlier one: it was cut, or the rest is for subscribers."
    if _is_first_part(earlier, later):
        return "The later copy ends within the page: it was cut."
    if not withdrawal and _is_emptied(earlier, later):
        return "The later copy lacks most of the article, and nothing stands there instead: it was not sent whole."
    if _has_new_wall(earlier, later, withdrawal):
        return "The later copy says that the page is not there or not open, which the earlier one did not."
    if not lacks_article(earlier, later):
        return None
    beginning = f"{later.document.title or ''}\n{later.document.article_text[:WALL_CHARACTERS]}"
    if withdrawal:
        beginning = beginning.replace(withdrawal, " ")
    new = _new_words(earlier, later)
    if not withdrawal and new < REPLACING_WORDS and new < NEW_SHARE * len(earlier.visible.keys):
        return "The later copy holds next to nothing of the earlier article, and little else: it is an error page."
    if WALL.search(beginning):
        return "The later copy holds next to nothing of the earlier article: it stands in front of the page."
    if _is_list(later.document):
        return "The later copy holds next to nothing of the earlier article: it is a list of other pages."
    return None


def _is_list(document: Document) -> bool:
    """True for a front page, a section's or a search's: links to stories, with a few words on each."""
    links = [words for words in dict.fromkeys(document.link_words) if words in document.article_text]
    linked = sum(len(words) for words in links)
    return len(links) >= LIST_LINKS and linked >= LIST_SHARE * len(document.article_text)


def _is_first_part(earlier: Copy, later: Copy) -> bool:
    """True where a page with a frame around its article goes as it went, and then stops: its foot is gone as well."""
    before, after = earlier.visible.keys, later.visible.keys
    has_frame = len(before) - len(earlier.article.keys) >= FRAME_WORDS
    is_shorter = len(before) - len(after) >= FRAME_WORDS
    return has_frame and is_shorter and bool(after) and _same_beginning(after, before) >= len(after) - SHINGLE_WORDS


def _is_emptied(earlier: Copy, later: Copy) -> bool:
    """True where much of the article fell away, wherever in it, and hardly any words came in its place.

    Of a page that is mostly a table, its sentences are the article: the table may be sent by another hand.
    """
    article = _prose(earlier)
    kept = len(article.shingles & later.visible.shingles)
    return kept < EMPTIED_SHARE * len(article.shingles) and _new_words(earlier, later) < LITTLE_NEW * len(article.keys)


def _prose(copy: Copy) -> Words:
    """The article without the rows of its tables, where enough is left to tell."""
    lines = copy.document.article_text.split("\n")
    sentences = [line for line in lines if not line.startswith(TABLE_ROW)]
    if len(sentences) == len(lines):
        return copy.article
    prose = Words("\n".join(sentences))
    return prose if len(prose.keys) >= FRAME_WORDS else copy.article


def _has_new_wall(earlier: Copy, later: Copy, withdrawal: str) -> bool:
    """True where a line that was not there says that the page is not found, or that one has to pay or log in.

    The line with the statement of a withdrawal is none.
    """
    known = set(earlier.document.visible_text.split("\n"))
    lines = (line for line in later.document.visible_text.split("\n") if line not in known and len(line) <= WALL_LINE)
    if withdrawal:
        lines = (line for line in lines if withdrawal not in line)
    return any(NOT_FOUND_WORDS.search(line) or PAYWALL_WORDS.search(line) for line in lines)


def is_another_page(before: Document, after: Document) -> bool:
    """True where the later copy holds next to nothing of the earlier article, wherever on the page."""
    return lacks_article(Copy(before), Copy(after))


def lacks_article(earlier: Copy, later: Copy, share: float = SAME_PAGE_SHARE) -> bool:
    """True where less than this share of the earlier article stands on the later page."""
    shingles = earlier.article.shingles
    return len(shingles & later.visible.shingles) < share * len(shingles)


def _new_words(earlier: Copy, later: Copy) -> int:
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
