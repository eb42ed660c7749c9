"""What the codes of a PDF's strings show: their letters, and how wide each is set (ISO 32000, 9.6 to 9.10)."""

import re
from dataclasses import dataclass, field
from typing import Any

from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font  # the one place where pypdf keeps the widths of letters

# A letter of which neither map, encoding nor name tells anything.
UNKNOWN = "\ufffd"
# Fonts without a map to Unicode: the codes of TeX's own encoding (OT1), and what Word's fonts give for joined letters.
TEX_LIGATURES = dict(zip("\x0b\x0c\x0d\x0e\x0f", ("ff", "fi", "fl", "ffi", "ffl"), strict=True))
TEX_CODES = re.compile(rb"[\x0b-\x0f]")
SYMBOL_CODES = range(0xF020, 0xF0FF)  # a private area in which symbol fonts keep their codes
NAMELESS = re.compile(r"/?(?:g|G|gid|glyph|cid|CID|index|a|c|C|H|uniF0|\.)?\d[\dA-Fa-f]{0,4}|/?\.notdef")
CHARSETS = ("/Identity-H", "/Identity-V")


Letters = tuple[str, float, bool]


@dataclass(slots=True)
class ReadFont:
    """A font of a page. Widths times `scale` are in type sizes. `is_unknown`: its codes are shapes without names."""

    font: Font
    scale: float
    is_unknown: bool
    known: dict[str | int, Letters] = field(default_factory=dict)

    def letters(self, raw_bytes: bytes) -> list[Letters]:
        """(letters, width in type sizes, is it a single-byte space) for each code of a string that is shown."""
        encoding = self.font.encoding
        codes = _decoded(raw_bytes, encoding) if isinstance(encoding, str) else raw_bytes
        try:
            entries = [self.known[code] for code in codes]
        except KeyError:
            entries = [self.known.get(code) or self._look_up(code) for code in codes]
        if TEX_CODES.search(raw_bytes):
            return [(_joined_letters(entries, at), entry[1], entry[2]) for at, entry in enumerate(entries)]
        return entries

    def _look_up(self, code: str | int) -> Letters:
        if isinstance(code, int):
            raw, character = chr(code), self.font.encoding.get(code, chr(code))  # type: ignore[union-attr]
        else:
            raw = character = code
        text = self.font.character_map.get(character, character)
        entry = (self._readable(str(text)), self.font.get_text_width(raw) * self.scale, code == 32)
        self.known[code] = entry
        return entry

    def _readable(self, text: str) -> str:
        if self.is_unknown:
            return " " if text.isspace() else UNKNOWN
        if text in TEX_LIGATURES:
            return text  # a line end in some fonts, joined letters in others: the letters beside it tell
        if len(text) == 1 and ord(text) in SYMBOL_CODES:
            text = chr(ord(text) - 0xF000)
        if len(text) > 1 and NAMELESS.fullmatch(text) and not self.font.character_map:
            return UNKNOWN
        return "".join(_shown(character) for character in text)


def read_font(resource: DictionaryObject) -> ReadFont:
    """The font of a resource. Raises what pypdf raises for a damaged one."""
    font = Font.from_font_resource(resource)
    scale = 0.001
    if resource.get("/Subtype") == "/Type3":
        matrix: Any = resource.get("/FontMatrix")
        scale = abs(float(matrix.get_object()[0])) if matrix is not None else scale
    is_unknown = (
        resource.get("/Subtype") == "/Type0" and resource.get("/Encoding") in CHARSETS and not font.character_map
    )
    return ReadFont(font, scale, is_unknown or not font.interpretable)


def _joined_letters(entries: list[Letters], at: int) -> str:
    """The letters a TeX code stands for within a word; a space for a line end that stands between words."""
    code = entries[at][0]
    if code not in TEX_LIGATURES:
        return code
    before = entries[at - 1][0] if at else ""
    behind = entries[at + 1][0] if at + 1 < len(entries) else ""
    is_within = behind[:1].isalpha() or before[-1:].islower() or len(entries) == 1
    is_line_end = code in "\r\x0c" and not (before[-1:].islower() or behind[:1].islower())
    return TEX_LIGATURES[code] if is_within and not is_line_end else " "


def _decoded(raw_bytes: bytes, encoding: str) -> str:
    try:
        return raw_bytes.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return raw_bytes.decode(encoding, "replace")


def _shown(character: str) -> str:
    if character in "\t\n\r\x0b\x0c":
        return " "
    return "" if ord(character) < 32 or 0xD800 <= ord(character) < 0xE000 else character
