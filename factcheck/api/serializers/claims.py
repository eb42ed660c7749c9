"""Claims, and the evidence beside them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from factcheck.api.serializers.quotations import PassageSerializer, SearchedSerializer
from factcheck.api.serializers.reviewed import ItemSerializer, MoveSerializer, PublicItemSerializer
from factcheck.models import Rating, ViaState
from factcheck.services.outlet_pages import PageShows
from factcheck.text.difference import DifferenceKind


class PublicClaimSerializer(PublicItemSerializer):
    """A published claim."""

    rating = serializers.ChoiceField(source="published_revision.decision", choices=Rating.choices)
    rating_value = serializers.IntegerField(
        source="published_revision.snapshot.rating_value",
        allow_null=True,
        default=None,
        help_text="1 (false) to 5 (true)",
    )


class ClaimSerializer(ItemSerializer):
    """A claim as the newsroom sees it. `score` is its check-worthiness, 0 to 1, with the `reasons` for it."""

    sentence_start = serializers.IntegerField()
    sentence_end = serializers.IntegerField()
    score = serializers.FloatField()
    reasons = serializers.ListField(child=serializers.DictField())
    rating = serializers.ChoiceField(choices=Rating.choices)


class ClaimDetailSerializer(ClaimSerializer):
    """With the moves open to the caller."""

    moves = MoveSerializer(many=True, read_only=True)


class ClaimPassageSerializer(serializers.Serializer[Any]):
    """A passage that bears on the claim: what of both agrees, conflicts or is missing."""

    passage = PassageSerializer()
    source = serializers.CharField(source="passage.capture.source.name")  # type: ignore[assignment]
    url = serializers.CharField(source="passage.capture.source.url")
    tier = serializers.CharField(source="passage.capture.source.tier")
    sha256 = serializers.CharField(source="passage.capture.raw_sha256")
    score = serializers.FloatField()
    signals = serializers.ListField(child=serializers.DictField())
    figures = serializers.CharField()


class OutletLookSerializer(serializers.Serializer[Any]):
    """What an outlet's own pages show of the claim it is credited with: computed, and no part of the rating.

    `state` is what a person said of it; `shows` what the pages showed, with the `reason`, and the `words` there that
    come nearest.
    """

    outlet = serializers.CharField()
    state = serializers.ChoiceField(choices=ViaState.choices)
    shows = serializers.ChoiceField(choices=[each.value for each in PageShows])
    reason = serializers.CharField(allow_blank=True)
    words = serializers.CharField(allow_blank=True)
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    url = serializers.CharField(allow_blank=True)
    searched = SearchedSerializer(many=True)


class ClaimEvidenceSerializer(serializers.Serializer[Any]):
    """`published` is the evidence the shown revision rests on; `passages` (scope read) is everything that was found.

    `outlets` (scope read): what the pages of the outlets it came through show.
    """

    published = serializers.ListField(child=serializers.DictField())
    searched = SearchedSerializer(many=True)
    passages = ClaimPassageSerializer(many=True)
    outlets = OutletLookSerializer(many=True)


class DifferenceSerializer(serializers.Serializer[Any]):
    """What of the claim is another thing in the check's, in the words of both. `telling`: it alone makes two claims."""

    kind = serializers.ChoiceField(choices=[kind.value for kind in DifferenceKind])
    asked_words = serializers.CharField(allow_blank=True)
    other_words = serializers.CharField(allow_blank=True)
    telling = serializers.BooleanField()


class EarlierCheckSerializer(serializers.Serializer[Any]):
    """A check somebody else published: `same` where a reader would call it the same claim."""

    id = serializers.CharField(help_text="As the import gave it; else ours.")
    claim = serializers.CharField()
    claimant = serializers.CharField(allow_blank=True)
    claimed_at = serializers.DateField(allow_null=True)
    publisher = serializers.CharField()
    rating = serializers.CharField(help_text="The publisher's own words.")
    reviewed_at = serializers.DateField(allow_null=True)
    url = serializers.CharField(allow_blank=True)
    score = serializers.FloatField(help_text="How near the claim is, 0 to 1.")
    same = serializers.BooleanField()
    differs = DifferenceSerializer(many=True)


class ClaimChecksSerializer(serializers.Serializer[Any]):
    """`looked_in`: among how many imported checks these were found. `asked`: services asked for more, and what came."""

    looked_in = serializers.IntegerField()
    asked = SearchedSerializer(many=True)
    results = EarlierCheckSerializer(many=True)
