"""Which recorded words a bracket at the edge of a quotation stands for.

Inside a quotation the agreeing words on either side say it. At an edge nothing does: "[The Russians] attacked" may
stand for "They attacked" or leave out "I think". What is taken is the pronoun or the name and content words next to
the agreeing words, so that no recorded word is swallowed unseen.
"""

from collections.abc import Callable

from factcheck.text.hypotheses import Gap, Reading
from factcheck.text.lexicon import DETERMINERS, FUNCTION_WORDS, HEDGES, PREPOSITIONS, PRONOUNS, STRONG_NEGATORS
from factcheck.text.source import SourceText
from factcheck.text.tokens import tokenize

_MOST_WORDS = 6  # a name with its titles; what lies beyond is another part of the sentence


class EdgeBrackets:
    """The recorded words beside the first and last agreeing ones that a bracket there replaces."""

    def __init__(self, source: SourceText, reading: Reading) -> None:
        self.source, self.reading = source, reading

    def before(self, bracket: Gap, first: int) -> int:
        """Index of the first recorded word that a bracket at the start stands for; `first` for none."""
        own = tokenize(self.reading.text[bracket.start : bracket.end])
        start = first
        if first and own and not self.source.ends_clause(first - 1):
            start -= _match_up(own[-1].key, self.source.key_of(first - 1))  # "[All of] the men" for "Some of the men"
        at = self._taken(start, -1, lambda index: self.source.ends_clause(index))
        if at == start:
            return first
        if 0 < at < first and self._is_determiner(at - 1) and not self.source.ends_clause(at - 1):
            at -= 1
        return at

    def after(self, bracket: Gap, end: int) -> int:
        """Index behind the last recorded word that a bracket at the end stands for; `end` for none."""
        start = end
        own = tokenize(self.reading.text[bracket.start : bracket.end])
        if end < len(self.source) and end and not self.source.ends_clause(end - 1):
            # "town [of Moscow]" for "town of Kyiv", "[the French]" for "the Germans".
            is_same = bool(own) and _match_up(own[0].key, self.source.key_of(end))
            start += is_same or self._is_determiner(end)
        # "in Birmingham, [Ohio]" for "in Birmingham, Alabama": the mark is printed too, and parts nothing.
        printed = self.reading.text[self.reading.tokens[-1].end : bracket.start].strip()
        joins = bool(printed) and end > 0 and not self.source.ends_sentence(end - 1)
        high = self._taken(start, 1, lambda index: self.source.ends_clause(index - 1) and not (joins and index == end))
        return high if high > start else end

    def _taken(self, edge: int, way: int, is_parted: Callable[[int], bool]) -> int:
        """How far the words to be replaced reach from the edge: one pronoun, or content words, hedges and negators."""
        at = edge
        while abs(at - edge) < _MOST_WORDS:
            index = at - 1 if way < 0 else at
            if not 0 <= index < len(self.source) or is_parted(index):
                break
            key = self.source.key_of(index)
            if at == edge and key in PRONOUNS - DETERMINERS:
                return at + way
            if key in FUNCTION_WORDS and key not in STRONG_NEGATORS and key not in HEDGES:
                break
            at += way
        return at

    def _is_determiner(self, index: int) -> bool:
        return self.source.key_of(index) in DETERMINERS


def _match_up(printed: str, recorded: str) -> bool:
    """True for the same word, or one preposition for another."""
    return printed == recorded or (printed in PREPOSITIONS and recorded in PREPOSITIONS)
