"""Quotations: the list with its queues, and the decision screen."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from factcheck import queries
from factcheck.admin.reviewed import ReviewedAdmin
from factcheck.models import Quotation
from factcheck.reports.safe_text import on_one_line
from factcheck.reports.vocabulary import match_label
from factcheck.templatetags.desk import badge


class QueueFilter(admin.SimpleListFilter):
    """The desk's queues, as seen by the person looking."""

    title = "queue"
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(queries.QUEUES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in queries.QUEUES:
            return queryset
        return queryset.filter(queries.in_queue(str(self.value()), request.user, queryset.model))


@admin.register(Quotation)
class QuotationAdmin(ReviewedAdmin):
    list_display = [
        "words",
        "computed",
        "state",
        "speaker",
        "assigned_to",
        "since",
    ]
    list_display_links = ["words"]
    list_select_related = ["story", "attribution__speaker", "assigned_to", "best_comparison"]
    list_filter = [QueueFilter, "review_state", "match", "attribution_status"]
    ordering = ["-state_changed_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quotation]:
        return super().get_queryset(request).defer("story__text", "best_comparison__operations")

    @admin.display(description="Words", ordering="text")
    def words(self, quotation: Quotation) -> SafeString:
        return self.in_its_story(quotation, f"“{on_one_line(quotation.text)}”")

    @admin.display(description="Match", ordering="match")
    def computed(self, quotation: Quotation) -> SafeString:
        best = quotation.best_comparison
        return badge(match_label(quotation.match or None, best.flags if best else ()))

    @admin.display(description="Speaker", ordering="attribution__speaker__name")
    def speaker(self, quotation: Quotation) -> str:
        attribution = getattr(quotation, "attribution", None)
        return on_one_line(str(attribution.speaker or attribution.speaker_text)) if attribution else ""
