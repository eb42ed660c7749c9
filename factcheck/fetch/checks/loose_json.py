"""JSON as pages and feeds really carry it, with the errors that do not change what is meant."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

# A string as a whole, so that what stands inside one is left alone. Possessive: linear in the text.
_STRING = r'"(?:[^"\\]++|\\.)*+"'
_TRAILING_COMMA = re.compile(rf"({_STRING})|,(?=[\s,]*+[}}\]])", re.DOTALL)
_BAD_ESCAPE = re.compile(r"\\(?:(u[0-9a-fA-F]{4}|[\"\\/bfnrt])|(.))", re.DOTALL)
_WRAPPINGS = re.compile(r"<!--|-->|(?://|/\*)?\s?<!\[CDATA\[(?:\s?\*/)?|(?://|/\*)?\s?\]\]>(?:\s?\*/)?")
_BETWEEN = " \t\r\n,;"
_DECODER = json.JSONDecoder(strict=False)  # line breaks inside strings are let through
MOST_VALUES = 10_000  # in one script; a page has a handful


def loads_loosely(text: str) -> list[Any]:
    """The JSON values that stand one after the other in the text; mostly one.

    Forgiven: comments and CDATA marks around it, trailing commas, line breaks in strings, backslashes before letters
    that need none, entities for quotation marks, semicolons behind. Raises ValueError with the first reason.
    """
    try:
        return [_DECODER.decode(text)]
    except (ValueError, RecursionError) as error:
        first = error
    for mended in _mendings(text):
        try:
            return list(_values(mended))
        except (ValueError, RecursionError):
            continue
    if isinstance(first, RecursionError):
        raise ValueError("JSON nested less deeply was expected") from first
    raise first


def _mendings(text: str) -> Iterator[str]:
    unwrapped = text.lstrip("\ufeff").strip()
    if unwrapped.startswith(("<", "/")) or unwrapped.endswith((">", "/")):
        unwrapped = _WRAPPINGS.sub("", unwrapped).strip()
    yield unwrapped
    yield _without_slips(unwrapped)
    if "&" in unwrapped:
        unescaped = html.unescape(unwrapped)
        yield unescaped
        yield _without_slips(unescaped)


def _without_slips(text: str) -> str:
    escaped = _BAD_ESCAPE.sub(lambda found: found[0] if found[1] else found[2], text)
    return _TRAILING_COMMA.sub(lambda found: found[1] or "", escaped)


def _values(text: str) -> Iterator[Any]:
    at, found = 0, 0
    while found < MOST_VALUES:
        while at < len(text) and text[at] in _BETWEEN:
            at += 1
        if at == len(text):
            if not found:
                raise ValueError("JSON was expected; the text is empty")
            return
        value, at = _DECODER.raw_decode(text, at)
        found += 1
        yield value
