"""Who speaks where on a page whose markup says so: names in bold, in a cell, a heading or an element of their own.

Extraction keeps the words and loses the markup, so the labels are gathered from the tree first and found again in the
text, each by its name and the words that follow it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from lxml import etree

from factcheck.fetch.readers.name_layouts import (
    ANY,
    BEFORE_COLON,
    BEHIND,
    CLOCK,
    CLOCK_BEHIND,
    DASHES,
    LINES,
    LONGEST_NAME,
    QUOTED_IN,
    SURE,
    TERM,
    TIME,
    NameLayouts,
)
from factcheck.fetch.readers.page import CELLS, UNSEEN, Element
from factcheck.text.turns import CAPITAL, Turn

# Name words and what stands between them. A role or place may follow, in brackets or after a comma.
NAME = re.compile(
    rf"(?:{CAPITAL}[\w.'’\-]{{0,30}}|Q|A)"
    rf"(?: (?:{CAPITAL}[\w.'’\-]{{0,30}}|of|the|de|der|den|van|von|la|le|bin|al|and)){{0,6}}"
    r"(?:,? \([^()]{1,60}\)){0,2}(?:, [^.:?!]{1,60})?"
)
CLOCK_BEFORE = re.compile(rf"^[\s:,|–—-]*{TIME}", re.I)
BRACKETED = re.compile(r"\s{0,40}\[([^\[\]]{1,80})\]\s{1,40}(?=\S)")
SOUND = re.compile(r"applause|laugh|music|inaudible|cross-?talk|cheer|unclear|silence|pause|noise|video|clip", re.I)
# What stands in bold, in terms and in first cells as names do, and speaks no more than a heading.
NO_NAMES = frozenset(
    "claim claims rating ruling verdict fact facts pros cons question questions answer answers monday tuesday wednesday"
    " thursday friday saturday sunday photo photos image images caption credit source sources summary background"
    " context conclusion breaking analysis opinion update updated related advertisement more note notes"
    " correction".split()
)
OF_COMPANY = re.compile(
    r"\b(?:images?|news|times|post|press|agency|reuters|getty|media|photos?|ledger|herald|tribune|journal|magazine|"
    r"radio|tv|television|university|institute|ministry|department|inc|ltd|more|less|show|read)\b",
    re.I,
)
TOLD_CHARACTERS = 200  # of a chunk, in which a label's first words stand
MOST_MISSED = 100  # labels in a row that the text does not hold; then the two have nothing in common
TELLING = frozenset({BEFORE_COLON, TERM})  # in these one name that comes back is enough
ATTRIBUTE = "attribute"
NAMED_IN = ("data-speaker", "data-speaker-name", "speaker")  # attributes of an element with a speaker's words
LONGEST_QUOTE = 10_000  # characters between the first of the words and the name behind them; a guess
# A layout is one of speakers where two names and more come back, and most do: headings, terms and bold openings of
# paragraphs rarely come back. An element that calls itself a speaker's needs less.
FEWEST_LABELS = 3
REPEATED_SHARE = 0.5
FEWEST_SPEAKERS = 2
# So many words behind a label tell its place in the text from a mention of the name.
TELLING_WORDS = 3
SPOKEN_WORDS = 4  # as many as somebody could have said; a guess
SEPARATOR = rf"(?:[\s:.|>•\]–—-]|(?i:{TIME})){{0,12}}"
NAME_BEGINS = r"(?<![^\W\d_])"  # a time may stand right before a name
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
    found: list[Turn] = []
    at = since = missed = 0
    for label in labels:
        if missed > MOST_MISSED:
            break
        missed += 1
        # An element that gives the name with an office around an element that gives the name: one place, read again.
        is_around = bool(found) and label.name != found[-1].speaker and found[-1].speaker in label.name
        turn = _turn_of(text, label, since if is_around else at)
        if turn is None:
            continue
        if is_around and turn.start <= found[-1].words_start:
            found.pop()
        else:
            since = at
        found.append(turn)
        at, missed = turn.end if label.is_behind else turn.words_start, 0
    ends = [turn.start for turn in found[1:]] + [len(text)]
    return tuple(
        replace(turn, end=end if turn.end == turn.words_start else turn.end)
        for turn, end in zip(found, ends, strict=False)
    )


def _turn_of(text: str, label: Label, at: int) -> Turn | None:
    """The turn of a label that stands behind `at`, None for none; it ends where its words begin if they follow it."""
    name = r"\s+".join(map(re.escape, label.name.split()))
    words = r"\s+".join(map(re.escape, label.words))
    if label.is_behind:
        begin = re.compile(rf"(?<!\w){words}").search(text, at)
        end = begin and re.compile(rf"[\s–—―-]*\b{name}").search(text, begin.end(), begin.end() + LONGEST_QUOTE)
        return Turn(label.name, begin.start(), end.start(), begin.start()) if begin and end else None
    place = re.compile(rf"{NAME_BEGINS}{name}{SEPARATOR}(?={words})" if label.is_shown else words).search(text, at)
    if place is None:
        return None
    words_start = place.end() if label.is_shown else place.start()
    return Turn(label.name, place.start(), words_start, words_start)


def _are_speakers(layout: str, names: Sequence[str]) -> bool:
    if layout.startswith((ANY, "summary")) or layout.endswith(BEHIND):
        # Lines and captions of all kinds look so. People have two names there, and are no agencies.
        persons = [name for name in names if " " in name and not OF_COMPANY.search(name)]
        if len(persons) < len(names):
            return False
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
    layouts = NameLayouts()
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
        layout = layouts.of(element)
        if layout and (name := _name(element, layout)):
            quote = _quote_before(element, layout)
            first = len(chunks) if quote is None else began.get(quote, len(chunks))
            if quote is None or first < len(chunks) - 1:
                waiting.append((layout, name, first))
                before = len(chunks) - sum(1 for piece in element.itertext() if piece.strip()) - 1
                words_before.setdefault(layout, chunks[before] if before >= 0 else "")
        if element.tail and element.tail.strip():
            around = element.getparent()
            if around is not None and around.tag == "blockquote" and (name := _name_behind_dash(element.tail)):
                waiting.append((f"dash{BEHIND}", name, began[around]))
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
            # The first words of each chunk are enough: one may be the whole page, under a thousand names.
            yield layout, name, " ".join(chunk[:TOLD_CHARACTERS] for chunk in chunks[first : first + 4])


def _are_spoken(chunks: Sequence[str], firsts: Sequence[int]) -> bool:
    """True where most names have words beside them that somebody could have said; menus have a word or two."""
    beside = (_behind_time(chunks, first) for first in firsts if first < len(chunks))
    return 2 * sum(len(words.split()) >= SPOKEN_WORDS for words in beside) > len(firsts)


def _behind_time(chunks: Sequence[str], first: int) -> str:
    """The chunk, or the one behind it where it is the time of the words."""
    return chunks[first + 1] if CLOCK.fullmatch(chunks[first].strip()) and first + 1 < len(chunks) else chunks[first]


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
    if words.startswith(DASHES):
        return as_name(words.lstrip("–—―- \t\n\xa0")) if layout.endswith(BEHIND) else ""
    return as_name(words)


def _name_behind_dash(words: str) -> str:
    """The name of "— Anna Roe (@roe)" as posts have it below their words, "" for other words."""
    words = words.strip()
    return as_name(words.lstrip("–—―- \xa0")) if words.startswith(DASHES) else ""


def as_name(written: str) -> str:
    """The words as a speaker's name without its colon, "" for words that are none."""
    words = " ".join(written[: 2 * LONGEST_NAME].split()).rstrip(" :.–—-|")
    words = CLOCK_BEHIND.sub("", words)
    is_name = len(words) <= LONGEST_NAME and NAME.fullmatch(words) and words.casefold() not in NO_NAMES
    return words if is_name else ""
