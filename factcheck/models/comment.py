"""What people at the desk say to each other about a quotation or claim. No part of a decision, never published."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from factcheck.models.append_only import AppendOnly
from factcheck.models.decision import person_key
from factcheck.models.quotation import Claim, Quotation, exactly_one


class Comment(AppendOnly):
    """One wording of a comment. An edit is a further row that `replaces` this one; without text, it withdraws it."""

    quotation = models.ForeignKey(Quotation, null=True, on_delete=models.PROTECT, related_name="comments")
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField(blank=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    author = person_key()
    author_name = models.CharField(max_length=150)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            exactly_one("comment_of_one_item"),
            models.CheckConstraint(condition=~Q(text="") | Q(replaces__isnull=False), name="comment_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.author_name}: {self.text or 'withdrawn'}"
