"""Sources, speakers and outlets."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import examples, visible
from factcheck.api.access import NeedsSubmit, person_of
from factcheck.api.description import described
from factcheck.api.filters import OutletFilter, SourceFilter, SpeakerFilter
from factcheck.api.serializers.links import address_of
from factcheck.api.serializers.sources import (
    OutletSerializer,
    SourceSerializer,
    SourceSubmissionSerializer,
    SpeakerSerializer,
)
from factcheck.api.views.base import ApiView, ListView, found, shaped, shown
from factcheck.models import Outlet, Search, Source, Speaker, Tier
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
