"""Quotations of a story: where they stand, who is credited, by which cue, through which outlet."""

from dataclasses import dataclass
from enum import StrEnum

from factcheck.text.frame import PUNCT, Sentence
from factcheck.text.grammar import LEAD_WORDS
from factcheck.text.outlets import find_via
from factcheck.text.phrases import Phrase
from factcheck.text.reported import Reported
from factcheck.text.scene import Attribution
from factcheck.text.spans import Mention
from factcheck.text.story import Story, read_story


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


# How sure a rule is of its speaker. Rules tied by punctuation are right in nearly all cases; a cue found elsewhere in
# the sentence less so; inherited speakers are plausible. Order judged on the case tables in tests/cases.
_CONFIDENCE = {
    "inverted": Confidence.HIGH,
    "following": Confidence.HIGH,
    "preceding": Confidence.HIGH,
    "according_to": Confidence.HIGH,
    "split": Confidence.HIGH,
    "label": Confidence.HIGH,
    "dash": Confidence.HIGH,
    "name_line": Confidence.MEDIUM,
    "foreign": Confidence.MEDIUM,
    "agent": Confidence.MEDIUM,
    "mixed": Confidence.MEDIUM,
    "noun": Confidence.MEDIUM,
    "named_as": Confidence.MEDIUM,
    "own_verb": Confidence.MEDIUM,
    "colon": Confidence.MEDIUM,
    "closing": Confidence.MEDIUM,
    "continued": Confidence.MEDIUM,
    "reported": Confidence.MEDIUM,
    "carried": Confidence.LOW,
    "goes_on": Confidence.LOW,
    "subject_before": Confidence.LOW,
}


def find_quotations(text: str) -> list[Quotation]:
    """All quotations of a story, marked and reported, in order of place.

    Deterministic and linear in the length of `text`; any text is accepted. `"A," she said, "B"` gives two records with
    one speaker, a quotation over several paragraphs gives one.
    """
    return quotations_of(read_story(text))


def quotations_of(story: Story) -> list[Quotation]:
    """As `find_quotations`, for a story already read."""
    found = [_marked_quotation(story, sentence, at) for sentence, at in story.quoted]
    found.extend(indirect_quotation(story, report) for report in story.reported)
    found.sort(key=lambda quotation: (quotation.start, quotation.end, quotation.type))
    return found


def _marked_quotation(story: Story, sentence: Sentence, at: int) -> Quotation:
    stretch = story.marked[sentence.tokens[at].quote]
    start, end = _trimmed(story.text, stretch.start, stretch.end)
    attribution = story.attributions.get(sentence.tokens[at].quote)
    return Quotation(
        start=start,
        end=end,
        text=story.text[start:end],
        type=QuotationType.DIRECT if _is_direct(story, sentence, at, attribution) else QuotationType.MIXED,
        speaker=_speaker_of(story, attribution) if attribution else None,
        cue=mention_of(story, attribution.sentence, attribution.cue) if attribution and attribution.cue else None,
        via=_via(story, sentence, attribution),
        confidence=_CONFIDENCE[attribution.rule] if attribution else Confidence.LOW,
        rule=attribution.rule if attribution else "unattributed",
        speaker_name=story.names.name_of(attribution.sentence, attribution.speaker) if attribution else "",
        is_closed=stretch.is_closed,
    )


def _speaker_of(story: Story, attribution: Attribution) -> Mention:
    """The mention credited, without the possessive of `Cole's claim that "…"`."""
    mention = mention_of(story, attribution.sentence, attribution.speaker)
    owns = story.text[mention.end : mention.end + 2].strip().isalpha()  # not `McDonald's: "…"`
    if attribution.rule not in ("noun", "label", "colon") or not mention.text.endswith(("'s", "’s")) or not owns:
        return mention
    return Mention.of(story.text, mention.start, mention.end - 2)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _via(story: Story, sentence: Sentence, attribution: Attribution | None) -> tuple[Mention, ...]:
    """Outlets named in the sentence; a quotation that goes on keeps those of the sentence it goes on from."""
    if attribution is None:
        return ()
    if attribution.sentence is sentence:
        return find_via(story.text, sentence, attribution.speaker)
    return find_via(story.text, attribution.sentence, attribution.speaker) if attribution.rule == "continued" else ()


def _is_direct(story: Story, sentence: Sentence, at: int, attribution: Attribution | None) -> bool:
    """True if the words stand as their own clause: after a comma or colon, or at the head of the sentence."""
    stretch = story.marked[sentence.tokens[at].quote]
    opening = next((char for char in story.text[stretch.start : stretch.start + 3] if char.isalnum()), "")
    before = sentence.tokens[at - 1] if at else None
    stands_first = all(token.kind == PUNCT or token.low in LEAD_WORDS for token in sentence.tokens[:at])
    if stands_first:
        return True
    if before is not None and before.text in (",", ":", "—", "–"):
        return True
    return attribution is not None and attribution.rule == "preceding" and opening.isupper()


def indirect_quotation(story: Story, report: Reported) -> Quotation:
    """Reported speech as a quotation without marks."""
    tokens = report.sentence.tokens
    start, end = tokens[report.content.start].start, tokens[report.content.end - 1].end
    return Quotation(
        start=start,
        end=end,
        text=story.text[start:end],
        type=QuotationType.INDIRECT,
        speaker=mention_of(story, report.sentence, report.speaker),
        cue=mention_of(story, report.sentence, report.cue),
        via=find_via(story.text, report.sentence, report.speaker),
        confidence=Confidence.MEDIUM,
        rule=report.rule,
        speaker_name=story.names.name_of(report.sentence, report.speaker),
    )


def mention_of(story: Story, sentence: Sentence, phrase: Phrase) -> Mention:
    """The words of a token range, as they stand in the story."""
    return Mention.of(story.text, sentence.tokens[phrase.start].start, sentence.tokens[phrase.end - 1].end)
