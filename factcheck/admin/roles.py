"""The newsroom's people and their roles: Django's own pages, with an audit entry, and no way up to superuser."""

from __future__ import annotations  # Django’s fields take no parameter at run time

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import ManyToManyField
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest

from factcheck.admin.audited import AuditedSaves
from factcheck.admin.read_only import TitledListAdmin

# What makes a person more than a role does; only a superuser hands it out.
_SUPERUSERS_ONLY = ("is_superuser", "user_permissions")

_MACHINE_KEPT = ("last_login", "date_joined")

admin.site.unregister(User)
admin.site.unregister(Group)


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
