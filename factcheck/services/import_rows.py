"""The rows of an import: sources and captures, many at once.

Most columns are alike in all rows. They are made ready for the database once, and the statement is run for all rows
together: `bulk_create` prepares every value of every row and took 0.6 ms a document.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model, OuterRef, Subquery
from django.utils import timezone

from factcheck import store
from factcheck.models import Capture, Outlet, Source, SourceKind
from factcheck.release import SOFTWARE
from factcheck.services.capture import hand_to_searches
from factcheck.services.tiers import outlet_of, tier_by_rule
from factcheck.text.turns import find_turns

READER = "archive/1"


@dataclass(frozen=True, slots=True)
class ArchiveDocument:
    """One line of the archive, checked. `key` makes it a source; `raw_bytes` are its text as given, in UTF-8; `tier` is
    "" where the line names none.
    """

    key: str
    url: str
    name: str
    title: str
    tier: str
    speaker: str
    published_at: str
    text: str
    raw_bytes: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Added:
    """How many sources are new, and the ids of the captures, all of which are."""

    sources: int
    captures: tuple[int, ...]


def known_captures(documents: list[ArchiveDocument]) -> dict[tuple[str, str], tuple[int, bool]]:
    """Captures there are of these documents: id, and whether the index has it, by key and hash."""
    rows = Capture.objects.filter(
        source__key__in=[document.key for document in documents],
        raw_sha256__in=[document.sha256 for document in documents],
    )
    columns = rows.values_list("source__key", "raw_sha256", "pk", "indexed_at")
    return {(key, sha256): (pk, indexed_at is not None) for key, sha256, pk, indexed_at in columns}


def add_rows(documents: list[ArchiveDocument], outlets: Mapping[str, Outlet]) -> Added:
    """The documents, none of them known and no two alike, as sources and captures; in the transaction at hand."""
    if not documents:
        return Added(0, ())
    now, keys = timezone.now(), [document.key for document in documents]
    before = set(Source.objects.filter(key__in=keys).values_list("key", flat=True))
    wanted = {document.key: document for document in documents if document.key not in before}
    # A worker may have added one just now.
    _insert(
        Source(created_at=now), [_source(document, outlets) for document in wanted.values()], "ON CONFLICT DO NOTHING"
    )
    sources = {row[1]: _SourceRow(*row) for row in _source_rows(keys)}
    captures = [_capture(document, sources[document.key], document.key not in before, now) for document in documents]
    _insert(_capture_template(now), captures)
    ids = tuple(sorted(pk for pk, _ in known_captures(documents).values()))
    _set_latest(ids, [row for row in sources.values() if row.is_free], before)
    return Added(len(wanted), ids)


@dataclass(frozen=True, slots=True)
class _SourceRow:
    pk: int
    key: str
    latest_reader: str | None

    @property
    def is_free(self) -> bool:
        """False where the latest copy was fetched: that one is of the page as it is, and stays the latest."""
        return self.latest_reader is None or self.latest_reader == READER


def _source_rows(keys: list[str]) -> Iterable[tuple[Any, ...]]:
    return Source.objects.filter(key__in=keys).values_list("pk", "key", "latest_capture__reader")


def _set_latest(captures: tuple[int, ...], sources: list[_SourceRow], before: set[str]) -> None:
    """The newest of the captures becomes the latest of each of the sources."""
    added = Capture.objects.filter(pk__gte=captures[0], pk__lte=captures[-1], reader=READER)
    newest = added.filter(source=OuterRef("pk")).order_by("-pk")
    Source.objects.filter(pk__in=[source.pk for source in sources]).update(
        latest_capture=Subquery(newest.values("pk")[:1])
    )
    known = [source.pk for source in sources if source.key in before]
    for source in Source.objects.filter(pk__in=known).select_related("latest_capture"):
        if source.latest_capture is not None:
            hand_to_searches(source, source.latest_capture)


def _source(document: ArchiveDocument, outlets: Mapping[str, Outlet]) -> dict[str, object]:
    outlet = outlet_of(document.url, outlets) if document.url else None
    return {
        "public_id": uuid.uuid4(),
        "key": document.key,
        "kind": (SourceKind.WEB if document.url else SourceKind.TEXT).value,
        "url": document.url,
        "name": document.name,
        "title": document.title,
        "tier": document.tier or tier_by_rule(document.url, outlet).value,
        "outlet": outlet.pk if outlet else None,
    }


def _capture_template(now: datetime) -> Capture:
    return Capture(
        outcome="fetched",
        reason="imported from an archive",
        started_at=now,
        ended_at=now,
        content_type="text/plain",
        encoding="utf-8",
        encoding_reason="JSON is UTF-8",
        quality=1.0,
        reader=READER,
        software=SOFTWARE,
    )


def _capture(document: ArchiveDocument, source: _SourceRow, is_new: bool, now: datetime) -> dict[str, object]:
    turns = [
        {"speaker": turn.speaker, "start": turn.start, "end": turn.end, "words_start": turn.words_start}
        for turn in find_turns(document.text)
    ]
    if not turns and document.speaker:
        turns = [{"speaker": document.speaker, "start": 0, "end": len(document.text), "words_start": 0}]
    is_as_given = b"\r" not in document.raw_bytes  # no line break was changed
    return {
        "public_id": uuid.uuid4(),
        "source": source.pk,
        "raw_sha256": document.sha256,
        "raw_bytes_count": len(document.raw_bytes),
        "text": document.text,
        "text_sha256": document.sha256 if is_as_given else store.sha256_of(document.text.encode()),
        "turns": turns,
        "title": document.title,
        "published_at": document.published_at,
        # Nothing can rest on an earlier copy of a new source; and an archive's copy of a page that was fetched is no
        # newer state of that page.
        "watched_at": now if is_new or not source.is_free else None,
    }


def _insert(template: Model, rows: Sequence[dict[str, object]], ending: str = "") -> None:
    """Insert a row each, all with the same columns; columns that are not given are those of the template."""
    if not rows:
        return
    fields = {field.name: field for field in template._meta.concrete_fields if not field.primary_key}
    common = {
        name: field.get_db_prep_save(getattr(template, field.attname), connection)
        for name, field in fields.items()
        if name not in rows[0]
    }
    own = [(name, fields[name].get_db_prep_save) for name in rows[0]]
    names = ", ".join(f'"{fields[name].column}"' for name in (*common, *rows[0]))
    shared = tuple(common.values())
    values = [(*shared, *(prepare(row[name], connection) for name, prepare in own)) for row in rows]
    places = ", ".join(["%s"] * len(fields))
    statement = f'INSERT INTO "{template._meta.db_table}" ({names}) VALUES ({places}) {ending}'  # noqa: S608 - own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
