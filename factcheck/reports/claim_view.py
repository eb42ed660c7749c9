"""A claim of the report dict made ready to be drawn, with the evidence that bears on it."""

from dataclasses import dataclass

from factcheck.reports.links import link_to_words, web_address
from factcheck.reports.phrases import Json, credit, decision
from factcheck.reports.safe_text import on_one_line
from factcheck.reports.vocabulary import worth_reason

_FIGURES = frozenset({"figure", "date"})
MOST_EVIDENCE = 3  # pieces shown for a claim; the desk has all of them
MOST_CHECKS = 2


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
class CheckView:
    """What others found of the same claim or a near one: theirs, and information only."""

    publisher: str
    rating: str
    reviewed_at: str
    page: str
    claim: str
    standing: str  # "the same claim", or what differs


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
    checks: tuple[CheckView, ...] = ()

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
        checks=tuple(_check(check) for check in (entry.get("checks") or ())[:MOST_CHECKS]),
    )


def _check(check: Json) -> CheckView:
    return CheckView(
        publisher=on_one_line(check.get("publisher") or ""),
        rating=on_one_line(check.get("rating") or ""),
        reviewed_at=on_one_line(check.get("reviewed_at") or "no date"),
        page=web_address(check.get("url")),
        claim=on_one_line(check.get("claim") or ""),
        standing="the same claim" if check.get("same") else _standing(check),
    )


def _standing(check: Json) -> str:
    """A near claim, with what of it is another."""
    differs = dict.fromkeys(each["kind"] for each in check.get("differs") or () if each.get("telling"))
    return f"a near claim, other {' and '.join(differs)}" if differs else "a near claim"


def _reason(reason: Json) -> str:
    return worth_reason(on_one_line(str(reason["feature"])), on_one_line(str(reason.get("words") or "")))


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
