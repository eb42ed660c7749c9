"""A claim beside a piece of evidence: deterministic signals with the words of both, never a verdict.

Figures are compared as values with units, dates as dates; names, negation, modality and hedges by closed classes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck.text.lexicon import FUNCTION_WORDS, HEDGES, MONTHS, STRONG_NEGATORS, TITLES, WEEKDAYS
from factcheck.text.quantities import (
    CONVERTED,
    Moment,
    Quantity,
    currency_of,
    find_moments,
    find_quantities,
)
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


class Outcome(StrEnum):
    """How the two sides stand to each other; for figures the worst decides, in this order from the end."""

    AGREES = "agrees"
    COMPATIBLE = "compatible"
    MISSING = "missing"
    CONFLICTS = "conflicts"


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


def compare_claim(claim: str, evidence: str) -> Signals:
    """The signals of a claim and one piece of evidence: figures, dates, names, negation, modality, hedges."""
    one, other = _Side(claim), _Side(evidence)
    nearest = other.nearest_sentence(one)
    return Signals(
        (
            *(_figure_signal(quantity, other.quantities) for quantity in one.quantities),
            *(_date_signal(moment, other.moments) for moment in one.moments),
            *_name_signals(one, other),
            *_negation_signals(one, nearest),
            *_modality_signals(one, nearest),
            *_hedge_signals(one, nearest),
        )
    )


class _Side:
    """One text, read once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = tokenize(text)
        taken: set[int] = set()
        self.moments = list(find_moments(text, self.tokens, taken))
        self.quantities = list(find_quantities(text, self.tokens, taken))

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


def _figure_signal(claim: Quantity, evidence: Sequence[Quantity]) -> Signal:
    """The claim's figure against the evidence's figure for the same thing, the one that stands best with it."""
    comparable = [quantity for quantity in evidence if _counts_same(claim, quantity)]
    if not comparable:
        return Signal(SignalKind.FIGURE, Outcome.MISSING, claim.words)
    judged = [(_judge(claim, quantity), quantity) for quantity in comparable]
    outcome, quantity = min(judged, key=lambda pair: (list(Outcome).index(pair[0]), claim.thing != pair[1].thing))
    return Signal(SignalKind.FIGURE, outcome, claim.words, quantity.words)


def _counts_same(one: Quantity, other: Quantity) -> bool:
    if one.unit != other.unit:
        return currency_of(one.unit) and currency_of(other.unit)
    if one.unit and one.unit != "percent":
        return True
    return one.thing == other.thing or not one.thing or not other.thing or one.stated == other.stated


def _judge(one: Quantity, other: Quantity) -> Outcome:
    if one.unit != other.unit:
        return Outcome.CONFLICTS
    if one.agrees_with(other):
        return Outcome.AGREES
    if one.is_hedged or other.is_hedged:
        return Outcome.COMPATIBLE if one.overlaps(other) else Outcome.CONFLICTS
    if one.unit in CONVERTED and one.is_near(other):
        return Outcome.AGREES  # a converted measure is written rounded: 10 miles and 16 km are one distance
    return Outcome.COMPATIBLE if one.rounds_to(other) else Outcome.CONFLICTS


def _date_signal(claim: Moment, evidence: Sequence[Moment]) -> Signal:
    best: tuple[int, Moment, Outcome] | None = None
    for moment in evidence:
        mine, theirs = claim.fields(), moment.fields()
        shared = mine.keys() & theirs.keys()
        if not shared:
            continue
        differ = any(mine[name] != theirs[name] for name in shared)
        outcome = (
            Outcome.CONFLICTS if differ else Outcome.AGREES if mine.keys() <= theirs.keys() else Outcome.COMPATIBLE
        )
        rank = list(Outcome).index(outcome)
        if best is None or rank < best[0]:
            best = (rank, moment, outcome)
    if best is None:
        return Signal(SignalKind.DATE, Outcome.MISSING, claim.words)
    return Signal(SignalKind.DATE, best[2], claim.words, best[1].words)


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
    mine, theirs = _words(claim, HEDGES), _words(evidence, HEDGES)
    if mine or theirs:
        same = {word.lower() for word in mine} == {word.lower() for word in theirs}
        outcome = Outcome.AGREES if same else Outcome.COMPATIBLE if mine and theirs else Outcome.MISSING
        yield Signal(SignalKind.HEDGE, outcome, " ".join(mine), " ".join(theirs))


def _words(side: _Side, words: frozenset[str]) -> list[str]:
    return [side.text[token.start : token.end] for token in side.tokens if token.key in words]
