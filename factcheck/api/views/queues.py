"""The queues of the desk: how much waits, and taking the next item."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck import queries
from factcheck.api import examples
from factcheck.api.access import NeedsRead, NeedsReview, person_of
from factcheck.api.conditional import etag_of
from factcheck.api.description import described
from factcheck.api.problems import NOT_TAKEN_FROM, Problem
from factcheck.api.serializers.claims import ClaimDetailSerializer
from factcheck.api.serializers.links import address_of
from factcheck.api.serializers.queues import QueuesSerializer, TakenSerializer, TakeSerializer
from factcheck.api.serializers.quotations import QuotationDetailSerializer
from factcheck.api.views import reviewed
from factcheck.api.views.base import ApiView, shaped, shown
from factcheck.models import Claim, Quotation
from factcheck.services.review import TAKEN_FROM, take_next


class Queues(ApiView):
    permission_classes = [NeedsRead]

    @described(
        "list_queues",
        "List the queues",
        "What waits, as the caller has it: the second reader's queue leaves out what they signed themselves. Scope: "
        "read.",
        answer=QueuesSerializer,
        example=examples.QUEUES,
        problems=(304, 403),
    )
    def get(self, request: Request) -> Response:
        person = person_of(request)
        pairs = zip(queries.queues(person), queries.queues(person, Claim), strict=True)
        rows = [
            {
                "name": ours.name,
                "title": ours.title,
                "quotations": ours,
                "claims": theirs,
                "take": address_of("queue-take", ours.name, request=request) if ours.name in TAKEN_FROM else None,
            }
            for ours, theirs in pairs
        ]
        return shown(request, QueuesSerializer, {"results": rows})


class QueueTake(ApiView):
    permission_classes = [NeedsRead, NeedsReview]

    @described(
        "take_next",
        "Take the next item of a queue",
        "The most pressing one (deadline, then weight, then age) goes into review, held for the caller for half an "
        "hour. The answer's ETag is the item's, for the move that follows. Both `quotation` and `claim` are null when "
        "nothing waits. Items of other queues are opened, not taken: 409. Scopes: read and review.",
        body=TakeSerializer,
        body_example={"type": "quotation"},
        answer=TakenSerializer,
        example=examples.TAKEN,
        problems=(400, 403, 404, NOT_TAKEN_FROM, 413, 415),
    )
    def post(self, request: Request, name: str) -> Response:
        if name not in queries.QUEUES:
            raise Http404
        if name not in TAKEN_FROM:
            ways = " or ".join(TAKEN_FROM)
            raise Problem(NOT_TAKEN_FROM, f"Items are taken from {ways}; “{name}” is worked on where it stands.")
        serializer = TakeSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        kind = serializer.validated_data["type"]
        item = take_next(person_of(request), name, Claim if kind == "claim" else Quotation)
        taken: dict[str, Any] = {"quotation": None, "claim": None}
        if item is None:
            return Response(taken)
        shape = ClaimDetailSerializer if kind == "claim" else QuotationDetailSerializer
        taken[kind] = shaped(request, shape, reviewed.fresh(request, item))
        response = Response(taken)
        response["ETag"] = etag_of(taken[kind], item.version)
        return response
