"""Captures at the desk: the record of one copy, its bytes, and both as files to keep."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from factcheck.admin.labels import outcome_of_fetch
from factcheck.admin.read_only import ReadOnlyAdmin
from factcheck.exceptions import FactcheckError
from factcheck.models import Capture
from factcheck.reports.safe_text import make_visible, on_one_line
from factcheck.services import capture, verify
from factcheck.services.warc import warc_to_send
from factcheck.templatetags.desk import badge, when

# Characters of a capture shown on its page; the rest is in the download.
TEXT_SHOWN = 100_000
SPEAKERS_SHOWN = 30
# A WARC file up to this size is made in memory, a larger one on the disk.
# Never shown, run or guessed at by the browser.
DOWNLOAD_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}
# Tasks on a capture, as people call them.
WORK = {"index_capture": "Putting it into the lookup index", "check_capture": "Looking for words decisions rest on"}


class DamageFilter(admin.SimpleListFilter):
    """Copies whose stored bytes were found damaged or missing."""

    title = "bytes"
    parameter_name = "bytes"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("damaged", "Damaged"), ("removed", "Removed by retention")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "damaged":
            return queryset.filter(damaged_at__isnull=False)
        return queryset.filter(bytes_dropped_at__isnull=False) if self.value() == "removed" else queryset


def warc_download(ids: Sequence[int], name: str) -> FileResponse:
    """These captures as a WARC file to keep."""
    file = warc_to_send(ids, f"{name}.warc.gz")
    response = FileResponse(file, as_attachment=True, filename=f"{name}.warc.gz", content_type="application/warc")
    for header, value in DOWNLOAD_HEADERS.items():
        response[header] = value
    return response


@admin.register(Capture)
class CaptureAdmin(ReadOnlyAdmin):
    list_display = ["source_name", "seen", "moment", "status", "content_type", "size", "share_read"]
    empty_words = "No copies yet. A worker takes one of each source of a story, and one more at each look."
    list_select_related = ["source"]
    list_filter = [DamageFilter, "outcome", "started_at"]
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

    @admin.display(description="Size", ordering="raw_bytes_count")
    def size(self, row: Capture) -> str:
        return filesizeformat(row.raw_bytes_count) if row.raw_sha256 else "–"

    @admin.display(description="Quality", ordering="quality")
    def share_read(self, row: Capture) -> str:
        return f"{row.quality:.0%}" if row.text_sha256 else "–"

    @admin.display(description="Outcome", ordering="outcome")
    def seen(self, row: Capture) -> SafeString:
        return badge(outcome_of_fetch(row.outcome))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        raw = path("<int:pk>/raw/", view(self.raw), name="factcheck_capture_raw")
        warc = path("<int:pk>/warc/", view(self.warc), name="factcheck_capture_warc")
        return [raw, warc, *super().get_urls()]

    def warc(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The copy as a WARC file."""
        row = Capture.objects.only("public_id").filter(pk=pk).first()
        if row is None:
            return self.unknown(request)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return warc_download([pk], f"capture-{row.public_id}")

    def raw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The bytes as received, as a file to keep: never shown, run or guessed at by the browser."""
        row = Capture.objects.only("raw_sha256", "bytes_dropped_at").filter(pk=pk).first()
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
                **DOWNLOAD_HEADERS,
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
        speakers = list(dict.fromkeys(turn["speaker"] for turn in row.turns if turn.get("speaker")))
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
            "request_head": _lines((row.heads or {}).get("request", ""), row.request_headers),
            "response_head": _lines((row.heads or {}).get("response", ""), row.response_headers),
            "redirects": [
                {"url": hop["url"], "sent": _lines(hop["request"], {}), "received": _lines(hop["response"], {})}
                for hop in (row.heads or {}).get("redirects", ())
            ],
            "speakers": [on_one_line(speaker)[:100] for speaker in speakers[:SPEAKERS_SHOWN]],
            "more_speakers": max(len(speakers) - SPEAKERS_SHOWN, 0),
            "items": verify.items_resting_on(row),
            "retries": [(WORK.get(retry.task, retry.task), retry) for retry in _open_retries(row)],
        }
        return TemplateResponse(request, "desk/capture.html", context)


def _lines(head: str, headers: dict[str, str]) -> list[str]:
    """A head line by line; of copies from before heads were kept, the headers alone."""
    return head.split("\r\n")[:-1] if head else [f"{name}: {value}" for name, value in sorted(headers.items())]


def _open_retries(row: Capture) -> list[Any]:
    """Work that failed and is not done yet."""
    done = {"index_capture": row.indexed_at, "check_capture": row.watched_at}
    return [retry for retry in row.retries.exclude(last_error="") if not done.get(retry.task)]
