"""Quotations of a story: where they stand, who is credited, by which cue, through which outlet."""

from dataclasses import dataclass
from enum import StrEnum

from factcheck.text.spans import Mention


class QuotationType(StrEnum):
    DIRECT = "direct"  # the quoted words are a clause of their own
    MIXED = "mixed"  # a quoted piece inside the reporter's sentence
    INDIRECT = "indirect"  # reported without marks


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words reported of somebody, `text[start:end] == .text`, without the outer marks.

    `speaker` is the mention as written beside the quotation (a pronoun stays a pronoun); `speaker_name` is the fullest
    name the story gives for that speaker, "" when it cannot be told. `via` are the outlets the words came through,
    nearest first. `rule` names the attribution rule that fitted. `is_closed` is False when the closing mark is missing.
    """

    start: int
    end: int
    text: str
    type: QuotationType
    speaker: Mention | None = None
    cue: Mention | None = None
    via: tuple[Mention, ...] = ()
    confidence: Confidence = Confidence.LOW
    rule: str = ""
    speaker_name: str = ""
    is_closed: bool = True

    def as_json(self) -> dict[str, object]:
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "type": self.type.value,
            "speaker": self.speaker.as_json() if self.speaker else None,
            "speaker_name": self.speaker_name,
            "cue": self.cue.as_json() if self.cue else None,
            "via": [mention.as_json() for mention in self.via],
            "confidence": self.confidence.value,
            "rule": self.rule,
            "is_closed": self.is_closed,
        }
