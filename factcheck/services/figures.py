"""The figures of the desk: what waits, how long work takes, what the machine saw, how far readers agree, who misquotes.

Reads only, in a number of queries that does not depend on the rows. Only finished readings count: of an item that waits
for its second reader or its editor, nothing that was signed is in any figure.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from factcheck.models import (
    DECIDED_STATES,
    RATING_RULES,
    STATUS_RULES,
    Claim,
    Outlet,
    Quotation,
    Reader,
    ReviewState,
    ReviewStep,
    Revision,
    RevisionKind,
    Story,
    Via,
)
from factcheck.services.agreement import Interval, Pair, cohen_kappa, one_against_rest, wilson_interval
from factcheck.text.match import Match

# Days of a period, and the days of each of its spans, which divide it.
PERIODS = {7: 1, 28: 7, 91: 7, 364: 28}
DEFAULT_DAYS = 28

# A guess at what a newsroom can stand behind: below the first no share is given, below the second with a caution.
FEWEST = 5
CAUTION_BELOW = 20

# Medians and agreement are of the latest so many rows: the page stays quick however much was done in a period, and the
# median of 2,000 lies within 2.2 percentiles of that of all (95 %: 1.96 · 0.5 / √2,000).
LATEST = 2_000

WAITING = (
    ReviewState.GATHERING,
    ReviewState.QUEUED,
    ReviewState.IN_REVIEW,
    ReviewState.SECOND_REVIEW,
    ReviewState.DISPUTED,
    ReviewState.APPROVED,
    ReviewState.REOPENED,
)
# Upper bounds of the ages, in hours; what is older comes last.
AGES: tuple[tuple[str, float], ...] = (("under 1 h", 1), ("1–24 h", 24), ("1–3 days", 72), ("3–7 days", 168))
OLDEST = "over 7 days"
SETTLED_STATES = (ReviewState.APPROVED, ReviewState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    state: str
    counts: tuple[int, ...]  # one for each age

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something took: the median and the 90th percentile of `count` cases."""

    name: str
    count: int
    median: timedelta
    slow: timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time with how often each match class came out in it."""

    start: datetime
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Agreement:
    """Cohen's κ of some readings; None where it is not defined or the readings are too few to say."""

    name: str
    readings: int
    agreed: int
    kappa: float | None

    @property
    def is_few(self) -> bool:
        return self.readings < CAUTION_BELOW


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet with how many of its quotations were settled, and how many of them as misquoted."""

    name: str
    misquoted: int
    settled: int
    interval: Interval

    @property
    def is_few(self) -> bool:
        return self.settled < CAUTION_BELOW


def waiting_by_age(now: datetime) -> list[WaitingRow]:
    """Every state in which something is still to be done, with how many items are how old in it."""
    bounds = [now - timedelta(hours=hours) for _, hours in AGES]
    ages = {f"age{n}": Count("pk", filter=Q(state_changed_at__gt=bound)) for n, bound in enumerate(bounds)}
    younger: dict[str, list[int]] = defaultdict(lambda: [0] * (len(AGES) + 1))
    for model in (Quotation, Claim):
        items = model._default_manager.filter(review_state__in=WAITING).order_by().values("review_state")
        for state, *numbers in items.annotate(**ages, total=Count("pk")).values_list("review_state", *ages, "total"):
            counts = younger[state]
            for n, number in enumerate(numbers):
                counts[n] += number - (numbers[n - 1] if n else 0)
    return [WaitingRow(str(state), tuple(younger[state])) for state in WAITING]


def medians_per_state(since: datetime) -> list[Duration]:
    """How long items stood in each state they left since then."""
    before = ReviewStep.objects.filter(pk__lt=OuterRef("pk")).order_by("-pk").values("created_at")
    came_at = Coalesce(
        Subquery(before.filter(quotation=OuterRef("quotation"))[:1]),
        Subquery(before.filter(claim=OuterRef("claim"))[:1]),
        "quotation__story__created_at",
        "claim__story__created_at",
    )
    steps = ReviewStep.objects.filter(created_at__gte=since).order_by("-pk").annotate(came_at=came_at)
    stays: dict[str, list[float]] = defaultdict(list)
    for state, came, left in steps.values_list("from_state", "came_at", "created_at")[:LATEST]:
        stays[state].append((left - came).total_seconds())
    return [_duration(str(state), stays[state]) for state in ReviewState if stays.get(state)]


def turnaround(since: datetime) -> list[Duration]:
    """How long it took from the story's arrival to the decision, and to its first publication."""
    arrived = Coalesce("quotation__story__created_at", "claim__story__created_at")
    decided = ReviewStep.objects.filter(created_at__gte=since, to_state=ReviewState.APPROVED, round=1)
    published = Revision.objects.filter(published_at__gte=since, kind=RevisionKind.PUBLISHED)
    rows = {
        "decided": decided.order_by("-pk").values_list("created_at", arrived)[:LATEST],
        "published": published.order_by("-pk").values_list("published_at", arrived)[:LATEST],
    }
    taken = {name: [(done - came).total_seconds() for done, came in times] for name, times in rows.items()}
    return [_duration(name, seconds) for name, seconds in taken.items() if seconds]


def _duration(name: str, seconds: list[float]) -> Duration:
    ranked = sorted(max(each, 0.0) for each in seconds)
    slow = ranked[min(int(0.9 * len(ranked)), len(ranked) - 1)]
    return Duration(name, len(ranked), timedelta(seconds=statistics.median(ranked)), timedelta(seconds=slow))


def matches_over_time(now: datetime, days: int) -> list[Span]:
    """Match classes of the quotations of stories that came in each span of the period, oldest span first."""
    length = timedelta(days=PERIODS[days])
    starts = [now - length * n for n in range(days // PERIODS[days], 0, -1)]
    # Conditions on bounds rather than truncated dates: on SQLite those are Python, called for every row.
    span = Case(
        *(When(story__created_at__gte=start, then=Value(n)) for n, start in reversed(list(enumerate(starts)))),
        output_field=IntegerField(),
    )
    quotations = Quotation.objects.filter(story__created_at__gte=starts[0]).exclude(match="").order_by()
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for row in quotations.annotate(span=span).values("span", "match").annotate(n=Count("pk")):
        counts[row["span"]][row["match"]] = row["n"]
    order = [match.value for match in Match]
    return [Span(start, {m: counts[n][m] for m in order if m in counts[n]}) for n, start in enumerate(starts)]


# First decision, who signed it under which name, and the same of the second.
Reading = tuple[str, int, str, str, int, str]


@dataclass(frozen=True, slots=True)
class Readings:
    """Finished double readings of one kind of item: how far both readers agreed."""

    kind: str
    overall: Agreement
    by_decision: Sequence[Agreement]
    by_pair: Sequence[Agreement]


def agreement(since: datetime) -> list[Readings]:
    """Cohen's κ of quotations and of claims: over all, for each decision against the rest, and for each two readers."""
    kinds = (("quotation", list(STATUS_RULES)), ("claim", list(RATING_RULES)))
    return [_readings(kind, decisions, _finished_pairs(kind, since)) for kind, decisions in kinds]


def _finished_pairs(kind: str, since: datetime) -> list[Reading]:
    """First and second decision with their readers, of the latest readings.

    Finished is what `evidence_rules.steps_open_to` opens to everybody: the round led to a decision, or the item has
    one now. A round that was sent back stays out as long as its readers may meet again.
    """
    steps = ReviewStep.objects.filter(**{kind: OuterRef(kind), "round": OuterRef("round")})
    seconds = ReviewStep.objects.filter(reader=Reader.SECOND, created_at__gte=since, **{f"{kind}__isnull": False})
    is_open = Q(**{f"{kind}__review_state__in": DECIDED_STATES}) | Exists(steps.filter(to_state__in=DECIDED_STATES))
    latest = seconds.filter(is_open).order_by("-pk")[:LATEST]
    read_first = ReviewStep.objects.filter(reader=Reader.FIRST, **{f"{kind}__in": latest.values(kind)}).order_by()
    fields = (kind, "round", "decision", "actor", "actor_name")
    firsts = {(item, number): said for item, number, *said in read_first.values_list(*fields)}
    return [
        (*firsts[item, number], *said)
        for item, number, *said in latest.values_list(*fields)
        if (item, number) in firsts
    ]


def _readings(kind: str, decisions: Sequence[str], rows: Sequence[Reading]) -> Readings:
    pairs: Counter[Pair] = Counter()
    of_people: dict[tuple[int, int], Counter[Pair]] = defaultdict(Counter)
    names: dict[int, str] = {}
    for first, first_by, first_name, second, second_by, second_name in rows:
        said: Pair = (first, second)
        pairs[said] += 1
        names |= {first_by: first_name, second_by: second_name}
        # Whoever read first this time: of two people the one with the smaller key is rater one throughout.
        turned = first_by > second_by
        people = (second_by, first_by) if turned else (first_by, second_by)
        of_people[people][said[::-1] if turned else said] += 1
    met = {decision for said in pairs for decision in said}
    by_pair = [_agreement(f"{names[a]} and {names[b]}", counted) for (a, b), counted in of_people.items()]
    return Readings(
        kind,
        _agreement("All", pairs),
        [_of_decision(decision, pairs) for decision in decisions if decision in met],
        sorted(by_pair, key=lambda row: (-row.readings, row.name)),
    )


def _agreement(name: str, readings: Counter[Pair]) -> Agreement:
    total = sum(readings.values())
    agreed = sum(count for (one, other), count in readings.items() if one == other)
    return Agreement(name, total, agreed, cohen_kappa(readings) if total >= FEWEST else None)


def _of_decision(decision: str, pairs: Counter[Pair]) -> Agreement:
    """κ over all readings; `readings` counts those in which either reader signed this."""
    concerned = sum(count for said, count in pairs.items() if decision in said)
    kappa = cohen_kappa(one_against_rest(pairs, decision)) if concerned >= FEWEST else None
    return Agreement(decision, concerned, pairs[(decision, decision)], kappa)


def misquoting_outlets(since: datetime, most: int = 15) -> list[OutletRow]:
    """Outlets whose quotations were settled as misquoted, worst first: by the lower bound, so few cases weigh less.

    A quotation counts for the outlet nearest to the story that it came through, else for the story's own. Only
    decisions that say how near the words are count (not “no record found” and the like).
    """
    said = [value for value, rule in STATUS_RULES.items() if rule.rating_value is not None]
    against = [value for value, rule in STATUS_RULES.items() if rule.is_negative]
    settled = {"review_state__in": SETTLED_STATES, "state_changed_at__gte": since, "attribution_status__in": said}
    bad = Count("pk", filter=Q(attribution_status__in=against))
    of_stories = Quotation.objects.filter(**settled).order_by().values_list("story").annotate(n=Count("pk"), bad=bad)
    outlet_of = dict(Story.objects.filter(outlet__isnull=False).order_by().values_list("pk", "outlet"))
    totals: Counter[int] = Counter()
    wrongs: Counter[int] = Counter()
    for story, number, wrong in of_stories:
        if story in outlet_of:
            totals[outlet_of[story]] += number
            wrongs[outlet_of[story]] += wrong
    # Those that came through another outlet are its own, and not the story's.
    for through, story, status, number in _through_outlets(settled):
        totals[through] += number
        wrongs[through] += number * (status in against)
        if story in outlet_of:
            totals[outlet_of[story]] -= number
            wrongs[outlet_of[story]] -= number * (status in against)
    shares = {pk: wilson_interval(wrongs[pk], n) for pk, n in totals.items() if n >= FEWEST and wrongs[pk]}
    worst = sorted(shares, key=lambda pk: (-shares[pk].low, pk))[:most]
    names = dict(Outlet.objects.filter(pk__in=worst).values_list("pk", "name"))
    return [OutletRow(names[pk], wrongs[pk], totals[pk], shares[pk]) for pk in worst]


def _through_outlets(settled: Mapping[str, Any]) -> Iterable[tuple[int, int, str, int]]:
    """Of the quotations with these fields that came through an outlet: it, the story, the status, how many."""
    through = Via.objects.filter(
        position=0, **{f"attribution__quotation__{name}": value for name, value in settled.items()}
    )
    quotation = "attribution__quotation"
    return (
        through.order_by()
        .values_list("outlet", f"{quotation}__story", f"{quotation}__attribution_status")
        .annotate(n=Count("pk"))
    )
