"""What people did: review steps with their evidence, published revisions, and the audit chain behind all of it."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.models.append_only import AppendOnly
from factcheck.models.quotation import Claim, Quotation, exactly_one
from factcheck.models.review import ReviewState
from factcheck.models.source import Passage

GENESIS_HASH = "0" * 64


class Reader(models.TextChoices):
    """In which part somebody signed."""

    FIRST = "first", "first reader"
    SECOND = "second", "second reader"
    EDITOR = "editor", "editor"


def person_key() -> models.ForeignKey[Any, Any]:
    """A user named in a row that outlives the account: no database constraint, and the name is stored beside it."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, db_constraint=False, on_delete=models.DO_NOTHING, related_name="+"
    )


class ReviewStep(AppendOnly):
    """One move of an item between review states; with `reader` set it is a signature under `decision`.

    `decision` is an attribution status or a rating. The constraint below is the database's own guard that nobody signs
    twice in one round, whatever the code above it does.
    """

    quotation = models.ForeignKey(Quotation, null=True, on_delete=models.PROTECT, related_name="steps")
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=14, choices=ReviewState.choices)
    to_state = models.CharField(max_length=14, choices=ReviewState.choices)
    round = models.PositiveIntegerField(default=0)
    reader = models.CharField(max_length=6, choices=Reader.choices, blank=True, default="")
    decision = models.CharField(max_length=24, blank=True, default="")
    note = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    # What the signer saw, frozen: the tier of each passage's source by the id of its capture; of a quotation also its
    # match, and the comparison with each capture.
    seen = models.JSONField(null=True, editable=False)
    actor = person_key()
    actor_name = models.CharField(max_length=150)
    salt = models.CharField(max_length=32, blank=True, default="", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["created_at"], name="step_by_time")]
        constraints = [
            exactly_one("step_of_one_item"),
            models.UniqueConstraint(
                fields=["quotation", "round", "actor"], condition=~Q(reader=""), name="quotation_signed_once_a_round"
            ),
            models.UniqueConstraint(
                fields=["claim", "round", "actor"], condition=~Q(reader=""), name="claim_signed_once_a_round"
            ),
            models.CheckConstraint(condition=Q(reader="") | ~Q(decision=""), name="signature_has_decision"),
            models.CheckConstraint(condition=Q(reader="") | Q(actor__isnull=False), name="signature_has_person"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.from_state} → {self.to_state}"

    def computed_seal(self) -> str:
        """sha256 over what was signed, kept in the audit chain, which has the time of the step beside it.

        The salt is why a second reader cannot find the first decision by trying all there are.
        """
        fields = {
            "salt": self.salt,
            "quotation": self.quotation_id,
            "claim": self.claim_id,
            "from_state": self.from_state,
            "to_state": self.to_state,
            "round": self.round,
            "reader": self.reader,
            "decision": self.decision,
            "note": self.note,
            "reason": self.reason,
            "seen": self.seen,
            "actor": self.actor_id,
            "actor_name": self.actor_name,
        }
        return hashlib.sha256(canonical_json(fields).encode()).hexdigest()


class Evidence(models.Model):
    """A passage a signature rests on; it keeps the passage, its capture and its source from being deleted."""

    step = models.ForeignKey(ReviewStep, on_delete=models.PROTECT, related_name="evidence")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="evidence")

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [models.UniqueConstraint(fields=["step", "passage"], name="evidence_once")]

    def __str__(self) -> str:
        return str(self.passage)


class RevisionKind(models.TextChoices):
    PUBLISHED = "published", "published"
    CORRECTION = "correction", "correction"
    CONFIRMED = "confirmed", "confirmed again"
    RETRACTION = "retraction", "retracted"


class Revision(AppendOnly):
    """What the public was shown from `published_at` on, frozen: `snapshot` is the whole of it, `sha256` its hash."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    quotation = models.ForeignKey(Quotation, null=True, on_delete=models.PROTECT, related_name="revisions")
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=RevisionKind.choices)
    decision = models.CharField(max_length=24)
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reason = models.TextField(blank=True, default="")
    publisher = person_key()
    publisher_name = models.CharField(max_length=150)
    published_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            exactly_one("revision_of_one_item"),
            models.UniqueConstraint(fields=["quotation", "number"], name="quotation_revision_once"),
            models.UniqueConstraint(fields=["claim", "number"], name="claim_revision_once"),
        ]

    def __str__(self) -> str:
        return f"revision {self.number} ({self.get_kind_display()})"

    def computed_sha256(self) -> str:
        """sha256 over the canonical JSON of the snapshot."""
        return hashlib.sha256(canonical_json(self.snapshot).encode()).hexdigest()

    def computed_seal(self) -> str:
        """sha256 over the columns that pages and the API show beside the snapshot, kept in the audit chain."""
        fields = {
            "public_id": str(self.public_id),
            "quotation": self.quotation_id,
            "claim": self.claim_id,
            "number": self.number,
            "kind": str(self.kind),
            "decision": self.decision,
            "sha256": self.sha256,
            "reason": self.reason,
            "publisher": self.publisher_id,
            "publisher_name": self.publisher_name,
            "published_at": self.published_at.isoformat(),
        }
        return hashlib.sha256(canonical_json(fields).encode()).hexdigest()


def canonical_json(value: Any) -> str:
    """The one spelling of a JSON value that is hashed: sorted keys, no spaces, text unescaped."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class AuditHead(models.Model):
    """One row: the last link of the chain. Locking it puts writers in line; losing the tail of the chain shows."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS_HASH)

    def __str__(self) -> str:
        return f"{self.sequence}: {self.hash[:12]}"


class AuditEntry(AppendOnly):
    """One act: who, when, what, old and new value, why, on which evidence; chained to the entry before by hash."""

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = person_key()
    actor_name = models.CharField(max_length=150)
    act = models.CharField(max_length=60, db_index=True)
    item_type = models.CharField(max_length=40)
    item_id = models.PositiveBigIntegerField()
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    reason = models.TextField(blank=True, default="")
    evidence = models.JSONField(default=list)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["item_type", "item_id"])]

    def __str__(self) -> str:
        return f"{self.sequence} · {self.act} · {self.item_type} {self.item_id}"

    def computed_hash(self) -> str:
        """sha256 over the canonical JSON of every field but the hash itself, the previous hash among them."""
        fields = {
            "sequence": self.sequence,
            "at": self.at.isoformat(),
            "actor": self.actor_id,
            "actor_name": self.actor_name,
            "act": self.act,
            "item_type": self.item_type,
            "item_id": self.item_id,
            "old": self.old,
            "new": self.new,
            "reason": self.reason,
            "evidence": self.evidence,
            "prev_hash": self.prev_hash,
        }
        return hashlib.sha256(canonical_json(fields).encode()).hexdigest()
