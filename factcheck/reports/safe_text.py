"""Outside text made safe to show: no control character, direction override or lone surrogate reaches the reader.

Every character is replaced by exactly one, so offsets into the text still hold.
"""

import re
import unicodedata

_REPLACEMENT = "\ufffd"
# Explicit embeddings, overrides and isolates reorder what stands around them; plain direction marks (LRM, RLM) do not.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_ENDS = frozenset("\r\u0085\u2028\u2029")
_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]")


def _shown(found: re.Match[str]) -> str:
    character = found[0]
    if character in _LINE_ENDS:
        return "\n"
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)  # the Unicode picture of the control, such as ␛
    if code == 0x7F:
        return "\u2421"
    is_harmful = character in _REORDERING or unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn"}
    return _REPLACEMENT if is_harmful else character


def make_visible(text: str) -> str:
    """The text with each harmful character replaced by one that shows it was there; the length stays the same.

    Control characters become their Unicode pictures, other line ends a line feed, reordering marks, lone surrogates and
    non-characters U+FFFD.
    """
    return _SUSPECT.sub(_shown, text)


def on_one_line(text: str) -> str:
    """The visible text with runs of white space as one space, without ends."""
    return " ".join(make_visible(text).split())
