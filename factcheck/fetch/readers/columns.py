"""The reading order of a printed page: columns one after the other, however they were drawn."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from factcheck.fetch.readers.glyphs import Span
from factcheck.fetch.readers.rows import Row

# Columns of prose, told from tables, labels and line numbers: both sides are so many letters wide on average, at least
# so many rows high, and set as closely as each other. Guesses, with a margin: a narrow newspaper column holds 25.
FEWEST_ROWS = 4
FEWEST_BESIDE = 2  # of the shorter column
NARROWEST_COLUMN = 20
SAME_PLACE = 3.0  # points two lines may begin apart and still be in one column
CANDIDATES = 8
BEGIN_THERE = 0.5  # of the right column's lines; others are set in
MOST_PARTED = 0.2  # of the rows may run on over the gutter without a gap
AS_CLOSE = 1.8  # beside the other side's distance of rows: names beside long speeches stand further apart
DEEPEST = 4  # columns in columns
FAR = 1.8  # beside the usual distance of rows: heads and feet of pages stand further off; a guess
EDGE_ROWS = 3
EDGE_LETTERS = 90  # heads and feet are short
# A column of numbers beside the lines of a record counts in ones or fives from line to line.
FEWEST_NUMBERS = 4
STEPS = (1, 2, 5, 10)
IN_STEP = 0.9
OUTSIDE = 0.9
MARGIN_NUMBER = re.compile(r"\d{1,4}")
SMALL_NOTE = 0.9  # type of a side note beside the body's


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are read one after the other. `is_edge` marks the head or foot of a page."""

    rows: tuple[Row, ...]
    is_edge: bool = False


def blocks_of(rows: Sequence[Row]) -> list[Block]:
    """The rows of a page, top to bottom, in the blocks they are read in."""
    rows = [row for row in _without_margin_numbers(rows) if row.parts]
    top, bottom = _edges(rows)
    blocks = [Block(tuple(row for row in rows[:top]), True)] if top else []
    blocks += [Block(tuple(found)) for found in _down(rows[top:bottom], 0)]
    return blocks + ([Block(tuple(rows[bottom:]), True)] if bottom < len(rows) else [])


def sheets_of(rows: Sequence[Row], width: float, height: float) -> list[list[Row]]:
    """The rows of each page where two were printed side by side on one sheet; one list for a single page."""
    left = [row for row in rows for part in row.parts if part.x1 <= width / 2]
    right = [row for row in rows for part in row.parts if part.x0 >= width / 2]
    crossing = sum(part.x0 < width / 2 < part.x1 for row in rows for part in row.parts)
    if width < 1.2 * height or crossing or min(len(left), len(right)) < FEWEST_ROWS:
        return [list(rows)]
    letters = [
        sum(len(part.text) for row in rows for part in row.parts if (part.x0 >= width / 2) is side)
        for side in (False, True)
    ]
    if min(letters) < NARROWEST_COLUMN * FEWEST_ROWS:
        return [list(rows)]
    return [list(_side(rows, width / 2, side)) for side in (False, True)]


def _side(rows: Sequence[Row], gutter: float, is_right: bool) -> Iterator[Row]:
    for row in rows:
        parts = [part for part in row.parts if (part.x0 >= gutter - SAME_PLACE) is is_right]
        if parts:
            yield Row(row.y, max(part.size for part in parts), parts)


def _edges(rows: Sequence[Row]) -> tuple[int, int]:
    """Behind how many rows the head of the page ends, and where its foot begins: a wide gap sets them off."""
    usual = usual_distance(rows)
    top, bottom = 0, len(rows)
    if not usual or len(rows) < 3:
        return top, bottom
    most = min(EDGE_ROWS, len(rows) // 2)
    for at in range(1, most + 1):
        if rows[at - 1].y - rows[at].y > FAR * usual and all(len(row.text) < EDGE_LETTERS for row in rows[:at]):
            top = at
    for at in range(len(rows) - 1, max(top, len(rows) - 1 - most), -1):
        if rows[at - 1].y - rows[at].y > FAR * usual and all(len(row.text) < EDGE_LETTERS for row in rows[at:]):
            bottom = at
    return top, bottom


def usual_distance(rows: Sequence[Row]) -> float:
    """The distance most rows have from the next, in points; 0 for fewer than two rows."""
    distances = sorted(above.y - below.y for above, below in pairwise(rows) if above.y - below.y > 1)
    return distances[(len(distances) - 1) // 2] if distances else 0.0


def _down(rows: Sequence[Row], depth: int) -> Iterator[list[Row]]:
    """The rows in blocks: those over all columns as they stand, columns one after the other."""
    zones = _best_zones(rows) if depth < DEEPEST and len(rows) >= FEWEST_ROWS else None
    if zones is None:
        yield list(rows)
        return
    gutter, spans = zones
    at = 0
    for start, end in spans:
        if start > at:
            yield from _down(rows[at:start], depth + 1)
        parted = [_parted(row, gutter) for row in rows[start:end]]
        for is_right in (False, True):
            yield from _down(list(_side(parted, gutter, is_right)), depth + 1)
        at = end
    if at < len(rows):
        yield from _down(rows[at:], depth + 1)


def _best_zones(rows: Sequence[Row]) -> tuple[float, list[tuple[int, int]]] | None:
    """Where the right column begins, and the stretches of rows that leave the space before it free."""
    starts = Counter(round(part.x0 / SAME_PLACE) for row in rows for part in row.parts)
    leftmost = min(starts)
    best: tuple[int, float, list[tuple[int, int]]] | None = None
    for place, _ in starts.most_common(CANDIDATES):
        if place <= leftmost + 2:
            continue
        gutter = min(part.x0 for row in rows for part in row.parts if abs(part.x0 / SAME_PLACE - place) <= 1)
        zones = [zone for zone in _free_stretches(rows, gutter) if _are_columns(rows[zone[0] : zone[1]], gutter)]
        covered = sum(end - start for start, end in zones)
        if covered and (best is None or covered > best[0] or (covered == best[0] and gutter < best[1])):
            best = covered, gutter, zones
    return (best[1], best[2]) if best else None


def _free_stretches(rows: Sequence[Row], gutter: float) -> Iterator[tuple[int, int]]:
    start = 0
    for at, row in enumerate(rows):
        if any(part.x0 < gutter - SAME_PLACE and part.x1 > gutter - 1 for part in _parted(row, gutter).parts):
            if at > start:
                yield start, at
            start = at + 1
    if start < len(rows):
        yield start, len(rows)


def _parted(row: Row, gutter: float) -> Row:
    """The row, words that run on over a narrow gutter parted where the right column begins."""
    parts: list[Span] = []
    for part in row.parts:
        at = next(
            (
                at
                for at in range(1, len(part.text))
                if part.text[at - 1] == " " and abs(part.xs[at] - gutter) < SAME_PLACE
            ),
            None,
        )
        if at is None:
            parts.append(part)
        else:
            parts += [part.part(0, at - 1), part.part(at, len(part.text))]
    return Row(row.y, row.size, parts) if len(parts) > len(row.parts) else row


def _are_columns(rows: Sequence[Row], gutter: float) -> bool:
    parted = sum(len(_parted(row, gutter).parts) > len(row.parts) for row in rows)
    if parted > MOST_PARTED * len(rows):
        return False  # words of one column that happen to begin below each other
    sides = [list(_side([_parted(row, gutter) for row in rows], gutter, is_right)) for is_right in (False, True)]
    if max(map(len, sides)) < FEWEST_ROWS or min(map(len, sides)) < FEWEST_BESIDE:
        return False
    if any(_letters(side) < NARROWEST_COLUMN * len(side) for side in sides):
        return False
    if sum(row.x0 - gutter < 2 * SAME_PLACE for row in sides[1]) < BEGIN_THERE * len(sides[1]):
        return False
    distances = [usual_distance(side) for side in sides]
    return min(distances) > 0 and max(distances) <= AS_CLOSE * min(distances)


def _letters(rows: Sequence[Row]) -> int:
    return sum(character.isalpha() or character == " " for row in rows for character in row.text)


def _without_margin_numbers(rows: Sequence[Row]) -> list[Row]:
    """The rows without a column of numbers that counts lines, at the left or right edge of the words."""
    rows = list(rows)
    for is_right in (False, True):
        ends: dict[int, list[tuple[int, Span]]] = {}
        for at, row in enumerate(rows):
            part = row.parts[-1 if is_right else 0]
            if MARGIN_NUMBER.fullmatch(part.text):
                ends.setdefault(round(part.x1 / (2 * SAME_PLACE)), []).append((at, part))
        columns: list[list[tuple[int, Span]]] = [
            ends.get(place, []) + ends.get(place + 1, []) for place in sorted(ends)
        ]
        longest: list[tuple[int, Span]] = max(columns, key=len, default=[])
        column = sorted(longest, key=lambda entry: entry[0])
        if _counts_lines(column, rows, is_right):
            for at, part in column:
                kept = [other for other in rows[at].parts if other is not part]
                rows[at] = Row(rows[at].y, rows[at].size, kept)
            rows = [row for row in rows if row.parts]
    return rows


def _counts_lines(column: Sequence[tuple[int, Span]], rows: Sequence[Row], is_right: bool) -> bool:
    if len(column) < FEWEST_NUMBERS:
        return False
    numbers = [int(part.text) for _, part in column]
    steps = Counter(after - before for before, after in pairwise(numbers))
    step, count = steps.most_common(1)[0]
    if step not in STEPS or count < IN_STEP * (len(numbers) - 1) - 1:
        return False
    edge = min(part.x0 for _, part in column) if is_right else max(part.x1 for _, part in column)
    own = {id(part) for _, part in column}
    others = [part for row in rows for part in row.parts if id(part) not in own]
    outside = sum((part.x1 <= edge + 1) if is_right else (part.x0 >= edge - 1) for part in others)
    return bool(others) and outside >= OUTSIDE * len(others)


def without_side_notes(rows: Sequence[Row], size: float) -> tuple[list[Row], list[Row]]:
    """The rows, and the notes in small type that stand beside them in the margin. `size` is that of the body's type."""
    body = [part for row in rows for part in row.parts if part.size >= SMALL_NOTE * size]
    if not body:
        return list(rows), []
    left = sorted(part.x0 for part in body)[len(body) // 10]
    right = sorted(part.x1 for part in body)[len(body) * 9 // 10]
    kept, notes = [], []
    for row in rows:
        outside = [
            part
            for part in row.parts
            if part.size < SMALL_NOTE * size and (part.x1 <= left + 1 or part.x0 >= right - 1)
        ]
        inside = [part for part in row.parts if part not in outside]
        if outside:
            notes.append(Row(row.y, outside[0].size, outside))
        if inside:
            kept.append(replace(row, parts=inside))
    return kept, notes
