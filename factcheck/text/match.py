"""What a comparison can say: match classes, flags, operations and their weights.

Values only. A match is computed from typed word operations and is never a judgement; what a reviewer decides is stored
elsewhere, under another name.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from factcheck.text.spans import Span


class Match(StrEnum):
    """How the printed words relate to the recorded ones, best first."""

    EXACT = "exact"  # same characters, white space aside
    TYPOGRAPHIC = "typographic"  # same words; marks, dashes, case, punctuation differ
    DISFLUENCY = "disfluency"  # only fillers, stutters, repeats removed
    MARKED = "marked"  # every difference is marked by the quotation's own brackets or ellipsis, in order
    ALTERED = "altered"  # same place; words inserted, dropped, replaced or reordered without a mark
    SPLICED = "spliced"  # joined from separate places without a mark
    PARAPHRASE = "paraphrase"  # the passage carries the content words, not the wording
    ABSENT = "absent"  # no passage in what was searched
    UNCHECKABLE = "uncheckable"  # could not be compared; the reason says why

    @property
    def is_harmless(self) -> bool:
        """True where the printed words are the recorded ones, or every change is marked."""
        return self in HARMLESS

    @property
    def rank(self) -> int:
        """0 for the best class, growing with distance from the record."""
        return list(Match).index(self)


HARMLESS = frozenset({Match.EXACT, Match.TYPOGRAPHIC, Match.DISFLUENCY, Match.MARKED})


class FlagName(StrEnum):
    """What a reader should look at, whatever the class."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    HEDGE = "hedge"
    TENSE = "tense"
    PRONOUN = "pronoun"
    OMISSION_HOLDS_NEGATION = "omission_holds_negation"
    OMISSION_CROSSES_SPEAKER = "omission_crosses_speaker"
    OMISSION_LONG = "omission_long"
    BRACKET_REPLACES_CONTENT = "bracket_replaces_content"
    CUT_MID_SENTENCE = "cut_mid_sentence"
    OTHER_SPEAKER = "other_speaker"
    OTHER_SOURCE = "other_source"
    SEVERAL_PLACES = "several_places"
    NOT_DISTINCTIVE = "not_distinctive"
    QUOTED_IN_SOURCE = "quoted_in_source"
    TRANSLATION = "translation"


class Severity(StrEnum):
    """Weight of an operation or flag, lightest first."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


class OperationKind(StrEnum):
    """What happened to a run of words between the record and the printed quotation."""

    SAME = "same"  # same characters
    EQUIVALENT = "equivalent"  # same words for this purpose: case, marks, contraction, spelling, number word
    DROPPED = "dropped"  # recorded, not printed, no mark admits it
    INSERTED = "inserted"  # printed, not recorded, no mark admits it
    REPLACED = "replaced"  # one wording printed for another
    MOVED = "moved"  # recorded elsewhere in the passage: order changed
    OMITTED = "omitted"  # recorded, not printed, an ellipsis of the quotation says so
    BRACKETED = "bracketed"  # printed in [brackets], with or without recorded words in its place


class SpeakerCheck(StrEnum):
    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Operation:
    """One step of the mapping between quotation and passage.

    Operations stand in the quotation's order and their `quote` ranges tile it from 0 to its length; the `source` ranges
    of the operations tile the spans of the comparison. `quote_words` and `source_words` are the texts at these ranges
    ("" where a side has none). `touches` names the closed classes the change falls in (negation, number, name, hedge,
    tense, pronoun, filler, ...); `reason` names the rule that typed it (case, contraction, spelling, filler, ...).
    """

    kind: OperationKind
    quote_start: int
    quote_end: int
    quote_words: str
    source_start: int
    source_end: int
    source_words: str
    severity: Severity = Severity.NONE
    touches: tuple[str, ...] = ()
    reason: str = ""

    def as_json(self) -> dict[str, object]:
        return {
            "kind": self.kind.value,
            "quote": [self.quote_start, self.quote_end],
            "quote_words": self.quote_words,
            "source": [self.source_start, self.source_end],
            "source_words": self.source_words,
            "severity": self.severity.value,
            "touches": list(self.touches),
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Flag:
    """A named warning with the words concerned and a sentence for people."""

    flag: FlagName
    words: str = ""
    severity: Severity = Severity.LOW
    sentence: str = ""

    def as_json(self) -> dict[str, object]:
        return {
            "flag": self.flag.value,
            "words": self.words,
            "severity": self.severity.value,
            "sentence": self.sentence,
        }


def needs_person(match: Match, severity: Severity) -> bool:
    """True unless the words are the recorded ones and nothing found beside them is high."""
    return not match.is_harmless or severity.rank >= Severity.HIGH.rank


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quotation laid beside one source text.

    `spans` are the places of the recorded words, in the source's order of use (several for an ellipsis or a splice),
    empty when the match is absent or uncheckable. `coverage` is the share of the quotation's words (weighted by
    rarity) that the passage carries, 0 to 1. `reason` is a short sentence for uncheckable and absent.
    `sentences` explain the comparison to a reader, built from the operations in `explain.py` alone.
    `turn` is the index of the speaker turn holding the first span, or None. `occurrences` counts the places where the
    same words stand (1 for one place, 0 for none).
    """

    match: Match
    flags: tuple[Flag, ...] = ()
    spans: tuple[Span, ...] = ()
    operations: tuple[Operation, ...] = ()
    coverage: float = 0.0
    speaker_check: SpeakerCheck = SpeakerCheck.UNKNOWN
    recorded_speaker: str | None = None
    reason: str = ""
    sentences: tuple[str, ...] = field(default=())
    turn: int | None = None
    occurrences: int = 0

    @property
    def severity(self) -> Severity:
        """The heaviest weight among operations and flags."""
        weights = [operation.severity for operation in self.operations] + [flag.severity for flag in self.flags]
        return max(weights, key=lambda weight: weight.rank, default=Severity.NONE)

    @property
    def needs_person(self) -> bool:
        """True unless the words are the recorded ones and nothing is high: the rule behind the exit status."""
        return needs_person(self.match, self.severity)

    def as_json(self) -> dict[str, object]:
        return {
            "match": self.match.value,
            "flags": [flag.as_json() for flag in self.flags],
            "coverage": round(self.coverage, 4),
            "spans": [[span.start, span.end] for span in self.spans],
            "operations": [operation.as_json() for operation in self.operations],
            "speaker_check": self.speaker_check.value,
            "recorded_speaker": self.recorded_speaker,
            "reason": self.reason,
            "sentences": list(self.sentences),
            "occurrences": self.occurrences,
        }
