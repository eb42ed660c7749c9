"""Edits made by hand leave an audit entry, in the transaction of the edit."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest

from factcheck.services import audit

# Never written down, not even as a hash.
_SECRET = frozenset({"password", "password1", "password2", "usable_password"})


class AuditedSaves:
    """For a ModelAdmin: who changed which field from what to what."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        with transaction.atomic():
            super().save_model(request, obj, form, change)  # type: ignore[misc]
            fields = [field for field in form.changed_data if field not in _SECRET]
            audit.record(
                f"{obj._meta.model_name}.{'edited' if change else 'added'}",
                obj,
                actor=request.user,
                old={field: plain(form.initial.get(field)) for field in fields} if change else {},
                new={field: plain(form.cleaned_data[field]) for field in fields},
            )


def plain(value: Any) -> Any:
    """A form value as the chain keeps it: rows by their name, several as a list."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Iterable):
        return sorted(str(each) for each in value)
    return value.pk if isinstance(value, models.Model) else str(value)
