"""Requests sent with an Idempotency-Key, and the answers that are given again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

# How long an answer is kept for being given again.
KEPT = timedelta(hours=24)
# A request without an answer for so long was broken off; the next one with its key may try.
BROKEN_OFF = timedelta(minutes=5)


class IdempotentRequestQuerySet(models.QuerySet["IdempotentRequest"]):
    def outdated(self, now: datetime) -> IdempotentRequestQuerySet:
        """Answers nobody will ask for again, and requests that were broken off."""
        return self.filter(
            models.Q(created_at__lt=now - KEPT) | models.Q(status__isnull=True, created_at__lt=now - BROKEN_OFF)
        )


class IdempotentRequest(models.Model):
    """One key of one user. `fingerprint` is the sha256 over path and content; without `status` it is worked on."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    location = models.CharField(max_length=2000, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = IdempotentRequestQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="idempotency_key_once")]

    def __str__(self) -> str:
        return self.key
