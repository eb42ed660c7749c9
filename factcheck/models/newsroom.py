"""How the newsroom wants its desk: one row, edited by admins at the desk. Without one, or where it is empty, the
environment holds."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

ONLY_ROW = 1
# Half an hour is what a careful reading of a quotation takes. A guess.
LEASE_MINUTES = 30
LEAST_LEASE_MINUTES, MOST_LEASE_MINUTES = 5, 480  # a working day


class SecondReader(models.TextChoices):
    """When a second person reads. The rules of the statuses hold; a newsroom may ask for more, never less."""

    RULES = "rules", "When the rules ask for one"
    ALWAYS = "always", "Always: everything is read twice"


class NewsroomSettings(models.Model):
    name = models.CharField(
        max_length=100,
        blank=True,
        default="",
        help_text="Shown at the desk, in mails and as the author of exports, e.g. “Harbour Post”. "
        "Empty: NEWSROOM_NAME of the environment.",
    )
    second_reader = models.CharField(
        max_length=6,
        choices=SecondReader.choices,
        default=SecondReader.RULES,
        help_text="The rules always hold, e.g. for what speaks against a named person. For signatures from now on.",
    )
    lease_minutes = models.PositiveSmallIntegerField(
        "minutes an item stays taken",
        default=LEASE_MINUTES,
        validators=[MinValueValidator(LEAST_LEASE_MINUTES), MaxValueValidator(MOST_LEASE_MINUTES)],
        help_text="Without a sign of life of its reviewer; then it goes back to the queue. 5 to 480.",
    )
    retention_days = models.PositiveIntegerField(
        "days of retention",
        null=True,
        blank=True,
        validators=[MaxValueValidator(36_500)],
        help_text="Age from which the bytes of copies nothing rests on are removed each night. 0 keeps everything. "
        "Empty: FACTCHECK_RETENTION_DAYS of the environment.",
    )

    class Meta:
        verbose_name = verbose_name_plural = "newsroom settings"
        constraints = [models.CheckConstraint(condition=Q(pk=ONLY_ROW), name="one_row_of_settings")]

    def __str__(self) -> str:
        return "newsroom settings"

    @property
    def shown_name(self) -> str:
        return self.name or str(settings.NEWSROOM_NAME)

    @property
    def lease(self) -> timedelta:
        return timedelta(minutes=self.lease_minutes)

    @property
    def days_kept(self) -> int:
        """0: nothing is removed."""
        return int(settings.RETENTION_DAYS) if self.retention_days is None else self.retention_days
