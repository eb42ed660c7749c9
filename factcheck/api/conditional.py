"""ETags: 304 for readers who have it already, 412 and 428 for writers who may not have seen the latest (RFC 9110)."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.http import HttpResponse
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.problems import INVALID_INPUT, PRECONDITION_REQUIRED, Problem
from factcheck.exceptions import Stale

_TAG = re.compile(r'\s*(W/)?"([^"]{1,100})"\s*(?:,|$)')
_VERSION = re.compile(r"(\d{1,9})(?:\.[0-9a-f]{1,64})?$")


def etag_of(body: Any, version: int | None = None) -> str:
    """A tag over the whole representation; of a reviewed item it begins with the version that If-Match is held
    against.
    """
    digest = hashlib.sha256(JSONRenderer().render(body)).hexdigest()[:16]
    return f'"{digest}"' if version is None else f'"{version}.{digest}"'


def tagged(request: Request, body: Any, version: int | None = None) -> Response:
    """The response with its ETag, or 304 without a body when the reader has that very representation."""
    tag = etag_of(body, version)
    response = Response(status=304) if _matches(request.headers.get("If-None-Match", ""), tag) else Response(body)
    response["ETag"] = tag
    # Another caller may see more or less at the same address.
    response["Cache-Control"] = "private, no-cache"
    return response


def tagged_content(request: Request, content: bytes, content_type: str) -> HttpResponse:
    """As `tagged`, for what is not JSON."""
    return untouched(request, hashlib.sha256(content).hexdigest()) or fresh_content(content, content_type)


def untouched(request: Request, sha256: str) -> HttpResponse | None:
    """304 when the reader has the content with this hash already; None when it has to be sent."""
    if not _matches(request.headers.get("If-None-Match", ""), f'"{sha256}"'):
        return None
    return _as_tagged(HttpResponse(status=304), sha256)


def fresh_content(content: bytes, content_type: str, sha256: str = "") -> HttpResponse:
    """The content with its ETag; `sha256` is its hash, where that is known already."""
    response = HttpResponse(content, content_type=content_type)
    return _as_tagged(response, sha256 or hashlib.sha256(content).hexdigest())


def _as_tagged(response: HttpResponse, sha256: str) -> HttpResponse:
    response["ETag"] = f'"{sha256}"'
    response["Cache-Control"] = "private, no-cache"
    return response


def version_asked(request: Request) -> int:
    """The version of If-Match. Raises the problem 428 without the header, 400 for one that is no ETag of an item.

    A proxy that compresses makes tags weak, so `W/` is let pass: the version is compared, not the bytes.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise Problem(PRECONDITION_REQUIRED, "Send the item's ETag as If-Match.")
    found = _TAG.match(header)
    version = _VERSION.match(found.group(2)) if found else None
    if header != "*" and found and version is None:
        raise Stale("The ETag in If-Match is not one of this item as it is now. Read it again before you decide.")
    if version is None:
        raise Problem(INVALID_INPUT, f"If-Match: an ETag of the item was expected; got {header[:60]}.")
    return int(version.group(1))


def _matches(header: str, tag: str) -> bool:
    if header.strip() == "*":
        return True
    return any(found.group(2) == tag.strip('"') for found in _TAG.finditer(header[:2000]))
