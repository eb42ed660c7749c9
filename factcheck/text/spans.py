"""Places in a text. Offsets are Unicode code points, half-open, into the text as captured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `text[start:end]`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text with their place: `text[start:end] == .text`."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Mention":
        return cls(start, end, text[start:end])

    def as_json(self) -> dict[str, object]:
        return {"start": self.start, "end": self.end, "text": self.text}
