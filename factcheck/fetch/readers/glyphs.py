"""Where the words of a PDF page stand: its drawing instructions followed as far as they show words (ISO 32000, 9).

Left out are words behind a line drawn through them, page heads and feet that the file itself calls so, and the unseen
words of a scan that stands beside seen ones. Painting, clipping and colour are not followed.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream, DictionaryObject

from factcheck.fetch.readers.content import instructions
from factcheck.fetch.readers.fonts import Letters, ReadFont, read_font

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
DEEPEST_FORM = 8  # drawings in drawings
MOST_FORMS = 500  # of one page
MOST_CONTENT = 16 << 20  # bytes of one page or form; a map has some
MOST_LETTERS = 400_000  # of one page: a hundred times a full one
WORD_GAP = 0.16  # of the type size: less than the narrowest space, more than letters are moved apart for looks
SPACE_SHARE = 0.6  # of the font's own space
APART_GAP = 0.8  # of the type size; words further apart are no neighbours in a sentence for certain
WIDE_SPACES = 3  # typed one after the other they stand for a gap
THINNEST_LINE = 2.0  # points: a line drawn as a box is no higher
STRUCK_BAND = (0.12, 0.55)  # between these shares of the type size above the baseline a line runs through letters
STRUCK_LENGTH = 60  # times the size of type; longer lines are rules of a table or page
SLANT = 0.09  # radians (5 degrees) by which a line of words may lean; scans are never quite straight
SLANTED = -1
HIDDEN_MODES = frozenset({3, 7})
UNSEEN_SHARE = 0.5  # of the seen letters beside unseen ones, from which the unseen are taken for a second copy


@dataclass(frozen=True, slots=True)
class Span:
    """Words shown in one go. `xs` are the left edges of its characters and the right edge of the last, in points.

    Coordinates are along the reading direction: `turn` quarter turns against the page's, SLANTED for other angles.
    """

    text: str
    xs: tuple[float, ...]
    y: float
    size: float
    turn: int = 0
    is_hidden: bool = False

    @property
    def x0(self) -> float:
        return self.xs[0]

    @property
    def x1(self) -> float:
        return self.xs[-1]

    def part(self, start: int, end: int) -> "Span":
        """The characters from `start` to `end`."""
        if start == 0 and end == len(self.text):
            return self
        return Span(self.text[start:end], self.xs[start : end + 1], self.y, self.size, self.turn, self.is_hidden)


@dataclass(slots=True)
class Drawn:
    """What a page shows: its words, its thin lines as (turn, x0, x1, y), and whether a picture is among it."""

    spans: list[Span] = field(default_factory=list)
    lines: list[tuple[int, float, float, float]] = field(default_factory=list)
    has_picture: bool = False
    letters: int = 0
    forms: int = 0


@dataclass(slots=True)
class _State:
    matrix: Matrix = IDENTITY
    font: ReadFont | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


Fonts = dict[object, ReadFont | None]


def drawn_on(page: PageObject, fonts: Fonts) -> Drawn:
    """All that the page shows. `fonts` is kept by the caller for the pages of one file."""
    drawn = Drawn()
    contents = page.get("/Contents")
    if contents is not None and contents.get_object() is not None:
        stream = ContentStream(contents.get_object(), page.pdf, "bytes")
        _Painter(drawn, fonts, page.pdf, _resources(page), IDENTITY, []).follow(_content(stream))
    drawn.lines.extend(_struck_by_notes(page))
    return drawn


def seen(drawn: Drawn) -> list[Span]:
    """The spans to be read: without struck words, and without unseen ones that only repeat seen ones."""
    shown = sum(len(span.text) for span in drawn.spans if not span.is_hidden)
    unseen = sum(len(span.text) for span in drawn.spans if span.is_hidden)
    is_doubled = 0 < UNSEEN_SHARE * unseen <= shown
    spans = [span for span in drawn.spans if not (span.is_hidden and is_doubled)]
    return [part for span in spans for part in _unstruck(span, drawn.lines)] if drawn.lines else spans


class _Painter:
    """Follows the instructions of one page, or of a form placed on it; `following` are the forms it stands in."""

    def __init__(
        self, drawn: Drawn, fonts: Fonts, pdf: Any, resources: DictionaryObject, matrix: Matrix, following: list[int]
    ) -> None:
        self.drawn, self.fonts, self.pdf, self.resources, self.following = drawn, fonts, pdf, resources, following
        self.state = _State(matrix)
        self.stack: list[_State] = []
        self.text_matrix = self.line_matrix = IDENTITY
        self.path: list[tuple[float, float, float, float]] = []
        self.point = (0.0, 0.0)
        self.marked: list[str | None] = []

    def follow(self, content: bytes) -> None:
        for operator, operands in instructions(content):
            act = ACTS.get(operator)
            if act is None:
                continue
            if self.drawn.letters > MOST_LETTERS:
                return
            try:
                act(self, operands)
            except (TypeError, ValueError, IndexError, KeyError, AttributeError, OverflowError):
                continue  # one broken instruction; the others stand for themselves

    # Graphics state
    def save(self, _: Any) -> None:
        if len(self.stack) < 1000:
            self.stack.append(replace(self.state))

    def restore(self, _: Any) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def concat(self, operands: Any) -> None:
        self.state.matrix = _times(_matrix(operands), self.state.matrix)

    # Text state and position
    def begin(self, _: Any) -> None:
        self.text_matrix = self.line_matrix = IDENTITY

    def set_font(self, operands: Any) -> None:
        self.state.size = float(operands[1])
        self.state.font = self._font(operands[0])

    def set_spacing(self, operands: Any) -> None:
        self.state.spacing = float(operands[0])

    def set_word_spacing(self, operands: Any) -> None:
        self.state.word_spacing = float(operands[0])

    def set_stretch(self, operands: Any) -> None:
        self.state.stretch = float(operands[0]) / 100

    def set_leading(self, operands: Any) -> None:
        self.state.leading = float(operands[0])

    def set_rise(self, operands: Any) -> None:
        self.state.rise = float(operands[0])

    def set_mode(self, operands: Any) -> None:
        self.state.mode = int(operands[0])

    def set_matrix(self, operands: Any) -> None:
        self.text_matrix = self.line_matrix = _matrix(operands)

    def move(self, operands: Any) -> None:
        step = (1.0, 0.0, 0.0, 1.0, float(operands[0]), float(operands[1]))
        self.text_matrix = self.line_matrix = _times(step, self.line_matrix)

    def move_leading(self, operands: Any) -> None:
        self.state.leading = -float(operands[1])
        self.move(operands)

    def next_line(self, _: Any) -> None:
        self.move((0.0, -self.state.leading))

    # Showing
    def show(self, operands: Any) -> None:
        self._show([operands[0]])

    def show_next(self, operands: Any) -> None:
        self.next_line(None)
        self._show([operands[-1]])

    def show_spaced(self, operands: Any) -> None:
        self.state.word_spacing, self.state.spacing = float(operands[0]), float(operands[1])
        self.show_next(operands)

    def show_moved(self, operands: Any) -> None:
        self._show(operands[0])

    def _show(self, parts: Any) -> None:
        state, font = self.state, self.state.font
        if font is None:
            return
        sign = -1.0 if state.size < 0 else 1.0  # a negative size turns the words about
        whole = _times((sign, 0.0, 0.0, sign, 0.0, state.rise), _times(self.text_matrix, state.matrix))
        type_size = abs(state.size)
        along, turn = math.hypot(whole[0], whole[1]), _turn(whole)
        size = type_size * math.hypot(whole[2], whole[3])
        gap = min(WORD_GAP, SPACE_SHARE * font.font.space_width * font.scale or WORD_GAP)
        x0, y = _turned(whole[4], whole[5], turn, whole)
        pen = 0.0
        text: list[str] = []
        xs: list[float] = []

        def flush() -> None:
            if text and any(not piece.isspace() for piece in text):
                shown = (*xs, x0 + pen * along)
                span = Span("".join(text), shown, y, size, turn, state.mode in HIDDEN_MODES)
                self.drawn.spans.extend(_split_at_gaps(span))
            self.drawn.letters += len(text)
            text.clear()
            xs.clear()

        for part in parts:
            if isinstance(part, int | float):
                moved = -float(part) / 1000 * type_size * state.stretch
                far = moved / (type_size or 1.0)
                if far >= APART_GAP or far < -APART_GAP:
                    flush()
                elif far >= gap and text and not text[-1].isspace():
                    text.append(" ")
                    xs.append(x0 + pen * along)
                pen += moved
                continue
            if not isinstance(part, bytes):
                continue
            for letters, width, is_space in self._said(font.letters(part)) if self.marked else font.letters(part):
                if len(letters) == 1:
                    text.append(letters)
                    xs.append(x0 + pen * along)
                else:
                    advance = width * type_size * state.stretch / max(1, len(letters))
                    text.extend(letters)
                    xs.extend(x0 + (pen + advance * at) * along for at in range(len(letters)))
                pen += (width * type_size + state.spacing + (state.word_spacing if is_space else 0.0)) * state.stretch
        flush()
        self.text_matrix = _times((1.0, 0.0, 0.0, 1.0, sign * pen, 0.0), self.text_matrix)

    def _said(self, shown: Iterable[Letters]) -> Iterable[Letters]:
        """The letters, replaced by those the file gives for people who can't see them, if it does."""
        depth = next((depth for depth in range(len(self.marked) - 1, -1, -1) if self.marked[depth] is not None), None)
        if depth is None:
            return shown
        replaced = [(self.marked[depth] or "" if at == 0 else "", *entry[1:]) for at, entry in enumerate(shown)]
        if replaced:
            self.marked[depth] = ""
        return replaced

    # Marked content
    def mark(self, operands: Any) -> None:
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, str):
            named = self.resources.get("/Properties")
            properties = named.get_object().get(properties) if named is not None else None
            properties = properties.get_object() if properties is not None else None
        if not isinstance(properties, dict):
            self.marked.append(None)
        elif operands[0] == "/Artifact" and (
            properties.get("/Type") == "/Pagination" or properties.get("/Subtype") in ("/Header", "/Footer")
        ):
            self.marked.append("")
        else:
            said = properties.get("/ActualText")
            self.marked.append(None if said is None else _text_string(said))

    def mark_plain(self, _: Any) -> None:
        self.marked.append(None)

    def unmark(self, _: Any) -> None:
        if self.marked:
            self.marked.pop()

    # Lines that may run through words
    def path_to(self, operands: Any) -> None:
        self.point = (float(operands[0]), float(operands[1]))

    def line_to(self, operands: Any) -> None:
        end = (float(operands[0]), float(operands[1]))
        self._add_line(self.point, end)
        self.point = end

    def box(self, operands: Any) -> None:
        x, y, width, height = map(float, operands[:4])
        matrix = self.state.matrix
        thin = abs(height) * math.hypot(matrix[2], matrix[3])
        if thin <= THINNEST_LINE:
            self._add_line((x, y + height / 2), (x + width, y + height / 2))
        elif abs(width) * math.hypot(matrix[0], matrix[1]) <= THINNEST_LINE:
            self._add_line((x + width / 2, y), (x + width / 2, y + height))

    def _add_line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        if len(self.path) > 20_000:
            return
        self.path.append((*_at(self.state.matrix, *start), *_at(self.state.matrix, *end)))

    def paint(self, _: Any) -> None:
        for x0, y0, x1, y1 in self.path:
            if len(self.drawn.lines) > 5000:
                break
            if abs(y1 - y0) <= THINNEST_LINE < abs(x1 - x0):
                self.drawn.lines.append((0, min(x0, x1), max(x0, x1), (y0 + y1) / 2))
            elif abs(x1 - x0) <= THINNEST_LINE < abs(y1 - y0):
                low, high = sorted((y0, y1))
                self.drawn.lines.append((1, low, high, -(x0 + x1) / 2))
                self.drawn.lines.append((3, -high, -low, (x0 + x1) / 2))
        self.path.clear()

    def forget(self, _: Any) -> None:
        self.path.clear()

    # Placed drawings
    def place(self, operands: Any) -> None:
        forms: Any = self.resources["/XObject"]
        placed = forms.get_object()[operands[0]].get_object()
        if placed.get("/Subtype") == "/Image":
            self.drawn.has_picture = True
            return
        self.drawn.forms += 1
        if self.drawn.forms > MOST_FORMS or len(self.following) >= DEEPEST_FORM or id(placed) in self.following:
            return
        matrix = _times(_matrix(placed.get("/Matrix", IDENTITY)), self.state.matrix)
        held = placed.get("/Resources")
        resources = held.get_object() if held is not None else self.resources
        inner = _Painter(self.drawn, self.fonts, self.pdf, resources, matrix, [*self.following, id(placed)])
        inner.follow(_content(ContentStream(placed, self.pdf, "bytes")))

    def picture(self, _: Any) -> None:
        self.drawn.has_picture = True

    def _font(self, name: Any) -> ReadFont | None:
        fonts = self.resources.get("/Font")
        held: Any = fonts.get_object().raw_get(name) if fonts is not None else None
        key: object = getattr(held, "idnum", None) or id(held)
        if key not in self.fonts:
            try:
                self.fonts[key] = read_font(held.get_object())
            except MemoryError:
                raise
            except Exception:
                self.fonts[key] = None  # pypdf fails in many ways on damaged fonts; the others are worth having
        return self.fonts[key]


ACTS: dict[bytes, Callable[[_Painter, Any], None]] = {
    b"q": _Painter.save,
    b"Q": _Painter.restore,
    b"cm": _Painter.concat,
    b"BT": _Painter.begin,
    b"Tf": _Painter.set_font,
    b"Tc": _Painter.set_spacing,
    b"Tw": _Painter.set_word_spacing,
    b"Tz": _Painter.set_stretch,
    b"TL": _Painter.set_leading,
    b"Ts": _Painter.set_rise,
    b"Tr": _Painter.set_mode,
    b"Tm": _Painter.set_matrix,
    b"Td": _Painter.move,
    b"TD": _Painter.move_leading,
    b"T*": _Painter.next_line,
    b"Tj": _Painter.show,
    b"'": _Painter.show_next,
    b'"': _Painter.show_spaced,
    b"TJ": _Painter.show_moved,
    b"BDC": _Painter.mark,
    b"BMC": _Painter.mark_plain,
    b"EMC": _Painter.unmark,
    b"m": _Painter.path_to,
    b"l": _Painter.line_to,
    b"re": _Painter.box,
    b"n": _Painter.forget,
    b"Do": _Painter.place,
    b"INLINE IMAGE": _Painter.picture,
} | dict.fromkeys((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"), _Painter.paint)


def _split_at_gaps(span: Span) -> Iterator[Span]:
    """The span in parts where many spaces stand for a gap, without spaces at the edges."""
    start = 0
    gap = span.text.find(" " * WIDE_SPACES)
    while gap >= 0:
        yield from _stripped(span.part(start, gap))
        start = gap
        while start < len(span.text) and span.text[start] == " ":
            start += 1
        gap = span.text.find(" " * WIDE_SPACES, start)
    yield from _stripped(span.part(start, len(span.text)))


def _stripped(span: Span) -> Iterator[Span]:
    end = len(span.text.rstrip())
    start = len(span.text) - len(span.text.lstrip())
    if start < end:
        yield span.part(start, end)


def _unstruck(span: Span, lines: list[tuple[int, float, float, float]]) -> Iterator[Span]:
    """The parts of the span that no line runs through."""
    low, high = (span.y + share * span.size for share in STRUCK_BAND)
    through = [
        (x0, x1)
        for turn, x0, x1, y in lines
        if turn == span.turn
        and low < y < high
        and x0 < span.x1
        and x1 > span.x0
        and x1 - x0 < STRUCK_LENGTH * span.size
    ]
    if not through:
        yield span
        return
    start = 0
    for at in range(len(span.text) + 1):
        middle = (span.xs[at] + span.xs[at + 1]) / 2 if at < len(span.text) else math.inf
        is_struck = at < len(span.text) and any(x0 <= middle <= x1 for x0, x1 in through)
        if is_struck or at == len(span.text):
            if at > start:
                yield from _stripped(span.part(start, at))
            start = at + 1


def _struck_by_notes(page: PageObject) -> Iterator[tuple[int, float, float, float]]:
    """Lines through the words that a reader of the file struck out with a note."""
    notes = page.get("/Annots")
    for note in list(notes.get_object() or ())[:1000] if notes is not None else ():
        held = note.get_object()
        if not isinstance(held, DictionaryObject) or held.get("/Subtype") != "/StrikeOut":
            continue
        corners = held.get("/QuadPoints") or held.get("/Rect")
        numbers = [float(number) for number in corners.get_object()] if corners is not None else []
        for at in range(0, len(numbers) - 3, 8):
            xs, ys = numbers[at : at + 8 : 2], numbers[at + 1 : at + 8 : 2]
            yield 0, min(xs), max(xs), min(ys) + 0.45 * (max(ys) - min(ys))


def _content(stream: ContentStream) -> bytes:
    """The bytes of a stream. Raises ValueError for more than a page can need."""
    content = stream.get_data()
    if len(content) > MOST_CONTENT:
        raise ValueError(f"a page of {len(content)} bytes; at most {MOST_CONTENT} are followed")
    return content


def _text_string(said: object) -> str:
    if isinstance(said, bytes):
        is_wide = said.startswith((b"\xfe\xff", b"\xff\xfe"))
        said = said.decode("utf-16", "replace") if is_wide else said.decode("latin-1")
    return str(said).replace("\x00", "")


def _resources(page: PageObject) -> DictionaryObject:
    held = page.get("/Resources")
    resources = held.get_object() if held is not None else None
    return resources if isinstance(resources, DictionaryObject) else DictionaryObject()


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in operands[:6])
    return a, b, c, d, e, f


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]


def _turn(matrix: Matrix) -> int:
    """Quarter turns of the reading direction, SLANTED where it lies between."""
    quarters = math.atan2(matrix[1], matrix[0]) / (math.pi / 2)
    nearest = round(quarters)
    return nearest % 4 if abs(quarters - nearest) * math.pi / 2 <= SLANT else SLANTED


def _turned(x: float, y: float, turn: int, matrix: Matrix) -> tuple[float, float]:
    """The place along the reading direction and across it."""
    if turn == SLANTED:
        angle = math.atan2(matrix[1], matrix[0])
        return x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]
