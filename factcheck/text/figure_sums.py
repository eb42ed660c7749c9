"""What follows from stated figures: sums, changes, shares, products and spans of years.

A sum or change is only ever taken where it agrees; a part of it is no conflict."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from factcheck.text.figure_atoms import cut_atoms
from factcheck.text.figure_facts import Fact
from factcheck.text.figure_lexicon import (
    ACTS,
    YEAR_SECONDS,
)
from factcheck.text.figure_stems import is_person, way_of
from factcheck.text.moments import MomentKind
from factcheck.text.quantities import Quantity, Reading


def find_changes(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The change, percent change and multiple of "from 40 to 50"."""
    quantities = [fact for fact in facts if fact.quantity is not None]
    for one, other in itertools.pairwise(quantities):
        first, second = one.quantity, other.quantity
        if first is None or second is None or one.frame.sentence_number != other.frame.sentence_number:
            continue
        aspects = (one.frame.aspect, other.frame.aspect)
        if aspects == ("to", "from"):
            first, second, one, other = second, first, other, one
        elif aspects != ("from", "to"):
            continue
        readings = second.readings
        if first.readings != readings and first.readings[0].dimension == "count":
            first = replace(first, readings=readings)  # "from 40 to 45 percent"
        if first.readings[0].dimension != readings[0].dimension:
            continue
        yield from _change(first, second, one, other)


def _change(first: Quantity, second: Quantity, one: Fact, other: Fact) -> Iterator[Fact]:
    difference = second.stated - first.stated
    direction = 1 if difference > 0 else -1 if difference < 0 else 0
    frame = replace(
        other.frame,
        before=one.frame.before | other.frame.before,
        acts=one.frame.acts | other.frame.acts,
        names=one.frame.names | other.frame.names,
        aspect="change",
        direction=direction,
        thing=other.frame.thing or one.frame.thing,
    )
    words = f"{one.words} … {other.words}"
    size = abs(difference)
    base = replace(
        second, start=first.start, words=words, stated=size, low=size, high=size, relation="", step=second.step
    )
    if second.dimension == "percent":
        yield Fact(words, frame, replace(base, readings=(Reading("points"),)), None, other.moments, True)
    else:
        yield Fact(words, frame, base, None, other.moments, True)
    if first.stated > 0:
        share = Fraction(size * 100, 1) / first.stated
        derived = replace(
            base, stated=share, low=share, high=share, step=Fraction(1, 100), readings=(Reading("percent"),)
        )
        yield Fact(words, replace(frame, thing=""), derived, None, other.moments, True)
        factor = second.stated / first.stated
        yield Fact(
            words,
            replace(frame, thing=""),
            replace(derived, stated=factor, low=factor, high=factor, readings=(Reading("factor"),)),
            None,
            other.moments,
            True,
        )


def find_sums(text: str, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The sum of figures listed side by side: "12 men and 8 women", "two adults, three children and a dozen dogs"."""
    run: list[Fact] = []
    for fact in [fact for fact in facts if fact.quantity is not None]:
        if run and _is_listed(text, facts, run[-1], fact):
            run.append(fact)
            continue
        yield from _sum(run)
        run = [fact]
    yield from _sum(run)


def _is_listed(text: str, facts: Sequence[Fact], one: Fact, other: Fact) -> bool:
    first, second = one.quantity, other.quantity
    if first is None or second is None or first.dimension != second.dimension:
        return False
    if first.dimension != "count" and not first.dimension.startswith("money"):
        return False
    between = [atom.low for atom in cut_atoms(text[first.end : second.start])]
    if any(first.end <= fact.moment.start < second.start for fact in facts if fact.moment):
        return False
    is_joined = bool(between) and (between[-1] in ("and", ",", "plus") or between[-2:-1] == ["and"])
    return is_joined and len(between) <= 5 and not any(way_of(low) for low in between) and not _has_other_act(between)


def _has_other_act(words: Sequence[str]) -> bool:
    return any(low in ACTS for low in words)


def _sum(run: Sequence[Fact]) -> Iterator[Fact]:
    if len(run) < 2 or any(fact.quantity is None or fact.quantity.is_hedged or fact.quantity.is_soft for fact in run):
        return
    things = [fact.frame.thing for fact in run]
    if (
        run[0].quantity is None
        or run[-1].quantity is None
        or (run[0].quantity.dimension == "count" and "" in things[1:])
    ):
        return
    total = sum((fact.quantity.stated for fact in run if fact.quantity), Fraction(0))
    thing = things[0] if len(set(things)) == 1 else "person" if all(map(is_person, things)) else "*"
    words = " + ".join(fact.words for fact in run)
    quantity = replace(
        run[0].quantity, end=run[-1].quantity.end, words=words, stated=total, low=total, high=total, step=Fraction(1)
    )
    frame = replace(
        run[0].frame,
        thing=thing,
        after=run[-1].frame.after,
        acts=run[0].frame.acts | run[-1].frame.acts,
        before=run[0].frame.before,
        aggregate="",
    )
    yield Fact(words, frame, quantity, None, run[-1].moments, True)


_OF_THE = frozenset("the its his her their all these those".split())


_WORDS_BETWEEN = 4  # "20 beds of the"


def find_shares(text: str, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The share that "twenty of the 40 beds", "of the 200 members, 120 …" state, in percent of the whole."""
    counts = [fact for fact in facts if fact.quantity is not None and fact.quantity.dimension == "count"]
    for one, other in itertools.pairwise(counts):
        first, second = one.quantity, other.quantity
        if first is None or second is None or one.frame.sentence_number != other.frame.sentence_number:
            continue
        lead = _words(text[max(0, first.start - 12) : first.start], one.words)
        between = _words(text[first.end : second.start], other.words)
        is_of_all = between == ["of"] or (between[-2:-1] == ["of"] and between[-1] in _OF_THE)
        if is_of_all and len(between) <= _WORDS_BETWEEN:
            part, whole, frame = first, second, replace(one.frame, after=other.frame.after | one.frame.after)
            frame = replace(frame, acts=one.frame.acts | other.frame.acts, thing=other.frame.thing)
        elif lead[-2:-1] == ["of"] and lead[-1] in _OF_THE and between[-1:] == [","]:
            part, whole, frame = second, first, replace(other.frame, thing=one.frame.thing)
        else:
            continue
        if part.is_hedged or whole.is_hedged or part.is_soft or not 0 <= part.stated < whole.stated:
            continue
        share = part.stated * 100 / whole.stated
        words = text[first.start : second.end]
        percent = replace(
            part,
            start=first.start,
            end=second.end,
            words=words,
            stated=share,
            low=share,
            high=share,
            step=Fraction(1, 100),
            readings=(Reading("percent"),),
        )
        yield Fact(words, frame, percent, None, other.moments, True)


def _words(between: str, figure: str) -> list[str]:
    """The words before a figure, with the article that may be told as its own: "the 40"."""
    article = figure.split(" ", 1)[0].lower()
    return [atom.low for atom in cut_atoms(between)] + ([article] if article in _OF_THE else [])


def find_products(facts: Sequence[Fact]) -> Iterator[Fact]:
    """ "Each of the three grants is $30 million": 90 million in total."""
    quantities = [fact for fact in facts if fact.quantity is not None]
    for one, other in itertools.pairwise(quantities):
        count, value = one.quantity, other.quantity
        if (
            count is None
            or value is None
            or count.dimension != "count"
            or "each" not in (one.frame.aggregate, other.frame.aggregate)
        ):
            continue
        if value.dimension == "count" or count.is_hedged or value.is_hedged:
            continue
        total = count.stated * value.stated
        quantity = replace(value, words=f"{one.words} × {other.words}", stated=total, low=total, high=total)
        frame = replace(other.frame, before=one.frame.before | one.frame.after | other.frame.before, aggregate="total")
        yield Fact(quantity.words, frame, quantity, None, other.moments, True)


def find_spans(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The length of "from 1990 to 2000" as years."""
    for fact in facts:
        moment = fact.moment
        if moment is None or moment.relation != "span" or moment.kind is not MomentKind.DATE:
            continue
        low, high = moment.ranges[0]
        years = Fraction(high.year - low.year)
        quantity = Quantity(
            moment.start,
            moment.end,
            moment.words,
            (0, 0),
            years,
            years,
            years,
            Fraction(1),
            "",
            (Reading("time", YEAR_SECONDS),),
        )
        yield Fact(moment.words, fact.frame, quantity, None, (), True)
