"""What signing a decision asks for, and when a second reader must follow. Pure questions: nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from factcheck.models import (
    DECIDED_STATES,
    RATING_RULES,
    STATUS_RULES,
    AttributionStatus,
    Claim,
    DecisionRule,
    Passage,
    Quotation,
    Rating,
    Reader,
    ReviewState,
    ReviewStep,
    SearchOutcome,
    SecondReader,
    Tier,
    ViaState,
)
from factcheck.reports.safe_text import on_one_line
from factcheck.services import newsroom_settings
from factcheck.services.tiers import who_may_rate
from factcheck.text.match import OperationKind

Item = Quotation | Claim
# Alone they are not enough: a second reader follows.
WEAK_TIERS = frozenset({Tier.S2, Tier.T, Tier.UNRATED})


def rules_for(item: Item) -> dict[str, DecisionRule]:
    """What can be signed about the item, by its value, in the order people are offered it."""
    return STATUS_RULES if isinstance(item, Quotation) else RATING_RULES


def steps_of_round(item: Item) -> list[ReviewStep]:
    """The signatures of the round at hand, oldest first."""
    return list(item.steps.filter(round=item.round).exclude(reader="").order_by("pk"))


def first_step(item: Item) -> ReviewStep | None:
    """The first reader's signature in the round at hand."""
    return next((step for step in steps_of_round(item) if step.reader == Reader.FIRST), None)


def steps_open_to(item: Item, user: Any) -> list[ReviewStep]:
    """The item's steps, oldest first, without the signatures this person may still have to read blind.

    A signature is open to its author at once, to editors while they have to settle a dispute, and to everybody when its
    round has led to a decision. A round that was sent back stays closed: its readers may meet again in the next one.
    """
    steps = list(item.steps.order_by("pk"))
    if item.review_state in DECIDED_STATES:
        return steps
    decided = {step.round for step in steps if step.to_state in DECIDED_STATES}
    settles = item.review_state == ReviewState.DISPUTED and user.has_perm("factcheck.edit")
    return [s for s in steps if not s.reader or s.round in decided or s.actor_id == user.pk or settles]


def has_seen_signatures(item: Item, actor: Any) -> bool:
    """True when this person saw signatures of the case at hand as the editor of a dispute that was sent back."""
    sent_back = item.steps.filter(from_state=ReviewState.DISPUTED, to_state=ReviewState.IN_REVIEW, actor=actor.pk)
    last_decided = item.steps.filter(to_state__in=DECIDED_STATES).order_by("-pk").values_list("pk", flat=True).first()
    return sent_back.filter(pk__gt=last_decided or 0).exists()


def has_signed(item: Item, actor: Any) -> bool:
    """True when this person already signed in the round at hand; superusers are people too."""
    return any(step.actor_id == actor.pk for step in steps_of_round(item))


def missing_for(item: Item, decision: str, passages: Sequence[Passage], note: str) -> list[str]:
    """What is still missing to sign the decision, as sentences; an empty list means it may be signed."""
    rule = rules_for(item).get(decision)
    if rule is None:
        expected = ", ".join(rules_for(item))
        return [f"Choose a decision: one of {expected} was expected; got “{decision}”."]
    missing = []
    if len(passages) < rule.passages:
        noun = "a passage" if rule.passages == 1 else f"{rule.passages} passages"
        missing.append(f"Choose {noun}: “{_name(item, decision)}” rests on the recorded words.")
    elif rule.tiers and passages and not any(p.capture.source.tier in rule.tiers for p in passages):
        missing.append(_tier_missing(_name(item, decision), rule, passages))
    if rule.searched and (pending := item.story.searches.filter(outcome=SearchOutcome.PENDING).count()):
        missing.append(f"“{_name(item, decision)}” rests on a search: {pending} of its sources are not searched yet.")
    searched = item.story.searches.filter(outcome=SearchOutcome.SEARCHED).count()
    if searched < rule.searched:
        missing.append(
            f"“{_name(item, decision)}” rests on a search: at least {rule.searched} sources must have been searched, "
            f"so far it is {searched}."
        )
    if rule.needs_note and not note.strip():
        missing.append(f"Write a note: {rule.definition}")
    if not passages and not note.strip() and not missing:
        missing.append("Choose a passage, or write in the note why there is none.")
    return missing


def _tier_missing(name: str, rule: DecisionRule, passages: Sequence[Passage]) -> str:
    """Which tiers would do, and which of the sources chosen nobody has rated yet: those can be rated at once."""
    sentence = f"“{name}” needs a passage from a source of tier {' or '.join(rule.tiers)}."
    sources = [passage.capture.source for passage in passages]
    unrated = dict.fromkeys(on_one_line(str(source)) for source in sources if source.tier == Tier.UNRATED)
    if not unrated:
        return sentence
    are = "is" if len(unrated) == 1 else "are"
    rate = f"{', '.join(unrated)} {are} not rated yet: rate it beside the evidence, then sign again."
    return f"{sentence} {rate} {who_may_rate()}"


def _name(item: Item, decision: str) -> str:
    names = dict(AttributionStatus.choices if isinstance(item, Quotation) else Rating.choices)
    return str(names.get(decision, decision))


def needs_second_reader(item: Item, decision: str, actor: Any, passages: Sequence[Passage]) -> str:
    """Why a second reader is needed, as a sentence; "" when one signature is enough."""
    rule, attribution = rules_for(item)[decision], getattr(item, "attribution", None)
    if rule.needs_second_reader:
        return f"“{_name(item, decision)}” always gets a second reader."
    if rule.is_negative and _names_somebody(item):
        return "The decision speaks against a named person or outlet."
    if passages and (best := best_tier(passages)) in WEAK_TIERS:
        return "The best source is not rated yet." if best == Tier.UNRATED else "The best source is second-hand."
    if isinstance(item, Quotation) and _has_ellipsis(item):
        return "The quotation leaves words out."
    if item.story.writer_id is not None and item.story.writer_id == actor.pk:
        return "You wrote this story."
    if attribution is not None and any(via.state == ViaState.CONTRADICTED for via in attribution.vias.all()):
        return "An outlet of its chain is contradicted."
    if item.is_legal:
        return "The item is marked legal."
    if newsroom_settings.current().second_reader == SecondReader.ALWAYS:
        return "The newsroom has everything read twice."
    return ""


def best_tier(passages: Sequence[Passage]) -> Tier:
    """The tier nearest to the words among the sources of the passages."""
    return min((Tier(passage.capture.source.tier) for passage in passages), key=lambda tier: tier.rank)


def _names_somebody(item: Item) -> bool:
    attribution = getattr(item, "attribution", None)
    if item.story.outlet_id is not None:
        return True
    return attribution is not None and (bool(attribution.speaker_text) or attribution.vias.exists())


def _has_ellipsis(item: Quotation) -> bool:
    if "…" in item.text or "..." in item.text or ". . ." in item.text:
        return True
    best = item.best_comparison
    return best is not None and any(o["kind"] == OperationKind.OMITTED.value for o in best.operations)
