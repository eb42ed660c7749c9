"""The only ways between review states: one table, read by the services, the desk and the API."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.models import ReviewState as S


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one state to another.

    `permission` is a codename of the app. `signs` marks the edges on which a person puts their name to a decision.
    Every edge that undoes somebody's work asks for a reason; giving a lease back, or asking for more sources, undoes
    nothing.
    """

    act: str
    from_state: S
    to_state: S
    permission: str
    label: str
    needs_reason: bool = False
    signs: bool = False
    is_open_to_machine: bool = False


EDGES: tuple[Edge, ...] = (
    Edge("queue", S.GATHERING, S.QUEUED, "review", "Queue now", is_open_to_machine=True),
    Edge("dismiss", S.GATHERING, S.DISMISSED, "review", "Dismiss", needs_reason=True),
    Edge("take", S.QUEUED, S.IN_REVIEW, "review", "Take"),
    Edge("gather", S.QUEUED, S.GATHERING, "review", "More sources"),
    Edge("dismiss", S.QUEUED, S.DISMISSED, "review", "Dismiss", needs_reason=True),
    Edge("propose", S.IN_REVIEW, S.SECOND_REVIEW, "review", "Sign", signs=True),
    Edge("propose", S.IN_REVIEW, S.APPROVED, "review", "Sign", signs=True),
    Edge("release", S.IN_REVIEW, S.QUEUED, "review", "Release", is_open_to_machine=True),
    Edge("gather", S.IN_REVIEW, S.GATHERING, "review", "Needs source"),
    Edge("dismiss", S.IN_REVIEW, S.DISMISSED, "review", "Dismiss", needs_reason=True),
    Edge("second", S.SECOND_REVIEW, S.APPROVED, "review", "Sign as second reader", signs=True),
    Edge("second", S.SECOND_REVIEW, S.DISPUTED, "review", "Sign as second reader", signs=True),
    Edge("send_back", S.SECOND_REVIEW, S.IN_REVIEW, "review", "Send back", needs_reason=True),
    Edge("settle", S.DISPUTED, S.APPROVED, "edit", "Settle the dispute", needs_reason=True, signs=True),
    Edge("send_back", S.DISPUTED, S.IN_REVIEW, "edit", "Send back", needs_reason=True),
    Edge("publish", S.APPROVED, S.PUBLISHED, "publish", "Publish"),
    Edge("send_back", S.APPROVED, S.IN_REVIEW, "review", "Back to review", needs_reason=True),
    Edge("reopen", S.PUBLISHED, S.REOPENED, "edit", "Reopen", needs_reason=True, is_open_to_machine=True),
    Edge("retract", S.PUBLISHED, S.RETRACTED, "edit", "Retract", needs_reason=True),
    Edge("take", S.REOPENED, S.IN_REVIEW, "review", "Take"),
    Edge("confirm", S.REOPENED, S.PUBLISHED, "publish", "Confirm and publish again", needs_reason=True),
    Edge("reopen", S.RETRACTED, S.REOPENED, "edit", "Reopen", needs_reason=True),
    Edge("restore", S.DISMISSED, S.QUEUED, "review", "Restore", needs_reason=True),
)

_BY_WAY = {(edge.from_state, edge.to_state): edge for edge in EDGES}


def edge_between(from_state: str, to_state: str) -> Edge | None:
    """The edge between two states, or None when there is no such way."""
    try:
        return _BY_WAY.get((S(from_state), S(to_state)))
    except ValueError:
        return None


def edges_from(state: str) -> tuple[Edge, ...]:
    return tuple(edge for edge in EDGES if edge.from_state == state)
