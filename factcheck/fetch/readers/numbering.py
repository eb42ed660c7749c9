"""Line numbers and marks of pages: printed between the words of a record, and none of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

NUMBERED = re.compile(r"[ \t]{0,40}(\d{1,4})(?:[ \t]?[.:|)][ \t]+(?=\S)|[ \t]+(?=\S)|[ \t]*$)")
NUMBERED_BEHIND = re.compile(r"(?<=\S)[ \t]{2,80}(\d{1,4})[ \t]*$")
# A column of numbers is one where so many lines in ten have their turn in the count, and so many lines do at all.
# Court reporters number 25 lines a page; both are guesses that leave tables and short lists alone.
NUMBERED_SHARE = 0.6
FEWEST_NUMBERED = 5
USUAL_DIGITS = 2
STEPS = (5, 10, 2)  # where not every line has its number
FEWEST_STEPS = 3
# Numbers in front of so many lines that begin in the middle of a sentence count lines; those of a list count points.
# A guess: in prose it is nine lines in ten, in short answers one in two.
RUNNING_SHARE = 0.3
PAGE_MARK = re.compile(
    r"\[\[\s{0,3}(?:Page|p\.|col\.|Column)\s{0,3}[\w-]{1,12}\s{0,3}\]\]|\[(?:Page|p\.) [A-Z]{0,2}\d{1,6}\]|"
    r"\[Pg\.? ?\d{1,4}\]|(?:\d{1,2} [A-Z][a-z]{2,8} \d{4} ?: ?)Column (?:GC|WA|WS|WH)?\d{1,5}[A-Z]{0,3}\b",
    re.IGNORECASE,
)
AROUND_MARK = re.compile(rf"[ \t]{{0,99}}(?:{PAGE_MARK.pattern})[ \t]{{0,99}}", re.IGNORECASE)
# Alone on a line or in an element of its own; within a sentence "column 3" may be said.
LONE_MARK = re.compile(r"(?:\d{1,2} [A-Z][a-z]{2,8} \d{4} ?: ?)?(?:Column|Page) (?:GC|WA|WS|WH)?\d{1,5}[A-Z]{0,3}")


@dataclass(frozen=True, slots=True)
class _Counted:
    """Where the words stand on each line that has a number, and whether all are written as court reporters do."""

    words: dict[int, slice]
    is_usual: bool


def without_line_numbers(lines: Sequence[str]) -> list[str]:
    """The lines without a column of line numbers, where they have one. A line of nothing else becomes empty."""
    counted = _counted(lines)
    with_words = sum(1 for line in lines if line.strip() and not line.strip().isdigit())
    is_column = len(counted.words) >= max(FEWEST_NUMBERED, NUMBERED_SHARE * with_words)
    if not is_column or not (counted.is_usual or _run_on(lines, counted.words)):
        counted = _counted_behind(lines) or _stepped(lines) or _Counted({}, False)
    words = counted.words
    return [line[words[at]] if at in words else line for at, line in enumerate(lines)]


def _counted(lines: Sequence[str]) -> _Counted:
    """The lines whose number is the next of the count, which begins at 1 again on a page."""
    words: dict[int, slice] = {}
    is_usual = True
    before: int | None = None
    numbered = [(at, match) for at, line in enumerate(lines) if (match := NUMBERED.match(line))]
    for place, (at, match) in enumerate(numbered):
        number = int(match[1])
        is_first = before is None and any(int(after[1]) == number + 1 for _, after in numbered[place + 1 : place + 3])
        if is_first or number in {(before or 0) + 1, 1}:
            is_usual &= len(match[1]) <= USUAL_DIGITS and not match[0].strip("0123456789 \t")
            is_usual &= number == 1 or before is not None
            before = number
            words[at] = slice(match.end(), None)
    return _Counted(words, is_usual)


def _counted_behind(lines: Sequence[str]) -> _Counted | None:
    """The lines with their numbers at the right, None where they are too few or the lines no running text."""
    words: dict[int, slice] = {}
    before = 0
    for at, line in enumerate(lines):
        match = NUMBERED_BEHIND.search(line[-100:]) if line[-1:].isdigit() else None
        if match and int(match[1]) in {before + 1, 1}:
            before = int(match[1])
            words[at] = slice(len(line) - len(line[-100:]) + match.start())
    with_words = sum(bool(line.strip()) for line in lines)
    is_column = len(words) >= max(FEWEST_NUMBERED, NUMBERED_SHARE * with_words)
    return _Counted(words, False) if is_column and _run_on(lines, words) else None


def _stepped(lines: Sequence[str]) -> _Counted | None:
    """The lines with a number where every second, fifth or tenth has one and the count agrees; None for none."""
    numbered = [(at, match) for at, line in enumerate(lines) if (match := NUMBERED.match(line))]
    if len(numbered) < FEWEST_STEPS:
        return None
    rank = list(accumulate(bool(line.strip()) for line in lines))
    for step in STEPS:
        words: dict[int, slice] = {}
        before, rank_before = 0, 0
        for at, match in numbered:
            number = int(match[1])
            if number == step or (number == before + step and rank[at] == rank_before + step):
                before, rank_before = number, rank[at]
                words[at] = slice(match.end(), None)
        if len(words) >= max(FEWEST_STEPS, NUMBERED_SHARE * (rank[-1] // step)) and _run_on(lines, words):
            return _Counted(words, False)
    return None


def _run_on(lines: Sequence[str], words: dict[int, slice]) -> bool:
    """True where enough of the numbered lines begin in the middle of a sentence."""
    begun = [line for at in words if (line := lines[at][words[at]].lstrip())]
    return bool(begun) and sum(line[0].islower() for line in begun) >= RUNNING_SHARE * len(begun)


def without_page_marks(text: str) -> str:
    """The text without `[[Page S1234]]` and the like, so that the sentence around a mark goes on."""
    return AROUND_MARK.sub(" ", text) if PAGE_MARK.search(text) else text
