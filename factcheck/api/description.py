"""How operations are described for OpenAPI: one decorator, so that each has an id, an example and its problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerExtension
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from factcheck.api.examples import of, problem_responses
from factcheck.api.problems import ProblemType


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the key is sent."""

    target_class = "factcheck.api.authentication.BearerAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "An API key of the newsroom, with the scopes read, submit or review.",
        }


class StrictExtension(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """What comes in has the fields described and no others."""

    target_class = "factcheck.api.serializers.strict.StrictSerializer"
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return {**schema, "additionalProperties": False}


def any_shape(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Hook of drf-spectacular: what the newsroom sees of an item may hold all that the public sees, so an answer in one
    of two shapes may fit both (`anyOf`), and not one alone.
    """
    for name, component in result["components"]["schemas"].items():
        if name.startswith("Any") and "oneOf" in component:
            component["anyOf"] = component.pop("oneOf")
    return result


def described(
    operation_id: str,
    summary: str,
    description: str,
    *,
    answer: Any,
    example: Any,
    many: bool = False,
    status: int = 200,
    media_type: str = "application/json",
    body: Any = None,
    body_example: Any = None,
    query: Any = None,
    parameters: Sequence[OpenApiParameter] = (),
    problems: Sequence[int | ProblemType] = (),
) -> Callable[..., Any]:
    """The `extend_schema` of one operation. `problems` are the statuses it may answer with besides those all share."""
    response = answer(many=True) if many and isinstance(answer, type) else answer
    shared = (400, 401) if many else (401,)
    examples = [of(body_example, is_request=True)] if body_example is not None else []
    return extend_schema(
        operation_id=operation_id,
        summary=summary,
        description=description,
        request=body,
        parameters=[*parameters, *([query] if query is not None else [])],
        responses={
            (status, media_type): OpenApiResponse(response, "The answer", examples=[of(example, status=status)]),
            **problem_responses(*shared, *problems),
        },
        examples=examples,
    )


def idempotency_key() -> OpenApiParameter:
    return OpenApiParameter(
        "Idempotency-Key", str, OpenApiParameter.HEADER,
        description="Any text of your own. Sent again within a day, the request is done once and answered twice.",
    )  # fmt: skip


def if_match() -> OpenApiParameter:
    return OpenApiParameter(
        "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag of the item as you read it."
    )
