"""Files of checks read piece by piece: pages (JSON-LD, microdata), DataFeed dumps, service answers, JSON Lines, CSV.

What it is, the content says, not the name. Memory is bounded by the longest record, not by the file.
"""

import codecs
import csv
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from factcheck.fetch.checks.loose_json import loads_loosely
from factcheck.fetch.checks.microdata import find_reviews
from factcheck.fetch.checks.records import BadRecord, Reading, column_of, read_checks, read_row

# A document up to this size is read whole, with everything nested in it; a larger one must be an array of records.
MOST_WHOLE_CHARACTERS = 8_000_000
MOST_PAGE_CHARACTERS = 32_000_000
MOST_RECORD_CHARACTERS = 4_000_000
_CHUNK = 1 << 20
_ARRAYS = re.compile(r'"(?:dataFeedElement|claims|itemListElement|@graph)"\s*:\s*\[')
_LD_JSON = re.compile(r"type\s*=\s*[\"']?\s*application/(?:[\w.]+\+)?ld\+json", re.IGNORECASE)
_SCALAR_END = re.compile(r"[,\]]")
_STRUCTURE = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]]', re.DOTALL)
_SPACE, _SPACE_AND_COMMAS = re.compile("[ \\t\\r\\n\\ufeff]*+"), re.compile("[ \\t\\r\\n\\ufeff,]*+")
_DECODER = json.JSONDecoder(strict=False)


def read_file(stream: BinaryIO) -> Iterator[Reading]:
    """What stands in the file, record by record, each with its place. Raises BadRecord where it is no such file."""
    text = _Text(stream)
    head = text.next_mark()
    if not head:
        raise BadRecord("checks were expected; the file is empty")
    if head == "<":
        yield from read_page(text.read_whole(MOST_PAGE_CHARACTERS))
    elif head == "[":
        text.fill(MOST_WHOLE_CHARACTERS + 1)
        yield from _array_or_whole(text, 1)
    elif head == "{":
        yield from _object_file(text)
    else:
        yield from _table(text)


def read_page(html: str) -> Iterator[Reading]:
    """The checks in the JSON-LD scripts of a page, then those in its markup that no script has given."""
    number, found = 0, False
    given: set[str] = set()
    for script in _scripts(html):
        number += 1
        try:
            values = loads_loosely(script)
        except ValueError as error:
            if "claimreview" in script.lower():
                found = True
                yield Reading(f"script {number}", problem=f"JSON was expected: {error}")
            continue
        for value in values:
            for reading in read_checks(value):
                found = True
                given.add(reading.record.claim.casefold() if reading.record else "")
                yield Reading(_joined(f"script {number}", reading.place), reading.record, reading.problem)
    for at, review in enumerate(find_reviews(html), start=1):
        for reading in read_checks(review):
            found = True
            if reading.record is None or reading.record.claim.casefold() not in given:
                yield Reading(_joined(f"item {at} of the markup", reading.place), reading.record, reading.problem)
    if not found:
        raise BadRecord(
            f"a page with ClaimReview was expected; {number or 'no'} JSON-LD scripts in it and its markup hold none"
        )


def _scripts(html: str) -> Iterator[str]:
    """The contents of scripts of JSON-LD, in order. Linear, whatever the page."""
    low, at = html.lower(), 0
    while (start := low.find("<script", at)) >= 0:
        opened = low.find(">", start)
        end = low.find("</script", opened) if opened >= 0 else -1
        if end < 0:
            return
        if _LD_JSON.search(html, start, opened):
            yield html[opened + 1 : end]
        at = end


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


# JSON ----------------------------------------------------------------------------------------------------------------


def _object_file(text: "_Text") -> Iterator[Reading]:
    line, following = text.peek_lines(MOST_RECORD_CHARACTERS)
    if line.rstrip().endswith("}") and (following.startswith("{") or (not following and text.is_done)):
        yield from _lines(text)
        return
    text.fill(MOST_WHOLE_CHARACTERS + 1)
    found = _ARRAYS.search(text.buffer[:_CHUNK])
    yield from _array_or_whole(text, found.end() if found else -1)


def _array_or_whole(text: "_Text", at: int) -> Iterator[Reading]:
    """A small document whole, a large one element by element from the opening of its array on."""
    if not text.is_done or text.length > MOST_WHOLE_CHARACTERS:
        if at < 0:
            raise BadRecord("a large file was expected to be a DataFeed, a list or JSON Lines; no list begins in it")
        yield from _elements(text, at)
        return
    try:
        values = loads_loosely(text.buffer[text.at :])
    except ValueError as error:
        if at < 0:
            raise BadRecord(f"JSON was expected: {error}") from error
        yield from _elements(text, at)  # one bad record does not lose the others
        return
    found = False
    for value in values:
        rows = value if isinstance(value, list) else [value]
        for number, row in enumerate(rows, start=1):
            for reading in read_checks(row):
                found = True
                place = f"record {number}" if isinstance(value, list) else ""
                yield Reading(_joined(place, reading.place), reading.record, reading.problem)
    if not found:
        raise BadRecord(
            "ClaimReview, a DataFeed, an answer of Google's or rows with a claim were expected; none is here"
        )


def _elements(text: "_Text", at: int) -> Iterator[Reading]:
    number = 0
    text.at += at
    while text.next_mark(_SPACE_AND_COMMAS) not in ("]", ""):
        number += 1
        value, problem = _next_value(text)
        if problem:
            yield Reading(f"record {number}", problem=problem)
            continue
        for reading in read_checks(value, is_row=isinstance(value, dict)):
            yield Reading(_joined(f"record {number}", reading.place), reading.record, reading.problem)


def _next_value(text: "_Text") -> tuple[Any, str]:
    """The value the buffer begins with, taken off it, or the reason there is none; what is broken is taken off too."""
    while True:
        try:
            value, end = _DECODER.raw_decode(text.buffer, text.at)
            if isinstance(value, dict | list) or end < len(text.buffer):
                text.at = end
                return value, ""
        except (ValueError, RecursionError):
            pass
        end = _end_of_value(text.buffer, text.at)
        if end:
            broken, text.at = text.buffer[text.at : end], end
            try:
                return loads_loosely(broken)[0], ""
            except ValueError as error:
                return None, f"JSON was expected: {error}"
        if text.is_done or text.length > MOST_RECORD_CHARACTERS:
            text.at = len(text.buffer)
            return None, "a whole record was expected; it does not end, so what follows could not be read"
        text.fill(text.length + _CHUNK)


def _end_of_value(text: str, at: int) -> int:
    """Where the object or list that begins at `at` is closed, or the scalar ends; 0 while it does not."""
    if text[at] not in "{[":
        found = _SCALAR_END.search(text, at)
        return found.start() if found else 0
    depth = 0
    for found in _STRUCTURE.finditer(text, at):
        mark = found[0]
        if len(mark) == 1:
            depth += 1 if mark in "{[" else -1
            if depth == 0:
                return found.end()
    return 0


def _lines(text: "_Text") -> Iterator[Reading]:
    number = 0
    for line in text.lines():
        number += 1
        if not line.strip():
            continue
        try:
            values = loads_loosely(line)
        except ValueError as error:
            yield Reading(f"line {number}", problem=f"JSON was expected: {error}")
            continue
        for value in values:
            found = False
            for reading in read_checks(value, is_row=True):
                found = True
                yield Reading(_joined(f"line {number}", reading.place), reading.record, reading.problem)
            if not found:
                problem = f"an object was expected; got {type(value).__name__}"
                yield Reading(f"line {number}", problem=problem)


# Tables --------------------------------------------------------------------------------------------------------------


def _table(text: "_Text") -> Iterator[Reading]:
    header, _ = text.peek_lines(_CHUNK)
    delimiter = max(",;\t|", key=header.count)
    csv.field_size_limit(MOST_RECORD_CHARACTERS)
    rows = csv.DictReader(text.lines(), delimiter=delimiter, restkey="")
    columns = {column_of(name) for name in rows.fieldnames or [] if name}
    if not {"claim", "rating"} <= columns:
        raise BadRecord(
            "JSON, a page, or a table whose first line names the columns claim and rating was expected; it begins with "
            f"“{' '.join(header.split())[:80]}”"
        )
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Reading(f"line {rows.line_num}", problem=f"a row of the table was expected: {error}")
            continue
        place = f"line {rows.line_num}"
        try:
            yield Reading(place, read_row({key: value for key, value in row.items() if key}))
        except BadRecord as error:
            yield Reading(place, problem=str(error))


class _Text:
    """A file's text, as much of it as is needed; `buffer[at:]` is still to be read. Bytes that are no text become
    U+FFFD.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._read: Callable[[int], bytes] = stream.read
        self._decoder: codecs.IncrementalDecoder | None = None
        self.buffer = ""
        self.at = 0
        self.is_done = False

    @property
    def length(self) -> int:
        return len(self.buffer) - self.at

    def fill(self, characters: int) -> None:
        """Read until so many characters are there or the file ends."""
        parts = [self.buffer[self.at :]]
        length, self.at = len(parts[0]), 0
        while length < characters and not self.is_done:
            raw_bytes = self._read(_CHUNK)
            if self._decoder is None:
                self._decoder = codecs.getincrementaldecoder(_encoding_of(raw_bytes))("replace")
            self.is_done = not raw_bytes
            parts.append(self._decoder.decode(raw_bytes, self.is_done))
            length += len(parts[-1])
        self.buffer = "".join(parts)

    def next_mark(self, passing: re.Pattern[str] = _SPACE) -> str:
        """The next character that is not passed over; "" at the end."""
        while True:
            found = passing.match(self.buffer, self.at)
            self.at = found.end() if found else self.at
            if self.length or self.is_done:
                return self.buffer[self.at : self.at + 1]
            self.fill(1)

    def peek_lines(self, most: int) -> tuple[str, str]:
        """The first line, and what the next one that is not empty begins with."""
        self.fill(_CHUNK)
        while "\n" not in self.buffer and self.length < most and not self.is_done:
            self.fill(self.length + _CHUNK)
        line, _, rest = self.buffer.partition("\n")
        return line, rest.lstrip()[:1]

    def read_whole(self, most: int) -> str:
        self.fill(most + 1)
        if self.length > most:
            raise BadRecord(f"a page of at most {most // 1_000_000} million characters was expected; this is longer")
        return self.buffer

    def lines(self) -> Iterator[str]:
        """The lines, with their ends. One longer than a record may be comes in pieces, none of which can be read."""
        while True:
            end = self.buffer.find("\n", self.at) + 1
            if not end and not self.is_done and self.length <= MOST_RECORD_CHARACTERS:
                self.fill(self.length + _CHUNK)
                continue
            end = end or len(self.buffer)
            if end == self.at:
                return
            line, self.at = self.buffer[self.at : end], end
            yield line


def _encoding_of(raw_bytes: bytes) -> str:
    if raw_bytes.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    text = raw_bytes.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for letter in text if letter > "\x7f") - bad
    return "cp1252" if bad > good else "utf-8"  # tables out of spreadsheets are Windows-1252
