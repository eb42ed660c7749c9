"""Captures: dated copies of sources, what changed between two, and the list of all copies of an address."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.encoding import escape_uri_path
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import examples, visible
from factcheck.api.conditional import fresh_content, tagged_content, untouched
from factcheck.api.description import described
from factcheck.api.serializers.captures import CaptureDiffSerializer, CaptureSerializer, CaptureTextSerializer
from factcheck.api.serializers.links import address_of
from factcheck.api.views.base import ApiView, found, shown
from factcheck.models import Capture
from factcheck.services.capture import raw_bytes
from factcheck.services.capture_diff import compare_captures
from factcheck.services.timemap import MEDIA_TYPE, link_format, memento_headers, mementos

WEB_ADDRESS = r"^https?://[A-Za-z0-9][A-Za-z0-9.-]*(/[!-~]*)?$"
Answer = TypeVar("Answer", Response, HttpResponse)


class CaptureItem(ApiView):
    @described(
        "get_capture",
        "Read a capture",
        "When the copy was made, of which address, by which hops, and the hashes that prove it. Of a web address with "
        "Memento headers (RFC 7089).",
        answer=CaptureSerializer,
        example=examples.CAPTURE,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        capture = found(visible.captures(request), public_id)
        return _as_memento(request, shown(request, CaptureSerializer, capture), capture)


class CaptureText(ApiView):
    @described(
        "get_capture_text",
        "Read the text of a capture",
        "The texts that all offsets count in, in Unicode code points, and the speaker turns.",
        answer=CaptureTextSerializer,
        example=examples.CAPTURE_TEXT,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        capture = found(visible.captures(request), public_id)
        return _as_memento(request, shown(request, CaptureTextSerializer, capture), capture)


class CaptureRaw(ApiView):
    @extend_schema(
        operation_id="get_capture_raw",
        summary="Download the bytes of a capture",
        description="As received, verified against their hash. Always a download, never a page of this site. Of a web "
        "address it is a memento (RFC 7089).",
        tags=["captures"],
        responses={
            (200, "application/octet-stream"): OpenApiResponse(
                bytes, "The bytes", examples=[examples.of("<!doctype html> …")]
            ),
            **examples.problem_responses(304, 401, 404, 500),
        },
    )
    def get(self, request: Request, public_id: UUID) -> HttpResponse:
        capture = found(visible.captures(request), public_id)
        if not capture.raw_sha256:
            raise Http404
        response = untouched(request, capture.raw_sha256)
        if response is None:
            response = fresh_content(raw_bytes(capture), "application/octet-stream", capture.raw_sha256)
            response["Content-Disposition"] = f'attachment; filename="{capture.raw_sha256[:16]}.bin"'
            response["X-Content-Type-Options"] = "nosniff"
            response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return _as_memento(request, response, capture)


class CaptureDiff(ApiView):
    @described(
        "get_capture_diff",
        "Compare two captures of a source",
        "What was reworded in the article from the one to the other (counters, teasers and the page's own life left "
        "out), and whether the words that published decisions rest on are still there. `problem` says why the later "
        "copy proves nothing (blocked, cut, empty): its passages are then `unknown`, never `missing`.",
        answer=CaptureDiffSerializer,
        example=examples.CAPTURE_DIFF,
        problems=(304, 400, 404),
    )
    def get(self, request: Request, public_id: UUID, other_id: UUID) -> Response:
        before, after = (found(visible.captures(request), each) for each in (public_id, other_id))
        return shown(
            request, CaptureDiffSerializer, {"before": before, "after": after, **compare_captures(before, after)}
        )


class TimeMap(ApiView):
    @extend_schema(
        operation_id="get_timemap",
        summary="List the copies of an address",
        description="A TimeMap (RFC 7089) in link format: every copy of the address one may see, oldest first. The "
        "address follows as it is, `/timemap/https://example.org/page?n=1`, or percent-encoded. 404 when there is no "
        "copy.",
        tags=["captures"],
        parameters=[
            OpenApiParameter("uri", str, OpenApiParameter.PATH, pattern=WEB_ADDRESS, description="A web address.")
        ],
        responses={
            (200, MEDIA_TYPE): OpenApiResponse(str, "The TimeMap", examples=[examples.of(examples.TIMEMAP)]),
            **examples.problem_responses(304, 400, 401, 404),
        },
    )
    def get(self, request: Request, uri: str) -> HttpResponse:
        # A query without percent-encoding is one of the address asked for.
        query = request.META.get("QUERY_STRING", "")
        asked = [f"{spelling}?{query}" if query else spelling for spelling in (uri, escape_uri_path(uri))]
        copies = mementos(visible.captures(request), asked)
        if not copies:
            raise Http404
        text = link_format(
            asked[0],
            _timemap_of(request, asked[0]),
            copies,
            lambda public_id: address_of("capture-raw", public_id, request=request),
        )
        return tagged_content(request, text.encode(), MEDIA_TYPE)


def _as_memento(request: Request, response: Answer, capture: Capture) -> Answer:
    for name, value in memento_headers(capture, _timemap_of(request, capture.source.url)).items():
        response[name] = value
    return response


def _timemap_of(request: Request, url: str) -> str:
    """The address of the TimeMap, with the address it is of as it is, as RFC 7089 shows them."""
    return address_of("timemap", "-", request=request).removesuffix("-") + url
