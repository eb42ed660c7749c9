"""Claims: lists, items, evidence, history, ClaimReview, moves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from factcheck.api import examples, visible
from factcheck.api.access import NeedsRead, NeedsReview, may
from factcheck.api.description import described, if_match
from factcheck.api.filters import ClaimFilter, PublicClaimFilter
from factcheck.api.serializers.claims import (
    ClaimChecksSerializer,
    ClaimDetailSerializer,
    ClaimEvidenceSerializer,
    ClaimSerializer,
    PublicClaimSerializer,
)
from factcheck.api.serializers.reviewed import RevisionsSerializer, TransitionSerializer
from factcheck.api.views import reviewed
from factcheck.api.views.base import ApiView, ListView, found, shaped, shown
from factcheck.models import Claim, SearchReason
from factcheck.queries import attempt_line
from factcheck.services.find_checks import near_checks
from factcheck.services.outlet_pages import look_at_outlets

MOST_CHECKS = 10

CLAIM = PolymorphicProxySerializer(
    component_name="AnyClaim",
    serializers=[ClaimSerializer, PublicClaimSerializer],
    resource_type_field_name=None,
    many=True,
)
CLAIM_DETAIL = PolymorphicProxySerializer(
    component_name="AnyClaimDetail",
    serializers=[ClaimDetailSerializer, PublicClaimSerializer],
    resource_type_field_name=None,
)


class Claims(ListView):
    desk_filters = ClaimFilter
    public_filters = PublicClaimFilter
    ordering_fields = ["id"]
    ordering = "-id"

    def get_queryset(self) -> QuerySet[Claim]:
        return visible.claims(self.request)

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        return ClaimSerializer if may(self.request, "read") else PublicClaimSerializer

    @described(
        "list_claims",
        "List claims",
        "Newest first. Without the scope read, published ones.",
        answer=CLAIM,
        many=True,
        example=examples.CLAIM,
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class ClaimItem(ApiView):
    @described(
        "get_claim",
        "Read a claim",
        "As published; with the scope read, as the newsroom sees it, with the moves open to the caller.",
        answer=CLAIM_DETAIL,
        example=examples.CLAIM_DETAIL,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        claim = found(visible.claims(request), public_id)
        if not may(request, "read"):
            return shown(request, PublicClaimSerializer, claim)
        claim.moves = reviewed.moves_open(request, claim)
        return shown(request, ClaimDetailSerializer, claim, claim.version)


class ClaimEvidenceView(ApiView):
    @described(
        "get_claim_evidence",
        "Read the evidence of a claim",
        "The passages the published rating rests on and what was searched; with the scope read also what was found, "
        "and whether the pages of the outlets it came through carry it. "
        "Without it a private source is not named: its published words are there, what stands around them is not.",
        answer=ClaimEvidenceSerializer,
        example=examples.CLAIM_EVIDENCE,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        claim = found(visible.claims(request), public_id)
        is_desk = may(request, "read")
        evidence = {
            **reviewed.published(request, claim),
            "passages": claim.evidence.all() if is_desk else [],
            "outlets": [look.as_json() for look in look_at_outlets(claim)] if is_desk else [],
        }
        return shown(request, ClaimEvidenceSerializer, evidence)


class ClaimHistory(ApiView):
    @described(
        "get_claim_history",
        "Read the published revisions of a claim",
        "Oldest first; corrections and retractions among them.",
        answer=RevisionsSerializer,
        example=examples.HISTORY,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        return reviewed.history(request, found(visible.claims(request), public_id))


class ClaimClaimReview(ApiView):
    @described(
        "get_claim_claimreview",
        "Read a claim's rating as ClaimReview",
        "schema.org JSON-LD of the published revision. 404 while nothing is published.",
        answer=dict,
        media_type="application/ld+json",
        example=examples.CLAIM_REVIEW,
        problems=(304, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        return reviewed.claim_review_of(request, found(visible.claims(request), public_id))


class ClaimChecks(ApiView):
    permission_classes = [NeedsRead]

    @described(
        "get_claim_checks",
        "Read what others found of a claim",
        "Checks of the same claim and of near ones that were imported, best first, with what differs. They are their "
        "publishers' findings, not the newsroom's. Scope: read.",
        answer=ClaimChecksSerializer,
        example=examples.CLAIM_CHECKS,
        problems=(304, 403, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        claim = found(visible.claims(request), public_id)
        asked = claim.story.places_asked.filter(why=SearchReason.CHECKS)
        answer = {**near_checks(claim.text, MOST_CHECKS).as_json(), "asked": [attempt_line(each) for each in asked]}
        return shown(request, ClaimChecksSerializer, answer)


class ClaimTransitions(ApiView):
    permission_classes = [NeedsRead, NeedsReview]  # who moves an item is shown it

    @described(
        "move_claim",
        "Move a claim",
        "To another review state, signing a rating where the move asks for one. Send the item's ETag as If-Match. "
        "`to: sign` lets the rules choose between approval and a second reader. Scopes: read and review.",
        body=TransitionSerializer,
        body_example=examples.TRANSITION,
        answer=ClaimDetailSerializer,
        example=examples.CLAIM_DETAIL,
        parameters=[if_match()],
        problems=(400, 401, 403, 404, 409, 412, 415, 422, 428),
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        claim, version = reviewed.moved(request, found(Claim.objects.all(), public_id))
        body = shaped(request, ClaimDetailSerializer, reviewed.fresh(request, claim))
        return reviewed.after_move(body, version)
