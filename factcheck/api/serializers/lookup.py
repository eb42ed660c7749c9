"""The lookup: what is asked, and the shape of the answer (which `factcheck.services.lookup_answer` makes)."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from factcheck.api.serializers.provenance import ChainLinkSerializer, VariantSerializer
from factcheck.api.serializers.quotations import MATCHES, SPEAKER_CHECKS
from factcheck.api.serializers.strict import StrictSerializer
from factcheck.models import AttributionStatus
from factcheck.services.lookup import MOST_CHARACTERS, MOST_RESULTS
from factcheck.services.lookup_more import PARTS

MOST_ITEMS = 100


class PartsField(serializers.CharField):
    """Names of parts, with commas between them or as a list; the value is a tuple without doubles."""

    def to_internal_value(self, data: Any) -> Any:
        names = data if isinstance(data, list) else str(data).split(",")
        wanted = tuple(dict.fromkeys(str(name).strip() for name in names if str(name).strip()))
        if unknown := [name[:100] for name in wanted if name not in PARTS]:
            raise serializers.ValidationError(f"There is no part “{unknown[0]}”. Expected: {', '.join(PARTS)}.")
        return wanted


class LookupRequestSerializer(StrictSerializer):
    """Words to look up, as somebody quotes them."""

    text = serializers.CharField(max_length=MOST_CHARACTERS, help_text=f"At most {MOST_CHARACTERS:,} characters.")
    speaker = serializers.CharField(
        max_length=200, required=False, default="", allow_blank=True, help_text="Who is said to have said it."
    )
    outlet = serializers.CharField(
        max_length=200, required=False, default="", allow_blank=True,
        help_text="Where they are said to stand, by the outlet's name or host: its records come first among equals.",
    )  # fmt: skip
    include = PartsField(
        max_length=100, required=False, default=(), allow_blank=True,  # type: ignore[arg-type]
        help_text="Further parts of each result, with commas between them: evidence, chain, variants.",
    )  # fmt: skip
    limit = serializers.IntegerField(min_value=1, max_value=MOST_RESULTS, required=False, default=10)


class LookupItemSerializer(LookupRequestSerializer):
    """One of many lookups; its answer carries the `reference_id` it was given."""

    reference_id = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)


class LookupBatchSerializer(StrictSerializer):
    """Up to a hundred lookups in one request."""

    items = LookupItemSerializer(many=True, allow_empty=False, max_length=MOST_ITEMS)  # type: ignore[call-arg]


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
    outlet = serializers.CharField()
    outlet_check = serializers.ChoiceField(choices=SPEAKER_CHECKS, help_text="Against the outlet asked for.")
    url = serializers.CharField()
    source_id = serializers.UUIDField(allow_null=True)
    title = serializers.CharField()
    tier = serializers.CharField()
    link = serializers.CharField(help_text="Opens the page at the recorded words (text fragment).")
    capture = LookupCaptureSerializer(allow_null=True)
    decision = LookupDecisionSerializer(allow_null=True)
    evidence = serializers.ListField(
        child=serializers.DictField(), required=False, help_text="Where included: the published evidence."
    )
    chain = ChainLinkSerializer(many=True, required=False, help_text="Where included: from the story to the record.")
    variants = VariantSerializer(many=True, required=False, help_text="Where included: other wordings of the decision.")


class LookupEarliestSerializer(serializers.Serializer[Any]):
    """The record that is known first. `day` is its publication as it dates itself, else that of its capture."""

    source = serializers.CharField()  # type: ignore[assignment]
    url = serializers.CharField()
    day = serializers.DateField()
    is_published = serializers.BooleanField(help_text="False where `day` is the day of the capture.")
    capture = serializers.UUIDField()
    recorded_words = serializers.CharField()


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
    earliest = LookupEarliestSerializer(allow_null=True)
    searched = LookupSearchedSerializer()
    reason = serializers.CharField()


class LookupItemAnswerSerializer(LookupAnswerSerializer):
    """The answer to one of many. Where the item could not be looked up it holds `problem` and nothing else."""

    reference_id = serializers.CharField()
    problem = serializers.DictField(required=False, help_text="As the lookup alone would have answered (RFC 9457).")
    total = serializers.IntegerField(required=False)
    results = LookupResultSerializer(many=True, required=False)
    earliest = LookupEarliestSerializer(allow_null=True, required=False)
    searched = LookupSearchedSerializer(required=False)
    reason = serializers.CharField(required=False)


class LookupBatchAnswerSerializer(serializers.Serializer[Any]):
    """The answers in the order of the items."""

    items = LookupItemAnswerSerializer(many=True)
