"""Claims of a story: statements that can be true or false, with why they are worth checking."""

from dataclasses import dataclass

from factcheck.text.spans import Mention, Span


@dataclass(frozen=True, slots=True)
class ClaimReason:
    """A named feature and the words that carry it."""

    feature: str
    words: str

    def as_json(self) -> dict[str, str]:
        return {"feature": self.feature, "words": self.words}


@dataclass(frozen=True, slots=True)
class Claim:
    """The shortest stretch that states something checkable, `text[start:end] == .text`, inside `sentence`.

    `score` is the check-worthiness, 0 to 1. Attributed claims carry speaker, cue and via as quotations do.
    """

    start: int
    end: int
    text: str
    sentence: Span
    speaker: Mention | None = None
    cue: Mention | None = None
    via: tuple[Mention, ...] = ()
    score: float = 0.0
    reasons: tuple[ClaimReason, ...] = ()
    speaker_name: str = ""

    def as_json(self) -> dict[str, object]:
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "sentence": [self.sentence.start, self.sentence.end],
            "speaker": self.speaker.as_json() if self.speaker else None,
            "speaker_name": self.speaker_name,
            "cue": self.cue.as_json() if self.cue else None,
            "via": [mention.as_json() for mention in self.via],
            "score": round(self.score, 4),
            "reasons": [reason.as_json() for reason in self.reasons],
        }
