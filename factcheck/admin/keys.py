"""API keys: made here, shown once, revoked here."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from factcheck.admin.read_only import ReadOnlyAdmin
from factcheck.exceptions import FactcheckError
from factcheck.models import SCOPES, ApiKey
from factcheck.reports.vocabulary import Label, Tone
from factcheck.services import keys
from factcheck.templatetags.desk import badge

_USABLE = Label("✓", "+", "In use", Tone.OK, "Programs can use it.")
_OVER = Label("✗", "x", "Of no use", Tone.NONE, "Revoked or expired.")


class KeyForm(forms.Form):
    user = forms.ModelChoiceField(
        label="For",
        queryset=get_user_model()._default_manager.filter(is_active=True),
        help_text="The key acts as this person.",
    )
    name = forms.CharField(label="Name", max_length=100, help_text="What uses it, e.g. “CMS plug-in”.")
    scopes = forms.MultipleChoiceField(
        label="Scopes",
        choices=[(scope, scope) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    expires_at = forms.DateTimeField(
        label="Expires",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="UTC. Empty: never.",
    )


@admin.register(ApiKey)
class ApiKeyAdmin(ReadOnlyAdmin):
    list_display = ["name", "prefix", "user", "usable", "scope_names", "created_at", "last_used_at", "expires_at"]
    list_select_related = ["user"]
    list_filter = ["user"]
    search_fields = ["name", "prefix", "user__username"]

    @admin.display(description="Use")
    def usable(self, key: ApiKey) -> SafeString:
        return badge(_USABLE if key.is_usable else _OVER)

    @admin.display(description="Scopes")
    def scope_names(self, key: ApiKey) -> str:
        return ", ".join(key.scopes)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("factcheck.add_apikey"))

    def get_urls(self) -> list[URLPattern]:
        revoke = path("<int:pk>/revoke/", self.admin_site.admin_view(self.revoke), name="factcheck_apikey_revoke")
        return [revoke, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = KeyForm(request.POST or None, initial={"user": request.user.pk, "scopes": ["read"]})
        secret = key = None
        if request.method == "POST" and form.is_valid():
            try:
                key, secret = keys.create_key(actor=request.user, **form.cleaned_data)
            except FactcheckError as error:
                form.add_error(None, str(error))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Your new key" if secret else "Add an API key",
            "form": form,
            "key": key,
            "secret": secret,
        }
        return TemplateResponse(request, "desk/add_key.html", context, status=422 if form.errors else 200)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        key = ApiKey.objects.select_related("user").filter(pk=object_id).first() if object_id.isdecimal() else None
        if key is None:
            return self.unknown(request)
        if not self.has_view_permission(request, key):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(key),
            "key": key,
            "label": _USABLE if key.is_usable else _OVER,
            "may_revoke": key.revoked_at is None and request.user.has_perm("factcheck.change_apikey"),
        }
        return TemplateResponse(request, "desk/key.html", context)

    def revoke(self, request: HttpRequest, pk: int) -> HttpResponse:
        key = ApiKey.objects.filter(pk=pk).first()
        if key is None:
            return self.unknown(request)
        if request.method != "POST" or not request.user.has_perm("factcheck.change_apikey"):
            raise PermissionDenied
        keys.revoke_key(key, actor=request.user)
        messages.success(request, "Revoked: it is of no use any more.")
        return HttpResponseRedirect(reverse("admin:factcheck_apikey_change", args=[pk]))
