"""What of one claim is another thing in the other: number, date, name, place, a turn into its contrary, a swapped word.

Rules err to the side of "another claim", as a check shown for the wrong claim misleads.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from fractions import Fraction

from factcheck.text.claim_reading import ALIKE_LETTERS, ReadClaim, is_alike, is_same_name
from factcheck.text.claim_turns import find_turns
from factcheck.text.concepts import Concept, is_place
from factcheck.text.difference import Difference, DifferenceKind
from factcheck.text.figure_judging import Judged, judge_figures
from factcheck.text.figure_outcomes import Outcome

_MOST_SWAPPED = 2
# Values of two wordings may be rounded by so much: "nearly 5,000" for "4,950". A guess.
_ROUNDING = Fraction(5, 100)


def find_differences(asked: ReadClaim, other: ReadClaim) -> Iterator[Difference]:
    """What of the asked claim is another thing in the other one: figures, names, then turns or swapped words."""
    yield from _figure_differences(asked, other)
    names = list(_name_differences(asked, other))
    yield from names
    turns = list(find_turns(asked, other))
    # A double turn is none: "is not safe", "is dangerous"; "less … than wine", "wine … more than".
    if len(turns) % 2:
        yield from turns
    if not turns and not any(difference.is_telling for difference in names):
        yield from _swapped_words(asked, other)


def _names_left(mine: Sequence[Concept], other: ReadClaim) -> list[Concept]:
    """The names that the other claim does not have, each once."""
    left: dict[str, Concept] = {}
    for concept in mine:
        if not any(is_same_name(concept.key, key) for key in other.keys) and not _is_acronym_of(concept, other):
            left.setdefault(concept.key, concept)
    return list(left.values())


def _words(concepts: Sequence[Concept]) -> str:
    return " ".join(concept.words for concept in concepts)


def _figure_differences(asked: ReadClaim, other: ReadClaim) -> Iterator[Difference]:
    mine, theirs = _figures_left(asked, other), _figures_left(other, asked)
    judged = judge_figures(asked.figures, other.figures) if asked.has_figures and other.has_figures else []
    told = False
    for pair in judged:
        if pair.outcome is not Outcome.CONFLICTS or _is_value_of_both(pair.claim.words, asked, other):
            continue  # where the value stands on both sides, it was taken for another thing's
        kind = DifferenceKind.DATE if pair.claim.quantity is None else DifferenceKind.NUMBER
        yield Difference(kind, pair.claim.words, pair.evidence.words if pair.evidence else "")
        told = True
    fitting = [
        fact.words
        for pair in judged
        if pair.outcome is Outcome.AGREES or _is_rounded(pair)
        for fact in (pair.claim, pair.evidence)
        if fact is not None and fact.quantity is not None
    ]
    mine = [figure for figure in mine if not any(figure.words in words for words in fitting)]
    theirs = [figure for figure in theirs if not any(figure.words in words for words in fitting)]
    for kind, is_kind in ((DifferenceKind.DATE, _is_date), (DifferenceKind.NUMBER, _is_number)):
        ours = [figure for figure in mine if is_kind(figure)]
        others = [figure for figure in theirs if is_kind(figure)]
        if not told and (ours or others):
            yield Difference(kind, _words(ours), _words(others), is_telling=bool(ours and others))


def _is_rounded(pair: Judged) -> bool:
    """True where both can be true and the values are near. "More than 3,000" and "4,000" fit, but are two claims."""
    one = pair.claim.quantity
    other = pair.evidence.quantity if pair.evidence else None
    if pair.outcome is not Outcome.COMPATIBLE or one is None or other is None:
        return False
    return abs(one.stated - other.stated) <= _ROUNDING * max(abs(one.stated), abs(other.stated))


def _is_value_of_both(words: str, asked: ReadClaim, other: ReadClaim) -> bool:
    figures = [concept for concept in asked.concepts if concept.is_figure and concept.words in words]
    return bool(figures) and all(figure.key in other.keys for figure in figures)


_FIGURE_CONCEPTS = frozenset(("double", "triple"))


def _figures_left(mine: ReadClaim, other: ReadClaim) -> list[Concept]:
    left = {
        concept.key: concept
        for concept in mine.concepts
        if (concept.is_figure or concept.key in _FIGURE_CONCEPTS or concept.key.startswith("month:"))
        and concept.key not in other.keys
        and concept.key not in ("=1", "=0")
    }
    return list(left.values())


def _is_date(concept: Concept) -> bool:
    return concept.key.startswith("month:") or (concept.key[:1] == "=" and _is_year(concept.key[1:]))


def _is_number(concept: Concept) -> bool:
    return not _is_date(concept)


def _is_year(value: str) -> bool:
    return len(value) == 4 and value.isdigit() and "1800" <= value <= "2100"


def _name_differences(asked: ReadClaim, other: ReadClaim) -> Iterator[Difference]:
    mine, theirs = _names_left(asked.names, other), _names_left(other.names, asked)
    for kind, wants_place in ((DifferenceKind.PLACE, True), (DifferenceKind.NAME, False)):
        ours = [name for name in mine if is_place(name.key) == wants_place]
        others = [name for name in theirs if is_place(name.key) == wants_place]
        if wants_place:
            ours, others = _without_seats(ours, other), _without_seats(others, asked)
        if ours or others:
            yield Difference(kind, _words(ours), _words(others), is_telling=bool(ours and others))


# Seats of government that stand for their countries.
_SEATS = {
    "brussels": {"eu", "europe"}, "europe": {"eu", "brussels"}, "eu": {"europe", "brussels"}, "moscow": {"russia"},
    "beijing": {"china"}, "london": {"uk", "england"}, "paris": {"france"}, "berlin": {"germany"}, "madrid": {"spain"},
    "rome": {"italy"}, "kyiv": {"ukraine"}, "tokyo": {"japan"}, "delhi": {"india"}, "new-delhi": {"india"},
    "tehran": {"iran"}, "uk": {"england", "london"}, "england": {"uk"},
}  # fmt: skip


def _without_seats(places: list[Concept], other: ReadClaim) -> list[Concept]:
    return [place for place in places if not _SEATS.get(place.key, set()) & other.keys]


def _is_acronym_of(name: Concept, other: ReadClaim) -> bool:
    """True where one is the initials of the other's words: "NHS", "National Health Service"."""
    runs = _runs(other.names)
    if name.words.isupper() and len(name.words) > 1:
        return any("".join(each.words[0] for each in run).upper() == name.words for run in runs)
    return any(each.words.isupper() and len(each.words) > 2 and name.words[0] in each.words for each in other.names)


def _runs(names: Sequence[Concept]) -> list[list[Concept]]:
    runs: list[list[Concept]] = []
    for name in names:
        if runs and name.start - runs[-1][-1].end < _RUN_GAP:
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


_RUN_GAP = 6  # " of the"


def _swapped_words(asked: ReadClaim, other: ReadClaim) -> Iterator[Difference]:
    """A word or two put for others in what is else the same sentence: then they are what the claim is about."""
    mine, theirs = list(asked.concepts), list(other.concepts)
    blocks = SequenceMatcher(None, [_form(c, other) for c in mine], [_form(c, asked) for c in theirs], autojunk=False)
    swaps = [(mine[a:b], theirs[c:d]) for tag, a, b, c, d in blocks.get_opcodes() if tag != "equal"]
    swapped = sum(max(len(ours), len(others)) for ours, others in swaps)
    shared = sum(block.size for block in blocks.get_matching_blocks())
    if not all(ours and others for ours, others in swaps) or not 0 < swapped <= _MOST_SWAPPED:
        return
    if shared >= swapped:
        for ours, others in swaps:
            if any(concept.is_figure or concept.key.startswith("month:") for concept in (*ours, *others)):
                continue  # which differ as values or not at all
            yield Difference(DifferenceKind.WORD, _words(ours), _words(others))


def _form(concept: Concept, other: ReadClaim) -> str:
    """The concept's key, cut where the other claim has another form of the word."""
    if concept.key in other.keys or not any(is_alike(concept.key, key) for key in other.keys):
        return concept.key
    return concept.key[:ALIKE_LETTERS]
