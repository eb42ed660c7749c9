"""The problem document, for the description of the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class FaultSerializer(serializers.Serializer[Any]):
    pointer = serializers.CharField(
        help_text="JSON pointer of the field, or name of the parameter; empty: the whole body."
    )
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457. `type` is the address of a page about this kind of problem."""

    type = serializers.URLField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(required=False)
    request_id = serializers.CharField(required=False)
    errors = FaultSerializer(many=True, required=False)  # type: ignore[assignment]
    legal = serializers.ListField(child=serializers.CharField(), required=False)


class ProblemTypeSerializer(serializers.Serializer[Any]):
    """A kind of problem: what it means and what to do about it."""

    slug = serializers.CharField()
    type = serializers.URLField(source="address")
    status = serializers.IntegerField()
    title = serializers.CharField()
    remedy = serializers.CharField()
