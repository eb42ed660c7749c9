"""The newsroom's settings: one row, so the list is its page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from factcheck.admin.people import AuditedAdmin
from factcheck.models import NewsroomSettings
from factcheck.models.newsroom import ONLY_ROW
from factcheck.services import newsroom_settings


@admin.register(NewsroomSettings)
class NewsroomSettingsAdmin(AuditedAdmin):
    fields = ["name", "second_reader", "lease_minutes", "retention_days"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return self.change_view(request, str(ONLY_ROW))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row; until somebody saves it, one with the defaults."""
        if object_id != str(ONLY_ROW):
            return None
        return NewsroomSettings.objects.filter(pk=ONLY_ROW).first() or NewsroomSettings(pk=ONLY_ROW)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Saving what is there already changes nothing and leaves no entry."""
        if form.changed_data:
            super().save_model(request, obj, form, change)
            newsroom_settings.forget_after_commit()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        url = reverse("admin:factcheck_auditentry_changelist")
        return HttpResponseRedirect(f"{url}?item_type__exact=newsroomsettings")

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        context.update(show_save_and_continue=False, show_save_and_add_another=False)
        return super().render_change_form(request, context, *args, **kwargs)
