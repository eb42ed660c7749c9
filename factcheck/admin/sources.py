"""Sources and their captures: what a source is worth, when it is looked at, and what came of it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from factcheck import queries
from factcheck.admin.captures import warc_download
from factcheck.admin.labels import LINK_LABELS
from factcheck.admin.people import AuditedAdmin
from factcheck.admin.source_history import read_history
from factcheck.models import Source, Tier
from factcheck.reports.safe_text import on_one_line
from factcheck.services import watch
from factcheck.templatetags.desk import badge, when


class FailedFilter(admin.SimpleListFilter):
    """Sources that stories wait for and that could not be looked in."""

    title = "looks"
    parameter_name = "looks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("failed", "Failed captures")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != "failed":
            return queryset
        return queryset.filter(pk__in=queries.failed_sources().order_by().values("pk"))


class WatchFilter(admin.BooleanFieldListFilter):
    """Sources that are looked at again on a schedule, and others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "watch"


@admin.register(Source)
class SourceAdmin(AuditedAdmin):
    """What people know of a source can be edited by those who manage sources; what the machine saw cannot."""

    list_display = ["shown_name", "tier_name", "link", "looked_at", "next_look", "outlet"]
    empty_words = (
        "No sources yet. They come with stories: the links in them, and the files and addresses given beside them."
    )
    list_select_related = ["outlet"]
    list_filter = [FailedFilter, "link_state", "tier", ("is_watched", WatchFilter), "kind"]
    search_fields = ["name", "title", "url", "outlet__name"]
    fields = ["title", "tier", "completeness", "outlet", "is_private"]
    change_form_template = "desk/source.html"

    @admin.display(description="Source", ordering="name")
    def shown_name(self, source: Source) -> str:
        return on_one_line(source.title or source.name)[:120]

    @admin.display(description="Last look", ordering="link_state")
    def link(self, source: Source) -> SafeString:
        return badge(LINK_LABELS[source.link_state])

    @admin.display(description="Tier", ordering="tier")
    def tier_name(self, source: Source) -> str:
        return "not rated yet" if source.tier == Tier.UNRATED else str(source.tier)

    @admin.display(description="Looked at", ordering="checked_at")
    def looked_at(self, source: Source) -> str:
        return when(source.checked_at) or "never"

    @admin.display(description="Next look", ordering="next_attempt_at")
    def next_look(self, source: Source) -> str:
        if not source.is_watched:
            return when(source.next_attempt_at) or "not watched"
        return when(source.next_attempt_at) or "watched"

    def has_change_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        return bool(request.user.has_perm("factcheck.manage_sources"))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        act = path("<int:pk>/act/", view(self.act), name="factcheck_source_act")
        warc = path("<int:pk>/warc/", view(self.warc), name="factcheck_source_warc")
        return [act, warc, *super().get_urls()]

    def warc(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """All copies of the source as one WARC file."""
        source = Source.objects.filter(pk=pk).first()
        if source is None:
            return self.unknown(request)
        if not (self.has_view_permission(request, source) and request.user.has_perm("factcheck.view_capture")):
            raise PermissionDenied
        ids = list(source.captures.order_by("pk").values_list("pk", flat=True))
        return warc_download(ids, f"source-{source.public_id}")

    def act(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Look again now, or begin or end the watch."""
        source = Source.objects.filter(pk=pk).first()
        if source is None:
            return self.unknown(request)
        if request.method != "POST" or not self.has_change_permission(request, source):
            raise PermissionDenied
        act = request.POST.get("act", "")
        if act == "check":
            watch.look_now(source, actor=request.user)
            messages.success(request, "It is looked at as soon as a worker is free.")
        elif act in {"watch", "unwatch"}:
            watch.set_watched(source, act == "watch", actor=request.user)
            messages.success(request, "It is watched from now on." if act == "watch" else "It is no longer watched.")
        return HttpResponseRedirect(reverse("admin:factcheck_source_change", args=[pk]))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        source = kwargs.get("obj")
        if source is not None:
            context.update(
                source=source,
                link_label=LINK_LABELS[source.link_state],
                history=read_history(source, request.user),
                searches=list(source.searches.select_related("story").defer("story__text").order_by("-pk")[:20]),
                show_save_and_continue=False,
                show_save_and_add_another=False,
            )
        return super().render_change_form(request, context, *args, **kwargs)
