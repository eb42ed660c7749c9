"""W3C Web Annotation selectors: what points to a passage, and finding it again in a changed text.

https://www.w3.org/TR/annotation-model/#text-quote-selector and #text-position-selector. Offsets are code points, as the
standard asks. A position is only a hint: a text that changed before it moves it, so the words decide.
"""

from dataclasses import dataclass

from factcheck.text.hypotheses import Reading
from factcheck.text.passages import Finder
from factcheck.text.source import SourceText
from factcheck.text.spans import Span
from factcheck.text.tokens import tokenize

CONTEXT_CHARACTERS = 32  # as the annotation clients in use store: enough to part repeated sentences
# Share of the words' weight that a changed passage must keep to be called the same. A guess.
FOUND_SHARE = 0.6
_MOST_OCCURRENCES = 1_000


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """The words themselves with a little of what stands before and after."""

    exact: str
    prefix: str = ""
    suffix: str = ""

    def as_json(self) -> dict[str, str]:
        return {"type": "TextQuoteSelector", "exact": self.exact, "prefix": self.prefix, "suffix": self.suffix}


@dataclass(frozen=True, slots=True)
class TextPositionSelector:
    """Where the words stood, `text[start:end]`."""

    start: int
    end: int

    def as_json(self) -> dict[str, str | int]:
        return {"type": "TextPositionSelector", "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """Where a selector's words stand in a text; `share` is 1.0 and `is_exact` True for the same characters."""

    span: Span
    is_exact: bool
    share: float = 1.0


def select(text: str, span: Span) -> tuple[TextQuoteSelector, TextPositionSelector]:
    """Both selectors for a span of a text. ValueError for a span that is empty or not inside the text."""
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"expected a span inside 0..{len(text)}, got {span.start}..{span.end}")
    quote = TextQuoteSelector(
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - CONTEXT_CHARACTERS) : span.start],
        suffix=text[span.end : span.end + CONTEXT_CHARACTERS],
    )
    return quote, TextPositionSelector(span.start, span.end)


def find_again(
    quote: TextQuoteSelector, text: str | SourceText, position: TextPositionSelector | None = None
) -> FoundPassage | None:
    """Where the selected words stand in a text that may have changed; None where they are gone.

    The same characters first (of several places the one whose surroundings fit, then the nearest to `position`), then
    the best likeness that keeps FOUND_SHARE of the words.
    """
    raw = text.text if isinstance(text, SourceText) else text
    if not quote.exact:
        return None
    exact = _best_occurrence(quote, raw, position)
    if exact is not None:
        return FoundPassage(Span(exact, exact + len(quote.exact)), is_exact=True)
    return _likeness(quote, text if isinstance(text, SourceText) else SourceText(text, turns=()))


def _best_occurrence(quote: TextQuoteSelector, text: str, position: TextPositionSelector | None) -> int | None:
    hint = position.start if position else 0
    best: int | None = None
    best_rank: tuple[int, int] | None = None
    at = text.find(quote.exact)
    for _ in range(_MOST_OCCURRENCES):
        if at < 0:
            break
        rank = (-_context_fit(quote, text, at), abs(at - hint))
        if best_rank is None or rank < best_rank:
            best, best_rank = at, rank
        at = text.find(quote.exact, at + 1)
    return best


def _context_fit(quote: TextQuoteSelector, text: str, at: int) -> int:
    """How many characters before and after agree with the selector's."""
    end = at + len(quote.exact)
    before = text[max(0, at - len(quote.prefix)) : at]
    after = text[end : end + len(quote.suffix)]
    return _common(quote.prefix[::-1], before[::-1]) + _common(quote.suffix, after)


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _likeness(quote: TextQuoteSelector, source: SourceText) -> FoundPassage | None:
    reading = Reading(quote.exact, tuple(tokenize(quote.exact)))
    if not reading.tokens or not len(source):
        return None
    finder = Finder(source, reading)
    layout = next(iter(finder.whole()), None) or finder.best()
    if layout is None or not layout.blocks:
        return None
    share = layout.weight / sum(finder.weights)
    first = min(block.source for block in layout.blocks)
    last = max(block.source_end for block in layout.blocks)
    if share < FOUND_SHARE or last - first > 3 * len(reading.tokens) + 10:
        return None
    return FoundPassage(source.word_span(first, last), is_exact=False, share=min(1.0, share))
