"""What of a published revision anybody may see: the words the newsroom chose to publish, and no more of a private
source.

Whether a source is private is asked when a revision is shown, not when it is frozen: a source closed later is closed in
old revisions too. What is not known to be public is private.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from factcheck.models import Source

UNNAMED = {"name": "a source of the newsroom"}
# Of a private source's passage these are published with the decision; the words around it and its address are not.
PUBLIC_EVIDENCE = ("words", "start", "end", "recorded_speaker", "tier", "capture")
PUBLIC_COMPARISON = ("match", "spans", "speaker_check")

Snapshot = dict[str, Any]


def public_snapshots(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """The snapshots as anybody may see them, in their order; one query for all."""
    given = list(snapshots)
    named = {source_id for snapshot in given for source_id in _sources_of(snapshot)}
    public = Source.objects.filter(public_id__in=named, is_private=False).values_list("public_id", flat=True)
    public_ids = {str(public_id) for public_id in public}
    return [public_snapshot(snapshot, public_ids) for snapshot in given]


def public_snapshot(snapshot: Snapshot, public_ids: set[str]) -> Snapshot:
    """The snapshot with every source that is not among `public_ids` unnamed, and without what readers noted.

    The one rule of what is public: everything shown to somebody without a desk account goes through here.
    """
    evidence, searched = snapshot.get("evidence", []), snapshot.get("searched", [])
    shown = {key: value for key, value in snapshot.items() if key != "notes"}  # early revisions held the readers' notes
    if "evidence" in snapshot:
        shown["evidence"] = [
            entry if entry.get("source", {}).get("id") in public_ids else _unnamed_evidence(entry, evidence)
            for entry in evidence
        ]
    if "searched" in snapshot:
        shown["searched"] = [
            line if line.get("source_id") in public_ids else _unnamed_search(line) for line in searched
        ]
    return shown


def _sources_of(snapshot: Snapshot) -> set[str]:
    ids = {entry.get("source", {}).get("id") for entry in snapshot.get("evidence", [])}
    ids |= {line.get("source_id") for line in snapshot.get("searched", [])}
    return ids - {None}


def _unnamed_evidence(entry: dict[str, Any], evidence: list[dict[str, Any]]) -> dict[str, Any]:
    shown = {key: entry[key] for key in PUBLIC_EVIDENCE if key in entry} | {"source": UNNAMED}
    if "comparison" in entry:
        published = [other["words"] for other in evidence if other.get("capture") == entry.get("capture")]
        shown["comparison"] = _unnamed_comparison(entry["comparison"], published)
    return shown


def _unnamed_comparison(comparison: dict[str, Any], published: list[str]) -> dict[str, Any]:
    """The comparison without the source's other words: it may span passages that nobody signed, and the sentences and
    words of flags speak of what stands beside the passage.
    """
    shown = {key: comparison[key] for key in PUBLIC_COMPARISON if key in comparison}
    shown["flags"] = [{"flag": flag["flag"], "severity": flag["severity"]} for flag in comparison.get("flags", [])]
    shown["operations"] = [
        step if any(step["source_words"] in words for words in published) else {**step, "source_words": ""}
        for step in comparison.get("operations", [])
    ]
    return shown


def _unnamed_search(line: dict[str, Any]) -> dict[str, Any]:
    """A line that counts and says no more: the reason a source could not be read may name it."""
    return {"source": UNNAMED["name"], "url": "", "outcome": line.get("outcome", ""), "reason": ""}
