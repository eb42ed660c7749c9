"""What the story page shows: the text with every quotation and claim in its colour, counters, the search log."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, cast

from factcheck import queries
from factcheck.admin.labels import claim_label, state_label
from factcheck.admin.landing import DONE_STATES
from factcheck.models import Claim, Quotation, ReviewState, Search, Stage, Story
from factcheck.reports.claim_view import ClaimView
from factcheck.reports.marked_story import Paragraph, cut_story
from factcheck.reports.quotation_view import QuotationView
from factcheck.reports.vocabulary import Label, match_label


@dataclass(frozen=True, slots=True)
class Marked:
    """A quotation or claim as it is drawn in the text and in the list beside it."""

    item: Quotation | Claim
    label: Label
    is_quotation: bool
    is_here: bool = False

    @property
    def start(self) -> int:
        return self.item.start

    @property
    def end(self) -> int:
        return self.item.end

    @property
    def page(self) -> str:
        return f"admin:factcheck_{self.item._meta.model_name}_change"


# Shown without asking; with more, the list of claims is folded. Chosen by eye.
FEW_CLAIMS = 6


@dataclass(frozen=True, slots=True)
class StoryPage:
    story: Story
    paragraphs: Sequence[Paragraph]
    quoted: Sequence[Marked]
    claimed: Sequence[Marked]
    done: int
    tally: Sequence[tuple[Label, int]]
    states: Sequence[tuple[Label, int]]
    log: Sequence[Search]
    waiting: int
    approved: int

    @property
    def quotations(self) -> int:
        return len(self.quoted)

    @property
    def claims(self) -> int:
        return len(self.claimed)

    @property
    def items(self) -> int:
        return self.quotations + self.claims

    @property
    def are_claims_open(self) -> bool:
        """A long list of claims would push everything else away; each is a link in the text as well."""
        return self.claims <= FEW_CLAIMS or not self.quoted

    @property
    def is_working(self) -> bool:
        return self.story.stage in {Stage.RECEIVED, Stage.GATHERING} or self.waiting > 0

    @property
    def is_failed(self) -> bool:
        return bool(self.story.stage == Stage.FAILED)

    @property
    def searched(self) -> int:
        return len(self.log) - self.waiting

    @property
    def could_not_look(self) -> Sequence[Search]:
        return [search for search in self.log if search.outcome in {"unreadable", "unavailable"}]


def read_story_page(story: Story) -> StoryPage:
    """The page, in a constant number of queries."""
    claims = [_marked_claim(claim) for claim in story.claims.order_by("start", "pk")]
    log = list(
        queries.searches_of(story).defer("capture__text", "capture__visible_text", "capture__turns", "capture__times")
    )
    outcomes = {search.outcome for search in log}
    quotations = [
        _marked_quotation(quotation, outcomes) for quotation in queries.quotations_of(story).defer(*_CAPTURE_TEXTS)
    ]
    states = Counter(each.item.review_state for each in [*quotations, *claims])
    kinds = Counter(each.label for each in quotations)
    paragraphs = cut_story(story.text, cast("list[QuotationView]", quotations), cast("list[ClaimView]", claims))
    return StoryPage(
        story=story,
        paragraphs=paragraphs,
        quoted=quotations,
        claimed=claims,
        done=sum(states[state] for state in DONE_STATES),
        tally=sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0].words)),
        states=[(state_label(state), states[state]) for state in ReviewState if states[state]],
        log=log,
        waiting=sum(1 for search in log if search.outcome == "pending"),
        approved=sum(  # what has been published before is corrected on its own page
            each.item.review_state == ReviewState.APPROVED and each.item.published_revision_id is None
            for each in [*quotations, *claims]
        ),
    )


_CAPTURE_TEXTS = tuple(
    f"best_comparison__capture__{column}" for column in ("text", "visible_text", "turns", "times", "hops")
)


def _marked_quotation(quotation: Quotation, outcomes: Collection[str]) -> Marked:
    best: Any = quotation.best_comparison
    label = match_label(quotation.match or None, best.flags if best else (), outcomes)
    return Marked(quotation, label, is_quotation=True)


def _marked_claim(claim: Claim) -> Marked:
    """A claim has no match class of its own: its colour in the text is neutral, its decision is its label."""
    return Marked(claim, claim_label(claim.rating), is_quotation=False)
