"""The audit chain: writing an entry, and walking the chain to see that nobody bent it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.utils import timezone

from factcheck.models import GENESIS_HASH, AuditEntry, AuditHead

MACHINE = "machine"


def name_of(actor: Any) -> str:
    """The name kept in records for a user, or for the machine when there is none."""
    if actor is None or isinstance(actor, AnonymousUser):
        return MACHINE
    return str(actor.get_full_name() or actor.get_username())


def record(
    act: str,
    item: models.Model,
    *,
    actor: Any,
    old: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
    reason: str = "",
    evidence: Sequence[int] = (),
) -> AuditEntry:
    """The entry appended to the chain for one act on one row. To be called inside the transaction of the act itself.

    The row of the chain's head is locked until that transaction ends, so writers stand in line. It is the last lock to
    take: stories first, then items, sources, searches, captures, alerts, and the chain at the end. Two acts that lock
    in different orders would wait for each other. `atomic` here only guards a careless caller.
    """
    with transaction.atomic():
        head = AuditHead.objects.select_for_update().get(pk=1)
        entry = AuditEntry(
            sequence=head.sequence + 1,
            at=timezone.now(),
            actor_id=getattr(actor, "pk", None),
            actor_name=name_of(actor),
            act=act,
            item_type=item._meta.model_name or "",
            item_id=item.pk,
            old=old or {},
            new=new or {},
            reason=reason,
            evidence=sorted(evidence),
            prev_hash=head.hash,
        )
        entry.hash = entry.computed_hash()
        entry.save()
        head.sequence, head.hash = entry.sequence, entry.hash
        head.save()
    return entry


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """Whether the chain is whole; if not, `problem` names the first link that is broken."""

    is_whole: bool
    entries: int
    problem: str = ""


def verify_chain() -> AuditVerdict:
    """The verdict after walking the whole chain from its first entry, in constant memory."""
    expected_hash, expected_sequence = GENESIS_HASH, 0
    for entry in AuditEntry.objects.order_by("sequence").iterator(chunk_size=1000):
        expected_sequence += 1
        problem = _broken_link(entry, expected_sequence, expected_hash)
        if problem:
            return AuditVerdict(False, expected_sequence, problem)
        expected_hash = entry.hash
    head = AuditHead.objects.filter(pk=1).first()
    if head is None or (head.sequence, head.hash) != (expected_sequence, expected_hash):
        last = f"the chain's head names entry {head.sequence}" if head else "the chain's head is gone"
        return AuditVerdict(False, expected_sequence, f"Entry {expected_sequence} is the last one, but {last}.")
    return AuditVerdict(True, expected_sequence)


def _broken_link(entry: AuditEntry, sequence: int, prev_hash: str) -> str:
    if entry.sequence != sequence:
        return f"Entry {sequence} is missing: the next one found is {entry.sequence}."
    if entry.prev_hash != prev_hash:
        return f"Entry {entry.sequence} does not follow entry {entry.sequence - 1}: its previous hash differs."
    if entry.hash != entry.computed_hash():
        return f"Entry {entry.sequence} ({entry.act}, {entry.item_type} {entry.item_id}) was changed: its hash differs."
    return ""
