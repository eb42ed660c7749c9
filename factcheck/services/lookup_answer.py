"""What a lookup answers with: values, and their JSON, which is the same from the API and from `manage.py lookup`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from factcheck.fetch.checks.dates import read_date
from factcheck.models import Capture, Quotation, Revision
from factcheck.models.review import UNREVIEWED
from factcheck.reports.links import link_to_words
from factcheck.services.disclose import UNNAMED
from factcheck.text.match import Comparison

CONTEXT = 200  # characters shown on each side of the recorded words


@dataclass(frozen=True, slots=True)
class Place:
    """A window of a captured text, `text == layer_text[start : start + len(text)]`, with the index's score.

    Without `is_named` it is the published words of a private source: they are shown, the source is not named.
    """

    capture: Capture
    layer: str
    start: int
    text: str
    score: float
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """What a newsroom published about a quotation: the frozen revision behind `status`."""

    quotation_id: str
    status: str
    status_name: str
    text: str
    speaker: str
    revision: int
    published_at: datetime

    @classmethod
    def of(cls, quotation: Quotation, revision: Revision) -> Decision:
        snapshot = revision.snapshot
        return cls(
            quotation_id=str(quotation.public_id),
            status=revision.decision,
            status_name=str(snapshot.get("decision_name", revision.decision)),
            text=quotation.text,
            speaker=str(snapshot.get("speaker", "")),
            revision=revision.number,
            published_at=revision.published_at,
        )


@dataclass(frozen=True, slots=True)
class LookupResult:
    """One find. `decision` is set where a published decision rests on these words, or speaks of them.

    `place` and `capture` are None for a decision without recorded words, such as “no record found”.
    """

    score: float
    found: Comparison
    place: Place | None = None
    decision: Decision | None = None
    outlet_check: str = "unknown"

    @property
    def status(self) -> str:
        return self.decision.status if self.decision else UNREVIEWED

    def recorded_words(self) -> str:
        if self.place is None:
            return ""
        return " … ".join(self.place.text[span.start : span.end] for span in self.found.spans)


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked in. `failed` are sources that could not be, `waiting` captures that are not indexed yet.

    `passages` is None where only a part of the index may be seen: it is not counted by what is public.
    """

    captures: int
    passages: int | None
    decisions: int
    waiting: int
    failed: tuple[dict[str, str], ...] = ()
    failed_count: int = 0


@dataclass(frozen=True, slots=True)
class LookupAnswer:
    """`results` best first; `reason` says why words could not be looked for at all (too short, too common)."""

    text: str
    results: tuple[LookupResult, ...]
    searched: Searched
    reason: str = ""

    @property
    def total(self) -> int:
        return len(self.results)


def as_json(answer: LookupAnswer, more: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """The answer as the API and `manage.py lookup` give it. Spans are code points of the capture's `layer` text.

    `more`: for each result further members, in order (`lookup_more.more_of`).
    """
    searched = answer.searched
    further = more or [{} for _ in answer.results]
    return {
        "total": answer.total,
        "results": [_result_as_json(result) | part for result, part in zip(answer.results, further, strict=True)],
        "earliest": earliest_of(answer.results),
        "searched": {
            "captures": searched.captures,
            "passages": searched.passages,
            "decisions": searched.decisions,
            "waiting": searched.waiting,
            "failed": list(searched.failed),
            "failed_count": searched.failed_count,
        },
        "reason": answer.reason,
    }


def _result_as_json(result: LookupResult) -> dict[str, Any]:
    found, place, decision = result.found, result.place, result.decision
    comparison = found.as_json()
    offset = place.start if place else 0
    words = result.recorded_words()
    source = place.capture.source if place and place.is_named else None
    unnamed = UNNAMED["name"] if place and not place.is_named else ""
    return {
        "status": result.status,
        "match": comparison["match"],
        "flags": comparison["flags"],
        "score": result.score,
        "coverage": comparison["coverage"],
        "recorded_words": words,
        "spans": [[span.start + offset, span.end + offset] for span in found.spans],
        "layer": place.layer if place else "",
        "operations": [_shifted(operation, offset) for operation in found.operations],
        "sentences": list(found.sentences),
        "speaker_check": found.speaker_check.value,
        "recorded_speaker": found.recorded_speaker,
        "context": _context(place, found),
        "source": source.name if source else unnamed,
        "outlet": str(source.outlet or "") if source else "",
        "outlet_check": result.outlet_check,
        "url": source.url if source else "",
        "source_id": str(source.public_id) if source else None,
        "title": source.title if source else "",
        "tier": place.capture.source.tier if place else "",
        "link": link_to_words(source.url, words) if source else "",
        "capture": _capture_as_json(place.capture) if place else None,
        "decision": _decision_as_json(decision) if decision else None,
    }


def _shifted(operation: Any, offset: int) -> dict[str, Any]:
    fields: dict[str, Any] = operation.as_json()
    fields["source"] = [operation.source_start + offset, operation.source_end + offset]
    return fields


def _context(place: Place | None, found: Comparison) -> dict[str, str]:
    if place is None or not found.spans:
        return {"before": "", "after": ""}
    start, end = found.spans[0].start, found.spans[-1].end
    return {"before": place.text[max(0, start - CONTEXT) : start], "after": place.text[end : end + CONTEXT]}


def _capture_as_json(capture: Capture) -> dict[str, str]:
    return {
        "id": str(capture.public_id),
        "sha256": capture.raw_sha256,
        "text_sha256": capture.text_sha256,
        "captured_at": capture.started_at.isoformat(),
    }


def _decision_as_json(decision: Decision) -> dict[str, Any]:
    return {
        "quotation_id": decision.quotation_id,
        "status": decision.status,
        "status_name": decision.status_name,
        "text": decision.text,
        "speaker": decision.speaker,
        "revision": decision.revision,
        "published_at": decision.published_at.isoformat(),
    }


def earliest_of(results: Iterable[LookupResult]) -> dict[str, Any] | None:
    """The result whose source was published first, as it dates itself; undated ones count by the day of their capture.

    None where no record carries the words.
    """
    dated = [(_day_of(result), number, result) for number, result in enumerate(results) if result.place is not None]
    if not dated:
        return None
    day, _, first = min(dated, key=lambda entry: entry[:2])
    assert first.place is not None
    capture, source = first.place.capture, first.place.capture.source
    return {
        "source": source.name if first.place.is_named else UNNAMED["name"],
        "url": source.url if first.place.is_named else "",
        "day": day,
        "is_published": bool(read_date(capture.published_at)),
        "capture": str(capture.public_id),
        "recorded_words": first.recorded_words(),
    }


def _day_of(result: LookupResult) -> str:
    assert result.place is not None
    capture = result.place.capture
    return (read_date(capture.published_at) or capture.started_at.date().isoformat())[:10]
