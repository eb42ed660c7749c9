"""Quotations, and the evidence beside them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.links import address_of
from factcheck.api.serializers.reviewed import ItemSerializer, MoveSerializer, PublicItemSerializer
from factcheck.models import AttributionStatus, Layer, SearchOutcome
from factcheck.reports.links import link_to_words
from factcheck.text.match import Match, Severity, SpeakerCheck
from factcheck.text.quotations import Confidence, QuotationType

MATCHES = [(match.value, match.value) for match in Match]
SEVERITIES = [(severity.value, severity.value) for severity in Severity]
SPEAKER_CHECKS = [(check.value, check.value) for check in SpeakerCheck]
CONFIDENCES = [(confidence.value, confidence.value) for confidence in Confidence]
TYPES = [(kind.value, kind.value) for kind in QuotationType]


class PublicQuotationSerializer(PublicItemSerializer):
    """A published quotation. `match` is what the machine saw; `attribution_status` is what people decided."""

    match = serializers.ChoiceField(
        source="published_revision.snapshot.match", choices=MATCHES, allow_null=True, default=None
    )
    attribution_status = serializers.ChoiceField(
        source="published_revision.decision", choices=AttributionStatus.choices
    )


class QuotationSerializer(ItemSerializer):
    """A quotation as the newsroom sees it."""

    type = serializers.ChoiceField(choices=TYPES)
    rule = serializers.CharField()
    confidence = serializers.ChoiceField(choices=CONFIDENCES)
    is_closed = serializers.BooleanField()
    match = serializers.ChoiceField(choices=MATCHES, allow_blank=True)
    weight = serializers.IntegerField()
    attribution_status = serializers.ChoiceField(choices=AttributionStatus.choices)


class QuotationDetailSerializer(QuotationSerializer):
    """With the moves open to the caller."""

    moves = MoveSerializer(many=True, read_only=True)


class PassageSerializer(serializers.Serializer[Any]):
    """A span of a capture, in code points of its `layer` text, with the words around it. `id` is what a signature
    names.
    """

    id = serializers.IntegerField(source="pk")
    capture = serializers.UUIDField(source="capture.public_id")
    layer = serializers.ChoiceField(choices=Layer.choices)
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField()
    prefix = serializers.CharField()
    suffix = serializers.CharField()
    recorded_speaker = serializers.CharField()


class ComparisonSerializer(serializers.Serializer[Any]):
    """The quotation beside one capture. Spans and the `source` side of operations are code points of the layer's
    text.
    """

    source = serializers.CharField(source="capture.source.name")  # type: ignore[assignment]
    source_id = serializers.UUIDField(source="capture.source.public_id")
    url = serializers.CharField(source="capture.source.url")
    tier = serializers.CharField(source="capture.source.tier")
    link = serializers.SerializerMethodField()
    capture = serializers.UUIDField(source="capture.public_id")
    capture_href = serializers.SerializerMethodField()
    sha256 = serializers.CharField(source="capture.raw_sha256")
    captured_at = serializers.DateTimeField(source="capture.started_at")
    layer = serializers.ChoiceField(choices=Layer.choices)
    match = serializers.ChoiceField(choices=MATCHES)
    severity = serializers.ChoiceField(choices=SEVERITIES)
    coverage = serializers.FloatField()
    flags = serializers.ListField(child=serializers.DictField())
    operations = serializers.ListField(child=serializers.DictField())
    spans = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))
    sentences = serializers.ListField(child=serializers.CharField())
    speaker_check = serializers.ChoiceField(choices=SPEAKER_CHECKS)
    recorded_speaker = serializers.CharField()
    recorded_words = serializers.CharField()
    context_before = serializers.CharField()
    context_after = serializers.CharField()
    occurrences = serializers.IntegerField()
    reason = serializers.CharField()
    passages = PassageSerializer(many=True)

    @extend_schema_field(serializers.CharField())
    def get_link(self, comparison: Any) -> str:
        return link_to_words(comparison.capture.source.url, comparison.recorded_words)

    @extend_schema_field(serializers.URLField())
    def get_capture_href(self, comparison: Any) -> str:
        return address_of("capture", comparison.capture.public_id, request=self.context.get("request"))


class SearchedSerializer(serializers.Serializer[Any]):
    """One source that was looked in, or could not be."""

    source = serializers.CharField()  # type: ignore[assignment]
    url = serializers.CharField()
    outcome = serializers.ChoiceField(choices=SearchOutcome.choices)
    reason = serializers.CharField()


class QuotationEvidenceSerializer(serializers.Serializer[Any]):
    """`published` is the evidence the shown revision rests on; `comparisons` (scope read) is everything laid beside
    it.
    """

    published = serializers.ListField(child=serializers.DictField())
    searched = SearchedSerializer(many=True)
    comparisons = ComparisonSerializer(many=True)
