"""The server engine: PostgreSQL's own inverted index (GIN) over the lexemes of each segment.

Lexemes are kept as 32-bit hashes, which makes rows and index small; two lexemes that share a hash cost a candidate
more, never one less. `factcheck_lexeme` counts in how many rows each stands, so that a query asks for the rare ones
alone.
"""

from __future__ import annotations

import logging
import math
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice

from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper

from factcheck.exceptions import IndexUnavailable
from factcheck.index.base import Candidate, Segment
from factcheck.index.lexemes import lexemes_of, rarest
from factcheck.models import Layer

logger = logging.getLogger(__name__)

LAYERS = (Layer.ARTICLE.value, Layer.VISIBLE.value)  # stored by their place here: append only

# A query reads the rows of its rarest lexemes from the table, so its budget is smaller than that of the embedded
# engine.
QUERY_LEXEMES = 10
QUERY_BUDGET = 3_000
# The rare lexemes name so many rows at most, which all lexemes then rank. At 142,699 sentences the right row is among
# the first 10 by the rare lexemes alone in 95.5 % of light misquotations, among the first 200 in 99.5 %.
RANKED_ROWS = 200
# As usual for BM25 (Robertson and Zaragoza 2009); the mean was counted on the sentences of the benchmark.
BM25_K1, BM25_B = 1.2, 0.75
MEAN_LEXEMES = 25
BATCH_ROWS = 5_000
SENT_ROWS = 500  # some 150 KB
# A lexeme in so many rows weighs next to nothing. Guess; only the proportions of weights matter.
COMMONEST = 100_000
# One writer at a time, as the counts of common lexemes are rows everybody writes. Any number; ours alone in this
# database.
WRITER_LOCK = 7_251_100_401

SEARCH = """
SELECT s.capture_id, s.layer, s.start, s."end", s.lexemes
FROM (
    SELECT found.id, sum(q.weight) AS weight
    FROM unnest(%s::int[], %s::float8[]) AS q(lexeme, weight)
    CROSS JOIN LATERAL (SELECT id FROM factcheck_segment WHERE lexemes @> ARRAY[q.lexeme]) AS found
    GROUP BY found.id
    ORDER BY weight DESC, found.id
    LIMIT %s
) AS best
JOIN factcheck_segment AS s USING (id)
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
        hashes = [_hash(lexeme) for lexeme in lexemes_of(text)]
        with _reading() as cursor:
            cursor.execute("SELECT lexeme, rows FROM factcheck_lexeme WHERE lexeme = ANY(%s)", [hashes])
            known: list[tuple[int, int]] = [(lexeme, rows) for lexeme, rows in cursor.fetchall() if rows > 0]
            chosen = rarest(known, QUERY_LEXEMES, QUERY_BUDGET)
            if not chosen:
                return []
            weights = {lexeme: math.log(1 + COMMONEST / rows) for lexeme, rows in known}
            rare = [lexeme for lexeme, _ in chosen]
            most = max(RANKED_ROWS, limit)
            cursor.execute(SEARCH, [rare, [weights[lexeme] for lexeme in rare], most])
            candidates = [_candidate(row, weights) for row in cursor.fetchall()]
        candidates.sort(key=lambda candidate: (-candidate.score, candidate.capture_id, candidate.start))
        return candidates[:limit]

    def rebuild(self, segments: Iterable[Segment], progress: Callable[[int], None] | None = None) -> int:
        written = 0
        with _writing() as cursor:
            # New tables beside the old ones, which go on answering; indexes are made once the rows are in, which is
            # several times quicker than keeping them up to date row by row.
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
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT to_regclass('factcheck_segment') IS NOT NULL AND to_regclass('factcheck_lexeme') IS NOT NULL"
            )
            return bool(cursor.fetchone()[0])


def _candidate(row: tuple[int, int, int, int, list[int]], weights: dict[int, float]) -> Candidate:
    """Scored by every lexeme it shares with the query, the common ones too, as BM25 does for words that occur once."""
    capture_id, layer, start, end, lexemes = row
    shared = sum(weights[lexeme] for lexeme in lexemes if lexeme in weights)
    score = shared / (1 + BM25_K1 * (1 - BM25_B + BM25_B * len(lexemes) / MEAN_LEXEMES))
    return Candidate(capture_id, LAYERS[layer], start, end, round(score, 4))


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
    with _guarded(), connection.cursor() as cursor:
        yield cursor


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
