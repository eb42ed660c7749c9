"""All quantities of a text, in order: each reader is asked at each word, the first that reads one is believed."""

from collections.abc import Sequence

from factcheck.text.figure_atoms import Atom
from factcheck.text.figure_words import Words
from factcheck.text.measures import read_measured
from factcheck.text.quantities import Quantity
from factcheck.text.rankings import read_rank
from factcheck.text.shares import read_frequency, read_multiple, read_ratio
from factcheck.text.tallies import read_tally
from factcheck.text.vague_counts import read_none, read_vague

_READERS = (read_rank, read_tally, read_ratio, read_multiple, read_frequency, read_measured, read_vague, read_none)


def find_quantities(text: str, atoms: Sequence[Atom], taken: Sequence[tuple[int, int]]) -> list[Quantity]:
    """The quantities of a text in order; characters in the `taken` ranges belong to names and dates."""
    words = Words(text, atoms, taken)
    found: list[Quantity] = []
    at = 0
    while at < len(atoms):
        read = [] if at in words.taken else _read_at(words, at)
        found.extend(read)
        at = max([at + 1, *(quantity.core[1] for quantity in read)])
    return found


def _read_at(words: Words, at: int) -> list[Quantity]:
    for reader in _READERS:
        if read := reader(words, at):
            return read
    return []
