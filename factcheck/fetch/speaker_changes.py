"""Whether words that stand as they stood are somebody else's now: by the label above them, or by the sentence."""

from dataclasses import dataclass

from factcheck.fetch.copies import Copy
from factcheck.text.persons import Likeness, Person, compare_names, read_credits, read_label
from factcheck.text.turns import Turn

# Finding who says what in longer articles takes seconds; there only labels are looked at.
LONGEST_ARTICLE = 200_000


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
    if earlier.article.line_keys(before[0]) == later.article.line_keys(now[0]):
        return None
    names = [_credited(copy, place, len(keys)) for copy, place in ((earlier, before[0]), (later, now[0]))]
    if names[0] and names[1] and _are_other_names(names[0], names[1]):
        return SpeakerChange(names[0], names[1])
    return None


def _turn_at(copy: Copy, place: int) -> Turn | None:
    at = copy.article.tokens[place].start
    return next((turn for turn in copy.turns if turn.start <= at < turn.end), None)


def _are_other_labels(before: str, now: str) -> bool:
    one, other = read_label(before), read_label(now)
    return before.casefold() != now.casefold() and compare_names(one, other) is Likeness.DIFFERENT


def _credited(copy: Copy, place: int, count: int) -> str:
    """Whom the article credits with the words, by the fullest name it gives; "" where the paragraph does not tell."""
    text = copy.document.article_text
    if len(text) > LONGEST_ARTICLE:
        return ""
    tokens = copy.article.tokens
    start, end = tokens[place].start, tokens[place + count - 1].end
    low, high = copy.article.line_at(place)
    for quotation in copy.quotations:
        overlap = min(end, quotation.end) - max(start, quotation.start)
        if overlap * 2 >= end - start and quotation.speaker is not None:
            is_near = low <= quotation.speaker.start < max(high, end)
            return (quotation.speaker_name or quotation.speaker.text) if is_near else ""
    return ""


def _are_other_names(before: str, now: str) -> bool:
    ones, others = _named(before), _named(now)
    pairs = [compare_names(one, other) for one in ones for other in others]
    return bool(pairs) and all(likeness is Likeness.DIFFERENT for likeness in pairs)


def _named(credited: str) -> list[Person]:
    return [person for person in read_credits(credited) if person.words and person.is_certain]
