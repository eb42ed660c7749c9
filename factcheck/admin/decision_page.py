"""What the decision screen shows of one quotation or claim to one person. Reads only; the services decide and write."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import QueryDict
from django.utils import timezone

from factcheck import queries
from factcheck.admin.evidence import Card, Item, Shown, cards_of, choose_shown, lay_out_shown, words_in_no_passage
from factcheck.admin.given_sources import TIER_CHOICES
from factcheck.admin.labels import claim_label, decision_label, state_label
from factcheck.admin.walk import Walk
from factcheck.models import RATED_TIERS, Evidence, Quotation, ReviewState, ReviewStep, Search, Tier, ViaState
from factcheck.reports.safe_text import make_visible
from factcheck.reports.vocabulary import Label, match_label
from factcheck.services import review
from factcheck.services.comment import Thread, may_comment, threads_open_to
from factcheck.services.evidence_rules import rules_for, steps_open_to
from factcheck.services.find_checks import NearChecks, near_checks
from factcheck.services.marks import may_mark
from factcheck.services.outlet_pages import OutletLook, look_at_outlets
from factcheck.services.tiers import may_rate
from factcheck.services.transitions import Edge

KEYS = "123456789"
_EVIDENCE_SHOWN = Prefetch(
    "evidence",
    Evidence.objects.select_related("passage__capture__source")
    .defer(
        "passage__capture__text", "passage__capture__visible_text", "passage__capture__turns", "passage__capture__times"
    )
    .order_by("pk"),
)
_QUOTE_MARKS = frozenset("\"'“”‘’„‚«»‹›「」")
# A paragraph longer than this is shown around the item only.
LONGEST_PARAGRAPH = 1500


def is_row_id(text: str) -> bool:
    """True for what can be the number of a row in both databases."""
    return text.isdecimal() and len(text) < 19


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person has entered so far; it comes back with every answer, so nothing typed is lost."""

    decision: str = ""
    note: str = ""
    url: str = ""
    passages: frozenset[int] = frozenset()
    version: int | None = None
    was_wrong: str = ""
    found_how: str = ""
    tier: str = ""
    comment: str = ""

    @classmethod
    def from_post(cls, post: QueryDict) -> "Typed":
        version = post.get("version", "")
        return cls(
            decision=post.get("decision", ""),
            note=post.get("note", "").replace("\0", ""),  # PostgreSQL text cannot hold it
            was_wrong=post.get("was_wrong", "").replace("\0", ""),
            found_how=post.get("found_how", "").replace("\0", ""),
            url=post.get("url", "").strip(),
            passages=frozenset(int(pk) for pk in post.getlist("passage")[:200] if is_row_id(pk)),
            tier=post.get("tier", ""),
            comment=post.get("comment", "").replace("\0", ""),
            version=int(version) if version.isdecimal() and len(version) < 10 else None,
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision on offer, with its definition, its key, and where signing it leads."""

    value: str
    label: Label
    definition: str
    key: str
    then: str


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another quotation or claim of the story, for the list beside the paragraph."""

    item: Item
    label: Label
    is_here: bool

    @property
    def is_quotation(self) -> bool:
        return isinstance(self.item, Quotation)

    @property
    def page(self) -> str:
        return f"admin:factcheck_{self.item._meta.model_name}_change"


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything the template draws."""

    item: Item
    is_quotation: bool
    label: Label
    before: str
    words: str
    after: str
    siblings: Sequence[Sibling]
    others: Sequence[Sibling]
    walk: Walk
    cards: Sequence[Card]
    shown: Shown | None
    log: Sequence[Search]
    sign_edge: Edge | None
    moves: Sequence[Edge]
    may_take_over: bool
    may_add_source: bool
    may_rate: bool
    may_mark: bool
    may_unmark: bool
    choices: Sequence[Choice]
    typed: Typed
    steps: Sequence[ReviewStep]
    signatures: Sequence[ReviewStep]
    is_blind: bool
    has_signed: bool
    threads: Sequence[Thread]
    may_comment: bool
    checks: NearChecks | None = None  # what others found of a claim; None for a quotation
    looks: Sequence[OutletLook] = ()  # what the outlets' own pages show of a claim
    missing_words: Sequence[str] = ()  # of a claim, in none of its passages
    held_by: Any = None
    held_until: Any = None

    @property
    def via_states(self) -> Sequence[tuple[str, str]]:
        """What can be said of an outlet of the chain."""
        return ViaState.choices

    @property
    def ratings(self) -> Sequence[Tier]:
        """What a source can be rated."""
        return RATED_TIERS

    @property
    def tier_choices(self) -> Sequence[tuple[str, str]]:
        """What can be said of a source that is added."""
        return TIER_CHOICES

    @property
    def corrects(self) -> bool:
        """True where publishing replaces what the public was shown: what was wrong must then be said."""
        return self.item.published_revision_id is not None and any(edge.act == "publish" for edge in self.moves)

    @property
    def needs_reason(self) -> bool:
        return any(edge.needs_reason for edge in self.moves)

    @property
    def next_card(self) -> Card | None:
        """The evidence after the one shown, round to the first."""
        if self.shown is None or len(self.cards) < 2:
            return None
        at = next(index for index, card in enumerate(self.cards) if card.key == self.shown.card.key)
        return self.cards[(at + 1) % len(self.cards)]

    @property
    def headline(self) -> str:
        """What the machine saw, in a line."""
        if self.shown is None:
            return "No record found yet" if self.is_quotation else "No passage bears on it yet"
        if self.shown.is_reading:
            return "Look for the words yourself"
        diff = self.shown.diff
        count = len(diff.unadmitted) if diff else 0
        if count:
            return f"{in_words(count)} change{'' if count == 1 else 's'} that no mark admits"
        return self.shown.card.label.meaning.rstrip(".")

    @property
    def note_prompt(self) -> str:
        act = self.sign_edge.act if self.sign_edge else ""
        return _NOTE_PROMPTS.get(act, "Reason (kept in the record)")

    @property
    def rest_line(self) -> str:
        """What a signature here rests on, and what is particular about this reading."""
        reading = _READINGS.get(self.sign_edge.act if self.sign_edge else "", "")
        if self.shown is None or self.shown.is_reading:
            return f"{reading} You sign on what you tick; with nothing ticked, the note says why there is no record."
        return f"{reading} Nothing is ticked for you: you sign on what you tick, or on what is shown."

    @property
    def nothing_to_do(self) -> str:
        if self.is_blind and self.has_signed:
            return "You signed it. Another person reads it now, without seeing your decision."
        return f"{state_label(self.item.review_state).meaning} There is nothing here for you to do."


_NOTE_PROMPTS = {
    "propose": "Note: why (kept in the record)",
    "second": "Your reasons (a second reading is signed with them)",
    "settle": "Your reasons for settling it so (needed)",
}
_READINGS = {
    "second": "You are the second reader; the first decision stays closed.",
    "settle": "You settle the dispute between two readers.",
}
_NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]


def in_words(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def read_screen(
    item: Item, user: Any, typed: Typed, *, evidence: str = "", wide: bool = False, walk: Walk | None = None
) -> Screen:
    """The screen for this person; without a `walk` they go through the story.

    Of a reading that waits for its second reader, nothing of the first is in it.
    """
    everything = _siblings(item)
    siblings = [each for each in everything if type(each.item) is type(item)]
    cards = cards_of(item, typed.passages, evidence)
    card = choose_shown(cards, evidence)
    shown = lay_out_shown(item, card, wide=wide) if card else None
    edges = review.legal_moves(item, user)
    sign_edge = next((edge for edge in edges if edge.signs), None)
    steps = steps_open_to(item, user)
    prefetch_related_objects(steps, _EVIDENCE_SHOWN)
    is_blind = item.review_state == ReviewState.SECOND_REVIEW
    before, words, after = _in_the_story(item)
    log = list(queries.searches_of(item.story).defer(*_CAPTURE_TEXTS))
    return Screen(
        item=item,
        is_quotation=isinstance(item, Quotation),
        label=_label(item, [search.outcome for search in log]),
        before=before,
        words=words,
        after=after,
        siblings=siblings,
        others=[each for each in everything if type(each.item) is not type(item)],
        walk=walk or _through_the_story(item, siblings),
        cards=cards,
        shown=shown,
        log=log,
        sign_edge=sign_edge,
        moves=[edge for edge in edges if not edge.signs],
        may_take_over=_may_take_over(item, user),
        may_add_source=user.has_perm("factcheck.review") or user.has_perm("factcheck.manage_sources"),
        may_rate=may_rate(user),
        may_mark=may_mark(item, user),
        may_unmark=may_mark(item, user) and user.has_perm("factcheck.edit"),
        choices=_choices(item, user, card, sign_edge) if sign_edge else (),
        typed=typed,
        steps=steps,
        signatures=[step for step in steps if step.reader and step.round == item.round and not is_blind],
        is_blind=is_blind,
        has_signed=any(step.reader and step.round == item.round and step.actor_id == user.pk for step in steps),
        threads=threads_open_to(item, user),
        may_comment=may_comment(user),
        checks=None if isinstance(item, Quotation) else near_checks(item.text),
        looks=() if isinstance(item, Quotation) else look_at_outlets(item),
        missing_words=() if isinstance(item, Quotation) else words_in_no_passage(item, cards),
        held_by=item.assigned_to if item.review_state == ReviewState.IN_REVIEW else None,
        held_until=item.assigned_until,
    )


_CAPTURE_TEXTS = ("capture__text", "capture__visible_text", "capture__turns", "capture__times")


def _label(item: Item, outcomes: Collection[str] = ()) -> Label:
    if not isinstance(item, Quotation):
        return claim_label(item.decision)
    best = item.best_comparison
    return match_label(item.match or None, best.flags if best else (), outcomes)


def _siblings(item: Item) -> list[Sibling]:
    """Quotations and claims of the story in the order of its text; one walks from one to the next of a kind."""
    story = item.story
    quotations = story.quotations.select_related("best_comparison").only(
        "story", "start", "text", "match", "review_state", "attribution_status", "best_comparison__flags"
    )
    claims = story.claims.only("story", "start", "text", "review_state", "rating")
    both: list[Item] = [*quotations, *claims]
    items = sorted(both, key=lambda each: (each.start, isinstance(each, Quotation), each.pk))
    return [Sibling(each, _label(each), each == item) for each in items]


def _through_the_story(item: Item, siblings: Sequence[Sibling]) -> Walk:
    kind = item._meta.model_name or ""
    here = next((index for index, sibling in enumerate(siblings) if sibling.is_here), 0)
    keys = [sibling.item.pk for sibling in siblings]
    return Walk(f"{kind.capitalize()}s of this story", kind, keys, here, True, len(keys))


def _in_the_story(item: Item) -> tuple[str, str, str]:
    """The item's paragraph in three: what comes before, the words with their marks, what comes after."""
    text, start, end = item.story.text, item.start, item.end
    if text[start - 1 : start] in _QUOTE_MARKS and start > 0:
        start -= 1
    if text[end : end + 1] in _QUOTE_MARKS and end < len(text):
        end += 1
    first = max(text.rfind("\n", 0, start) + 1, start - LONGEST_PARAGRAPH, 0)
    last = text.find("\n", end)
    last = min(last if last >= 0 else len(text), end + LONGEST_PARAGRAPH)
    return make_visible(text[first:start]), make_visible(text[start:end]), make_visible(text[end:last])


def _choices(item: Item, user: Any, card: Card | None, edge: Edge) -> list[Choice]:
    passages = list(card.passages) if card else []
    choices = []
    for number, (value, rule) in enumerate(rules_for(item).items()):
        then = ""
        if edge.act == "propose":
            second = review.needs_second_reader(item, value, user, passages)
            then = f"Next: a second reader, who will not see your decision. {second}" if second else "Next: approved."
        key = KEYS[number] if number < len(KEYS) else ""
        choices.append(Choice(value, decision_label(value), rule.definition, key, then))
    return choices


def _may_take_over(item: Item, user: Any) -> bool:
    """True for an item whose reviewer's time is over."""
    if item.review_state != ReviewState.IN_REVIEW or item.assigned_to_id == user.pk:
        return False
    return user.has_perm("factcheck.review") and not item.is_held_by_other(user.pk, timezone.now())
