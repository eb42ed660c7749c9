"""What kind of file bytes are, judged by the bytes first, then by the declared type and the name."""

import re

from factcheck.fetch.decode import wide_encoding

HTML = "text/html"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VTT = "text/vtt"
SRT = "application/x-subrip"
BINARY = "application/octet-stream"

HEAD_BYTES = 4096
OLE = b"\xd0\xcf\x11\xe0"  # MS-CFB: what Word wrote before 2007, and what holds a newer file that a password locks
LOCKED_OFFICE = "an Office file locked with a password"
# Kinds people send that have no reader: named, so that the answer can say what the file is.
KNOWN_BINARIES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "audio or video (RIFF)"),
    (b"\x1f\x8b", "application/gzip"),
    (OLE, "an old Office file (.doc)"),
    (b"{\\rtf", "application/rtf"),
    (b"ID3", "audio/mpeg"),
    (b"\x00\x00\x00\x18ftyp", "video/mp4"),
    (b"\x00\x00\x00\x1cftyp", "video/mp4"),
    (b"\x00\x00\x00\x20ftyp", "video/mp4"),
    (b"%!PS", "application/postscript"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
HTML_START = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
HTML_TAG = re.compile(
    r"<(?:p|div|span|article|section|h[1-6]|br|ul|table|meta|title|script|a\s+href)\b[^<>]{0,300}>", re.IGNORECASE
)
CUE_TIMING = re.compile(
    r"^\s{0,3}(?:\d{1,4}:)?\d{1,2}:\d{2}(?:[.,:]\d{1,3})?[ \t]{0,3}-{1,2}>[ \t]{0,3}(?:\d{1,4}:)?\d{1,2}:\d{2}\b", re.M
)
CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b\x00")


def sniff(raw_bytes: bytes, text_head: str, content_type: str = "", name: str = "") -> str:
    """The media type to read the bytes as.

    `text_head` is the beginning of the bytes decoded, for the questions asked of text. Named constants of this module
    are types with a reader; any other answer names a kind without one.
    """
    declared = content_type.split(";")[0].strip().lower()
    suffix = name.lower().rpartition(".")[2] if "." in name else ""
    binary = _binary_kind(raw_bytes, content_type)
    if binary:
        return binary
    beginning = text_head.lstrip("\ufeff \t\r\n")
    if beginning.startswith("WEBVTT"):
        return VTT
    if HTML_START.search(beginning[:1000]):
        return HTML
    if _is_captions(text_head, suffix):
        return VTT if suffix == "vtt" or declared == VTT else SRT
    if (declared in {HTML, "application/xhtml+xml"} or suffix in {"html", "htm", "xhtml"}) and "<" in text_head:
        return HTML
    if declared in {MARKDOWN, "text/x-markdown"} or suffix in {"md", "markdown"}:
        return MARKDOWN
    if not declared and suffix not in {"txt", "text"} and beginning.startswith("<") and HTML_TAG.search(beginning):
        return HTML
    return PLAIN


def _binary_kind(raw_bytes: bytes, content_type: str) -> str:
    head = raw_bytes[:HEAD_BYTES]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return (
            DOCX
            if b"word/" in raw_bytes[:HEAD_BYTES] or b"word/document.xml" in raw_bytes[-65_536:]
            else "application/zip"
        )
    if head.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in raw_bytes:
        return LOCKED_OFFICE
    for magic, kind in KNOWN_BINARIES:
        if head.startswith(magic):
            return kind
    wide, _ = wide_encoding(head, content_type)
    if wide:  # where a byte below 32 may be half of a letter
        head = head.decode(wide, errors="replace").encode()
    return BINARY if _looks_binary(head) else ""


def _looks_binary(head: bytes) -> bool:
    """True where control characters are more than a slip: one in fifty bytes."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = len(head) - len(head.translate(None, CONTROL)) + head.count(0)
    return controls * 50 > max(len(head), 50)


def _is_captions(text_head: str, suffix: str) -> bool:
    """True for cues with timings: enough of them to be no accident, or one where the name promises captions."""
    timings = len(CUE_TIMING.findall(text_head))
    return timings >= 2 or (timings >= 1 and suffix in {"srt", "vtt"})
