"""PDF: the words of all pages as running text, without what printing put between them.

Running heads, page numbers, raised note numbers and footnotes stand in the middle of sentences that cross a page; they
are taken out (footnotes are kept, at the end). Lines are joined into paragraphs, words broken at a line's end made
whole.
"""

import io
import logging
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from factcheck.fetch.document import Document
from factcheck.fetch.exceptions import UnreadableFile
from factcheck.fetch.readers.columns import Piece, in_reading_order
from factcheck.fetch.readers.hints import Hints
from factcheck.fetch.readers.layout import Line, Page, reflowed, with_whole_initials, without_furniture

logger = logging.getLogger(__name__)
logging.getLogger("pypdf").setLevel(
    logging.ERROR
)  # it warns of every slip of a file; the document's problem tells ours

MOST_PAGES = 2000
MOST_CHARACTERS = 20_000_000
MOST_SECONDS = 15.0  # for a whole file, inside the limit of a read; what was read by then is kept and the rest named
# Fewer letters a page than this and a picture on it: a scan. A stamp on a scan has some sixty characters.
SCAN_LETTERS = 100
# Fonts without a map to Unicode: the codes of TeX's own encoding (OT1), and what Word's fonts give for joined letters.
LIGATURE_CODES = {
    **dict(zip("\x0b\x0c\x0d\x0e\x0f", ("ff", "fi", "fl", "ffi", "ffl"), strict=True)),
    **dict(zip("\u019f\u01a9\u01ab\u014c", ("ti", "tt", "tti", "ft"), strict=True)),
}
# TeX's codes mean nothing else; Word's are capitals of rare alphabets and never stand within a word of small letters.
LIGATURE_CODE = re.compile(
    "[\x0b-\x0f](?=[^\\W\\d_])|(?<=[a-z])[\x0b-\x0f]|(?<=[a-z])[\u019f\u01a9\u014c](?=[a-z]|\\b)|(?<=[a-z])\u01ab(?=[a-z])"
)


def read(raw_bytes: bytes, hints: Hints) -> Document:
    """The document's words. Raises UnreadableFile for one that is locked or damaged."""
    reader = _opened(raw_bytes)
    pages: list[Page] = []
    pictures = 0
    ends_at = time.monotonic() + MOST_SECONDS
    characters = failed = 0
    total = _page_count(reader)
    for number in range(min(total, MOST_PAGES)):
        if time.monotonic() > ends_at or characters > MOST_CHARACTERS:
            break
        try:
            pdf_page = reader.pages[number]
            lines = page_lines(pdf_page)
            pictures += _has_picture(pdf_page)
        except MemoryError:
            raise
        except Exception:
            # pypdf fails in many ways on damaged pages; the others are worth having.
            logger.info("page %d of a PDF could not be read", number + 1, exc_info=True)
            failed += 1
            lines = []
        characters += sum(len(line.text) for line in lines)
        pages.append(Page(lines))
    return _document(reader, pages, pictures, failed, total, hints)


def page_lines(pdf_page: PageObject) -> list[Line]:
    """The page's lines in reading order, each with the size of its type and its height on the page."""
    pieces: list[Piece] = []

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        if text:
            scale = (abs(tm[3]) or abs(tm[1])) * (abs(cm[3]) or abs(cm[1]))
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            pieces.append(Piece(LIGATURE_CODE.sub(_letters, text), size * scale, x, round(y, 1)))

    pdf_page.extract_text(visitor_text=visit)
    return with_whole_initials(list(_lines(in_reading_order(pieces))))


def _letters(code: re.Match[str]) -> str:
    return LIGATURE_CODES[code[0]]


def _lines(pieces: Iterable[Piece]) -> Iterator[Line]:
    """Lines of the pieces of text as pypdf hands them out. A raised note number, smaller than its line, is left out."""
    line: list[Piece] = []
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        line.append(replace(piece, text=first))
        for part in rest:
            yield from _line(line)
            line = [replace(piece, text=part)]
    yield from _line(line)


def _line(pieces: list[Piece]) -> Iterator[Line]:
    weights: dict[float, int] = {}
    for piece in pieces:
        weights[piece.size] = weights.get(piece.size, 0) + len(piece.text.strip())
    size = max(weights, key=lambda candidate: weights[candidate], default=0.0)
    kept = (piece.text for piece in pieces if not _is_note_number(piece.text, piece.size, size))
    words = " ".join("".join(kept).replace("\x00", "").split())
    if words:
        yield Line(words, size, next(piece.y for piece in pieces if piece.text.strip()))


def _is_note_number(text: str, size: float, line_size: float) -> bool:
    stripped = text.strip()
    return size < 0.8 * line_size and len(stripped) <= 3 and (stripped.isdigit() or stripped in {"*", "†", "‡"})


def _opened(raw_bytes: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(raw_bytes), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile("The PDF is locked with a password.")
    except UnreadableFile:
        raise
    except ImportError as error:
        raise UnreadableFile("The PDF is encrypted in a way that is not supported here (AES).") from error
    except (
        PyPdfError,
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        NotImplementedError,
    ) as error:
        raise UnreadableFile("The PDF is damaged and could not be opened.") from error
    return reader


def _page_count(reader: PdfReader) -> int:
    try:
        return len(reader.pages)
    except ImportError as error:
        raise UnreadableFile("The PDF is encrypted in a way that is not supported here (AES).") from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise UnreadableFile("The PDF is damaged: its pages could not be found.") from error


def _document(reader: PdfReader, pages: list[Page], pictures: int, failed: int, total: int, hints: Hints) -> Document:
    text = reflowed(without_furniture(pages)) or reflowed(pages)  # pages all alike are no running heads
    letters = sum(character.isalpha() for character in text)
    problem, quality = None, 1.0
    if pages and failed == len(pages):
        problem, quality = "The PDF is damaged: none of its pages could be read.", 0.0
    elif not letters and not pictures:
        problem, quality = "The PDF holds no words.", 0.0
    elif pictures >= max(1, len(pages) / 2) and letters < SCAN_LETTERS * len(pages):
        problem, quality = "The PDF holds pictures of its pages (a scan), not their words.", 0.0
        text = ""
    elif failed or len(pages) < total:
        read_pages = len(pages) - failed
        problem, quality = f"Only {read_pages} of the PDF's {total} pages could be read.", 0.3
    title, author = _properties(reader)
    return Document(
        type=hints.kind,
        reader="pdf/1 pypdf",
        article_text=text,
        visible_text=text,
        title=title,
        author=author,
        quality=quality,
        problem=problem,
    )


def _has_picture(pdf_page: PageObject) -> bool:
    """True where an image is placed on the page, without decoding it."""
    resources = pdf_page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    named = objects.get_object() if objects is not None else {}
    return any(named[name].get_object().get("/Subtype") == "/Image" for name in list(named)[:50])


def _properties(reader: PdfReader) -> tuple[str | None, str | None]:
    try:
        metadata = reader.metadata
        title = metadata.title if metadata else None
        author = metadata.author if metadata else None
    except Exception:
        return None, None  # a damaged information dictionary is no reason to lose the words
    return _field(title), _field(author)


def _field(written: str | None) -> str | None:
    return " ".join(str(written or "").replace("\x00", "").split()) or None
