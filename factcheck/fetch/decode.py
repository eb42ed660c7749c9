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
# Labels of the Encoding Standard that Python does not know.
LABELS = {
    "x-sjis": "cp932", "ms_kanji": "cp932", "x-euc-jp": "euc_jp", "x-gbk": "gbk", "x-x-big5": "big5hkscs",
    "windows-874": "cp874", "dos-874": "cp874", "tis-620": "cp874", "iso-8859-11": "cp874", "iso8859-11": "cp874",
    "iso-8859-8-i": "iso8859_8", "logical": "iso8859_8", "x-mac-cyrillic": "mac_cyrillic", "x-mac-roman": "mac_roman",
    "unicode-1-1-utf-8": "utf-8", "unicode": "utf-16-le", "koi8-ru": "koi8_u", "windows-949": "cp949",
    **{f"x-cp125{number}": f"cp125{number}" for number in range(9)},
}  # fmt: skip
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
WIDE_TAG = re.compile(rb"(?:[ \t\r\n]\x00){0,20}<\x00[!?a-zA-Z]\x00")
WIDE_TAG_BIG_END = re.compile(rb"(?:\x00[ \t\r\n]){0,20}\x00<\x00[!?a-zA-Z]")
HIRAGANA = re.compile(rb"\xa4[\xa1-\xf3]")
MAC_MARKS = re.compile(rb"[a-z]\xd5(?:s|t|re|ve|ll|d|m)\b|[a-z.,?!]\xd3(?=[\s.,;:)]|\Z)")
FEWEST_LETTERS = 3  # of UTF-8 for each byte that is none; a guess
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
    wide, why = wide_encoding(raw_bytes, content_type)
    if wide:
        return _decoded(raw_bytes, wide, why)
    declared, where = declared_encoding(raw_bytes, content_type)
    if declared.startswith("iso2022") and b"\x1b" in raw_bytes:
        return _decoded(raw_bytes, declared, where)  # pure ASCII bytes: valid UTF-8 by accident
    if _is_utf8(raw_bytes):
        return _decoded(raw_bytes, "utf-8", "valid UTF-8")
    if declared and not declared.startswith(("utf-16", "utf-32", "utf-8")):
        return _decoded(raw_bytes, declared, where)
    if declared == "utf-8" and _mostly_utf8(raw_bytes):
        return _decoded(raw_bytes, "utf-8", f"{where}, with foreign bytes in it")
    if not declared and _holds_utf8(raw_bytes):
        return _decoded(raw_bytes, "utf-8", "nearly all of it is valid UTF-8")
    name, reason = guessed_encoding(raw_bytes)
    return _decoded(raw_bytes, name, reason)


def declared_encoding(raw_bytes: bytes, content_type: str = "") -> tuple[str, str]:
    """The codec a file names for itself and where it says so; ("", "") when it names none we would read."""
    header, meta = _in_header(content_type), _in_document(raw_bytes)
    is_default = header == "cp1252" and meta not in ("", header) and not meta.startswith("utf")
    if is_default and not _reads_as_western(_telling_sample(raw_bytes)):
        return meta, "declared in the document, as the header's does not fit"
    if header:
        return header, "Content-Type header"
    return meta, "declared in the document" if meta else ""


def _in_header(content_type: str) -> str:
    header = HEADER_CHARSET.search(content_type[:1000])
    return allowed_codec(header[1]) if header else ""


def _in_document(raw_bytes: bytes) -> str:
    meta = META_CHARSET.search(raw_bytes[:META_BYTES])
    return allowed_codec(meta[1].decode("ascii", "replace")) if meta else ""


def wide_encoding(raw_bytes: bytes, content_type: str = "") -> tuple[str, str]:
    """UTF-16 without its mark and why we think so; ("", "") for anything else."""
    if name := _utf16_without_mark(raw_bytes):
        return name, "every other byte is zero"
    for opening, name in ((WIDE_TAG, "utf-16-le"), (WIDE_TAG_BIG_END, "utf-16-be")):
        if opening.match(raw_bytes):
            return name, "begins with a tag in two bytes a letter"
    # Of a page's own words only those in two bytes a letter could be read, and then they need not be asked.
    header = _in_header(content_type)
    if header.startswith("utf-16") and not _is_utf8(raw_bytes) and len(raw_bytes) % 2 == 0:
        return ("utf-16-be" if header == "utf-16-be" else "utf-16-le"), "Content-Type header"
    return "", ""


def allowed_codec(label: str) -> str:
    """Python's name of the encoding a label means, "" for a label no page should have."""
    try:
        label = label.strip().lower()
        name = codecs.lookup(LABELS.get(label, label)).name
    except (LookupError, ValueError):
        return ""
    return READ_AS.get(name, name) if name in ALLOWED_CODECS else ""


def guessed_encoding(raw_bytes: bytes) -> tuple[str, str]:
    """The encoding the bytes look like, and the reason, from a sample of the lines that hold bytes above ASCII."""
    sample = _telling_sample(raw_bytes)
    if MAC_MARKS.search(sample):
        return "mac-roman", "capital letters within words that are quotation marks of old Macs"
    if _reads_as_western(sample):
        return "cp1252", "bytes above ASCII are marks and letters of windows-1252"
    if _reads_as_euc_jp(sample):
        return "euc_jp", "the syllables of Japanese in two bytes each"
    best = from_bytes(sample, threshold=0.4).best()
    name = allowed_codec(best.encoding) if best is not None else ""
    if name and not name.startswith("utf"):
        return name, "looks like it"
    return "cp1252", "nothing else fits"


def _decoded(raw_bytes: bytes, name: str, reason: str) -> Decoded:
    errors = FOREIGN if name == "utf-8" else "replace"
    text = raw_bytes.decode(name, errors=errors).replace("\x00", "").removeprefix("\ufeff")
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


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8 as windows-1252, which most such bytes come from: somebody pasted two files together."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    broken = error.object[error.start : error.end]
    return (broken.decode("cp1252", "replace") if len(broken) == 1 and broken < b"\xa0" else "\ufffd"), error.end


FOREIGN = "factcheck.foreign-bytes"
codecs.register_error(FOREIGN, _as_windows)


def _holds_utf8(raw_bytes: bytes) -> bool:
    """True where most bytes above ASCII make letters of UTF-8, which those of no other encoding do by accident."""
    sample = _telling_sample(raw_bytes)
    text = sample.decode("utf-8", errors="replace")
    letters = sum(character > "\x7f" and character != "\ufffd" for character in text)
    return letters >= FEWEST_LETTERS and text.count("\ufffd") * FEWEST_LETTERS <= letters


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


def _reads_as_euc_jp(sample: bytes) -> bool:
    """True where a tenth of the bytes above ASCII and more are pairs of hiragana; the detector knows it only at times.

    GBK has the same syllables in the same place, and Chinese has hardly a use for them.
    """
    high = len(sample.translate(None, _ASCII))
    broken = sample.decode("euc_jp", errors="replace").count("\ufffd")
    return 2 * len(HIRAGANA.findall(sample)) * 10 >= high > 0 and broken * 50 <= high


def _telling_sample(raw_bytes: bytes) -> bytes:
    sample = bytearray()
    for line in raw_bytes.split(b"\n"):
        if not line.isascii():
            sample += line[:4000] + b"\n"
        if len(sample) >= SAMPLE_BYTES:
            break
    return bytes(sample)


_ASCII = bytes(range(0x80))
