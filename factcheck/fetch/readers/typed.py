"""Pages of plain text as a typewriter or a converter leaves them: where each ends, and columns made with spaces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.fetch.readers.columns import blocks_of
from factcheck.fetch.readers.glyphs import Span
from factcheck.fetch.readers.rows import Row

# A line that holds a page's number: "Page 3 of 9", "--- Page 3 ---", "- 3 -", "3 | Page", "3".
PAGE_LINE = re.compile(
    r"[\W_]{0,20}(?:(?P<named>page|p\.|pg\.?|seite|página|pagina)\s{0,3})?(?P<number>\d{1,4})"
    r"(?:\s{0,3}(?:of|/|von|de|sur)\s{0,3}\d{1,4})?(?:\s{0,3}\|\s{0,3}(?P<behind>page))?[\W_]{0,20}",
    re.IGNORECASE,
)
RULE = re.compile(r"[_=*\-–—]{4,200}")
# A number that does not say it is a page's must count on from page to page: so often, with so many lines between.
# Guesses: numbered points have their words beside them, and pages are longer.
FEWEST_PAGES = 3
SHORTEST_PAGE = 5

LETTER = 6.0  # points: a typewriter's letters, and the distance of its lines
LEADING = 12.0
GAP = re.compile(r" {2,}")
MOST_LINES = 400  # of a page: a longer one is none
# Columns of prose have gaps on so many lines, and so many lines that begin in the middle of a sentence. Guesses.
FEWEST_GAPS = 0.4
RUNNING_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    number: int
    is_named: bool


def with_page_ends(text: str) -> str:
    """The text with a form feed in place of each line that holds a page's number, and of a rule beside it."""
    lines = text.split("\n")
    ends = {mark.at for mark in _page_marks(lines)}
    if not ends:
        return text
    kept: list[str] = []
    for at, line in enumerate(lines):
        if at not in ends:
            kept.append(line)
            continue
        while kept and (not kept[-1].strip(" \t") or RULE.fullmatch(kept[-1].strip())):
            kept.pop()
        kept.append("\f")
    return "\n".join(kept)


def _page_marks(lines: Sequence[str]) -> list[_Mark]:
    """The lines that name a page, and those whose number counts on, in order."""
    marks: list[_Mark] = []
    chain: list[_Mark] = []
    words = 0
    for at, line in enumerate(lines):
        written = line.strip()
        match = PAGE_LINE.fullmatch(written) if 0 < len(written) <= 50 else None
        if match is None:
            words += bool(written)
            continue
        mark = _Mark(at, int(match["number"]), bool(match["named"] or match["behind"]))
        if mark.is_named:
            marks.append(mark)
        elif chain and mark.number == chain[-1].number + 1 and words >= SHORTEST_PAGE:
            chain.append(mark)
        elif not chain or len(chain) < FEWEST_PAGES:
            chain = [mark]
        else:
            continue
        words = 0
    return marks + (chain if len(chain) >= FEWEST_PAGES else [])


def without_columns(text: str) -> str:
    """The text, pages whose lines hold two columns and more side by side read one column after the other."""
    pages = text.split("\f")
    return "\f".join(_in_order(page) if "  " in page.strip() else page for page in pages)


def _in_order(page: str) -> str:
    lines = page.expandtabs().split("\n")
    if len(lines) > MOST_LINES:
        return page
    with_gaps = sum(bool(GAP.search(line.strip())) for line in lines)
    if with_gaps < FEWEST_GAPS * sum(bool(line.strip()) for line in lines):
        return page
    rows = [row for at, line in enumerate(lines) if (row := _row(line, -LEADING * at)).parts]
    blocks = [block.rows for block in blocks_of(rows)]
    written = [[" ".join(part.text for part in row.parts) for row in block] for block in blocks]
    is_parted = any(above[-1].y <= below[0].y for above, below in pairwise(blocks))
    if not is_parted or not all(_runs_on(block) for block in written if len(block) > 1):
        return page
    return "\n".join(line for block in written for line in block)


def _row(line: str, y: float) -> Row:
    return Row(y, LETTER, list(_parts(line, y)))


def _parts(line: str, y: float) -> Iterator[Span]:
    at = 0
    for piece in GAP.split(line):
        start = line.index(piece, at) if piece else at
        at = start + len(piece)
        if piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            xs = tuple(LETTER * place for place in range(begin, begin + len(piece.strip()) + 1))
            yield Span(piece.strip(), xs, y, LETTER)


def _runs_on(lines: Sequence[str]) -> bool:
    return sum(line[:1].islower() for line in lines) >= RUNNING_SHARE * len(lines)
