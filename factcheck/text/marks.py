"""Where quotation marks open and close: a state machine with a stack, one pass over the marks of each paragraph.

Directed marks go by their shape and, where the shape is misused, by their neighbours; straight marks by those alone.
Only the outermost pair is reported. Whether the words inside are a quotation or a title is not decided here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from factcheck.text.spans import Span


class Lean(Enum):
    OPEN = 1
    CLOSE = 2
    EITHER = 3


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between an outermost pair of marks: `text[start:end]`; with the marks, `text[open_start:close_end]`.

    An unclosed one ends with its paragraph (`end == close_end`). `is_single` tells British single marks.
    """

    open_start: int
    start: int
    end: int
    close_end: int
    is_closed: bool = True
    is_single: bool = False


class _Mark(NamedTuple):
    start: int
    end: int
    char: str
    lean: Lean


# Three or more equal marks in a row are a ruler or noise, matched whole so that they cost one step.
_DOUBLE = re.compile(r"\"{3,}|'{3,}|`{3,}|‘{3,}|’{3,}|``|''|‘‘|’’|[\"“”„‟«»‹›「」『』]")
_SINGLE = re.compile(r"[‘’']")
_LEFT_FREE = frozenset("([{—–-/‘'“\"„«‹¿¡")
_RIGHT_FREE = frozenset(".,;:!?)]}—–-…’'”\"»›")
_OPENERS = frozenset(("“", "„", "‟", "«", "‹", "「", "『", "``", "‘‘"))
_CLOSERS = frozenset(("”", "»", "›", "」", "』", "''", "’’"))
_PLAIN_OPENERS = frozenset(('"', "“", "``", "‘‘"))
_REOPENERS = ('"', "“", "„", "«", "»", "``", "‹", "「", "”")
# Elisions that begin with an apostrophe: not an opening mark.
_ELISIONS = frozenset("n em til tis twas cause cos bout round neath tude nuff fraid".split())
_MAX_DEPTH = 8  # deeper nesting is noise


def find_marked(text: str, paragraphs: Sequence[Span]) -> list[Marked]:
    """Outermost marked stretches in order of place. A stretch reopened at the head of each paragraph is one."""
    found: list[Marked] = []
    carried: _Mark | None = None
    for number, paragraph in enumerate(paragraphs):
        marks = list(_double_marks(text, paragraph))
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        reopens = following is not None and text.startswith(_REOPENERS, following.start)
        if not marks and carried is None:
            found.extend(_single_marked(text, paragraph))
            continue
        pairs, carried = _run(text, paragraph, marks, carried, reopens)
        found.extend(pairs)
    return [marked for marked in found if _has_words(text, marked)]


def _has_words(text: str, marked: Marked) -> bool:
    return any(text[i].isalnum() for i in range(marked.start, min(marked.end, marked.start + 200)))


def _neighbour_lean(text: str, start: int, end: int, paragraph: Span) -> Lean:
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    left_free = before.isspace() or before in _LEFT_FREE
    right_free = after.isspace() or after in _RIGHT_FREE
    if left_free == right_free:
        return Lean.EITHER
    return Lean.OPEN if left_free else Lean.CLOSE


def _double_marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        char, (start, end) = match.group(), match.span()
        if len(char) > 2:
            continue
        if char == '"' and (
            _is_inches(text, start, paragraph) or _GARBLED.match(text, max(paragraph.start, start - 3), paragraph.end)
        ):
            continue
        yield _Mark(start, end, char, _neighbour_lean(text, start, end, paragraph))


# An apostrophe that a wire made a mark of: `Kuwait"s minister`, not `three "A"s`.
_GARBLED = re.compile(r"[^\W\d_]{3}\"s(?!\w)")
_FEET_INCHES = re.compile(r"\d['’′] ?\d{1,2}(?:\.\d)?$")


def _is_inches(text: str, start: int, paragraph: Span) -> bool:
    """True for 6' 2" — a plain `15"` is settled by the stack: it can only close what is open."""
    if start == paragraph.start or not text[start - 1].isdigit():
        return False
    return _FEET_INCHES.search(text[max(paragraph.start, start - 8) : start]) is not None


def _settled(mark: _Mark, top: str | None) -> Lean:
    """The lean of a mark by its shape, given the mark open above it (None when nothing is open)."""
    char, lean = mark.char, mark.lean
    if char == '"':
        return lean
    if char in ("“", "‟", "«", "‹"):
        closes_pair = (char == "“" and top == "„") or (char == "‟" and top == "„") or (char == "«" and top == "»")
        if closes_pair or (char == "‹" and top == "›"):
            return Lean.CLOSE
        # A wrong mark at the closing place: “…,“ followed by a space.
        return Lean.CLOSE if top is not None and lean is Lean.CLOSE else Lean.OPEN
    if char in _OPENERS:
        return Lean.OPEN
    if char in _CLOSERS:
        # Swedish ”…” and German »…« open with what closes elsewhere.
        return Lean.OPEN if top is None and lean is Lean.OPEN else Lean.CLOSE
    return lean


def _surplus_closers(marks: Sequence[_Mark]) -> list[int]:
    """For each mark, how many more marks close than open after it."""
    surplus = [0] * len(marks)
    running = 0
    for number in range(len(marks) - 1, -1, -1):
        surplus[number] = running
        lean = _settled(marks[number], "")
        running += 1 if lean is Lean.CLOSE else -1 if lean is Lean.OPEN else 0
    return surplus


def _run(
    text: str, paragraph: Span, marks: Sequence[_Mark], carried: _Mark | None, reopens: bool
) -> tuple[list[Marked], _Mark | None]:
    """Pairs of one paragraph, and the mark left open into the next one."""
    pairs: list[Marked] = []
    stack: list[_Mark] = []
    surplus = _surplus_closers(marks)
    first = 0
    if carried is not None:
        stack = [carried]
        if marks and marks[0].start == paragraph.start:
            first = 1  # the reopening mark says that the same words go on
    for number in range(first, len(marks)):
        mark = marks[number]
        lean = _settled(mark, stack[-1].char if stack else None)
        if not stack:
            if _may_open(text, mark, lean, len(marks) - number, paragraph):
                stack.append(mark)
            continue
        if lean is Lean.OPEN:
            needed = 1 if reopens else 2
            if surplus[number] >= needed and len(stack) < _MAX_DEPTH:
                stack.append(mark)
                continue
            if mark.char == stack[0].char and len(stack) == 1 and _goes_on(text, mark):
                continue
            if mark.char not in _PLAIN_OPENERS or stack[-1].char not in _PLAIN_OPENERS:
                stack.append(mark) if len(stack) < _MAX_DEPTH else None
                continue
            if stack[0].end < mark.start:  # marks in a row hold no words
                pairs.append(_unclosed(text, stack[0], mark.start))
            stack = [mark]
            continue
        outer = stack.pop()
        if not stack:
            pairs.append(Marked(outer.start, outer.end, mark.start, mark.end))
    if stack and reopens:
        return pairs, stack[0]
    if stack:
        pairs.append(_unclosed(text, stack[0], paragraph.end))
    return pairs, None


def _goes_on(text: str, mark: _Mark) -> bool:
    """True for a mark reopened after a sentence whose paragraph break was lost: `"One. "Two. "Three."`"""
    before = text[max(0, mark.start - 3) : mark.start]
    after = text[mark.end : mark.end + 1]
    return before.endswith(" ") and before.rstrip()[-1:] in tuple(".!?…'’") and after.isupper()


def _may_open(text: str, mark: _Mark, lean: Lean, left: int, paragraph: Span) -> bool:
    if lean is Lean.CLOSE:
        # A straight mark on the wrong side of its space (`communities," For example … exercise".`) has a partner.
        return mark.char == '"' and left % 2 == 0 and not text[mark.start - 1].isdigit()
    is_after_digit = mark.start > paragraph.start and text[mark.start - 1].isdigit()
    return not (mark.char == '"' and is_after_digit)


def _unclosed(text: str, opener: _Mark, end: int) -> Marked:
    while end > opener.end and text[end - 1].isspace():
        end -= 1
    return Marked(opener.start, opener.end, end, end, is_closed=False)


def _opens_single(text: str, start: int, paragraph: Span) -> bool:
    before = text[start - 1] if start > paragraph.start else " "
    after = text[start + 1] if start + 1 < paragraph.end else " "
    if text[start] == "’" or not (before.isspace() or before in "([{—–"):
        return False
    if not (after.isalnum() or after in "[….") or after.isdigit():
        return False
    word = re.match(r"[^\W\d_]{1,8}", text[start + 1 : start + 9])
    return word is None or word.group().lower() not in _ELISIONS


def _single_marked(text: str, paragraph: Span) -> Iterator[Marked]:
    """Pairs of single marks. A mark after "s" may be a plural possessive: it closes only if no surer one comes."""
    opener: int | None = None
    doubtful: int | None = None
    for match in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        at = match.start()
        if _opens_single(text, at, paragraph):
            if opener is not None and doubtful is not None:
                yield Marked(opener, opener + 1, doubtful, doubtful + 1, is_single=True)
            opener, doubtful = at, None
            continue
        if opener is None or text[at] == "‘" or not _closes_single(text, at, paragraph):
            continue
        if text[at - 1] in "sz" and not (at + 1 < paragraph.end and text[at + 1] in ",.;:!?"):
            doubtful = at if doubtful is None else doubtful
            continue
        yield Marked(opener, opener + 1, at, at + 1, is_single=True)
        opener = doubtful = None
    if opener is not None and doubtful is not None:
        yield Marked(opener, opener + 1, doubtful, doubtful + 1, is_single=True)


def _closes_single(text: str, at: int, paragraph: Span) -> bool:
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return not text[at - 1].isspace() and not after.isalnum()
