"""Claims of a story: statements that can be true or false, with why they are worth checking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factcheck.text.clauses import after_dateline
from factcheck.text.frame import PUNCT, WORD, Sentence, Token
from factcheck.text.inheritance import is_floating
from factcheck.text.outlets import find_via
from factcheck.text.quotations import Quotation, indirect_quotation, mention_of
from factcheck.text.reported import Reported
from factcheck.text.scene import Attribution
from factcheck.text.spans import Mention, Span
from factcheck.text.story import Story, read_story
from factcheck.text.verbs import has_finite, is_finite_at
from factcheck.text.worthiness import worthiness


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


# Sentences below this score are not offered as claims: they would bury the others. A guess, judged on news stories.
MIN_SCORE = 0.25
_MIN_WORDS = 5  # headings and captions are shorter
# Rules that find a piece of somebody's words inside a sentence of the reporter's.
_PIECE_RULES = frozenset(("mixed", "closing", "agent"))
_QUESTION_WORDS = ("how", "why", "what", "where", "when", "whether", "who")


def score_worthiness(sentence: str) -> tuple[float, tuple[ClaimReason, ...]]:
    """Check-worthiness of a sentence, 0 to 1, with the features behind it, heaviest first."""
    score, signs = worthiness(sentence)
    return score, tuple(ClaimReason(sign.name, sign.words) for sign in signs)


def find_claims(text: str, quotations: Sequence[Quotation] | None = None) -> list[Claim]:
    """The checkable statements of a story in order of place: reported speech and the reporter's own sentences.

    `quotations`: those the caller has already; an indirect one with the same span lends the claim its speaker, cue
    and via.
    """
    story = read_story(text)
    given = {(quotation.start, quotation.end): quotation for quotation in quotations or ()}
    claims = [claim for sentence in story.sentences for claim in _claims_of(story, sentence, given)]
    claims.sort(key=lambda claim: (claim.start, claim.end))
    return claims


def _claims_of(story: Story, sentence: Sentence, given: dict[tuple[int, int], Quotation]) -> Iterator[Claim]:
    if is_floating(sentence) or sum(token.kind != PUNCT for token in sentence.tokens) < _MIN_WORDS:
        return
    if _is_heading(story, sentence) or _is_note(sentence):
        return
    reports = story.reported_in(sentence)
    if reports:
        yield from (claim for report in reports for claim in _reported_claims(story, report, given))
        return
    yield from _own_claims(story, sentence)


_LONGEST_HEADING = 16  # tokens; a guess


def _is_heading(story: Story, sentence: Sentence) -> bool:
    """True for a short paragraph without a stop at its end, in a story of several sentences."""
    is_short = sentence.starts_paragraph and len(sentence.tokens) <= _LONGEST_HEADING and len(story.sentences) > 1
    after = story.text[sentence.span.end : sentence.span.end + 1]
    return is_short and sentence.tokens[-1].kind == WORD and after in ("", "\n", "\r")


_NOTE_LABELS = frozenset(
    "note photo photos image images picture caption credit related correction clarification update updated source "
    "listen watch advertisement video graphic by more also".split()
)
_NOTE_VERBS = frozenset("adapted updated published corrected edited produced originally syndicated translated".split())


def _is_note(sentence: Sentence) -> bool:
    """True for "Photo: …", "Editor's note: …", "Read more: …", "This article was originally published …"."""
    tokens = sentence.tokens
    label = next((at for at, token in enumerate(tokens[:5]) if token.text == ":"), 0)
    if label and tokens[label - 1].low in _NOTE_LABELS:
        return True
    if tokens[0].low != "this" or tokens[1].low not in ("article", "story", "report", "post", "piece"):
        return False
    return any(token.low in _NOTE_VERBS for token in tokens[2:6])


def _reported_claims(story: Story, report: Reported, given: dict[tuple[int, int], Quotation]) -> Iterator[Claim]:
    quotation = indirect_quotation(story, report)
    quotation = given.get((quotation.start, quotation.end), quotation)
    tokens = report.sentence.tokens[report.content.start : report.content.end]
    if tokens[0].low in _QUESTION_WORDS:
        return
    if tokens[0].low == "that":
        tokens = tokens[1:]
    if is_finite_at(tokens, 0):
        tokens = _statement(report.sentence)  # `a jet, which it said crashed in May`: the verb alone states nothing
    attributed = ClaimReason("attributed_speech", quotation.cue.text if quotation.cue else "")
    for words in _statements_of(tokens):
        claim = _claim(story, report.sentence, words[0].start, words[-1].end)
        yield replace(
            claim,
            speaker=quotation.speaker,
            cue=quotation.cue,
            via=quotation.via,
            speaker_name=quotation.speaker_name,
            reasons=(*claim.reasons, attributed),
        )


def _statements_of(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """What somebody said, cut where a second "that" begins: `he was satisfied, but that much work lay ahead`."""
    start = 0
    for at in range(1, len(tokens) - 1):
        joins = tokens[at].low in ("and", "but") and tokens[at + 1].low == "that"
        end = at - 1 if tokens[at - 1].text == "," else at
        if not joins or not has_finite(tokens, start, end) or not has_finite(tokens, at + 2, len(tokens)):
            continue
        if end - start >= _MIN_WORDS - 1 and len(tokens) - at - 2 >= _MIN_WORDS - 1:
            yield tokens[start:end]
            start = at + 2
    yield tokens[start:]


def _own_claims(story: Story, sentence: Sentence) -> Iterator[Claim]:
    """The sentence without its final stop; with a speaker where it holds a quoted piece of somebody's words.

    A sentence that only credits a quotation (`"…," she said`) states nothing of its own.
    """
    tokens = sentence.tokens
    if not has_finite(tokens, 0, len(tokens)):
        return
    given = [story.attributions[token.quote] for token in tokens if token.quote in story.attributions]
    if any(attribution.rule not in _PIECE_RULES for attribution in given):
        return
    words = _statement(sentence)
    claim = _claim(story, sentence, words[0].start, words[-1].end)
    if given:
        yield _credited(story, claim, given[0])
    elif claim.score >= MIN_SCORE:
        yield claim


def _statement(sentence: Sentence) -> tuple[Token, ...]:
    """The tokens of a sentence without its dateline, list mark and final stop."""
    tokens = sentence.tokens
    start, end = after_dateline(tokens), len(tokens)
    while start < end - 1 and tokens[start].kind == PUNCT and tokens[start].text[0] in _LIST_MARKS:
        start += 1
    while end > start + 1 and tokens[end - 1].kind == PUNCT and tokens[end - 1].text not in (")", "]", "%"):
        end -= 1
    return tokens[start:end]


_LIST_MARKS = "-–—•*·>|#…"


def _credited(story: Story, claim: Claim, attribution: Attribution) -> Claim:
    sentence, cue = attribution.sentence, attribution.cue
    return replace(
        claim,
        speaker=mention_of(story, sentence, attribution.speaker),
        cue=mention_of(story, sentence, cue) if cue else None,
        via=find_via(story.text, sentence, attribution.speaker),
        speaker_name=story.names.name_of(sentence, attribution.speaker),
    )


def _claim(story: Story, sentence: Sentence, start: int, end: int) -> Claim:
    score, reasons = score_worthiness(story.text[start:end])
    return Claim(start, end, story.text[start:end], sentence.span, score=score, reasons=reasons)
