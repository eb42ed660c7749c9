"""The host gate: one row a host, so that all workers together keep the manners of one polite reader."""

from __future__ import annotations

from django.db import models


class HostGate(models.Model):
    """When a host was asked last, who is there now, and how it has behaved. Times are UTC, by the database's clock.

    `left_at` is the end of the last visit; each newcomer leaves its own gap after it. `busy_until` is set while a visit
    is under way, and frees the host should its worker die.
    """

    host = models.CharField(max_length=260, unique=True)
    # Kept for workers of the version before, during an upgrade; nothing reads it now.
    next_allowed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    busy_until = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    retry_after_until = models.DateTimeField(null=True, blank=True)
    robots_text = models.TextField(blank=True, default="")
    robots_wait_reason = models.TextField(blank=True, default="")
    robots_fetched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["host"]

    def __str__(self) -> str:
        return self.host
