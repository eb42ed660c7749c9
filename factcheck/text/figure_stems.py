"""Rough stems of words, one for all words of an act, and the things that figures count."""

from functools import lru_cache

from factcheck.text.figure_lexicon import (
    ACTS,
    ANYONE,
    FALLING,
    IRREGULAR_PLURALS,
    NEGATING,
    PERSONS,
    RISING,
    SAME_THINGS,
)
from factcheck.text.lexicon import FUNCTION_WORDS, HEDGES, MONTHS, WEEKDAYS


@lru_cache(maxsize=1 << 14)
def stem(low: str) -> str:
    """A rough stem, one for "killed" and "deaths" (the name of their act), "cars" and "car"."""
    if low in ACTS:
        return ACTS[low]
    if low in IRREGULAR_PLURALS:
        low = IRREGULAR_PLURALS[low]
    elif len(low) > 4 and low.endswith("ies"):
        low = f"{low[:-3]}y"
    elif len(low) > 4 and low.endswith(("sses", "ches", "shes", "xes")):
        low = low[:-2]
    elif len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        low = low[:-1]
    if low in SAME_THINGS:
        return SAME_THINGS[low]
    for ending in ("ing", "ed"):
        if len(low) > len(ending) + 3 and low.endswith(ending):
            return low[: -len(ending)].rstrip("e")
    return low.rstrip("e") if len(low) > 4 else low


PLAIN = (
    FUNCTION_WORDS
    | HEDGES
    | NEGATING
    | frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | frozenset(
        (
            "said say says told tell reported report officials official police according percent total people person"
            " number numbers figure figures one two year years year's including some not no per there here been were"
            " was has had its his her their they he she it we you i who which whom whose where when yesterday today"
            " tomorrow last next ago only also least most more than least around about nearly almost"
        ).split()
    )
)


def way_of(low: str) -> int:
    return 1 if low in RISING else -1 if low in FALLING else 0


_STATES = frozenset(
    "dead hurt injured wounded missing killed arrested alive ill sick homeless detained dying unhurt".split()
)


def is_state(low: str) -> bool:
    return low in _STATES


def is_plural(low: str) -> bool:
    return low in IRREGULAR_PLURALS or (len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "ous")))


def thing_stem(low: str) -> str:
    single = IRREGULAR_PLURALS.get(low, low)
    if single == low and is_plural(low):
        single = stem(low) if low not in ACTS else low.rstrip("s")
    if single in ACTS and ACTS[single] in ("die", "hurt", "arrest"):
        return ACTS[single]
    return SAME_THINGS.get(single, single)


_ACT_THINGS = frozenset({"die", "hurt", "arrest"})  # "nine arrests" counts persons


def is_person(thing: str) -> bool:
    return thing in PERSONS or thing in _ACT_THINGS or SAME_THINGS.get(thing, thing) in _PERSON_STEMS


def is_anyone(thing: str) -> bool:
    return thing in ANYONE or thing in _ACT_THINGS or thing == "person" or SAME_THINGS.get(thing, "") == "person"


_PERSON_STEMS = frozenset(SAME_THINGS.get(person, person) for person in PERSONS)
