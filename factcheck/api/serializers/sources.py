"""Sources, speakers and outlets."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.links import address_of
from factcheck.api.serializers.strict import StrictSerializer
from factcheck.models import Completeness, LinkState, Source, SourceKind, Tier

SAID_TIER = (
    "How near it stands to the words. Left out: the tier of the outlet on whose host it stands, or what is certain of "
    "that host, else U, not rated yet. A source that is rated already keeps its tier."
)


class SourceSubmissionSerializer(StrictSerializer):
    """A source added to a story; it is captured and compared in the background."""

    story = serializers.UUIDField(help_text="Id of the story it is for.")
    url = serializers.CharField(max_length=2000)
    title = serializers.CharField(max_length=300, required=False, allow_blank=True)
    tier = serializers.ChoiceField(choices=Tier.choices, required=False, help_text=SAID_TIER)


class SourceSerializer(serializers.ModelSerializer[Source]):
    """A place where words may be found. `latest_capture` is its newest readable copy."""

    id = serializers.UUIDField(source="public_id")
    href = serializers.SerializerMethodField()
    kind = serializers.ChoiceField(choices=SourceKind.choices)
    url = serializers.CharField(help_text="Empty for a file or a text.")
    tier = serializers.ChoiceField(
        choices=Tier.choices, help_text="How near it stands to the words; U: nobody rated it."
    )
    completeness = serializers.ChoiceField(choices=Completeness.choices)
    link_state = serializers.ChoiceField(choices=LinkState.choices)
    outlet = serializers.CharField(source="outlet.name", default=None, allow_null=True)
    latest_capture = serializers.UUIDField(source="latest_capture.public_id", default=None, allow_null=True)

    class Meta:
        model = Source
        fields = [
            "id", "href", "kind", "url", "name", "title", "tier", "completeness", "outlet", "is_private", "is_watched",
            "link_state", "checked_at", "changed_at", "latest_capture", "created_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.URLField())
    def get_href(self, source: Source) -> str:
        return address_of("source", source.public_id, request=self.context.get("request"))


class SpeakerSerializer(serializers.Serializer[Any]):
    """Whose words are reported."""

    name = serializers.CharField()
    role = serializers.CharField()
    aliases = serializers.ListField(child=serializers.CharField())


class OutletSerializer(serializers.Serializer[Any]):
    """A publisher of stories."""

    name = serializers.CharField()
    domain = serializers.CharField()
    hosts = serializers.ListField(
        child=serializers.CharField(), help_text="All hosts its pages stand on, the main one first."
    )
    tier = serializers.ChoiceField(choices=Tier.choices, help_text="What new sources on its hosts begin with.")
    is_own = serializers.BooleanField()
