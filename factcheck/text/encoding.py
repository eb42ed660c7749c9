"""A reading of a quotation in the words of an index: where its word sequences stand, and what its rare words vote for.

Votes are for diagonals: source place minus quotation place, the same for all words of an unchanged passage.
"""

from collections.abc import Iterator, Sequence
from heapq import nlargest
from math import log

from factcheck.text.alignment import weigh
from factcheck.text.hypotheses import Reading
from factcheck.text.word_index import UNKNOWN, WordIndex

MOST_PLACES = 200  # occurrences of one word sequence that are counted; more say nothing more
_MOST_VOTES = 250  # places read for one quotation: a fraction of a millisecond
_SURE_VOTERS = 3  # so many of the rarest words vote even beyond _MOST_VOTES
_VOTING_WORDS = 16  # of the rarest; bounds the work
_COMMONEST_VOTER = 400  # a word with more places than this votes only inside a sequence
# Beyond 400,000 words both limits grow with the text, so that as many words vote: one place in so many.
_WORDS_A_VOTER, _WORDS_A_VOTE = 1_000, 2_000
# A look at one place costs what scanning so many words does (measured: .66 against .0014 microseconds).
_WORDS_A_LOOK = 450
_SEQUENCE_WORDS = 4  # length of the word sequences that vote when no word is rare
_VOTING_SEQUENCES = 8  # of the rarest; bounds the work


class EncodedReading:
    """One reading of a quotation, encoded for one index: of each word its weight, its places and their number."""

    def __init__(self, index: WordIndex, reading: Reading) -> None:
        self.index = index
        self.reading = reading
        self.codes = index.encode(reading.keys)
        self.weights = [weigh(key) for key in reading.keys]
        self.places = list(map(index.places_of, self.codes))
        self.counts = list(map(len, self.places))
        self._commonest_voter = max(_COMMONEST_VOTER, len(index) // _WORDS_A_VOTER)

    def exact_places(
        self, low: int, high: int, start: int = 0, end: int | None = None, most: int = MOST_PLACES
    ) -> list[int]:
        """Indices where the quotation's words low..high stand in sequence, ascending, at most `most`."""
        needle = self.codes[low:high]
        if not needle or UNKNOWN in needle:
            return []
        rarest = min(range(low, high), key=self.counts.__getitem__)
        if self.counts[rarest] <= max(_COMMONEST_VOTER, len(self.index) // _WORDS_A_LOOK):
            return self._places_around(low, high, rarest, start, end)[:most]
        places: list[int] = []
        at = self.index.codes.find(needle, start, end)
        while at >= 0 and len(places) < most:
            places.append(at)
            at = self.index.codes.find(needle, at + len(needle), end)
        return places

    def _places_around(self, low: int, high: int, rarest: int, start: int, end: int | None) -> list[int]:
        """The same as a search of the whole text, from the few places of the rarest word."""
        needle, codes = self.codes[low:high], self.index.codes
        limit = (len(codes) if end is None else min(end, len(codes))) - len(needle)
        before = rarest - low
        found = [at - before for at in self.places[rarest] if at >= before and codes.startswith(needle, at - before)]
        places: list[int] = []
        for at in found:
            if start <= at <= limit and (not places or at >= places[-1] + len(needle)):
                places.append(at)
        return places

    def likelihood(self) -> int:
        """The votes for the best window: how likely it is worth aligning. 0 where nothing votes."""
        bands = self._bands(0, len(self.codes), max(8, len(self.codes)))
        return max(bands.values(), default=0)

    def diagonals(self, low: int, high: int, most: int) -> dict[int, int]:
        """The best-voted differences between source index and quotation index with their votes, best first."""
        width = max(8, (high - low) // 3)
        bands = self._bands(low, high, width)
        # Bands are counted together with their right neighbour, so that no passage falls between two.
        leading = nlargest(3 * most, bands, key=bands.__getitem__)
        paired = {
            band: bands.get(band, 0) + bands.get(band + 1, 0) for band in {*leading, *(band - 1 for band in leading)}
        }
        chosen: list[int] = []
        for band in sorted(paired, key=lambda band: (-paired[band], band)):
            if all(abs(band - other) > 1 for other in chosen):
                chosen.append(band)
            if len(chosen) == most:
                break
        return {(band + 1) * width: paired[band] for band in chosen}

    def _bands(self, low: int, high: int, width: int) -> dict[int, int]:
        """The votes for bands of `width` diagonals (source place minus quotation place)."""
        bands: dict[int, int] = {}
        votes_of = bands.get  # a plain look-up: some hundred votes a quotation are counted here
        for index, places, weight in self._votes(low, high):
            for place in places:
                band = (place - index) // width
                bands[band] = votes_of(band, 0) + weight
        return bands

    def _votes(self, low: int, high: int) -> Iterator[tuple[int, Sequence[int], int]]:
        """Words of the quotation, their places and what each place weighs, in hundredths of a natural logarithm: the
        rarer the word, the heavier.
        """
        total = len(self.index) + 1
        most = max(_MOST_VOTES, total // _WORDS_A_VOTE)
        rare = sorted(filter(self.counts.__getitem__, range(low, high)), key=self.counts.__getitem__)
        read = 0
        for rank, index in enumerate(rare[:_VOTING_WORDS]):
            count = self.counts[index]
            if count > self._commonest_voter or (read + count > most and rank >= _SURE_VOTERS):
                break
            read += count
            yield index, self.places[index], int(100 * log(total / count))
        for index in self._sequences(low, high, rare):
            found = self.exact_places(index, index + _SEQUENCE_WORDS)[:50]
            if found:
                yield index, found, int(150 * log(total / len(found)))

    def _sequences(self, low: int, high: int, rare: Sequence[int]) -> list[int]:
        """Where voting word sequences begin: spread over the quotation, only where rare words are few."""
        few = sum(self.counts[index] <= self._commonest_voter for index in rare[:6]) < 4
        last = high - _SEQUENCE_WORDS
        if not few or last < low:
            return []
        step = max(2, (last - low) // _VOTING_SEQUENCES + 1)
        return list(range(low, last + 1, step))
