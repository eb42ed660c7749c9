"""Reading bodies: bounded, so that no request can fill the memory, and with a problem for everything that is not
right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.parsers import MultiPartParser as PlainMultiPartParser

from factcheck.api.problems import TOO_LARGE, Problem

# A story of the most characters taken (a million) has at most 4 MB of UTF-8; escaped as JSON 6 characters each.
MOST_JSON_BYTES = 8 * 1024 * 1024
# A story file of 10 MB, and sources beside it.
MOST_FORM_BYTES = 64 * 1024 * 1024


class JSONParser(BaseParser):
    """UTF-8 JSON without NaN, not deeper than Python can read."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        raw_bytes = stream.read(MOST_JSON_BYTES + 1)
        if len(raw_bytes) > MOST_JSON_BYTES:
            raise Problem(TOO_LARGE, f"A JSON body of at most {MOST_JSON_BYTES // 2**20} MB was expected.")
        try:
            return json.loads(raw_bytes.decode("utf-8"), parse_constant=_refuse_constant)
        except UnicodeDecodeError as error:
            raise ParseError(f"UTF-8 was expected; byte {error.start} is not.") from error
        except RecursionError as error:
            raise ParseError("The JSON is nested too deeply.") from error
        except ValueError as error:
            raise ParseError(f"JSON was expected: {error}.") from error


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


class MultiPartParser(PlainMultiPartParser):
    """multipart/form-data, refused by its announced length before anything is read."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        request = (parser_context or {})["request"]
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_FORM_BYTES:
            raise Problem(TOO_LARGE, f"A form of at most {MOST_FORM_BYTES // 2**20} MB was expected.")
        return super().parse(stream, media_type=media_type, parser_context=dict(parser_context or {}))
