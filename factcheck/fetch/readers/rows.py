"""The rows of a printed page: words on one line put together, those that stand over or beside it set apart."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from factcheck.fetch.readers.glyphs import APART_GAP, SLANTED, WORD_GAP, Span

SAME_ROW = 0.35  # of the type size two baselines may lie apart in one row
RAISED = 0.8  # of the type size a note number may stand above its row
LOWERED = 0.4
SMALLER = 0.85  # type of a note number, or of letters below the line, beside the row's
LIFTED = 0.12  # of the type size, from which a number of the row's own size is a raised one
TWICE = 0.1  # of the type size: the same words drawn closer than that are one, made bold
INITIAL_SIZE = 1.8  # a paragraph's large first letter beside the type that follows; it fills two lines and more
OVERPRINTED = 0.6  # of the shorter words' width that lies under others
NOTE_NUMBER = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§¶]{1,3})(?:[,;–-] ?(?:\d{1,3}|[*†‡§¶]))*[\])]?")
INITIAL = re.compile(r"[“\"'‘«(]?[A-ZÀ-Þ]")
ONE_LETTER_WORDS = frozenset("AIOÀEY")
FEWEST_SPACED = 4  # letters set apart for looks, on their line; a guess
SPACED_SHARE = 0.8
SPACED_WORD = 1.5  # beside the usual gap of such letters: the gap of words
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@dataclass(slots=True)
class Row:
    """Words on one line, in parts that stand apart, from left to right; height and type size in points."""

    y: float
    size: float
    parts: list[Span] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)

    @property
    def x0(self) -> float:
        return self.parts[0].x0

    @property
    def x1(self) -> float:
        return max(part.x1 for part in self.parts)


@dataclass(slots=True)
class Sheet:
    """The rows of a page from top to bottom, and the words set apart: stamps, watermarks, words turned sideways."""

    rows: list[Row]
    apart: list[Row]


def sheet_of(spans: Sequence[Span]) -> Sheet:
    """The spans of a page in rows."""
    letters: Counter[int] = Counter()
    for span in spans:
        letters[span.turn] += len(span.text)
    if not letters:
        return Sheet([], [])
    turn = max(letters, key=lambda candidate: (letters[candidate] if candidate != SLANTED else 0, candidate))
    upright, apart = _without_overprint(_once(span for span in spans if span.turn == turn))
    initials, upright = _initials(upright)
    rows = [_row(group) for group in _grouped(upright)]
    _put_initials(rows, initials)
    turned = [row for other in sorted(letters) if other != turn for row in _turned_rows(spans, other)]
    return Sheet(rows, [*(_row([span]) for span in apart), *turned])


def _turned_rows(spans: Sequence[Span], turn: int) -> list[Row]:
    return [_row(group) for group in _grouped(list(_once(span for span in spans if span.turn == turn)))]


def body_size(spans: Iterable[Span]) -> float:
    """The size of type most letters have."""
    sizes: Counter[float] = Counter()
    for span in spans:
        sizes[round(span.size, 1)] += len(span.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _once(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without those drawn a second time in nearly the same place."""
    places: dict[str, list[Span]] = {}
    for span in spans:
        near = places.setdefault(span.text, [])
        limit = TWICE * span.size
        if any(abs(other.x0 - span.x0) < limit and abs(other.y - span.y) < limit for other in near[-50:]):
            continue
        near.append(span)
        yield span


def _without_overprint(spans: Iterable[Span]) -> tuple[list[Span], list[Span]]:
    """The spans, and the large ones that stand over words of the usual size: watermarks and stamps."""
    spans = list(spans)
    large = INITIAL_SIZE * body_size(spans)
    usual = sorted((span for span in spans if span.size < large), key=lambda span: span.y)
    heights = [span.y for span in usual]
    kept: list[Span] = []
    over: list[Span] = []
    for span in spans:
        is_over = span.size >= large > 0 and any(
            span.x0 < other.x1 - other.size / 2 and other.x0 < span.x1 - other.size / 2
            for other in usual[
                bisect_left(heights, span.y - 0.1 * span.size) : bisect_left(heights, span.y + 0.7 * span.size)
            ]
        )
        (over if is_over else kept).append(span)
    return kept, over


def _grouped(spans: Sequence[Span]) -> list[list[Span]]:
    """The spans by row, from top to bottom. Numbers raised above a row, and letters below it, are the row's."""
    groups: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: -span.y):
        first = groups[-1][0] if groups else None
        if first and abs(first.y - span.y) <= SAME_ROW * max(first.size, span.size) and _is_alike(first, span):
            groups[-1].append(span)
        else:
            groups.append([span])
    joined: list[list[Span]] = []
    waiting: list[Span] = []
    for group in groups:
        size = max(span.size for span in group)
        if waiting and all(small.size < SMALLER * size and small.y - group[0].y < RAISED * size for small in waiting):
            group.extend(waiting)
        elif waiting:
            joined.append(waiting)
        waiting = []
        above = joined[-1] if joined else None
        is_little = all(len(span.text) <= 6 for span in group)
        if is_little and above and _hangs(group, above):
            above.extend(group)
        elif is_little and len(group) <= 8:
            waiting = group
        else:
            joined.append(group)
    return joined + ([waiting] if waiting else [])


def _is_alike(first: Span, span: Span) -> bool:
    """False for a raised number that begins a group: the row's own words begin a new one, to which it is put."""
    return not (len(first.text) <= 6 and first.size < SMALLER * span.size and first.y - span.y > LIFTED * span.size)


def _hangs(group: Sequence[Span], above: Sequence[Span]) -> bool:
    size = max(span.size for span in above)
    base = min(span.y for span in above if span.size == size)
    return all(span.size < SMALLER * size and 0 <= base - span.y < LOWERED * size for span in group)


def _row(group: Sequence[Span]) -> Row:
    weights: Counter[tuple[float, float]] = Counter()
    for span in group:
        weights[span.size, span.y] += len(span.text)
    (size, y), _ = weights.most_common(1)[0]
    row = Row(y, size)
    ordered = sorted(group, key=lambda span: span.x0)
    if any(RIGHT_TO_LEFT.search(span.text) for span in ordered):
        row.parts = [_right_to_left(ordered, size)]
        return row
    for at, span in enumerate(ordered):
        if _is_note_number(span, row, ordered[at + 1 :]):
            if row.parts and span.x0 - row.parts[-1].x1 < size:
                row.parts[-1] = replace(row.parts[-1], xs=(*row.parts[-1].xs[:-1], span.x1))
        else:
            _put(row, span)
    row.parts = [_closed_up(part) for part in row.parts] if _is_spaced(row.text) else row.parts
    return row


def _put(row: Row, span: Span) -> None:
    last = row.parts[-1] if row.parts else None
    if last is None or span.x0 - last.x1 >= APART_GAP * max(last.size, span.size) or _overlaps(last, span):
        row.parts.append(span)
        return
    gap = WORD_GAP * min(last.size, span.size)
    is_joined = span.x0 - last.x1 < gap
    row.parts[-1] = Span(
        last.text + ("" if is_joined else " ") + span.text,
        (*(last.xs[:-1] if is_joined else last.xs), *span.xs),
        last.y,
        max(last.size, span.size),
        last.turn,
    )


def _overlaps(last: Span, span: Span) -> bool:
    shorter = min(last.x1 - last.x0, span.x1 - span.x0)
    return min(last.x1, span.x1) - span.x0 > OVERPRINTED * shorter and min(len(last.text), len(span.text)) > 3


def _is_note_number(span: Span, row: Row, behind: Sequence[Span]) -> bool:
    text = span.text.strip()
    if not NOTE_NUMBER.fullmatch(text) or (behind and behind[0].text.lstrip().startswith(("/", "⁄"))):
        return False
    is_lifted = span.y - row.y > LIFTED * row.size
    return bool(span.size < SMALLER * row.size and span.y >= row.y - 1) or (is_lifted and bool(row.parts))


def _is_spaced(text: str) -> bool:
    words = text.split()
    return len(words) >= FEWEST_SPACED and sum(len(word) == 1 and word.isalpha() for word in words) >= max(
        FEWEST_SPACED, SPACED_SHARE * len(words)
    )


def _closed_up(part: Span) -> Span:
    """The words whose letters were set apart for looks, with spaces between words only."""
    gaps = [(space.start(), space.end()) for space in re.finditer(r" +", part.text)]
    if not gaps:
        return part
    widths = sorted(part.xs[end] - part.xs[start] for start, end in gaps)
    usual = widths[len(widths) // 2]
    text, xs, at = "", list[float](), 0
    for start, end in gaps:
        text += part.text[at:start]
        xs.extend(part.xs[at:start])
        if part.xs[end] - part.xs[start] > SPACED_WORD * usual:
            text += " "
            xs.append(part.xs[start])
        at = end
    return replace(part, text=text + part.text[at:], xs=(*xs, *part.xs[at:]))


def _right_to_left(ordered: Sequence[Span], size: float) -> Span:
    """A row of Hebrew or Arabic in the order it is read, whatever the order it was drawn in."""
    letters = sorted((span.xs[at], span.xs[at + 1], letter) for span in ordered for at, letter in enumerate(span.text))
    words: list[list[str]] = [[]]
    before = letters[0][0]
    for x0, x1, letter in letters:
        if letter.isspace() or x0 - before > WORD_GAP * size:
            words.append([])
        if not letter.isspace():
            words[-1].append(letter)
        before = x1
    read: list[str] = []
    foreign: list[str] = []
    for word in reversed([word for word in words if word]):
        if any(RIGHT_TO_LEFT.match(letter) for letter in word):
            read += [*foreign, "".join(reversed(word))]
            foreign = []
        else:
            foreign.insert(0, "".join(word))
    text = unicodedata.normalize("NFKC", " ".join([*read, *foreign]))
    left, right = ordered[0].x0, max(span.x1 for span in ordered)
    step = (right - left) / max(1, len(text))
    xs = (*(left + step * at for at in range(len(text))), right)
    return Span(text, xs, ordered[0].y, size, ordered[0].turn)


def _initials(spans: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """The large first letters of paragraphs, and all other spans."""
    large = INITIAL_SIZE * body_size(spans)
    initials = [span for span in spans if span.size > large > 0 and INITIAL.fullmatch(span.text.strip())]
    return initials, [span for span in spans if span not in initials] if initials else list(spans)


def _put_initials(rows: list[Row], initials: Sequence[Span]) -> None:
    """Put each large first letter before the uppermost row beside it; one that has none is a row of its own."""
    words = Counter(word.lower() for row in rows for word in re.findall(r"[^\W\d_]+", row.text) if initials)
    vocabulary = {word for word, count in words.items() if count > 1}  # the word behind the letter is there once itself
    for initial in initials:
        top, bottom = initial.y + 0.85 * initial.size, initial.y - 0.2 * initial.size
        beside = [
            (row, at)
            for row in rows
            for at, part in enumerate(row.parts)
            if bottom <= row.y <= top and -0.3 * initial.size <= part.x0 - initial.x1 < 2 * part.size
        ]
        if not beside:
            rows.append(Row(initial.y, initial.size, [initial]))
            rows.sort(key=lambda row: -row.y)
            continue
        row, at = max(beside, key=lambda place: place[0].y)
        part = row.parts[at]
        space = " " if _is_word(initial.text.strip(), part.text, vocabulary) else ""
        text = f"{initial.text.strip()}{space}{part.text}"
        row.parts[at] = replace(part, text=text, xs=(*[initial.x0] * (len(text) - len(part.text)), *part.xs))


def _is_word(initial: str, text: str, vocabulary: set[str]) -> bool:
    """True where the large letter is a word: "A man", not "At"."""
    rest = re.match(r"[^\W\d_]+", text)
    if rest is None or initial[-1] not in ONE_LETTER_WORDS:
        return False
    word = rest[0].lower()
    return word in vocabulary and initial[-1].lower() + word not in vocabulary and len(word) > 1
