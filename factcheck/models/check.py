"""Checks that others published, imported, and the words they are found by."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models


class EarlierCheck(models.Model):
    """What a publisher found of a claim. Information for those who check the claim again, never our judgement.

    One row for a claim of a publisher: a check that was republished, or met in another feed, is the same row. `raw` is
    the record as it came; `key` is what it is known again by; `given_id` the id an import gave it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=64, unique=True, editable=False)
    given_id = models.CharField(max_length=200, blank=True, default="", db_index=True)
    claim = models.TextField()
    claimant = models.CharField(max_length=300, blank=True, default="")
    claimed_at = models.DateField(null=True, blank=True, help_text="When the claim was made.")
    publisher = models.CharField(max_length=300)
    publisher_site = models.CharField(max_length=300, blank=True, default="")
    url = models.CharField(max_length=2000, blank=True, default="")
    title = models.TextField(blank=True, default="")
    rating = models.TextField()
    rating_value = models.FloatField(null=True, blank=True)
    best_rating = models.FloatField(null=True, blank=True)
    worst_rating = models.FloatField(null=True, blank=True)
    reviewed_at = models.DateField(null=True, blank=True, db_index=True)
    language = models.CharField(max_length=35, blank=True, default="")
    imported_from = models.CharField(max_length=500)
    imported_at = models.DateTimeField(auto_now_add=True)
    # Other addresses and days under which the publisher gave the same check: {"url", "rating", "reviewed_at"}.
    republished = models.JSONField(default=list, blank=True)
    raw = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.rating[:60]}"

    @property
    def shown_id(self) -> Any:
        """The id the import gave, as it was given; else ours."""
        given = self.raw.get("id") if self.given_id else None
        if given is not None and str(given) == self.given_id:
            return given
        return self.given_id or str(self.public_id)


class CheckWord(models.Model):
    """A word of a check's claim, as the number of its concept (`factcheck.text.concepts`). Derived data."""

    word = models.IntegerField()
    check_row = models.ForeignKey(EarlierCheck, on_delete=models.CASCADE, related_name="words")

    class Meta:
        indexes = [models.Index(fields=["word", "check_row"], name="check_by_word")]

    def __str__(self) -> str:
        return f"{self.word} in {self.check_row_id}"


class CheckWordCount(models.Model):
    """In how many claims of checks a word stands: how much it tells. Derived, as `CheckWord` is."""

    word = models.IntegerField(primary_key=True)
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.word}: {self.count}"
