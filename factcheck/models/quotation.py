"""Quotations and claims of a story, and the attribution that ties them to a speaker, a cue and outlets."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from factcheck.models.review import Reviewed, decided_only_when_signed
from factcheck.models.statuses import AttributionStatus, Rating
from factcheck.text.match import Match, Severity
from factcheck.text.quotations import Confidence, QuotationType


def choices_of(states: type[Match] | type[Severity] | type[Confidence] | type[QuotationType]) -> list[tuple[str, str]]:
    """Django choices of a StrEnum of the text layer."""
    return [(state.value, state.value.replace("_", " ")) for state in states]


class Quotation(Reviewed):
    """Words a story puts between marks: `story.text[start:end]`, without the outer marks.

    `match` is what the machine saw in the best comparison ("" until one exists) and is nobody's judgement;
    `attribution_status` is what people signed. `weight` orders the queue: the severity rank of the best comparison.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    story = models.ForeignKey("factcheck.Story", on_delete=models.CASCADE, related_name="quotations")
    number = models.PositiveIntegerField(editable=False)
    start = models.PositiveIntegerField(editable=False)
    end = models.PositiveIntegerField(editable=False)
    text = models.TextField(editable=False)
    type = models.CharField(max_length=8, choices=choices_of(QuotationType), editable=False)
    rule = models.CharField(max_length=60, blank=True, default="", editable=False)
    confidence = models.CharField(max_length=6, choices=choices_of(Confidence), editable=False)
    is_closed = models.BooleanField(default=True, editable=False)
    match = models.CharField(
        max_length=12, choices=choices_of(Match), blank=True, default="", editable=False, db_index=True
    )
    weight = models.PositiveSmallIntegerField(default=0, editable=False)
    best_comparison = models.ForeignKey(
        "factcheck.Comparison", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    attribution_status = models.CharField(
        max_length=24,
        choices=AttributionStatus.choices,
        default=AttributionStatus.UNREVIEWED,
        editable=False,
        db_index=True,
    )
    published_revision = models.ForeignKey(
        "factcheck.Revision", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["story", "start"]
        indexes = [
            # Lists without a queue begin with what moved last.
            models.Index(fields=["state_changed_at", "id"], name="quotation_by_age"),
            # Queues are counted and put in order from this one alone: `queries.in_queue`, `queries.queue_order`.
            models.Index(
                fields=["review_state", "story", "weight", "state_changed_at", "assigned_to", "assigned_until"],
                name="quotation_queue",
            ),
            # And so are the figures of outlets and of matches over time.
            models.Index(
                fields=["review_state", "state_changed_at", "attribution_status", "story"], name="quotation_settled"
            ),
            models.Index(fields=["story", "match"], name="quotation_match_of_story"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["story", "start", "end"], name="quotation_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="quotation_not_empty"),
            decided_only_when_signed("attribution_status", "quotation_decided_only_when_signed"),
        ]

    def __str__(self) -> str:
        return f"“{self.text if len(self.text) <= 80 else self.text[:79] + '…'}”"

    @property
    def decision(self) -> str:
        return self.attribution_status


class Claim(Reviewed):
    """A statement of a story that can be true or false: `story.text[start:end]`, inside its sentence."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    story = models.ForeignKey("factcheck.Story", on_delete=models.CASCADE, related_name="claims")
    number = models.PositiveIntegerField(editable=False)
    start = models.PositiveIntegerField(editable=False)
    end = models.PositiveIntegerField(editable=False)
    text = models.TextField(editable=False)
    sentence_start = models.PositiveIntegerField(editable=False)
    sentence_end = models.PositiveIntegerField(editable=False)
    score = models.FloatField(editable=False, help_text="Check-worthiness, 0 to 1.")
    reasons = models.JSONField(default=list, editable=False)
    rating = models.CharField(
        max_length=12, choices=Rating.choices, default=Rating.UNREVIEWED, editable=False, db_index=True
    )
    published_revision = models.ForeignKey(
        "factcheck.Revision", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["story", "start"]
        indexes = [
            models.Index(fields=["state_changed_at", "id"], name="claim_by_age"),
            models.Index(
                fields=["review_state", "story", "score", "state_changed_at", "assigned_to", "assigned_until"],
                name="claim_queue",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["story", "start", "end"], name="claim_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="claim_not_empty"),
            models.CheckConstraint(condition=Q(score__gte=0) & Q(score__lte=1), name="claim_score_between_0_and_1"),
            decided_only_when_signed("rating", "claim_decided_only_when_signed"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 100 else self.text[:99] + "…"

    @property
    def decision(self) -> str:
        return self.rating


def exactly_one(name: str) -> models.CheckConstraint:
    """A database constraint: the row is about one quotation or one claim."""
    return models.CheckConstraint(
        condition=Q(quotation__isnull=False, claim__isnull=True) | Q(quotation__isnull=True, claim__isnull=False),
        name=name,
    )


class Attribution(models.Model):
    """Who is credited, by which words of the story. Offsets are code points of the story's text.

    `speaker_text` is the mention as written ("she"); `speaker` the person it stands for, when that can be told.
    """

    quotation = models.OneToOneField(
        Quotation, null=True, blank=True, on_delete=models.CASCADE, related_name="attribution"
    )
    claim = models.OneToOneField(Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="attribution")
    speaker = models.ForeignKey(
        "factcheck.Speaker", null=True, blank=True, on_delete=models.PROTECT, related_name="attributions"
    )
    speaker_text = models.TextField(blank=True, default="")
    speaker_start = models.PositiveIntegerField(null=True, blank=True)
    speaker_end = models.PositiveIntegerField(null=True, blank=True)
    cue_text = models.CharField(max_length=200, blank=True, default="")
    cue_start = models.PositiveIntegerField(null=True, blank=True)
    cue_end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [exactly_one("attribution_of_one_item")]

    def __str__(self) -> str:
        return self.speaker_text or "no speaker named"


class ViaState(models.TextChoices):
    """Whether the outlet's own page was seen to carry the words."""

    UNCONFIRMED = "unconfirmed", "not confirmed"
    CONFIRMED = "confirmed", "confirmed"
    CONTRADICTED = "contradicted", "contradicted"


class Via(models.Model):
    """One outlet of the chain the words came through; `position` 0 is nearest to the story."""

    attribution = models.ForeignKey(Attribution, on_delete=models.CASCADE, related_name="vias")
    outlet = models.ForeignKey("factcheck.Outlet", on_delete=models.PROTECT, related_name="vias")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=200)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=ViaState.choices, default=ViaState.UNCONFIRMED)

    class Meta:
        ordering = ["attribution", "position"]
        constraints = [models.UniqueConstraint(fields=["attribution", "position"], name="via_position_once")]

    def __str__(self) -> str:
        return str(self.outlet)
