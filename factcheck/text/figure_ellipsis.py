"""What a figure counts where it is not said again: "Chile exported 40 tons and Peru 90"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.text.figure_facts import Fact

_JOINS = re.compile(r"(?:\band|\bwhile|\bbut|,|;)\s")
_STANDS_ALONE = re.compile(r"\s*(?:[.,;)]|\Z|\s(?:and|for|in|at|from|against|while|but)\b)")
# Words between the two figures, at most: "tons and the much smaller Peru only". A guess.
_LONGEST_BETWEEN = 60


def fill_in_units(text: str, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts in their order; a bare count takes unit and thing from the figure before it in the same sentence."""
    previous: Fact | None = None
    for fact in facts:
        filled = _filled(text, previous, fact) if previous is not None else fact
        yield filled
        previous = filled


def _filled(text: str, previous: Fact, fact: Fact) -> Fact:
    first, second = previous.quantity, fact.quantity
    if first is None or second is None or previous.frame.sentence_number != fact.frame.sentence_number:
        return fact
    is_bare = second.dimension == "count" and not fact.frame.thing and second.partner is None and not second.is_soft
    is_said = previous.frame.thing or first.dimension not in ("count", "ordinal", "rank", "age")
    if not is_bare or not is_said or first.partner is not None or first.digits or first.is_soft:
        return fact
    between = text[first.end : second.start]
    if len(between) > _LONGEST_BETWEEN or not _JOINS.search(between) or not _STANDS_ALONE.match(text, second.end):
        return fact
    quantity = replace(second, readings=first.readings, per=first.per)
    return replace(fact, quantity=quantity, frame=replace(fact.frame, thing=previous.frame.thing))
