"""A source text prepared once for many comparisons: words as code points, rare words by place, speaker turns.

Nothing here changes after construction, so one object may be shared between threads.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from factcheck.text.sentences import ends_sentence
from factcheck.text.spans import Span
from factcheck.text.tokens import TOKEN, Token, parts_of
from factcheck.text.turns import Turn, find_turns
from factcheck.text.voices import Voices
from factcheck.text.word_index import WordIndex, code_of, number_of

_STOP = re.compile(r"[\n?!:.]")  # without one of these no sentence ends, see `ends_sentence`


class SourceText(WordIndex):
    """A text in which quotations are looked for.

    `turns`: speaker turns known from elsewhere (a subtitle's voice tags); found in the text where None.
    `title`: the document's own title, where the text does not hold it; it may say who "THE PRESIDENT" is.
    `speakers`: label as written to the speaker's name, where somebody has said who stands behind a label.
    """

    __slots__ = (
        "_ends",
        "_starts",
        "_turn_starts",
        "_words",
        "speakers",
        "text",
        "title",
        "turns",
        "voices",
    )

    def __init__(
        self,
        text: str,
        *,
        turns: Sequence[Turn] | None = None,
        title: str | None = None,
        speakers: Mapping[str, str] | None = None,
    ) -> None:
        self.text = text
        self.title = title or ""
        self.speakers: Mapping[str, str] = dict(speakers or {})
        self.turns: tuple[Turn, ...] = tuple(turns) if turns is not None else find_turns(text)
        self.voices = Voices(text, self.turns, self.title)
        self._turn_starts = [turn.start for turn in self.turns]
        self._starts, self._ends, numbers, vocabulary = _index(text)
        codes_of_words = {word: code_of(number) for word, number in vocabulary.items()}
        codes = "".join(map([*codes_of_words.values()].__getitem__, numbers))
        super().__init__(codes_of_words, codes, _places(numbers, len(vocabulary)))
        self._words = list(vocabulary)

    def start_of(self, index: int) -> int:
        """Offset where word `index` begins; the end of the text past the last word."""
        return self._starts[index] if index < len(self._starts) else len(self.text)

    def end_of(self, index: int) -> int:
        return self._ends[index]

    def tokens(self, first: int, last: int) -> list[Token]:
        """The words `first` to `last` (exclusive), with keys."""
        starts, ends, words, codes = self._starts, self._ends, self._words, self.codes
        return [
            Token(starts[index], ends[index], words[number_of(codes[index])])
            for index in range(max(0, first), min(last, len(codes)))
        ]

    def word_span(self, first: int, last: int) -> Span:
        """The characters of the words `first` to `last` (exclusive)."""
        return Span(self._starts[first], self._ends[last - 1])

    def word_at(self, offset: int) -> int:
        """Index of the first word that ends after `offset`."""
        return bisect_right(self._ends, offset)

    def ends_sentence(self, index: int) -> bool:
        """True where a sentence, a line or a speaker's label ends after word `index`."""
        if index + 1 >= len(self.codes):
            return True
        end, start = self._ends[index], self._starts[index + 1]
        between = self.text[end:start]
        if between == " ":
            return False
        if "\n" in between or "?" in between or "!" in between or ":" in between:
            return True
        if "." not in between:
            return False
        return ends_sentence(self.text[self._starts[index] : end], self.text[start : self._ends[index + 1]])

    def breaks(self, low: int, high: int) -> bool:
        """True where a sentence, a line or a label ends after one of the words `low` to `high` (exclusive)."""
        if low >= high:
            return False
        if high < len(self.codes) and not _STOP.search(self.text, self._ends[low], self._starts[high]):
            return False
        return any(map(self.ends_sentence, range(low, high)))

    def is_glued(self, index: int) -> bool:
        """True where word `index` begins inside a printed word or figure: the "n't" of "don't", the 5 of "$5"."""
        return 0 < index < len(self.codes) and self._starts[index] == self._ends[index - 1]

    def is_tied(self, index: int) -> bool:
        """True where a hyphen without blanks ties word `index` to the one before it ("anti-war"), or a dash or stroke
        two figures ("10–20", "1/2")."""
        if not 0 < index < len(self.codes):
            return False
        between = self.text[self._ends[index - 1] : self._starts[index]]
        if between in ("-", "‐", "‑"):
            return True
        is_joint = between in ("–", "/", "⁄")
        return is_joint and self.text[self._ends[index - 1] - 1].isdigit() and self.text[self._starts[index]].isdigit()

    def word(self, index: int) -> str:
        """The raw characters of word `index`."""
        return self.text[self._starts[index] : self._ends[index]]

    def key_of(self, index: int) -> str:
        return self._words[number_of(self.codes[index])]

    def ends_clause(self, index: int) -> bool:
        """True where a mark or an empty line stands between word `index` and the next."""
        if index + 1 >= len(self.codes):
            return True
        between = self.text[self._ends[index] : self._starts[index + 1]]
        return bool(between.strip()) or between.count("\n") > 1

    def turn_index_at(self, offset: int) -> int | None:
        """Index in `turns` of the turn that holds this offset, None outside all of them."""
        index = bisect_right(self._turn_starts, offset) - 1
        return index if index >= 0 and offset < self.turns[index].end else None


def _index(text: str) -> "tuple[array[int], array[int], array[int], dict[str, int]]":
    """Starts, ends and word numbers of all tokens, and the vocabulary in order of first use."""
    starts, ends, numbers = array("I"), array("I"), array("I")
    vocabulary: dict[str, int] = {}
    known: dict[str, int | tuple[tuple[int, int, int], ...]] = {}
    for found in TOKEN.finditer(text):
        word = found.group()
        entry = known.get(word)
        if entry is None:
            parts = [(low, high, vocabulary.setdefault(key, len(vocabulary))) for low, high, key in parts_of(word)]
            entry = known[word] = parts[0][2] if len(parts) == 1 else tuple(parts)
        if isinstance(entry, int):
            starts.append(found.start())
            ends.append(found.end())
            numbers.append(entry)
            continue
        for low, high, number in entry:
            starts.append(found.start() + low)
            ends.append(found.start() + high)
            numbers.append(number)
    return starts, ends, numbers, vocabulary


def _places(numbers: "array[int]", words: int) -> "list[array[int]]":
    places = [array("I") for _ in range(words)]
    for place, number in enumerate(numbers):
        places[number].append(place)
    return places
