"""What changed from one copy of a source to another. Looks only: alerts are raised by the watch."""

from __future__ import annotations

from itertools import islice
from typing import Any

from factcheck.exceptions import BadInput
from factcheck.fetch.changes import Changes, find_changes
from factcheck.fetch.passage_changes import PassageChange, PassageOutcome
from factcheck.models import Capture, Claim, Quotation
from factcheck.services.captured import document_of

MOST_PASSAGES = 50


def compare_captures(before: Capture, after: Capture) -> dict[str, Any]:
    """The changes of the article, and what became of the words of `before` that published decisions rest on.

    `problem` says why the later copy proves nothing. Raises BadInput for copies of two sources, or without text.
    """
    if before.source_id != after.source_id:
        raise BadInput("Two captures of the same source were expected; these are of two.")
    for capture in (before, after):
        if not capture.text_sha256:
            raise BadInput(f"Captures with text were expected; {capture.public_id} has none ({capture.outcome}).")
    words = published_words(before)
    is_same = (before.text_sha256, before.visible_text) == (after.text_sha256, after.visible_text)
    if is_same:
        found = Changes(tuple(PassageChange(text, PassageOutcome.PRESENT, text) for text in words))
    else:
        found = find_changes(document_of(before), document_of(after), words)
    return {
        "is_same": is_same,
        "problem": found.problem,
        "is_replaced": found.is_replaced,
        "withdrawal": found.withdrawal,
        "article": [change.as_json() for change in found.article],
        "passages": [change.as_json() for change in found.tracked],
    }


def published_words(capture: Capture) -> list[str]:
    """The words of the capture that published decisions rest on: of what was signed and not published, nothing."""
    words: dict[str, None] = {}
    for model in (Quotation, Claim):
        resting = model._default_manager.filter(
            published_revision__isnull=False, steps__evidence__passage__capture=capture
        ).order_by("pk")
        for item in resting.select_related("published_revision").distinct()[:MOST_PASSAGES]:
            entries = item.published_revision.snapshot.get("evidence", [])  # type: ignore[union-attr]
            mine = (entry for entry in entries if entry.get("capture", {}).get("id") == str(capture.public_id))
            words |= dict.fromkeys(entry["words"] for entry in mine)
    return list(islice(words, MOST_PASSAGES))
