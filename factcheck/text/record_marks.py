"""Brackets and ellipses that the record itself holds, and the corrections of its editors.

"We wait upon [until] spring": an editor struck out the word that was said and put the meant one behind it. The page
shows the line through "upon"; its text does not. Only a bracket that resembles the word before it is taken for a
correction: one that puts in a word ("may [not] end") is none.
"""

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from factcheck.text.figures import read_figure
from factcheck.text.hypotheses import ELLIPSIS
from factcheck.text.lexicon import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, STRONG_NEGATORS
from factcheck.text.source import SourceText

_MOST_WORDS = 12  # of one bracket; a guess, as for the quotation's own brackets
_LIKENESS = 50  # of two words that may be one misread for the other, in percent of their letters; a guess
_CLASSES = (PREPOSITIONS | frozenset({"until", "upon", "about", "against"}), PRONOUNS, DETERMINERS, AUXILIARIES)


def recorded_bracket(source: SourceText, index: int) -> tuple[int, int] | None:
    """The words of the record's own bracket that opens right before word `index`, None where none does."""
    if not 0 < index < len(source) or "[" not in source.text[source.end_of(index - 1) : source.start_of(index)]:
        return None
    for last in range(index, min(len(source), index + _MOST_WORDS)):
        if "]" in source.text[source.end_of(last) : source.start_of(last + 1)]:
            return index, last + 1
    return None


def struck_words(source: SourceText, bracket: tuple[int, int]) -> int | None:
    """Index of the first word that a recorded bracket corrects, None where it corrects none."""
    low, high = bracket
    corrected = [token.key for token in source.tokens(low, high)]
    for length in range(1, len(corrected) + 2):
        start = low - length
        if start < 0 or (length > 1 and source.ends_clause(start)):
            return None
        if _corrects([token.key for token in source.tokens(start, low)], corrected):
            return _whole_figure(source, start, low)
    return None


def _whole_figure(source: SourceText, start: int, end: int) -> int:
    """Where the figure begins of which the words from `start` on are the end: "50 million", not "million"."""
    while start > 0 and not source.ends_clause(start - 1):
        keys = [token.key for token in source.tokens(start - 1, end)]
        if read_figure(keys) is None:
            break
        start -= 1
    return start


def _corrects(struck: Sequence[str], corrected: Sequence[str]) -> bool:
    if any(key in STRONG_NEGATORS for key in (*struck, *corrected)) or list(struck) == list(corrected):
        return False
    if read_figure(struck) is not None and read_figure(corrected) is not None:
        return True
    if len(struck) != 1 or len(corrected) != 1:
        return False
    one, other = struck[0], corrected[0]
    return any(one in kind and other in kind for kind in _CLASSES) or (
        len(other) > 2 and ratio(one, other) >= _LIKENESS
    )


def holds_ellipsis(source: SourceText, low: int, high: int) -> bool:
    """True where the record has an ellipsis right before word `low` or right behind word `high - 1`."""
    return any(
        bool(ELLIPSIS.search(source.text[source.end_of(index - 1) : source.start_of(index)]))
        for index in (low, high)
        if 0 < index <= len(source)
    )
