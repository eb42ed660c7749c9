"""The chain a quotation came by: the story that prints it, the outlets it names, the speaker, and the record.

Of a published quotation it is read from the frozen revision; while nothing is published, from the attribution and from
what the machine compared. What a first reader chose is in neither.
"""

from __future__ import annotations

from typing import Any

from factcheck.models import Capture, Comparison, Quotation, Source
from factcheck.reports.links import link_to_words, web_address
from factcheck.text.match import Match

MOST_RECORDS = 20
Link = dict[str, Any]


def published_chain(snapshot: dict[str, Any]) -> list[Link]:
    """The links of a revision, nearest to the story first; a snapshot made public names no private source."""
    story = snapshot.get("story", {})
    printed = snapshot.get("text", "")
    links = [
        _link("story", story.get("title", ""), words=printed, url=story.get("url"), at=story.get("published_at")),
        *(_link("outlet", via["outlet"], state=via["state"]) for via in snapshot.get("via", [])),
        *_speaker(snapshot.get("speaker", ""), snapshot.get("cue", "")),
    ]
    return links + [_of_evidence(entry) for entry in snapshot.get("evidence", [])]


def desk_chain(quotation: Quotation) -> list[Link]:
    """The links as they are known now: every source that carries the words, the nearest match first."""
    story, attribution = quotation.story, getattr(quotation, "attribution", None)
    at = story.published_at.isoformat() if story.published_at else ""
    links = [_link("story", str(story), words=quotation.text, url=story.url, at=at)]
    if attribution is not None:
        links += [_link("outlet", str(via.outlet), state=via.state, words=via.text) for via in attribution.vias.all()]
        links += _speaker(str(attribution.speaker or attribution.speaker_text), attribution.cue_text)
    return links + [_of_comparison(comparison) for comparison in located_comparisons(quotation)]


def located_comparisons(quotation: Quotation) -> list[Comparison]:
    """The comparisons that found the words, best class first; of each source the one with its newest copy."""
    rows = quotation.comparisons.exclude(match__in=[Match.ABSENT, Match.UNCHECKABLE])
    rows = rows.select_related("capture__source__outlet")
    rows = rows.defer("capture__text", "capture__visible_text", "capture__turns", "capture__times")
    newest = {row.capture.source_id: row for row in rows.order_by("capture__started_at", "pk")}
    return sorted(newest.values(), key=lambda row: (Match(row.match).rank, -row.coverage, row.pk))[:MOST_RECORDS]


def _speaker(name: str, cue: str) -> list[Link]:
    return [_link("speaker", name, words=cue)] if name else []


def _of_evidence(entry: dict[str, Any]) -> Link:
    source, capture = entry.get("source", {}), entry.get("capture", {})
    return _link(
        "record",
        source.get("title") or source.get("name", ""),
        words=entry.get("words", ""),
        url=source.get("url"),
        at=source.get("published_at"),
        match=entry.get("comparison", {}).get("match", ""),
        tier=entry.get("tier", ""),
        recorded_speaker=entry.get("recorded_speaker", ""),
        source_id=source.get("id"),
        capture=capture.get("id"),
        sha256=capture.get("sha256", ""),
        captured_at=capture.get("captured_at"),
    )


def _of_comparison(comparison: Comparison) -> Link:
    return record_link(
        comparison.capture,
        comparison.capture.source,
        words=comparison.recorded_words,
        match=comparison.match,
        recorded_speaker=comparison.recorded_speaker,
    )


def record_link(capture: Capture, source: Source, *, words: str, match: str, recorded_speaker: str) -> Link:
    """The link of a captured passage."""
    return _link(
        "record",
        source.title or source.name,
        words=words,
        url=source.url,
        at=capture.published_at,
        match=match,
        tier=source.tier,
        recorded_speaker=recorded_speaker,
        source_id=str(source.public_id),
        capture=str(capture.public_id),
        sha256=capture.raw_sha256,
        captured_at=capture.started_at.isoformat(),
    )


def _link(part: str, name: str, *, words: str = "", url: str | None = "", at: str | None = "", **more: Any) -> Link:
    """One link. `words` are those of this place: as printed, as credited, as recorded."""
    return {
        "part": part,
        "name": name,
        "state": "",
        "words": words,
        "url": web_address(url),
        "link": link_to_words(url, words) if part in {"story", "record"} else "",
        "published_at": at or None,
        "match": "",
        "tier": "",
        "recorded_speaker": "",
        "source_id": None,
        "capture": None,
        "sha256": "",
        "captured_at": None,
        **more,
    }
