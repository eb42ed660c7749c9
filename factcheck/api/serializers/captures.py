"""Captures of sources, their texts, and what changed between two."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.links import address_of
from factcheck.fetch.passage_changes import PassageOutcome
from factcheck.models import Capture

OUTCOMES = [(outcome.value, outcome.value) for outcome in PassageOutcome]


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


class CaptureLinkSerializer(serializers.Serializer[Any]):
    """One of the two copies."""

    id = serializers.UUIDField(source="public_id")
    href = serializers.SerializerMethodField()
    captured_at = serializers.DateTimeField(source="started_at")
    text_sha256 = serializers.CharField()

    @extend_schema_field(serializers.URLField())
    def get_href(self, capture: Capture) -> str:
        return address_of("capture", capture.public_id, request=self.context.get("request"))


class ArticleChangeSerializer(serializers.Serializer[Any]):
    """Words that were replaced, dropped (`after` is "") or inserted (`before` is "")."""

    kind = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class PassageChangeSerializer(serializers.Serializer[Any]):
    """What became of words a published decision rests on; `operations` lead from them to `now`."""

    text = serializers.CharField()
    outcome = serializers.ChoiceField(choices=OUTCOMES)
    now = serializers.CharField(allow_null=True)
    operations = serializers.ListField(child=serializers.DictField())


class CaptureDiffSerializer(serializers.Serializer[Any]):
    """`is_same`: both texts have the same characters. `is_replaced`: under the address stands another page now.
    `withdrawal` is the sentence in which the page says that the article was withdrawn.
    """

    before = CaptureLinkSerializer()
    after = CaptureLinkSerializer()
    is_same = serializers.BooleanField()
    problem = serializers.CharField(allow_null=True)
    is_replaced = serializers.BooleanField()
    withdrawal = serializers.CharField()
    article = ArticleChangeSerializer(many=True)
    passages = PassageChangeSerializer(many=True)
