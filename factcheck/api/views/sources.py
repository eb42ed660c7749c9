"""Sources, captures of them, speakers and outlets."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import examples, visible
from factcheck.api.access import NeedsSubmit, person_of
from factcheck.api.description import described
from factcheck.api.filters import OutletFilter, SourceFilter, SpeakerFilter
from factcheck.api.serializers.links import address_of
from factcheck.api.serializers.sources import (
    CaptureSerializer,
    CaptureTextSerializer,
    OutletSerializer,
    SourceSerializer,
    SourceSubmissionSerializer,
    SpeakerSerializer,
)
from factcheck.api.views.base import ApiView, ListView, found, shaped, shown
from factcheck.models import Outlet, Search, Source, Speaker, Tier
from factcheck.services.capture import raw_bytes
from factcheck.services.gather import GivenSource, add_source


class Sources(ListView):
    serializer_class = SourceSerializer
    desk_filters = public_filters = SourceFilter
    ordering_fields = ["created_at", "name"]
    ordering = "-created_at"

    def get_permissions(self) -> list[BasePermission]:
        return [NeedsSubmit()] if self.request.method == "POST" else super().get_permissions()  # type: ignore[return-value]

    def get_queryset(self) -> QuerySet[Source]:
        return visible.sources(self.request)

    @described(
        "list_sources",
        "List sources",
        "Newest first. Without the scope read, public ones.",
        answer=SourceSerializer,
        many=True,
        example=examples.SOURCE,
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @described(
        "add_source",
        "Add a source to a story",
        "It is captured and compared in the background; a source that is known is not doubled. A caller who may not "
        "read it gets it back as given, without a Location. Scope: submit.",
        body=SourceSubmissionSerializer,
        body_example=examples.SOURCE_SUBMISSION,
        answer=SourceSerializer,
        status=202,
        example=examples.SOURCE,
        problems=(400, 401, 403, 404, 413, 415),
    )
    def post(self, request: Request) -> Response:
        serializer = SourceSubmissionSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        fields = dict(serializer.validated_data)
        story = found(visible.stories_to_submit_to(request), fields.pop("story"))
        given = GivenSource(**fields)
        search = add_source(story, given, actor=person_of(request))
        if not visible.sources(request).filter(pk=search.source_id).exists():
            return Response(shaped(request, SourceSerializer, _as_given(search, given)), status=202)
        response = Response(shaped(request, SourceSerializer, search.source), status=202)
        response["Location"] = address_of("source", search.source.public_id, request=request)
        return response


def _as_given(search: Search, given: GivenSource) -> Source:
    """The source as its giver knows it: what the newsroom already had at that address is not told."""
    return Source(
        public_id=search.source.public_id,
        url=given.url,
        name=given.name,
        title=given.title,
        tier=given.tier or Tier.UNRATED,
        created_at=search.created_at,
    )


class SourceItem(ApiView):
    @described(
        "get_source",
        "Read a source",
        "With the state of its address and its latest readable capture.",
        answer=SourceSerializer,
        example=examples.SOURCE,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        return shown(request, SourceSerializer, found(visible.sources(request), public_id))


class CaptureItem(ApiView):
    @described(
        "get_capture",
        "Read a capture",
        "When the copy was made, of which address, by which hops, and the hashes that prove it.",
        answer=CaptureSerializer,
        example=examples.CAPTURE,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        return shown(request, CaptureSerializer, found(visible.captures(request), public_id))


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
        return shown(request, CaptureTextSerializer, found(visible.captures(request), public_id))


class CaptureRaw(ApiView):
    @extend_schema(
        operation_id="get_capture_raw",
        summary="Download the bytes of a capture",
        description="As received, verified against their hash. Always a download, never a page of this site.",
        tags=["captures"],
        responses={
            (200, "application/octet-stream"): OpenApiResponse(
                bytes, "The bytes", examples=[examples.of("<!doctype html> …")]
            ),
            **examples.problem_responses(401, 404, 500),
        },
    )
    def get(self, request: Request, public_id: UUID) -> HttpResponse:
        capture = found(visible.captures(request), public_id)
        if not capture.raw_sha256:
            raise Http404
        response = HttpResponse(raw_bytes(capture), content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="{capture.raw_sha256[:16]}.bin"'
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, no-cache"
        response["ETag"] = f'"{capture.raw_sha256}"'
        return response


class Speakers(ListView):
    serializer_class = SpeakerSerializer
    desk_filters = public_filters = SpeakerFilter
    ordering_fields = ["name"]
    ordering = "name"

    def get_queryset(self) -> QuerySet[Speaker]:
        return visible.speakers(self.request)

    @described(
        "list_speakers",
        "List speakers",
        "By name. Without the scope read, those of published quotations and claims.",
        answer=SpeakerSerializer,
        many=True,
        example=examples.SPEAKER,
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class Outlets(ListView):
    serializer_class = OutletSerializer
    desk_filters = public_filters = OutletFilter
    ordering_fields = ["name"]
    ordering = "name"

    def get_queryset(self) -> QuerySet[Outlet]:
        return visible.outlets(self.request)

    @described(
        "list_outlets",
        "List outlets",
        "By name. Without the scope read, those that published quotations and claims came through.",
        answer=OutletSerializer,
        many=True,
        example=examples.OUTLET,
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)
