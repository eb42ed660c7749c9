"""The embedded engine: a tantivy index in a directory of its own.

Layout: `<directory>/CURRENT` names the generation in use, `<directory>/<generation>/` holds it. A rebuild writes a new
generation beside the old one and then renames CURRENT, so readers see one or the other, whole. Only one process of the
machine writes at a time: `<directory>/write.lock` is locked around every write. Readers look at CURRENT and reload
before each search.
"""

from __future__ import annotations

import fcntl
import logging
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import tantivy

from factcheck.exceptions import IndexUnavailable
from factcheck.index.base import Candidate, Segment
from factcheck.index.lexemes import PAIR_MARK, PAIR_WEIGHT, lexemes_of, rarest
from factcheck.models import Layer

logger = logging.getLogger(__name__)

LAYERS = (Layer.ARTICLE.value, Layer.VISIBLE.value)  # stored by their place here: append only

# A writer that waits longer gives up and leaves the work to the sweep. Above the time one capture takes, below a
# task's.
LOCK_SECONDS = 60.0
# tantivy asks for at least 15 MB a thread; more makes fewer, larger pieces in a bulk load.
WRITER_BYTES = 20_000_000
BULK_WRITER_BYTES = 128_000_000
BULK_COMMIT_ROWS = 500_000

# A query is this many lexemes at most, and stops before their rows together exceed the budget. Measured at 1 M
# sentences by benchmarks/bench_lookup.py: more lexemes cost time and find nothing new.
QUERY_LEXEMES = 16
QUERY_BUDGET = 200_000


class TantivyIndex:
    """LookupIndex on tantivy. Safe to share between threads."""

    def __init__(self, directory: str | Path) -> None:
        self._directory = Path(directory)
        self._lock = threading.Lock()
        self._opened: tuple[str, tantivy.Index] | None = None

    def add(self, segments: Iterable[Segment]) -> int:
        with self._writing(), self._writer(index := self._open(), WRITER_BYTES) as writer:
            added = 0
            for capture_id, rows in groupby(segments, key=lambda segment: segment.capture_id):
                _delete(writer, index, capture_id)
                added += sum(1 for row in rows if writer.add_document(_document(row)) is not None)
        return added

    def remove_capture(self, capture_id: int) -> None:
        with self._writing(), self._writer(index := self._open(), WRITER_BYTES) as writer:
            _delete(writer, index, capture_id)

    def search(self, text: str, limit: int) -> list[Candidate]:
        index = self._open()
        try:
            index.reload()
            searcher = index.searcher()
            known = ((lexeme, searcher.doc_freq("lexemes", lexeme)) for lexeme in lexemes_of(text))
            chosen = rarest(known, QUERY_LEXEMES, QUERY_BUDGET)
            if not chosen:
                return []
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Should, _lexeme_query(index.schema, lexeme)) for lexeme, _ in chosen]
            )
            return _candidates(searcher, searcher.search(query, limit=limit, count=False).hits)
        except (ValueError, OSError) as error:
            raise self._unavailable(error) from error

    def rebuild(self, segments: Iterable[Segment], progress: Callable[[int], None] | None = None) -> int:
        with self._writing():
            generation = f"generation-{uuid.uuid4().hex[:12]}"
            path = self._directory / generation
            path.mkdir(parents=True)
            try:
                written = self._fill(path, segments, progress)
                self._switch_to(generation)
            except BaseException:
                shutil.rmtree(path, ignore_errors=True)
                raise
        return written

    def clear(self) -> None:
        self.rebuild(())

    def count(self) -> int:
        index = self._open()
        try:
            index.reload()
            rows: int = index.searcher().num_docs
        except (ValueError, OSError) as error:
            raise self._unavailable(error) from error
        return rows

    def is_ready(self) -> bool:
        try:
            self._open()
        except IndexUnavailable:
            return False
        return True

    # The directory -----------------------------------------------------------------------------------------------

    def _open(self) -> tantivy.Index:
        """The generation in use. Raises IndexUnavailable when there is none, or its files are gone or damaged."""
        generation = self._current()
        with self._lock:
            if self._opened and self._opened[0] == generation:
                return self._opened[1]
            try:
                index = tantivy.Index.open(str(self._directory / generation))
                index.config_reader("Manual", 1)
            except (ValueError, OSError) as error:
                raise self._unavailable(error) from error
            self._opened = (generation, index)
            return index

    def _current(self) -> str:
        try:
            generation = (self._directory / "CURRENT").read_text().strip()
        except OSError as error:
            raise self._unavailable(error) from error
        if not (self._directory / generation / "meta.json").is_file():
            raise self._unavailable(f"its files in {generation} are gone")
        return generation

    def _unavailable(self, why: object) -> IndexUnavailable:
        logger.debug("lookup index in %s is unavailable: %s", self._directory, why)
        return IndexUnavailable("The lookup index cannot be read. `manage.py rebuild_index` makes it anew.")

    def _switch_to(self, generation: str) -> None:
        pointer = self._directory / f"CURRENT.{generation}"
        pointer.write_text(generation)
        pointer.replace(self._directory / "CURRENT")
        for old in self._directory.glob("generation-*"):
            # Readers that still have the old files open keep them until they look at CURRENT again.
            if old.name != generation:
                shutil.rmtree(old, ignore_errors=True)

    # Writing -----------------------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """The machine-wide right to write. Raises IndexUnavailable when another process keeps it too long."""
        self._directory.mkdir(parents=True, exist_ok=True)
        with (self._directory / "write.lock").open("w") as file:
            deadline = time.monotonic() + LOCK_SECONDS
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        message = "Another process has been writing the lookup index for a minute; try again later."
                        raise IndexUnavailable(message) from None
                    time.sleep(0.02)
            yield

    @contextmanager
    def _writer(self, index: tantivy.Index, heap_bytes: int) -> Iterator[tantivy.IndexWriter]:
        """A writer whose work is committed at the end, or not at all."""
        try:
            writer = index.writer(heap_bytes, 1)
            yield writer
            writer.commit()
            writer.wait_merging_threads()
        except (ValueError, OSError) as error:
            raise self._unavailable(error) from error

    def _fill(self, path: Path, segments: Iterable[Segment], progress: Callable[[int], None] | None) -> int:
        index = tantivy.Index(_schema(), path=str(path))
        written = 0
        with self._writer(index, BULK_WRITER_BYTES) as writer:
            for written, segment in enumerate(segments, start=1):
                writer.add_document(_document(segment))
                if progress and written % 1000 == 0:
                    progress(written)
                if written % BULK_COMMIT_ROWS == 0:
                    writer.commit()
        return written


def _schema() -> tantivy.Schema:
    """Lexemes are only looked for, never read back; the place of a row is kept in columns."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("lexemes", tokenizer_name="whitespace", index_option="basic")
    builder.add_unsigned_field("capture", indexed=True, fast=True)
    for column in ("layer", "start", "length"):
        builder.add_unsigned_field(column, fast=True)
    return builder.build()


def _lexeme_query(schema: tantivy.Schema, lexeme: str) -> tantivy.Query:
    query = tantivy.Query.term_query(schema, "lexemes", lexeme, "basic")
    return tantivy.Query.boost_query(query, PAIR_WEIGHT) if PAIR_MARK in lexeme else query


def _delete(writer: tantivy.IndexWriter, index: tantivy.Index, capture_id: int) -> None:
    # By query: deleting by term looks for a signed number in this unsigned column and silently finds nothing (0.27).
    writer.delete_documents_by_query(tantivy.Query.term_query(index.schema, "capture", capture_id))


def _document(segment: Segment) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("lexemes", " ".join(lexemes_of(segment.text)))
    document.add_unsigned("capture", segment.capture_id)
    document.add_unsigned("layer", LAYERS.index(segment.layer))
    document.add_unsigned("start", segment.start)
    document.add_unsigned("length", segment.end - segment.start)
    return document


def _candidates(searcher: tantivy.Searcher, hits: list[tuple[float, tantivy.DocAddress]]) -> list[Candidate]:
    addresses = [address for _, address in hits]
    columns = (searcher.fast_field_values(name, addresses) for name in ("capture", "layer", "start", "length"))
    return [
        Candidate(int(capture), LAYERS[int(layer)], int(start), int(start) + int(length), round(score, 4))
        for (score, _), capture, layer, start, length in zip(hits, *columns, strict=True)
    ]
