"""What became of one passage somebody relies on, seen in a later copy of its source that can be trusted."""

import re
from dataclasses import dataclass
from enum import StrEnum

from factcheck.fetch.copies import Copy, Words
from factcheck.fetch.speaker_changes import speaker_change
from factcheck.fetch.withdrawal import speaks_of_withdrawal
from factcheck.text import Match, SourceText, compare
from factcheck.text.match import Operation
from factcheck.text.tokens import tokenize

# The pieces of a passage that ran over several lines may have other blocks between them now, up to so many words.
GAP_WORDS = 400
# So many words before and after a passage tell its place.
AROUND_WORDS = 8
LONGEST_LINE = 1000  # characters of a correction that are told
_ARTICLE = r"(?:article|story|report|post|column|piece|interview|version|headline)"
# A paragraph that speaks of what the article said: words quoted in it are not said by the article any more.
NOTE = re.compile(
    r"^\W{0,3}(?:corrections?|corrected|clarification|editor[’']?s[’']? note|note from the editors?|retraction|erratum|"
    r"errata|berichtigung|korrektur|anmerkung der redaktion|rectificatif|erratum|fe de erratas|fe de errores|"
    r"rettifica|correctie|rättelse|rettelse|korreksjon)\b[^\n]{0,40}?(?:[:.–—-]|\s)|"
    rf"\b(?:earlier|previous|original|first|initial) (?:version|edition)s? of (?:this|the|our) {_ARTICLE}\b|"
    rf"\bthis {_ARTICLE} (?:has been|was) (?:corrected|amended|edited)\b|"
    rf"\bthis {_ARTICLE} (?:originally|previously|earlier|wrongly|incorrectly) \w+",
    re.IGNORECASE,
)
NOTE_HEADING = re.compile(
    r"\W{0,3}(?:corrections?|corrections? and clarifications?|clarification|editor[’']?s[’']? note|retraction|"
    r"berichtigung|korrektur|rectificatif|fe de errores|rettifica|rättelse|rettelse)\W{0,3}",
    re.IGNORECASE,
)
LOCATED = frozenset(
    {Match.EXACT, Match.TYPOGRAPHIC, Match.DISFLUENCY, Match.MARKED, Match.ALTERED, Match.SPLICED, Match.PARAPHRASE}
)


class PassageOutcome(StrEnum):
    PRESENT = "present"
    CHANGED = "changed"
    MISSING = "missing"
    UNKNOWN = "unknown"  # the later copy, or the passage's place in the earlier one, can't be trusted


@dataclass(frozen=True, slots=True)
class PassageChange:
    """What became of a tracked passage: `now` are the words in its place, and operations lead from it to them.

    `speaker_before` is whose words they were, where they stand as they did and are said to be somebody else's now.
    """

    text: str
    outcome: PassageOutcome
    now: str | None = None
    operations: tuple[Operation, ...] = ()
    speaker_before: str = ""

    def as_json(self) -> dict[str, object]:
        return {
            "text": self.text,
            "outcome": self.outcome.value,
            "now": self.now,
            "operations": [operation.as_json() for operation in self.operations],
        }


def passage_change(text: str, earlier: Copy, later: Copy) -> PassageChange:
    keys = [token.key for token in tokenize(text)]
    article_before, visible_before = earlier.article.places(keys), earlier.visible.places(keys)
    if not article_before and not visible_before:
        return PassageChange(text, PassageOutcome.UNKNOWN)  # it was not there before: nothing can be said
    in_article = _standing(keys, later.article, _is_all_noted(article_before, earlier.article))
    in_visible = _standing(keys, later.visible, _is_all_noted(visible_before, earlier.visible))
    has_place = in_article >= len(article_before) > 0
    # Both texts must have lost a copy: extraction drops repeated paragraphs, and teasers of the passage come and go.
    if has_place or in_visible >= max(1, len(visible_before)):
        if not has_place and (changed := _changed_in_place(text, keys, earlier.article, later.article)):
            return changed
        return _under_its_speaker(text, keys, earlier, later)
    if not in_visible and _stands_in_pieces(keys, earlier, later):
        return PassageChange(text, PassageOutcome.PRESENT)
    if not in_visible and (line := _noted_line(keys, later)):
        return PassageChange(text, PassageOutcome.CHANGED, line)
    return _located(text, later, others=bool(in_visible))


def _standing(keys: list[str], words: Words, with_notes: bool) -> int:
    """How often the words stand in the text; not where a correction only says that they stood."""
    places = words.places(keys)
    return len(places) if with_notes else sum(not _is_noted(words, place) for place in places)


def _is_all_noted(places: list[int], words: Words) -> bool:
    return bool(places) and all(_is_noted(words, place) for place in places)


def _is_noted(words: Words, place: int) -> bool:
    """True for words in a correction or a note of the editors, or in the paragraph under such a heading."""
    start, _ = words.line_at(place)
    above = words.text[words.text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    # Before the words: an article in one paragraph may end with "this article was amended".
    before = words.text[start : words.tokens[place].start]
    return bool(NOTE.search(before) or speaks_of_withdrawal(before) or NOTE_HEADING.fullmatch(above.strip()))


def _noted_line(keys: list[str], later: Copy) -> str:
    """The correction that holds the words, "" for none."""
    for words in (later.article, later.visible):
        for place in words.places(keys)[:1]:
            start, end = words.line_at(place)
            return words.text[start : min(end, start + LONGEST_LINE)]
    return ""


def _under_its_speaker(text: str, keys: list[str], earlier: Copy, later: Copy) -> PassageChange:
    change = speaker_change(keys, earlier, later)
    if change is None:
        return PassageChange(text, PassageOutcome.PRESENT)
    return PassageChange(text, PassageOutcome.CHANGED, f"{change.now}: {text}", speaker_before=change.before)


def _changed_in_place(text: str, keys: list[str], before: Words, now: Words) -> PassageChange | None:
    """The passage as it stands reworded between the words that stood around it; None where others or none do.

    A teaser or a comment may repeat it as it was.
    """
    place = next(iter(before.places(keys)), None)
    if place is None:
        return None
    low, high = max(0, place - AROUND_WORDS), place + len(keys)
    left, right = before.keys[low:place], before.keys[high : high + AROUND_WORDS]
    starts = [at + len(left) for at in now.places(left)] if left else [0]
    if len(starts) != 1 or not (left or right):
        return None
    ends = now.places(right, starts[0]) if right else [len(now.keys)]
    longest = 2 * len(keys) + AROUND_WORDS
    if not ends or not starts[0] < ends[0] or (right and ends[0] - starts[0] > longest):
        return None
    last = min(ends[0], starts[0] + longest) - 1
    return _located_in(text, SourceText(now.text[now.tokens[starts[0]].start : now.tokens[last].end], turns=()))


def _stands_in_pieces(keys: list[str], earlier: Copy, later: Copy) -> bool:
    """True where the passage ran over several lines and each stands still, in order: a block came between them."""
    for words, now in ((earlier.article, later.article), (earlier.visible, later.visible)):
        for place in words.places(keys)[:1]:
            if _in_order(words.lines_of(place, len(keys)), now):
                return True
    return False


def _in_order(lines: list[list[str]], words: Words) -> bool:
    if len(lines) < 2:
        return False
    for first in words.places(lines[0])[:20]:
        at = first + len(lines[0])
        for line in lines[1:]:
            following = words.places(line, at)
            if not following or following[0] - at > GAP_WORDS:
                break
            at = following[0] + len(line)
        else:
            return True
    return False


def _located(text: str, later: Copy, others: bool) -> PassageChange:
    """A passage that changed or went, with the words in its place if they can be found.

    `others`: a copy of the passage stands unchanged elsewhere on the page, so comparing would only find that one.
    """
    if not others:
        for words in (later.article, later.visible):
            if changed := _located_in(text, SourceText(words.text, turns=())):
                return changed
    return PassageChange(text, PassageOutcome.MISSING)


def _located_in(text: str, source: SourceText) -> PassageChange | None:
    comparison = compare(text, source)
    if comparison.match not in LOCATED or not comparison.spans:
        return None
    now = " … ".join(source.text[span.start : span.end] for span in comparison.spans)
    return PassageChange(text, PassageOutcome.CHANGED, now, comparison.operations)
