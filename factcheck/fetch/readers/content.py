"""The instructions of a PDF content stream, one after the other (ISO 32000, 7.2 and 7.8).

pypdf parses these too, into lists of objects; a record of two thousand pages needs them a few times faster, and a
stream made to do harm needs them one by one.
"""

import re
from collections.abc import Iterator
from typing import Any

Instruction = tuple[bytes, list[Any]]

SCANNER = re.compile(
    rb"(?P<space>[\x00\t\n\x0c\r ]++|%[^\r\n]*+)"
    rb"|(?P<string>\((?:[^()\\]++|\\.)*+\))"
    rb"|(?P<number>[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?=[\x00\t\n\x0c\r \[\]()<>/%]|\Z))"
    rb"|(?P<name>/[^\x00\t\n\x0c\r \[\]()<>{}/%]*+)"
    rb"|(?P<hex><[\dA-Fa-f\x00\t\n\x0c\r ]*+>)"
    rb"|(?P<mark><<|>>|[\[\]])"
    rb"|(?P<word>[^\x00\t\n\x0c\r \[\]()<>{}/%]++)"
    rb"|(?P<nested>\()"
    rb"|(?P<other>.)",
    re.DOTALL,
)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
PICTURE_END = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r /]|\Z)")
NAME_CODE = re.compile(rb"#([\dA-Fa-f]{2})")
MOST_OPERANDS = 1000  # in front of one instruction, and in a dictionary; more is no use to any


def instructions(content: bytes) -> Iterator[Instruction]:
    """(operator, operands) for each instruction. Names are str with their slash, strings bytes; what is broken is left
    out. A picture within the content comes as ("INLINE IMAGE", [])."""
    operands: list[Any] = []
    open_lists: list[list[Any]] = []
    at, end = 0, len(content)
    while at < end:
        token = SCANNER.match(content, at)
        if token is None:
            return
        at = token.end()
        kind = token.lastgroup
        if kind == "space":
            continue
        value: Any
        if kind == "number":
            value = _number(token[0])
        elif kind == "string":
            value = _unescaped(token[0][1:-1])
        elif kind == "name":
            value = _name(token[0])
        elif kind == "hex":
            digits = token[0][1:-1].translate(None, b"\x00\t\n\x0c\r ")
            value = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        elif kind == "nested":
            at, value = _nested(content, at)
        elif kind == "mark":
            if token[0] in (b"[", b"<<"):
                open_lists.append(operands)
                operands = []
                continue
            if not open_lists:
                continue
            value = operands if token[0] == b"]" else dict(zip(operands[::2], operands[1::2], strict=False))
            operands = open_lists.pop()
        elif kind == "word":
            if token[0] in (b"true", b"false", b"null"):
                value = token[0] == b"true"
            else:
                if open_lists:
                    operands = open_lists[0]  # a list that was never closed
                    open_lists = []
                if token[0] == b"BI":
                    picture = PICTURE_END.search(content, at)
                    at = picture.end() if picture else end
                    yield b"INLINE IMAGE", []
                else:
                    yield token[0], operands
                operands = []
                continue
        else:
            continue
        if len(operands) < MOST_OPERANDS or open_lists:
            operands.append(value)


def _number(written: bytes) -> int | float:
    return float(written) if b"." in written or len(written) > 15 else int(written)


def _name(written: bytes) -> str:
    plain = NAME_CODE.sub(lambda code: bytes([int(code[1], 16)]), written) if b"#" in written else written
    return plain.decode("utf-8", "replace")


def _unescaped(written: bytes) -> bytes:
    return ESCAPE.sub(_character, written) if b"\\" in written else written


def _character(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    if code[:1] in b"01234567":
        return bytes([int(code, 8) & 255])
    return ESCAPED.get(code, code)


def _nested(content: bytes, at: int) -> tuple[int, bytes]:
    """Where a string with brackets in it ends, and the string."""
    depth, start = 1, at
    while mark := PARENTHESIS.search(content, at):
        at = mark.end()
        depth += {b"(": 1, b")": -1}.get(mark[0], 0)
        if depth == 0:
            return at, _unescaped(content[start : at - 1])
    return len(content), _unescaped(content[start:])
