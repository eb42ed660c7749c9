"""Speakers, whose words are reported, and outlets, which report them."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from django.http import HttpRequest

from factcheck.admin.audited import AuditedSaves
from factcheck.admin.read_only import TitledListAdmin
from factcheck.models import Outlet, Speaker
from factcheck.services.tiers import outlets_by_host


class LinesField(forms.CharField):
    """A list of words, typed one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = super().clean(value).splitlines()
        return list(dict.fromkeys(line.strip()[:200] for line in lines if line.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class SpeakerForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no parameter at run time
    aliases = LinesField(required=False, help_text="Other names and transcript labels, one a line: MS. PSAKI")

    class Meta:
        model = Speaker
        fields = ["name", "role", "aliases"]


class HostsField(LinesField):
    """Hosts, one a line; of an address that was pasted, its host."""

    def clean(self, value: Any) -> list[str]:
        return list(dict.fromkeys(self._host(line) for line in super().clean(value)))

    def _host(self, line: str) -> str:
        parts = urlsplit(line if "//" in line else f"//{line}")
        host = (parts.hostname or "").rstrip(".")
        try:
            DomainNameValidator()(host)
        except (ValidationError, ValueError) as error:
            raise ValidationError(f"A host such as news.example.org was expected; got “{line}”.") from error
        return host


class OutletForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no parameter at run time
    other_hosts = HostsField(
        required=False,
        help_text="Further hosts of the same outlet, one a line. What stands under one is its own.",
    )

    class Meta:
        model = Outlet
        fields = ["other_hosts"]  # the admin adds the others

    def clean(self) -> dict[str, Any]:
        """Of two outlets with one host, only the older would ever be found by it."""
        cleaned = super().clean() or {}
        mine = {host for host in (cleaned.get("domain", ""), *cleaned.get("other_hosts", [])) if host}
        known = outlets_by_host()
        for host in sorted(mine & known.keys()):
            if known[host].pk != self.instance.pk:
                self.add_error(
                    "other_hosts" if host in cleaned.get("other_hosts", []) else "domain",
                    f"{host} is a host of {known[host].name} already.",
                )
        return cleaned


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
    form = OutletForm
    fields = ["name", "domain", "other_hosts", "feed_url", "tier", "is_own"]
    list_display = ["name", "domain", "tier", "is_own", "created_at"]
    list_filter = ["tier", "is_own"]
    search_fields = ["name", "domain"]
