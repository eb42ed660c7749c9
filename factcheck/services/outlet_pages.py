"""What the own pages of the outlets a claim came through show: "CNN reported that …" is looked for at CNN.

Computed from the search log and the evidence, apart from the rating, which is about the claim, and from what a person
says of the outlet (`Via.state`). An outlet can be right that somebody claimed a thing that is false.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from factcheck.models import Attempt, Claim, ClaimEvidence, Outlet, Search, SearchOutcome, Source, Via
from factcheck.reports.links import link_to_words
from factcheck.reports.safe_text import on_one_line
from factcheck.reports.vocabulary import Label, Tone

# A passage that carries this share of the claim states it, where nothing in it differs. On our own examples a page that
# reports the claim in other words carries two thirds of it and more; one about the same meeting a third to a half.
STATES_THE_CLAIM = 0.65
# A passage with another figure, or a "not" more, contradicts only where it is about the same thing.
SPEAKS_OF_IT = 0.5
# These may differ by chance in a long sentence; they keep a page from confirming, and do not contradict.
_DOUBTS = frozenset({"modality", "hedge"})
_CONTRADICTS = frozenset({"figure", "date", "negation"})
_LOOKED = frozenset({SearchOutcome.SEARCHED, SearchOutcome.PARTIAL})
_HEAVY = ("text", "visible_text", "turns", "times", "hops", "request_headers", "response_headers")


class PageShows(StrEnum):
    """What the outlet's own pages show of a claim that is credited to it."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    CONTRADICTED = "contradicted"
    COULD_NOT_LOOK = "could_not_look"


LABELS = {
    PageShows.CONFIRMED: Label("✓", "+", "Carries it", Tone.OK, "Its own page carries the claim."),
    PageShows.NOT_CONFIRMED: Label("?", "?", "Not confirmed", Tone.WARN, "Its pages were looked in; none carries it."),
    PageShows.CONTRADICTED: Label("✗", "x", "Says otherwise", Tone.BAD, "Its own page says something else."),
    PageShows.COULD_NOT_LOOK: Label("–", "-", "Could not look", Tone.NONE, "No page of it could be read."),
}


@dataclass(frozen=True, slots=True)
class OutletLook:
    """What was seen at one outlet of the chain, why it is called so, the passage, and each page with its outcome."""

    via: Via
    shows: PageShows
    reason: str
    evidence: ClaimEvidence | None
    searched: tuple[dict[str, str], ...]

    @property
    def label(self) -> Label:
        return LABELS[self.shows]

    @property
    def source(self) -> Source | None:
        return self.evidence.passage.capture.source if self.evidence else None

    @property
    def link(self) -> str:
        return link_to_words(self.source.url, self.evidence.passage.exact) if self.source and self.evidence else ""

    def as_json(self) -> dict[str, Any]:
        passage = self.evidence.passage if self.evidence else None
        return {
            "outlet": str(self.via.outlet),
            "state": self.via.state,
            "shows": self.shows.value,
            "reason": self.reason,
            "words": passage.exact if passage else "",
            "source": self.source.name if self.source else "",
            "url": self.source.url if self.source else "",
            "searched": list(self.searched),
        }


def look_at_outlets(claim: Claim) -> list[OutletLook]:
    """One look for each outlet the claim is credited to, nearest to the story first."""
    attribution = getattr(claim, "attribution", None)
    vias = list(attribution.vias.select_related("outlet")) if attribution is not None else []
    if not vias:
        return []
    searches = list(claim.story.searches.select_related("source").order_by("pk"))
    asked = list(claim.story.places_asked.exclude(outlet=None).order_by("pk"))
    rows = claim.evidence.select_related("passage__capture__source").defer(
        *(f"passage__capture__{column}" for column in _HEAVY)
    )
    evidence = sorted(rows, key=lambda row: (-row.score, row.pk))
    return [_look(via, searches, asked, evidence) for via in vias]


def _look(
    via: Via, searches: Sequence[Search], asked: Sequence[Attempt], evidence: Sequence[ClaimEvidence]
) -> OutletLook:
    pages = [search for search in searches if is_page_of(search.source, via.outlet)]
    log = tuple(_line(search) for search in pages) + tuple(
        {"source": attempt.place, "url": "", "outcome": attempt.outcome, "reason": attempt.reason}
        for attempt in asked
        if attempt.outlet_id == via.outlet_id
    )
    if not any(search.outcome in _LOOKED for search in pages):
        return OutletLook(via, PageShows.COULD_NOT_LOOK, _why_not(via.outlet, pages), None, log)
    sources = {search.source_id for search in pages}
    best = next((row for row in evidence if row.passage.capture.source_id in sources), None)
    shows, reason = _judge(best)
    return OutletLook(via, shows, reason, best, log)


def is_page_of(source: Source, outlet: Outlet) -> bool:
    """True for a page on the outlet's hosts, or, while nobody has said which they are, on the domain of its name."""
    if source.outlet_id is not None:
        return source.outlet_id == outlet.pk
    host = (urlsplit(source.url).hostname or "").lower() if source.url else ""
    if outlet.hosts:
        return any(host == own or host.endswith(f".{own}") for own in outlet.hosts)
    return _domain_name(host) == re.sub(r"[^a-z0-9]", "", outlet.name.lower()) != ""


_SECOND_LEVELS = frozenset("co com org net gov ac".split())


def _domain_name(host: str) -> str:
    """The name somebody registered: "cnn" of edition.cnn.com, "bbc" of www.bbc.co.uk; not of cnn.example.com."""
    labels = host.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVELS:
        labels.pop()
    return labels[-1].replace("-", "") if labels else ""


def _judge(best: ClaimEvidence | None) -> tuple[PageShows, str]:
    if best is None:
        return PageShows.NOT_CONFIRMED, "no passage of it bears on the claim"
    differs = [signal for signal in best.signals if signal["outcome"] == "conflicts"]
    against = [signal for signal in differs if signal["kind"] in _CONTRADICTS]
    # Of a figure that is denied the denial tells more: "300" stands in both.
    against.sort(key=lambda signal: signal["claim_words"] == signal["evidence_words"])
    if against and best.score >= SPEAKS_OF_IT:
        return PageShows.CONTRADICTED, _pair(against[0])
    doubts = against or [signal for signal in differs if signal["kind"] in _DOUBTS]
    if doubts:
        return PageShows.NOT_CONFIRMED, _pair(doubts[0])
    missing = next(
        (s["claim_words"] for s in best.signals if s["kind"] in ("figure", "date") and s["outcome"] == "missing"), ""
    )
    if missing:
        return PageShows.NOT_CONFIRMED, f"it does not give “{on_one_line(missing)}”"
    if best.score >= STATES_THE_CLAIM:
        return PageShows.CONFIRMED, ""
    lacking = next((s["claim_words"] for s in best.signals if s["kind"] == "words" and s["outcome"] == "missing"), "")
    return PageShows.NOT_CONFIRMED, f"its nearest passage lacks: {on_one_line(lacking)}" if lacking else ""


def _pair(signal: dict[str, str]) -> str:
    claimed, recorded = (on_one_line(signal[side]) for side in ("claim_words", "evidence_words"))
    return f"{signal['kind']}: “{claimed or '–'}” in the claim, “{recorded or '–'}” there"


def _why_not(outlet: Outlet, pages: Sequence[Search]) -> str:
    if not pages:
        return f"no page of {outlet} is among the sources; add the one that carries it"
    waiting = [search for search in pages if search.outcome == SearchOutcome.PENDING]
    if waiting:
        return "its page is not looked in yet"
    return "; ".join(search.reason or search.get_outcome_display() for search in pages[:3])


def _line(search: Search) -> dict[str, str]:
    return {"source": search.source.name, "url": search.source.url, "outcome": search.outcome, "reason": search.reason}
