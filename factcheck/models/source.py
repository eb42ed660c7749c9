"""Sources, where words may be found; captures, dated and hashed copies of them; passages, spans of a capture."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from factcheck.models.people import Tier
from factcheck.models.work import Work, WorkQuerySet


class SourceKind(models.TextChoices):
    WEB = "web", "web page"
    FILE = "file", "file"
    TEXT = "text", "text"


class Completeness(models.TextChoices):
    """Whether the record is whole: absence counts only against a complete one."""

    COMPLETE = "complete", "complete record"
    PARTIAL = "partial", "excerpt or summary"
    UNKNOWN = "unknown", "not known"


class LinkState(models.TextChoices):
    """What the last look at a source found."""

    UNSEEN = "unseen", "not looked at yet"
    OK = "ok", "as it was"
    CHANGED = "changed", "changed"
    PASSAGE_MISSING = "passage_missing", "a passage is gone"
    REDIRECTED = "redirected_elsewhere", "redirects elsewhere"
    SOFT_404 = "soft_404", "“not found” page"
    GONE = "gone", "gone"
    BLOCKED = "blocked", "blocked"
    UNREACHABLE = "unreachable", "unreachable"


class Source(Work):
    """A place where words may be found. `key` identifies it: its normalised address, or its path or hash (an address
    too long for an index by its hash).

    A source is due for a capture when `next_attempt_at` has come; with `is_watched` each capture sets the next time.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=500, unique=True, editable=False)
    kind = models.CharField(max_length=4, choices=SourceKind.choices, default=SourceKind.WEB, editable=False)
    url = models.URLField(max_length=2000, blank=True, default="")
    path = models.CharField(max_length=1000, blank=True, default="", editable=False)
    upload_sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    name = models.CharField(max_length=300)
    title = models.CharField(max_length=300, blank=True, default="")
    tier = models.CharField(max_length=2, choices=Tier.choices, default=Tier.UNRATED)
    completeness = models.CharField(max_length=8, choices=Completeness.choices, default=Completeness.UNKNOWN)
    outlet = models.ForeignKey("factcheck.Outlet", null=True, blank=True, on_delete=models.SET_NULL)
    is_private = models.BooleanField(default=True, help_text="Its text is shown to people at the desk only.")
    is_watched = models.BooleanField(default=False, help_text="Looked at again on a schedule.")
    link_state = models.CharField(
        max_length=24, choices=LinkState.choices, default=LinkState.UNSEEN, editable=False, db_index=True
    )
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    quiet_checks = models.PositiveIntegerField(default=0, editable=False)
    etag = models.CharField(max_length=300, blank=True, default="", editable=False)
    last_modified = models.CharField(max_length=100, blank=True, default="", editable=False)
    latest_capture = models.ForeignKey(
        "factcheck.Capture", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkQuerySet["Source"].as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class CaptureQuerySet(models.QuerySet["Capture"]):
    def readable(self) -> CaptureQuerySet:
        """Captures that hold text one can look in."""
        return self.filter(outcome__in=["fetched", "incomplete"]).exclude(text_sha256="")

    def stored(self) -> CaptureQuerySet:
        """Captures whose bytes should lie in the store."""
        return self.exclude(raw_sha256="").filter(bytes_dropped_at__isnull=True)


class Capture(models.Model):
    """One dated copy of a source, or one dated failure to get it. Never changed afterwards.

    The bytes lie in the capture store under `raw_sha256`. `text` is the main text, `visible_text` everything a reader
    of the page sees ("" when both are the same). Offsets everywhere are code points of one of the two.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="captures")
    outcome = models.CharField(max_length=16)
    reason = models.TextField(blank=True, default="")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    final_url = models.CharField(max_length=2000, blank=True, default="")
    # Columns that came later may be empty (NULL): SQLite adds such a one without copying the table of all captures.
    canonical_url = models.CharField(max_length=2000, blank=True, null=True)  # noqa: DJ001 - see above
    hops = models.JSONField(default=list)
    # {"request", "response"}: the first line and the headers of the last exchange as sent and as received; with
    # "redirects" those of the hops before it, each {"url", "address", "request", "response"}.
    heads = models.JSONField(null=True, blank=True)
    request_headers = models.JSONField(default=dict)
    response_headers = models.JSONField(default=dict)
    certificate_sha256 = models.CharField(max_length=64, blank=True, default="")
    robots = models.CharField(max_length=200, blank=True, default="")
    content_type = models.CharField(max_length=200, blank=True, default="")
    encoding = models.CharField(max_length=40, blank=True, default="")
    encoding_reason = models.CharField(max_length=200, blank=True, default="")
    raw_sha256 = models.CharField(max_length=64, blank=True, default="", db_index=True)
    raw_bytes_count = models.PositiveBigIntegerField(default=0)
    is_complete = models.BooleanField(default=True)
    quality = models.FloatField(default=0.0)
    text = models.TextField(blank=True, default="")
    text_sha256 = models.CharField(max_length=64, blank=True, default="")
    visible_text = models.TextField(blank=True, default="")
    turns = models.JSONField(default=list)
    times = models.JSONField(default=list)
    reader = models.CharField(max_length=100, blank=True, default="")
    problem = models.TextField(blank=True, default="")
    title = models.CharField(max_length=300, blank=True, default="")
    published_at = models.CharField(max_length=40, blank=True, default="")
    language = models.CharField(max_length=16, blank=True, default="")
    software = models.CharField(max_length=60, blank=True, default="")
    # Work still to be done on a capture is an empty time: in the lookup index, and against what decisions rest on.
    indexed_at = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)
    watched_at = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)
    # What became of the stored bytes: when they were last held against their hash, since when they are known to be
    # damaged or missing, and when retention removed them (text and hashes stay).
    verified_at = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)
    damaged_at = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)
    bytes_dropped_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CaptureQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [
            models.Index(fields=["source", "-started_at"]),
            # Each lookup counts what it looked in: without reading the rows, which hold whole texts.
            models.Index(fields=["outcome", "indexed_at", "source", "text_sha256"], name="factcheck_capture_searched"),
        ]

    def __str__(self) -> str:
        return f"{self.source} · {self.started_at:%d %b %Y, %H:%M} UTC"

    @property
    def is_stored(self) -> bool:
        """True when its bytes should lie in the store: there were some, and retention did not remove them."""
        return bool(self.raw_sha256) and self.bytes_dropped_at is None

    @property
    def is_readable(self) -> bool:
        """True when there is text one can look in, even if the copy is cut."""
        return self.outcome in {"fetched", "incomplete"} and bool(self.text_sha256)

    def text_of(self, layer: str) -> str:
        """The text the offsets of `layer` count in."""
        return self.visible_text if layer == Layer.VISIBLE and self.visible_text else self.text


class CaptureRetry(Work):
    """Work on a capture (`task`) that a first message did not get done: how often it was sent again, and why it failed.

    The capture says whether the work is done (`indexed_at`, `watched_at`); this row only says when to send it next.
    """

    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="retries")
    task = models.CharField(max_length=40)

    objects = WorkQuerySet["CaptureRetry"].as_manager()

    class Meta:
        verbose_name_plural = "capture retries"
        constraints = [models.UniqueConstraint(fields=["capture", "task"], name="capture_retry_once")]

    def __str__(self) -> str:
        return f"{self.task} {self.capture_id}"


class Layer(models.TextChoices):
    """Which text of a capture an offset counts in."""

    ARTICLE = "article", "article text"
    VISIBLE = "visible", "outside the article body"


class Passage(models.Model):
    """A span of a capture, code points, half-open, with the words around it (W3C TextQuoteSelector)."""

    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="passages")
    layer = models.CharField(max_length=8, choices=Layer.choices, default=Layer.ARTICLE)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=200, blank=True, default="")
    suffix = models.CharField(max_length=200, blank=True, default="")
    recorded_speaker = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["capture", "start"]
        constraints = [
            models.UniqueConstraint(fields=["capture", "layer", "start", "end"], name="passage_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_not_empty"),
        ]

    def __str__(self) -> str:
        return self.exact if len(self.exact) <= 80 else self.exact[:79] + "…"
