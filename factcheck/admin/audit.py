"""The audit chain and the published revisions, to be read only."""

from itertools import chain
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse

from factcheck.admin.labels import decision_label
from factcheck.admin.read_only import ReadOnlyAdmin
from factcheck.exceptions import BadInput
from factcheck.models import AuditEntry, Claim, Quotation, Revision, canonical_json
from factcheck.reports.revision_changes import changes_between
from factcheck.reports.safe_text import on_one_line
from factcheck.services import audit, export_audit
from factcheck.services.evidence_rules import steps_open_to
from factcheck.templatetags.desk import when

_REVIEWED = {"quotation": Quotation, "claim": Claim}


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["sequence", "moment", "actor_name", "act", "item", "reason", "short_hash"]
    list_filter = ["act", "item_type", "at"]
    search_fields = ["actor_name", "act", "reason", "hash"]
    ordering = ["-sequence"]
    list_per_page = 100
    show_full_result_count = False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        return lookup == "item_id__exact" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    @admin.display(description="At", ordering="at")
    def moment(self, entry: AuditEntry) -> str:
        return when(entry.at)

    @admin.display(description="Item")
    def item(self, entry: AuditEntry) -> str:
        return f"{entry.item_type} {entry.item_id}"

    @admin.display(description="Hash")
    def short_hash(self, entry: AuditEntry) -> str:
        return f"{entry.hash[:12]}…"

    def get_urls(self) -> list[URLPattern]:
        verify = path("verify/", self.admin_site.admin_view(self.verify), name="factcheck_auditentry_verify")
        export = path("export.<str:form>", self.admin_site.admin_view(self.export), name="factcheck_auditentry_export")
        return [verify, export, *super().get_urls()]

    def export(self, request: HttpRequest, form: str) -> HttpResponseBase:
        """The chain, or that of one story, quotation or claim (`?of=claim&id=7`), as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if form not in export_audit.FORMATS:
            raise Http404
        kind, item_id = request.GET.get("of", ""), request.GET.get("id", "")
        try:
            entries = export_audit.entries_of(kind, item_id)
        except BadInput as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse("admin:factcheck_auditentry_changelist"))
        written = export_audit.lines(entries, form)
        mark = ["\ufeff"] if form == "csv" else []  # by which spreadsheets know UTF-8
        response = StreamingHttpResponse(chain(mark, written), content_type=export_audit.FORMATS[form])
        name = f"audit-{kind}-{item_id}" if kind else "audit"
        response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
        return response

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list; narrowed down to one item, its files are that item's."""
        kind, item_id = request.GET.get("item_type__exact", ""), request.GET.get("item_id__exact", "")
        is_one = kind in export_audit.KINDS and item_id.isdecimal()
        query = f"?{urlencode({'of': kind, 'id': item_id})}" if is_one else ""
        return super().changelist_view(request, {"export_query": query, **(extra_context or {})})

    def verify(self, request: HttpRequest) -> HttpResponse:
        """Walk the whole chain and say whether it is whole."""
        if request.method != "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        verdict = audit.verify_chain()
        if verdict.is_whole:
            messages.success(request, f"The chain is whole: {verdict.entries:,} entries in a row.")
        else:
            messages.error(request, f"The chain is broken. {verdict.problem}")
        return HttpResponseRedirect(reverse("admin:factcheck_auditentry_changelist"))

    change_list_template = "desk/audit_list.html"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        entry = AuditEntry.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        if entry is None:
            return self.unknown(request)
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Audit entry {entry.sequence}",
            "entry": entry,
            "is_whole": entry.hash == entry.computed_hash(),
            "is_closed": is_closed_to(entry, request.user),
            "old": canonical_json(entry.old),
            "new": canonical_json(entry.new),
            "item_url": _page_of(entry),
        }
        return TemplateResponse(request, "desk/audit_entry.html", context)


def is_closed_to(entry: AuditEntry, user: Any) -> bool:
    """True while the evidence of a signature's entry would tell this person what somebody saw in it before them."""
    model = _REVIEWED.get(entry.item_type)
    item: Any = model._default_manager.filter(pk=entry.item_id).first() if model else None
    if item is None or "step" not in entry.new:
        return False
    return entry.new["step"] not in {step.pk for step in steps_open_to(item, user)}


def _page_of(entry: AuditEntry) -> str:
    try:
        return reverse(f"admin:factcheck_{entry.item_type}_change", args=[entry.item_id])
    except NoReverseMatch:
        return ""


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ["words", "number", "kind", "decision", "publisher_name", "published_at"]
    list_select_related = ["quotation", "claim"]
    list_filter = ["kind", "decision", "published_at"]
    search_fields = ["quotation__text", "claim__text", "publisher_name", "sha256"]
    list_per_page = 50
    show_full_result_count = False

    @admin.display(description="Words")
    def words(self, revision: Revision) -> str:
        return on_one_line(str(revision.quotation or revision.claim))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        revisions = Revision.objects.select_related("quotation__story", "claim__story")
        revision = revisions.filter(pk=object_id).first() if object_id.isdecimal() else None
        if revision is None:
            return self.unknown(request)
        if not self.has_view_permission(request, revision):
            raise PermissionDenied
        item: Any = revision.quotation or revision.claim
        near = {r.number: r for r in item.revisions.filter(number__in=[revision.number - 1, revision.number + 1])}
        before = near.get(revision.number - 1)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Revision {revision.number}",
            "revision": revision,
            "item": item,
            "item_url": reverse(f"admin:factcheck_{item._meta.model_name}_change", args=[item.pk]),
            "decision": decision_label(revision.decision),
            "before": before,
            "after": near.get(revision.number + 1),
            "changes": changes_between(before.snapshot, revision.snapshot) if before else (),
        }
        return TemplateResponse(request, "desk/revision.html", context)
