"""Speaker turns: who a transcript says is speaking, where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of a transcript under one speaker label.

    `start` and `end` are code points of the whole turn, its label included; `words_start` is where the spoken words begin.
    `speaker` is the label as written, without its colon ("MS. PSAKI", "Q").
    """

    speaker: str
    start: int
    end: int
    words_start: int

    @property
    def is_question(self) -> bool:
        """True for the label of an unnamed reporter."""
        return self.speaker.strip(".: ").upper() in {"Q", "QUESTION", "REPORTER"}

    def as_json(self) -> dict[str, object]:
        return {"speaker": self.speaker, "start": self.start, "end": self.end}
