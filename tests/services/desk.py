"""A desk with people and evidence, and the way an item goes through it to any state, by the services alone."""

from dataclasses import dataclass, field
from typing import Any

from factcheck.models import Claim, Passage, Quotation, ReviewState
from factcheck.services.review import move, sign
from tests.factories import ClaimFactory, PassageFactory, QuotationFactory, SearchFactory, UserFactory

Item = Quotation | Claim

# Decisions that speak against a named speaker, so that a second reader is always asked for, and others that differ.
AGAINST = {"quotation": "altered", "claim": "false"}
OTHER = {"quotation": "altered_meaning", "claim": "mostly_false"}

# The states passed on the way to each state.
WAYS: dict[str, tuple[str, ...]] = {
    "gathering": (),
    "queued": ("queued",),
    "in_review": ("queued", "in_review"),
    "second_review": ("queued", "in_review", "second_review"),
    "disputed": ("queued", "in_review", "second_review", "disputed"),
    "approved": ("queued", "in_review", "second_review", "approved"),
    "published": ("queued", "in_review", "second_review", "approved", "published"),
    "reopened": ("queued", "in_review", "second_review", "approved", "published", "reopened"),
    "retracted": ("queued", "in_review", "second_review", "approved", "published", "retracted"),
    "dismissed": ("dismissed",),
}


@dataclass
class Desk:
    """Two readers, an editor, and the passage their signatures rest on."""

    first: Any = field(default_factory=lambda: UserFactory(role="reviewer"))
    second: Any = field(default_factory=lambda: UserFactory(role="reviewer"))
    editor: Any = field(default_factory=lambda: UserFactory(role="editor"))
    passage: Passage = field(default_factory=PassageFactory)

    def new(self, kind: str = "quotation", **fields: Any) -> Item:
        make = QuotationFactory if kind == "quotation" else ClaimFactory
        item: Item = make(review_state=ReviewState.GATHERING, **fields)
        self.searched_for(item, self.passage)
        return item

    def searched_for(self, item: Item, *passages: Passage) -> None:
        """Put the passages' sources on the search log of the item's story: only what was searched can be cited."""
        for passage in passages:
            known = item.story.searches.filter(source=passage.capture.source)
            known.exists() or SearchFactory(story=item.story, source=passage.capture.source)

    def item_in(self, state: str, kind: str = "quotation", **fields: Any) -> Item:
        """An item that came to `state` by the services."""
        item = self.new(kind, **fields)
        for step in WAYS[state]:
            item = self.go(item, step)
        item.refresh_from_db()
        assert item.review_state == state
        return item

    def go(self, item: Item, to: str, actor: Any = None) -> Item:
        """The item moved by somebody who may, with everything the way asks for."""
        kind = item._meta.model_name or ""
        decision = {"second_review": AGAINST, "approved": AGAINST, "disputed": OTHER}.get(to, {}).get(kind, "")
        return move(
            item,
            to,
            actor=actor or self.actor_for(item, to),
            decision=decision,
            passages=[self.passage.pk] if decision else (),
            note="seen in the record" if decision else "",
            reason="there is a reason",
            was_wrong="the meaning",
            found_how="a reader wrote",
        )

    def actor_for(self, item: Item, to: str) -> Any:
        if item.review_state == "second_review":
            return self.second
        return self.editor if to in {"published", "reopened", "retracted", "approved"} else self.first

    def signed(self, item: Item, actor: Any, decision: str, **fields: Any) -> Item:
        return sign(item, actor=actor, decision=decision, **{"passages": [self.passage.pk], "note": "seen", **fields})
