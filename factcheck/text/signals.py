"""A claim beside a piece of evidence: deterministic signals with the words of both, never a verdict.

Figures are compared as values with units, dates as dates; names, negation, modality and hedges by closed classes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise

from factcheck.text.concepts import Concept, concept_of, find_concepts
from factcheck.text.figure_judging import Judged, judge_figures
from factcheck.text.figure_outcomes import Outcome
from factcheck.text.figure_text import FigureText
from factcheck.text.figures import is_numeric
from factcheck.text.first_names import FEMALE_NAMES, MALE_NAMES
from factcheck.text.lexicon import FUNCTION_WORDS, HEDGES
from factcheck.text.modality import Modal, find_modals, find_rungs, is_done
from factcheck.text.negation import Negation, denied, find_negations
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


_FIRST_NAMES = FEMALE_NAMES | MALE_NAMES


class _Side:
    """One text, read once."""

    def __init__(self, text: str, written_on: date | None = None) -> None:
        self.text = text
        self.tokens: list[Token] = tokenize(text)
        self.figures = FigureText(text, written_on)

    @cached_property
    def keys(self) -> list[str]:
        return [token.key for token in self.tokens]

    @cached_property
    def concepts(self) -> list[Concept]:
        return find_concepts(self.text)

    @cached_property
    def keys_held(self) -> frozenset[str]:
        """The concepts of all words, those that negations govern among them; "unsafe" speaks of what is safe."""
        governed = {concept for negation in self.negations for concept in negation.governed}
        return frozenset({concept_of(key) for key in self.keys} | governed)

    @cached_property
    def negations(self) -> list[Negation]:
        return find_negations(self.text, self.tokens)

    @cached_property
    def modals(self) -> list[Modal]:
        return find_modals(self.text, self.tokens)

    @cached_property
    def rungs(self) -> dict[int, dict[int, str]]:
        return find_rungs(self.text, self.tokens)

    @cached_property
    def people(self) -> frozenset[Concept]:
        """Family names: the names right behind a first name."""
        pairs = pairwise(self.concepts)
        return frozenset(
            second
            for first, second in pairs
            if first.words.lower() in _FIRST_NAMES and second.is_name and second.start == first.end + 1
        )

    def place_of(self, concept: Concept | None) -> int:
        return self.concepts.index(concept) if concept in self.concepts else -1

    def words_of(self, act: str) -> Token | None:
        """The first word that names the act."""
        return next((token for token in self.tokens if concept_of(token.key) == act), None)

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
# These hedge a figure that follows, and mean much else: "about both", "up the river", "more of it".
_OF_FIGURES = frozenset(
    "up over under about around just only sort kind can could would several some many more most less least than".split()
)
_DOUBTS = HEDGES - _OF_FIGURES
_FIGURE_REACH = 3  # words


@lru_cache(maxsize=512)
def _read(text: str, written_on: date | None) -> _Side:
    """A claim is compared with many passages, a passage with many claims: each is read once."""
    return _Side(text, written_on)


def _figure_signal(judged: Judged) -> Signal:
    kind = SignalKind.FIGURE if judged.claim.quantity is not None else SignalKind.DATE
    return Signal(kind, judged.outcome, judged.claim.words, judged.evidence.words if judged.evidence else "")


def _name_signals(claim: _Side, evidence: _Side) -> Iterator[Signal]:
    """By what is named: "UN" beside "United Nations", "Wendy Sherman" beside "Sherman", but not "Robert Sherman"."""
    held = {name.key: name for name in reversed(evidence.concepts)}
    seen: set[str] = set()
    for at, name in enumerate(claim.concepts):
        if not name.is_name or name.key in seen:
            continue
        other = held.get(name.key) or _long_form(name, evidence)
        if opens_sentence(claim.text, name.start) and other is None and not name.words.isupper():
            continue  # a capital that only opens the sentence
        seen.add(name.key)
        given, other_given = _given_name(claim, at), _given_name(evidence, evidence.place_of(other))
        following = claim.concepts[at + 1] if at + 1 < len(claim.concepts) else None
        if other is None and following in claim.people and following is not None and following.key in held:
            continue  # "Wendy" of "Wendy Sherman", where the evidence has "Sherman"
        if given and other_given and given.key != other_given.key:
            whole = (f"{given.words} {name.words}", f"{other_given.words} {name.words}")
            yield Signal(SignalKind.NAME, Outcome.CONFLICTS, *whole)
            continue
        outcome = Outcome.AGREES if other else Outcome.MISSING
        yield Signal(SignalKind.NAME, outcome, name.words, other.words if other else "")


def _given_name(side: _Side, at: int) -> Concept | None:
    """The first name before the name at that place: "Wendy" of "Wendy Sherman"."""
    if at < 1 or side.concepts[at] not in side.people:
        return None
    return side.concepts[at - 1]


def _long_form(name: Concept, evidence: _Side) -> Concept | None:
    """What an acronym of the claim stands for in the evidence, or the acronym there of the claim's words."""
    letters = name.words.replace(".", "")
    if " " in name.words:
        initials = "".join(word[0] for word in name.words.split() if word[0].isupper())
        found = next((t for t in evidence.tokens if evidence.text[t.start : t.end] == initials), None)
        return Concept(name.key, found.start, found.end, initials, is_name=True) if found else None
    if len(letters) < 2 or not letters.isupper():
        return None
    capitals = [(word[0], each) for each in evidence.concepts if each.is_name for word in each.words.split()]
    place = "".join(letter for letter, _ in capitals).find(letters)
    return capitals[place][1] if place >= 0 else None


def _negation_signals(claim: _Side, evidence: _Side) -> Iterator[Signal]:
    """One signal: what one denies of the things both speak of, and whether the other denies it too."""
    mine, theirs = denied(claim.negations), denied(evidence.negations)
    shared = [concept for concept in {**mine, **theirs} if concept in claim.keys_held and concept in evidence.keys_held]
    both = next((concept for concept in shared if concept in mine and concept in theirs), None)
    if both is not None:
        yield Signal(SignalKind.NEGATION, Outcome.AGREES, mine[both], theirs[both])
    elif shared:
        one = shared[0]
        yield Signal(SignalKind.NEGATION, Outcome.CONFLICTS, mine.get(one, ""), theirs.get(one, ""))


def _modality_signals(claim: _Side, evidence: _Side) -> Iterator[Signal]:
    """How far each says that somebody went, for the acts both speak of; then words of one ladder."""
    told: set[str] = set()
    mine = {modal.act: modal for modal in claim.modals}
    theirs = {modal.act: modal for modal in evidence.modals}
    for act in [*mine, *(act for act in theirs if act not in mine)]:
        signal = _modal_signal(mine.get(act), theirs.get(act), claim.words_of(act), evidence.words_of(act))
        if signal is not None:
            told |= {signal.claim_words.lower(), signal.evidence_words.lower()}
            yield signal
    for number in sorted(claim.rungs.keys() & evidence.rungs.keys()):
        ours, others = claim.rungs[number], evidence.rungs[number]
        words = " ".join(ours.values()), " ".join(others.values())
        if not told & {word.lower() for word in words}:
            outcome = Outcome.AGREES if ours.keys() & others.keys() else Outcome.CONFLICTS
            yield Signal(SignalKind.MODALITY, outcome, *words)


def _modal_signal(mine: Modal | None, theirs: Modal | None, claimed: Token | None, seen: Token | None) -> Signal | None:
    if mine and theirs:
        outcome = Outcome.AGREES if mine.strength == theirs.strength else Outcome.CONFLICTS
        return Signal(SignalKind.MODALITY, outcome, mine.words, theirs.words)
    modal, bare = (mine, seen) if mine else (theirs, claimed)
    if modal is None or bare is None or (modal.strength != "may" and not is_done(bare.key)):
        return None  # "talks continue" and "talks will continue" are said of one thing
    words = (modal.words, bare.key) if mine else (bare.key, modal.words)
    return Signal(SignalKind.MODALITY, Outcome.CONFLICTS, *words)


def _hedge_signals(claim: _Side, evidence: _Side) -> Iterator[Signal]:
    mine, theirs = _doubts(claim), _doubts(evidence)
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


def _doubts(side: _Side) -> list[str]:
    """The hedges of a text, those of figures only before one."""
    tokens = side.tokens
    return [
        side.text[token.start : token.end]
        for at, token in enumerate(tokens)
        if token.key in _DOUBTS
        or (token.key in HEDGES and any(is_numeric(other.key) for other in tokens[at + 1 : at + 1 + _FIGURE_REACH]))
    ]


def _words(side: _Side, words: frozenset[str]) -> list[str]:
    return [side.text[token.start : token.end] for token in side.tokens if token.key in words]
