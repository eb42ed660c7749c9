"""A figure or a moment of a text together with what the words around it say of it."""

from dataclasses import dataclass

from factcheck.text.figure_frames import Frame
from factcheck.text.moments import Moment
from factcheck.text.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or a moment of a text with its frame; `moments`: those said with the figure."""

    words: str
    frame: Frame
    quantity: Quantity | None = None
    moment: Moment | None = None
    moments: tuple[Moment, ...] = ()
    is_derived: bool = False
