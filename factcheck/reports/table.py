"""Tables as CSV (RFC 4180), for spreadsheets: of a story's report, and of anything else that comes as rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

# A cell that begins so is a formula to a spreadsheet, whoever wrote the words (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
REPORT_COLUMNS = (
    "kind", "number", "start", "end", "text", "speaker", "cue", "via", "match", "severity", "flags", "recorded_words",
    "recorded_speaker", "source", "source_url", "tier", "capture_sha256", "review_state", "decision",
)  # fmt: skip


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The lines, the names of the columns first. Made one by one: a table may be longer than memory."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    yield _taken(buffer)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        yield _taken(buffer)


def story_csv(report: dict[str, Any]) -> str:
    """A `factcheck.story/1` report as a table: a line for each quotation and each claim."""
    rows = [_quotation(row) for row in report["quotations"]] + [_claim(row) for row in report["claims"]]
    return "".join(csv_lines(REPORT_COLUMNS, ([row.get(column) for column in REPORT_COLUMNS] for row in rows)))


def _quotation(row: dict[str, Any]) -> dict[str, Any]:
    match = row["match"] or {}
    return {
        **_item("quotation", row),
        "match": match.get("class"),
        "severity": match.get("severity"),
        "flags": "; ".join(flag["flag"] for flag in match.get("flags", ())),
        "recorded_words": match.get("recorded_words"),
        "recorded_speaker": match.get("recorded_speaker"),
        "source": match.get("source"),
        "source_url": match.get("source_url"),
        "tier": match.get("tier"),
        "capture_sha256": match.get("capture_sha256"),
        "decision": row["attribution_status"],
    }


def _claim(row: dict[str, Any]) -> dict[str, Any]:
    return {**_item("claim", row), "decision": row["rating"]}


def _item(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": kind,
        "number": row["n"],
        "start": row["start"],
        "end": row["end"],
        "text": row["text"],
        "speaker": row["speaker_name"] or (row["speaker"] or {}).get("text"),
        "cue": (row["cue"] or {}).get("text"),
        "via": "; ".join(via["outlet"] for via in row["via"]),
        "review_state": row["review_state"],
    }


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()


def _taken(buffer: io.StringIO) -> str:
    line = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return line
