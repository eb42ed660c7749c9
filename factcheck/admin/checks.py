"""What other fact-checkers published, to be read and searched only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

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
    list_filter = ["language"]
    ordering = ["-pk"]
    paginator = KeyPaginator
    show_full_result_count = False
    empty_words = (
        "No checks of others yet. “manage.py import_checks” brings them in: pages with ClaimReview, DataFeed dumps, "
        "answers of Google’s Fact Check Tools, CSV or JSON Lines."
    )
    fields = (
        *("claim", "claimant", "claimed_at", "rating", "value", "publisher", "page", "title", "reviewed_at"),
        *("language", "others", "imported_from", "imported_at", "raw"),
    )
    readonly_fields = fields

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

    @admin.display(description="Value")
    def value(self, check: EarlierCheck) -> str:
        if check.rating_value is None:
            return "none given"
        scale = (check.worst_rating, check.best_rating)
        named = f" on a scale from {scale[0]:g} (worst) to {scale[1]:g} (best)" if None not in scale else ""
        return f"{check.rating_value:g}{named}"

    @admin.display(description="Page")
    def page(self, check: EarlierCheck) -> SafeString | str:
        return _link(check.url) if check.url else "none given"

    @admin.display(description="Also published")
    def others(self, check: EarlierCheck) -> str:
        shown = (f"{each['reviewed_at'] or 'no date'}: {each['rating']} {each['url']}" for each in check.republished)
        return on_one_line("; ".join(shown)) or "nowhere else that was imported"


def _link(url: str) -> SafeString | str:
    address = web_address(url)
    return format_html('<a href="{}" rel="noreferrer">{}</a>', address, url) if address else url
