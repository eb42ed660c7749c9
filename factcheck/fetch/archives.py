"""What web archives answer: lists of dated copies of a page (RFC 7089, and the JSON of Wayback-shaped services).

Reading only; asking goes through `client.fetch`. Addresses that are no web address are left out, and so are dates that
cannot be read. Times are aware UTC.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

MOST_COPIES = 10_000
LINK = re.compile(r"<([^<>\s]{1,4000})>([^<]{0,2000})")
PARAMETER = re.compile(r';\s{0,20}(rel|datetime)\s{0,5}=\s{0,5}"([^"]{0,200})"', re.IGNORECASE)
STAMP = re.compile(r"\d{14}")


@dataclass(frozen=True, slots=True)
class Memento:
    """One archived copy: where it is, and when it was made."""

    url: str
    made_at: datetime


def accept_datetime(moment: datetime) -> dict[str, str]:
    """The request header that asks a TimeGate for the copy nearest to a moment (RFC 7089, 2.1.1)."""
    return {"Accept-Datetime": format_datetime(moment.astimezone(UTC), usegmt=True)}


def memento_of(url: str, headers: Mapping[str, str]) -> Memento | None:
    """The copy a TimeGate led to, by the headers of the last answer; None where it is no archived copy."""
    made_at = _http_date(headers.get("memento-datetime", ""))
    return Memento(url, made_at) if made_at and _is_web(url) else None


def read_timemap(text: str) -> list[Memento]:
    """The copies in a TimeMap in link format (RFC 7089, 5; RFC 6690)."""
    return _bounded(_links(text))


def read_availability(raw_bytes: bytes) -> list[Memento]:
    """The copy in an availability answer: {"archived_snapshots": {"closest": {"url", "timestamp", "available"}}}."""
    found = _loaded(raw_bytes)
    snapshots = found.get("archived_snapshots") if isinstance(found, dict) else None
    closest = snapshots.get("closest") if isinstance(snapshots, dict) else None
    if not isinstance(closest, dict) or closest.get("available") is not True:
        return []
    url, made_at = closest.get("url"), _stamp(closest.get("timestamp"))
    if not isinstance(url, str) or made_at is None or str(closest.get("status", "200")) != "200":
        return []
    return [Memento(url, made_at)] if _is_web(url) else []


def read_cdx(raw_bytes: bytes, replay: str) -> list[Memento]:
    """The copies in a CDX answer as JSON: a row of names, then a row a copy. `replay` is where copies are shown.

    The address asks for the page as it was archived (`id_`), without the archive's own frame around it.
    """
    rows = _loaded(raw_bytes)
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], list):
        return []
    return _bounded(_cdx_copies(rows, replay))


def nearest(copies: Iterable[Memento], moment: datetime) -> Memento | None:
    """The copy made nearest to a moment, of two alike the earlier; None where there is none."""
    return min(copies, key=lambda copy: (abs(copy.made_at - moment), copy.made_at), default=None)


def _links(text: str) -> Iterator[Memento]:
    for link in LINK.finditer(text):
        parameters = {name.lower(): value for name, value in PARAMETER.findall(link[2])}
        made_at = _http_date(parameters.get("datetime", ""))
        if "memento" in parameters.get("rel", "").lower().split() and made_at and _is_web(link[1]):
            yield Memento(link[1], made_at)


def _cdx_copies(rows: list[object], replay: str) -> Iterator[Memento]:
    names = rows[0] if isinstance(rows[0], list) else []
    for row in rows[1:]:
        if not isinstance(row, list):
            continue
        fields = dict(zip(map(str, names), map(str, row), strict=False))
        made_at = _stamp(fields.get("timestamp"))
        original = fields.get("original", "")
        if made_at and _is_web(original) and fields.get("statuscode", "200") in ("200", "-"):
            yield Memento(f"{replay}{fields['timestamp']}id_/{original}", made_at)


def _bounded(copies: Iterator[Memento]) -> list[Memento]:
    return [copy for _, copy in zip(range(MOST_COPIES), copies, strict=False)]


def _loaded(raw_bytes: bytes) -> object:
    try:
        return json.loads(raw_bytes)
    except (ValueError, RecursionError):
        return None


def _http_date(written: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _stamp(written: object) -> datetime | None:
    if not isinstance(written, str) or not written.isascii() or not STAMP.fullmatch(written):
        return None
    try:
        return datetime.strptime(written, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))
