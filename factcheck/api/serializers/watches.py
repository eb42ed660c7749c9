"""Watched sources, and the alerts about them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.links import address_of
from factcheck.api.serializers.strict import StrictSerializer
from factcheck.models import AlertKind, AlertState, LinkState, Source


class WatchRequestSerializer(StrictSerializer):
    """A source to be watched from now on. One that is watched already stays as it is."""

    source = serializers.UUIDField(  # type: ignore[assignment]
        help_text="Id of a source with a web address."
    )


class WatchSerializer(serializers.Serializer[Any]):
    """A source that is looked at again on a schedule. `id` is that of the source."""

    id = serializers.UUIDField(source="public_id")
    href = serializers.SerializerMethodField()
    source_href = serializers.SerializerMethodField()
    name = serializers.CharField()
    url = serializers.CharField()
    is_watched = serializers.BooleanField()
    link_state = serializers.ChoiceField(choices=LinkState.choices)
    checked_at = serializers.DateTimeField(allow_null=True)
    changed_at = serializers.DateTimeField(allow_null=True)
    next_look_at = serializers.DateTimeField(source="next_attempt_at", allow_null=True)
    problem = serializers.CharField(source="last_error", help_text="Why the last look failed; empty when it did not.")

    @extend_schema_field(serializers.URLField())
    def get_href(self, source: Source) -> str:
        return address_of("watch", source.public_id, request=self.context.get("request"))

    @extend_schema_field(serializers.URLField())
    def get_source_href(self, source: Source) -> str:
        return address_of("source", source.public_id, request=self.context.get("request"))


class AlertSerializer(serializers.Serializer[Any]):
    """A newer copy no longer has recorded words as they were. The words are empty while they would tell the caller what
    a first reader rests on.
    """

    kind = serializers.ChoiceField(choices=AlertKind.choices)
    state = serializers.ChoiceField(choices=AlertState.choices)
    capture = serializers.UUIDField(source="capture.public_id")
    before = serializers.CharField()
    now = serializers.CharField()
    words_gone = serializers.CharField()
    operations = serializers.ListField(child=serializers.DictField())
    created_at = serializers.DateTimeField()
    settled_at = serializers.DateTimeField(allow_null=True)
    returned_at = serializers.DateTimeField(allow_null=True)


class WatchDetailSerializer(WatchSerializer):
    """With its latest alerts and notes, newest first, at most fifty."""

    alerts = AlertSerializer(source="shown_alerts", many=True)
