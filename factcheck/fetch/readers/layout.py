"""Printed lines made running text again: what repeats on pages taken out, paragraphs and broken words put together."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from factcheck.fetch.readers.numbering import without_line_numbers

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
PAGE_NUMBER = re.compile(
    r"\W{0,5}(?:page|p\.|seite|página|pagina)?\s{0,3}(?:\d{1,4}|[ivxlc]{1,7})(?:\s{0,3}(?:of|/|von|de)\s{0,3}\d{1,4})?\W{0,5}",
    re.I,
)
LABEL = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{1,40}(?:\([^()]{1,40}\))?:|[QA](?:[.:]|\s{2,}|\s(?=[A-Z]))|[•▪–*-]\s|\(?\d{1,2}[.)]\s)"
)
QUESTION = re.compile(r"^Q[ \t]+(?=[A-Z“\"—–-])")  # printed with a wide gap, which extraction narrows to one space
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ENDS_BROKEN = re.compile(r"[^\W\d_](?:-|\u00ad|\u2010)$")

NOTE_START = re.compile(r"(?:\d{1,3}[.)]?|[*†‡§])\s{0,3}(?=[A-Z“\"(])")
CAPTION = re.compile(
    r"(?:Figure|Fig\.|Table|Chart|Graph|Map|Photo|Plate|Exhibit|Abbildung|Abb\.|Tabelle|Tableau) \d{1,3}\b[.:—–-]?"
)

HEAD_WITH_NUMBER = re.compile(r"\S.{0,80}?[ \t]{2,60}\d{1,4}|\d{1,4}[ \t]{2,60}\S.{0,80}")  # at the edge of a page only
EDGE_LINES = 3  # heads and feet are looked for in so many lines at the top and bottom of a page
SMALL_TYPE = 0.9  # a footnote's type beside the body's: 8 or 9 points beside 10 or 11
WIDE_GAP = (
    1.6  # beside the usual distance of lines: what stands under a rule or a picture is set off by as much; a guess
)
FULL_LINE = 0.8  # a line this long, beside the page's usual one, goes on in the next


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, the size of its type and the height of its baseline on the page, in points (0 when unknown).

    `block` counts the columns and other parts of the page. `is_edge` lines are set off at its top or bottom, `is_head`
    ones are known for a head or foot: they hold the page's number.
    """

    text: str
    size: float = 0.0
    y: float = 0.0
    block: int = 0
    is_edge: bool = False
    is_head: bool = False


@dataclass(slots=True)
class Page:
    """A page's lines from top to bottom, and the footnotes once they were told apart."""

    lines: list[Line]
    notes: list[Line] = field(default_factory=list)


def without_furniture(pages: list[Page]) -> list[Page]:
    """The pages without running heads, feet, page and line numbers, their footnotes and captions set apart."""
    pages = _without_line_numbers(pages)
    repeated = _repeated_edges(pages)
    body_size = _body_size(pages)
    return [_cleared(page, repeated, body_size, is_only=len(pages) == 1) for page in pages]


def _without_line_numbers(pages: list[Page]) -> list[Page]:
    texts = without_line_numbers([line.text for page in pages for line in page.lines])
    stripped = iter(texts)
    return [
        Page([replace(line, text=text) for line in page.lines if (text := next(stripped).strip())], page.notes)
        for page in pages
    ]


def furniture_around(pages: list[Page]) -> list[set[str]]:
    """For each page the lines at its edges that are page numbers or repeat on other pages, as they are written."""
    repeated = _repeated_edges([Page([Line(line.text.strip()) for line in page.lines]) for page in pages])
    found = []
    for page in pages:
        edges = (
            [*page.lines[:EDGE_LINES], *page.lines[-EDGE_LINES:]] if len(page.lines) > EDGE_LINES else page.lines[:1]
        )
        is_head = (line.text for line in edges if HEAD_WITH_NUMBER.fullmatch(line.text.strip()))
        found.append({line.text for line in edges if _is_furniture(line.text.strip(), repeated)} | set(is_head))
    return found


def reflowed(pages: list[Page]) -> str:
    """The pages as running text, a line for each paragraph, footnotes at the end."""
    body = [line.text for page in pages for line in page.lines]
    notes = [line.text for page in pages for line in page.notes]
    usual = _usual_length(body)
    vocabulary = Counter(word.lower() for line in (*body, *notes) for word in WORD.findall(line))
    paragraphs = [*_joined(body, usual, vocabulary), *_joined(notes, _usual_length(notes), vocabulary)]
    return "\n".join(QUESTION.sub("Q\t", paragraph) for paragraph in paragraphs).translate(LIGATURES)


def _repeated_edges(pages: list[Page]) -> set[str]:
    """Lines, digits made alike, that stand in one place at the top or bottom of page after page.

    "Of page after page": on two in five of all pages, or three times within five pages (heads change with the chapter).
    A mere repetition is not enough: answers like "Yes." stand at the top of pages too.
    """
    places: dict[tuple[str, int], list[int]] = {}
    for number, page in enumerate(pages):
        for offset in range(min(EDGE_LINES, len(page.lines))):
            for place, line in ((offset, page.lines[offset]), (-1 - offset, page.lines[-1 - offset])):
                places.setdefault((_pattern(line.text), place), []).append(number)
    return {pattern for (pattern, _), numbers in places.items() if _is_regular(numbers, len(pages))}


def _is_regular(numbers: list[int], page_count: int) -> bool:
    if len(numbers) >= max(2, page_count * 2 / 5):
        return True
    return any(third - first <= 4 for first, third in zip(numbers, numbers[2:], strict=False))


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold()).strip()


def _body_size(pages: list[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _cleared(page: Page, repeated: set[str], body_size: float, is_only: bool) -> Page:
    lines = list(page.lines)
    first, last = 0, len(lines)
    if not is_only:
        while first < min(last, EDGE_LINES) and _is_head(lines[first], repeated):
            first += 1
        while last > max(first, len(lines) - EDGE_LINES) and _is_head(lines[last - 1], repeated):
            last -= 1
    body: list[Line] = []
    notes: list[Line] = []
    for _, block in groupby(lines[first:last], lambda line: line.block):
        column = list(block)
        is_foot = column[0].is_edge and bool(body) and bool(NOTE_START.match(column[0].text))
        said, set_apart = ([], column) if is_foot else _without_notes(column, body_size)
        body += said
        notes += set_apart
    return Page(body, [*notes, *page.notes]) if body else Page(lines[first:last], page.notes)


def _without_notes(lines: list[Line], body_size: float) -> tuple[list[Line], list[Line]]:
    """The lines of one column, and its captions and the footnotes at its end."""
    foot = len(lines)
    while foot > 0 and 0 < lines[foot - 1].size < SMALL_TYPE * body_size:
        foot -= 1
    begin = _notes_begin(lines, 0, foot) if foot else 0
    body, captions = _without_captions(lines[:begin])
    return body, [*captions, *lines[begin:]]


def _notes_begin(lines: list[Line], first: int, last: int) -> int:
    """Where footnotes in the type of the body begin: behind a wide gap, with a number or mark; `last` for none."""
    usual = _usual_leading(lines)
    for at in range(last - 1, first, -1):
        if usual and lines[at - 1].y - lines[at].y > WIDE_GAP * usual:
            return at if NOTE_START.match(lines[at].text) else last
    return last


def _usual_leading(lines: list[Line]) -> float:
    gaps = sorted(above.y - below.y for above, below in pairwise(lines) if above.y > below.y > 0)
    return gaps[len(gaps) // 2] if gaps else 0.0


def _without_captions(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the running text, and those of captions that cut into a sentence or stand at the page's edge."""
    usual = _usual_leading(lines)
    body: list[Line] = []
    captions: list[Line] = []
    for at, line in enumerate(lines):
        gap = lines[at - 1].y - line.y if at else 0.0
        is_set_off = at in (0, len(lines) - 1) or (usual > 0 and gap > WIDE_GAP * usual)
        is_of_caption = bool(captions) and at > 0 and captions[-1] is lines[at - 1] and line.size == captions[-1].size
        if (CAPTION.match(line.text) and is_set_off) or (is_of_caption and 0 < gap < WIDE_GAP * usual):
            captions.append(line)
        else:
            body.append(line)
    return body, captions


def _is_head(line: Line, repeated: set[str]) -> bool:
    return line.is_head or _is_furniture(line.text, repeated)


def _is_furniture(text: str, repeated: set[str]) -> bool:
    return bool(PAGE_NUMBER.fullmatch(text)) or _pattern(text) in repeated


def _usual_length(lines: list[str]) -> int:
    """Length of a full line: nine lines in ten are no longer."""
    lengths = sorted(len(line) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _joined(lines: list[str], usual: int, vocabulary: Counter[str]) -> list[str]:
    paragraphs: list[list[str]] = []
    before = ""
    for line in lines:
        if not paragraphs or _begins_paragraph(before, line, usual):
            paragraphs.append([line])
        elif ENDS_BROKEN.search(before):
            paragraphs[-1][-1] = _mended(paragraphs[-1][-1], line, vocabulary)
        else:
            paragraphs[-1].append(line)
        before = line
    return [" ".join(parts) for parts in paragraphs]


def _begins_paragraph(before: str, line: str, usual: int) -> bool:
    if LABEL.match(line):
        return True
    if line[:1].islower() or ENDS_BROKEN.search(before):
        return False
    is_full = len(before) >= FULL_LINE * usual
    ends_sentence = before.rstrip("\"”’')]").endswith((".", "?", "!", ":", "…"))
    return not is_full if ends_sentence else len(before) < FULL_LINE * usual / 2


def _mended(before: str, line: str, vocabulary: Counter[str]) -> str:
    """Two lines joined over a broken word. A hyphen stays where the document writes the word with one elsewhere."""
    head, mark = before[:-1], before[-1]
    first = WORD.findall(head[-60:])[-1:]
    second = WORD.match(line)
    if mark == "\u00ad" or second is None or not first:
        return head + line
    with_hyphen, without = f"{first[0]}-{second[0]}".lower(), f"{first[0]}{second[0]}".lower()
    keeps = not line[:1].islower() or (vocabulary[with_hyphen] > 0 and vocabulary[without] == 0)
    return f"{head}-{line}" if keeps else head + line
