"""Many sources prepared to be searched at once: one index over the words of all of them.

A quotation is looked up in that index first; only the few sources that its exact words or its rare words point to are
then compared with it.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from factcheck.text.alignment import weigh
from factcheck.text.encoding import EncodedReading
from factcheck.text.hypotheses import Reading
from factcheck.text.source import SourceText
from factcheck.text.word_index import UNKNOWN, WordIndex, code_of, number_of

# A source that lacks more of the quotation's weight than this cannot hold it, however it is laid.
LEAST_VOCABULARY = 0.6
_EVERYWHERE = 10_000_000  # exact places are wanted in every source, however many one of them has
# A place with fewer votes than this share of the best one is chance beside it. A guess: tests/text/test_corpus.py.
_LEAST_SHARE_OF_VOTES = 0.5
_WINDOWS_A_SOURCE = 4  # several windows of one source are voted for before the next source; a guess


class Corpus(Mapping[str, SourceText]):
    """Prepared sources by name. Nothing here changes after construction; it may be shared between threads."""

    def __init__(self, sources: Mapping[str, SourceText]) -> None:
        self._sources = dict(sorted(sources.items()))
        self._names = list(self._sources)
        self._starts, self._index = _merged(self._sources.values())

    def __getitem__(self, name: str) -> SourceText:
        return self._sources[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def likeliest(self, read: Sequence[Reading], most: int) -> list[str]:
        """Names of at most `most` sources worth aligning: those with the exact words by name, then by rare words."""
        encoded = [EncodedReading(self._index, reading) for reading in read if reading.tokens]
        if not encoded:
            return []
        exact = {
            bisect_right(self._starts, place) - 1
            for reading in encoded
            for place in reading.exact_places(0, len(reading.codes), most=_EVERYWHERE)
        }
        names = [self._names[number] for number in sorted(exact)[:most]]
        if len(names) < most:
            voted = (self._names[number] for number in self._voted(encoded[-1], most) if number not in exact)
            keys = read[-1].keys
            names += [name for name in voted if holds_enough(self._sources[name], keys)]
            if not names:  # that nothing can be found must still be said by a comparison
                names = [name for name in self._names if holds_enough(self._sources[name], keys)]
        return names[:most]

    def _voted(self, encoded: EncodedReading, most: int) -> list[int]:
        """Numbers of the sources in which the rare words of the quotation stand together, best first."""
        words = len(encoded.codes)
        numbers: dict[int, None] = {}
        diagonals = encoded.diagonals(0, words, _WINDOWS_A_SOURCE * most)
        needed = _LEAST_SHARE_OF_VOTES * max(diagonals.values(), default=0)
        for diagonal, votes in diagonals.items():
            if votes < needed:
                break
            # A diagonal stands for a band of them, which may reach from one source into the next.
            for place in (diagonal, diagonal + words - 1):
                numbers.setdefault(max(0, bisect_right(self._starts, place) - 1))
        return list(numbers)


def holds_enough(source: SourceText, keys: Sequence[str]) -> bool:
    """True where a source holds so many of the words that the quotation may stand in it."""
    needed = LEAST_VOCABULARY * sum(map(weigh, keys))
    return sum(weigh(key) for key in keys if source.holds(key)) >= needed


def _merged(sources: Iterable[SourceText]) -> "tuple[array[int], WordIndex]":
    """Where each source begins in one sequence of all their words, and the index of that sequence.

    An unknown word parts two sources, so that no word sequence reaches from one into the next.
    """
    starts, codes_of_words = array("I"), dict[str, str]()
    places: list[array[int]] = []
    parts: list[str] = []
    start = 0
    for source in sources:
        starts.append(start)
        translation: dict[int, str] = {}
        for word, own_code, own_places in source.words():
            code = codes_of_words.setdefault(word, code_of(len(codes_of_words)))
            if len(codes_of_words) > len(places):
                places.append(array("I"))
            translation[ord(own_code)] = code
            places[number_of(code)].extend([start + place for place in own_places])
        parts.append(source.codes.translate(translation))
        start += len(source) + 1
    return starts, WordIndex(codes_of_words, UNKNOWN.join(parts), places)
