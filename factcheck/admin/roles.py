"""The newsroom's people and their roles: Django's own pages, with an audit entry, and no way up to superuser."""

from __future__ import annotations  # Django’s fields take no parameter at run time

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ManyToManyField
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from factcheck.admin.audited import AuditedSaves
from factcheck.admin.read_only import TitledListAdmin
from factcheck.exceptions import FactcheckError
from factcheck.services import people, second_factor, sign_in

# What makes a person more than a role does; only a superuser hands it out.
_SUPERUSERS_ONLY = ("is_superuser", "user_permissions")

_MACHINE_KEPT = ("last_login", "date_joined")

admin.site.unregister(User)
admin.site.unregister(Group)
admin.site.unregister(TOTPDevice)  # its page would show the secrets


@admin.register(User)
class PersonAdmin(AuditedSaves, TitledListAdmin, UserAdmin):  # type: ignore[type-arg]
    # The admin's two-box chooser labels icons in a way screen readers may not be told.
    filter_horizontal = ()
    list_display = ["username", "first_name", "last_name", "email", "role_names", "is_active", "last_login"]
    actions = None

    @admin.display(description="Roles")
    def role_names(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all())

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        closed = () if getattr(request.user, "is_superuser", False) else _SUPERUSERS_ONLY
        return (*_MACHINE_KEPT, *closed)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        if obj is not None and obj.is_superuser and not getattr(request.user, "is_superuser", False):
            return False
        return bool(super().has_change_permission(request, obj))

    change_form_template = "desk/person.html"

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view
        return [
            path("<int:pk>/unlock/", page(self.unlock), name="auth_user_unlock"),
            path("<int:pk>/reset-second-factor/", page(self.reset_second_factor), name="auth_user_reset_factor"),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        person = context.get("original")
        if person is not None:
            context["is_locked"] = sign_in.is_locked(person)
            context["has_second_factor"] = second_factor.device_of(person) is not None
            context["may_reset"] = self.has_change_permission(request, person) and person.pk != request.user.pk
            context["may_unlock"] = self.has_change_permission(request, person)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Whoever's rights changed signs in anew: a session made with other rights must not outlive them."""
        super().save_related(request, form, formsets, change)
        if change and people.RIGHTS & set(form.changed_data):
            kept = request.session.session_key if form.instance.pk == request.user.pk else None
            people.end_sessions(form.instance, actor=request.user, reason="rights were changed", kept=kept)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        with transaction.atomic():
            before = User.objects.filter(pk=id).values_list("password", flat=True).first() if id.isdecimal() else None
            answer = super().user_change_password(request, id, form_url)
            person = User.objects.filter(pk=id).first() if id.isdecimal() else None
            if person is not None and person.password != before:
                people.record_password(person, actor=request.user)
        return answer

    def unlock(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = self._to_change(request, pk)
        done = sign_in.unlock(person, actor=request.user)
        messages.success(request, "Unlocked: they can try again." if done else "There was nothing to unlock.")
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[pk]))

    def reset_second_factor(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = self._to_change(request, pk)
        try:
            done = second_factor.reset(person, actor=request.user)
            messages.success(request, "Reset, and their sessions ended." if done else "There was no second step.")
        except FactcheckError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[pk]))

    def _to_change(self, request: HttpRequest, pk: int) -> User:
        person = User.objects.filter(pk=pk).first()
        if request.method != "POST" or person is None or not self.has_change_permission(request, person):
            raise PermissionDenied
        return person

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField[Any] | None:
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(Group)
class RoleAdmin(AuditedSaves, TitledListAdmin, GroupAdmin):
    filter_horizontal = ()
    actions = None
