"""Bytes to text: which encoding a file is in, and why we think so.

The order is that of evidence, not of declarations: a byte order mark; bytes that are valid UTF-8; the declared encoding
(header, then the page's own); what the bytes look like; windows-1252. A declared ISO-8859-1 is read as windows-1252, as
browsers do (WHATWG Encoding Standard, "names and labels").
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

# Codecs a document may name. Python knows others (hex, rot13, idna, unicode_escape) that no page is written in.
ALLOWED_LABELS = """
    utf-8 utf-16 utf-16-le utf-16-be utf-32 windows-1250 windows-1251 windows-1252 windows-1253 windows-1254
    windows-1255 windows-1256 windows-1257 windows-1258 iso-8859-1 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5
    iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-9 iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16 koi8-r
    koi8-u mac-roman mac-cyrillic cp866 cp874 gbk gb2312 gb18030 big5 big5hkscs euc-jp iso-2022-jp shift_jis cp932
    euc-kr cp949 ascii
"""
ALLOWED_CODECS = frozenset(codecs.lookup(label).name for label in ALLOWED_LABELS.split())
READ_AS = {"ascii": "cp1252", "iso8859-1": "cp1252", "shift_jis": "cp932", "euc_kr": "cp949", "gb2312": "gb18030"}
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
META_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE
)
META_BYTES = 4096  # a little more than the 1,024 bytes browsers scan
SAMPLE_BYTES = 32_768
# Letters of western European languages (without Icelandic: Cyrillic looks like it) and typographic marks.
WESTERN_CHARACTERS = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõøœßúùûüÿÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŸ€‚„…‹‘’“”•–—™›\xa0£§©«®°·»¡¿½¼¾"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text without NUL, the encoding used, and why."""

    text: str
    encoding: str
    reason: str


def decode(raw_bytes: bytes, content_type: str = "") -> Decoded:
    """The text of the bytes. Never fails: what no encoding explains is decoded with replacement characters."""
    for mark, name in MARKS:
        if raw_bytes.startswith(mark):
            return _decoded(raw_bytes[len(mark) :], name, "byte order mark")
    wide = _utf16_without_mark(raw_bytes)
    if wide:
        return _decoded(raw_bytes, wide, "every other byte is zero")
    declared, where = declared_encoding(raw_bytes, content_type)
    if declared.startswith("iso2022") and b"\x1b" in raw_bytes:
        return _decoded(raw_bytes, declared, where)  # pure ASCII bytes: valid UTF-8 by accident
    if _is_utf8(raw_bytes):
        return _decoded(raw_bytes, "utf-8", "valid UTF-8")
    if declared and not declared.startswith(("utf-16", "utf-32", "utf-8")):
        return _decoded(raw_bytes, declared, where)
    if declared == "utf-8" and _mostly_utf8(raw_bytes):
        return _decoded(raw_bytes, "utf-8", f"{where}, with broken bytes replaced")
    name, reason = guessed_encoding(raw_bytes)
    return _decoded(raw_bytes, name, reason)


def declared_encoding(raw_bytes: bytes, content_type: str = "") -> tuple[str, str]:
    """The codec a file names for itself and where it says so; ("", "") when it names none we would read."""
    header = HEADER_CHARSET.search(content_type[:1000])
    if header and (name := allowed_codec(header[1])):
        return name, "Content-Type header"
    meta = META_CHARSET.search(raw_bytes[:META_BYTES])
    if meta and (name := allowed_codec(meta[1].decode("ascii", "replace"))):
        return name, "declared in the document"
    return "", ""


def allowed_codec(label: str) -> str:
    """Python's name of the encoding a label means, "" for a label no page should have."""
    try:
        name = codecs.lookup(label.strip().lower()).name
    except (LookupError, ValueError):
        return ""
    return READ_AS.get(name, name) if name in ALLOWED_CODECS else ""


def guessed_encoding(raw_bytes: bytes) -> tuple[str, str]:
    """The encoding the bytes look like, and the reason, from a sample of the lines that hold bytes above ASCII."""
    sample = _telling_sample(raw_bytes)
    if _reads_as_western(sample):
        return "cp1252", "bytes above ASCII are marks and letters of windows-1252"
    best = from_bytes(sample, threshold=0.4).best()
    name = allowed_codec(best.encoding) if best is not None else ""
    if name and not name.startswith("utf"):
        return name, "looks like it"
    return "cp1252", "nothing else fits"


def _decoded(raw_bytes: bytes, name: str, reason: str) -> Decoded:
    text = raw_bytes.decode(name, errors="replace").replace("\x00", "").removeprefix("\ufeff")
    return Decoded(text, name, reason)


def _is_utf8(raw_bytes: bytes) -> bool:
    """True for valid UTF-8; a sequence cut off at the very end does not count against it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(raw_bytes)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(raw_bytes: bytes) -> bool:
    """True where at most one in a hundred of the bytes above ASCII fails: a UTF-8 page with a foreign snippet."""
    high = sum(
        len(raw_bytes[at : at + SAMPLE_BYTES].translate(None, _ASCII)) for at in range(0, len(raw_bytes), SAMPLE_BYTES)
    )
    broken = raw_bytes.decode("utf-8", errors="replace").count("\ufffd")
    return broken * 100 <= max(high, 100)


def _utf16_without_mark(raw_bytes: bytes) -> str:
    sample = raw_bytes[:2000]
    half = len(sample) // 2
    if half < 8:
        return ""
    if sample[1::2].count(0) > half * 0.7 and sample[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.7 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return ""


def _reads_as_western(sample: bytes) -> bool:
    """True where windows-1252 gives only typographic marks and western letters, and these letters are the exception.

    Detectors take short western texts for windows-1250 or 1257; Cyrillic read as windows-1252 is nearly all accents.
    """
    characters = sample.decode("cp1252", errors="replace")
    letters = sum(character.isalpha() for character in characters)
    accented = sum(character.isalpha() for character in characters if not character.isascii())
    odd = {character for character in characters if not character.isascii()} - WESTERN_CHARACTERS
    return not odd and accented * 5 <= letters


def _telling_sample(raw_bytes: bytes) -> bytes:
    sample = bytearray()
    for line in raw_bytes.split(b"\n"):
        if not line.isascii():
            sample += line[:4000] + b"\n"
        if len(sample) >= SAMPLE_BYTES:
            break
    return bytes(sample)


_ASCII = bytes(range(0x80))
