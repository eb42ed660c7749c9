"""Cursor pages, with the addresses of their neighbours in the body and, for generic clients, in a Link header (RFC
8288).
"""

from __future__ import annotations

from typing import Any

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

    def decode_cursor(self, request: Request) -> Any:
        try:
            return super().decode_cursor(request)
        except (NotFound, ValueError) as error:
            raise ValidationError({"cursor": ["A cursor given by an earlier page was expected."]}) from error

    def get_paginated_response(self, data: Any) -> Response:
        links = {"next": self.get_next_link(), "prev": self.get_previous_link()}
        response = Response({"next": links["next"], "previous": links["prev"], "results": data})
        header = ", ".join(f'<{address}>; rel="{name}"' for name, address in links.items() if address)
        if header:
            response["Link"] = header
        return response
