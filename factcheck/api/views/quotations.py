"""Quotations: lists, items, evidence, history, ClaimReview, moves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from factcheck.api import examples, visible
from factcheck.api.access import NeedsRead, NeedsReview, may
from factcheck.api.description import described, if_match
from factcheck.api.filters import PublicQuotationFilter, QuotationFilter
from factcheck.api.serializers.quotations import (
    PublicQuotationSerializer,
    QuotationDetailSerializer,
    QuotationEvidenceSerializer,
    QuotationSerializer,
)
from factcheck.api.serializers.reviewed import RevisionsSerializer, TransitionSerializer
from factcheck.api.views import reviewed
from factcheck.api.views.base import ApiView, ListView, found, shaped, shown
from factcheck.models import Comparison, Passage, Quotation

QUOTATION = PolymorphicProxySerializer(
    component_name="AnyQuotation",
    serializers=[QuotationSerializer, PublicQuotationSerializer],
    resource_type_field_name=None,
    many=True,
)
QUOTATION_DETAIL = PolymorphicProxySerializer(
    component_name="AnyQuotationDetail",
    serializers=[QuotationDetailSerializer, PublicQuotationSerializer],
    resource_type_field_name=None,
)


class Quotations(ListView):
    desk_filters = QuotationFilter
    public_filters = PublicQuotationFilter
    ordering_fields = ["id"]
    ordering = "-id"

    def get_queryset(self) -> QuerySet[Quotation]:
        return visible.quotations(self.request)

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        return QuotationSerializer if may(self.request, "read") else PublicQuotationSerializer

    @described(
        "list_quotations",
        "List quotations",
        "Newest first. Without the scope read, published ones.",
        answer=QUOTATION,
        many=True,
        example=examples.QUOTATION,
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class QuotationItem(ApiView):
    @described(
        "get_quotation",
        "Read a quotation",
        "As published; with the scope read, as the newsroom sees it, with the moves open to the caller.",
        answer=QUOTATION_DETAIL,
        example=examples.QUOTATION_DETAIL,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        quotation = found(visible.quotations(request), public_id)
        if not may(request, "read"):
            return shown(request, PublicQuotationSerializer, quotation)
        quotation.moves = reviewed.moves_open(request, quotation)
        return shown(request, QuotationDetailSerializer, quotation, quotation.version)


class QuotationEvidence(ApiView):
    @described(
        "get_quotation_evidence",
        "Read the evidence of a quotation",
        "The passages the published decision rests on and what was searched; with the scope read also all comparisons. "
        "Without it a private source is not named: its published words are there, what stands around them is not.",
        answer=QuotationEvidenceSerializer,
        example=examples.QUOTATION_EVIDENCE,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        quotation = found(visible.quotations(request), public_id)
        is_desk = may(request, "read")
        evidence = {
            **reviewed.published(request, quotation),
            "comparisons": _comparisons(quotation) if is_desk else [],
        }
        return shown(request, QuotationEvidenceSerializer, evidence)


class QuotationHistory(ApiView):
    @described(
        "get_quotation_history",
        "Read the published revisions of a quotation",
        "Oldest first; corrections and retractions among them.",
        answer=RevisionsSerializer,
        example=examples.HISTORY,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        return reviewed.history(request, found(visible.quotations(request), public_id))


class QuotationClaimReview(ApiView):
    @described(
        "get_quotation_claimreview",
        "Read a quotation's decision as ClaimReview",
        "schema.org JSON-LD of the published revision. 404 while nothing is published.",
        answer=dict,
        media_type="application/ld+json",
        example=examples.CLAIM_REVIEW,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        return reviewed.claim_review_of(request, found(visible.quotations(request), public_id))


class QuotationTransitions(ApiView):
    permission_classes = [NeedsRead, NeedsReview]  # who moves an item is shown it

    @described(
        "move_quotation",
        "Move a quotation",
        "To another review state, signing a decision where the move asks for one. Send the item's ETag as If-Match. "
        "`to: sign` lets the rules choose between approval and a second reader. Scopes: read and review.",
        body=TransitionSerializer,
        body_example=examples.TRANSITION,
        answer=QuotationDetailSerializer,
        example=examples.QUOTATION_DETAIL,
        parameters=[if_match()],
        problems=(400, 401, 403, 404, 409, 412, 415, 422, 428),
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        quotation, version = reviewed.moved(request, found(Quotation.objects.all(), public_id))
        body = shaped(request, QuotationDetailSerializer, reviewed.fresh(request, quotation))
        return reviewed.after_move(body, version)


def _comparisons(quotation: Quotation) -> QuerySet[Comparison]:
    passages = Prefetch("passages", queryset=Passage.objects.select_related("capture"))
    rows = quotation.comparisons.select_related("capture__source").prefetch_related(passages)
    return rows.defer("capture__text", "capture__visible_text", "capture__turns", "capture__times")
