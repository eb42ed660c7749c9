"""A newsroom's own archive comes in: JSON Lines of transcripts and stories become sources, captured and indexed.

Worked off in batches, each in one transaction. What is there already is known by its key and hash, so an import that
was stopped is run again and goes on where it stood.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils.dateparse import parse_date, parse_datetime

from factcheck import store
from factcheck.exceptions import BadInput, IndexUnavailable
from factcheck.index import get_index
from factcheck.models import Capture, Outlet, Tier
from factcheck.services.gather import LONGEST_KEY, MOST_SOURCE_BYTES, GivenSource, checked_url, storable
from factcheck.services.import_rows import ArchiveDocument, add_rows, known_captures
from factcheck.services.index import index_batch, rebuild_index
from factcheck.services.tiers import outlets_by_host

logger = logging.getLogger(__name__)

# One batch is one transaction and one write to the index, which costs about as long as indexing 3,000 passages, so that
# smaller batches are slow; larger ones hold more in memory and lose more when stopped. Measured by bench_import.py.
BATCH_CHARACTERS = 4_000_000
BATCH_DOCUMENTS = 1_000
# PostgreSQL's index is made anew when at least this many captures come, and a quarter as many as it holds: at 145,000
# passages adding took 300 s more than making it anew (benchmarks/bench_import.py, two busy cores).
FEWEST_REBUILT, REBUILT_FROM = 100, 4
SPEAKER_CHARACTERS = 200


@dataclass(slots=True)
class Imported:
    """What an import did so far. `known` documents were there already; `waiting` captures wait for the index."""

    sources: int = 0
    captures: int = 0
    passages: int = 0
    known: int = 0
    bad: int = 0
    waiting: int = 0


@dataclass(slots=True)
class _Batch:
    documents: list[ArchiveDocument] = field(default_factory=list)
    characters: int = 0

    @property
    def is_full(self) -> bool:
        return self.characters >= BATCH_CHARACTERS or len(self.documents) >= BATCH_DOCUMENTS


def import_archive(
    lines: Iterable[bytes], *, report: Callable[[int, str], None], progress: Callable[[Imported], None] | None = None
) -> Imported:
    """What became of the lines. `report` is told the number of each bad line (from 1) and why; `progress` follows each
    batch.
    """
    imported, outlets, later = Imported(), outlets_by_host(), list[int]()
    for batch in _batches(lines, imported, report):
        waiting = _import_batch(batch.documents, outlets, imported)
        if settings.LOOKUP_ENGINE == "postgres":
            later += waiting
        else:
            _index(waiting, imported)
        if progress:
            progress(imported)
    _index_at_once(later, imported)
    return imported


def read_line(line: bytes) -> ArchiveDocument:
    """The document of one line. Raises BadInput with what was expected and what came."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"JSON was expected: {error}") from error
    if not isinstance(given, dict):
        raise BadInput(f"an object was expected; got {type(given).__name__}")
    text = storable(_string(given, "text"))
    if not any(character.isalpha() for character in text):
        raise BadInput("“text” with words was expected")
    raw_bytes = text.encode()
    if len(raw_bytes) > MOST_SOURCE_BYTES:
        raise BadInput(
            f"“text” of at most {MOST_SOURCE_BYTES // 2**20} MB was expected; it has {len(raw_bytes):,} bytes"
        )
    tier = _string(given, "tier")
    if tier and tier not in Tier.values:
        raise BadInput(f"“tier”: one of {', '.join(Tier.values)} was expected; got “{storable(tier[:20])}”")
    key, url, name = _identity(given)
    title = storable(_string(given, "title"))[:300]
    return ArchiveDocument(
        key=key,
        url=url,
        name=(name or title)[:300],
        title=title,
        tier=tier,
        speaker=storable(_string(given, "speaker")).strip()[:SPEAKER_CHARACTERS],
        published_at=_date(_string(given, "published_at")),
        text=text.replace("\r\n", "\n").replace("\r", "\n"),
        raw_bytes=raw_bytes,
        sha256=store.sha256_of(raw_bytes),
    )


def _identity(given: dict[str, object]) -> tuple[str, str, str]:
    """Key, address and name of the source. The same key as for a source that a story names by its address."""
    if given.get("url"):
        source = GivenSource(url=checked_url(_string(given, "url"), "“url”"))
        return source.key, source.url, source.name
    number = given.get("id")
    identity = str(number) if isinstance(number, int) and not isinstance(number, bool) else _string(given, "id")
    identity = storable(identity.strip())
    if not identity:
        raise BadInput("“url” or “id” was expected")
    key = f"archive:{identity}"
    return (key if len(key) <= LONGEST_KEY else f"sha256:{store.sha256_of(key.encode())}"), "", identity


def _string(given: dict[str, object], name: str) -> str:
    value = given.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadInput(f"“{name}”: a text was expected; got {type(value).__name__}")
    return value


def _date(written: str) -> str:
    try:
        is_date = not written or bool(parse_datetime(written) or parse_date(written[:10]))
    except ValueError:
        is_date = False
    if not is_date:
        raise BadInput(f"“published_at”: a date such as 2026-11-24 was expected; got “{storable(written[:40])}”")
    return written[:40]


def _batches(lines: Iterable[bytes], imported: Imported, report: Callable[[int, str], None]) -> Iterator[_Batch]:
    batch = _Batch()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            document = read_line(line)
        except BadInput as error:
            imported.bad += 1
            report(number, str(error))
            continue
        batch.documents.append(document)
        batch.characters += len(document.text)
        if batch.is_full:
            yield batch
            batch = _Batch()
    if batch.documents:
        yield batch


def _import_batch(documents: list[ArchiveDocument], outlets: Mapping[str, Outlet], imported: Imported) -> list[int]:
    """The ids of captures that wait for the index: new ones, and those of an import that was stopped."""
    known = known_captures(documents)
    new = list({(d.key, d.sha256): d for d in documents if (d.key, d.sha256) not in known}.values())
    imported.known += len(documents) - len(new)
    store.put_many(document.raw_bytes for document in new)
    with transaction.atomic():
        store.keep_many({document.sha256: document.raw_bytes for document in new})
        added = add_rows(new, outlets)
    imported.sources += added.sources
    imported.captures += len(added.captures)
    return [*added.captures, *(pk for pk, is_indexed in known.values() if not is_indexed)]


def _index_at_once(waiting: list[int], imported: Imported) -> None:
    """Put these into the index of PostgreSQL at the end: anew, where they are a large part of it, as making its tree
    from all rows is several times quicker than adding to it row by row.
    """
    indexed = Capture.objects.readable().filter(indexed_at__isnull=False).count()
    if len(waiting) * REBUILT_FROM <= indexed or len(waiting) < FEWEST_REBUILT:
        for start in range(0, len(waiting), BATCH_DOCUMENTS):
            _index(waiting[start : start + BATCH_DOCUMENTS], imported)
        return
    try:
        before = get_index().count() if indexed else 0
        imported.passages += rebuild_index() - before
    except IndexUnavailable as error:
        imported.waiting += len(waiting)
        logger.warning("%s captures wait for the sweep to index them: %s", len(waiting), error)


def _index(waiting: list[int], imported: Imported) -> None:
    try:
        imported.passages += index_batch(waiting).passages
    except IndexUnavailable as error:
        imported.waiting += len(waiting)
        logger.warning("%s captures wait for the sweep to index them: %s", len(waiting), error)
