"""The reading order of a printed page: columns that were drawn row by row are read one after the other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

# Columns of prose, told from tables, labels and line numbers: so many rows have words on both sides of the gutter, both
# sides are so many characters wide on average, and the right ones begin at one place. Guesses, with a margin: a narrow
# newspaper column holds 25 characters and more.
FEWEST_ROWS = 4
COLUMN_SHARE = 0.5
NARROWEST_COLUMN = 22
SAME_PLACE = 3.0  # points two lines may begin apart and still be in one column
FAR = 2.0  # beside the usual distance of rows: heads and feet of pages stand further off; a guess
CHARACTER_WIDTH = 0.5  # of the size of type, on average over the words of a language


@dataclass(frozen=True, slots=True)
class Piece:
    """Words drawn in one go: text (perhaps with line ends), size of type, and where the baseline begins, in points."""

    text: str
    size: float
    x: float = 0.0
    y: float = 0.0


def in_reading_order(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those of a page drawn across its columns put into the order of the columns."""
    rows = [list(row) for _, row in groupby((piece for piece in pieces if piece.text.strip()), lambda piece: piece.y)]
    gutter = _gutter(rows)
    return list(pieces) if gutter is None else list(_down_columns(rows, gutter))


def _gutter(rows: Sequence[Sequence[Piece]]) -> float | None:
    """Where the right column begins; None for a page without columns, or with columns already in order."""
    starts = Counter(round(row[1].x / SAME_PLACE) for row in rows if len(row) == 2 and _is_apart(row[0], row[1]))
    if not starts:
        return None
    place, _ = starts.most_common(1)[0]
    paired = [row for row in rows if len(row) == 2 and abs(row[1].x / SAME_PLACE - place) <= 1 and _is_apart(*row)]
    if len(paired) < max(FEWEST_ROWS, COLUMN_SHARE * len(rows)):
        return None
    for side in (0, 1):
        if sum(len(row[side].text.strip()) for row in paired) < NARROWEST_COLUMN * len(paired):
            return None
    return min(row[1].x for row in paired)


def _is_apart(left: Piece, right: Piece) -> bool:
    """True where the left words end before the right ones begin, by more than a space or two."""
    width = len(left.text.strip()) * CHARACTER_WIDTH * left.size
    return right.x - left.x > width * 0.8 and right.x > left.x + NARROWEST_COLUMN * CHARACTER_WIDTH * left.size * 0.5


def _down_columns(rows: Sequence[Sequence[Piece]], gutter: float) -> Iterator[Piece]:
    """Each column down to the next row that runs over both, or wide gap; a line end behind every piece."""
    left: list[Piece] = []
    right: list[Piece] = []
    distances = [above[0].y - below[0].y for above, below in pairwise(rows)]
    usual = sorted(distances)[len(distances) // 2]
    for row, distance in zip(rows, [0.0, *distances], strict=True):
        is_across = len(row) == 1 and row[0].x < gutter and not _ends_before(row[0], gutter)
        if is_across or distance > FAR * usual:
            yield from (*left, *right)
            left, right = [], []
        for piece in row:
            column = right if piece.x >= gutter - SAME_PLACE else left
            column.append(Piece(f"{piece.text.strip()}\n", piece.size, piece.x, piece.y))
    yield from (*left, *right)


def _ends_before(piece: Piece, gutter: float) -> bool:
    return piece.x + len(piece.text.strip()) * CHARACTER_WIDTH * piece.size * 0.9 <= gutter
