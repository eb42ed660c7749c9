"""Which lexemes a query asks for together, so that few rows are read. Plain Python.

PostgreSQL intersects lists of rows within its inverted index and reads only rows that are in all of them, and reading
rows is what takes time. So a rare lexeme is asked for alone, commoner ones two, three or four at a time.
"""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.index.lexemes import PAIR_MARK

# A query combines so many of its rarest lexemes. Heavily reworded sentences found among the first 10 of a million:
# with 6 .945, with 8 .975, with 10 .983; each two more double the time.
RAREST = 8
# Lexemes in a larger share of the rows are left out, as long as others are there: their lists are long.
COMMONEST_SHARE = 0.06
FEWEST = 3
MOST_TOGETHER = 4
# Lexemes that together stand in about so many rows need no further one.
FEW_ROWS = 300
MOST_ROWS = 2_500
MOST_CONJUNCTIONS = 40
# Two words of a text stand together so many times as often as chance has it. Guess, from a look at some hundred pairs.
TOGETHER = 3.0

Conjunction = tuple[str, ...]


def conjunctions(known: Mapping[str, int], total: int) -> list[Conjunction]:
    """The sets of lexemes to ask for, the rarest first; a row that holds any of them is worth looking at.

    `known` has the number of rows of each lexeme of the query, `total` that of all rows. At least one set comes back,
    unless nothing is known.
    """
    by_rarity = sorted((rows, lexeme) for lexeme, rows in known.items() if rows > 0)
    rare = [pair for pair in by_rarity if pair[0] <= total * COMMONEST_SHARE]
    if len(rare) < FEWEST:
        rare = by_rarity[:FEWEST]
    found: list[tuple[float, Conjunction]] = []
    _grow(rare[:RAREST], 0, (), float(total), total, found)
    found.sort()
    chosen: list[Conjunction] = []
    spent = 0.0
    for rows, lexemes in found[:MOST_CONJUNCTIONS]:
        if chosen and spent + rows > MOST_ROWS:
            break
        chosen.append(lexemes)
        spent += rows
    return chosen


def _grow(
    rare: list[tuple[int, str]],
    at: int,
    held: Conjunction,
    rows: float,
    total: int,
    found: list[tuple[float, Conjunction]],
) -> None:
    """Add further lexemes to those held until few rows are left, by the number of rows that is expected."""
    if held and (rows <= FEW_ROWS or len(held) == MOST_TOGETHER):
        found.append((rows, held))
        return
    is_whole = bool(held)
    for place in range(at, len(rare)):
        own_rows, lexeme = rare[place]
        if not any(_is_part(lexeme, other) for other in held):
            share = min(1.0, own_rows / total * (TOGETHER if held else 1))
            _grow(rare, place + 1, (*held, lexeme), rows * share, total, found)
            is_whole = False
    if is_whole:
        found.append((rows, held))


def _is_part(first: str, second: str) -> bool:
    """True for a pair and one of its words: where the pair stands the word does, so it leaves no fewer rows."""
    return first in second.split(PAIR_MARK) or second in first.split(PAIR_MARK)
