"""Line numbers and marks of pages: printed between the words of a record, and none of them."""

import re
from collections.abc import Sequence

NUMBERED = re.compile(r"[ \t]{0,40}(\d{1,2})(?:[ \t]+(?=\S)|[ \t]*$)")
# A column of numbers is one where so many lines in ten have their turn in the count, and so many lines do at all.
# Court reporters number 25 lines a page; both are guesses that leave tables and short lists alone.
NUMBERED_SHARE = 0.6
FEWEST_NUMBERED = 5
PAGE_MARK = re.compile(
    r"\[\[\s{0,3}(?:Page|p\.|col\.|Column)\s{0,3}[\w-]{1,12}\s{0,3}\]\]|\[(?:Page|p\.) [A-Z]{0,2}\d{1,6}\]|"
    r"(?:\d{1,2} [A-Z][a-z]{2,8} \d{4} ?: ?)Column (?:GC|WA|WS|WH)?\d{1,5}[A-Z]{0,3}\b",
    re.IGNORECASE,
)
AROUND_MARK = re.compile(rf"[ \t]{{0,99}}(?:{PAGE_MARK.pattern})[ \t]{{0,99}}", re.IGNORECASE)
# Alone on a line or in an element of its own; within a sentence "column 3" may be said.
LONE_MARK = re.compile(r"(?:\d{1,2} [A-Z][a-z]{2,8} \d{4} ?: ?)?(?:Column|Page) (?:GC|WA|WS|WH)?\d{1,5}[A-Z]{0,3}")


def without_line_numbers(lines: Sequence[str]) -> list[str]:
    """The lines without a column of line numbers, where they have one. A line of nothing else becomes empty."""
    counted = _counted(lines)
    with_words = sum(1 for line in lines if line.strip() and not line.strip().isdigit())
    if len(counted) < FEWEST_NUMBERED or len(counted) < NUMBERED_SHARE * with_words:
        return list(lines)
    return [line[counted[at] :] if at in counted else line for at, line in enumerate(lines)]


def _counted(lines: Sequence[str]) -> dict[int, int]:
    """Where the words begin on each line whose number is the next of the count, which begins at 1 again on a page."""
    counted: dict[int, int] = {}
    before = 0
    for at, line in enumerate(lines):
        number = NUMBERED.match(line)
        if number and int(number[1]) in {before + 1, 1}:
            before = int(number[1])
            counted[at] = number.end()
    return counted


def without_page_marks(text: str) -> str:
    """The text without `[[Page S1234]]` and the like, so that the sentence around a mark goes on."""
    return AROUND_MARK.sub(" ", text) if PAGE_MARK.search(text) else text
