"""Every move of a quotation or claim between review states, with its rules, its record and its audit entry.

State, step and audit entry are written in one transaction. Of two people acting at once the first wins and the second
is told (`version`). Nobody signs twice in one round, superusers included; the database holds that too.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from factcheck import jobs, queries
from factcheck.exceptions import IllegalTransition, MissingEvidence, NotAllowed, Stale
from factcheck.models import (
    DECIDED_STATES,
    UNREVIEWED,
    Capture,
    Claim,
    Comparison,
    Evidence,
    Passage,
    Quotation,
    Reader,
    ReviewState,
    ReviewStep,
    Source,
)
from factcheck.models.newsroom import LEASE_MINUTES
from factcheck.services import audit, newsroom_settings
from factcheck.services.evidence_rules import (
    Item,
    first_step,
    has_seen_signatures,
    has_signed,
    missing_for,
    needs_second_reader,
    rules_for,
)
from factcheck.services.transitions import EDGES, Edge, edge_between, edges_from

__all__ = [
    "EDGES",
    "legal_moves",
    "missing_for",
    "move",
    "needs_second_reader",
    "release_expired",
    "renew",
    "sign",
    "take_next",
]

# How long a taken item stays with its reviewer without a sign of life, unless the newsroom says otherwise.
HOLD = timedelta(minutes=LEASE_MINUTES)
# Of the queue so many are tried before "nothing waits" is said: each was taken by somebody a moment before. A guess.
MOST_TRIED = 20
# Queues whose items one takes to work on them, and the state they wait in.
TAKEN_FROM = {"unassigned": ReviewState.QUEUED, "reopened": ReviewState.REOPENED}
SIGNED_STATES = (ReviewState.IN_REVIEW, ReviewState.SECOND_REVIEW, ReviewState.DISPUTED)


def decision_field(item: Item) -> str:
    return "attribution_status" if isinstance(item, Quotation) else "rating"


def legal_moves(item: Item, user: Any) -> list[Edge]:
    """The edges this person may go from where the item stands. Looks only; nothing is written."""
    return [edge for edge in edges_from(item.review_state) if not _why_not(edge, item, user)]


def move(
    item: Item,
    to: str,
    *,
    actor: Any,
    decision: str = "",
    passages: Sequence[int] = (),
    note: str = "",
    reason: str = "",
    was_wrong: str = "",
    found_how: str = "",
    version: int | None = None,
) -> Item:
    """The item after going to state `to`. `actor` None is the machine. Going where it already stands does nothing.

    Signing edges need a `decision`; of "approved" and "disputed" the second reader cannot know which it will be, so
    asking for either signs, and the item returned says which it became. Publishing a correction needs `was_wrong` and
    `found_how`.
    Raises Stale, IllegalTransition (with the legal destinations), NotAllowed, MissingEvidence.
    """
    with transaction.atomic():
        item = _locked(item, version)
        if item.review_state == to:
            return _taken_over(item, actor) if to == ReviewState.IN_REVIEW else item
        edge = edge_between(item.review_state, to)
        if edge is None:
            legal = tuple(e.to_state.value for e in legal_moves(item, actor)) if actor is not None else ()
            ways = ", ".join(legal) or "none for you"
            raise IllegalTransition(f"There is no way from {item.review_state} to {to}. Legal ways: {ways}.", legal)
        if refusal := _why_not(edge, item, actor):
            raise NotAllowed(refusal)
        if edge.act in {"publish", "confirm", "retract"}:
            from factcheck.services import publish  # publishing moves items, and moving publishes: a circle of two

            found = publish.Correction(was_wrong.strip(), found_how.strip())
            publish.publish_move(item, edge, actor=actor, reason=reason, correction=found)
            return item
        if edge.signs:
            _sign(item, edge, actor=actor, decision=decision, passage_ids=passages, note=note, reason=reason)
        else:
            _require_reason(edge, reason)
            _go(item, edge, actor=actor, note=note, reason=reason)
    return item


def sign(
    item: Item,
    *,
    actor: Any,
    decision: str,
    passages: Sequence[int] = (),
    note: str = "",
    reason: str = "",
    version: int | None = None,
) -> Item:
    """The item after this person's signature, as first reader, second reader or editor by where it stands.

    A first signature goes to a second reader when the rules ask for one, and is approved at once otherwise.
    Raises as `move` does.
    """
    with transaction.atomic():
        item = _locked(item, version)
        if item.review_state not in SIGNED_STATES:
            legal = tuple(edge.to_state.value for edge in legal_moves(item, actor))
            raise IllegalTransition(f"Nothing can be signed while it is {item.get_review_state_display()}.", legal)
        to = ReviewState.APPROVED
        if item.review_state == ReviewState.IN_REVIEW and decision in rules_for(item):
            asks_second = needs_second_reader(item, decision, actor, _passages(item, passages))
            to = ReviewState.SECOND_REVIEW if asks_second else ReviewState.APPROVED
        return move(item, to, actor=actor, decision=decision, passages=passages, note=note, reason=reason)


def take_next(actor: Any, name: str = "unassigned", model: type[Quotation] | type[Claim] = Quotation) -> Item | None:
    """The next item of the queue, taken for this person; None when nothing waits. Raises KeyError for a queue that is
    not taken from.

    By deadline, then weight, then age. Somebody quicker is no error: the one after is tried.
    """
    state = TAKEN_FROM[name]
    keys = list(queries.queue(name, actor, model).values_list("pk", flat=True)[:MOST_TRIED])
    # Still waiting: one that was taken since the keys were read is somebody's, with a version of its own.
    waiting = model._default_manager.filter(review_state=state).in_bulk(keys)
    for item in (waiting[key] for key in keys if key in waiting):
        try:
            return move(item, ReviewState.IN_REVIEW, actor=actor, version=item.version)
        except Stale:
            continue
    return None


def renew(item: Item, actor: Any) -> None:
    """Keep a taken item with the person who is at work on it."""
    type(item)._default_manager.filter(pk=item.pk, review_state=ReviewState.IN_REVIEW, assigned_to_id=actor.pk).update(
        assigned_until=timezone.now() + newsroom_settings.current().lease
    )


def release_expired() -> int:
    """How many taken items went back to the queue because their reviewer was away too long."""
    released = 0
    for model in (Quotation, Claim):
        expired = model._default_manager.filter(review_state=ReviewState.IN_REVIEW, assigned_until__lt=timezone.now())
        for item in expired[:500]:
            try:
                released += _release_if_expired(item)
            except Stale:
                continue  # somebody moved it just now
    return released


def _release_if_expired(item: Item) -> bool:
    with transaction.atomic():
        row = _locked(item, item.version)
        if row.assigned_until is not None and row.assigned_until > timezone.now():
            return False  # its reviewer came back just now
        move(row, ReviewState.QUEUED, actor=None, reason="the lease ended")
        return True


def _locked(item: Item, version: int | None) -> Item:
    """The row as it is now, locked until the transaction ends. Raises Stale when it is not the version seen."""
    row = type(item)._default_manager.select_for_update(of=("self",)).select_related("story").get(pk=item.pk)
    if version is not None and row.version != version:
        raise Stale(
            f"Somebody else was quicker: it is now {row.get_review_state_display()} (version {row.version}, you saw "
            f"{version}). Look again before you decide."
        )
    return row


def _taken_over(item: Item, actor: Any) -> Item:
    """An item in review whose lease has ended may be taken by another; one that is held may not."""
    if actor is None:
        return item
    if item.assigned_to_id == actor.pk:
        renew(item, actor)
        return item
    if item.is_held_by_other(actor.pk, timezone.now()):
        raise NotAllowed(f"{item.assigned_to} is at work on it until {item.assigned_until:%H:%M} UTC.")
    release = edge_between(ReviewState.IN_REVIEW, ReviewState.QUEUED)
    take = edge_between(ReviewState.QUEUED, ReviewState.IN_REVIEW)
    assert release is not None and take is not None
    if refusal := _why_not(take, item, actor):
        raise NotAllowed(refusal)
    _go(item, release, actor=None, reason="the lease ended")
    _go(item, take, actor=actor)
    return item


def _why_not(edge: Edge, item: Item, actor: Any) -> str:
    """Why this person may not go this way; "" when they may."""
    if actor is None:
        return "" if edge.is_open_to_machine else "A person has to do this."
    if not edge.permission or not actor.has_perm(f"factcheck.{edge.permission}"):
        return f"“{edge.label}” needs the permission “{edge.permission}”, which {actor.get_username()} does not have."
    if edge.from_state == ReviewState.IN_REVIEW and item.is_held_by_other(actor.pk, timezone.now()):
        return f"{item.assigned_to} is at work on it until {item.assigned_until:%H:%M} UTC."
    if edge.act == "propose" and item.assigned_to_id != actor.pk:
        return "Take it first: you sign what you hold."
    if edge.act in {"second", "settle"} and has_signed(item, actor):
        return "You have signed this one already; another person has to read it."
    if edge.act == "second" and has_seen_signatures(item, actor):
        return "You saw the signatures of its dispute; somebody who did not has to read it."
    return ""


def _require_reason(edge: Edge, reason: str) -> None:
    if edge.needs_reason and not reason.strip():
        raise MissingEvidence(f"“{edge.label}” needs a written reason.")


def _sign(
    item: Item, edge: Edge, *, actor: Any, decision: str, passage_ids: Sequence[int], note: str, reason: str
) -> None:
    passages = _passages(item, passage_ids)
    missing = missing_for(item, decision, passages, note or reason)
    if missing:
        raise MissingEvidence(" ".join(missing))
    _require_reason(edge, reason)
    if edge.act == "propose":
        second = needs_second_reader(item, decision, actor, passages)
        if second and edge.to_state == ReviewState.APPROVED:
            raise NotAllowed(f"A second reader is needed. {second}")
        item.round += 1
        reader = Reader.FIRST
    elif edge.act == "second":
        edge = _second_edge(item, decision, note or reason)
        reader = Reader.SECOND
    else:
        reader = Reader.EDITOR
    if edge.to_state == ReviewState.APPROVED:
        setattr(item, decision_field(item), decision)
    _check_newer_copies(passages)
    _go(item, edge, actor=actor, note=note, reason=reason, reader=reader, decision=decision, passages=passages)


def _check_newer_copies(passages: Sequence[Passage]) -> None:
    """Words signed as they stand in an older copy of a source: its newest copy is checked for them, too.

    The source is locked, so that a copy coming in just now is checked after this signature, or is seen here.
    """
    of_passages = Source.objects.filter(pk__in={passage.capture.source_id for passage in passages}).order_by("pk")
    newest = {
        source.pk: source.latest_capture_id for source in of_passages.select_for_update(of=("self",), no_key=True)
    }
    newer = {newest[p.capture.source_id] for p in passages if newest[p.capture.source_id] != p.capture_id}
    for capture_id in sorted(pk for pk in newer if pk is not None):
        Capture.objects.filter(pk=capture_id).update(watched_at=None)
        jobs.enqueue("factcheck.check_capture", capture_id)


def _second_edge(item: Item, decision: str, why: str) -> Edge:
    if not why.strip():
        # Asked of every second reading: asked only of those that differ, it would give the first decision away.
        raise MissingEvidence("Write a note with your reasons: a second reading is signed with them.")
    first = first_step(item)
    agrees = first is not None and first.decision == decision
    edge = edge_between(ReviewState.SECOND_REVIEW, ReviewState.APPROVED if agrees else ReviewState.DISPUTED)
    assert edge is not None
    return edge


def _passages(item: Item, ids: Sequence[int]) -> list[Passage]:
    """The passages with these ids. Raises MissingEvidence naming the first that no source of the story has."""
    of_story = Passage.objects.filter(pk__in=ids, capture__source__searches__story=item.story_id)
    rows = {passage.pk: passage for passage in of_story.select_related("capture__source")}
    unknown = [pk for pk in ids if pk not in rows]
    if unknown:
        raise MissingEvidence(f"Passage {unknown[0]} is in no source of this story: add its source first.")
    return [rows[pk] for pk in dict.fromkeys(ids)]


def _seen(item: Item, passages: Sequence[Passage]) -> dict[str, Any]:
    """What a signature rests on, as it is now: later comparisons must not change what somebody signed."""
    tiers = {str(passage.capture_id): passage.capture.source.tier for passage in passages}
    if not isinstance(item, Quotation):
        return {"tiers": tiers}
    captures = {passage.capture_id for passage in passages}
    comparisons = Comparison.objects.filter(quotation=item, capture__in=captures)
    shown = {str(row.capture_id): row.as_json() for row in comparisons}
    return {"match": item.match, "comparisons": shown, "tiers": tiers}


def _go(
    item: Item,
    edge: Edge,
    *,
    actor: Any,
    note: str = "",
    reason: str = "",
    reader: str = "",
    decision: str = "",
    passages: Sequence[Passage] = (),
) -> ReviewStep:
    """Write the move: the row, the step with its evidence, the audit entry."""
    now, before = timezone.now(), item.review_state
    field = decision_field(item)
    item.review_state = edge.to_state
    item.version += 1
    item.state_changed_at = now
    takes = edge.to_state == ReviewState.IN_REVIEW
    item.assigned_to = actor if takes else None
    item.assigned_until = now + newsroom_settings.current().lease if takes and actor is not None else None
    if edge.to_state not in DECIDED_STATES:
        setattr(item, field, UNREVIEWED)
    item.save()
    step = ReviewStep.objects.create(
        **{"quotation" if isinstance(item, Quotation) else "claim": item},
        from_state=before,
        to_state=edge.to_state,
        round=item.round,
        reader=reader,
        decision=decision,
        note=note.strip(),
        reason=reason.strip(),
        seen=_seen(item, passages) if reader else None,
        actor_id=getattr(actor, "pk", None),
        actor_name=audit.name_of(actor),
        salt=secrets.token_hex(16),
    )
    Evidence.objects.bulk_create(Evidence(step=step, passage=passage) for passage in passages)
    # A first or second reading names no decision and no words in the chain until the item is decided: audit pages are
    # read by those who may have to read it second. The step holds them, and the entry holds the step.
    is_open = edge.act not in {"propose", "second"} or edge.to_state in DECIDED_STATES
    shown = {"decision": getattr(item, field)} if edge.to_state in DECIDED_STATES else {}
    audit.record(
        f"{item._meta.model_name}.{edge.act}",
        item,
        actor=actor,
        old={"state": before},
        new={
            "state": str(edge.to_state),
            "step": step.pk,
            "seal": step.computed_seal(),
            audit.STEP_AT: step.created_at.isoformat(),
            "version": item.version,
            **shown,
        },
        reason=reason.strip() if is_open else "",
        evidence=[passage.pk for passage in passages],
    )
    return step
