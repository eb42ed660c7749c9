"""The search log of a story, and what each comparison found: evidence, never a verdict."""

from __future__ import annotations

from django.db import models

from factcheck.models.quotation import Claim, Quotation, choices_of
from factcheck.models.source import Capture, Layer, Passage, Source
from factcheck.models.work import Work, WorkQuerySet
from factcheck.text.match import Match, Severity, SpeakerCheck


class SearchOutcome(models.TextChoices):
    """How far a source could be looked in. "Not found" counts only what was `searched`."""

    PENDING = "pending", "not looked in yet"
    SEARCHED = "searched", "searched"
    PARTIAL = "partial", "searched in part"
    UNREADABLE = "unreadable", "could not be read"
    UNAVAILABLE = "unavailable", "could not be fetched"


class SearchReason(models.TextChoices):
    """Why a source was looked in."""

    GIVEN = "given", "given"
    LINK = "link", "linked in the story"
    OUTLET = "outlet", "the outlet named"
    ARCHIVE = "archive", "own archive"
    REVIEWER = "reviewer", "added by a reviewer"
    MEMENTO = "memento", "copy in a web archive"
    WEB = "web", "found by a web search"
    SAVE = "save", "saved to a web archive"
    CHECKS = "checks", "asked for checks of others"


# Places that give no sources: a quotation not found was not looked for there, and nothing waits for them.
NO_SOURCES = (SearchReason.SAVE, SearchReason.CHECKS)


class Search(Work):
    """One source looked in for one story: due when its source has a capture it was not compared with."""

    story = models.ForeignKey("factcheck.Story", on_delete=models.CASCADE, related_name="searches")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="searches")
    why = models.CharField(max_length=8, choices=SearchReason.choices, default=SearchReason.GIVEN)
    outcome = models.CharField(
        max_length=12, choices=SearchOutcome.choices, default=SearchOutcome.PENDING, db_index=True
    )
    reason = models.TextField(blank=True, default="")
    capture = models.ForeignKey(Capture, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    searched_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkQuerySet["Search"].as_manager()

    class Meta:
        ordering = ["story", "pk"]
        verbose_name_plural = "searches"
        constraints = [models.UniqueConstraint(fields=["story", "source"], name="search_once")]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_outcome_display()}"


class Comparison(models.Model):
    """One quotation laid beside one capture, as `factcheck.text.compare` saw it. The JSON fields have its shapes."""

    quotation = models.ForeignKey(Quotation, on_delete=models.CASCADE, related_name="comparisons")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="comparisons")
    layer = models.CharField(max_length=8, choices=Layer.choices, default=Layer.ARTICLE)
    match = models.CharField(max_length=12, choices=choices_of(Match))
    severity = models.CharField(max_length=8, choices=choices_of(Severity), default=Severity.NONE.value)
    coverage = models.FloatField(default=0.0)
    flags = models.JSONField(default=list)
    operations = models.JSONField(default=list)
    spans = models.JSONField(default=list)
    sentences = models.JSONField(default=list)
    speaker_check = models.CharField(
        max_length=8, choices=[(s.value, s.value) for s in SpeakerCheck], default=SpeakerCheck.UNKNOWN.value
    )
    recorded_speaker = models.CharField(max_length=200, blank=True, default="")
    recorded_words = models.TextField(blank=True, default="")
    context_before = models.TextField(blank=True, default="")
    context_after = models.TextField(blank=True, default="")
    occurrences = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True, default="")
    passages = models.ManyToManyField(Passage, blank=True, related_name="comparisons")
    software = models.CharField(max_length=60, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["quotation", "-coverage", "pk"]
        constraints = [models.UniqueConstraint(fields=["quotation", "capture"], name="comparison_once")]

    def __str__(self) -> str:
        return f"{self.match} in {self.capture}"

    def as_json(self) -> dict[str, object]:
        """The comparison as evidence shows it: class, flags, places and word operations."""
        return {
            "match": self.match,
            "flags": self.flags,
            "spans": self.spans,
            "operations": self.operations,
            "sentences": self.sentences,
            "recorded_words": self.recorded_words,
            "speaker_check": self.speaker_check,
        }


class ClaimEvidence(models.Model):
    """A passage that bears on a claim, with the signals between the two: what agrees, differs or is missing."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="evidence")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="claim_evidence")
    score = models.FloatField(default=0.0)
    signals = models.JSONField(default=list)
    figures = models.CharField(max_length=12, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["claim", "-score", "pk"]
        verbose_name_plural = "claim evidence"
        constraints = [models.UniqueConstraint(fields=["claim", "passage"], name="claim_evidence_once")]

    def __str__(self) -> str:
        return str(self.passage)
