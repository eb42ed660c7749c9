"""Checks that others published come in: kept once each, findable by the words of their claims.

Worked off in batches, each in one transaction. A check is known by its publisher and the words of its claim, so an
import that was stopped is run again, and a feed that is imported every day adds what is new.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, connection, transaction

from factcheck.fetch.checks.records import NAME_CHARACTERS, CheckRecord, Reading
from factcheck.models import CheckWord, CheckWordCount, EarlierCheck
from factcheck.text.concepts import find_concepts, number_of_concept

BATCH = 1_000
ATTEMPTS = 5
MOST_REPUBLISHED = 50  # other addresses kept of one check
_INSERTED_ROWS = 10_000
_SHOWN_FIELDS = [
    *"claimant claimed_at publisher publisher_site url title rating rating_value best_rating worst_rating".split(),
    *"reviewed_at language republished raw".split(),
]


@dataclass(slots=True)
class ImportedChecks:
    """What an import did so far. `known` were there as they came, `republished` came again with another address, day or
    rating, `skipped` could not be used.
    """

    added: int = 0
    known: int = 0
    republished: int = 0
    skipped: int = 0

    @property
    def read(self) -> int:
        return self.added + self.known + self.republished + self.skipped


@dataclass(slots=True)
class _Batch:
    rows: dict[str, EarlierCheck] = field(default_factory=dict)
    new: list[EarlierCheck] = field(default_factory=list)
    changed: dict[int, EarlierCheck] = field(default_factory=dict)


def import_checks(
    readings: Iterable[Reading],
    imported_from: str,
    *,
    report: Callable[[str, str], None],
    progress: Callable[[ImportedChecks], None] | None = None,
) -> ImportedChecks:
    """What became of the readings. `report` is told the place of each that was skipped, and why; `progress` follows
    each batch. A reader's own error (BadRecord) goes through; what was read before it is kept.
    """
    imported = ImportedChecks()
    for readings_of_batch, error in _batches(iter(readings)):
        records = []
        for reading in readings_of_batch:
            if reading.record is None:
                imported.skipped += 1
                report(reading.place, reading.problem)
            else:
                records.append(reading.record)
        _import_batch(records, imported_from[:500], imported)
        if progress:
            progress(imported)
        if error:
            raise error
    return imported


def _batches(readings: Iterator[Reading]) -> Iterator[tuple[list[Reading], Exception | None]]:
    while True:
        batch: list[Reading] = []
        try:
            for reading in islice(readings, BATCH):
                batch.append(reading)  # one by one: what was read before an error is kept
        except ValueError as error:
            yield batch, error
            return
        if not batch:
            return
        yield batch, None


def _import_batch(records: list[CheckRecord], imported_from: str, imported: ImportedChecks) -> None:
    for attempt in range(ATTEMPTS):
        counted = ImportedChecks()
        try:
            with transaction.atomic():
                _write_batch(records, imported_from, counted)
            break
        except IntegrityError:
            # Another import added one of the same checks in the meantime: read anew, it is known or changed.
            if attempt == ATTEMPTS - 1:
                raise
    imported.added += counted.added
    imported.known += counted.known
    imported.republished += counted.republished


def _write_batch(records: list[CheckRecord], imported_from: str, imported: ImportedChecks) -> None:
    keys = [key_of(record) for record in records]
    # In one order, or two imports at once would wait for each other.
    known = EarlierCheck.objects.select_for_update().filter(key__in=keys).order_by("key")
    batch = _Batch({row.key: row for row in known})
    for key, record in zip(keys, records, strict=True):
        _take(batch, key, record, imported_from, imported)
    EarlierCheck.objects.bulk_create(sorted(batch.new, key=lambda row: row.key))
    EarlierCheck.objects.bulk_update(batch.changed.values(), _SHOWN_FIELDS, batch_size=100)
    _add_words(batch.new)


def _take(batch: _Batch, key: str, record: CheckRecord, imported_from: str, imported: ImportedChecks) -> None:
    row = batch.rows.get(key)
    if row is None:
        row = EarlierCheck(key=key, imported_from=imported_from, given_id=record.given_id, **_fields(record))
        batch.rows[key] = row
        batch.new.append(row)
        imported.added += 1
        return
    came, stands = _appearance(record.url, record.rating, record.reviewed_at), _appearance_of(row)
    if came == stands or came in row.republished:
        imported.known += 1
        return
    imported.republished += 1
    if (record.reviewed_at or "") > (row.reviewed_at.isoformat() if row.reviewed_at else ""):
        for name, value in _fields(record).items():
            if name != "claim":
                setattr(row, name, value)
        came = stands  # the later one is shown, the earlier one is kept
    row.republished = [*row.republished, came][:MOST_REPUBLISHED]
    if row.pk:
        batch.changed[row.pk] = row


def key_of(record: CheckRecord) -> str:
    """What a check is known again by: who checked it and the words of the claim; without an address also a given id."""
    publisher = record.publisher_site or _folded(record.publisher)
    own_id = "" if record.url else record.given_id
    return hashlib.sha256("\n".join((publisher, _folded(record.claim), own_id)).encode()).hexdigest()


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s%$€£.,+-]|[.,](?!\d)", " ", text.casefold()).split())


def _fields(record: CheckRecord) -> dict[str, Any]:
    return {
        "claim": record.claim,
        "claimant": record.claimant[:NAME_CHARACTERS],
        "claimed_at": _day(record.claimed_at),
        "publisher": record.publisher[:NAME_CHARACTERS],
        "publisher_site": record.publisher_site,
        "url": record.url,
        "title": record.title,
        "rating": record.rating,
        "rating_value": record.rating_value,
        "best_rating": record.best_rating,
        "worst_rating": record.worst_rating,
        "reviewed_at": _day(record.reviewed_at),
        "language": record.language,
        "raw": record.raw,
    }


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _appearance(url: str, rating: str, reviewed_at: str) -> dict[str, str]:
    """Where and when a check was published and how it rates, the address without what does not change the page."""
    parts = urlsplit(url)
    query = "&".join(part for part in parts.query.split("&") if part and not part.lower().startswith(_TRACKING))
    host = (parts.netloc or "").lower().removeprefix("www.").removeprefix("amp.")
    address = f"{host}{parts.path.rstrip('/')}{'?' + query if query else ''}" if host else ""
    return {"url": address and f"https://{address}", "rating": rating, "reviewed_at": reviewed_at}


_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "amp", "ref=", "outputtype=amp")


def _appearance_of(row: EarlierCheck) -> dict[str, str]:
    return _appearance(row.url, row.rating, row.reviewed_at.isoformat() if row.reviewed_at else "")


# The words checks are found by ---------------------------------------------------------------------------------------


def words_of(claim: str) -> set[int]:
    """The numbers of the concepts of a claim."""
    return {number_of_concept(concept.key) for concept in find_concepts(claim)}


def _add_words(rows: list[EarlierCheck]) -> None:
    words = [CheckWord(check_row=row, word=word) for row in rows for word in sorted(words_of(row.claim))]
    CheckWord.objects.bulk_create(words, batch_size=_INSERTED_ROWS)
    counts = Counter(word.word for word in words)
    # In one order, or two imports at once would wait for each other.
    CheckWordCount.objects.bulk_create(
        [CheckWordCount(word=word, count=0) for word in sorted(counts)],
        ignore_conflicts=True,
        batch_size=_INSERTED_ROWS,
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE factcheck_checkwordcount SET count = count + %s WHERE word = %s",
            [(count, word) for word, count in sorted(counts.items())],
        )


def rebuild_words(progress: Callable[[int], None] | None = None) -> int:
    """Make the words all checks are found by anew; returns the number of checks."""
    done = 0
    with transaction.atomic():
        CheckWord.objects.all().delete()
        CheckWordCount.objects.all().delete()
        rows = EarlierCheck.objects.only("claim").order_by("pk").iterator(chunk_size=BATCH)
        while batch := list(islice(rows, BATCH)):
            _add_words(batch)
            done += len(batch)
            if progress:
                progress(done)
    return done
