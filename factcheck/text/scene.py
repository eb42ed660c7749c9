"""What the attribution rules look at: a quotation in its folded sentence, the signs at its end, and their answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck.text import frame, grammar
from factcheck.text.cue_reading import is_adverb, read_cue
from factcheck.text.cues import CUES
from factcheck.text.frame import PUNCT, QUOTE, Sentence, Token
from factcheck.text.marks import Marked
from factcheck.text.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Attribution:
    """Token positions of speaker and cue in `sentence`, and the rule that found them; an inherited one has no cue."""

    sentence: Sentence
    speaker: Phrase
    cue: Phrase | None
    rule: str


@dataclass(slots=True)
class Scene:
    """A quotation at token `at` in its sentence, with what earlier quotations of the sentence were given."""

    text: str
    sentence: Sentence
    at: int
    marked: Sequence[Marked]
    by_cue: dict[int, Attribution] = field(default_factory=dict)  # of earlier quotations, by position of the cue

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    @property
    def stretch(self) -> Marked:
        return self.marked[self.tokens[self.at].quote]

    def found(self, speaker: Phrase, cue: Phrase | None, rule: str) -> Attribution:
        return Attribution(self.sentence, speaker, cue, rule)


LEFT_REACH = 60  # tokens a rule looks for its cue; far above what news sentences need
_OPEN_ENDS = frozenset(",?!—–-…")
_HEARERS = frozenset("me us him her them".split())


def last_sign(scene: Scene) -> str:
    """Last sign inside the marks, nested closing marks and spaces aside; "…" for three dots."""
    return frame.last_sign(scene.text, scene.stretch)


def is_first(scene: Scene) -> bool:
    """True if nothing but a lead word or a sign stands before the quotation in its sentence."""
    return all(token.kind == PUNCT or token.low in grammar.LEAD_WORDS for token in scene.tokens[: scene.at])


def ends_open(scene: Scene) -> bool:
    """True if the sentence must go on after the quotation: comma inside or outside, "?", "!", a dash.

    Not where a cue stands directly before it: `When Tom said "yes", Ann said "no"`.
    """
    before = scene.at - 1
    if before >= 0 and scene.tokens[before].text in (",", ":"):
        before -= 1
        while before > 0 and (is_adverb(scene.tokens[before]) or scene.tokens[before].low in _HEARERS):
            before -= 1  # `Reed asked her shyly, "Why?" Cole said`
    if before >= 0 and (found := read_cue(scene.tokens, before)) is not None and found.mood == "finite":
        return False
    following = scene.at + 1
    if following >= len(scene.tokens):
        return False
    if scene.tokens[following].text in (",", "—", "–", "--", "-"):
        return True
    return last_sign(scene) in _OPEN_ENDS or (is_first(scene) and last_sign(scene) != ".")


def after_comma(scene: Scene) -> int:
    """Position after the comma or dash behind the quotation, and after an aside between dashes."""
    tokens, at = scene.tokens, scene.at + 1
    while at < len(tokens) and tokens[at].text in (",", *_DASHES):
        at += 1
    if at < len(tokens) and tokens[at - 1].text in _DASHES:
        return _after_aside(tokens, at)
    return at


_DASHES = ("—", "–", "--", "-")
_ASIDE_REACH = 14


def _after_aside(tokens: Sequence[Token], start: int) -> int:
    """Position after `and a costly one --` where a cue follows the second dash, else `start`."""
    for at in range(start, min(len(tokens) - 1, start + _ASIDE_REACH)):
        if tokens[at].kind == QUOTE:
            break
        if tokens[at].text in _DASHES:
            return at + 1 if tokens[at + 1].is_lower and tokens[at + 1].low in CUES else start
    return start


def has_comma(scene: Scene) -> bool:
    """True if a comma, a question or a break ends the quotation, inside or outside the marks."""
    return last_sign(scene) in ",?!—…" or scene.tokens[scene.at + 1].text == ","
