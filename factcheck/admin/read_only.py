"""Admin pages of records that only the services write."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


class TitledListAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # takes no parameter at run time
    """A list under the name of what is in it, where the admin would say "Select … to view"."""

    def unknown(self, request: HttpRequest) -> HttpResponse:
        """The answer for a row that is not there, or no longer."""
        messages.warning(request, f"There is no such {self.opts.verbose_name} here.")
        return HttpResponseRedirect(reverse("admin:index"))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        name = str(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": name[:1].upper() + name[1:], **(extra_context or {})})


class ReadOnlyAdmin(TitledListAdmin):
    """Nothing can be added, changed or deleted by hand; what may be seen is the role's own view permission."""

    actions: list[str] | None = None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
