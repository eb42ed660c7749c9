"""Where a quotation came by: its chain, its other wordings, its annotations."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import examples, visible
from factcheck.api.access import may
from factcheck.api.conditional import tagged
from factcheck.api.description import described
from factcheck.api.serializers.links import address_of
from factcheck.api.serializers.provenance import ChainSerializer, VariantsSerializer
from factcheck.api.views.base import ApiView, found, shown
from factcheck.models import Quotation, RevisionKind
from factcheck.services.annotations import MEDIA_TYPE, desk_annotations, public_annotations
from factcheck.services.chain import desk_chain, published_chain
from factcheck.services.disclose import public_snapshots
from factcheck.services.variants import variants_of


class QuotationChain(ApiView):
    @described(
        "get_quotation_chain",
        "Read the chain of a quotation",
        "The story, the outlets it names (nearest to the story first), the speaker, and the records that carry the "
        "words. As published; with the scope read, as the newsroom knows it now. Without it a private source is not "
        "named.",
        answer=ChainSerializer,
        example=examples.CHAIN,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        quotation = found(visible.quotations(request), public_id)
        links = desk_chain(quotation) if may(request, "read") else published_chain(_public_snapshot(quotation))
        return shown(request, ChainSerializer, {"quotation": quotation.public_id, "links": links})


class QuotationVariants(ApiView):
    @described(
        "list_quotation_variants",
        "List the variants of a quotation",
        "Other wordings of the same utterance: as other stories print it, and as records have it, with outlets and "
        "dates, the earliest known first. Without the scope read, from what is published alone.",
        answer=VariantsSerializer,
        example=examples.VARIANTS,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        quotation = found(visible.quotations(request), public_id)
        results = variants_of(quotation, sees_all=may(request, "read"))
        return shown(request, VariantsSerializer, {"quotation": quotation.public_id, "results": results})


class QuotationAnnotations(ApiView):
    @extend_schema(
        operation_id="get_quotation_annotations",
        summary="Read a quotation as Web Annotations",
        description="A W3C AnnotationCollection: what was decided of the words, and the recorded words they are held "
        "against, with quote and position selectors. Without the scope read, of the published revision; 404 once it "
        "is retracted.",
        tags=["quotations"],
        responses={
            (200, "application/ld+json"): OpenApiResponse(
                dict, "The collection", examples=[examples.of(examples.ANNOTATIONS)]
            ),
            **examples.problem_responses(304, 401, 404),
        },
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        quotation = found(visible.quotations(request), public_id)
        address = address_of("quotation-annotations", public_id, request=request)
        capture_address = f"{address_of('capture', UUID(int=0), request=request)}/text".replace(str(UUID(int=0)), "{}")
        places = {"address": address, "capture_address": capture_address}
        response = tagged(request, _annotations(request, quotation, places))
        if response.status_code == 200:
            response.content_type = MEDIA_TYPE
        return response


def _annotations(request: Request, quotation: Quotation, places: dict[str, str]) -> dict[str, Any]:
    if may(request, "read"):
        return desk_annotations(quotation, **places)
    if quotation.published_revision is None or quotation.published_revision.kind == RevisionKind.RETRACTION:
        raise Http404
    return public_annotations(_public_snapshot(quotation), **places)


def _public_snapshot(quotation: Quotation) -> dict[str, Any]:
    assert quotation.published_revision is not None  # what has none is not visible without the scope read
    [snapshot] = public_snapshots([quotation.published_revision.snapshot])
    return snapshot
