"""Speech between dashes, as Spanish and French print dialogue: `—No lo sé —dijo Ana—. Mañana veremos.`

Read only in a story where some such line has a cue after its second dash: elsewhere a dash opens a list or a credit.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from factcheck.text.foreign_cues import foreign_cues
from factcheck.text.marks import Marked
from factcheck.text.spans import Span

_DASHES = "—–―"
_INSERTION = re.compile(r"(?<=\s)[—–―]([^\W\d_]+)")
_CUES = foreign_cues("es") | foreign_cues("fr")


def with_dialogue(text: str, paragraphs: Sequence[Span], marked: Sequence[Marked]) -> list[Marked]:
    """The marked stretches with those between dashes added, in order of place."""
    holding = {_paragraph_of(paragraphs, stretch.open_start) for stretch in marked}
    lines = [
        paragraph
        for number, paragraph in enumerate(paragraphs)
        if number not in holding and _opens_dialogue(text, paragraph)
    ]
    if not any(_cue_dash(text, line) for line in lines):
        return list(marked)
    spoken = [stretch for line in lines for stretch in _spoken(text, line)]
    return sorted([*marked, *spoken], key=lambda stretch: stretch.start)


def _paragraph_of(paragraphs: Sequence[Span], position: int) -> int:
    return bisect_right(paragraphs, position, key=lambda paragraph: paragraph.start) - 1


def _opens_dialogue(text: str, line: Span) -> bool:
    if text[line.start] not in _DASHES or line.start + 1 >= line.end:
        return False
    following = text[line.start + 1]
    return following.isalnum() or following in "¿¡…"


def _cue_dash(text: str, line: Span) -> int | None:
    """Position of the dash before `dijo Ana`: after a space, with a cue behind it."""
    for match in _INSERTION.finditer(text, line.start + 1, line.end):
        if match.group(1) in _CUES:
            return match.start()
    return None


def _spoken(text: str, line: Span) -> Iterator[Marked]:
    """The words before the cue's dash and those after the dash that closes the insertion."""
    cue = _cue_dash(text, line)
    stop = _trimmed(text, line.start + 1, line.end if cue is None else cue)
    yield Marked(line.start, line.start + 1, stop, stop)
    close = -1 if cue is None else next((at for at in range(cue + 1, line.end) if text[at] in _DASHES), -1)
    if close < 0:
        return
    start = close + 1
    while start < line.end and (text[start].isspace() or text[start] in ".,;:"):
        start += 1
    if start < line.end:
        yield Marked(close, start, line.end, line.end)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
