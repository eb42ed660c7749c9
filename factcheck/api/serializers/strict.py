"""Base of everything that comes in: a field nobody knows is a mistake, not noise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses unknown fields, naming those it takes."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = sorted(str(name)[:100] for name in set(data) - set(self.fields))
            if unknown:
                expected = ", ".join(self.fields)
                raise serializers.ValidationError(
                    {name: [f"There is no such field. Expected: {expected}."] for name in unknown[:20]}
                )
        return super().to_internal_value(data)
