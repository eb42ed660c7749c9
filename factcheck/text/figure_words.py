"""The atoms of a text as readers of figures walk over them: names and dates already read count as nothing."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from factcheck.text.figure_atoms import Atom, Number, read_number, word


class Words:
    """A text with its atoms; `taken`: the numbers of the atoms that belong to names and dates."""

    def __init__(self, text: str, atoms: Sequence[Atom], taken: Sequence[tuple[int, int]]) -> None:
        self.text, self.atoms = text, atoms
        starts = [atom.start for atom in atoms]
        self.taken = {
            number
            for low, high in taken
            for number in range(max(0, bisect_right(starts, low) - 1), bisect_left(starts, high))
            if atoms[number].end > low
        }

    def word(self, at: int) -> str:
        """The folded form of the atom at `at`; "" outside the text and where it is taken."""
        return "" if at in self.taken else word(self.atoms, at)

    def span(self, at: int, end: int) -> tuple[int, int, str]:
        """Start, end and words of `atoms[at:end]` in the text."""
        start, stop = self.atoms[at].start, self.atoms[end - 1].end
        return start, stop, self.text[start:stop]

    def plain(self, at: int) -> Number | None:
        """A whole number under a thousand without sign, share or unit; None for any other."""
        if at >= len(self.atoms) or at in self.taken or self.word(at) in ("a", "an", "-", "–", "minus"):
            return None
        number = read_number(self.atoms, at)
        isplain = number and not number.is_part and not number.unit and number.value.denominator == 1
        return number if isplain and number and number.value < 1000 else None
