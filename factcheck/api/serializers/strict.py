"""Base of everything that comes in: a field nobody knows is a mistake, not noise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses unknown fields, naming those it takes, and numbers where a text is taken."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = sorted(str(name)[:100] for name in set(data) - set(self.fields))
            if unknown:
                expected = ", ".join(self.fields)
                raise serializers.ValidationError(
                    {name: [f"There is no such field. Expected: {expected}."] for name in unknown[:20]}
                )
            numbers = [name for name, field in self.fields.items() if _is_number_for_text(field, data.get(name))]
            if numbers:
                raise serializers.ValidationError({name: ["A text was expected; got a number."] for name in numbers})
        return super().to_internal_value(data)


def _is_number_for_text(field: serializers.Field[Any, Any, Any, Any], value: Any) -> bool:
    """DRF would take the number for its digits, and a client with a wrong field would never learn of it."""
    return isinstance(field, serializers.CharField) and isinstance(value, int | float)
