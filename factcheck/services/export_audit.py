"""The audit chain as a file, CSV or JSON Lines: what each act did, with the evidence it rested on.

The same for whoever asks, and blind: of a signature whose round has led to no decision it gives neither evidence,
decision nor note, since whoever reads the file may have to read the item second.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from factcheck.exceptions import BadInput
from factcheck.models import DECIDED_STATES, AuditEntry, Claim, Passage, Quotation, ReviewStep
from factcheck.reports.table import csv_lines
from factcheck.services.audit import CHUNK, batched

Row = dict[str, Any]

FORMATS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
COLUMNS = (
    *("sequence", "at", "actor_id", "actor", "act", "item_type", "item_id", "from_state", "to_state"),
    *("reader", "decision", "note", "reason", "is_closed", "evidence", "evidence_links", "old", "new"),
    *("prev_hash", "hash"),
)
# Kinds of rows an export can be narrowed down to; a story's holds that of its quotations and claims.
KINDS = ("story", "quotation", "claim")


def entries_of(kind: str = "", item_id: str = "") -> QuerySet[AuditEntry]:
    """The entries of one story, quotation or claim, oldest first; without a kind all. Raises BadInput."""
    entries = AuditEntry.objects.order_by("sequence")
    if not kind and not item_id:
        return entries
    if kind not in KINDS or not item_id.isdecimal() or len(item_id) > 18:
        raise BadInput(f"One of {', '.join(KINDS)} and a number were expected; got “{kind[:20]}” and “{item_id[:20]}”.")
    which = Q(item_type=kind, item_id=item_id)
    if kind == "story":
        for model in (Quotation, Claim):
            of_story = model._default_manager.filter(story=int(item_id)).values("pk")
            which |= Q(item_type=model._meta.model_name, item_id__in=of_story)
    return entries.filter(which)


def lines(entries: QuerySet[AuditEntry], form: str) -> Iterator[str]:
    """The entries as lines of the file, in constant memory. Raises BadInput for what is none of FORMATS."""
    if form not in FORMATS:
        raise BadInput(f"One of {', '.join(FORMATS)} was expected; got “{form[:20]}”.")
    rows = audit_rows(entries)
    if form == "jsonl":
        return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return csv_lines(COLUMNS, ([_cell(row[column]) for column in COLUMNS] for row in rows))


def audit_rows(entries: QuerySet[AuditEntry]) -> Iterator[Row]:
    """Each entry with the states it led between, and of a step that is open its decision, note and evidence."""
    for chunk in batched(entries.iterator(chunk_size=CHUNK), CHUNK):
        ids = [entry.new["step"] for entry in chunk if "seal" in entry.new]
        steps = ReviewStep.objects.in_bulk(ids)
        closed = _closed(steps.values())
        links = _links({pk for entry in chunk if entry.new.get("step") not in closed for pk in entry.evidence})
        for entry in chunk:
            yield _row(entry, steps.get(entry.new.get("step", 0)), entry.new.get("step") in closed, links)


def _closed(steps: Iterable[ReviewStep]) -> set[int]:
    """Those of the signatures whose item is undecided and whose round has led to no decision."""
    signed = [step for step in steps if step.reader]
    if not signed:
        return set()
    quotations = {step.quotation_id for step in signed if step.quotation_id}
    claims = {step.claim_id for step in signed if step.claim_id}
    decided = set(
        ReviewStep.objects.filter(
            Q(quotation__in=quotations) | Q(claim__in=claims), to_state__in=DECIDED_STATES
        ).values_list("quotation", "claim", "round")
    )
    open_items = {
        *((pk, None) for pk in _decided(Quotation, quotations)),
        *((None, pk) for pk in _decided(Claim, claims)),
    }
    return {
        step.pk
        for step in signed
        if (step.quotation_id, step.claim_id) not in open_items
        and (step.quotation_id, step.claim_id, step.round) not in decided
    }


def _decided(model: type[Quotation] | type[Claim], ids: Iterable[int | None]) -> set[int]:
    rows = model._default_manager.filter(pk__in=list(ids), review_state__in=DECIDED_STATES)
    return set(rows.values_list("pk", flat=True))


def _links(passages: set[int]) -> dict[int, str]:
    """The address of the copy each passage stands in."""
    of = Passage.objects.filter(pk__in=passages).values_list("pk", "capture")
    return {pk: settings.SITE_URL + reverse("admin:factcheck_capture_change", args=[capture]) for pk, capture in of}


def _row(entry: AuditEntry, step: ReviewStep | None, is_closed: bool, links: dict[int, str]) -> Row:
    shown = None if is_closed else step
    evidence: Sequence[int] = [] if is_closed else entry.evidence
    return {
        "sequence": entry.sequence,
        "at": entry.at.isoformat(),
        "actor_id": entry.actor_id,
        "actor": entry.actor_name,
        "act": entry.act,
        "item_type": entry.item_type,
        "item_id": entry.item_id,
        "from_state": entry.old.get("state", ""),
        "to_state": entry.new.get("state", ""),
        "reader": step.reader if step else "",
        "decision": shown.decision if shown else "",
        "note": shown.note if shown else "",
        "reason": entry.reason,
        "is_closed": is_closed,
        "evidence": evidence,
        "evidence_links": [links[pk] for pk in evidence if pk in links],
        "old": entry.old,
        "new": entry.new,
        "prev_hash": entry.prev_hash,
        "hash": entry.hash,
    }


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return " ".join(str(each) for each in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
