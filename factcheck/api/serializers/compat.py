"""Shapes of Google's Fact Check Tools API (v1alpha1, `claims:search`), which clients of it know.

https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims/search
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

MOST_RESULTS = 100


class ClaimSearchRequestSerializer(serializers.Serializer[Any]):
    """What is asked. What only steers Google's servers (`key`, `alt`, `prettyPrint`) is taken and ignored."""

    query = serializers.CharField(
        max_length=2_000, required=False, default="", allow_blank=True,
        help_text="Words to look for. Required unless reviewPublisherSiteFilter is given.",
    )  # fmt: skip
    languageCode = serializers.CharField(
        max_length=35, required=False, default="", allow_blank=True,
        help_text="BCP 47, for example en-US; the region does not count.",
    )  # fmt: skip
    reviewPublisherSiteFilter = serializers.CharField(
        max_length=253, required=False, default="", allow_blank=True,
        help_text="Only reviews of this site; any other than the newsroom's has none here.",
    )  # fmt: skip
    maxAgeDays = serializers.IntegerField(
        min_value=0, max_value=100_000, required=False, default=None, allow_null=True,
        help_text="By the day of the claim or of the review, whichever is later.",
    )  # fmt: skip
    pageSize = serializers.IntegerField(
        min_value=0, required=False, default=10, help_text=f"At most {MOST_RESULTS} are returned; 0 stands for 10."
    )
    pageToken = serializers.CharField(
        max_length=200, required=False, default="", allow_blank=True,
        help_text="nextPageToken of the answer before; all other parameters as they were then.",
    )  # fmt: skip
    offset = serializers.IntegerField(
        min_value=0, max_value=100_000, required=False, default=0, help_text="Counts only without a pageToken."
    )


class PublisherSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    site = serializers.CharField(help_text="Host of the site, without www.")


class ClaimReviewSerializer(serializers.Serializer[Any]):
    publisher = PublisherSerializer()
    url = serializers.URLField()
    title = serializers.CharField()
    reviewDate = serializers.DateTimeField()
    textualRating = serializers.CharField()
    languageCode = serializers.CharField()


class FactCheckedClaimSerializer(serializers.Serializer[Any]):
    """`claimant` and `claimDate` are left out where they are not known."""

    text = serializers.CharField()
    claimant = serializers.CharField(required=False)
    claimDate = serializers.DateTimeField(required=False)
    claimReview = ClaimReviewSerializer(many=True)


class ClaimSearchAnswerSerializer(serializers.Serializer[Any]):
    """`nextPageToken` is left out on the last page."""

    claims = FactCheckedClaimSerializer(many=True)
    nextPageToken = serializers.CharField(required=False)
