"""Plain text: the words as they stand, whatever the encoding, without what printing and captioning put between them.

Line numbers, marks of pages, heads and numbers around a form feed, and the times of a transcript made from a recording
stand in the middle of sentences. The times become the time of the words behind them.
"""

import re
from collections.abc import Iterator

from factcheck.fetch.decode import decode
from factcheck.fetch.document import Document, TimeMark
from factcheck.fetch.readers.hints import Hints
from factcheck.fetch.readers.layout import EDGE_LINES, Line, Page, furniture_around
from factcheck.fetch.readers.name_layouts import LONGEST_NAME
from factcheck.fetch.readers.numbering import without_line_numbers, without_page_marks
from factcheck.fetch.readers.speakers import as_name, chosen_labels, turns_in
from factcheck.fetch.readers.typed import with_page_ends, without_columns
from factcheck.text.turns import Turn, find_turns

TITLE_CHARACTERS = 120
ENDS = frozenset(".?!,;")  # of sentences, not of names
CENTRED_NUMBER = re.compile(r"(?<=\n)[ \t]{10,80}-?\s?\d{1,4}\s?-?[ \t]{0,20}\n")  # a page's, in the middle of its line
DIGIT = re.compile(r"\d")
CLOCK = re.compile(r"\d:\d\d")
TIME = r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?"
UNTIL = r"(?:[ \t]{0,3}(?:--?>|[-–—])[ \t]{0,3}(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?)?"
STAMP = re.compile(
    rf"[ \t]{{0,8}}[\[(]?{TIME}{UNTIL}(?:[\])][ \t]{{0,8}}|(?:[ \t]{{1,8}}|$|(?=[^\W\d_])(?![ap]\.?m\b)))",
    re.IGNORECASE,
)
STAMP_BEHIND = re.compile(rf"[ \t]{{1,8}}[\[(]{TIME}[\])][ \t]{{0,8}}$")
TERMINAL = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]")
LINE_ENDS = re.compile(r"\r+\n|[\r\x0b\x85\u2028\u2029]")
# "Ann Roe  0:01", "Ann Roe (00:00:01)": how recorders of meetings head what somebody says on the lines below.
NAMED_STAMP = re.compile(
    r"([^\W\d_][\w.'’ -]{0,58}[\w.])(?:[ \t]{2,8}|[ \t]?\(|[ \t]?\[|[ \t]{1,8}[-–|][ \t]{1,8}|[ \t])"
    r"((?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?)[\])]?[ \t]{0,8}"
)
# A transcript is one with times where so many lines begin with one, and the times never go back. Both guesses.
FEWEST_STAMPS = 4
STAMPED_SHARE = 0.3


def read(raw_bytes: bytes, hints: Hints) -> Document:
    """The text, line ends unified. A first line set off by a blank line is taken for the title."""
    decoded = decode(raw_bytes, hints.content_type)
    text = LINE_ENDS.sub("\n", TERMINAL.sub("", decoded.text))
    # Numbers of pages and lines are looked for line by line, which a text without any is spared.
    has_numbers = bool(DIGIT.search(text))
    text = without_page_marks(text)
    text = without_columns(with_page_ends(text) if has_numbers else text)
    text = CENTRED_NUMBER.sub("\n", _without_furniture(text))
    if has_numbers:
        text = "\n".join(without_line_numbers(text.split("\n")))
    times: tuple[TimeMark, ...] = ()
    if CLOCK.search(text):
        text, times = _timed("\n".join(_with_labels(text.split("\n"))))
    return Document(
        type=hints.kind,
        reader="plain/3",
        article_text=text,
        visible_text=text,
        title=_title(text),
        turns=_turns(text),
        times=times,
        encoding=decoded.encoding,
        encoding_reason=decoded.reason,
    )


def _turns(text: str) -> tuple[Turn, ...]:
    """The turns that labels in the lines show, or those of names on lines of their own, whichever are more."""
    written = find_turns(text)
    labels = chosen_labels(_names_alone(text.split("\n")))
    marked = turns_in(text, labels) if labels else ()
    return marked if len(marked) > len(written) else written


def _names_alone(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    """Names on lines of their own that open a paragraph or are one, as `speakers.chosen_labels` wants them."""
    for at, line in enumerate(lines):
        if not line or len(line) > LONGEST_NAME or (at and lines[at - 1].strip()):
            continue
        name = as_name(line) if line.strip()[-1:] not in ENDS else ""
        if not name or not (" " in name or name.isupper()) or name.upper() in {"Q", "A"}:
            continue
        behind = next((after for after in lines[at + 1 : at + 3] if after.strip()), "")
        yield "line above words" if lines[at + 1 : at + 2] == [behind] else "line above a paragraph", name, behind


def _without_furniture(text: str) -> str:
    """The text without form feeds, and without the heads and page numbers that stand beside them."""
    if "\f" not in text.strip("\f\n "):
        return text.replace("\f", "\n")
    written = [page.split("\n") for page in text.split("\f")]
    pages = [Page([Line(line) for line in lines if line.strip()]) for lines in written]
    kept = []
    for lines, dropped in zip(written, furniture_around(pages), strict=True):
        with_words = [at for at, line in enumerate(lines) if line.strip()]
        edges = {at for at in (*with_words[:EDGE_LINES], *with_words[-EDGE_LINES:]) if lines[at] in dropped}
        kept.append("\n".join(line for at, line in enumerate(lines) if at not in edges).strip("\n"))
    return "\n".join(kept)


def _with_labels(lines: list[str]) -> list[str]:
    """The lines; those that name who speaks from what time on, where there are several, written "0:01 Ann Roe:"."""
    heads = {at: head for at, line in enumerate(lines) if ":" in line and (head := NAMED_STAMP.fullmatch(line.strip()))}
    names = {head[1] for head in heads.values()}
    if len(heads) < FEWEST_STAMPS or len(names) == len(heads):  # nobody speaks twice: a timetable
        return lines
    labelled: list[str | None] = list(lines)
    for at, head in heads.items():
        following = next((after for after in range(at + 1, min(at + 3, len(lines))) if lines[after].strip()), None)
        if following is None or following in heads:
            continue
        labelled[at] = None
        labelled[following] = f"{head[2]} {head[1]}: {lines[following].strip()}"
    return [line for line in labelled if line is not None]


def _timed(text: str) -> tuple[str, tuple[TimeMark, ...]]:
    """The text without the times its lines begin with, and the times; as it is where they are too few."""
    lines = text.split("\n")
    stamps = {at: stamp for at, line in enumerate(lines) if (stamp := STAMP.match(line))}
    if len(stamps) < FEWEST_STAMPS:
        stamps = {
            at: stamp for at, line in enumerate(lines) if line and (stamp := STAMP_BEHIND.search(line, len(line) - 30))
        }
    seconds = [_seconds(stamp) for stamp in stamps.values()]
    with_words = sum(bool(line.strip()) for line in lines)
    if len(stamps) < max(FEWEST_STAMPS, STAMPED_SHARE * with_words) or seconds != sorted(seconds):
        return text, ()
    written = list(_unstamped(lines, stamps))
    times = []
    start = 0
    for at, line in enumerate(written):
        if line[0] is not None and line[1]:
            times.append(TimeMark(start, start + len(line[1]), line[0]))
        start += len(line[1]) + (at < len(written) - 1)
    return "\n".join(words for _, words in written), tuple(times)


def _unstamped(lines: list[str], stamps: dict[int, re.Match[str]]) -> Iterator[tuple[float | None, str]]:
    """The lines with the second they are said at; a line that held a time and nothing else is left out."""
    now: float | None = None
    for at, line in enumerate(lines):
        stamp = stamps.get(at)
        if stamp is not None:
            now = _seconds(stamp)
            line = line[: stamp.start()] + line[stamp.end() :]
            if not line:
                continue
        yield now, line


def _seconds(stamp: re.Match[str]) -> float:
    hours, minutes, seconds, fraction = stamp.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int((fraction or "0").ljust(3, "0")) / 1000


def _title(text: str) -> str | None:
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    stands_apart = rest.startswith("\n") and bool(rest.strip())
    ends_like_a_sentence = first.endswith((".", "?", "!", ",", ";", ":"))
    return first if stands_apart and not ends_like_a_sentence and 0 < len(first) <= TITLE_CHARACTERS else None
