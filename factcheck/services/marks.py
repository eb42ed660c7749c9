"""What is said of a quotation or claim beside its decision: that it is a legal matter, and what became of its outlets.

Both are apart from status and rating. They are said while the item is open: what is decided was signed with them, so
it is sent back to review first.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from factcheck.exceptions import BadInput, IllegalTransition, MissingEvidence, NotAllowed
from factcheck.models import DECIDED_STATES, Attribution, Claim, Quotation, ReviewState, Via, ViaState
from factcheck.services import audit

Item = Quotation | Claim

CLOSED_STATES = (*DECIDED_STATES, ReviewState.DISMISSED)


def may_mark(item: Item, user: Any) -> bool:
    """True while the item is open, for people who review."""
    return item.review_state not in CLOSED_STATES and user.has_perm("factcheck.review")


def mark_legal(item: Item, is_legal: bool, *, actor: Any, reason: str = "") -> bool:
    """True when the mark is another one now. A marked item is always read by a second person.

    Reviewers set it; taking it off lowers a guard, so that is for editors, with a reason.
    Raises NotAllowed, IllegalTransition (decided or dismissed), MissingEvidence (no reason).
    """
    with transaction.atomic():
        row = _open(item, actor)
        if row.is_legal == is_legal:
            return False
        if not is_legal:
            if not actor.has_perm("factcheck.edit"):
                raise NotAllowed("Taking the legal mark off needs the permission “edit”.")
            if not reason.strip():
                raise MissingEvidence("Taking the legal mark off needs a written reason: write it in the note.")
        type(row)._default_manager.filter(pk=row.pk).update(is_legal=is_legal)
        item.is_legal = is_legal
        act = f"{row._meta.model_name}.marked_legal"
        audit.record(act, row, actor=actor, old={"legal": not is_legal}, new={"legal": is_legal}, reason=reason.strip())
    return True


def set_via_state(via: Via, state: str, *, actor: Any, reason: str = "") -> bool:
    """True when it is said otherwise now whether the outlet's own page carries the words.

    “Contradicted” speaks against the outlet, so it needs a reason and the item a second reader.
    Raises BadInput, NotAllowed, IllegalTransition (decided or dismissed), MissingEvidence (no reason).
    """
    if state not in ViaState.values:
        raise BadInput(f"{via}: one of {', '.join(ViaState.values)} was expected; got “{state[:20]}”.")
    with transaction.atomic():
        row = _open(item_of(via.attribution), actor)
        old = Via.objects.select_for_update(of=("self",)).values_list("state", flat=True).get(pk=via.pk)
        if old == state:
            return False
        if state == ViaState.CONTRADICTED and not reason.strip():
            raise MissingEvidence(f"“Contradicted” speaks against {via}: write in the note what its own page says.")
        Via.objects.filter(pk=via.pk).update(state=state)
        via.state = state
        outlet = {"outlet": via.outlet_id, "name": str(via.outlet)}
        audit.record(
            f"{row._meta.model_name}.via_{state}",
            row,
            actor=actor,
            old={**outlet, "state": old},
            new={**outlet, "state": str(state)},
            reason=reason.strip(),
        )
    return True


def item_of(attribution: Attribution) -> Item:
    """The quotation or claim the attribution is of."""
    item = attribution.quotation or attribution.claim
    assert item is not None  # held by a constraint
    return item


def _open(item: Item, actor: Any) -> Item:
    """The row as it is now, locked. Raises NotAllowed and IllegalTransition."""
    if not actor.has_perm("factcheck.review"):
        raise NotAllowed("Marking an item needs the permission to review.")
    row: Item = type(item)._default_manager.select_for_update(of=("self",)).get(pk=item.pk)
    if row.review_state in CLOSED_STATES:
        raise IllegalTransition(f"It is {row.get_review_state_display()}: bring it back to review first, then mark it.")
    return row
