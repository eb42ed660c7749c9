"""The audit chain: writing an entry, and walking the chain to see that nobody bent it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from factcheck.models import GENESIS_HASH, AuditEntry, AuditHead, Claim, Quotation, ReviewStep, Revision
from factcheck.models.review import DECIDED_STATES, UNREVIEWED

MACHINE = "machine"
FROZEN = "revision.frozen"
ROW_SEAL = "row_seal"  # in entries of revisions frozen since it was kept
STEP_AT = "step_at"  # in entries of review steps written since it was kept: their time, which the seal leaves out
CHUNK = 1000


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
    """Whether the chain is whole; if not, `problem` names the first link, or the first record, that is not."""

    is_whole: bool
    entries: int
    problem: str = ""


def verify_chain() -> AuditVerdict:
    """The verdict after walking the whole chain from its first entry, in constant memory.

    The signatures and revisions that entries speak of are checked with them: their hashes stand in the chain. Then
    every item is held against the last entry that moved it.
    """
    expected_hash, expected_sequence, sealed = GENESIS_HASH, 0, 0
    entries = AuditEntry.objects.order_by("sequence").iterator(chunk_size=CHUNK)
    for chunk in batched(entries, CHUNK):
        records = _records_of(chunk)
        for entry in chunk:
            expected_sequence += 1
            problem = _broken_link(entry, expected_sequence, expected_hash) or _changed_record(entry, records)
            if problem:
                return AuditVerdict(False, expected_sequence, problem)
            expected_hash = entry.hash
            sealed += "seal" in entry.new
    head = AuditHead.objects.filter(pk=1).first()
    if head is None or (head.sequence, head.hash) != (expected_sequence, expected_hash):
        last = f"the chain's head names entry {head.sequence}" if head else "the chain's head is gone"
        return AuditVerdict(False, expected_sequence, f"Entry {expected_sequence} is the last one, but {last}.")
    steps = ReviewStep.objects.count()
    if steps != sealed:
        return AuditVerdict(False, expected_sequence, f"There are {steps} review steps; the chain knows of {sealed}.")
    problem = _unknown_revision() or _changed_item(Quotation, "attribution_status") or _changed_item(Claim, "rating")
    return AuditVerdict(not problem, expected_sequence, problem)


def batched(entries: Iterator[AuditEntry], size: int) -> Iterator[list[AuditEntry]]:
    """The entries in lists of `size` (itertools has this from Python 3.12 on)."""
    while chunk := list(islice(entries, size)):
        yield chunk


Records = dict[tuple[type[models.Model], int], Any]


def _records_of(entries: Sequence[AuditEntry]) -> Records:
    """The review steps with their evidence, and the revisions, that the entries hold the hashes of."""
    steps = [entry.new["step"] for entry in entries if "seal" in entry.new]
    revisions = [entry.item_id for entry in entries if entry.act == FROZEN]
    found: Records = {
        (ReviewStep, step.pk): step for step in ReviewStep.objects.filter(pk__in=steps).prefetch_related("evidence")
    }
    return found | {(Revision, revision.pk): revision for revision in Revision.objects.filter(pk__in=revisions)}


def _changed_record(entry: AuditEntry, records: Records) -> str:
    if "seal" in entry.new:
        step = records.get((ReviewStep, entry.new["step"]))
        if step is None:
            return f"Review step {entry.new['step']}, of which entry {entry.sequence} speaks, is gone."
        passages = sorted(evidence.passage_id for evidence in step.evidence.all())
        at = step.created_at.isoformat()
        is_as_written = step.computed_seal() == entry.new["seal"] and entry.new.get(STEP_AT, at) == at
        if not is_as_written or passages != entry.evidence:
            return f"Review step {step.pk} was changed after entry {entry.sequence} was written."
    if entry.act == FROZEN:
        revision = records.get((Revision, entry.item_id))
        if revision is None:
            return f"Revision {entry.item_id}, of which entry {entry.sequence} speaks, is gone."
        is_snapshot = revision.computed_sha256() == revision.sha256 == entry.new["sha256"]
        if not is_snapshot or entry.new.get(ROW_SEAL, revision.computed_seal()) != revision.computed_seal():
            return f"Revision {entry.item_id} was changed after entry {entry.sequence} was written."
    return ""


def _unknown_revision() -> str:
    frozen = AuditEntry.objects.filter(act=FROZEN).values("item_id")
    revision = Revision.objects.exclude(pk__in=frozen).order_by("pk").first()
    return f"Revision {revision.pk} was frozen by no entry." if revision else ""


def _changed_item(model: type[Quotation] | type[Claim], field: str) -> str:
    """What the first row of `model` says otherwise than the chain about its decision or what is published; "" when all
    agree. One query, its rows streamed.
    """
    name = model._meta.model_name or ""
    moves = AuditEntry.objects.filter(item_type=name, item_id=OuterRef("pk"), new__has_key="seal").order_by("-sequence")
    revisions = Revision.objects.filter(**{name: OuterRef("pk")}).order_by("-number")
    rows = model._default_manager.annotate(
        entry=Subquery(moves.values("sequence")[:1]),
        moved=Subquery(moves.values("new")[:1]),
        frozen=Subquery(revisions.values("pk")[:1]),
    ).order_by("pk")
    columns = ("pk", "review_state", field, "published_revision", "entry", "moved", "frozen")
    for pk, state, decision, shown, entry, moved, frozen in rows.values_list(*columns).iterator(chunk_size=CHUNK):
        if _decided(state, decision) != _decided((moved or {}).get("state"), (moved or {}).get("decision", UNREVIEWED)):
            by = f"entry {entry} has it" if entry else "no entry moved it"
            return f"{name.capitalize()} {pk} is {state} as “{decision}”; {by} otherwise."
        if shown != frozen:
            return f"{name.capitalize()} {pk} shows revision {shown}; the last one frozen is {frozen}."
    return ""


def _decided(state: str | None, decision: str) -> tuple[str, str]:
    """What of a row must be as the chain has it: items wait, and go from gathering to the queue, without an entry."""
    return (state if state in DECIDED_STATES else "", decision)


def _broken_link(entry: AuditEntry, sequence: int, prev_hash: str) -> str:
    if entry.sequence != sequence:
        return f"Entry {sequence} is missing: the next one found is {entry.sequence}."
    if entry.prev_hash != prev_hash:
        return f"Entry {entry.sequence} does not follow entry {entry.sequence - 1}: its previous hash differs."
    if entry.hash != entry.computed_hash():
        return f"Entry {entry.sequence} ({entry.act}, {entry.item_type} {entry.item_id}) was changed: its hash differs."
    return ""
