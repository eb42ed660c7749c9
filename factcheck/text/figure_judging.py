"""How a claim's figures stand to a text's: the figure for the same thing is found, then the two are compared.

A conflict must never pass as agreement: of several figures that might be meant the frame decides, not the value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from factcheck.text.concepts import concept_of
from factcheck.text.figure_facts import Fact
from factcheck.text.figure_frames import Frame
from factcheck.text.figure_lexicon import DOLLARS
from factcheck.text.figure_outcomes import Outcome
from factcheck.text.figure_stems import is_anyone, is_person, way_of
from factcheck.text.figure_text import FigureText
from factcheck.text.moment_judging import judge_moments
from factcheck.text.moments import MomentKind
from factcheck.text.quantities import Quantity, Reading
from factcheck.text.value_judging import judge_tallies, judge_telephones, judge_values


@dataclass(frozen=True, slots=True)
class Judged:
    """One of the claim's figures, what the evidence says of the same thing, and the words of both."""

    outcome: Outcome
    claim: Fact
    evidence: Fact | None = None


# Weights of what two figures share when asking whether they are of one thing. Found on our own table: the thing, the
# act and names tell more than other words; words on the same side of the figure more than words on the other.
_SAME_SIDE = 2.0


_OTHER_SIDE = 0.75


_IN_SENTENCE = 0.25


_NAME = 3.0


# Both have a name before them, none the other's: "Norway won 12 and Sweden 7" beside "Sweden won 12 and Norway 7".
_OTHER_NAME = 5.0


_THING = 3.0


_ACT = 2.5


_MOMENT = 3.0


# Figures whose frames are as near as this are alike near: the one whose value stands best is meant.
_ALIKE = 0.6


# Several dates of one act ("250 in 2020 and 300 in 2021") stand alike; which figure is whose, the figures decide.
_ALIKE_MOMENTS = 2.6


def judge_figures(claim: FigureText, evidence: FigureText) -> list[Judged]:
    """One entry for each figure of the claim, in order of place; soft ones only where the evidence speaks to them."""
    if not claim.facts:
        return []
    theirs = [*evidence.facts, *evidence.derived]
    mine = _without_contrast(claim.facts)
    swapped = _is_swapped(claim, evidence)
    judged = []
    for fact in mine:
        result = _judge(fact, theirs)
        if result is None:
            continue
        if result.outcome is Outcome.CONFLICTS and _is_part_beside_total(fact, mine, result):
            result = Judged(Outcome.MISSING, fact)
        if swapped and result.evidence is not None and result.outcome in (Outcome.AGREES, Outcome.COMPATIBLE):
            result = replace(result, outcome=Outcome.CONFLICTS)
        judged.append(result)
    return judged


def _without_contrast(facts: Sequence[Fact]) -> list[Fact]:
    """The claim's facts without those it sets aside itself: "not 10 but 30" claims 30."""
    kept = [fact for fact in facts if not fact.frame.is_negated]
    kinds = {_kind(fact) for fact in kept}
    return [fact for fact in facts if not fact.frame.is_negated or _kind(fact) not in kinds]


def _is_part_beside_total(part: Fact, mine: Sequence[Fact], judged: Judged) -> bool:
    """True for the "six" of "eleven died: six here and five there" beside evidence that has the eleven alone."""
    total = judged.evidence.quantity if judged.evidence else None
    counts = [fact.quantity for fact in mine if fact.quantity is not None and fact.quantity.dimension == "count"]
    if total is None or part.quantity not in counts or total.is_hedged:
        return False
    at = counts.index(part.quantity)
    return any(
        counts[first].stated == total.stated and first < at < last and _adds_up(counts[first:last])
        for first in range(at)
        for last in range(at + 1, min(len(counts), first + _MOST_PARTS + 1) + 1)
    )


_MOST_PARTS = 6


def _adds_up(counts: Sequence[Quantity]) -> bool:
    """True where the first count is the sum of the others."""
    return len(counts) > 2 and counts[0].stated == sum(count.stated for count in counts[1:])


def _kind(fact: Fact) -> str:
    return fact.quantity.dimension if fact.quantity else "moment"


def _judge(claim: Fact, theirs: Sequence[Fact]) -> Judged | None:
    rated = []
    for fact in theirs:
        outcome = _outcome(claim, fact)
        if outcome is not None:
            rated.append((_nearness(claim, fact), outcome, fact))
    is_soft = _is_soft(claim)
    if not rated:
        return None if is_soft else Judged(Outcome.MISSING, claim)
    derived = [entry for entry in rated if entry[2].is_derived]
    agreeing = [entry for entry in derived if entry[1] is Outcome.AGREES]
    stated = [entry for entry in rated if not entry[2].is_derived]
    if agreeing:
        best = max(agreeing, key=lambda entry: entry[0])
        if not stated or best[0] >= max(entry[0] for entry in stated) - _DERIVED_ROOM:
            return Judged(best[1], claim, best[2])
    rated = stated or derived
    nearest = max(entry[0] for entry in rated)
    room = _ALIKE if claim.quantity is not None else _ALIKE_MOMENTS
    alike = [entry for entry in rated if entry[0] >= nearest - room]
    _, outcome, fact = min(alike, key=lambda entry: (entry[1].badness, -entry[0]))
    if outcome is Outcome.MISSING:
        return None if is_soft else Judged(outcome, claim)
    if (
        is_soft
        and outcome is not Outcome.CONFLICTS
        and fact.quantity
        and fact.quantity.is_soft
        and not claim.is_derived
    ):
        return Judged(outcome, claim, fact)
    return Judged(outcome, claim, fact)


# Groups that are set against each other: a share of one says nothing of another.
_CONTRASTED = (
    frozenset(("woman", "man", "girl", "boy", "child", "adult", "teenager", "senior", "pensioner", "female", "male")),
    frozenset(("democrat", "republican", "independent")),
    frozenset(("buyer", "seller", "tenant", "owner", "landlord", "renter")),
    frozenset(("import", "export")),
    frozenset(("win", "loss", "defeat", "victory")),
)
_ANY_FIGURE = frozenset(concept_of(word) for word in "come reach put rate number total figure rise fall say".split())
# A sum or change that agrees is taken even where a part of it stands a little nearer.
_DERIVED_ROOM = 4.0


def _is_soft(fact: Fact) -> bool:
    if fact.quantity is not None:
        return fact.quantity.is_soft
    return fact.moment is not None and fact.moment.kind is MomentKind.RELATIVE


def _nearness(claim: Fact, fact: Fact) -> float:
    one, other = claim.frame, fact.frame
    score = _SAME_SIDE * (len(one.before & other.before) + len(one.after & other.after))
    score += _OTHER_SIDE * (len(one.before & other.after) + len(one.after & other.before))
    score += _IN_SENTENCE * len(one.sentence & other.sentence)
    score += _NAME * len(one.names & other.names) + _ACT * len(one.acts & other.acts)
    leads = [frame.before & frame.names for frame in (one, other)]
    if all(leads) and not leads[0] & leads[1]:
        score -= _OTHER_NAME
    if one.thing and one.thing == other.thing:
        score += _THING
    if claim.quantity and fact.quantity and _rate(claim.quantity) == _rate(fact.quantity):
        score += 0.5
    for mine in claim.moments:
        outcomes = [outcome for theirs in fact.moments if (outcome := judge_moments(mine, theirs))]
        if outcomes:
            score += -_MOMENT if all(outcome is Outcome.CONFLICTS for outcome in outcomes) else _MOMENT
    return score


def _rate(quantity: Quantity) -> str:
    return quantity.per


def _outcome(claim: Fact, fact: Fact) -> Outcome | None:
    """None where the two are not of one thing."""
    if claim.quantity is not None and fact.quantity is not None:
        outcome = _quantity_outcome(claim, fact, claim.quantity, fact.quantity)
    elif claim.moment is not None and fact.moment is not None:
        outcome = judge_moments(claim.moment, fact.moment)
        if (outcome is Outcome.CONFLICTS and _is_other_event(claim, fact)) or _has_other_act(claim.frame, fact.frame):
            return None
    else:
        return None
    return _with_negation(claim.frame, fact.frame, outcome)


def _with_negation(one: Frame, other: Frame, outcome: Outcome | None) -> Outcome | None:
    if outcome is None or one.is_negated == other.is_negated:
        return outcome
    if outcome in (Outcome.AGREES, Outcome.COMPATIBLE):
        return Outcome.CONFLICTS
    return Outcome.COMPATIBLE if one.is_negated else Outcome.CONFLICTS if other.aspect == "never" else None


def _has_other_act(one: Frame, other: Frame) -> bool:
    return bool(one.acts) and bool(other.acts) and not one.acts & other.acts


def _is_other_event(claim: Fact, fact: Fact) -> bool:
    """True where two dates are told of acts that are known and differ, or share no word at all."""
    one, other = claim.frame, fact.frame
    if one.sentence and other.sentence and not one.sentence & other.sentence:
        return True
    return bool(one.nouns) and bool(other.nouns) and not one.nouns & other.nouns and not one.acts & other.acts


def _quantity_outcome(claim: Fact, fact: Fact, one: Quantity, other: Quantity) -> Outcome | None:
    if one.digits or other.digits:
        return judge_telephones(one, other)
    if one.partner is not None or other.partner is not None:
        return judge_tallies(claim.frame, fact.frame, one, other)
    pair = _shared_reading(claim, fact, one, other)
    if pair is None or not _is_same_thing(claim, fact, one, other):
        return None
    if isinstance(pair, Outcome):
        return None if _shares_nothing(claim, fact) else pair
    outcome = judge_values(one, other, *pair)
    if claim.frame.direction * fact.frame.direction < 0:
        return Outcome.CONFLICTS if not _shares_nothing(claim, fact) else None
    if claim.frame.aggregate != fact.frame.aggregate and claim.frame.aggregate and fact.frame.aggregate:
        return Outcome.CONFLICTS if outcome is not Outcome.CONFLICTS else None
    if outcome is Outcome.CONFLICTS and (_shares_nothing(claim, fact) or fact.frame.thing == "*"):
        return None
    if (
        outcome is Outcome.CONFLICTS
        and fact.is_derived
        and one.dimension == "percent"
        and not _says_the_same(claim, fact)
    ):
        return None
    return outcome


def _shares_nothing(claim: Fact, fact: Fact) -> bool:
    """True where the two sentences have words and none in common but what is counted."""
    one, other = claim.frame, fact.frame
    if claim.quantity and claim.quantity.dimension == "age" and one.sentence & other.sentence:
        return False
    if one.thing and one.thing == other.thing and (one.thing != "person" or one.acts & other.acts):
        return False
    if {one.thing, other.thing} == {"person", ""} and one.acts & other.acts:
        return False  # "killed 41 people", "put the death toll at 43"
    if _concepts(one.sentence) & _concepts(other.sentence) - one.acts:
        return False
    if not one.nouns or not other.nouns:
        return bool(one.sentence and other.sentence and not one.sentence & other.sentence)
    return not one.nouns & other.nouns and not (one.names & other.names)


def _concepts(stems: Iterable[str]) -> set[str]:
    """What the words speak of, synonyms as one, without what any figure could be said with."""
    return {concept_of(stem) for stem in stems if not way_of(stem)} - _ANY_FIGURE


def _says_the_same(claim: Fact, fact: Fact) -> bool:
    """True where both say something in common of the thing that the share is of: "voted", "are empty"."""
    mine, theirs = claim.frame, fact.frame
    said = [(frame.after or frame.sentence) - {mine.thing, theirs.thing} for frame in (mine, theirs)]
    return bool(mine.acts & theirs.acts or said[0] & said[1])


def _is_same_thing(claim: Fact, fact: Fact, one: Quantity, other: Quantity) -> bool:
    mine, theirs = claim.frame, fact.frame
    if mine.thing != theirs.thing and any({mine.thing, theirs.thing} <= group for group in _CONTRASTED):
        return False
    is_counted = bool({"count", "ordinal"} & {one.dimension, other.dimension})
    if is_counted and not _is_same_count(mine.thing, theirs.thing):
        return False
    measures = [{act for act in frame.acts if act.endswith("-measure")} for frame in (mine, theirs)]
    if measures[0] and measures[1] and not measures[0] & measures[1]:
        return False
    if {mine.aspect, theirs.aspect} in ({"to", "change"}, {"from", "change"}, {"from", "to"}):
        return False
    acts = [{act for act in frame.acts if not act.endswith("-measure")} for frame in (mine, theirs)]
    if acts[0] and acts[1] and not acts[0] & acts[1]:
        return bool(mine.sentence_acts & theirs.acts and theirs.sentence_acts & mine.acts) or _is_moved(mine, theirs)
    return True


def _is_moved(one: Frame, other: Frame) -> bool:
    """Acts that name a change either way are of one thing: earning and losing, buying and selling."""
    return one.direction != 0 and other.direction != 0


def _is_same_count(one: str, other: str) -> bool:
    if not one or not other or one == other or "*" in (one, other):
        return True
    return (is_anyone(one) and is_person(other)) or (is_anyone(other) and is_person(one))


def _shared_reading(
    claim: Fact, fact: Fact, one: Quantity, other: Quantity
) -> tuple[Reading, Reading] | Outcome | None:
    """The meaning both have in common; CONFLICTS where units differ (dollars and euros); None for other things."""
    pairs = [(mine, theirs) for mine in one.readings for theirs in other.readings if mine.dimension == theirs.dimension]
    if pairs:
        return min(pairs, key=lambda pair: abs(pair[0].of(one.stated) - pair[1].of(other.stated)))
    money = [[r.dimension[6:] for r in side.readings if r.dimension.startswith("money:")] for side in (one, other)]
    if money[0] and money[1]:
        for mine, theirs in ((money[0], money[1]), (money[1], money[0])):
            if "dollar" in mine and DOLLARS & set(theirs):
                first = next(r for r in one.readings if r.dimension.startswith("money:"))
                second = next(r for r in other.readings if r.dimension.startswith("money:"))
                return first, second
        return Outcome.CONFLICTS
    kinds = {one.dimension, other.dimension}
    if kinds == {"percent", "points"} and claim.frame.aspect == fact.frame.aspect == "change":
        return None if fact.is_derived or claim.is_derived else Outcome.CONFLICTS
    if kinds == {"count", "age"}:
        bare = claim if one.dimension == "count" else fact
        if not bare.frame.thing:
            return Reading("age"), Reading("age")
    if kinds == {"percent", "factor"}:
        percent = claim if one.dimension == "percent" else fact
        if percent.frame.direction and percent.frame.aspect == "change":
            share = Reading("factor", Fraction(percent.frame.direction, 100), Fraction(1))
            return (share, Reading("factor")) if percent is claim else (Reading("factor"), share)
    if kinds == {"times", "count"}:
        counted = claim if one.dimension == "count" else fact
        return (Reading("times"), Reading("times")) if counted.frame.thing == "time" else None
    if kinds == {"temperature", "angle"}:
        return None
    return None


def _is_swapped(claim: FigureText, evidence: FigureText) -> bool:
    """True where two names stand on the other sides of the same act: "France sold 40 to Spain", "Spain … to France"."""
    mine, theirs = _roles(claim), _roles(evidence)
    for act, (left, right) in mine.items():
        if act in theirs:
            other_left, other_right = theirs[act]
            if left & other_right and right & other_left and not left & other_left and not right & other_right:
                return True
    return False


def _roles(source: FigureText) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    return source.roles
