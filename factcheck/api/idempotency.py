"""Idempotency-Key (IETF httpapi draft): a request sent twice is done once and answered twice.

The row that is inserted first is the claim; the unique constraint decides between two that come at once. Refused
requests leave no row: they did nothing, and may be mended and sent again under the same key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.access import person_of
from factcheck.api.problems import IN_FLIGHT, KEY_REUSED, Problem
from factcheck.models import IdempotentRequest

LONGEST_KEY = 255


def once(request: Request, act: Callable[[], Response]) -> Response:
    """The response of `act`, done at most once for the Idempotency-Key of the request; without one it is simply
    done.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return act()
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise ValidationError({"Idempotency-Key": [f"At most {LONGEST_KEY} printable characters were expected."]})
    fingerprint = _fingerprint(request)
    row = _claim(request, key, fingerprint)
    if row is None:
        return _replay(request, key, fingerprint)
    try:
        response = act()
    except BaseException:
        row.delete()
        raise
    row.status, row.body, row.location = response.status_code, _plain(response.data), response.get("Location", "")
    row.save()
    return response


def _claim(request: Request, key: str, fingerprint: str) -> IdempotentRequest | None:
    IdempotentRequest.objects.outdated(timezone.now()).delete()
    try:
        with transaction.atomic():
            return IdempotentRequest.objects.create(user=person_of(request), key=key, fingerprint=fingerprint)
    except IntegrityError:
        return None


def _replay(request: Request, key: str, fingerprint: str) -> Response:
    row = IdempotentRequest.objects.filter(user=person_of(request), key=key).first()
    if row is not None and row.fingerprint != fingerprint:
        raise Problem(KEY_REUSED, "This Idempotency-Key was used for a request with other content.")
    if row is None or row.status is None:
        raise Problem(IN_FLIGHT, "A request with this Idempotency-Key is still worked on.", {"Retry-After": "1"})
    response = Response(row.body, status=row.status)
    response["Location"] = row.location
    response["Idempotent-Replayed"] = "true"
    return response


def _fingerprint(request: Request) -> str:
    """Over what was parsed, not over the raw body: a client that repeats a form makes a new boundary for it."""
    content = request.data
    if hasattr(content, "lists"):
        content = {name: [_content_of(value) for value in values] for name, values in content.lists()}
    try:
        canonical = json.dumps([request.path, content], sort_keys=True, default=str)
    except RecursionError as error:
        raise ParseError("The JSON is nested too deeply.") from error
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _content_of(value: Any) -> Any:
    if not isinstance(value, UploadedFile):
        return value
    value.seek(0)
    digest = hashlib.file_digest(value, "sha256").hexdigest()
    value.seek(0)
    return [value.name, digest]


def _plain(body: Any) -> Any:
    """The body as JSON would give it back: times and ids as text."""
    return json.loads(json.dumps(body, default=str))
