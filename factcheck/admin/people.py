"""Speakers, whose words are reported, and outlets, which report them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from factcheck.admin.audited import AuditedSaves
from factcheck.admin.read_only import TitledListAdmin
from factcheck.models import Outlet, Speaker


class AliasesField(forms.CharField):
    """A list of names, typed one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = super().clean(value).splitlines()
        return list(dict.fromkeys(line.strip()[:200] for line in lines if line.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class SpeakerForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no parameter at run time
    aliases = AliasesField(required=False, help_text="Other names and transcript labels, one a line: MS. PSAKI")

    class Meta:
        model = Speaker
        fields = ["name", "role", "aliases"]


class AuditedAdmin(AuditedSaves, TitledListAdmin):
    """What is edited by hand leaves an audit entry in the same transaction. Nothing is deleted: records rest on it."""

    actions = None
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Speaker)
class SpeakerAdmin(AuditedAdmin):
    form = SpeakerForm
    list_display = ["name", "role", "created_at"]
    search_fields = ["name", "role", "key"]


@admin.register(Outlet)
class OutletAdmin(AuditedAdmin):
    fields = ["name", "domain", "feed_url", "tier", "is_own"]
    list_display = ["name", "domain", "tier", "is_own", "created_at"]
    list_filter = ["tier", "is_own"]
    search_fields = ["name", "domain"]
