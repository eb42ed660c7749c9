"""Review states, and the fields every reviewed item carries: where its work stands, who holds it, what is public."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q


class ReviewState(models.TextChoices):
    """Where the work on a quotation or claim stands. What was decided is another field."""

    GATHERING = "gathering", "gathering sources"
    QUEUED = "queued", "waiting for a reviewer"
    IN_REVIEW = "in_review", "in review"
    SECOND_REVIEW = "second_review", "waiting for a second reader"
    DISPUTED = "disputed", "disputed"
    APPROVED = "approved", "approved"
    PUBLISHED = "published", "published"
    REOPENED = "reopened", "reopened"
    RETRACTED = "retracted", "retracted"
    DISMISSED = "dismissed", "dismissed"


UNREVIEWED = "unreviewed"

# States in which a decision has been signed and accepted; in every other state there is none to show.
DECIDED_STATES = (ReviewState.APPROVED, ReviewState.PUBLISHED, ReviewState.REOPENED, ReviewState.RETRACTED)


class Reviewed(models.Model):
    """What quotations and claims have in common at the desk.

    `version` grows with every transition, so that of two people acting at once the second is told. `round` counts the
    first readings: within one round nobody signs twice. `published_revision` is what the public sees.
    """

    review_state = models.CharField(
        max_length=14, choices=ReviewState.choices, default=ReviewState.GATHERING, editable=False, db_index=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    round = models.PositiveIntegerField(default=0, editable=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_until = models.DateTimeField(null=True, blank=True, editable=False)
    is_legal = models.BooleanField("marked legal", default=False, help_text="A second reader is then always needed.")
    state_changed_at = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        abstract = True

    def is_held_by_other(self, user_id: int | None, now: datetime) -> bool:
        """True while somebody else's lease on the item runs."""
        if self.assigned_to_id is None or self.assigned_to_id == user_id:
            return False
        return self.assigned_until is not None and self.assigned_until > now


def decided_only_when_signed(field: str, name: str) -> models.CheckConstraint:
    """A database constraint: a decision stands exactly in the states that follow a signature."""
    decided = Q(review_state__in=[state.value for state in DECIDED_STATES])
    unreviewed = Q(**{field: UNREVIEWED})
    return models.CheckConstraint(condition=(decided & ~unreviewed) | (~decided & unreviewed), name=name)
