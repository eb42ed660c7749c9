"""Exports: everything one may see at once, for other programs, spreadsheets and archives."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django_filters import FilterSet
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from factcheck.api import examples, visible
from factcheck.api.access import NeedsRead, may
from factcheck.api.description import described
from factcheck.api.filters import ClaimFilter, PublicClaimFilter, PublicQuotationFilter, QuotationFilter
from factcheck.api.serializers.claims import ClaimSerializer, PublicClaimSerializer
from factcheck.api.serializers.exports import ExportsSerializer
from factcheck.api.serializers.links import address_of
from factcheck.api.serializers.quotations import PublicQuotationSerializer, QuotationSerializer
from factcheck.api.views.base import ApiView, found, shown
from factcheck.models import Source, Story
from factcheck.reports.table import csv_lines
from factcheck.services.export_checks import write_feed
from factcheck.services.warc import captures_of_story, warc_to_send

JSON_LINES, CSV, JSON_LD, WARC = "application/x-ndjson", "text/csv", "application/ld+json", "application/warc"
FORMATS = {"jsonl": JSON_LINES, "csv": CSV}
ROWS_AT_A_TIME = 500
IN_MEMORY = 8 * 1024 * 1024
COLUMNS = (
    "id", "href", "story_id", "story_title", "story_url", "text", "speaker", "cue", "via", "match", "decision",
    "review_state", "revision", "published_at",
)  # fmt: skip

Download = TypeVar("Download", StreamingHttpResponse, FileResponse)


class Exports(ApiView):
    @described(
        "list_exports",
        "List the exports",
        "What can be had at once, and where. Without the scope read the exports hold what is published. With it the "
        "captures of one story or source are had as WARC, too.",
        answer=ExportsSerializer,
        example=examples.EXPORTS,
        problems=(304,),
    )
    def get(self, request: Request) -> Response:
        rows = [
            ("quotations", "Quotations, with what is known and decided of each", list(FORMATS.values())),
            ("claims", "Claims, with what is known and decided of each", list(FORMATS.values())),
            ("claimreview", "Published decisions as a DataFeed of ClaimReview", [JSON_LD]),
        ]
        results = [
            {
                "name": name,
                "href": address_of(f"export-{name}", request=request),
                "title": title,
                "media_types": media_types,
            }
            for name, title, media_types in rows
        ]
        return shown(request, ExportsSerializer, {"results": results})


def _described(kind: str, example: Any) -> Callable[..., Any]:
    """The description of an export of rows."""
    return extend_schema(
        operation_id=f"export_{kind}",
        summary=f"Export {kind}",
        description=f"All {kind} one may see, the oldest first, with the filters of the list: an object a line, in the "
        "shape of the list, or a table. Without the scope read, published ones.",
        tags=["exports"],
        filters=True,
        parameters=[OpenApiParameter("format", str, enum=list(FORMATS), default="jsonl")],
        responses={
            (200, JSON_LINES): OpenApiResponse(
                str, "Lines", examples=[examples.of(json.dumps(example, ensure_ascii=False))]
            ),
            (200, CSV): OpenApiResponse(str, "The table"),
            **examples.problem_responses(400, 401),
        },
    )


class _RowsExport(ApiView, GenericAPIView[Any]):
    pagination_class = None
    own_parameters = frozenset({"format", "ordering"})
    desk_filters: type[FilterSet]
    public_filters: type[FilterSet]
    desk_serializer: type[BaseSerializer[Any]]
    public_serializer: type[BaseSerializer[Any]]
    decision_field = ""
    ordering_fields = ["id"]
    ordering = "id"

    @property
    def filterset_class(self) -> type[FilterSet]:
        is_described = getattr(self, "swagger_fake_view", False)  # set while the description is made
        return self.desk_filters if is_described or may(self.request, "read") else self.public_filters

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        return self.desk_serializer if may(self.request, "read") else self.public_serializer

    def export(self, request: Request, name: str) -> StreamingHttpResponse:
        form = request.query_params.get("format", "jsonl")
        if form not in FORMATS:
            raise ValidationError({"format": [f"{' or '.join(FORMATS)} was expected."]})
        rows = self._rows(self.filter_queryset(self.get_queryset()))
        if form == "csv":
            lines = csv_lines(COLUMNS, (_cells(row, self.decision_field) for row in rows))
        else:
            lines = (f"{JSONRenderer().render(row).decode()}\n" for row in rows)
        response = StreamingHttpResponse(lines, content_type=FORMATS[form])
        return _as_download(response, f"{name}.{form}")

    def _rows(self, queryset: QuerySet[Any]) -> Iterator[dict[str, Any]]:
        serializer = self.get_serializer_class()
        context = {"request": self.request}
        for row in queryset.iterator(chunk_size=ROWS_AT_A_TIME):
            yield serializer(row, context=context).data


class ExportQuotations(_RowsExport):
    desk_filters, public_filters = QuotationFilter, PublicQuotationFilter
    desk_serializer, public_serializer = QuotationSerializer, PublicQuotationSerializer
    decision_field = "attribution_status"

    def get_queryset(self) -> QuerySet[Any]:
        return visible.quotations(self.request)

    @_described("quotations", examples.QUOTATION)
    def get(self, request: Request) -> StreamingHttpResponse:
        return self.export(request, "quotations")


class ExportClaims(_RowsExport):
    desk_filters, public_filters = ClaimFilter, PublicClaimFilter
    desk_serializer, public_serializer = ClaimSerializer, PublicClaimSerializer
    decision_field = "rating"

    def get_queryset(self) -> QuerySet[Any]:
        return visible.claims(self.request)

    @_described("claims", examples.CLAIM)
    def get(self, request: Request) -> StreamingHttpResponse:
        return self.export(request, "claims")


class ExportClaimReview(ApiView):
    @extend_schema(
        operation_id="export_claimreview",
        summary="Export what is published as ClaimReview",
        description="A schema.org DataFeed of every published decision, the oldest first; retracted ones are left out.",
        tags=["exports"],
        responses={
            (200, JSON_LD): OpenApiResponse(dict, "The feed", examples=[examples.of(examples.DATA_FEED)]),
            **examples.problem_responses(401),
        },
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, mode="w+", encoding="utf-8")  # noqa: SIM115
        write_feed(file)
        file.seek(0)
        response = StreamingHttpResponse(_pieces(file), content_type=JSON_LD)
        return _as_download(response, "claimreview.json")


class _ExportCaptures(ApiView):
    permission_classes = [NeedsRead]

    def export(self, name: str, public_id: UUID, ids: list[int]) -> FileResponse:
        file_name = f"{name}-{public_id}.warc.gz"
        return _as_download(FileResponse(warc_to_send(ids, file_name), content_type=WARC), file_name)


def _described_warc(name: str, of: str) -> Callable[..., Any]:
    return extend_schema(
        operation_id=f"export_captures_of_{name}",
        summary=f"Export the captures of a {name} as WARC",
        description=f"All copies of {of}, as a gzipped WARC 1.1 file (ISO 28500) with digests. Scope: read.",
        tags=["exports"],
        responses={
            (200, WARC): OpenApiResponse(bytes, "The file", examples=[examples.of("WARC/1.1 …")]),
            **examples.problem_responses(401, 403, 404),
        },
    )


class ExportCapturesOfStory(_ExportCaptures):
    @_described_warc("story", "the sources that were looked in for the story")
    def get(self, request: Request, public_id: UUID) -> FileResponse:
        return self.export("story", public_id, captures_of_story(found(Story.objects.all(), public_id)))


class ExportCapturesOfSource(_ExportCaptures):
    @_described_warc("source", "the source")
    def get(self, request: Request, public_id: UUID) -> FileResponse:
        captures = found(Source.objects.all(), public_id).captures.order_by("pk")
        return self.export("source", public_id, list(captures.values_list("pk", flat=True)))


def _cells(row: dict[str, Any], decision_field: str) -> list[Any]:
    """The row of a table, from the shape of a list: published ones have less, and have it elsewhere."""
    story, revision, attribution = row["story"], row["revision"] or {}, row.get("attribution") or {}
    via = row["via"] if "via" in row else attribution.get("via", [])
    cue = row["cue"] if "cue" in row else (attribution.get("cue") or {}).get("text")
    values = {
        "id": row["id"],
        "href": row["href"],
        "story_id": story.get("id"),
        "story_title": story.get("title"),
        "story_url": story.get("url"),
        "text": row["text"],
        "speaker": row["speaker"] if "speaker" in row else attribution.get("speaker"),
        "cue": cue,
        "via": "; ".join(each["outlet"] for each in via),
        "match": row.get("match"),
        "decision": row[decision_field],
        "review_state": row.get("review_state"),
        "revision": revision.get("number"),
        "published_at": revision.get("published_at"),
    }
    return [values[column] for column in COLUMNS]


def _pieces(file: Any) -> Iterator[str]:
    with file:
        while piece := file.read(1 << 16):
            yield piece


def _as_download(response: Download, file_name: str) -> Download:
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
