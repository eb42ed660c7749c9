"""What every engine of the lookup index offers, and the values that go in and come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Segment:
    """One row of the index: a sentence or so of a capture. Offsets are code points of the capture's `layer` text."""

    capture_id: int
    layer: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place worth comparing. `score` orders candidates of one search and means nothing beyond it."""

    capture_id: int
    layer: str
    start: int
    end: int
    score: float


class LookupIndex(Protocol):
    """The index of captured passages. Every method raises IndexUnavailable when the index cannot answer or be written:
    "not found" is an answer, a lost index is not.
    """

    def add(self, segments: Iterable[Segment]) -> int:
        """How many segments were added, durably. What their captures had in the index before is replaced, so adding
        twice is adding once. The segments of one capture come together and in one call.
        """
        ...

    def remove_capture(self, capture_id: int) -> None:
        """Take the segments of one capture out; nothing happens when there are none."""
        ...

    def search(self, text: str, limit: int) -> list[Candidate]:
        """At most `limit` places that share rare words or word pairs with `text`, best first."""
        ...

    def rebuild(self, segments: Iterable[Segment], progress: Callable[[int], None] | None = None) -> int:
        """Make the index anew from `segments` and put it in the old one's place; returns their number. Readers keep the
        old one until the new one is whole. `progress` is told the number of segments written so far.
        """
        ...

    def clear(self) -> None:
        """Make the index anew, empty."""
        ...

    def count(self) -> int:
        """Number of segments."""
        ...

    def is_ready(self) -> bool:
        """True when there is an index to search, if an empty one."""
        ...
