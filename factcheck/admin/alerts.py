"""Alerts at the desk: words before and now, what rests on them, and what can be done about it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from factcheck.admin.read_only import ReadOnlyAdmin
from factcheck.exceptions import BadInput, FactcheckError, IllegalTransition, NotAllowed, Stale
from factcheck.models import Alert, AlertKind, AlertState, ReviewState
from factcheck.reports.diff import lay_out
from factcheck.reports.safe_text import on_one_line
from factcheck.services import monitor, review
from factcheck.services.alert_reading import AlertReading, Item, close_alerts, read_alert
from factcheck.services.notes import earlier_copy
from factcheck.templatetags.desk import when


@dataclass(frozen=True, slots=True)
class Resting:
    """An item that rests on the passage. `key`: its number in the form. Only the first has single keys."""

    item: Item
    key: str
    may_correct: bool
    may_retract: bool
    is_first: bool


@admin.register(Alert)
class AlertAdmin(ReadOnlyAdmin):
    list_display = ["source_name", "kind", "state", "gone", "raised_at"]
    empty_words = "No alerts. When words that a decision rests on change or vanish at their source, it is said here."
    list_select_related = ["source"]
    list_filter = ["state", "kind"]
    search_fields = ["source__name"]  # not the words: some are closed to some people
    list_per_page = 50

    @admin.display(description="Source", ordering="source__name")
    def source_name(self, alert: Alert) -> str:
        return on_one_line(alert.source.name)[:100]

    @admin.display(description="Raised", ordering="created_at")
    def raised_at(self, alert: Alert) -> str:
        return when(alert.created_at)

    @admin.display(description="Words")
    def gone(self, alert: Alert) -> str:
        """The words that went; of a note those before, or the new ones where nothing stood before."""
        words = on_one_line(alert.words_gone)[:120]
        return f"new: {words}" if alert.kind == AlertKind.NOTE and words and not alert.before else words

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list, with no words in alerts that would tell a second reader what the first rests on."""
        changelist: Any = super().get_changelist_instance(request)
        changelist.result_list = close_alerts(changelist.result_list, request.user)
        return changelist

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        alerts = Alert.objects.select_related("source", "passage__capture", "capture").defer("capture__text")
        alert = alerts.filter(pk=object_id).first() if object_id.isdecimal() else None
        if alert is None:
            return self.unknown(request)
        if not self.has_view_permission(request, alert):
            raise PermissionDenied
        reading = read_alert(alert, request.user)
        if request.method != "POST":
            return self._page(request, alert, reading)
        try:
            messages.success(request, _do(request, alert, reading))
        except FactcheckError as error:
            messages.error(request, str(error))
            return self._page(request, alert, reading, status=_status_of(error))
        return HttpResponseRedirect(reverse("admin:factcheck_alert_change", args=[alert.pk]))

    def _page(self, request: HttpRequest, alert: Alert, reading: AlertReading, status: int = 200) -> TemplateResponse:
        is_note = alert.kind == AlertKind.NOTE
        is_marked = alert.kind == AlertKind.CHANGED and alert.now and not reading.is_closed
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{alert.get_kind_display().capitalize()}: {on_one_line(alert.source.name)[:100]}",
            "alert": alert,
            "is_note": is_note,
            "is_closed": reading.is_closed,
            "before": alert.passage.capture if alert.passage else earlier_copy(alert.capture),
            "diff": lay_out(alert.operations, alert.before, alert.now) if is_marked else None,
            "resting": _resting(reading, request.user),
            "waiting": reading.waiting,
            "may_settle": _may_settle(request.user) and alert.state != AlertState.SETTLED,
            "reason": request.POST.get("reason", ""),
        }
        return TemplateResponse(request, "desk/alert.html", context, status=status)


def _status_of(error: FactcheckError) -> int:
    if isinstance(error, NotAllowed):
        return 403
    return 409 if isinstance(error, Stale | IllegalTransition) else 422


def _may_settle(user: Any) -> bool:
    return bool(user.has_perm("factcheck.review") or user.has_perm("factcheck.manage_sources"))


def _resting(reading: AlertReading, user: Any) -> list[Resting]:
    rows = []
    for number, item in enumerate(reading.resting):
        acts = {edge.act for edge in review.legal_moves(item, user)}
        key = f"{item._meta.model_name}:{item.pk}"
        rows.append(Resting(item, key, bool(acts & {"take", "reopen", "send_back"}), "retract" in acts, number == 0))
    return rows


def _do(request: HttpRequest, alert: Alert, reading: AlertReading) -> str:
    """What the pressed button asks for, done by the services; a sentence that says so. Raises FactcheckError."""
    reason = request.POST.get("reason", "").replace("\0", "")
    act, _, key = request.POST.get("act", "settle").partition(":")
    if act == "settle":
        if not _may_settle(request.user):
            raise PermissionDenied
        monitor.settle_alert(alert, actor=request.user, reason=reason)
        return "Kept: the alert is settled."
    if act != "retract":
        raise BadInput(f"An act of this page was expected; “{act[:40]}” is none.")
    item = next((each for each in reading.resting if f"{each._meta.model_name}:{each.pk}" == key), None)
    if item is None:
        raise NotAllowed("Nothing you may see here rests on these words under that name.")
    review.move(item, ReviewState.RETRACTED, actor=request.user, reason=reason)
    return "Retracted: a tombstone stays."
