"""What other fact-checkers published, to be read and searched only."""

import json
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from factcheck.admin.listing import KeyedList, KeyPaginator
from factcheck.admin.read_only import ReadOnlyAdmin
from factcheck.models import EarlierCheck
from factcheck.reports.links import web_address
from factcheck.reports.safe_text import on_one_line


@admin.register(EarlierCheck)
class EarlierCheckAdmin(ReadOnlyAdmin):
    list_display = ["words", "claimed_by", "found", "publisher_name", "reviewed_at"]
    list_display_links = ["words"]
    search_fields = ["claim", "claimant", "publisher", "publisher_site", "rating", "title"]
    ordering = ["-pk"]
    paginator = KeyPaginator
    show_full_result_count = False
    empty_words = (
        "No checks of others yet. “manage.py import_checks” brings them in: pages with ClaimReview, DataFeed dumps, "
        "answers of Google’s Fact Check Tools, CSV or JSON Lines."
    )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[KeyedList]:
        return KeyedList

    @admin.display(description="Claim", ordering="claim")
    def words(self, check: EarlierCheck) -> str:
        return on_one_line(check.claim)[:200]

    @admin.display(description="Claimed by", ordering="claimant")
    def claimed_by(self, check: EarlierCheck) -> str:
        return on_one_line(check.claimant)

    @admin.display(description="Their rating", ordering="rating")
    def found(self, check: EarlierCheck) -> str:
        return on_one_line(check.rating)[:80]

    @admin.display(description="Publisher", ordering="publisher")
    def publisher_name(self, check: EarlierCheck) -> str:
        return on_one_line(check.publisher)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The record as it was imported, in one list."""
        check = self.get_object(request, object_id)
        if check is None:
            return self.unknown(request)
        if not self.has_view_permission(request, check):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"{on_one_line(check.publisher)}: “{on_one_line(check.rating)[:80]}”",
            "check": check,
            "page": web_address(check.url),
            "scale": _scale(check),
            "raw": json.dumps(check.raw, ensure_ascii=False, indent=2),
            "opts": self.opts,
        }
        return TemplateResponse(request, "desk/check.html", context)


def _scale(check: EarlierCheck) -> str:
    """The rating's value with its scale, "" where none was given."""
    if check.rating_value is None:
        return ""
    if check.worst_rating is None or check.best_rating is None:
        return f"{check.rating_value:g}"
    return f"{check.rating_value:g}, from {check.worst_rating:g} (worst) to {check.best_rating:g} (best)"
