"""Comments on quotations and claims: write, reword, withdraw, and which of them a person may read.

Rows are only ever added, so no comment changes unseen. They leave no entry in the audit chain: auditors read it while a
second reader is due, and an entry would say that the first reader had something to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from factcheck.exceptions import BadInput, NotAllowed, Stale
from factcheck.models import DECIDED_STATES, Comment, ReviewState
from factcheck.services.audit import name_of
from factcheck.services.evidence_rules import Item

LONGEST_COMMENT = 5000  # characters; a guess at what nobody writes by hand
PERMISSIONS = ("submit", "review", "manage_sources")


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment as it reads now, with its earlier wordings, oldest first. A withdrawn one shows none of them."""

    last: Comment
    earlier: tuple[Comment, ...]

    @property
    def is_withdrawn(self) -> bool:
        return not self.last.text

    @property
    def started_at(self) -> Any:
        return (self.earlier[0] if self.earlier else self.last).created_at


def may_comment(user: Any) -> bool:
    return any(user.has_perm(f"factcheck.{permission}") for permission in PERMISSIONS)


def write(item: Item, text: str, *, actor: Any) -> Comment:
    """The new comment. Saying again what one said last is the same comment: a page sent twice adds nothing.

    Raises NotAllowed, BadInput.
    """
    _require_permission(actor)
    text = _checked(text)
    with transaction.atomic():
        type(item)._default_manager.select_for_update().get(pk=item.pk)
        last: Comment | None = item.comments.filter(author_id=actor.pk).order_by("-pk").first()
        if last is not None and last.text == text:
            return last
        return _add(item, text, actor)


def reword(comment: Comment, text: str, *, actor: Any) -> Comment:
    """The comment's new wording, a row of its own; the same text does nothing. Raises NotAllowed, BadInput, Stale."""
    text = _checked(text)
    return comment if text == comment.text else _replace(comment, text, actor)


def withdraw(comment: Comment, *, actor: Any) -> Comment:
    """The tombstone of the comment. Raises NotAllowed, Stale."""
    return comment if not comment.text else _replace(comment, "", actor)


def threads_open_to(item: Item, user: Any) -> list[Thread]:
    """The item's comments this person may read, oldest first.

    What somebody wrote in a case in which they signed, or hold the item to sign it, is closed to others until the case
    is decided: anybody may have to read it second. The editor who settles a dispute reads it all.
    """
    rows = list(item.comments.order_by("pk"))
    if item.review_state not in DECIDED_STATES and rows:
        rows = _without_the_readers(item, rows, user)
    threads: dict[int, Thread] = {}
    for row in rows:
        before = threads.pop(row.replaces_id, None) if row.replaces_id else None
        threads[row.pk] = Thread(row, (*before.earlier, before.last) if before else ())
    return sorted(threads.values(), key=lambda each: (each.earlier[0] if each.earlier else each.last).pk)


def _without_the_readers(item: Item, rows: list[Comment], user: Any) -> list[Comment]:
    if item.review_state == ReviewState.DISPUTED and user.has_perm("factcheck.edit"):
        return rows
    steps = list(item.steps.order_by("pk"))
    last_decided = max((step.pk for step in steps if step.to_state in DECIDED_STATES), default=0)
    decided_at = next((step.created_at for step in steps if step.pk == last_decided), None)
    readers = {step.actor_id for step in steps if step.reader and step.pk > last_decided}
    if item.review_state == ReviewState.IN_REVIEW:
        readers.add(item.assigned_to_id)
    readers -= {user.pk, None}
    return [
        row for row in rows if row.author_id not in readers or (decided_at is not None and row.created_at < decided_at)
    ]


def _require_permission(actor: Any) -> None:
    if not may_comment(actor):
        raise NotAllowed(f"A comment needs one of the permissions {', '.join(PERMISSIONS)}.")


def _checked(text: str) -> str:
    text = text.replace("\0", "").replace("\r\n", "\n").strip()  # PostgreSQL text cannot hold NUL
    if not text:
        raise BadInput("Words of a comment were expected; none came.")
    if len(text) > LONGEST_COMMENT:
        raise BadInput(f"A comment has at most {LONGEST_COMMENT} characters; this one has {len(text)}.")
    return text


def _replace(comment: Comment, text: str, actor: Any) -> Comment:
    _require_permission(actor)
    if comment.author_id != actor.pk:
        raise NotAllowed("Only who wrote a comment can change or withdraw it.")
    item = comment.quotation or comment.claim
    assert item is not None
    with transaction.atomic():
        type(item)._default_manager.select_for_update().get(pk=item.pk)
        if Comment.objects.filter(replaces=comment).exists():
            raise Stale("The comment was changed meanwhile: look at it again.")
        return _add(item, text, actor, replaces=comment)


def _add(item: Item, text: str, actor: Any, replaces: Comment | None = None) -> Comment:
    comment: Comment = item.comments.create(
        text=text, replaces=replaces, author_id=actor.pk, author_name=name_of(actor)
    )
    return comment
