"""Stories: submitted, followed, read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, PolymorphicProxySerializer, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from factcheck.api import examples, visible
from factcheck.api.access import NeedsSubmit, may, person_of
from factcheck.api.description import described, idempotency_key
from factcheck.api.filters import PublicStoryFilter, StoryFilter
from factcheck.api.idempotency import once
from factcheck.api.parsers import JSONParser, MultiPartParser
from factcheck.api.problems import IN_FLIGHT, KEY_REUSED, NOT_AUTHENTICATED
from factcheck.api.serializers.links import address_of
from factcheck.api.serializers.stories import (
    GateSerializer,
    PublicStorySerializer,
    StoryDetailSerializer,
    StoryFormSerializer,
    StorySerializer,
    StorySubmissionSerializer,
    SubmittedStorySerializer,
)
from factcheck.api.views.base import ApiView, ListView, found, shaped, shown
from factcheck.api.views.claims import CLAIM, Claims
from factcheck.api.views.quotations import QUOTATION, Quotations
from factcheck.models import Origin, Story
from factcheck.queries import story_report
from factcheck.reports.html import render_report
from factcheck.reports.table import story_csv
from factcheck.services.find_checks import add_checks
from factcheck.services.gate import MOST_WAIT, gate_of
from factcheck.services.ingest import add_story

STORY = PolymorphicProxySerializer(
    component_name="AnyStory",
    serializers=[StorySerializer, PublicStorySerializer],
    resource_type_field_name=None,
    many=True,
)
STORY_DETAIL = PolymorphicProxySerializer(
    component_name="AnyStoryDetail",
    serializers=[StoryDetailSerializer, PublicStorySerializer],
    resource_type_field_name=None,
)

REPORT_FORMATS = ["json", "html", "csv"]


class Stories(ListView):
    parser_classes = [JSONParser, MultiPartParser]
    desk_filters = StoryFilter
    public_filters = PublicStoryFilter
    ordering_fields = ["created_at"]
    ordering = "-created_at"

    def get_permissions(self) -> list[BasePermission]:
        return [NeedsSubmit()] if self.request.method == "POST" else super().get_permissions()  # type: ignore[return-value]

    def get_queryset(self) -> QuerySet[Story]:
        return visible.stories(self.request).defer("text", "links")

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        return StorySerializer if may(self.request, "read") else PublicStorySerializer

    @described(
        "list_stories",
        "List stories",
        "Newest first. Without the scope read, stories of which something is published.",
        answer=STORY,
        many=True,
        example=examples.STORY,
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @described(
        "submit_story",
        "Submit a story",
        "Answers 202 at once; the work goes on in the background. Follow it at the address of the Location header "
        "until `stage` is ready or failed. The same text with the same sources gives one story; to a caller "
        "without the scope read, one of its own. With `wait`, the answer comes when the story is ready, after at most "
        "so many seconds, and `gate` says whether it may go out. Scope: submit.",
        body={"application/json": StorySubmissionSerializer, "multipart/form-data": StoryFormSerializer},
        answer=SubmittedStorySerializer,
        status=202,
        example=examples.STORY_RECEIVED,
        body_example=examples.SUBMISSION,
        parameters=[idempotency_key()],
        problems=(400, NOT_AUTHENTICATED, 403, IN_FLIGHT, 413, 415, KEY_REUSED),
    )
    def post(self, request: Request) -> Response:
        return once(request, lambda: self._submit(request))

    def _submit(self, request: Request) -> Response:
        is_form = (request.content_type or "").startswith("multipart/")
        serializer = (StoryFormSerializer if is_form else StorySubmissionSerializer)(data=request.data)
        serializer.is_valid(raise_exception=True)
        fields = serializer.validated_data
        file = fields.get("file")
        story, _ = add_story(
            actor=person_of(request),
            text=fields.get("text", ""),
            url=fields.get("url", ""),
            file_name=file.name if file else "",
            raw_bytes=file.read() if file else b"",
            title=fields.get("title", ""),
            sources=serializer.given_sources(),
            origin=Origin.API,
            deadline_at=fields.get("deadline_at"),
            sees_all=may(request, "read"),
        )
        gate = gate_of(story, wait_seconds=fields["wait"]) if fields["wait"] else None
        body = shaped(request, StorySerializer, visible.all_stories().get(pk=story.pk))
        if gate is not None:
            body = {**body, "gate": shaped(request, GateSerializer, gate)}
        response = Response(body, status=202)
        response["Location"] = address_of("story", story.public_id, request=request)
        return response


class StoryItem(ApiView):
    @described(
        "get_story",
        "Read a story",
        "With its stage, the progress of the search, and what went wrong. Offsets of quotations and claims are code "
        "points of `text`. A key with the scope submit alone sees the stories of its own user.",
        answer=STORY_DETAIL,
        example=examples.STORY_DETAIL,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        story = found(visible.stories(request), public_id)
        return shown(request, StoryDetailSerializer if _is_known(request, story) else PublicStorySerializer, story)


class StoryGate(ApiView):
    @described(
        "get_story_gate",
        "Ask whether a story may go out",
        "For a system that asks before it publishes: by the rule of `check_story`'s exit status, over every quotation. "
        "While the story is worked on the verdict is pending; `wait` asks to be answered when it is done. Scope: read, "
        "or submit for the stories of its own user.",
        answer=GateSerializer,
        example=examples.GATE,
        parameters=[OpenApiParameter("wait", int, description=f"Seconds, at most {MOST_WAIT}.")],
        problems=(304, 400, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        story = found(visible.stories(request), public_id)
        if not _is_known(request, story):
            raise Http404
        return shown(request, GateSerializer, gate_of(story, wait_seconds=_wait_seconds(request)))


def _is_known(request: Request, story: Story) -> bool:
    """True for those who may see the story as the newsroom does: with the scope read, or who submitted it."""
    return may(request, "read") or (may(request, "submit") and story.created_by_id == person_of(request).pk)


def _wait_seconds(request: Request) -> int:
    asked = request.query_params.get("wait", "0")
    if not asked.isdecimal() or len(asked) > 9 or int(asked) > MOST_WAIT:
        raise ValidationError({"wait": [f"Whole seconds from 0 to {MOST_WAIT} were expected."]})
    return int(asked)


class StoryQuotations(Quotations):
    ordering_fields = ["number"]
    ordering = "number"

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return super().filter_queryset(queryset.filter(story=_story_of(self)))

    @described(
        "list_story_quotations",
        "List the quotations of a story",
        "In the order of the story.",
        answer=QUOTATION,
        many=True,
        example=examples.QUOTATION,
        problems=(404,),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return ListView.get(self, request, *args, **kwargs)


class StoryClaims(Claims):
    ordering_fields = ["number"]
    ordering = "number"

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return super().filter_queryset(queryset.filter(story=_story_of(self)))

    @described(
        "list_story_claims",
        "List the claims of a story",
        "In the order of the story.",
        answer=CLAIM,
        many=True,
        example=examples.CLAIM,
        problems=(404,),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return ListView.get(self, request, *args, **kwargs)


class StoryReport(ApiView):
    @extend_schema(
        operation_id="get_story_report",
        summary="Read the report of a story",
        description="The whole story as `factcheck.story/1`, as one self-contained HTML page, or as a table with a "
        "line for each quotation and claim. Scope: read.",
        tags=["stories"],
        parameters=[OpenApiParameter("format", str, enum=REPORT_FORMATS, default="json")],
        responses={
            (200, "application/json"): OpenApiResponse(dict, "The report", examples=[examples.of(examples.REPORT)]),
            (200, "text/html"): OpenApiResponse(str, "The page"),
            (200, "text/csv"): OpenApiResponse(str, "The table"),
            **examples.problem_responses(304, 400, 401, 404),
        },
    )
    def get(self, request: Request, public_id: UUID) -> Response | HttpResponse:
        if not may(request, "read"):
            raise Http404
        story = found(visible.stories(request), public_id)
        form = _report_format(request)
        report = add_checks(story_report(story))
        if form == "html":
            return _page(render_report(report))
        if form == "csv":
            return _table(story_csv(report), f"story-{story.public_id}.csv")
        return Response(report)


def _story_of(view: ListView) -> Story:
    story: Story = found(visible.stories(view.request), view.kwargs["public_id"])
    return story


def _report_format(request: Request) -> str:
    asked = request.query_params.get("format", "json")
    if asked not in REPORT_FORMATS:
        raise ValidationError({"format": [f"One of {', '.join(REPORT_FORMATS)} was expected."]})
    return asked


def _table(text: str, file_name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _page(html: str) -> HttpResponse:
    """The report holds its own styles and no script: that is allowed, and nothing it shows can act on the site."""
    response = HttpResponse(html, content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups"
    )
    response["Cache-Control"] = "private, no-cache"
    return response
