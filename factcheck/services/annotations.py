"""A quotation as W3C Web Annotations: what was decided of its words, and the recorded words each is held against.

https://www.w3.org/TR/annotation-model/. The target of each is a span of the story. A collection of one page:
a quotation has few.
"""

from __future__ import annotations

from typing import Any

from factcheck.models import Quotation, RevisionKind
from factcheck.services.chain import desk_chain
from factcheck.text.selectors import TextPositionSelector, TextQuoteSelector, select
from factcheck.text.spans import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
Json = dict[str, Any]


def public_annotations(snapshot: Json, *, address: str, capture_address: str) -> Json:
    """The annotations of a revision that was made public (`disclose`): a private source is a body of words alone.

    `address` is that of this collection, `capture_address` that of a capture's text with `{}` for its id.
    """
    target = _target(snapshot.get("story", {}), TextQuoteSelector(snapshot.get("text", "")), _position(snapshot))
    items = [_decision(address, target, snapshot.get("decision", ""), snapshot.get("decision_name", ""))]
    for number, entry in enumerate(snapshot.get("evidence", []), start=1):
        quote = TextQuoteSelector(entry.get("words", ""), entry.get("prefix", ""), entry.get("suffix", ""))
        is_named = bool(entry.get("source", {}).get("id"))
        body = (
            _recorded(capture_address, entry.get("capture", {}), quote, _position(entry))
            if is_named
            else {"type": "TextualBody", "value": quote.exact, "format": "text/plain"}
        )
        items.append(_annotation(f"{address}#record-{number}", "linking", body, target))
    return _collection(address, items)


def desk_annotations(quotation: Quotation, *, address: str, capture_address: str) -> Json:
    """The annotations as the newsroom knows them now: the machine's match, and each record that carries the words.

    A decision is among them only while one is published.
    """
    story = quotation.story
    quote, position = select(story.text, Span(quotation.start, quotation.end))
    about = {"id": str(story.public_id), "url": story.url}
    target, items = _target(about, quote, position), []
    revision = quotation.published_revision
    if revision is not None and revision.kind != RevisionKind.RETRACTION:
        name = str(revision.snapshot.get("decision_name", ""))
        items.append(_decision(address, target, revision.decision, name))
    if quotation.match:
        body = {"type": "TextualBody", "value": quotation.match, "purpose": "classifying"}
        items.append(_annotation(f"{address}#match", "classifying", body, target))
    records = [link for link in desk_chain(quotation) if link["part"] == "record"]
    for number, link in enumerate(records, start=1):
        capture = {"id": link["capture"], "captured_at": link["captured_at"]}
        body = _recorded(capture_address, capture, TextQuoteSelector(link["words"]), None)
        items.append(_annotation(f"{address}#record-{number}", "linking", body, target))
    return _collection(address, items)


def _position(entry: Json) -> TextPositionSelector | None:
    return TextPositionSelector(entry["start"], entry["end"]) if "start" in entry else None


def _collection(address: str, items: list[Json]) -> Json:
    page = {"id": f"{address}#page", "type": "AnnotationPage", "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "total": len(items),
        "first": page,
    }


def _annotation(address: str, motivation: str, body: Json, target: Json) -> Json:
    return {"id": address, "type": "Annotation", "motivation": motivation, "body": body, "target": target}


def _decision(address: str, target: Json, decision: str, name: str) -> Json:
    body = {"type": "TextualBody", "value": name or decision, "format": "text/plain", "purpose": "assessing"}
    return _annotation(f"{address}#decision", "assessing", body, target)


def _target(story: Json, quote: TextQuoteSelector, position: TextPositionSelector | None) -> Json:
    """The span of the story: at its address, or by its id where it stands nowhere."""
    return {
        "type": "SpecificResource",
        "source": story.get("url") or f"urn:uuid:{story.get('id', '')}",
        "selector": _selectors(quote, position),
    }


def _recorded(
    capture_address: str, capture: Json, quote: TextQuoteSelector, position: TextPositionSelector | None
) -> Json:
    body: Json = {
        "type": "SpecificResource",
        "source": capture_address.format(capture.get("id", "")),
        "purpose": "linking",
        "selector": _selectors(quote, position),
    }
    if capture.get("captured_at"):
        body["state"] = {"type": "TimeState", "sourceDate": capture["captured_at"]}
    return body


def _selectors(quote: TextQuoteSelector, position: TextPositionSelector | None) -> list[Json]:
    return [quote.as_json(), *([position.as_json()] if position is not None else [])]
