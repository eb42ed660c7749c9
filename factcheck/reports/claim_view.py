"""A claim of the report dict made ready to be drawn, with the evidence that bears on it."""

from dataclasses import dataclass

from factcheck.reports.links import link_to_words
from factcheck.reports.phrases import Json, credit, decision
from factcheck.reports.safe_text import on_one_line

_FIGURES = frozenset({"figure", "date"})
MOST_EVIDENCE = 3  # pieces shown for a claim; the desk has all of them


@dataclass(frozen=True, slots=True)
class SignalView:
    """How a figure, date, name or negation of a claim fares beside a piece of evidence."""

    words: str
    is_conflict: bool
    is_figure: bool  # a figure or a date, not a word


@dataclass(frozen=True, slots=True)
class EvidenceView:
    source: str
    link: str
    words: str
    signals: tuple[SignalView, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    number: int
    start: int
    end: int
    text: str
    credit: str
    decision: str
    score: int  # per cent
    reasons: tuple[str, ...]
    evidence: tuple[EvidenceView, ...]

    @property
    def has_conflict(self) -> bool:
        """True where a figure or date of the best evidence contradicts the claim.

        A "not" on one side may belong to another statement, and passages further down bear less on the claim.
        """
        best = self.evidence[0].signals if self.evidence else ()
        return any(signal.is_conflict and signal.is_figure for signal in best)


def view_claim(entry: Json, number: int) -> ClaimView:
    """The claim as drawn; `number` is used where the entry has none."""
    reasons = dict.fromkeys(_reason(reason) for reason in entry.get("reasons") or ())
    return ClaimView(
        number=int(entry.get("n") or number),
        start=entry["start"],
        end=entry["end"],
        text=on_one_line(entry["text"]),
        credit=credit(entry) if entry.get("speaker") or entry.get("via") else "the story's own statement",
        decision=decision(entry, "rating"),
        score=round(100 * float(entry.get("score") or 0)),
        reasons=tuple(reasons),
        evidence=tuple(_evidence(piece) for piece in (entry.get("evidence") or ())[:MOST_EVIDENCE]),
    )


def _reason(reason: Json) -> str:
    feature = on_one_line(str(reason["feature"])).replace("_", " ")
    words = on_one_line(str(reason.get("words") or ""))
    return f"{feature}: “{words}”" if words else feature


def _evidence(piece: Json) -> EvidenceView:
    signals = [signal for signal in piece.get("signals") or () if _is_telling(signal)]
    return EvidenceView(
        source=on_one_line(piece.get("source") or "unnamed source"),
        link=link_to_words(piece.get("source_url"), piece.get("words") or ""),
        words=on_one_line(piece.get("words") or ""),
        signals=tuple(_signal(signal) for signal in signals),
    )


def _is_telling(signal: Json) -> bool:
    """True for what differs, and for figures and dates that agree; that names agree is why the passage was found."""
    outcome = signal["outcome"]
    return outcome == "conflicts" or (outcome in {"agrees", "compatible"} and signal["kind"] in _FIGURES)


def _signal(signal: Json) -> SignalView:
    is_conflict = signal["outcome"] == "conflicts"
    sign = {"agrees": "=", "compatible": "≈", "conflicts": "≠"}[signal["outcome"]]
    claimed, recorded = (on_one_line(signal.get(key) or "") for key in ("claim_words", "evidence_words"))
    pair = f"“{claimed}” {sign} “{recorded}”" if claimed and recorded else f"{sign} “{claimed or recorded}”"
    return SignalView(f"{signal['kind']} {pair}", is_conflict, signal["kind"] in _FIGURES)
