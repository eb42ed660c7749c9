"""Alerts: a source no longer says what a decision rests on."""

from __future__ import annotations

from django.db import models

from factcheck.models.source import Capture, Passage, Source


class AlertKind(models.TextChoices):
    CHANGED = "changed", "words changed"
    MISSING = "missing", "words gone"
    REPLACED = "replaced", "another page in its place"
    REMOVED = "removed", "article withdrawn"
    NOTE = "note", "changed elsewhere on the page"


class AlertState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", "seen once"
    OPEN = "open", "open"
    SETTLED = "settled", "settled"


class Alert(models.Model):
    """A tracked passage as it was, and as the newer capture has it. `operations` lie between the two.

    Of an article that was withdrawn `now` is the sentence in which the page says so, of a replaced one the new title.

    A note has no passage: it says what was reworded in the article around them, and asks nothing of anybody. Its
    `operations` are article changes (kind, before, after), `before` and `now` their words, a line each.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="alerts")
    passage = models.ForeignKey(Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="alerts")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=8, choices=AlertKind.choices)
    state = models.CharField(max_length=12, choices=AlertState.choices, default=AlertState.OPEN, db_index=True)
    before = models.TextField(blank=True, default="")
    now = models.TextField(blank=True, default="")
    operations = models.JSONField(default=list)
    words_gone = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(
        null=True, blank=True, help_text="When a later copy had the recorded words again."
    )

    digested_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When a mail about it went out; empty while none did."
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["passage", "capture"], name="alert_once")]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_kind_display()}"
