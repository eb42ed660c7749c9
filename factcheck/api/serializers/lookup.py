"""The lookup: what is asked, and the shape of the answer (which `factcheck.services.lookup_answer` makes)."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from factcheck.api.serializers.quotations import MATCHES, SPEAKER_CHECKS
from factcheck.api.serializers.strict import StrictSerializer
from factcheck.models import AttributionStatus
from factcheck.services.lookup import MOST_CHARACTERS, MOST_RESULTS


class LookupRequestSerializer(StrictSerializer):
    """Words to look up, as somebody quotes them."""

    text = serializers.CharField(max_length=MOST_CHARACTERS, help_text=f"At most {MOST_CHARACTERS:,} characters.")
    speaker = serializers.CharField(
        max_length=200, required=False, default="", allow_blank=True, help_text="Who is said to have said it."
    )
    limit = serializers.IntegerField(min_value=1, max_value=MOST_RESULTS, required=False, default=10)


class LookupCaptureSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    sha256 = serializers.CharField()
    text_sha256 = serializers.CharField()
    captured_at = serializers.DateTimeField()


class LookupDecisionSerializer(serializers.Serializer[Any]):
    """A published decision about these words."""

    quotation_id = serializers.UUIDField()
    status = serializers.ChoiceField(choices=AttributionStatus.choices)
    status_name = serializers.CharField()
    text = serializers.CharField(help_text="The words as they were printed.")
    speaker = serializers.CharField()
    revision = serializers.IntegerField()
    published_at = serializers.DateTimeField()


class ContextSerializer(serializers.Serializer[Any]):
    before = serializers.CharField()
    after = serializers.CharField()


class LookupResultSerializer(serializers.Serializer[Any]):
    """One find. `spans` and the `source` side of `operations` are code points of the capture's `layer` text."""

    status = serializers.ChoiceField(
        choices=AttributionStatus.choices, help_text="The published decision, or unreviewed."
    )
    match = serializers.ChoiceField(choices=MATCHES)
    flags = serializers.ListField(child=serializers.DictField())
    score = serializers.FloatField()
    coverage = serializers.FloatField()
    recorded_words = serializers.CharField()
    spans = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))
    layer = serializers.CharField()
    operations = serializers.ListField(child=serializers.DictField())
    sentences = serializers.ListField(child=serializers.CharField())
    speaker_check = serializers.ChoiceField(choices=SPEAKER_CHECKS)
    recorded_speaker = serializers.CharField(allow_null=True)
    context = ContextSerializer()  # type: ignore[assignment]
    source = serializers.CharField()  # type: ignore[assignment]
    url = serializers.CharField()
    source_id = serializers.UUIDField(allow_null=True)
    title = serializers.CharField()
    tier = serializers.CharField()
    link = serializers.CharField(help_text="Opens the page at the recorded words (text fragment).")
    capture = LookupCaptureSerializer(allow_null=True)
    decision = LookupDecisionSerializer(allow_null=True)


class FailedSourceSerializer(serializers.Serializer[Any]):
    source = serializers.CharField()  # type: ignore[assignment]
    url = serializers.CharField()
    reason = serializers.CharField()


class LookupSearchedSerializer(serializers.Serializer[Any]):
    """What was looked in. `waiting` captures are not in the index yet; `failed` sources could not be had."""

    captures = serializers.IntegerField()
    passages = serializers.IntegerField(allow_null=True, help_text="Null without the scope read.")
    decisions = serializers.IntegerField()
    waiting = serializers.IntegerField()
    failed = FailedSourceSerializer(many=True)
    failed_count = serializers.IntegerField()


class LookupAnswerSerializer(serializers.Serializer[Any]):
    """`total` 0 means: not in what was searched. `reason` says why words could not be looked for (too short, too
    common).
    """

    total = serializers.IntegerField()
    results = LookupResultSerializer(many=True)
    searched = LookupSearchedSerializer()
    reason = serializers.CharField()
