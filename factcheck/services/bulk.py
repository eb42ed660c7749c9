"""The same act on many items at once: giving them back, or dismissing them. Nothing is signed in bulk.

Each item goes by itself, with its own step and audit entry; one that may not go keeps none of the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from factcheck.exceptions import FactcheckError, MissingEvidence
from factcheck.models import Claim, Quotation
from factcheck.services import review
from factcheck.services.transitions import Edge, edges_from

BULK_ACTS = ("release", "dismiss")
# Each is a transaction that waits for the audit chain: more would outlast a page's patience. A guess: two seconds.
MOST_AT_ONCE = 200
# Refusals told one by one; the others are counted.
REFUSALS_TOLD = 5


@dataclass(frozen=True, slots=True)
class Moved:
    """How many items went, and why the others did not, a sentence each."""

    done: int
    refused: tuple[str, ...]


def move_many(items: Iterable[Quotation | Claim], act: str, *, actor: Any, reason: str = "") -> Moved:
    """The items after `act`, one of BULK_ACTS. Raises ValueError for any other, MissingEvidence without a reason where
    one is needed.
    """
    if act not in BULK_ACTS:
        raise ValueError(f"One of {', '.join(BULK_ACTS)} was expected; {act} is done to one item at a time.")
    if act == "dismiss" and not reason.strip():
        raise MissingEvidence("“Dismiss” needs a written reason; it is kept with each of them.")
    done, refused = 0, []
    for item in items:
        edge = _edge(item, act)
        try:
            if edge is None:
                refused.append(f"{item}: it is {item.get_review_state_display()}.")
                continue
            review.move(item, edge.to_state, actor=actor, reason=reason, version=item.version)
            done += 1
        except FactcheckError as error:
            refused.append(f"{item}: {error}")
    return Moved(done, tuple(refused))


def _edge(item: Quotation | Claim, act: str) -> Edge | None:
    return next((edge for edge in edges_from(item.review_state) if edge.act == act), None)
