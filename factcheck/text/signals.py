"""A claim beside a piece of evidence: deterministic signals with the words of both, never a verdict.

Figures are compared as values with units, dates as dates; names, negation, modality and hedges by closed classes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from factcheck.text.concepts import concept_of
from factcheck.text.figure_judging import Judged, judge_figures
from factcheck.text.figure_outcomes import Outcome
from factcheck.text.figure_text import FigureText
from factcheck.text.figures import is_numeric
from factcheck.text.lexicon import FUNCTION_WORDS, HEDGES, MONTHS, STRONG_NEGATORS, TITLES, WEEKDAYS
from factcheck.text.sentences import find_paragraphs, find_sentences
from factcheck.text.tokens import Token, tokenize
from factcheck.text.touches import opens_sentence


class SignalKind(StrEnum):
    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    MODALITY = "modality"
    HEDGE = "hedge"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Signal:
    kind: SignalKind
    outcome: Outcome
    claim_words: str
    evidence_words: str = ""

    def as_json(self) -> dict[str, str]:
        return {
            "kind": self.kind.value,
            "outcome": self.outcome.value,
            "claim_words": self.claim_words,
            "evidence_words": self.evidence_words,
        }


@dataclass(frozen=True, slots=True)
class Signals:
    """All signals of a pair. `figures`: the worst outcome among figures and dates, "none" where the claim has none."""

    signals: tuple[Signal, ...]

    @property
    def figures(self) -> str:
        outcomes = {signal.outcome for signal in self.signals if signal.kind in (SignalKind.FIGURE, SignalKind.DATE)}
        return max(outcomes, key=list(Outcome).index).value if outcomes else "none"

    def as_json(self) -> dict[str, object]:
        return {"signals": [signal.as_json() for signal in self.signals], "figures": self.figures}


# Verbs and modals whose swap changes how far somebody has gone. One family a line; members differ, families do not mix.
_MODALITY = (
    frozenset("agreed agree agrees offered offer offers refused refuse proposed propose promised promise".split()),
    frozenset("will would may might could can must shall should".split()),
    frozenset("plans planned considering considers decided decides wants intends".split()),
    frozenset("ordered ordering requested urged allowed banned".split()),
)


def compare_claim(
    claim: str, evidence: str, claim_date: date | None = None, evidence_date: date | None = None
) -> Signals:
    """The signals of a claim and one piece of evidence: figures, dates, names, negation, modality, hedges.

    The dates are those the texts were written on; with them "last year" is a year.
    """
    one, other = _read(claim, claim_date), _read(evidence, evidence_date)
    nearest = other.nearest_sentence(one)
    return Signals(
        (
            *map(_figure_signal, judge_figures(one.figures, other.figures)),
            *_name_signals(one, other),
            *_negation_signals(one, nearest),
            *_modality_signals(one, nearest),
            *_hedge_signals(one, nearest),
            *_word_signals(one, other),
        )
    )


class _Side:
    """One text, read once."""

    def __init__(self, text: str, written_on: date | None = None) -> None:
        self.text = text
        self.tokens: list[Token] = tokenize(text)
        self.figures = FigureText(text, written_on)

    @property
    def keys(self) -> list[str]:
        return [token.key for token in self.tokens]

    def nearest_sentence(self, claim: "_Side") -> "_Side":
        """The sentence that shares most content words with the claim, so that a far "not" says nothing."""
        wanted = {key for key in claim.keys if key not in FUNCTION_WORDS}
        pieces = [
            self.text[sentence.start : sentence.end]
            for paragraph in find_paragraphs(self.text)
            for sentence in find_sentences(self.text, paragraph.start, paragraph.end)
        ]
        if len(pieces) < 2:
            return self
        sides = [_Side(piece) for piece in pieces[:_MOST_SENTENCES]]
        return max(sides, key=lambda side: len(wanted & set(side.keys)))


_MOST_SENTENCES = 200
# "Up" and "over" hedge figures, which are compared as values, and mean much else.
_DOUBTS = HEDGES - frozenset("up over under just only sort kind can could would several some more less than".split())


@lru_cache(maxsize=512)
def _read(text: str, written_on: date | None) -> _Side:
    """A claim is compared with many passages, a passage with many claims: each is read once."""
    return _Side(text, written_on)


def _figure_signal(judged: Judged) -> Signal:
    kind = SignalKind.FIGURE if judged.claim.quantity is not None else SignalKind.DATE
    return Signal(kind, judged.outcome, judged.claim.words, judged.evidence.words if judged.evidence else "")


def _name_signals(claim: _Side, evidence: _Side) -> Iterator[Signal]:
    held = {token.key: evidence.text[token.start : token.end] for token in evidence.tokens}
    seen: set[str] = set()
    for token in claim.tokens:
        raw = claim.text[token.start : token.end]
        is_plain = token.key in FUNCTION_WORDS or token.key in TITLES or token.key in MONTHS or token.key in WEEKDAYS
        if not raw[:1].isupper() or is_plain or token.key in seen:
            continue
        if opens_sentence(claim.text, token.start) and token.key not in held and not raw.isupper():
            continue  # a capital that only opens the sentence
        seen.add(token.key)
        outcome = Outcome.AGREES if token.key in held else Outcome.MISSING
        yield Signal(SignalKind.NAME, outcome, raw, held.get(token.key, ""))


def _negation_signals(claim: _Side, evidence: _Side) -> Iterator[Signal]:
    mine, theirs = _words(claim, STRONG_NEGATORS), _words(evidence, STRONG_NEGATORS)
    if mine or theirs:
        outcome = Outcome.AGREES if len(mine) % 2 == len(theirs) % 2 else Outcome.CONFLICTS
        yield Signal(SignalKind.NEGATION, outcome, " ".join(mine), " ".join(theirs))


def _modality_signals(claim: _Side, evidence: _Side) -> Iterator[Signal]:
    for family in _MODALITY:
        mine, theirs = _words(claim, family), _words(evidence, family)
        if mine and theirs:
            agree = {word.lower() for word in mine} & {word.lower() for word in theirs}
            yield Signal(
                SignalKind.MODALITY, Outcome.AGREES if agree else Outcome.CONFLICTS, " ".join(mine), " ".join(theirs)
            )


def _hedge_signals(claim: _Side, evidence: _Side) -> Iterator[Signal]:
    mine, theirs = _words(claim, _DOUBTS), _words(evidence, _DOUBTS)
    # A guess about something else says nothing of a claim without one.
    if mine or (theirs and 2 * len(_lacking(claim, evidence)) < len(_content(claim))):
        same = {word.lower() for word in mine} == {word.lower() for word in theirs}
        outcome = Outcome.AGREES if same else Outcome.COMPATIBLE if mine and theirs else Outcome.MISSING
        yield Signal(SignalKind.HEDGE, outcome, " ".join(mine), " ".join(theirs))


def _word_signals(claim: _Side, evidence: _Side) -> Iterator[Signal]:
    """The content words of the claim that the evidence has too, in its words; then those it lacks."""
    if shared := _shared(claim, evidence):
        yield Signal(SignalKind.WORDS, Outcome.AGREES, ", ".join(shared), ", ".join(shared.values()))
    if lacking := _lacking(claim, evidence):
        yield Signal(SignalKind.WORDS, Outcome.MISSING, ", ".join(lacking))


def _content(side: _Side) -> list[Token]:
    """The words that carry the meaning; figures are compared as values."""
    return [token for token in side.tokens if token.key not in FUNCTION_WORDS and not is_numeric(token.key)]


def _shared(claim: _Side, evidence: _Side) -> dict[str, str]:
    """The content words of the claim to the evidence's word for the same: "troops" to "soldiers"."""
    held: dict[str, str] = {}
    for token in evidence.tokens:
        held.setdefault(concept_of(token.key), evidence.text[token.start : token.end])
    keys = {claim.text[token.start : token.end]: concept_of(token.key) for token in _content(claim)}
    return {words: held[key] for words, key in keys.items() if key in held}


def _lacking(claim: _Side, evidence: _Side) -> list[str]:
    """The content words of the claim of which the evidence has neither them nor a synonym."""
    held = {concept_of(key) for key in evidence.keys}
    words = (token for token in _content(claim) if concept_of(token.key) not in held)
    return list(dict.fromkeys(claim.text[token.start : token.end] for token in words))


def _words(side: _Side, words: frozenset[str]) -> list[str]:
    return [side.text[token.start : token.end] for token in side.tokens if token.key in words]
