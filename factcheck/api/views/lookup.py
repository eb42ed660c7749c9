"""The lookup: where do these words come from?"""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import examples
from factcheck.api.access import may
from factcheck.api.description import described
from factcheck.api.serializers.lookup import LookupAnswerSerializer, LookupRequestSerializer
from factcheck.api.views.base import ApiView
from factcheck.services.lookup import lookup
from factcheck.services.lookup_answer import as_json


class Lookup(ApiView):
    @described(
        "lookup",
        "Look words up",
        "Where a quotation comes from: published decisions first, then every captured passage that carries the words, "
        "each with its difference to the record. `total` 0 says what was searched. Without the scope read, public "
        "sources and published decisions are looked in.",
        query=LookupRequestSerializer,
        answer=LookupAnswerSerializer,
        example=examples.LOOKUP_ANSWER,
        problems=(400, 503),
    )
    def get(self, request: Request) -> Response:
        return _answer(request, request.query_params.dict())

    @described(
        "lookup_long",
        "Look a long text up",
        "As GET, for texts too long for an address.",
        body=LookupRequestSerializer,
        body_example=examples.LOOKUP_REQUEST,
        answer=LookupAnswerSerializer,
        example=examples.LOOKUP_ANSWER,
        problems=(400, 413, 415, 503),
    )
    def post(self, request: Request) -> Response:
        return _answer(request, request.data)


def _answer(request: Request, asked: Any) -> Response:
    serializer = LookupRequestSerializer(data=asked)
    serializer.is_valid(raise_exception=True)
    answer = lookup(**serializer.validated_data, include_private=may(request, "read"))
    return Response(as_json(answer))
