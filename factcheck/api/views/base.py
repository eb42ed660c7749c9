"""What every view of the API does: a request id, bounded parameters, lists in pages, items with an ETag."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from django_filters import FilterSet
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from factcheck.api.access import may
from factcheck.api.conditional import tagged

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}\Z")
LONGEST_PARAMETER = 6_000  # of a query string; longer texts are posted


class ApiView(APIView):
    """Base of all views. An `X-Request-Id` that comes is kept, so that a trace runs through; else one is made."""

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        given = request.headers.get("X-Request-Id", "")
        request.request_id = given if _REQUEST_ID.match(given) else uuid.uuid4().hex  # type: ignore[attr-defined]
        return super().initialize_request(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        for name, value in request.query_params.items():
            if "\0" in name or "\0" in value:
                raise ValidationError({name.replace("\0", "")[:100]: ["Text without NUL characters was expected."]})
            if len(value) > LONGEST_PARAMETER:
                raise ValidationError({name[:100]: [f"At most {LONGEST_PARAMETER:,} characters were expected here."]})

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["X-Request-Id"] = getattr(request, "request_id", "")
        patch_vary_headers(response, ("Authorization", "Cookie"))
        return response


class ListView(ApiView, ListModelMixin, GenericAPIView[Any]):
    """GET of a list: filtered, ordered, in pages."""

    # The filters with the scope read, and without it: an unpublished state must not be asked for either.
    desk_filters: type[FilterSet] | None = None
    public_filters: type[FilterSet] | None = None

    @property
    def filterset_class(self) -> type[FilterSet] | None:
        is_described = getattr(self, "swagger_fake_view", False)  # set while the description is made
        return self.desk_filters if is_described or may(self.request, "read") else self.public_filters

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


def found(queryset: QuerySet[Any], public_id: uuid.UUID) -> Any:
    """The row with this id among those the caller may see; Http404 hides the rest."""
    return get_object_or_404(queryset, public_id=public_id)


def shaped(request: Request, serializer: type[BaseSerializer[Any]], row: Any) -> Any:
    """The row in the serializer's shape, with addresses on the host that was asked."""
    return serializer(row, context={"request": request}).data


def shown(request: Request, serializer: type[BaseSerializer[Any]], row: Any, version: int | None = None) -> Response:
    """The response for one row, with its ETag."""
    return tagged(request, shaped(request, serializer, row), version)
