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

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from factcheck.fetch.document import Document
from factcheck.fetch.exceptions import UnreadableFile
from factcheck.fetch.readers.columns import Block, blocks_of, sheets_of, without_side_notes
from factcheck.fetch.readers.fonts import UNKNOWN
from factcheck.fetch.readers.glyphs import Drawn, Fonts, drawn_on, seen
from factcheck.fetch.readers.hints import Hints
from factcheck.fetch.readers.layout import PAGE_NUMBER, Line, Page, reflowed, without_furniture
from factcheck.fetch.readers.rows import Row, body_size, sheet_of

logger = logging.getLogger(__name__)
logging.getLogger("pypdf").setLevel(
    logging.ERROR
)  # it warns of every slip of a file; the document's problem tells ours

MOST_PAGES = 2000
MOST_CHARACTERS = 20_000_000
MOST_SECONDS = 15.0  # of the processor, inside the limit of a read; what was read by then is kept and the rest named
# Fewer letters a page than this and a picture on it: a scan. A stamp on a scan has some sixty characters.
SCAN_LETTERS = 100
# What Word's fonts give for joined letters: capitals of rare alphabets that never stand within a word of small ones.
WORD_LIGATURES = dict(zip("\u019f\u01a9\u01ab\u014c", ("ti", "tt", "tti", "ft"), strict=True))
WORD_LIGATURE = re.compile("(?<=[a-z])[\u019f\u01a9\u014c](?=[a-z]|\\b)|(?<=[a-z])\u01ab(?=[a-z])")
UNKNOWN_SHARE = 0.2  # of the letters without a meaning, above which the others are no text either; a guess


def read(raw_bytes: bytes, hints: Hints) -> Document:
    """The document's words. Raises UnreadableFile for one that is locked or damaged."""
    reader = _opened(raw_bytes)
    pages: list[Page] = []
    pictures = 0
    fonts: Fonts = {}
    ends_at = time.thread_time() + MOST_SECONDS
    characters = failed = read_pages = 0
    total = _page_count(reader)
    for number in range(min(total, MOST_PAGES)):
        if time.thread_time() > ends_at or characters > MOST_CHARACTERS:
            break
        try:
            pdf_page = reader.pages[number]
            read, drawn = page_lines(pdf_page, fonts)
            pictures += drawn.has_picture or _has_picture(pdf_page)
        except MemoryError:
            raise
        except Exception:
            # pypdf fails in many ways on damaged pages; the others are worth having.
            logger.info("page %d of a PDF could not be read", number + 1, exc_info=True)
            failed += 1
            read = [Page([])]
        characters += sum(len(line.text) for page in read for line in page.lines)
        pages.extend(read)
        read_pages += 1
    return _document(reader, pages, read_pages, pictures, failed, total, hints)


def page_lines(pdf_page: PageObject, fonts: Fonts) -> tuple[list[Page], Drawn]:
    """The lines of a page in reading order, of two pages where they were printed side by side, and all it shows."""
    drawn = drawn_on(pdf_page, fonts)
    spans = seen(drawn)
    sheet = sheet_of(spans)
    rows, beside = without_side_notes(sheet.rows, body_size(spans))
    width, height = _measures(pdf_page)
    pages = [Page(list(_lines(blocks_of(side)))) for side in sheets_of(rows, width, height)]
    pages[-1].notes = [Line(_words(row), row.size) for row in (*beside, *sheet.apart)]
    return pages, drawn


def _lines(blocks: Iterable[Block]) -> Iterator[Line]:
    for number, block in enumerate(blocks):
        for row in block.rows:
            is_head = block.is_edge and any(PAGE_NUMBER.fullmatch(part.text) for part in row.parts)
            yield Line(_words(row), row.size, row.y, number, block.is_edge, is_head)


def _words(row: Row) -> str:
    """The words of a row. Q and A stand apart from what is asked and answered, which nothing else shows."""
    first = row.parts[0].text
    words = " ".join(WORD_LIGATURE.sub(_letters, row.text).replace("\x00", "").split())
    return f"{first}\t{words[1:].lstrip()}" if first in ("Q", "A") and len(row.parts) > 1 else words


def _letters(code: re.Match[str]) -> str:
    return WORD_LIGATURES[code[0]]


def _measures(pdf_page: PageObject) -> tuple[float, float]:
    """Width and height of the page in points, 0 where it does not say."""
    try:
        left, bottom, right, top = (float(edge) for edge in pdf_page.mediabox)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        return 0.0, 0.0
    return right - left, top - bottom


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


def _document(
    reader: PdfReader, pages: list[Page], read_pages: int, pictures: int, failed: int, total: int, hints: Hints
) -> Document:
    text = reflowed(without_furniture(pages)) or reflowed(pages)  # pages all alike are no running heads
    letters = sum(map(str.isalpha, text))
    unknown = text.count(UNKNOWN)
    problem, quality = None, 1.0
    if failed and failed == read_pages:
        problem, quality = "The PDF is damaged: none of its pages could be read.", 0.0
    elif unknown > UNKNOWN_SHARE * (letters + unknown):
        problem, quality = "The PDF's fonts do not say which letters they show; its words can't be read.", 0.0
        text = ""
    elif not letters and not pictures:
        problem, quality = "The PDF holds no words.", 0.0
    elif pictures >= max(1, read_pages / 2) and letters < SCAN_LETTERS * read_pages:
        problem, quality = "The PDF holds pictures of its pages (a scan), not their words.", 0.0
        text = ""
    elif failed or read_pages < total:
        problem, quality = f"Only {read_pages - failed} of the PDF's {total} pages could be read.", 0.3
    title, author = _properties(reader)
    return Document(
        type=hints.kind,
        reader="pdf/2 pypdf",
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
