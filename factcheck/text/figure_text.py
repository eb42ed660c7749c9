"""A text read once for its figures, so that it can be compared with many others."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from factcheck.text.figure_atoms import Atom, cut_atoms, word
from factcheck.text.figure_ellipsis import fill_in_units
from factcheck.text.figure_facts import Fact
from factcheck.text.figure_frames import FrameReader
from factcheck.text.figure_names import find_number_names
from factcheck.text.figure_stems import PLAIN, stem
from factcheck.text.figure_sums import find_changes, find_products, find_shares, find_spans, find_sums
from factcheck.text.moment_reading import find_moments
from factcheck.text.moments import Moment, resolve
from factcheck.text.quantities import Quantity
from factcheck.text.quantity_reader import find_quantities
from factcheck.text.sentences import find_paragraphs, find_sentences
from factcheck.text.telephones import find_telephones


@dataclass(frozen=True)
class FigureText:
    """A text read once for its figures. `written_on` makes dates of "last year"."""

    text: str
    written_on: date | None = None
    atoms: Sequence[Atom] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "atoms", cut_atoms(self.text))

    @cached_property
    def _stated(self) -> tuple[list[Quantity], list[Moment]]:
        names = list(find_number_names(self.text))
        phones = find_telephones(self.text)
        taken = [*names, *((phone.start, phone.end) for phone in phones)]
        moments = list(
            find_moments(self.text, lambda start, end: any(start < high and low < end for low, high in taken))
        )
        taken += [(moment.start, moment.end) for moment in moments]
        quantities = find_quantities(self.text, self.atoms, taken)
        if self.written_on:
            moments = [resolve(moment, self.written_on) for moment in moments]
        moments.sort(key=lambda moment: moment.start)
        return sorted([*quantities, *phones], key=lambda quantity: quantity.start), moments

    @cached_property
    def facts(self) -> list[Fact]:
        """Quantities and moments as stated, in order of place."""
        quantities, moments = self._stated
        if not quantities and not moments:
            return []
        reader = FrameReader(self.atoms, self.sentences, quantities, moments)
        stated = [
            Fact(quantity.words, reader.of_quantity(number), quantity, None, reader.moments_near(number))
            for number, quantity in enumerate(quantities)
        ]
        return [
            *fill_in_units(self.text, stated),
            *(Fact(moment.words, reader.of_moment(n), None, moment) for n, moment in enumerate(moments)),
        ]

    @cached_property
    def derived(self) -> list[Fact]:
        """What follows from the stated: changes of "from 40 to 50", sums of "12 men and 8 women", shares of
        "20 of the 40 beds", years of a span."""
        return [
            *find_changes(self.facts),
            *find_sums(self.text, self.facts),
            *find_shares(self.text, self.facts),
            *find_products(self.facts),
            *find_spans(self.facts),
        ]

    @cached_property
    def roles(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """For each act the names that do it and those it is done to; empty unless the text has one plain figure."""
        quantities = [q for q in self._stated[0] if not q.is_soft and q.partner is None]
        if len(quantities) != 1 or len(self.sentences) > 1:
            return {}
        names = {n for n, atom in enumerate(self.atoms) if atom.raw[:1].isupper() and atom.low not in PLAIN}
        roles = {}
        for place, atom in enumerate(self.atoms):
            if place in names or not atom.is_word or atom.low in PLAIN or atom.low in ("to", "by"):
                continue
            left = frozenset(self.atoms[n].low for n in names if n < place)
            right = frozenset(self.atoms[n].low for n in names if n > place)
            is_passive = word(self.atoms, place - 1) in ("was", "were", "been", "being", "are", "is")
            if is_passive and any(later.low == "by" for later in self.atoms[place:]):
                left, right = right, left
            if left and right:
                roles[stem(atom.low)] = (left, right)
        return roles

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return [
            (sentence.start, sentence.end)
            for paragraph in find_paragraphs(self.text)
            for sentence in find_sentences(self.text, paragraph.start, paragraph.end)
        ] or [(0, len(self.text))]
