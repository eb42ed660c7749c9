"""Figures for a monitoring program."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request

from factcheck.api import examples
from factcheck.api.access import NeedsRead
from factcheck.api.views.base import ApiView
from factcheck.services.metrics import MEDIA_TYPE, metrics_text


class Metrics(ApiView):
    permission_classes = [NeedsRead]

    @extend_schema(
        operation_id="get_metrics",
        summary="Read the figures of this installation",
        description="How much of what there is, what waits and for how long, in the text format of Prometheus. Scope: "
        "read.",
        tags=["metrics"],
        responses={
            (200, "text/plain"): OpenApiResponse(str, "The figures", examples=[examples.of(examples.METRICS)]),
            **examples.problem_responses(401, 403),
        },
    )
    def get(self, request: Request) -> HttpResponse:
        response = HttpResponse(metrics_text(), content_type=MEDIA_TYPE)
        response["Cache-Control"] = "no-store"
        return response
