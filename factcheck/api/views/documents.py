"""The API about itself: its description, its interactive page, its problem types; and everything that is not there."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import examples
from factcheck.api.description import described
from factcheck.api.problems import PROBLEM_TYPES
from factcheck.api.serializers.problems import ProblemTypeSerializer
from factcheck.api.views.base import ApiView


@cache
def openapi() -> dict[str, Any]:
    """The description of the API. It depends on the code alone, so it is made once a process."""
    schema: dict[str, Any] = SchemaGenerator(urlconf="config.urls").get_schema(public=True)  # type: ignore[no-untyped-call]
    return schema


class Schema(ApiView):
    renderer_classes = [OpenApiJsonRenderer, OpenApiYamlRenderer]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        return Response(openapi())


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The interactive description. Its scripts are files of this site: its security policy allows nothing else."""
    return render(request, "factcheck/api/docs.html")


class Problems(ApiView):
    @described(
        "list_problem_types",
        "List the problem types",
        "Every kind of problem this API answers with.",
        answer=ProblemTypeSerializer(many=True),
        example=[examples.PROBLEM_TYPE],
    )
    def get(self, request: Request) -> Response:
        return Response(ProblemTypeSerializer(PROBLEM_TYPES.values(), many=True).data)


class ProblemItem(ApiView):
    @described(
        "get_problem_type",
        "Read a problem type",
        "What it means and what to do about it. The `type` of a problem document is the address of such a page.",
        answer=ProblemTypeSerializer,
        example=examples.PROBLEM_TYPE,
        problems=(404,),
    )
    def get(self, request: Request, slug: str) -> Response:
        problem = PROBLEM_TYPES.get(slug)
        if problem is None:
            raise Http404
        return Response(ProblemTypeSerializer(problem).data)


class Nowhere(ApiView):
    """Addresses that are none: a problem document like every other error, whatever the method."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound(f"There is nothing at {request.path[:200]}.")

    def http_method_not_allowed(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        raise NotFound(f"There is nothing at {request.path[:200]}.")
