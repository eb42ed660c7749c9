"""Finding the passage: where in a source the words of a quotation stand.

First the exact word sequence, all its places counted. Failing that, rare words and word sequences vote for diagonals
(source place minus quotation place); the best windows are aligned, and what is left of the quotation is searched again.
Character-level work happens nowhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from factcheck.text.alignment import CONTENT_WEIGHT, Block, align, weigh
from factcheck.text.encoding import EncodedReading
from factcheck.text.hypotheses import Reading
from factcheck.text.source import SourceText

_WINDOWS = 5  # aligned, the most voted for first; bounds the work
# A window that holds less of the words, in any order, is not aligned: a splice of four has a quarter in its best one.
# Of 405 quotations altered in 15 ways the best window held .56 and more, of absent ones .15 (median).
_LEAST_HELD = 0.25
_SURE_SHARE = 0.85  # a window that carries this much of the words is the place; no other is looked at
_WINDOWS_SEARCHED_ON = 2  # windows whose leftovers are sought elsewhere
_LEFTOVER_WORDS = 4  # shorter leftovers are found by chance
_INNER_LEFTOVER_WORDS = 6  # with agreeing words on both sides, a replaced run is likelier than a splice
_PIECE_CONTENT_WORDS = 2  # "And that's why we need" stands everywhere
_LEFTOVER_WEIGHT, _LEFTOVER_SHARE = 1.5, 0.7  # what a leftover must carry to be sought and to be found; guesses
_NEAR_WORDS = 400  # how far from its neighbour a segment beside an ellipsis is looked for first
# More words left out without a mark than this are not a cut but another place: a piece farther off must stand on its
# own words. A guess between the longest clause that reporters drop in one sentence and the shortest way between two
# sentences (measured: 240 words and more).
SEPARATE_WORDS = 25
_ANCHOR_PLACES = 12  # bounds the work
_MOVED_WORDS, _MOVED_REACH = 3, 40  # words whose order was changed stand close by; a guess
# Fewer words count as moved where they touch the rest, a word or two ("so,") aside: "in Ohio" put behind its sentence.
_TOUCHING_WORDS = 2
_CHANGED_WORDS = 3
_FEWEST_MOVED_WORDS = 2  # one word that stands there too is a replaced one
_STRAY_BLOCKS, _STRAY_SHARE = 3, 0.6  # blocks at an end that may be chance, and how much of its words they may carry
_DEPTH = 3  # leftovers of leftovers; bounds the work
# Of layouts that carry the same words: fewer pieces, then fewer breaks, then less ground. Guesses in words' weight.
_PIECE_COST, _BLOCK_COST, _EXTENT_COST = 0.3, 0.02, 0.00001


@dataclass(frozen=True, slots=True)
class Layout:
    """Agreeing runs in the quotation's order; `weight` of the quotation's words they carry, `score` for choosing."""

    blocks: tuple[Block, ...]
    weight: float
    score: float
    occurrences: int = 1
    is_whole: bool = False  # every word, one unbroken sequence


def separate_pieces(blocks: Sequence[Block], reading: Reading) -> list[list[Block]]:
    """The blocks in groups that stand together in the source, in order and near each other."""
    pieces: list[list[Block]] = []
    for block in blocks:
        last = pieces[-1][-1] if pieces else block
        reach = _NEAR_WORDS if reading.gaps_at(last.quote_end, block.quote) else SEPARATE_WORDS
        if pieces and 0 <= block.source - last.source_end <= reach:
            pieces[-1].append(block)
        else:
            pieces.append([block])
    return pieces


def _is_close(piece: Sequence[Block], main: Sequence[Block]) -> bool:
    """True for words that stand whole just before or after the main piece."""
    away = max(main[0].source - piece[-1].source_end, piece[0].source - main[-1].source_end)
    if 0 <= away <= _TOUCHING_WORDS:
        return True
    return away <= _MOVED_REACH and max(block.size for block in piece) >= _MOVED_WORDS


def main_piece(layout: Layout, pieces: Sequence[Sequence[Block]], reading: Reading) -> Layout:
    """The layout reduced to the piece that carries most."""
    weights = [
        sum(weigh(key) for block in piece for key in reading.keys[block.quote : block.quote_end]) for piece in pieces
    ]
    heaviest = max(range(len(pieces)), key=weights.__getitem__)
    return replace(layout, blocks=tuple(pieces[heaviest]), weight=weights[heaviest], score=weights[heaviest])


def _window(low: int, high: int, diagonal: int) -> tuple[int, int]:
    """The source words beside which the words low..high of a quotation are aligned on a diagonal."""
    slack = max(12, (high - low) // 2)
    return max(0, diagonal + low - slack), diagonal + high + slack


class Finder(EncodedReading):
    """One reading of a quotation, encoded for one source, and the ways to lay it there."""

    def __init__(self, source: SourceText, reading: Reading) -> None:
        super().__init__(source, reading)
        self.source = source

    def whole(self) -> list[Layout]:
        """One layout for each place where the whole reading stands as an unbroken word sequence."""
        places = self.exact_places(0, len(self.codes))
        weight = sum(self.weights)
        return [
            Layout((Block(0, place, len(self.codes)),), weight, weight, len(places), is_whole=True) for place in places
        ]

    def best(self) -> Layout | None:
        """The layout that carries most of the quotation, None where no word of it is found."""
        segments = self.reading.segments
        if not segments:
            return None
        anchor = max(range(len(segments)), key=lambda index: sum(self.weights[slice(*segments[index])]))
        layouts = [self._layout(self._around(anchor, blocks)) for blocks in self._placements(*segments[anchor])]
        return max(layouts, key=lambda layout: layout.score, default=None)

    def _layout(self, blocks: list[Block]) -> Layout:
        ordered = self._held(sorted(blocks, key=lambda block: block.quote))
        weight = sum(sum(self.weights[block.quote : block.quote_end]) for block in ordered)
        breaks = sum(not 0 <= after.source - before.source_end <= _NEAR_WORDS for before, after in pairwise(ordered))
        extent = max(block.source_end for block in ordered) - min(block.source for block in ordered)
        cost = _PIECE_COST * breaks + _BLOCK_COST * len(ordered) + _EXTENT_COST * extent
        return Layout(tuple(ordered), weight, weight - cost)

    def _held(self, blocks: list[Block]) -> list[Block]:
        """The blocks without pieces from elsewhere that are too slight to be more than chance."""
        pieces = separate_pieces(blocks, self.reading)
        if len(pieces) == 1:
            return blocks
        heaviest = max(pieces, key=self._weight)
        kept = [
            piece for piece in pieces if piece is heaviest or self._stands_alone(piece) or _is_close(piece, heaviest)
        ]
        return [block for piece in kept for block in piece]

    def _stands_alone(self, piece: Sequence[Block]) -> bool:
        longest = max(block.size for block in piece)
        content = sum(weight >= CONTENT_WEIGHT for b in piece for weight in self.weights[b.quote : b.quote_end])
        return longest >= _INNER_LEFTOVER_WORDS or (longest >= _LEFTOVER_WORDS and content >= _PIECE_CONTENT_WORDS)

    def _placements(self, low: int, high: int) -> Iterator[list[Block]]:
        """Ways to lay the words low..high into the source."""
        places = self.exact_places(low, high)
        if places:
            yield from ([Block(low, place, high - low)] for place in places[:_ANCHOR_PLACES])
            return
        total = sum(self.weights[low:high])
        windows = []
        for diagonal in self.diagonals(low, high, _WINDOWS):
            held, _ = self._held_in_window(low, high, diagonal)
            blocks = self._aligned(low, high, diagonal) if held >= _LEAST_HELD * total else []
            if blocks:
                windows.append((self._weight(blocks), blocks))
            if windows and windows[-1][0] >= _SURE_SHARE * total:
                break
        windows.sort(key=lambda window: -window[0])
        for _, blocks in windows[:_WINDOWS_SEARCHED_ON]:
            yield self._with_leftovers(low, high, blocks)

    def _aligned(self, low: int, high: int, diagonal: int) -> list[Block]:
        return self._align(low, high, *_window(low, high, diagonal))

    def _held_in_window(self, low: int, high: int, diagonal: int) -> tuple[float, int]:
        """The weight and number of the words low..high that stand in the window at all: more can't be aligned there."""
        start, end = _window(low, high, diagonal)
        present = set(self.source.codes[start:end])
        held = [
            weight for code, weight in zip(self.codes[low:high], self.weights[low:high], strict=True) if code in present
        ]
        return sum(held), len(held)

    def _align(self, low: int, high: int, start: int, end: int) -> list[Block]:
        """The quotation's words low..high aligned with the source's words start..end."""
        blocks = align(
            self.codes[low:high],
            self.source.codes[start:end],
            self.weights[low:high],
            lambda first, last: self.source.breaks(first + start, last + start),
        )
        return [Block(block.quote + low, block.source + start, block.size) for block in blocks]

    def _with_leftovers(self, low: int, high: int, blocks: list[Block], depth: int = 0) -> list[Block]:
        """The blocks and, for runs of the quotation that they leave out, the places elsewhere where these stand."""
        if depth >= _DEPTH:
            return blocks
        blocks = self._without_stray_ends(low, high, blocks)
        found = list(blocks)
        bounds = [(low, blocks[0].quote), (blocks[-1].quote_end, high)]
        inner = [(before.quote_end, after.quote) for before, after in pairwise(blocks)]
        for start, end in bounds:
            near = self._moved(start, end, blocks)
            if near:
                found += near
            elif end - start >= _LEFTOVER_WORDS:
                found += self._elsewhere(start, end, blocks, depth)
        for start, end in inner:
            if end - start >= _INNER_LEFTOVER_WORDS:
                found += self._elsewhere(start, end, blocks, depth)
        return found

    def _moved(self, low: int, high: int, near: Sequence[Block]) -> list[Block]:
        """Where the words low..high stand as they are, close by: the order was changed."""
        if high - low < _FEWEST_MOVED_WORDS:
            return []
        start, end = max(0, near[0].source - _MOVED_REACH), near[-1].source_end + _MOVED_REACH
        if high - low < _MOVED_WORDS or sum(self.weights[low:high]) < CONTENT_WEIGHT:
            start, end = self._touching(low, high, near)
        places = [
            place
            for place in self.exact_places(low, high, start, end)
            if all(place + high - low <= block.source or block.source_end <= place for block in near)
        ]
        return [Block(low, places[0], high - low)] if places else []

    def _touching(self, low: int, high: int, near: Sequence[Block]) -> tuple[int, int]:
        """Where words of an end would stand if they were taken from right beside the other end."""
        reach = high - low + _TOUCHING_WORDS
        if low >= near[-1].quote_end:
            return max(0, near[0].source - reach), near[0].source
        return near[-1].source_end, near[-1].source_end + reach

    def _without_stray_ends(self, low: int, high: int, blocks: list[Block]) -> list[Block]:
        """The blocks without chance words at an end whose words stand together, all of them, somewhere else.

        A splice whose second half shares a "not" with what followed its first half would else hide in a rewording.
        """
        for kept in range(max(1, len(blocks) - _STRAY_BLOCKS), len(blocks)):
            start = blocks[kept - 1].quote_end
            if self._stands_elsewhere(start, high, blocks[kept:]) or self._was_moved(
                start, high, blocks[:kept], blocks[kept:]
            ):
                blocks = blocks[:kept]
                break
        for first in range(min(_STRAY_BLOCKS, len(blocks) - 1), 0, -1):
            end = blocks[first].quote
            if self._stands_elsewhere(low, end, blocks[:first]) or self._was_moved(
                low, end, blocks[first:], blocks[:first]
            ):
                return blocks[first:]
        return blocks

    def _was_moved(self, low: int, high: int, near: Sequence[Block], strays: Sequence[Block]) -> bool:
        """True where the words low..high, of which the strays carry only some, stand whole beside the other blocks.

        Strays that only a changed word or two part from the others are in their place: "I will" for "I want to".
        """
        last, first = (near[-1], strays[0]) if strays[0].quote >= near[-1].quote_end else (strays[-1], near[0])
        gap = range(last.source_end - 1, first.source)
        if len(gap) <= _CHANGED_WORDS + 1 and not any(map(self.source.ends_sentence, gap)):
            return False
        return sum(block.size for block in strays) < high - low and bool(self._moved(low, high, near))

    def _stands_elsewhere(self, low: int, high: int, strays: Sequence[Block]) -> bool:
        weight = sum(self.weights[low:high])
        is_weighty = high - low >= _LEFTOVER_WORDS and weight >= _LEFTOVER_WEIGHT
        return is_weighty and self._weight(strays) <= _STRAY_SHARE * weight and bool(self.exact_places(low, high))

    def _elsewhere(self, low: int, high: int, near: Sequence[Block], depth: int) -> list[Block]:
        weight = sum(self.weights[low:high])
        if weight < _LEFTOVER_WEIGHT:
            return []
        places = self.exact_places(low, high)
        if places:
            place = min(places, key=lambda at: abs(at - near[0].source))
            return [Block(low, place, high - low)]
        best: list[Block] = []
        best_weight = 0.0
        for diagonal in list(self.diagonals(low, high, _WINDOWS))[:2]:
            held, words = self._held_in_window(low, high, diagonal)
            if held < _LEFTOVER_SHARE * weight and words < _INNER_LEFTOVER_WORDS:
                continue
            blocks = self._aligned(low, high, diagonal)
            carried = self._weight(blocks)
            is_held = (
                carried >= _LEFTOVER_SHARE * weight or max((b.size for b in blocks), default=0) >= _INNER_LEFTOVER_WORDS
            )
            if is_held and carried > best_weight:
                best, best_weight = blocks, carried
        if not best:
            return []
        return self._with_leftovers(low, high, best, depth + 1)

    def _weight(self, blocks: Sequence[Block]) -> float:
        return sum(sum(self.weights[block.quote : block.quote_end]) for block in blocks)

    def _around(self, anchor: int, blocks: list[Block]) -> list[Block]:
        """The anchor's blocks and those of the other segments, each looked for beside its neighbour first."""
        segments = self.reading.segments
        found = list(blocks)
        edge = max(block.source_end for block in blocks)
        for low, high in segments[anchor + 1 :]:
            placed = self._beside(low, high, edge, edge + _NEAR_WORDS, is_after=True)
            found += placed
            if placed:
                edge = max(block.source_end for block in placed)
        edge = min(block.source for block in blocks)
        for low, high in reversed(segments[:anchor]):
            placed = self._beside(low, high, max(0, edge - _NEAR_WORDS), edge, is_after=False)
            found += placed
            if placed:
                edge = min(block.source for block in placed)
        return found

    def _beside(self, low: int, high: int, start: int, end: int, *, is_after: bool) -> list[Block]:
        needle = self.codes[low:high]
        codes = self.source.codes
        at = codes.find(needle, start, end) if is_after else codes.rfind(needle, start, end)
        if at >= 0:
            return [Block(low, at, high - low)]
        weight = sum(self.weights[low:high])
        blocks = self._align(low, high, start, min(end, len(codes)))
        if self._weight(blocks) >= _LEFTOVER_SHARE * weight:
            return blocks
        wide = next(iter(self._placements(low, high)), [])
        if weight >= _LEFTOVER_WEIGHT and self._weight(wide) >= _LEFTOVER_SHARE * weight:
            return wide
        return blocks if self._weight(blocks) >= weight / 2 else []
