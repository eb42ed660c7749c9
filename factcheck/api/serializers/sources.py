"""Sources, captures of them, speakers and outlets."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.links import address_of
from factcheck.api.serializers.strict import StrictSerializer
from factcheck.models import Capture, Completeness, LinkState, Source, SourceKind, Tier

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


class CaptureSerializer(serializers.ModelSerializer[Capture]):
    """A dated copy of a source. `raw_sha256` is the hash of the bytes as received, `text_sha256` of the text in
    UTF-8.
    """

    id = serializers.UUIDField(source="public_id")
    href = serializers.SerializerMethodField()
    source = serializers.UUIDField(source="source.public_id")  # type: ignore[assignment]
    characters = serializers.SerializerMethodField()

    class Meta:
        model = Capture
        fields = [
            "id", "href", "source", "outcome", "reason", "started_at", "ended_at", "status", "final_url", "hops",
            "response_headers", "content_type", "encoding", "raw_sha256", "raw_bytes_count", "is_complete", "quality",
            "text_sha256", "characters", "reader", "problem", "title", "published_at", "language",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.URLField())
    def get_href(self, capture: Capture) -> str:
        return address_of("capture", capture.public_id, request=self.context.get("request"))

    def get_characters(self, capture: Capture) -> int:
        return len(capture.text)


class TurnSerializer(serializers.Serializer[Any]):
    """A stretch under one speaker label, in code points of the article text."""

    speaker = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()


class CaptureTextSerializer(serializers.Serializer[Any]):
    """The texts that offsets count in, and who speaks where."""

    id = serializers.UUIDField(source="public_id")
    text_sha256 = serializers.CharField()
    text = serializers.CharField()
    visible_text = serializers.CharField(help_text="Everything a reader of the page sees; empty when it is the text.")
    turns = TurnSerializer(many=True)


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
