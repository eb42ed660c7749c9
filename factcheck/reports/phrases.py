"""Small wordings both reports share: counts, times, hashes, who is credited, what was signed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from factcheck.reports.safe_text import on_one_line

Json = Mapping[str, Any]
_VIA_DOUBTS: Mapping[str, str] = {"unconfirmed": " (not confirmed)", "contradicted": " (contradicted)"}
# The review states in which a decision stands, and what has happened to it since.
_SIGNED_STATES: Mapping[str | None, str] = {
    "approved": "",
    "published": " (published)",
    "reopened": " (reopened since)",
    "retracted": " (retracted)",
}


def plural(count: int, one: str, many: str = "") -> str:
    """The count with its noun: "1 claim", "2 claims", "1,200 words"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def readable_time(moment: str | None) -> str:
    """An ISO time as "24 Nov 2026, 09:01 UTC", a date alone as "2 Sep 2021"; what is no time is shown as it came."""
    if not moment:
        return ""
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return on_one_line(moment)
    day = f"{parsed.day} {parsed:%b %Y}"
    if len(moment) <= len("2021-09-02"):
        return day
    return f"{day}, {parsed:%H:%M} {parsed.tzname() or ''}".strip()


def short_hash(sha256: str) -> str:
    """Enough of a hash to compare by eye: "91be02c4…ff07"."""
    return f"{sha256[:8]}…{sha256[-4:]}" if len(sha256) > 12 else sha256


def credit(entry: Json) -> str:
    """Who is credited, by which cue, through which outlet: "Joe Biden (“he”) · “said” · via the Courier"."""
    mention = (entry.get("speaker") or {}).get("text") or ""
    name = entry.get("speaker_name") or mention or "no speaker named"
    if name.lower() in mention.lower():
        parts = [mention]
    else:
        parts = [name if mention.lower() in name.lower() else f"{name} (“{mention}”)"]
    if entry.get("cue"):
        parts.append(f"“{entry['cue']['text']}”")
    for outlet in entry.get("via") or ():
        doubt = _VIA_DOUBTS.get(outlet.get("state") or "", "")
        parts.append(f"via {outlet['text']}{doubt}")
    return " · ".join(on_one_line(part) for part in parts)


def decision(entry: Json, field: str) -> str:
    """What people signed, "" where nobody has or where the work on it is not done."""
    status, state = entry.get(field) or "unreviewed", entry.get("review_state")
    if status == "unreviewed" or state not in _SIGNED_STATES:
        return ""
    return f"Signed by people: {on_one_line(status).replace('_', ' ')}{_SIGNED_STATES[state]}."
