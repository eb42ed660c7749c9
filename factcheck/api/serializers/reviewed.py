"""What quotations and claims have in common: what is published of them, where their review stands, how it is moved."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.attribution import AttributionSerializer, PublicViaSerializer
from factcheck.api.serializers.links import address_of
from factcheck.api.serializers.strict import StrictSerializer
from factcheck.models import ReviewState, RevisionKind

# In place of a state: sign, and let the rules choose between approval and a second reader.
SIGN = "sign"
DESTINATIONS = [*ReviewState.choices, (SIGN, "sign, the rules choose where it goes")]


class StoryLinkSerializer(serializers.Serializer[Any]):
    """The story an item stands in."""

    id = serializers.UUIDField(source="public_id")
    href = serializers.SerializerMethodField()
    title = serializers.CharField(source="__str__")
    url = serializers.CharField()

    @extend_schema_field(serializers.URLField())
    def get_href(self, story: Any) -> str:
        return address_of("story", story.public_id, request=self.context.get("request"))


class RevisionSerializer(serializers.Serializer[Any]):
    """One published state of an item, frozen: `snapshot` is the whole of it, `sha256` the hash of its canonical
    JSON.
    """

    id = serializers.UUIDField(source="public_id")
    number = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=RevisionKind.choices)
    decision = serializers.CharField()
    reason = serializers.CharField()
    published_at = serializers.DateTimeField()
    sha256 = serializers.CharField()
    snapshot = serializers.DictField()
    is_whole = serializers.BooleanField(
        help_text="False where private sources are left unnamed in `snapshot`: `sha256` is of the whole, which the "
        "newsroom keeps."
    )


class RevisionsSerializer(serializers.Serializer[Any]):
    results = RevisionSerializer(many=True)


class RevisionLinkSerializer(serializers.Serializer[Any]):
    """Which revision is shown; `history` of the item has all of them."""

    number = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=RevisionKind.choices)
    decision = serializers.CharField()
    published_at = serializers.DateTimeField()
    sha256 = serializers.CharField()


class PublicItemSerializer(serializers.Serializer[Any]):
    """Read from the published revision alone, never from the row it was frozen from: the row goes on being worked
    on.
    """

    id = serializers.UUIDField(source="public_id")
    href = serializers.SerializerMethodField()
    story = serializers.DictField(
        source="published_revision.snapshot.story", default=dict, help_text="id, title, url, sha256"
    )
    text = serializers.CharField(source="published_revision.snapshot.text", default="")
    speaker = serializers.CharField(source="published_revision.snapshot.speaker", default="")
    cue = serializers.CharField(source="published_revision.snapshot.cue", default="")
    via = PublicViaSerializer(source="published_revision.snapshot.via", many=True, default=())
    decision_name = serializers.CharField(source="published_revision.snapshot.decision_name", default="")
    revision = RevisionLinkSerializer(source="published_revision")

    @extend_schema_field(serializers.URLField())
    def get_href(self, item: Any) -> str:
        return address_of(item._meta.model_name, item.public_id, request=self.context.get("request"))


class ItemSerializer(serializers.Serializer[Any]):
    """As the newsroom sees it. `version` grows with every move; the ETag of the item carries it."""

    id = serializers.UUIDField(source="public_id")
    href = serializers.SerializerMethodField()
    story = StoryLinkSerializer()
    number = serializers.IntegerField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    text = serializers.CharField()
    attribution = serializers.SerializerMethodField()
    review_state = serializers.ChoiceField(choices=ReviewState.choices)
    state_changed_at = serializers.DateTimeField()
    version = serializers.IntegerField()
    is_legal = serializers.BooleanField()
    assigned_to = serializers.CharField(source="assigned_to.username", default=None, allow_null=True)
    assigned_until = serializers.DateTimeField(allow_null=True)
    revision = RevisionLinkSerializer(source="published_revision", allow_null=True)

    @extend_schema_field(serializers.URLField())
    def get_href(self, item: Any) -> str:
        return address_of(item._meta.model_name, item.public_id, request=self.context.get("request"))

    @extend_schema_field(AttributionSerializer(allow_null=True))
    def get_attribution(self, item: Any) -> Any:
        attribution = getattr(item, "attribution", None)
        return AttributionSerializer(attribution).data if attribution is not None else None


class MoveSerializer(serializers.Serializer[Any]):
    """A way open to the caller from where the item stands."""

    to = serializers.ChoiceField(choices=ReviewState.choices, source="to_state")
    act = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    needs_reason = serializers.BooleanField()
    signs = serializers.BooleanField()


class TransitionSerializer(StrictSerializer):
    """A move of an item. `decision`, `passages` and `note` belong to moves that sign; `passages` are ids of passages
    from the item's evidence. Publishing an item that has been published before is a correction and needs `was_wrong`
    and `found_how`, which become public.
    """

    to = serializers.ChoiceField(choices=DESTINATIONS)
    decision = serializers.CharField(required=False, max_length=24)
    passages = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1), required=False, max_length=100
    )
    note = serializers.CharField(required=False, max_length=10_000, allow_blank=True)
    reason = serializers.CharField(required=False, max_length=10_000, allow_blank=True)
    was_wrong = serializers.CharField(required=False, max_length=10_000, allow_blank=True)
    found_how = serializers.CharField(required=False, max_length=10_000, allow_blank=True)
