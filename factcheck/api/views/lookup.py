"""The lookup: where do these words come from?"""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import examples
from factcheck.api.access import may
from factcheck.api.description import described
from factcheck.api.problems import handle_exception
from factcheck.api.serializers.lookup import (
    MOST_ITEMS,
    LookupAnswerSerializer,
    LookupBatchAnswerSerializer,
    LookupBatchSerializer,
    LookupItemSerializer,
    LookupRequestSerializer,
)
from factcheck.api.serializers.provenance import VariantSerializer
from factcheck.api.views.base import ApiView
from factcheck.exceptions import BadInput
from factcheck.services.lookup import lookup
from factcheck.services.lookup_answer import as_json
from factcheck.services.lookup_more import more_of


class Lookup(ApiView):
    @described(
        "lookup",
        "Look words up",
        "Where a quotation comes from: published decisions first, then every captured passage that carries the words, "
        "each with its difference to the record. `total` 0 says what was searched. Without the scope read, public "
        "sources and published decisions are looked in. `earliest` is the record that is known first; `include` adds "
        "the evidence, chain and variants of each decision.",
        query=LookupRequestSerializer,
        answer=LookupAnswerSerializer,
        example=examples.LOOKUP_ANSWER,
        problems=(400, 503),
    )
    def get(self, request: Request) -> Response:
        return _answer(request, request.query_params.dict())

    @described(
        "lookup_long",
        "Look a long text, or many texts, up",
        "As GET, for texts too long for an address; or up to a hundred at once as `items`, each with a `reference_id` "
        "that its answer carries. An item that cannot be looked up has a `problem` in its answer; the others have "
        "theirs.",
        body=PolymorphicProxySerializer(
            "LookupBody", [LookupRequestSerializer, LookupBatchSerializer], resource_type_field_name=None
        ),
        body_example=examples.LOOKUP_BATCH_REQUEST,
        answer=PolymorphicProxySerializer(
            "LookupReply", [LookupAnswerSerializer, LookupBatchAnswerSerializer], resource_type_field_name=None
        ),
        example=examples.LOOKUP_BATCH_ANSWER,
        problems=(400, 413, 415, 503),
    )
    def post(self, request: Request) -> Response:
        asked: Any = request.data
        is_many = isinstance(asked, dict) and "items" in asked
        return _answer_many(request, asked) if is_many else _answer(request, asked)


def _answer(request: Request, asked: Any) -> Response:
    serializer = LookupRequestSerializer(data=asked)
    serializer.is_valid(raise_exception=True)
    return Response(_looked_up(request, serializer.validated_data))


def _answer_many(request: Request, body: Any) -> Response:
    """Each item answered by itself. What concerns all of them (no list, too many, a lost index) refuses the request."""
    asked = body["items"] if isinstance(body, dict) else None
    if not isinstance(asked, list) or not 1 <= len(asked) <= MOST_ITEMS:
        came = f"{len(asked)} came" if isinstance(asked, list) else "something else came"
        raise ValidationError({"items": [f"A list of 1 to {MOST_ITEMS} lookups was expected; {came}."]})
    if unknown := sorted(str(name)[:100] for name in set(body) - {"items"}):
        raise ValidationError({name: ["There is no such field beside items."] for name in unknown[:20]})
    return Response({"items": [_answer_item(request, item) for item in asked]})


def _answer_item(request: Request, item: Any) -> dict[str, Any]:
    given = item.get("reference_id") if isinstance(item, dict) else None
    reference = given[:200] if isinstance(given, str) else ""
    try:
        serializer = LookupItemSerializer(data=item)
        serializer.is_valid(raise_exception=True)
        fields = dict(serializer.validated_data)
        reference = fields.pop("reference_id")
        return {"reference_id": reference, **_looked_up(request, fields)}
    except (ValidationError, BadInput) as error:
        return {"reference_id": reference, "problem": handle_exception(error, {"request": request}).data}


def _looked_up(request: Request, fields: dict[str, Any]) -> dict[str, Any]:
    asked, sees_all = dict(fields), may(request, "read")
    parts = asked.pop("include")
    answer = lookup(**asked, include_private=sees_all)
    more = more_of(answer, parts, sees_all=sees_all)
    for part in more:
        if "variants" in part:
            part["variants"] = VariantSerializer(part["variants"], many=True, context={"request": request}).data
    return as_json(answer, more)
