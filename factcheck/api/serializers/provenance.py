"""Where a quotation came by, and how else it is worded."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.links import address_of
from factcheck.api.serializers.quotations import MATCHES
from factcheck.models import AttributionStatus, ViaState

PARTS = [(part, part) for part in ("story", "outlet", "speaker", "record")]
KINDS = [("printed", "in a story"), ("recorded", "in a record")]


class ChainLinkSerializer(serializers.Serializer[Any]):
    """One place the words passed through. `words` are as this place has them; of a speaker, the words that credit
    them.
    """

    part = serializers.ChoiceField(choices=PARTS)
    name = serializers.CharField()
    state = serializers.ChoiceField(
        choices=ViaState.choices, allow_blank=True, help_text="Of an outlet: whether its part is confirmed."
    )
    words = serializers.CharField()
    url = serializers.CharField()
    link = serializers.CharField(help_text="Opens the page at the words (text fragment).")
    published_at = serializers.CharField(allow_null=True, help_text="As the place itself gives it.")
    match = serializers.ChoiceField(choices=MATCHES, allow_blank=True, help_text="Of a record: printed against it.")
    tier = serializers.CharField()
    recorded_speaker = serializers.CharField()
    source_id = serializers.UUIDField(allow_null=True)
    capture = serializers.UUIDField(allow_null=True)
    sha256 = serializers.CharField()
    captured_at = serializers.CharField(allow_null=True)


class ChainSerializer(serializers.Serializer[Any]):
    """`links` from the story to the record."""

    quotation = serializers.UUIDField()
    links = ChainLinkSerializer(many=True)


class VariantSerializer(serializers.Serializer[Any]):
    """Another wording. `match` and `operations` say how the quotation asked for stands to it; `match` is "" where the
    two only lie on the same words of a record.
    """

    kind = serializers.ChoiceField(choices=KINDS)
    text = serializers.CharField()
    match = serializers.ChoiceField(choices=MATCHES, allow_blank=True)
    operations = serializers.ListField(child=serializers.DictField())
    speaker = serializers.CharField()
    outlet = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()
    link = serializers.CharField(help_text="Opens the page at the words (text fragment).")
    published_at = serializers.CharField(allow_null=True)
    tier = serializers.CharField()
    quotation = serializers.UUIDField(allow_null=True)
    quotation_href = serializers.SerializerMethodField()
    status = serializers.ChoiceField(
        choices=AttributionStatus.choices, allow_blank=True, help_text="Of a printed wording: what was decided of it."
    )
    source_id = serializers.UUIDField(allow_null=True)
    capture = serializers.UUIDField(allow_null=True)
    sha256 = serializers.CharField()

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_quotation_href(self, variant: dict[str, Any]) -> str | None:
        if variant["quotation"] is None:
            return None
        return address_of("quotation", variant["quotation"], request=self.context.get("request"))


class VariantsSerializer(serializers.Serializer[Any]):
    """The earliest known first; those without a date last. At most fifty."""

    quotation = serializers.UUIDField()
    results = VariantSerializer(many=True)
