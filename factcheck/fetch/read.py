"""Files to documents: the one door to every reader. Chooses by the bytes, never raises, says what went wrong."""

import logging
from collections.abc import Callable
from dataclasses import replace

from factcheck.fetch import sniff
from factcheck.fetch.decode import decode
from factcheck.fetch.document import LARGEST_FILE, Document, too_large, unread
from factcheck.fetch.exceptions import UnreadableFile
from factcheck.fetch.readers import captions, docx, html, markdown, pdf, plain
from factcheck.fetch.readers.hints import Hints
from factcheck.text.turns import find_turns

logger = logging.getLogger(__name__)

Reader = Callable[[bytes, Hints], Document]

READERS: dict[str, Reader] = {
    sniff.HTML: html.read,
    sniff.PLAIN: plain.read,
    sniff.MARKDOWN: markdown.read,
    sniff.PDF: pdf.read,
    sniff.DOCX: docx.read,
    sniff.VTT: captions.read,
    sniff.SRT: captions.read,
}


# Their readers look for speakers themselves, by more than the words: nothing that reads like a label is one after that.
LABELLED = frozenset({sniff.HTML, sniff.PLAIN, sniff.VTT, sniff.SRT})


def read_document(raw_bytes: bytes, *, content_type: str = "", name: str = "", url: str = "") -> Document:
    """The document the bytes hold.

    `content_type` is a Content-Type header or media type, `name` a file name, `url` the address the bytes came from;
    all are hints. A file that can't be read comes back with empty texts, quality 0 and a `problem`; nothing is raised.
    What is not trusted is read by `apart.read_apart`, which gives the same document.
    """
    try:
        return read_or_fail(raw_bytes, content_type=content_type, name=name, url=url)
    except MemoryError:
        return unread(sniff.BINARY, "none", "The file needs more memory to be read than there is.")


def read_or_fail(raw_bytes: bytes, *, content_type: str = "", name: str = "", url: str = "") -> Document:
    """As `read_document`, but raises MemoryError: the process that reads apart must know of it."""
    if not raw_bytes.strip(b"\x00 \t\r\n"):
        return unread(sniff.PLAIN, "none", "The file is empty.")
    if len(raw_bytes) > LARGEST_FILE:
        return too_large(raw_bytes)
    head = decode(raw_bytes[: sniff.HEAD_BYTES], content_type).text
    kind = sniff.sniff(raw_bytes, head, content_type, name)
    reader = READERS.get(kind)
    if reader is None:
        return unread(kind, "none", f"There is no text to read in this kind of file ({kind}).")
    try:
        document = reader(raw_bytes, Hints(content_type=content_type, name=name, url=url, kind=kind))
        return _finished(document, kind)
    except UnreadableFile as problem:
        return unread(kind, kind, str(problem))
    except MemoryError:
        raise
    except RecursionError:
        return unread(kind, kind, "The file is nested too deeply to be read.")
    except Exception:
        # Third-party readers fail in ways no list can hold; one bad file must not stop the others.
        logger.exception("reader for %s failed on a file of %d bytes", kind, len(raw_bytes))
        return unread(kind, kind, "The file is damaged: its reader could not make sense of it.")


def _finished(document: Document, kind: str) -> Document:
    """The document with speaker turns found in its text, and with a problem where it holds no words."""
    if not document.visible_text.strip():
        return replace(document, quality=0.0, problem=document.problem or "The file holds no words.")
    if document.turns or kind in LABELLED:
        return document
    return replace(document, turns=find_turns(document.article_text))
