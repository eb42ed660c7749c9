"""Sources and their captures: what a source is worth, when it is looked at, and what came of it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from factcheck import queries
from factcheck.admin.labels import LINK_LABELS, outcome_of_fetch
from factcheck.admin.people import AuditedAdmin
from factcheck.admin.read_only import ReadOnlyAdmin
from factcheck.admin.source_history import read_history
from factcheck.exceptions import FactcheckError
from factcheck.models import Capture, Source
from factcheck.reports.safe_text import make_visible, on_one_line
from factcheck.services import capture, watch
from factcheck.templatetags.desk import badge, when

# Characters of a capture shown on its page; the rest is in the download.
TEXT_SHOWN = 100_000


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


@admin.register(Source)
class SourceAdmin(AuditedAdmin):
    """What people know of a source can be edited by those who manage sources; what the machine saw cannot."""

    list_display = ["shown_name", "tier", "link", "is_watched", "checked_at", "next_attempt_at", "outlet"]
    list_select_related = ["outlet"]
    list_filter = [FailedFilter, "link_state", "tier", "is_watched", "kind"]
    search_fields = ["name", "title", "url", "outlet__name"]
    fields = ["title", "tier", "completeness", "outlet", "is_private"]
    change_form_template = "desk/source.html"

    @admin.display(description="Source", ordering="name")
    def shown_name(self, source: Source) -> str:
        return on_one_line(source.title or source.name)[:120]

    @admin.display(description="Last look", ordering="link_state")
    def link(self, source: Source) -> SafeString:
        return badge(LINK_LABELS[source.link_state])

    def has_change_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        return bool(request.user.has_perm("factcheck.manage_sources"))

    def get_urls(self) -> list[URLPattern]:
        act = path("<int:pk>/act/", self.admin_site.admin_view(self.act), name="factcheck_source_act")
        return [act, *super().get_urls()]

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


@admin.register(Capture)
class CaptureAdmin(ReadOnlyAdmin):
    list_display = ["source_name", "seen", "moment", "status", "content_type", "raw_bytes_count", "quality"]
    list_select_related = ["source"]
    list_filter = ["outcome", "started_at"]
    search_fields = ["source__name", "source__title", "final_url", "raw_sha256"]
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        return super().get_queryset(request).defer("text", "visible_text", "turns", "times")

    @admin.display(description="Source", ordering="source__name")
    def source_name(self, row: Capture) -> str:
        return on_one_line(row.source.name)[:120]

    @admin.display(description="Taken", ordering="started_at")
    def moment(self, row: Capture) -> str:
        return when(row.started_at)

    @admin.display(description="Outcome", ordering="outcome")
    def seen(self, row: Capture) -> SafeString:
        return badge(outcome_of_fetch(row.outcome))

    def get_urls(self) -> list[URLPattern]:
        raw = path("<int:pk>/raw/", self.admin_site.admin_view(self.raw), name="factcheck_capture_raw")
        return [raw, *super().get_urls()]

    def raw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The bytes as received, as a file to keep: never shown, run or guessed at by the browser."""
        row = Capture.objects.only("raw_sha256").filter(pk=pk).first()
        if row is None or not row.raw_sha256:
            return self.unknown(request)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        try:
            content = capture.raw_bytes(row)
        except FactcheckError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse("admin:factcheck_capture_change", args=[pk]))
        return HttpResponse(
            content,
            content_type="application/octet-stream",
            headers={
                "Content-Disposition": f'attachment; filename="capture-{row.raw_sha256[:16]}.bin"',
                "Content-Security-Policy": "sandbox; default-src 'none'",
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "private, no-store",
            },
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = Capture.objects.select_related("source").filter(pk=object_id).first() if object_id.isdecimal() else None
        if row is None:
            return self.unknown(request)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Copy of {on_one_line(row.source.name)[:100]}",
            "capture": row,
            "outcome": outcome_of_fetch(row.outcome),
            "damage": capture.verify_capture(row),
            "text": make_visible(row.text[:TEXT_SHOWN]),
            "is_cut": len(row.text) > TEXT_SHOWN,
            "characters": len(row.text),
            "request_headers": sorted(row.request_headers.items()),
            "response_headers": sorted(row.response_headers.items()),
        }
        return TemplateResponse(request, "desk/capture.html", context)
