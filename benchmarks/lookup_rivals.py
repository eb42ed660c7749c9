"""What else finds misquoted sentences: SQLite's FTS5 and PostgreSQL's pg_trgm, on the rows of the lookup benchmark."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol


class Rival(Protocol):
    name: str

    def fill(self, rows: list[str]) -> None: ...

    def search(self, text: str) -> list[int]:
        """At most ten numbers of rows, best first."""
        ...

    def clock(self) -> float:
        """Seconds of CPU used so far for its searches."""
        ...

    def close(self) -> None: ...


class Fts5:
    """All words of the query, any of them enough, ranked by its own BM25: what its manual suggests."""

    name = "FTS5"

    def __init__(self, directory: Path) -> None:
        self._connection = sqlite3.connect(directory / "fts5.sqlite3")
        self._connection.execute("CREATE VIRTUAL TABLE sentence USING fts5(text, content='')")

    def fill(self, rows: list[str]) -> None:
        with self._connection:
            self._connection.executemany("INSERT INTO sentence (rowid, text) VALUES (?, ?)", enumerate(rows))

    def search(self, text: str) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(re.findall(r"\w+", text.lower())))
        found = self._connection.execute(
            "SELECT rowid FROM sentence WHERE sentence MATCH ? ORDER BY rank LIMIT 10", [words]
        )
        return [int(row[0]) for row in found]

    def clock(self) -> float:
        return time.process_time()

    def close(self) -> None:
        self._connection.close()


class PgTrgm:
    """A GIN index over trigrams, rows at least as similar as its default of 0.3, the most similar first."""

    name = "pg_trgm"

    def __init__(self, connection: Any, clock: Callable[[], float]) -> None:
        self._cursor = connection.cursor()
        self.clock = clock
        self._cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        self.close()

    def fill(self, rows: list[str]) -> None:
        self._cursor.execute("CREATE TABLE bench_lookup_rival (id integer, text text)")
        with self._cursor.copy("COPY bench_lookup_rival FROM STDIN") as copy:
            for row in enumerate(rows):
                copy.write_row(row)
        self._cursor.execute("SET maintenance_work_mem = '256MB'")
        self._cursor.execute("CREATE INDEX ON bench_lookup_rival USING gin (text gin_trgm_ops)")
        self._cursor.execute("ANALYZE bench_lookup_rival")

    def search(self, text: str) -> list[int]:
        # Both parameters are the query; `%%` stands for the operator %.
        self._cursor.execute(
            "SELECT id FROM bench_lookup_rival WHERE text %% %s ORDER BY similarity(text, %s) DESC LIMIT 10",
            [text, text],
        )
        return [int(row[0]) for row in self._cursor.fetchall()]

    def close(self) -> None:
        self._cursor.execute("DROP TABLE IF EXISTS bench_lookup_rival")
