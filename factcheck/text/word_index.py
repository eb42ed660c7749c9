"""Words as code points, each with its places: what a text, or many, is searched by.

A word is one character of a string, so that an exact word sequence is `str.find` and rapidfuzz aligns plain strings.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping

# Surrogates are skipped; UNKNOWN is never the code of a word.
_FIRST_SURROGATE, _SURROGATES = 0xD800, 0x800
UNKNOWN = "\x00"
_NOWHERE = array("I")


def code_of(number: int) -> str:
    return chr(number + 1 if number + 1 < _FIRST_SURROGATE else number + 1 + _SURROGATES)


def number_of(code: str) -> int:
    number = ord(code) - 1
    return number if number < _FIRST_SURROGATE - 1 else number - _SURROGATES


class WordIndex:
    """The word sequence `codes` and where each word stands in it. `codes_of_words` holds words by first use."""

    __slots__ = ("_codes_of_words", "_places", "codes")

    def __init__(self, codes_of_words: Mapping[str, str], codes: str, places: "list[array[int]]") -> None:
        self.codes = codes
        self._codes_of_words = codes_of_words
        self._places = places

    def __len__(self) -> int:
        """The number of words."""
        return len(self.codes)

    def encode(self, keys: Iterable[str]) -> str:
        """One character a word; words the text does not hold become UNKNOWN."""
        codes = self._codes_of_words
        return "".join([codes.get(key, UNKNOWN) for key in keys])

    def holds(self, key: str) -> bool:
        return key in self._codes_of_words

    def places_of(self, code: str) -> "array[int]":
        """Indices of the words with this code, ascending."""
        return _NOWHERE if code == UNKNOWN else self._places[number_of(code)]

    def words(self) -> "Iterator[tuple[str, str, array[int]]]":
        """Each word with its code and its places, by first use."""
        for (word, code), places in zip(self._codes_of_words.items(), self._places, strict=True):
            yield word, code, places
