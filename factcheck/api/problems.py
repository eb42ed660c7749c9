"""Every error of the API as a problem document (RFC 9457): one registry of types, one handler.

Each type has a page at `/api/v1/problems/<slug>`, which is its `type` address.
"""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

from factcheck import exceptions as refusals

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of error: what went wrong (`title`), and what a client should do about it (`remedy`)."""

    slug: str
    status: int
    title: str
    remedy: str

    @property
    def address(self) -> str:
        return f"{settings.SITE_URL}/api/v1/problems/{self.slug}"


INVALID_INPUT = ProblemType(
    "invalid-input", 400, "The request holds something that cannot be used",
    "`errors` lists each fault with the field or parameter it is in. Mend them and send the request again.",
)  # fmt: skip
MALFORMED_BODY = ProblemType(
    "malformed-body", 400, "The body cannot be read",
    "Send UTF-8 JSON (or multipart/form-data where a file is taken), whole and well formed.",
)  # fmt: skip
NOT_AUTHENTICATED = ProblemType(
    "not-authenticated", 401, "A key is needed",
    "Send `Authorization: Bearer <key>` with a key that has the scope named in the description of the operation.",
)  # fmt: skip
INVALID_KEY = ProblemType(
    "invalid-key", 401, "The key is not valid",
    "The key is unknown, expired, revoked, or its user is no longer active. Ask the newsroom for a new one.",
)  # fmt: skip
NOT_ALLOWED = ProblemType(
    "not-allowed", 403, "You may not do this",
    "`detail` says why: the scope the key lacks, the permission its user lacks, or the rule in the way.",
)  # fmt: skip
NOT_FOUND = ProblemType(
    "not-found", 404, "There is no such thing here",
    "Check the address (no slash at its end). What is not published exists only for a key with the scope read.",
)  # fmt: skip
METHOD_NOT_ALLOWED = ProblemType(
    "method-not-allowed", 405, "This address does not take that method",
    "The header Allow lists the methods it takes.",
)  # fmt: skip
NOT_ACCEPTABLE = ProblemType("not-acceptable", 406, "No such format is offered", "Accept `application/json`, or `*/*`.")
ILLEGAL_TRANSITION = ProblemType(
    "illegal-transition", 409, "There is no such way between two review states",
    "`legal` lists the states that can be reached from where the item stands.",
)  # fmt: skip
IN_FLIGHT = ProblemType(
    "request-in-flight", 409, "The same request is being worked on",
    "A request with this Idempotency-Key has not been answered yet. Wait for Retry-After, then send it again.",
)  # fmt: skip
STALE = ProblemType(
    "stale", 412, "Somebody else changed it first",
    "Read the item again, look at what changed, and send its new ETag as If-Match.",
)  # fmt: skip
TOO_LARGE = ProblemType(
    "too-large", 413, "The body is too large", "`detail` names the limit. Send less, or a file in place of text."
)
UNSUPPORTED_MEDIA_TYPE = ProblemType(
    "unsupported-media-type", 415, "The body is of a type that is not taken",
    "Send `Content-Type: application/json`, or multipart/form-data where a file is taken.",
)  # fmt: skip
KEY_REUSED = ProblemType(
    "idempotency-key-reused", 422, "The Idempotency-Key belongs to another request",
    "Use a new key for a new request; the same key only repeats the very same request.",
)  # fmt: skip
MISSING_EVIDENCE = ProblemType(
    "missing-evidence", 422, "The decision asks for more",
    "`detail` says what is missing: a passage, a note, a written reason, sources that were searched.",
)  # fmt: skip
NOT_TAKEN_FROM = ProblemType(
    "not-taken-from", 409, "Nothing is taken from this queue",
    "`detail` names the queues items are taken from. Others are listed by `review_state` and moved where they are.",
)  # fmt: skip
PRECONDITION_REQUIRED = ProblemType(
    "precondition-required", 428, "If-Match is needed",
    "Send the ETag of the item as you read it, so that nobody's work is overwritten unseen.",
)  # fmt: skip
TOO_MANY_REQUESTS = ProblemType(
    "too-many-requests", 429, "Too many requests", "Wait the seconds of Retry-After. Keys have a larger share."
)
INTERNAL = ProblemType(
    "internal", 500, "Something went wrong here",
    "It is logged under the request id of the header X-Request-Id; quote it when you report this.",
)  # fmt: skip
CAPTURE_DAMAGED = ProblemType(
    "capture-damaged", 500, "The stored copy is damaged",
    "The bytes are gone or no longer have the hash they were stored under. Tell the newsroom.",
)  # fmt: skip
INDEX_UNAVAILABLE = ProblemType(
    "index-unavailable", 503, "The lookup index cannot answer",
    "This is not “not found”: nothing was looked in. Try again later.",
)  # fmt: skip

PROBLEM_TYPES = {
    problem.slug: problem
    for problem in (
        INVALID_INPUT, MALFORMED_BODY, NOT_AUTHENTICATED, INVALID_KEY, NOT_ALLOWED, NOT_FOUND, METHOD_NOT_ALLOWED,
        NOT_ACCEPTABLE, ILLEGAL_TRANSITION, NOT_TAKEN_FROM, IN_FLIGHT, STALE, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE,
        KEY_REUSED, MISSING_EVIDENCE, PRECONDITION_REQUIRED, TOO_MANY_REQUESTS, INTERNAL, CAPTURE_DAMAGED,
        INDEX_UNAVAILABLE,
    )
}  # fmt: skip

# Looked up along the class hierarchy of the exception, most special first.
_TYPES: dict[type[BaseException], ProblemType] = {
    exceptions.ValidationError: INVALID_INPUT,
    exceptions.ParseError: MALFORMED_BODY,
    exceptions.NotAuthenticated: NOT_AUTHENTICATED,
    exceptions.AuthenticationFailed: INVALID_KEY,
    exceptions.PermissionDenied: NOT_ALLOWED,
    exceptions.NotFound: NOT_FOUND,
    exceptions.MethodNotAllowed: METHOD_NOT_ALLOWED,
    exceptions.NotAcceptable: NOT_ACCEPTABLE,
    exceptions.UnsupportedMediaType: UNSUPPORTED_MEDIA_TYPE,
    exceptions.Throttled: TOO_MANY_REQUESTS,
    Http404: NOT_FOUND,
    PermissionDenied: NOT_ALLOWED,
    RequestDataTooBig: TOO_LARGE,
    SuspiciousOperation: MALFORMED_BODY,
    refusals.BadInput: INVALID_INPUT,
    refusals.NotAllowed: NOT_ALLOWED,
    refusals.IllegalTransition: ILLEGAL_TRANSITION,
    refusals.MissingEvidence: MISSING_EVIDENCE,
    refusals.Stale: STALE,
    refusals.CaptureDamaged: CAPTURE_DAMAGED,
    refusals.IndexUnavailable: INDEX_UNAVAILABLE,
}


class Problem(Exception):
    """Raised by the API's own code for a problem no exception of the layers below stands for."""

    def __init__(self, problem: ProblemType, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.problem = problem
        self.headers = headers or {}


def problem_response(problem: ProblemType, detail: str, request: Any = None, **members: Any) -> Response:
    """The response for one problem. `members` become further members of the document."""
    document: dict[str, Any] = {
        "type": problem.address,
        "title": problem.title,
        "status": problem.status,
        "detail": detail,
    }
    if request is not None:
        document["instance"] = request.path
        document["request_id"] = getattr(request, "request_id", "")
    return Response({**document, **members}, status=problem.status, content_type=CONTENT_TYPE)


def handle_exception(error: Exception, context: dict[str, Any]) -> Response:
    """The problem response for whatever a view raised; what nobody foresaw is logged and becomes `internal`."""
    request = context.get("request")
    if isinstance(error, Problem):
        response = problem_response(error.problem, str(error), request)
        for name, value in error.headers.items():
            response[name] = value
        return response
    problem = next((_TYPES[kind] for kind in type(error).__mro__ if kind in _TYPES), None)
    if problem is None:
        logger.exception("unforeseen error, request %s", getattr(request, "request_id", ""), exc_info=error)
        return problem_response(INTERNAL, "An unforeseen error; it has been logged.", request)
    if problem.status >= 500:
        logger.error("%s, request %s: %s", problem.slug, getattr(request, "request_id", ""), error.__cause__ or error)
    response = problem_response(problem, _detail(error, problem), request, **_members(error))
    for name, value in _headers(error).items():
        response[name] = value
    return response


def _detail(error: Exception, problem: ProblemType) -> str:
    if isinstance(error, exceptions.ValidationError):
        faults = _faults(error.detail)
        return f"{faults[0]['pointer'] or 'The body'}: {faults[0]['detail']}" if faults else problem.title
    if isinstance(error, Http404):
        return "There is nothing at this address."
    if isinstance(error, SuspiciousOperation) and not isinstance(error, RequestDataTooBig):
        return "The body holds more parts than are taken."
    if isinstance(error, exceptions.APIException):
        return str(error.detail)
    return str(error) or problem.title


def _members(error: Exception) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        return {"errors": _faults(error.detail)}
    if isinstance(error, refusals.BadInput):
        return {"errors": [{"pointer": "", "detail": str(error)}]}
    if isinstance(error, refusals.IllegalTransition):
        return {"legal": list(error.legal)}
    return {}


def _headers(error: Exception) -> dict[str, str]:
    wait = getattr(error, "wait", None)  # of Throttled
    if wait is not None:
        return {"Retry-After": str(max(math.ceil(wait), 1))}
    if isinstance(error, refusals.IndexUnavailable):
        return {"Retry-After": "60"}
    authenticate = getattr(error, "auth_header", None)
    return {"WWW-Authenticate": authenticate} if authenticate else {}


def _faults(detail: Any, pointer: str = "") -> list[dict[str, str]]:
    """DRF's nested errors as a flat list with JSON pointers (RFC 6901): "/sources/0/url"."""
    if isinstance(detail, dict):
        return [
            fault
            for key, value in detail.items()
            for fault in _faults(value, pointer if key == "non_field_errors" else f"{pointer}/{key}")
        ]
    if isinstance(detail, list):
        if all(isinstance(value, str) for value in detail):
            return [{"pointer": pointer, "detail": str(value)} for value in detail]
        return [fault for at, value in enumerate(detail) for fault in _faults(value, f"{pointer}/{at}")]
    return [{"pointer": pointer, "detail": str(detail)}]
