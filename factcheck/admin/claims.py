"""Claims: the list with its queues, and the decision screen."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from factcheck.admin.quotations import QueueFilter
from factcheck.admin.reviewed import ReviewedAdmin
from factcheck.models import Claim
from factcheck.reports.safe_text import on_one_line


@admin.register(Claim)
class ClaimAdmin(ReviewedAdmin):
    list_display = ["words", "worth", "state", "speaker", "assigned_to", "since"]
    list_display_links = ["words"]
    list_select_related = ["story", "attribution__speaker", "assigned_to"]
    list_filter = [QueueFilter, "review_state", "rating"]
    ordering = ["-score", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return super().get_queryset(request).defer("story__text")

    @admin.display(description="Statement", ordering="text")
    def words(self, claim: Claim) -> SafeString:
        return self.in_its_story(claim, on_one_line(claim.text))

    @admin.display(description="Worth checking", ordering="score")
    def worth(self, claim: Claim) -> str:
        return f"{round(100 * claim.score)} %"

    @admin.display(description="Speaker", ordering="attribution__speaker__name")
    def speaker(self, claim: Claim) -> str:
        attribution = getattr(claim, "attribution", None)
        return on_one_line(str(attribution.speaker or attribution.speaker_text)) if attribution else ""
