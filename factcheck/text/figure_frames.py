"""What the words around a figure say of it: the thing counted, the act, the direction, denial, and who stands near.

No parsing: the words between two figures of a sentence are shared out between them at commas and "and"."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factcheck.text.figure_atoms import Atom, word
from factcheck.text.figure_lexicon import (
    ACTS,
    AGGREGATES,
    CORRECTING,
    DENYING,
    FALLING,
    NEGATING,
    RISING,
    SUPERSEDED,
    UNSAYING,
)
from factcheck.text.figure_stems import PLAIN, is_plural, is_state, stem, thing_stem, way_of
from factcheck.text.lexicon import FUNCTION_WORDS
from factcheck.text.moments import Moment
from factcheck.text.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Frame:
    """Stems of the words before and after a figure and in its whole sentence, and what they say of it."""

    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    sentence: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()  # of the sentence, without acts
    names: frozenset[str] = frozenset()  # capitals among `before` and `after`
    acts: frozenset[str] = frozenset()
    sentence_acts: frozenset[str] = frozenset()
    thing: str = ""
    direction: int = 0
    aspect: str = ""  # "change", "to", "from"
    is_negated: bool = False
    aggregate: str = ""
    winners: frozenset[str] = frozenset()
    losers: frozenset[str] = frozenset()
    sentence_number: int = 0


_BREAKS = frozenset("; : — ( ) ! ?".split())


_CLAUSE_WORDS = frozenset("but while whereas although though because which who when whose where".split())


# A denial or correction is looked for this many words away; longer sentences are lists. A guess.
_REACH = 60
# Only figures this near in number can stand between a figure and its words.
_NEIGHBOURS = 4


_ARRIVING = frozenset("reach reached reaches reaching hit hits totalled totaled topped exceeded neared".split())


class FrameReader:
    """Shares out the words of a text among its figures."""

    def __init__(
        self,
        atoms: Sequence[Atom],
        sentences: Sequence[tuple[int, int]],
        quantities: list[Quantity],
        moments: list[Moment],
    ) -> None:
        self.atoms, self.sentences, self.quantities, self.moments = atoms, sentences, quantities, moments
        self._starts = [atom.start for atom in atoms]
        ends = [end for _, end in sentences]
        self._sentence_of = [bisect_right(ends, atom.start) for atom in atoms]
        self._bounds: dict[int, tuple[int, int]] = {}
        for number, sentence in enumerate(self._sentence_of):
            low, _ = self._bounds.get(sentence, (number, number))
            self._bounds[sentence] = (low, number + 1)
        self._cores = [self._core(quantity) for quantity in quantities]
        self._spans = [self._atoms_between(moment.start, moment.end) for moment in moments]
        self._figure_atoms = {place for span in (*self._cores, *self._spans) for place in range(*span)}
        self._wholes: dict[int, tuple[frozenset[str], frozenset[str], frozenset[str]]] = {}

    def _atoms_between(self, start: int, end: int) -> tuple[int, int]:
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return (low, high) if low < high else (0, 1)

    def _core(self, quantity: Quantity) -> tuple[int, int]:
        if quantity.digits:
            return self._atoms_between(quantity.start, quantity.end)
        return min(bisect_left(self._starts, quantity.start), quantity.core[0]), quantity.core[1]

    def _whole(self, sentence: int) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Stems, nouns and acts of a whole sentence, read once for all its figures."""
        if sentence not in self._wholes:
            places = range(*self._bounds[sentence])
            self._wholes[sentence] = (
                frozenset(self._stems(places)),
                frozenset(self._nouns(places)),
                self._acts(places),
            )
        return self._wholes[sentence]

    def of_quantity(self, number: int) -> Frame:
        """The frame of the quantity of that number."""
        quantity = self.quantities[number]
        low, high = self._cores[number]
        frame = self._frame(low, high, self._cores, number)
        thing = self._thing(quantity, high)
        frame = replace(frame, thing=thing)
        if quantity.partner is not None:
            winners, losers = self._sides(low, high)
            frame = replace(frame, winners=winners, losers=losers)
        return frame

    def of_moment(self, number: int) -> Frame:
        """The frame of the moment of that number."""
        low, high = self._spans[number]
        return self._frame(low, high, self._spans, number)

    def _frame(self, low: int, high: int, others: Sequence[tuple[int, int]], number: int) -> Frame:
        if not self.atoms:
            return Frame()
        sentence = self._sentence_of[min(low, len(self.atoms) - 1)]
        first, last = self._bounds[sentence]
        before, after = self._shares(
            low, high, first, last, others[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS]
        )
        stems, nouns, sentence_acts = self._whole(sentence)
        acts = self._acts([*before, *after])
        direction, aspect = self._direction(low, high, first, last, before)
        return Frame(
            before=frozenset(self._stems(before)),
            after=frozenset(self._stems(after)),
            sentence=stems,
            nouns=nouns,
            names=frozenset(self._names([*before, *after], first)),
            acts=acts,
            sentence_acts=sentence_acts,
            direction=direction,
            aspect=aspect,
            is_negated=self._is_negated(low, high, first, last),
            aggregate=self._aggregate([*before, *after], low),
            sentence_number=sentence,
        )

    def _shares(
        self, low: int, high: int, first: int, last: int, others: Sequence[tuple[int, int]]
    ) -> tuple[range, range]:
        """The atoms before and after that belong to this figure rather than to its neighbours."""
        previous = max((end for start, end in others if end <= low and start < low), default=first)
        following = min((start for start, _ in others if start >= high), default=last)
        begin, end = max(first, previous), min(last, following)
        cut = first if previous <= first else None
        for place in range(low - 1, begin - 1, -1):
            if self._is_break(place) or (cut is None and self.atoms[place].low in ("and", ",")):
                begin = place + 1
                break
        stop = end
        for place in range(high, end):
            if self._is_break(place) or (end < last and self.atoms[place].low in ("and", ",")):
                stop = place
                break
        return range(begin, low), range(high, max(high, stop))

    def _is_break(self, place: int) -> bool:
        atom = self.atoms[place]
        return atom.low in _BREAKS or atom.low in _CLAUSE_WORDS

    def _stems(self, places: Sequence[int] | range) -> Iterator[str]:
        for place in places:
            atom = self.atoms[place]
            if place not in self._figure_atoms and atom.is_word and atom.low not in PLAIN and len(atom.low) > 1:
                yield stem(atom.low)

    def _nouns(self, places: range) -> Iterator[str]:
        for place in places:
            low = self.atoms[place].low
            if place in self._figure_atoms or not self.atoms[place].is_word or low in PLAIN or len(low) < 2:
                continue
            if low not in ACTS and low not in RISING and low not in FALLING and not low.endswith(("ly", "ed", "ing")):
                yield stem(low)

    def _names(self, places: Sequence[int], first: int) -> Iterator[str]:
        for place in places:
            atom = self.atoms[place]
            if atom.raw[:1].isupper() and place not in self._figure_atoms and atom.low not in PLAIN:
                yield atom.low

    def _acts(self, places: Sequence[int] | range) -> frozenset[str]:
        return frozenset(
            ACTS[self.atoms[place].low]
            for place in places
            if self.atoms[place].low in ACTS and place not in self._figure_atoms
        )

    def _direction(self, low: int, high: int, first: int, last: int, before: range) -> tuple[int, str]:
        lead = word(self.atoms, low - 1)
        aspect = {"to": "to", "from": "from", "by": "change"}.get(lead, "to" if lead in _ARRIVING else "")
        for place in range(low - 1, max(first, low - 8) - 1, -1):
            if place in self._figure_atoms and self.atoms[place].value is not None and place < before.start:
                break
            found = way_of(self.atoms[place].low)
            if found and not (self.atoms[place].low == "up" and word(self.atoms, place + 1) in ("to", "with")):
                is_next = low - place <= 1
                return found, aspect or ("change" if is_next or low - place <= 2 else "")
        for place in range(high, min(last, high + 3)):
            if place in self._figure_atoms or self.atoms[place].low in (",", "and", "to", "for"):
                break
            found = way_of(self.atoms[place].low)
            if found:
                is_change = self.atoms[place].low not in ("win", "wins", "won", "lost", "profit", "cut", "loss")
                return found, "change" if is_change or aspect else aspect
        return 0, aspect

    def _is_negated(self, low: int, high: int, first: int, last: int) -> bool:
        lead = [word(self.atoms, low - back) for back in (1, 2)]
        if lead[0] == "not" or lead[0] == "never" or (lead == ["than", "rather"]) or lead == ["of", "instead"]:
            return word(self.atoms, low) not in ("only", "just")
        if self._is_superseded(low, high, first, last):
            return True
        for place in range(low - 1, max(first, low - _REACH) - 1, -1):
            atom = self.atoms[place]
            if atom.low in DENYING:
                return word(self.atoms, place - 1) not in ("not", "never")
            if atom.low in ("but", ";", "—") or (atom.low == "," and self._has_figure(place, low)):
                return False
            if atom.low in NEGATING and atom.low not in ("no", "nor"):
                if any(word(self.atoms, place + ahead) in UNSAYING for ahead in (1, 2, 3)):
                    return False
                if any(word(self.atoms, between) in _CLAUSE_WORDS for between in range(place, low)):
                    return False
                return word(self.atoms, place + 1) not in ("more", "fewer", "less")
            if atom.low == "none":
                return True
        for place in range(high, min(last, high + 12)):
            if self.atoms[place].low in (";", "but", "—"):
                return False
            if self.atoms[place].low in DENYING:
                return word(self.atoms, place - 1) in ("was", "were", "is", "as", "are", "be", "been", "proved")
        return False

    def _is_superseded(self, low: int, high: int, first: int, last: int) -> bool:
        """True for the first figure of "first said 30, later corrected to 13"."""
        last = min(last, high + _REACH)
        if not self._has_figure(high, last):
            return False
        is_corrected = any(self.atoms[place].low in CORRECTING for place in range(high, last))
        leads = {self.atoms[place].low for place in range(max(first, low - 8), low)}
        tail = {self.atoms[place].low for place in range(high, last)}
        return is_corrected or bool(leads & SUPERSEDED and tail & _LATER and leads & _REPORTING)

    def _has_figure(self, low: int, high: int) -> bool:
        return any(place in self._figure_atoms for place in range(low, high))

    def _aggregate(self, places: Sequence[int], low: int) -> str:
        for place in places:
            found = AGGREGATES.get(self.atoms[place].low)
            if found and not (found == "total" and self.atoms[place].low == "combined"):
                return found
        return ""

    def _thing(self, quantity: Quantity, high: int) -> str:
        """The stem of what is counted: the head of the words that follow, "" where no noun does."""
        if quantity.dimension not in ("count", "percent", "ordinal", "rank", "factor"):
            return ""
        start = max(quantity.thing_at, 0)
        candidates: list[str] = []
        for place in range(start, min(start + 6, len(self.atoms))):
            atom = self.atoms[place]
            if place in self._figure_atoms and not candidates and place < high:
                continue
            if atom.low in ("of", "the", "its", "his", "her", "their", "all", "other", "more", "-", "such", "about"):
                if candidates and atom.low != "-":
                    break
                continue
            if not atom.is_word or place in self._figure_atoms or atom.low in _NO_THINGS or is_state(atom.low):
                break
            if atom.low in FUNCTION_WORDS and not candidates:
                break
            if atom.low in FUNCTION_WORDS:
                break
            if atom.low.endswith("ed") and word(self.atoms, place + 1) in _DETERMINERS:
                break  # "over 5,000 signed the petition"
            candidates.append(atom.low)
            if is_plural(atom.low):
                break
        if not candidates:
            return ""
        plural = next((low for low in candidates if is_plural(low)), None)
        return thing_stem(plural or candidates[-1 if len(candidates) < 3 else 0])

    def moments_near(self, number: int) -> tuple[Moment, ...]:
        """The moments said with the quantity of that number: beside it, or the only one of its sentence."""
        low, high = self._cores[number]
        sentence = self._sentence_of[min(low, len(self.atoms) - 1)]
        first, last = self._bounds[sentence]
        before, after = self._shares(
            low, high, first, last, self._cores[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS]
        )
        places = {*before, *after}
        inside = [
            (moment, span) for moment, span in zip(self.moments, self._spans, strict=True) if first <= span[0] < last
        ]
        near = [moment for moment, span in inside if any(place in places for place in range(*span))]
        if near:
            return tuple(near)
        return (inside[0][0],) if len(inside) == 1 else ()

    def _sides(self, low: int, high: int) -> tuple[frozenset[str], frozenset[str]]:
        """Winners and losers by name: "A beat B", "B lost to A", "B were beaten by A"; or who passed and rejected."""
        first, last = self._bounds[self._sentence_of[low]]
        for place in range(first, last):
            atom = self.atoms[place].low
            if (atom not in _WINNING and atom not in _LOSING) or place in range(low, high):
                continue
            left = frozenset(self._side(range(first, place)))
            right = frozenset(self._side([p for p in range(place + 1, last) if not low <= p < high]))
            is_passive = word(self.atoms, place - 1) in ("were", "was", "been", "being", "are", "is") and any(
                self.atoms[p].low == "by" for p in range(place, last)
            )
            wins = (atom in _WINNING) != is_passive
            return (left, right) if wins else (right, left)
        return frozenset(), frozenset()

    def _side(self, places: Sequence[int] | range) -> Iterator[str]:
        for place in places:
            atom = self.atoms[place]
            if atom.is_word and atom.low not in PLAIN and atom.low not in ("match", "game", "final", "home", "points"):
                yield stem(atom.low)


_LATER = frozenset(["later", "but", "now", "then", "subsequently"])


_REPORTING = frozenset("said reported put estimated announced told stated claimed thought believed given".split())


_WINNING = frozenset(
    (
        "beat beats won wins win defeated defeats thrashed edged overcame topped downed beaten hammered crushed"
        " stunned passed approved upheld backed adopted outscored routed trounced"
    ).split()
)


_LOSING = frozenset("lost loses lose fell rejected failed struck".split())


_DETERMINERS = frozenset("the a an its his her their this that these those".split())


_NO_THINGS = frozenset(
    (
        "are were was is be been being had has have died said did do will would could may might in on at to for"
        " from by with as than per and or but when while after before since if who which that this these those"
        " each a an during under over between among voted backed ran came went took left fell rose won lost made"
        " yes no went later earlier ago old away long high tall deep wide aboard marched bid sank lay fled need"
        " needs"
    ).split()
)
