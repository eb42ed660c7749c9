"""Who speaks where on a page whose markup says so: names in bold, in a cell, a heading or an element of their own.

Extraction keeps the words and loses the markup, so the labels are gathered from the tree first and found again in the
text, each by its name and the words that follow it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from lxml import etree

from factcheck.fetch.readers.page import BLOCKS, CELLS, UNSEEN, Element
from factcheck.text.turns import Turn

# Name words and what stands between them. A role or place may follow, in brackets or after a comma.
NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’\-]{0,30}|Q|A)(?: (?:[A-ZÀ-Þ][\w.'’\-]{0,30}|of|the|de|der|den|van|von|la|le|bin|al|and)){0,6}"
    r"(?:,? \([^()]{1,60}\)){0,2}(?:, [^.:?!]{1,60})?"
)
NAMING_CLASS = re.compile(
    r"(?:^|[\s_-])(?:name|author|user|username|nickname|contributor|member|who|person|attribution)(?:$|[\s_-])", re.I
)
SPEAKER_CLASS = re.compile(
    r"(?:^|[\s_-])(?:speaker|talker|participant)(?:$|[\s_-]?(?:name|label|title)?(?:$|\s))", re.I
)
_TIME = r"[\[(]?\d{1,3}(?::\d{2}){1,2}(?: ?[ap]\.?m\b\.?)?[\])]?"
CLOCK = re.compile(_TIME, re.I)
CLOCK_BEFORE = re.compile(rf"^[\s:,|–—-]*{_TIME}", re.I)
CLOCK_BEHIND = re.compile(rf"[\s,|–—-]+{_TIME}$", re.I)
BOLD_STYLE = re.compile(r"font-weight\s{0,5}:\s{0,5}(?:bold|[6-9]00)", re.I)
BRACKETED = re.compile(r"\s{0,40}\[([^\[\]]{1,80})\]\s{1,40}(?=\S)")
SOUND = re.compile(r"applause|laugh|music|inaudible|cross-?talk|cheer|unclear|silence|pause|noise|video|clip", re.I)
SURE = "says so"  # a layout that no other words stand in
BEFORE_COLON, TERM, ATTRIBUTE = "bold before a colon", "dt", "attribute"
ANY = "any"  # begins the name of a layout that any line of a page could have
BEHIND = " behind"  # ends the name of a layout that has the name behind its words
TELLING = frozenset({BEFORE_COLON, TERM})  # in these one name that comes back is enough
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "summary"})
NAMED_IN = ("data-speaker", "data-speaker-name", "data-author")  # attributes of an element with a speaker's words
QUOTED_IN = frozenset({"blockquote", "figure"})
BEHIND_QUOTE = frozenset({"cite", "footer", "figcaption"})
LONGEST_QUOTE = 10_000  # characters between the first of the words and the name behind them; a guess
BOLD = frozenset({"b", "strong"})
PHRASES = frozenset({"i", "em", "u", "a", "span"})
LINES = frozenset({"p", "div"})
LONGEST_NAME = 80
# A layout is one of speakers where two names and more come back, and most do: headings, terms and bold openings of
# paragraphs rarely come back. An element that calls itself a speaker's needs less.
FEWEST_LABELS = 3
REPEATED_SHARE = 0.5
FEWEST_SPEAKERS = 2
# So many words behind a label tell its place in the text from a mention of the name.
TELLING_WORDS = 3
SPOKEN_WORDS = 4  # as many as somebody could have said; a guess
SEPARATOR = rf"(?:[\s:.|>•\]–—-]|{_TIME}){{0,12}}"
DASHES = "–—―-"
CLOSING_MARKS = ("”", "»", '"', "“", "’’")


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's name as it stands on the page, and the first of the words it belongs to, which follow it.

    `is_sure` where few words but a speaker's name stand so: a short interview is told by such labels. `is_behind` where
    the name stands behind its words, `is_shown` is false where the markup alone has it.
    """

    name: str
    words: tuple[str, ...]
    is_sure: bool = False
    is_behind: bool = False
    is_shown: bool = True


def find_labels(tree: Element) -> list[Label]:
    """The speaker labels in an element of a cleaned page, in order; empty where its markup names no speakers."""
    return chosen_labels(_candidates(tree))


def chosen_labels(candidates: Iterable[tuple[str, str, str]]) -> list[Label]:
    """The labels among (layout, name, words behind it), in order: those of the layouts in which names come back."""
    by_layout: dict[str, list[tuple[int, Label]]] = defaultdict(list)
    for at, (layout, name, behind) in enumerate(candidates):
        words = CLOCK_BEFORE.sub("", behind).lstrip(" \t\r\n:.\xa0").split()[:TELLING_WORDS]
        if words:
            label = Label(name, tuple(words), layout in {SURE, *TELLING}, layout.endswith(BEHIND), layout != ATTRIBUTE)
            by_layout[layout].append((at, label))
    found = [
        entry
        for layout, entries in by_layout.items()
        if _are_speakers(layout, [label.name for _, label in entries])
        for entry in entries
    ]
    labels = [label for _, label in sorted(found, key=lambda entry: entry[0])]
    return _once(labels)


def _once(labels: list[Label]) -> list[Label]:
    """Without labels met twice in a row: a name in bold on a line of its own is one, by its line and by itself."""
    again = [(before.name, before.words) == (label.name, label.words) for before, label in pairwise(labels)]
    return [label for label, is_again in zip(labels, [False, *again], strict=False) if not is_again]


def turns_in(text: str, labels: Iterable[Label]) -> tuple[Turn, ...]:
    """The turns of the labels that the text holds, in order."""
    found: list[tuple[int, int, int | None, str]] = []
    at = 0
    for label in labels:
        name = r"\s+".join(map(re.escape, label.name.split()))
        words = r"\s+".join(map(re.escape, label.words))
        if label.is_behind:
            begin = re.compile(rf"(?<!\w){words}").search(text, at)
            end = begin and re.compile(rf"[\s{DASHES}]*\b{name}").search(text, begin.end(), begin.end() + LONGEST_QUOTE)
            if begin and end:
                found.append((begin.start(), begin.start(), end.start(), label.name))
                at = end.end()
        elif place := re.compile(rf"\b{name}{SEPARATOR}(?={words})" if label.is_shown else words).search(text, at):
            words_start = place.end() if label.is_shown else place.start()
            found.append((place.start(), words_start, None, label.name))
            at = place.end()
    ends = [start for start, *_ in found[1:]] + [len(text)]
    return tuple(
        Turn(name, start, own_end or end, words_start)
        for (start, words_start, own_end, name), end in zip(found, ends, strict=False)
    )


def _are_speakers(layout: str, names: Sequence[str]) -> bool:
    counts = Counter(names)
    if layout == SURE:
        return len(names) >= FEWEST_LABELS and len(counts) >= FEWEST_SPEAKERS
    repeated = [count for count in counts.values() if count > 1]
    if layout in TELLING and len(names) >= FEWEST_LABELS and len(counts) >= FEWEST_SPEAKERS:
        return sum(repeated) >= REPEATED_SHARE * len(names)
    return len(repeated) >= FEWEST_SPEAKERS and sum(repeated) >= REPEATED_SHARE * len(names)


def _candidates(tree: Element) -> Iterator[tuple[str, str, str]]:
    """The layout, the name and its words for every name that stands where a layout puts speakers."""
    chunks: list[str] = []
    waiting: list[tuple[str, str, int]] = []  # with the number of the chunk the words begin with
    began: dict[Element, int] = {}
    words_before: dict[str, str] = {}  # by layout, what stands before its first name
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            text = element.text
            if element.tag in QUOTED_IN or element.tag in LINES or element.tag == "tr":
                began[element] = len(chunks)
            if name := _name_in_attribute(element):
                waiting.append((ATTRIBUTE, name, len(chunks)))
            if element.tag in UNSEEN or not text or not text.strip():
                continue
            if element.tag in {"p", "li", "div"} and (bracketed := BRACKETED.match(text)):
                name = as_name(bracketed[1])
                if name and not SOUND.search(name):
                    waiting.append(("brackets", name, len(chunks)))
                    text = text[bracketed.end() :]
            chunks.append(text)
            continue
        layout = _layout(element)
        if layout and (name := _name(element, layout)):
            quote = _quote_before(element, layout)
            first = len(chunks) if quote is None else began.get(quote, len(chunks))
            if quote is None or first < len(chunks) - 1:
                waiting.append((layout, name, first))
                before = len(chunks) - sum(1 for piece in element.itertext() if piece.strip()) - 1
                words_before.setdefault(layout, chunks[before] if before >= 0 else "")
        if element.tail and element.tail.strip():
            chunks.append(element.tail)
    places: dict[str, list[int]] = defaultdict(list)
    for layout, _, first in waiting:
        places[layout].append(first)
    menus = {layout for layout, firsts in places.items() if layout.startswith(ANY) and not _are_spoken(chunks, firsts)}
    for layout, name, first in waiting:
        if layout in menus:
            continue
        # Where a quotation stands before the first name, or nothing behind the last, the names follow their words.
        follows = words_before.get(layout, "").rstrip().endswith(CLOSING_MARKS) or places[layout][-1] >= len(chunks)
        if layout.endswith(BEHIND) or layout == ATTRIBUTE or not follows:
            yield layout, name, " ".join(chunks[first : first + 4])


def _are_spoken(chunks: Sequence[str], firsts: Sequence[int]) -> bool:
    """True where most names have words beside them that somebody could have said; menus have a word or two."""
    beside = (chunks[first] for first in firsts if first < len(chunks))
    return 2 * sum(len(words.split()) >= SPOKEN_WORDS for words in beside) > len(firsts)


def _name_in_attribute(element: Element) -> str:
    return next((name for key in NAMED_IN if (name := as_name(element.get(key) or ""))), "")


def _quote_before(element: Element, layout: str) -> Element | None:
    """The element whose words the name behind them belongs to; None for a name before its words."""
    if not layout.endswith(BEHIND):
        return None
    if element.tag in CELLS:
        return element.getparent()
    if element.tag in LINES:
        return element.getprevious()
    around = list(islice(element.iterancestors(*QUOTED_IN), 3))
    return around[-1] if around else None


def _layout(element: Element) -> str:
    """The layout in which the element could be a speaker's name, "" for none."""
    tag = element.tag
    if tag in BEHIND_QUOTE and _ends_quote(element):
        return f"{tag}{BEHIND}"
    classes = (element.get("class") or "")[:200]
    if classes and SPEAKER_CLASS.search(classes) and tag not in {"body", "article", "main"}:
        return SURE
    if tag == TERM:
        return TERM if element.getparent() is not None and element.getparent()[0].tag != "dd" else ""
    if tag in HEADINGS:
        return str(tag)
    if tag in CELLS:
        is_first, is_last = _is_first_cell(element.getprevious()), element.getnext() is None
        return "" if is_first == is_last else "cell" if is_first else f"cell{BEHIND}" if is_last else ""
    if (tag in BOLD or tag in PHRASES or tag == "cite") and _begins_line(element):
        if tag in BOLD or BOLD_STYLE.search((element.get("style") or "")[:200]):
            is_before_colon = _ends_in_colon(element) or (element.tail or "").lstrip().startswith(":")
            return BEFORE_COLON if is_before_colon else "bold"
        return f"{ANY} {tag} {classes}" if _stands_before_words(element) else ""
    if tag in LINES and (element.text or "").lstrip().startswith(tuple(DASHES)):
        return f"{tag}{BEHIND}"
    if tag in LINES or (classes and NAMING_CLASS.search(classes)):
        return f"{ANY} {tag} {classes}" if _stands_before_words(element) else ""
    return ""


def _stands_before_words(element: Element) -> bool:
    """True where the words that could be the name's come behind it, told from names behind their words.

    It opens what holds both, or has a time, or comes first of the two kinds of lines that take turns.
    """
    if CLOCK_BEHIND.search(" ".join("".join(islice(element.itertext(), 8))[: 2 * LONGEST_NAME].split())):
        return True
    for _ in range(4):
        parent = element.getparent()
        if parent is None:
            return False
        is_first = element.getprevious() is None and not (parent.text or "").strip()
        if element.getnext() is None and not (element.tail or "").strip():
            if not is_first:
                return False
            element = parent  # alone in its box: what the box stands before counts
            continue
        return is_first or _opens_kinds(element, parent)
    return False


def _opens_kinds(element: Element, parent: Element) -> bool:
    """True where lines of the element's kind and lines of the next one's take turns, and its own kind comes first."""
    following = element.getnext()
    if following is None:
        return False
    own, other = _kind(element), _kind(following)
    first = next(kind for kind in map(_kind, parent) if kind in (own, other))
    return own != other and first == own


def _kind(element: Element) -> tuple[str, str]:
    return str(element.tag), element.get("class") or ""


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


def _name(element: Element, layout: str) -> str:
    """The element's text if it is a name, without a colon; "" for other words, and for a name behind a dash where the
    layout puts names before their words.
    """
    pieces = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > 2 * LONGEST_NAME:
            return ""
    words = "".join(pieces).strip()
    if words.startswith(tuple(DASHES)):
        return as_name(words.lstrip(f"{DASHES} \t\n\xa0")) if layout.endswith(BEHIND) else ""
    return as_name(words)


def as_name(written: str) -> str:
    """The words as a speaker's name without its colon, "" for words that are none."""
    words = " ".join(written[: 2 * LONGEST_NAME].split()).rstrip(" :.–—-|")
    words = CLOCK_BEHIND.sub("", words)
    return words if len(words) <= LONGEST_NAME and NAME.fullmatch(words) else ""
