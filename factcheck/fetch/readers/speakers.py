"""Who speaks where on a page whose markup says so: names in bold, in a cell, a heading or an element of their own.

Extraction keeps the words and loses the markup, so the labels are gathered from the tree first and found again in the
text, each by its name and the words that follow it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from factcheck.fetch.readers.page import BLOCKS, CELLS, UNSEEN, Element
from factcheck.text.turns import Turn

# Name words and what stands between them. A role or place may follow, in brackets or after a comma.
NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’\-]{0,30}|Q|A)(?: (?:[A-ZÀ-Þ][\w.'’\-]{0,30}|of|the|de|der|den|van|von|la|le|bin|al|and)){0,6}"
    r"(?:,? \([^()]{1,60}\)){0,2}(?:, [^.:?!]{1,60})?"
)
SPEAKER_CLASS = re.compile(
    r"(?:^|[\s_-])(?:speaker|talker|participant)(?:$|[\s_-]?(?:name|label|title)?(?:$|\s))", re.I
)
CLOCK = re.compile(r"[\[(]?\d{1,3}(?::\d{2}){1,2}[\])]?")
BRACKETED = re.compile(r"\s{0,40}\[([^\[\]]{1,80})\]\s{1,40}(?=\S)")
SOUND = re.compile(r"applause|laugh|music|inaudible|cross-?talk|cheer|unclear|silence|pause|noise|video|clip", re.I)
SURE = "says so"  # a layout that no other words stand in
BEFORE_COLON, TERM = "bold before a colon", "dt"
TELLING = frozenset({BEFORE_COLON, TERM})  # in these one name that comes back is enough
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
BOLD = frozenset({"b", "strong"})
LONGEST_NAME = 80
# A layout is one of speakers where two names and more come back, and most do: headings, terms and bold openings of
# paragraphs rarely come back. An element that calls itself a speaker's needs less.
FEWEST_LABELS = 3
REPEATED_SHARE = 0.5
FEWEST_SPEAKERS = 2
# So many words behind a label tell its place in the text from a mention of the name.
TELLING_WORDS = 3
SEPARATOR = r"[\s:|>•\]–—-]{0,12}"


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's name as it stands on the page, and the first words behind it.

    `is_sure` where few words but a speaker's name stand so: a short interview is told by such labels.
    """

    name: str
    words: tuple[str, ...]
    is_sure: bool = False


def find_labels(tree: Element) -> list[Label]:
    """The speaker labels in an element of a cleaned page, in order; empty where its markup names no speakers."""
    return chosen_labels(_candidates(tree))


def chosen_labels(candidates: Iterable[tuple[str, str, str]]) -> list[Label]:
    """The labels among (layout, name, words behind it), in order: those of the layouts in which names come back."""
    by_layout: dict[str, list[tuple[int, Label]]] = defaultdict(list)
    for at, (layout, name, behind) in enumerate(candidates):
        words = behind.lstrip(" \t\r\n:\xa0").split()[:TELLING_WORDS]
        if words:
            by_layout[layout].append((at, Label(name, tuple(words), layout in {SURE, *TELLING})))
    found = [
        entry
        for layout, entries in by_layout.items()
        if _are_speakers(layout, [label.name for _, label in entries])
        for entry in entries
    ]
    return [label for _, label in sorted(found, key=lambda entry: entry[0])]


def turns_in(text: str, labels: Iterable[Label]) -> tuple[Turn, ...]:
    """The turns of the labels that the text holds, in order."""
    starts: list[tuple[int, int, str]] = []
    at = 0
    for label in labels:
        name = r"\s+".join(map(re.escape, label.name.split()))
        words = r"\s+".join(map(re.escape, label.words))
        place = re.compile(rf"\b{name}{SEPARATOR}(?={words})").search(text, at)
        if place:
            starts.append((place.start(), place.end(), label.name))
            at = place.end()
    ends = [start for start, _, _ in starts[1:]] + [len(text)]
    return tuple(
        Turn(name, start, end, words_start) for (start, words_start, name), end in zip(starts, ends, strict=False)
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
    """The layout, the name and the words behind it for every name that stands where a layout puts speakers."""
    chunks: list[str] = []
    waiting: list[tuple[str, str, int]] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            text = element.text
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
        if layout and (name := _name(element)):
            waiting.append((layout, name, len(chunks)))
        if element.tail and element.tail.strip():
            chunks.append(element.tail)
    for layout, name, behind in waiting:
        yield layout, name, " ".join(chunks[behind : behind + 4])


def _layout(element: Element) -> str:
    """The layout in which the element could be a speaker's name, "" for none."""
    tag = element.tag
    if SPEAKER_CLASS.search((element.get("class") or "")[:200]) and tag not in {"body", "article", "main"}:
        return SURE
    if tag == TERM or tag in HEADINGS:
        return str(tag)
    if tag in CELLS and element.getnext() is not None and _is_first_cell(element.getprevious()):
        return "cell"
    if (tag in BOLD or tag == "cite") and _begins_line(element):
        if tag == "cite":
            return "cite"
        is_before_colon = _ends_in_colon(element) or (element.tail or "").lstrip().startswith(":")
        return BEFORE_COLON if is_before_colon else "bold"
    return ""


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
        return before.tag in BLOCKS and not (before.tail or "").strip()
    parent = element.getparent()
    if parent is None or (parent.text or "").strip():
        return False
    return parent.tag in BLOCKS or parent.tag in CELLS or _begins_line(parent)


def _name(element: Element) -> str:
    """The element's text if it is a name, without a colon; "" for other words."""
    pieces = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > 2 * LONGEST_NAME:
            return ""
    return as_name("".join(pieces))


def as_name(written: str) -> str:
    """The words as a speaker's name without its colon, "" for words that are none."""
    words = " ".join(written[: 2 * LONGEST_NAME].split()).rstrip(" :.–—-|")
    return words if len(words) <= LONGEST_NAME and NAME.fullmatch(words) else ""
