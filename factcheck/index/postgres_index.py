"""The server engine: PostgreSQL's own inverted index (GIN) over the lexemes of each segment.

Lexemes are kept as 32-bit hashes, which makes rows and index small; two lexemes that share a hash cost a candidate
more, never one less. `factcheck_lexeme` counts in how many rows each stands, so that a query asks for the rare ones
alone, and common ones together.
"""

from __future__ import annotations

import logging
import math
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from factcheck.exceptions import IndexUnavailable
from factcheck.index.base import Candidate, Segment
from factcheck.index.conjunctions import MOST_TOGETHER, conjunctions
from factcheck.index.lexemes import PAIR_MARK, PAIR_WEIGHT, lexemes_of
from factcheck.models import Layer

logger = logging.getLogger(__name__)

LAYERS = (Layer.ARTICLE.value, Layer.VISIBLE.value)  # stored by their place here: append only

# The lexemes asked for name so many rows at most, which all lexemes then rank. Heavily reworded sentences found among
# the first 10 of a million: of 150 rows .975, of 300 .983, at 13 microseconds a row.
RANKED_ROWS = 200
# Rows with a smaller share of what the best one has of these are not looked at. At a million rows up to 0.2 lost none
# of 300 queries, and saved 4 ms of 22.
LEAST_SHARE = 0.15
# As usual for BM25 (Robertson and Zaragoza 2009); the mean was counted on the sentences of the benchmark.
BM25_K1, BM25_B = 1.2, 0.75
MEAN_LEXEMES = 25
BATCH_ROWS = 5_000
SENT_ROWS = 500  # some 150 KB
# One writer at a time, as the counts of common lexemes are rows everybody writes. Any number; ours alone in this
# database.
WRITER_LOCK = 7_251_100_401

# The estimate of the planner's own statistics; before there are any it says -1.
FREQUENCIES = """
SELECT lexeme, rows, (SELECT reltuples::bigint FROM pg_class WHERE oid = 'factcheck_segment'::regclass)
FROM factcheck_lexeme WHERE lexeme = ANY(%s) AND rows > 0
"""
# Conjunctions come as one column for each of their lexemes, filled up by repeating the first. Lexemes go out as bytes,
# which Python reads several times quicker than a list of numbers.
SEARCH = """
SELECT s.capture_id, s.layer, s.start, s."end", array_send(s.lexemes)
FROM (
    SELECT found.capture_id, found.id, sum(q.weight) AS weight, max(sum(q.weight)) OVER () AS best
    FROM unnest(%s::int[], %s::int[], %s::int[], %s::int[], %s::float8[]) AS q(a, b, c, d, weight)
    CROSS JOIN LATERAL (
        SELECT capture_id, id FROM factcheck_segment WHERE lexemes @> ARRAY[q.a, q.b, q.c, q.d]
    ) AS found
    GROUP BY found.capture_id, found.id
    ORDER BY weight DESC, found.capture_id, found.id
    LIMIT %s
) AS ranked
JOIN factcheck_segment AS s USING (capture_id, id)
WHERE ranked.weight >= ranked.best * %s
"""
COUNT_UP = """
INSERT INTO factcheck_lexeme (lexeme, rows)
SELECT * FROM unnest(%s::int[], %s::int[]) ORDER BY 1
ON CONFLICT (lexeme) DO UPDATE SET rows = factcheck_lexeme.rows + EXCLUDED.rows
"""
REMOVE = """
WITH gone AS (DELETE FROM factcheck_segment WHERE capture_id = ANY(%s) RETURNING lexemes),
     counts AS (SELECT lexeme, count(*) AS rows FROM gone, unnest(gone.lexemes) AS lexeme GROUP BY lexeme)
UPDATE factcheck_lexeme SET rows = factcheck_lexeme.rows - counts.rows FROM counts
WHERE factcheck_lexeme.lexeme = counts.lexeme
"""

BEGIN_REBUILD = (
    "DROP TABLE IF EXISTS factcheck_segment_new, factcheck_lexeme_new",
    "CREATE TABLE factcheck_segment_new (LIKE factcheck_segment INCLUDING DEFAULTS INCLUDING IDENTITY)",
    "CREATE TABLE factcheck_lexeme_new (LIKE factcheck_lexeme INCLUDING ALL)",
)
FINISH_REBUILD = (
    "SET LOCAL maintenance_work_mem = '256MB'",
    "INSERT INTO factcheck_lexeme_new (lexeme, rows) "
    "SELECT lexeme, count(*) FROM factcheck_segment_new, unnest(lexemes) AS lexeme GROUP BY lexeme",
    "ALTER TABLE factcheck_segment_new ADD PRIMARY KEY (id)",
    "CREATE INDEX ON factcheck_segment_new (capture_id)",
    "CREATE INDEX ON factcheck_segment_new USING gin (lexemes)",
    "ANALYZE factcheck_segment_new, factcheck_lexeme_new",
    # Only from here on do searches wait, for as long as two names take to change.
    "DROP TABLE factcheck_segment, factcheck_lexeme",
    "ALTER TABLE factcheck_segment_new RENAME TO factcheck_segment",
    "ALTER TABLE factcheck_lexeme_new RENAME TO factcheck_lexeme",
)


class PostgresIndex:
    """LookupIndex on PostgreSQL. Writes take part in the caller's transaction."""

    def add(self, segments: Iterable[Segment]) -> int:
        rows = list(segments)
        with _writing() as cursor:
            cursor.execute(REMOVE, [sorted({row.capture_id for row in rows})])
            counts = _copy(cursor, "factcheck_segment", rows)
            if counts:
                cursor.execute(COUNT_UP, [list(counts.keys()), list(counts.values())])
        return len(rows)

    def remove_capture(self, capture_id: int) -> None:
        with _writing() as cursor:
            cursor.execute(REMOVE, [[capture_id]])

    def search(self, text: str, limit: int) -> list[Candidate]:
        lexemes = {_hash(lexeme): lexeme for lexeme in lexemes_of(text)}
        with _reading() as cursor:
            cursor.execute(FREQUENCIES, [list(lexemes)])
            counted = cursor.fetchall()
            if not counted:
                return []
            known = {lexemes[lexeme]: rows for lexeme, rows, _ in counted}
            total = max(counted[0][2], *known.values())
            weights = {_hash(lexeme): _weight(lexeme, rows, total) for lexeme, rows in known.items()}
            asked = [[_hash(lexeme) for lexeme in together] for together in conjunctions(known, total)]
            columns = zip(
                *(together + together[:1] * (MOST_TOGETHER - len(together)) for together in asked), strict=True
            )
            sums = [sum(weights[lexeme] for lexeme in together) for together in asked]
            cursor.execute(SEARCH, [*map(list, columns), sums, max(RANKED_ROWS, limit), LEAST_SHARE])
            ranked = sorted((-_score(row[4], weights), *row[:4]) for row in cursor.fetchall())
        return [
            Candidate(capture_id, LAYERS[layer], start, end, round(-score, 4))
            for score, capture_id, layer, start, end in ranked[:limit]
        ]

    def rebuild(self, segments: Iterable[Segment], progress: Callable[[int], None] | None = None) -> int:
        written = 0
        with _writing() as cursor:
            # New tables beside the old ones, which go on answering; indexes are made once the rows are in, which is
            # several times quicker than keeping them up to date row by row.
            if _is_partitioned(cursor):
                return _refill(cursor, segments, progress)
            for statement in BEGIN_REBUILD:
                cursor.execute(statement)
            rows = iter(segments)
            while batch := list(islice(rows, BATCH_ROWS)):
                written += len(batch)
                _copy(cursor, "factcheck_segment_new", batch)
                if progress:
                    progress(written)
            for statement in FINISH_REBUILD:
                cursor.execute(statement)
        return written

    def clear(self) -> None:
        self.rebuild(())

    def count(self) -> int:
        with _reading() as cursor:
            cursor.execute("SELECT count(*) FROM factcheck_segment")
            return int(cursor.fetchone()[0])

    def is_ready(self) -> bool:
        if connection.vendor != "postgresql":
            return False
        with _read_connection().cursor() as cursor:
            cursor.execute(
                "SELECT to_regclass('factcheck_segment') IS NOT NULL AND to_regclass('factcheck_lexeme') IS NOT NULL"
            )
            return bool(cursor.fetchone()[0])


def _weight(lexeme: str, rows: int, total: int) -> float:
    return math.log(1 + total / rows) * (PAIR_WEIGHT if PAIR_MARK in lexeme else 1)


def _score(sent: bytes, weights: dict[int, float]) -> float:
    """Scored by every lexeme it shares with the query, the common ones too, as BM25 does for words that occur once.

    `sent` is an array as PostgreSQL sends it: five numbers about it, then each element behind its size, all of four
    bytes.
    """
    numbers = struct.unpack(f">{len(sent) // 4}i", sent)
    shared = sum(weights[lexeme] for lexeme in numbers[6::2] if lexeme in weights)
    return shared / (1 + BM25_K1 * (1 - BM25_B + BM25_B * len(numbers[6::2]) / MEAN_LEXEMES))


def _is_partitioned(cursor: CursorWrapper) -> bool:
    cursor.execute("SELECT 1 FROM pg_class WHERE oid = to_regclass('factcheck_segment') AND relkind = 'p'")
    return cursor.fetchone() is not None


def _refill(cursor: CursorWrapper, segments: Iterable[Segment], progress: Callable[[int], None] | None) -> int:
    """Make an index of several partitions anew in its own tables, which may be on other servers (index/partitions.py).

    Rows are deleted, not truncated: searches go on reading them until all is committed.
    """
    cursor.execute("DELETE FROM factcheck_segment")
    cursor.execute("DELETE FROM factcheck_lexeme")
    written, counts = 0, Counter[int]()
    rows = iter(segments)
    while batch := list(islice(rows, BATCH_ROWS)):
        written += len(batch)
        counts += _copy(cursor, "factcheck_segment", batch)
        if progress:
            progress(written)
    if counts:
        cursor.execute(COUNT_UP, [list(counts.keys()), list(counts.values())])
    cursor.execute("ANALYZE factcheck_segment, factcheck_lexeme")
    return written


@lru_cache(maxsize=50_000)
def _hash(lexeme: str) -> int:
    """A signed 32-bit number, the same in every process and release."""
    value = zlib.crc32(lexeme.encode())
    return value - (1 << 32) if value >= 1 << 31 else value


def _copy(cursor: CursorWrapper, table: str, segments: Iterable[Segment]) -> Counter[int]:
    """How often each lexeme was written. Lines are put together here: numbers need no escaping, and adapting each row's
    list took as long as all else. They are sent many at once, as each sending waits for the server.
    """
    counts: Counter[int] = Counter()
    rows = iter(segments)
    with cursor.cursor.copy(f'COPY {table} (capture_id, layer, start, "end", lexemes) FROM STDIN') as copy:
        while lines := [_line(segment, counts) for segment in islice(rows, SENT_ROWS)]:
            copy.write("".join(lines))
    return counts


def _line(segment: Segment, counts: Counter[int]) -> str:
    hashes = {_hash(lexeme) for lexeme in lexemes_of(segment.text)}
    counts.update(hashes)
    numbers = ",".join(map(str, hashes))
    return f"{segment.capture_id}\t{LAYERS.index(segment.layer)}\t{segment.start}\t{segment.end}\t{{{numbers}}}\n"


@contextmanager
def _writing() -> Iterator[CursorWrapper]:
    with _guarded(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER_LOCK])
        yield cursor


@contextmanager
def _reading() -> Iterator[CursorWrapper]:
    with _guarded(), _read_connection().cursor() as cursor:
        yield cursor


def _read_connection() -> BaseDatabaseWrapper:
    """A replica, where there is one. Never inside a transaction of ours that wrote: a replica follows some moments
    behind.
    """
    alias = DEFAULT_DB_ALIAS if connection.in_atomic_block else settings.LOOKUP_DATABASE
    return connections[alias]


@contextmanager
def _guarded() -> Iterator[None]:
    if connection.vendor != "postgresql":
        raise IndexUnavailable(
            "LOOKUP_ENGINE is postgres, but the database is not PostgreSQL. Use LOOKUP_ENGINE=tantivy."
        )
    try:
        yield
    except DatabaseError as error:
        logger.error("lookup index in PostgreSQL is unavailable: %s", error)
        raise IndexUnavailable("The lookup index cannot be read. `manage.py rebuild_index` makes it anew.") from error
