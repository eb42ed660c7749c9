"""What differs between two published revisions of one item, for people: one line for each part that changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Snapshot = Mapping[str, Any]

# Parts of a snapshot that are one value, by the name people know them under.
_PARTS = {
    "decision_name": "Decision",
    "text": "Words",
    "speaker": "Speaker",
    "cue": "Cue",
    "match": "Match",
}


@dataclass(frozen=True, slots=True)
class RevisionChange:
    """One part before and now; "" where there was, or is, nothing."""

    of: str
    before: str
    now: str


def changes_between(before: Snapshot, now: Snapshot) -> list[RevisionChange]:
    """The parts that differ; times, numbers and reasons, which differ in every revision, are left out."""
    parts = [(name, _text(before.get(key)), _text(now.get(key))) for key, name in _PARTS.items()]
    parts.append(("Via", _via(before), _via(now)))
    changes = [RevisionChange(*part) for part in parts if part[1] != part[2]]
    was, is_now = _evidence(before), _evidence(now)
    changes += [RevisionChange("Evidence", line, "") for key, line in was.items() if key not in is_now]
    changes += [RevisionChange("Evidence", "", line) for key, line in is_now.items() if key not in was]
    changes += [
        RevisionChange("Search", _search(before, source), _search(now, source))
        for source in dict.fromkeys([*_searched(before), *_searched(now)])
        if _search(before, source) != _search(now, source)
    ]
    return changes


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _via(snapshot: Snapshot) -> str:
    return ", ".join(via["outlet"] for via in snapshot.get("via", []))


def _evidence(snapshot: Snapshot) -> dict[tuple[Any, ...], str]:
    """Each piece by the copy and place it stands in, as "words (source)"."""
    return {
        (piece["capture"]["id"], piece["start"], piece["end"]): f"{piece['words']} ({piece['source']['name']})"
        for piece in snapshot.get("evidence", [])
    }


def _searched(snapshot: Snapshot) -> dict[str, str]:
    return {line["source"]: line["outcome"] for line in snapshot.get("searched", [])}


def _search(snapshot: Snapshot, source: str) -> str:
    outcome = _searched(snapshot).get(source, "")
    return f"{source}: {outcome}" if outcome else ""
