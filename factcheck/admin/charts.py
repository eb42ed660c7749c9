"""Bar charts as geometry for an inline SVG: drawn here, so that pages need neither scripts nor another host.

A chart never stands alone: its title and description are read out, and the table of its numbers stands beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 640
ROW = 26
BAR = 16
LABELS = 170  # left of the bars
VALUES = 80  # right of them
SERIES = 8  # classes of figures.css


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle of a bar; `tone` names its colour in figures.css."""

    x: float
    width: float
    tone: int
    says: str


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: str
    y: int
    pieces: Sequence[Piece]
    whisker: tuple[float, float] | None = None

    @property
    def middle(self) -> float:
        return self.y + BAR / 2

    @property
    def baseline(self) -> int:
        return self.y + 13

    @property
    def end(self) -> float:
        ends: list[float] = [LABELS, *(piece.x + piece.width for piece in self.pieces), *(self.whisker or ())]
        return max(ends) + 6


@dataclass(frozen=True, slots=True)
class Chart:
    name: str
    title: str
    description: str
    bars: Sequence[Bar]
    legend: Sequence[tuple[int, str]] = ()

    @property
    def height(self) -> int:
        return max(len(self.bars), 1) * ROW + 4


@dataclass(frozen=True, slots=True)
class Line:
    """One bar to draw: its parts as (series, amount), what it is called, and what is written at its end."""

    label: str
    value: str
    parts: Sequence[tuple[int, float]]
    interval: tuple[float, float] | None = None


def bar_chart(
    name: str,
    title: str,
    description: str,
    lines: Sequence[Line],
    series: Sequence[str] = (),
    full: float | None = None,
) -> Chart:
    """The chart of the lines, one below the other, all on one scale; `full` is the amount as wide as the chart."""
    most = full or max((sum(amount for _, amount in line.parts) for line in lines), default=0) or 1
    scale = (WIDTH - LABELS - VALUES) / most
    bars = [_bar(line, number, scale, series) for number, line in enumerate(lines)]
    used = {tone for line in lines for tone, amount in line.parts if amount}
    return Chart(name, title, description, bars, [(n % SERIES, s) for n, s in enumerate(series) if n in used])


def _bar(line: Line, number: int, scale: float, series: Sequence[str]) -> Bar:
    x, pieces = float(LABELS), []
    for tone, amount in line.parts:
        if amount:
            width = amount * scale
            says = f"{series[tone]}: {amount:g}" if tone < len(series) else line.value
            pieces.append(Piece(round(x, 1), round(max(width, 1.0), 1), tone % SERIES, says))
            x += width
    whisker = None
    if line.interval:
        whisker = (round(LABELS + line.interval[0] * scale, 1), round(LABELS + line.interval[1] * scale, 1))
    return Bar(line.label, line.value, number * ROW + 4, pieces, whisker)
