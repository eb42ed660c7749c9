"""Who is credited, by which words, through which outlets: the same part of quotations and claims."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.models import ViaState


class MentionSerializer(serializers.Serializer[Any]):
    """Words of the story with their place, in code points; the place is null where the story has none."""

    text = serializers.CharField()
    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)


class ViaSerializer(serializers.Serializer[Any]):
    """An outlet the words came through, nearest to the story first."""

    outlet = serializers.CharField(source="outlet.name")
    text = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    state = serializers.ChoiceField(choices=ViaState.choices)


class AttributionSerializer(serializers.Serializer[Any]):
    """`speaker` is the person's name; `speaker_mention` the words of the story that stand for them ("she")."""

    speaker = serializers.CharField(source="speaker.name", default="")
    speaker_role = serializers.CharField(source="speaker.role", default="")
    speaker_mention = serializers.SerializerMethodField()
    cue = serializers.SerializerMethodField()
    via = ViaSerializer(source="vias", many=True)

    @extend_schema_field(MentionSerializer(allow_null=True))
    def get_speaker_mention(self, attribution: Any) -> Any:
        return _mention(attribution.speaker_text, attribution.speaker_start, attribution.speaker_end)

    @extend_schema_field(MentionSerializer(allow_null=True))
    def get_cue(self, attribution: Any) -> Any:
        return _mention(attribution.cue_text, attribution.cue_start, attribution.cue_end)


def _mention(text: str, start: int | None, end: int | None) -> Any:
    return {"text": text, "start": start, "end": end} if text else None


class PublicViaSerializer(serializers.Serializer[Any]):
    outlet = serializers.CharField()
    state = serializers.ChoiceField(choices=ViaState.choices)
