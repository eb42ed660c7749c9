"""Tallies of votes and scores: "5-4", "52 votes to 48", "won 3–0"."""

from dataclasses import replace
from fractions import Fraction

from factcheck.text.figure_atoms import Number
from factcheck.text.figure_lexicon import (
    NUMBER_SCALES,
    UNITS,
)
from factcheck.text.figure_words import Words
from factcheck.text.quantities import Quantity, Reading
from factcheck.text.units import currency_before

_TALLY_NOUNS = frozenset(
    (
        "vote votes ruling decision win victory defeat loss draw score split majority verdict margin tie lead"
        " record win"
    ).split()
)

_TALLY_VERBS = frozenset(
    (
        "vote voted votes voting ruled ruling passed pass approved rejected beat beats beaten won win wins lost"
        " lose loses defeated defeat drew draw score scored ended tied edged led lead match game court senate"
        " house committee council split final thrashed upheld struck"
    ).split()
)


def read_tally(words: Words, at: int) -> list[Quantity]:
    one = words.plain(at)
    if one is None:
        return []
    joint, unit_between = one.end, False
    if words.word(joint) in ("vote", "votes", "goals", "seats"):
        joint, unit_between = joint + 1, True
    if words.word(joint) not in ("-", "–", "—", "to", "‑"):
        return []
    other = words.plain(joint + 1)
    if other is None:
        return []
    end = other.end
    is_hyphen = words.word(joint) != "to"
    if not _is_tally(words, at, end, one, other, is_hyphen, unit_between):
        return []
    if words.word(end) in ("vote", "votes"):
        end += 1
    base = Quantity(
        *words.span(at, end), (at, end), one.value, one.value, one.value, Fraction(1), "", (Reading("tally"),)
    )
    return [replace(base, partner=other.value, thing_at=end)]


def _is_tally(words: Words, at: int, end: int, one: Number, other: Number, is_hyphen: bool, has_votes: bool) -> bool:
    after = words.word(end) if words.word(end) != "-" else words.word(end + 1)
    if has_votes:
        return True
    if words.word(at - 1) in ("from", "between") or currency_before(words, at) or after in ("%", "°"):
        return False
    if after in _TALLY_NOUNS or after.startswith(("vot", "decision", "ruling")):
        return True
    context = any(words.word(place) in _TALLY_VERBS for place in range(max(0, at - 14), min(len(words.atoms), end + 8)))
    if after in UNITS or after in NUMBER_SCALES or after in ("people", "year", "day", "percent", "per"):
        return False
    is_thing = after.endswith("s") and len(after) > 3 and after not in ("votes", "was", "across", "this", "as", "less")
    if context:
        return not is_thing or one.value >= other.value
    return is_hyphen and one.value >= other.value and not is_thing
