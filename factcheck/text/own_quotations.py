"""The quotation marks of a record that itself reports: an article, a press release.

A transcript says by its labels who speaks, and its marks set off what a speaker quotes. An article says it in its
sentences, so these are read as those of a story are: whom it credits with the words, and what its writer put between.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from factcheck.text.lexicon import TITLES
from factcheck.text.marks import find_marked
from factcheck.text.match import SpeakerCheck
from factcheck.text.persons import Likeness, Person, compare_names, read_credits
from factcheck.text.quotations import Confidence, Quotation, QuotationType, find_quotations
from factcheck.text.source import SourceText
from factcheck.text.spans import Span
from factcheck.text.speaker_check import header_speaker

# How far around the words their attribution is looked for: two long paragraphs. A guess that bounds the work.
_REACH_CHARACTERS = 1_500
_NARRATION_WORDS = 6  # "said the former mayor Maria Ortega"
_SAID = frozenset(("said", "says"))
_NAMING = frozenset(("he", "she", "they", "the", "former"))
_NOBODY = frozenset(("nobody", "no one", "none", "neither"))


@dataclass(frozen=True, slots=True)
class OwnMarks:
    """Words between marks of the record: where those stand that hold the first and the last word, often the same,
    whom the record credits ("" where nobody is named), and whether it is the speaker whom the article credits.
    """

    first: Span
    last: Span
    speaker: str
    check: SpeakerCheck


def is_report(source: SourceText, turn: int | None) -> bool:
    """True where neither a label nor the document's head says who speaks at this place."""
    return turn is None and header_speaker(source) is None


def read_own_marks(source: SourceText, spans: Sequence[Span], credited: str | None) -> OwnMarks | None:
    """The record's own marks around the words found in it; None where its first or last word stands outside of any."""
    start, end = spans[0].start, spans[-1].end
    own = _own_around(source, Span(start, end)) if start < end <= start + _REACH_CHARACTERS else None
    if own is None:
        return None
    first, last = own
    speaker = _speaker_of(first)
    check = _check(first, last, credited) if speaker == _speaker_of(last) else SpeakerCheck.UNKNOWN
    return OwnMarks(Span(first.start, first.end), Span(last.start, last.end), speaker, check)


def _own_around(source: SourceText, span: Span) -> tuple[Quotation, Quotation] | None:
    """The record's own quotations, by offsets of the record, that hold the first and the last character of the span."""
    low, high = _paragraphs_around(source.text, span)
    found = [
        replace(own, start=low + own.start, end=low + own.end)
        for own in find_quotations(source.text[low:high])
        if own.type is not QuotationType.INDIRECT and own.is_closed
    ]
    first = next((own for own in found if own.start <= span.start < own.end), None)
    last = next((own for own in found if own.start < span.end <= own.end), None)
    return None if first is None or last is None else (first, last)


def _speaker_of(own: Quotation) -> str:
    words = own.speaker_name or (own.speaker.text if own.speaker else "")
    return "" if words.lower() in _NOBODY else words


def _paragraphs_around(text: str, span: Span) -> tuple[int, int]:
    low = text.rfind("\n", max(0, span.start - 2 * _REACH_CHARACTERS), max(0, span.start - _REACH_CHARACTERS)) + 1
    low = low or max(0, span.start - 2 * _REACH_CHARACTERS)
    high = text.find("\n", span.end + _REACH_CHARACTERS, span.end + 2 * _REACH_CHARACTERS)
    return low, high if high >= 0 else min(len(text), span.end + 2 * _REACH_CHARACTERS)


def _check(first: Quotation, last: Quotation, credited: str | None) -> SpeakerCheck:
    """SAME or OTHER where the record's own sentence names somebody, UNKNOWN otherwise."""
    recorded, people = read_credits(_speaker_of(first)), read_credits(credited or "")
    if not recorded or not people:
        return SpeakerCheck.UNKNOWN
    likeness = max(_likeness(one, other) for one in recorded for other in people)
    if likeness is Likeness.SAME:
        return SpeakerCheck.SAME
    is_certain = all(person.is_certain and person.words for person in (*recorded, *people))
    is_sure = is_certain and _is_named(first) and _is_named(last)
    return SpeakerCheck.OTHER if likeness is Likeness.DIFFERENT and is_sure else SpeakerCheck.UNKNOWN


def _is_named(own: Quotation) -> bool:
    """True where the sentence of the quotation itself ties it to a name, which is not carried over from elsewhere."""
    mention = own.speaker.text if own.speaker else ""
    return own.confidence is Confidence.HIGH and any(person.words for person in read_credits(mention))


def _likeness(one: Person, other: Person) -> Likeness:
    """As `compare_names`; the same bare role is the same person within one record ("the mayor")."""
    if not one.words and not other.words:
        return Likeness.SAME if one.titles and one.titles == other.titles else Likeness.POSSIBLE
    return compare_names(one, other)


def is_narration(source: SourceText, low: int, high: int) -> bool:
    """True where the words `low` to `high` (exclusive) are all that the record puts between the two parts of one
    quotation: `," she said, "`. Not where they say that the parts were said at different times.
    """
    if low <= 0 or high >= len(source) or not is_report(source, source.turn_index_at(source.start_of(low))):
        return False
    words = [source.text[token.start : token.end] for token in source.tokens(low, high)]
    if not _is_plain(words) or not _stands_between(source, low, high):
        return False
    own = _own_around(source, Span(source.start_of(low - 1), source.end_of(high)))
    return own is not None and bool(speaker := _speaker_of(own[0])) and speaker == _speaker_of(own[1])


def _is_plain(words: Sequence[str]) -> bool:
    """True for a name, title or pronoun and "said", in either order, and nothing else: whatever more a writer puts
    there may disown the words, give them to somebody else, or tell of another time.
    """
    at = next((at for at, word in enumerate(words) if word in _SAID), None)
    if at is None or len(words) > _NARRATION_WORDS or bool(words[:at]) == bool(words[at + 1 :]):
        return False
    named = words[:at] or words[at + 1 :]
    return all(word[:1].isupper() or word.lower() in _NAMING or word.lower() in TITLES for word in named)


def _stands_between(source: SourceText, low: int, high: int) -> bool:
    """True where a mark closes right before these words, behind a pause, and the next one opens right behind them."""
    text, start, end = source.text, source.end_of(low - 1), source.start_of(high)
    line = Span(max(text.rfind("\n", 0, start) + 1, start - _REACH_CHARACTERS), _line_end(text, end))
    marked = find_marked(text, [line])
    first = source.start_of(low)
    pair = next(((one, other) for one, other in pairwise(marked) if one.end <= first <= other.start), None)
    if pair is None or not all(marks.is_closed for marks in pair):
        return False
    before, after = pair
    is_adjacent = before.open_start < start <= before.close_end <= first and (
        source.end_of(high - 1) <= after.open_start < end
    )
    said = text[before.close_end : after.open_start].strip()
    # A comma on both sides: behind a stop, a colon or a question another sentence begins.
    goes_on = text[before.start : before.end].rstrip().endswith((",", "—", "–")) or said[:1] in (",", "—", "–")
    return is_adjacent and goes_on and said[-1:] in (",", "—", "–")


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset, offset + _REACH_CHARACTERS)
    return end if end >= 0 else min(len(text), offset + _REACH_CHARACTERS)
