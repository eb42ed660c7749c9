"""Cursor pages, with the addresses of their neighbours in the body and, for generic clients, in a Link header (RFC
8288).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError as InvalidValue
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response


class Pages(CursorPagination):
    """`page_size` 1 to 100; `cursor` is opaque. Ordering comes from the view's `ordering` and the `ordering`
    parameter.
    """

    page_size = 25
    max_page_size = 100
    page_size_query_param = "page_size"

    def get_page_size(self, request: Request) -> int:
        given = request.query_params.get("page_size")
        if given is None:
            return self.page_size
        # A size that is silently cut looks to the client like the end of the list.
        if not (given.isascii() and given.isdigit() and len(given) <= 4 and 1 <= int(given) <= self.max_page_size):
            raise ValidationError(
                {"page_size": [f"A whole number from 1 to {self.max_page_size} was expected; got “{given[:20]}”."]}
            )
        return int(given)

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, TypeError, OverflowError, InvalidValue) as error:
            # A cursor is only encoded, so anyone can write one that points at no value of the column.
            raise self._bad_cursor() from error

    def decode_cursor(self, request: Request) -> Any:
        try:
            cursor = super().decode_cursor(request)
        except (NotFound, ValueError) as error:
            raise self._bad_cursor() from error
        if cursor is not None and "\0" in str(cursor.position):
            raise self._bad_cursor()  # PostgreSQL could not even be asked
        return cursor

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """With the bounds of `page_size`."""
        parameters: list[dict[str, Any]] = super().get_schema_operation_parameters(view)
        for parameter in parameters:
            if parameter["name"] == self.page_size_query_param:
                bounds = {"minimum": 1, "maximum": self.max_page_size, "default": self.page_size}
                parameter["schema"] = {**parameter["schema"], **bounds}
        return parameters

    def _bad_cursor(self) -> ValidationError:
        return ValidationError({"cursor": ["A cursor given by an earlier page was expected."]})

    def get_paginated_response(self, data: Any) -> Response:
        links = {"next": self.get_next_link(), "prev": self.get_previous_link()}
        response = Response({"next": links["next"], "previous": links["prev"], "results": data})
        header = ", ".join(f'<{address}>; rel="{name}"' for name, address in links.items() if address)
        if header:
            response["Link"] = header
        return response
