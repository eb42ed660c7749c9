"""Where on a page a name stands that could be a speaker's: before words that it says, or behind them.

Many pages put names behind words, and none says so: a layout counts only where the order of names and words tells.
"""

import re
from itertools import islice

from factcheck.fetch.readers.page import BLOCKS, CELLS, Element

NAMING_CLASS = re.compile(
    r"(?:^|[\s_-])(?:name|user|username|nickname|contributor|member|who|person)(?:$|[\s_-])", re.I
)
# Who wrote a page or a post: the words below are often others', quoted.
BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:author|byline|by-?line|writer|credit|source)(?:s?$|s?[\s_-])", re.I)
SPEAKER_CLASS = re.compile(
    r"(?:^|[\s_-])(?:speaker|talker|participant)(?:$|[\s_-]?(?:name|label|title)?(?:$|\s))", re.I
)
TIME = r"[\[(]?\d{1,3}(?::\d{2}){1,2}(?: ?[ap]\.?m\b\.?)?[\])]?"
CLOCK = re.compile(TIME, re.I)
CLOCK_BEHIND = re.compile(rf"[\s,|–—-]+{TIME}$", re.I)
BOLD_STYLE = re.compile(r"font-weight\s{0,5}:\s{0,5}(?:bold|[6-9]00)", re.I)
# The head of a column of speakers; "About", "To" or "Topic" head columns of others.
SPEAKERS_COLUMN = re.compile(
    r"\b(?:speakers?|names?|who|by|said|says|members?|persons?|witness(?:es)?|participants?)\b", re.I
)
DASHES = ("–", "—", "―", "-")
SURE = "says so"  # a layout that no other words stand in
BEFORE_COLON, TERM = "bold before a colon", "dt"
ANY = "any"  # begins the name of a layout that any line of a page could have
BEHIND = " behind"  # ends the name of a layout that has the name behind its words
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "summary"})
BOLD = frozenset({"b", "strong"})
PHRASES = frozenset({"i", "em", "u", "a", "span"})
LINES = frozenset({"p", "div"})
QUOTED_IN = frozenset({"blockquote", "figure"})
BEHIND_QUOTE = frozenset({"cite", "footer", "figcaption"})
LONGEST_NAME = 80
CLIMBED = 4  # boxes around a name that hold nothing else

_Kind = tuple[str, str, bool]


class NameLayouts:
    """The layouts of one page; what was found out of its tables and sequences of lines is kept."""

    def __init__(self) -> None:
        self._orders: dict[tuple[Element, _Kind, _Kind], tuple[bool, bool]] = {}
        self._heads: dict[Element, list[str]] = {}

    def of(self, element: Element) -> str:
        """The layout in which the element could be a speaker's name, "" for none."""
        tag = element.tag
        if tag in BEHIND_QUOTE and _ends_quote(element):
            return f"{tag}{BEHIND}"
        classes = (element.get("class") or "")[:200]
        if classes and SPEAKER_CLASS.search(classes) and tag not in {"body", "article", "main"}:
            return SURE
        if classes and BYLINE_CLASS.search(classes):
            return ""
        if tag == TERM:
            return TERM if element.getparent() is not None and element.getparent()[0].tag != "dd" else ""
        if tag in HEADINGS:
            return str(tag)
        if element.get("role") == "heading":
            return "heading"
        if tag in CELLS:
            return self._of_cell(element)
        if (tag in BOLD or tag in PHRASES or tag == "cite") and _begins_line(element):
            if tag in BOLD or BOLD_STYLE.search((element.get("style") or "")[:200]):
                if _ends_in_colon(element) or (element.tail or "").lstrip().startswith(":"):
                    return BEFORE_COLON
                return "bold" if self._stands_before_words(element) else ""
            return f"{ANY} {tag} {classes}" if self._stands_before_words(element) else ""
        if tag in LINES and _begins_with_dash(element):
            return f"{tag}{BEHIND}" if self._follows_words(element) else ""
        if tag in LINES or (classes and NAMING_CLASS.search(classes)):
            return f"{ANY} {tag} {classes}" if self._stands_before_words(element) else ""
        return ""

    def _of_cell(self, cell: Element) -> str:
        """A first cell, in a column headed as speakers are or not at all; a last one only under such a head."""
        is_first, is_last = _is_first_cell(cell.getprevious()), cell.getnext() is None
        if is_first == is_last:
            return ""
        if _is_in_head(cell):
            return ""
        head = self._head_of(cell)
        if is_first:
            return "cell" if not head or SPEAKERS_COLUMN.search(head) else ""
        return f"cell{BEHIND}" if is_last and SPEAKERS_COLUMN.search(head) else ""

    def _head_of(self, cell: Element) -> str:
        table = next(cell.iterancestors("table"), None)
        if table is None:
            return ""
        if table not in self._heads:
            row = next(table.iter("tr"), None)
            cells = list(row) if row is not None else []
            is_head = bool(cells) and all(head.tag == "th" for head in cells)
            self._heads[table] = ["".join(head.itertext())[:100].strip() for head in cells] if is_head else []
        heads, column = self._heads[table], sum(1 for _ in cell.itersiblings(preceding=True))
        return heads[column] if column < len(heads) else ""

    def _stands_before_words(self, element: Element) -> bool:
        """True where the words that could be the name's come behind it, told from names behind their words.

        It opens what holds both, or has a time, or comes first, and not last, of two kinds of lines that take turns.
        """
        if CLOCK_BEHIND.search(" ".join("".join(islice(element.itertext(), 8))[: 2 * LONGEST_NAME].split())):
            return True
        for _ in range(CLIMBED):
            parent = element.getparent()
            if parent is None:
                return False
            is_first = _is_first(element, parent)
            if element.getnext() is None and not (element.tail or "").strip():
                if not is_first:
                    return False
                element = parent  # alone in its box: what the box stands before counts
                continue
            if (element.tail or "").strip() or is_first:
                return True
            return self._order(parent, element, element.getnext()) == (True, False)
        return False

    def _follows_words(self, line: Element) -> bool:
        """True for a line that comes last, and not first, of two kinds of lines that take turns."""
        parent, before = line.getparent(), line.getprevious()
        return parent is not None and before is not None and self._order(parent, line, before) == (False, True)

    def _order(self, parent: Element, element: Element, other: Element) -> tuple[bool, bool]:
        """Whether lines of the element's kind come first, and whether they come last, among its and the other's."""
        own, others = _kind(element), _kind(other)
        if own == others:
            return False, False
        if (parent, own, others) not in self._orders:
            kinds = [kind for kind in map(_kind, parent) if kind in (own, others)]
            self._orders[parent, own, others] = kinds[0] == own, kinds[-1] == own
        return self._orders[parent, own, others]


def _kind(element: Element) -> _Kind:
    """What lines of one use have in common; one of bold words alone, or that begins with a dash, is of another use."""
    return str(element.tag), element.get("class") or "", _is_bold(element) or _begins_with_dash(element)


def _is_in_head(cell: Element) -> bool:
    """True in a row of heads alone."""
    row = cell.getparent()
    return row is not None and all(other.tag == "th" for other in row)


def _is_first(element: Element, parent: Element) -> bool:
    """True where nothing stands before the element in its parent, or a time."""
    before = element.getprevious()
    if before is not None and (before.getprevious() is not None or not _is_time(before)):
        return False
    return not (parent.text or "").strip()


def _is_time(element: Element) -> bool:
    return (
        bool(CLOCK.fullmatch("".join(islice(element.itertext(), 8))[:20].strip())) and not (element.tail or "").strip()
    )


def _is_bold(line: Element) -> bool:
    if (line.text or "").strip() or len(line) != 1:
        return False
    return line[0].tag in BOLD and not (line[0].tail or "").strip()


def _begins_with_dash(element: Element) -> bool:
    return (element.text or "").lstrip().startswith(DASHES)


def _ends_quote(element: Element) -> bool:
    """True for an element inside a quotation set apart that has words before it there and none behind it."""
    return next(element.iterancestors(*QUOTED_IN), None) is not None and not (element.tail or "").strip()


def _ends_in_colon(element: Element) -> bool:
    pieces = [piece for piece in element.itertext() if piece.strip()]
    return bool(pieces) and pieces[-1].rstrip().endswith(":")


def _is_first_cell(before: Element | None) -> bool:
    """True where no cell stands before, or one that holds a time and is the first."""
    if before is None:
        return True
    return before.getprevious() is None and bool(CLOCK.fullmatch("".join(before.itertext())[:20].strip()))


def _begins_line(element: Element) -> bool:
    """True where nothing stands before the element on its line."""
    before = element.getprevious()
    if before is not None:
        is_time = bool(CLOCK.fullmatch("".join(before.itertext())[:20].strip()))
        return (before.tag in BLOCKS or is_time) and not (before.tail or "").strip()
    parent = element.getparent()
    if parent is None or (parent.text or "").strip():
        return False
    return parent.tag in BLOCKS or parent.tag in CELLS or _begins_line(parent)
