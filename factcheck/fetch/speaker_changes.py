"""Whether words that stand as they stood are somebody else's now: by the label above them, or by the sentence."""

from dataclasses import dataclass

from factcheck.fetch.copies import Copy
from factcheck.text import find_quotations
from factcheck.text.persons import Likeness, Person, compare_names, read_credits, read_label
from factcheck.text.tokens import tokenize
from factcheck.text.turns import Turn

LINES_BEFORE = 3  # paragraphs in which a full name stands that is short in the passage's own; a guess


@dataclass(frozen=True, slots=True)
class SpeakerChange:
    """Whose the words were, and whose they are now, as each copy writes it."""

    before: str
    now: str


def speaker_change(keys: list[str], earlier: Copy, later: Copy) -> SpeakerChange | None:
    """The change of speaker of a passage that stands once in both articles; None where there is none to be told.

    Where no labels tell, the passage's own paragraph must have been reworded and name the speaker: everywhere else on
    a page things come and go that may lead astray.
    """
    before, now = earlier.article.places(keys), later.article.places(keys)
    if len(before) != 1 or len(now) != 1:
        return None
    turns = [_turn_at(copy, place) for copy, place in ((earlier, before[0]), (later, now[0]))]
    if turns[0] is not None and turns[1] is not None:
        labels = turns[0].speaker, turns[1].speaker
        return SpeakerChange(*labels) if _are_other_labels(*labels) else None
    lines = [copy.article.line(place) for copy, place in ((earlier, before[0]), (later, now[0]))]
    if lines[0] == lines[1] or _keys(lines[0]) == _keys(lines[1]):
        return None
    names = [_credited(copy, place, len(keys)) for copy, place in ((earlier, before[0]), (later, now[0]))]
    if names[0] and names[1] and _are_other_names(names[0], names[1]):
        return SpeakerChange(names[0], names[1])
    return None


def _keys(line: str) -> list[str]:
    return [token.key for token in tokenize(line)]


def _turn_at(copy: Copy, place: int) -> Turn | None:
    at = copy.article.tokens[place].start
    return next((turn for turn in copy.turns if turn.start <= at < turn.end), None)


def _are_other_labels(before: str, now: str) -> bool:
    one, other = read_label(before), read_label(now)
    return before.casefold() != now.casefold() and compare_names(one, other) is Likeness.DIFFERENT


def _credited(copy: Copy, place: int, count: int) -> str:
    """Whom the passage's paragraph credits with the words, by the fullest name given thereabouts; "" for nobody.

    Only the lines around it are read: the whole of a long article would take a second.
    """
    text, tokens = copy.article.text, copy.article.tokens
    start, end = tokens[place].start, tokens[place + count - 1].end
    low, high = copy.article.line_at(place)
    first, last = _lines_before(text, low), max(high, end)
    for quotation in find_quotations(text[first:last]):
        overlap = min(end, quotation.end + first) - max(start, quotation.start + first)
        if overlap * 2 >= end - start and quotation.speaker is not None:
            is_near = quotation.speaker.start + first >= low
            return (quotation.speaker_name or quotation.speaker.text) if is_near else ""
    return ""


def _lines_before(text: str, low: int) -> int:
    """Where the lines begin that are read with the one at `low`."""
    for _ in range(LINES_BEFORE):
        low = text.rfind("\n", 0, max(0, low - 1)) + 1
    return max(0, low)


def _are_other_names(before: str, now: str) -> bool:
    ones, others = _named(before), _named(now)
    pairs = [compare_names(one, other) for one in ones for other in others]
    return bool(pairs) and all(likeness is Likeness.DIFFERENT for likeness in pairs)


def _named(credited: str) -> list[Person]:
    return [person for person in read_credits(credited) if person.words and person.is_certain]
