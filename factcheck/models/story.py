"""A story: the text whose quotations and claims are looked into."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from factcheck.models.work import Work, WorkQuerySet


class Stage(models.TextChoices):
    """How far the machine's work on a story has come."""

    RECEIVED = "received", "received"
    GATHERING = "gathering", "gathering sources"
    READY = "ready", "ready to read"
    FAILED = "failed", "failed"


class Origin(models.TextChoices):
    PASTED = "pasted", "pasted"
    FILE = "file", "file"
    URL = "url", "web address"
    API = "api", "API"


class StoryQuerySet(WorkQuerySet["Story"]):
    def published(self) -> StoryQuerySet:
        """Stories with something published, the only ones a reader without a desk account may know of."""
        return self.filter(
            models.Q(quotations__published_revision__isnull=False) | models.Q(claims__published_revision__isnull=False)
        ).distinct()


class Story(Work):
    """`text` is the story as captured; every offset of its quotations and claims is a code point of it.

    `fingerprint` is the sha256 over text and given sources: the same paste twice is the same story.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=300, blank=True, default="")
    url = models.URLField(max_length=2000, blank=True, default="", help_text="Where the story stands, if it does.")
    text = models.TextField(blank=True, default="")
    text_sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, default="", db_index=True, editable=False)
    language = models.CharField(max_length=16, blank=True, default="")
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.PASTED, editable=False)
    file_name = models.CharField(max_length=255, blank=True, default="", editable=False)
    raw_sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    links = models.JSONField(default=list, editable=False, help_text="Addresses the story links to.")
    outlet = models.ForeignKey("factcheck.Outlet", null=True, blank=True, on_delete=models.SET_NULL)
    published_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True, help_text="When it must be ready; the queue goes by it.")
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="written_stories",
        help_text="Who wrote it: their own decisions on it need a second reader.",
    )
    stage = models.CharField(
        max_length=10, choices=Stage.choices, default=Stage.RECEIVED, editable=False, db_index=True
    )
    problem = models.TextField(blank=True, default="", editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "stories"
        constraints = [
            # What failed may be given again.
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=~models.Q(fingerprint="") & ~models.Q(stage=Stage.FAILED),
                name="story_once",
            )
        ]
        # What people may do at the desk, story by story; the roles that hold them are made by migration 0002.
        permissions = [
            ("submit", "Can submit stories"),
            ("review", "Can take, read and sign quotations and claims"),
            ("edit", "Can settle disputes and retract"),
            ("publish", "Can publish"),
            ("manage_sources", "Can add, rate and watch sources"),
            ("read_audit", "Can read the audit chain"),
        ]

    def __str__(self) -> str:
        return self.title or self.file_name or self.url or f"Story {self.pk}"
