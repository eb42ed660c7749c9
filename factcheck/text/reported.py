"""A stretch of reported speech and the kinds of verb that report."""

from dataclasses import dataclass

from factcheck.text.cues import CUES
from factcheck.text.frame import Sentence
from factcheck.text.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Reported:
    """Reported words as token positions of `sentence`. `content` includes a leading "that"."""

    sentence: Sentence
    content: Phrase
    speaker: Phrase
    cue: Phrase
    rule: str
    spans_sentences: bool = False  # `sentence` is two joined, the second of which names the source

    @property
    def is_thought(self) -> bool:
        """True for what somebody believes or hopes: a claim, but nothing they are reported to have said."""
        cue = CUES.get(self.sentence.tokens[self.cue.start].low)
        return cue is not None and cue.base in THOUGHTS


REPORTING = frozenset(("say", "tell", "that"))
DENYING = frozenset(("deny", "dispute"))  # they report what somebody says is not so
THOUGHTS = frozenset("believe think hope fear".split())
MIN_CONTENT = 3  # words; shorter complements ("said so", "said no") report nothing
