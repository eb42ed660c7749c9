"""The queues of the desk, and what is taken from them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from factcheck.api.serializers.claims import ClaimDetailSerializer
from factcheck.api.serializers.quotations import QuotationDetailSerializer
from factcheck.api.serializers.strict import StrictSerializer

ITEM_TYPES = [("quotation", "quotation"), ("claim", "claim")]


class QueueCountSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    oldest_at = serializers.DateTimeField(allow_null=True)


class QueueSerializer(serializers.Serializer[Any]):
    """A queue as the caller has it. `take` is where its next item is taken, null for one that is not taken from."""

    name = serializers.CharField()
    title = serializers.CharField()
    quotations = QueueCountSerializer()
    claims = QueueCountSerializer()
    take = serializers.URLField(allow_null=True)


class QueuesSerializer(serializers.Serializer[Any]):
    results = QueueSerializer(many=True)


class TakeSerializer(StrictSerializer):
    """What to take."""

    type = serializers.ChoiceField(choices=ITEM_TYPES, required=False, default="quotation")


class TakenSerializer(serializers.Serializer[Any]):
    """The item that is the caller's now, as one of `quotation` and `claim`; both null when nothing waits."""

    quotation = QuotationDetailSerializer(allow_null=True)
    claim = ClaimDetailSerializer(allow_null=True)
