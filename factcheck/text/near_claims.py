"""Whether two wordings make one claim: how much of what they speak of is the same, and what of it is not.

The score ranks. It never makes two claims one: that takes both a high score and no other number, date, name, place,
negation or direction. Rules err to the side of "another claim", as a check shown for the wrong claim misleads.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache

from rapidfuzz.distance import Prefix
from rapidfuzz.fuzz import ratio

from factcheck.text.concepts import Concept, base_form, concept_of, find_concepts, is_place
from factcheck.text.figure_judging import Judged, judge_figures
from factcheck.text.figure_outcomes import Outcome
from factcheck.text.figure_text import FigureText
from factcheck.text.first_names import FEMALE_NAMES, MALE_NAMES
from factcheck.text.lexicon import STRONG_NEGATORS
from factcheck.text.synonyms import CONTRARIES
from factcheck.text.tokens import Token, tokenize

# Two claims without a telling difference are one from this score on. Found on benchmarks/near_claims.tsv: of its 133
# rewordings 115 have it; halves of two claims joined, which share as much, lose half of theirs against .42.
SAME_SCORE = 0.5
# Weights of how much of the asked claim is in the other and the other way round: what is asked matters more, as one
# wording may carry a clause the other leaves out.
_ASKED_SHARE, _OTHER_SHARE = 0.6, 0.4
# Words that look alike count, though less: "autistic" for "autism".
_ALIKE_CREDIT = 0.75
_ALIKE_LETTERS, _ALIKE_RATIO, _ALIKE_SHARE = 5, 82, 0.6
# So much of both has to stand alike for the rest to be a swap of words within one sentence.
_SWAP_SHARE = 0.6
_MOST_SWAPPED = 2
# Values of two wordings may be rounded by so much: "nearly 5,000" for "4,950". A guess.
_ROUNDING = Fraction(5, 100)


class DifferenceKind(StrEnum):
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    PLACE = "place"
    NEGATION = "negation"
    DIRECTION = "direction"
    ROLES = "roles"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Difference:
    """What of the asked claim is another thing in the other one, in the words of both; "" where one says nothing.

    `is_telling`: it alone makes the two different claims.
    """

    kind: DifferenceKind
    asked_words: str
    other_words: str
    is_telling: bool = True

    @property
    def sentence(self) -> str:
        """For people who have the asked claim before them."""
        if self.kind is DifferenceKind.ROLES:
            return "the two sides have changed places"
        if self.asked_words and self.other_words:
            return f"{self.kind}: “{self.asked_words}” here, “{self.other_words}” there"
        return f"{self.kind}: “{self.asked_words or self.other_words}” {'here' if self.asked_words else 'there'} only"

    def as_json(self) -> dict[str, object]:
        return {
            "kind": self.kind.value,
            "asked_words": self.asked_words,
            "other_words": self.other_words,
            "telling": self.is_telling,
        }


@dataclass(frozen=True, slots=True)
class Likeness:
    score: float
    same: bool
    differs: tuple[Difference, ...]


Weigh = Callable[[str], float]


class ReadClaim:
    """A claim read once, to be held against many."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.concepts: Sequence[Concept] = find_concepts(text)
        self.keys = {concept.key for concept in self.concepts}

    @cached_property
    def tokens(self) -> list[Token]:
        return tokenize(self.text)

    @cached_property
    def figures(self) -> FigureText:
        return FigureText(self.text)

    @cached_property
    def has_figures(self) -> bool:
        return any(concept.is_figure or concept.key.startswith("month:") for concept in self.concepts)

    @cached_property
    def names(self) -> list[Concept]:
        """Concepts that are names: with a capital that nothing else explains."""
        capitals = [concept for concept in self.concepts if concept.is_name]
        words = [concept for concept in self.concepts if not concept.is_figure]
        is_headline = len(words) > _HEADLINE_WORDS and len(capitals) >= 0.8 * len(words)
        starts = _sentence_starts(self.text)
        followed = {concept.start for concept in capitals}
        return [
            concept
            for concept in capitals
            if is_place(concept.key)
            or concept.key in _FIRST_NAMES
            or (
                not is_headline
                and (concept.start not in starts or concept.end + 1 in followed or concept.words[1:].isupper())
            )
        ]


_HEADLINE_WORDS = 4
_FIRST_NAMES = MALE_NAMES | FEMALE_NAMES


def _sentence_starts(text: str) -> set[int]:
    starts = {len(text) - len(text.lstrip(" \"'“‘«("))}
    for at, letter in enumerate(text):
        if letter in ".!?:\n" and text[at + 1 : at + 2].isspace():
            starts.add(at + 1 + len(text[at + 1 :]) - len(text[at + 1 :].lstrip(" \n\"'“‘«(")))
    return starts


@lru_cache(maxsize=4096)
def read_claim(text: str) -> ReadClaim:
    """The claim read, once for all that are held against it."""
    return ReadClaim(text)


def compare_claims(asked: ReadClaim, other: ReadClaim, weigh: Weigh = lambda key: 1.0) -> Likeness:
    """How alike the two are, from 0 to 1, whether they are one claim, and what differs, telling differences first."""
    score = score_claims(asked, other, weigh)
    differs = sorted(_differences(asked, other), key=lambda difference: not difference.is_telling)
    same = score >= SAME_SCORE and not any(difference.is_telling for difference in differs)
    return Likeness(score, same, tuple(differs))


def score_claims(asked: ReadClaim, other: ReadClaim, weigh: Weigh = lambda key: 1.0) -> float:
    """How much of what each claim speaks of is in the other, from 0 to 1. `weigh`: how telling a concept is."""
    if not asked.keys or not other.keys:
        return 0.0
    return _ASKED_SHARE * _share(asked.keys, other.keys, weigh) + _OTHER_SHARE * _share(other.keys, asked.keys, weigh)


def _share(keys: set[str], others: set[str], weigh: Weigh) -> float:
    total = held = 0.0
    for key in keys:
        weight = weigh(key)
        total += weight
        if key in others:
            held += weight
        elif any(_is_alike(key, each) for each in others if each[:1] == key[:1]):
            held += weight * _ALIKE_CREDIT
    return held / total if total else 0.0


def _is_alike(one: str, other: str) -> bool:
    """True for words that begin alike for most of their length, or have nearly the same letters: other forms and
    spellings. Places and names with a hyphen are one or another.
    """
    if len(one) < _ALIKE_LETTERS or len(other) < _ALIKE_LETTERS or not (one.isalpha() and other.isalpha()):
        return False
    if is_place(one) or is_place(other):
        return False
    beginning = Prefix.similarity(one, other)
    is_form = beginning >= max(_ALIKE_LETTERS, _ALIKE_SHARE * max(len(one), len(other)))
    return is_form or ratio(one, other) >= _ALIKE_RATIO


def _is_same_name(one: str, other: str) -> bool:
    """True for a name and its longer spelling: "zelensk", "zelenskyy"; not for Johnson and Johnston."""
    short, long = sorted((one, other), key=len)
    return one == other or (
        len(short) > _ALIKE_LETTERS and long.startswith(short) and len(long) - len(short) <= 2 and not is_place(one)
    )


# What differs ---------------------------------------------------------------------------------------------------------


def _differences(asked: ReadClaim, other: ReadClaim) -> Iterator[Difference]:
    yield from _figure_differences(asked, other)
    names = list(_name_differences(asked, other))
    yield from names
    turns = list(_turns(asked, other))
    # A double turn is none: "is not safe", "is dangerous"; "less … than wine", "wine … more than".
    if len(turns) % 2:
        yield from turns
    if not turns and not any(difference.is_telling for difference in names):
        yield from _swapped_words(asked, other)


def _names_left(mine: Sequence[Concept], other: ReadClaim) -> list[Concept]:
    """The names that the other claim does not have, each once."""
    left: dict[str, Concept] = {}
    for concept in mine:
        if not any(_is_same_name(concept.key, key) for key in other.keys) and not _is_acronym_of(concept, other):
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


# Turns: what makes a claim its contrary -------------------------------------------------------------------------------

_NEGATORS = (STRONG_NEGATORS - {"hardly", "barely", "scarcely"}) | {"zero"}
_BEFORE_EXCEPTED = {"not": {"only", "just", "least"}, "no": {"more", "less", "fewer", "doubt", "later", "longer"}}
# Concepts of verbs that deny what they govern: "failed to pay" is "did not pay".
_DENIALS = frozenset(map(concept_of, "refuse deny fail lack".split()))
# They negate too, in other words; a negation on the other side may stand for one of them.
_SOFT_NEGATIVES = frozenset(
    concept_of(word)
    for word in (
        "refute debunk ban prevent oppose illegal against false hoax fake myth stop end"
        " close extinct block avoid exclude forbid unable impossible absent empty lose free remove cancel"
        " kill eliminate exempt blind deaf disappear vanish acquit innocent secret rarely wrong disprove"
        " quit abolish"
    ).split()
)
_SUPERLATIVES = frozenset(
    "most least best worst highest lowest largest biggest smallest fastest record first last only".split()
)
_NOT_NEGATIVE = ("under", "unti", "unit", "uniq", "univ", "unio", "unif", "unle", "unde", "unex")


def _turns(asked: ReadClaim, other: ReadClaim) -> Iterator[Difference]:
    directions = list(_direction_differences(asked, other))
    # "Rejected" for "approved" is one turn, not two.
    told = {words for each in directions for words in (each.asked_words, each.other_words)}
    mine = [word for word in _negations(asked) if word not in told]
    theirs = [word for word in _negations(other) if word not in told]
    if len(mine) % 2 != len(theirs) % 2 and not _is_made_up_for(asked, other):
        yield Difference(DifferenceKind.NEGATION, " ".join(mine), " ".join(theirs))
    yield from directions
    if swapped := _swapped_sides(asked, other):
        yield swapped


def _negations(claim: ReadClaim) -> list[str]:
    found = []
    for at, token in enumerate(claim.tokens):
        word = claim.text[token.start : token.end]
        is_denial = concept_of(token.key) in _DENIALS
        if token.key not in _NEGATORS and word.lower() != "zero" and not is_denial:
            continue
        following = claim.tokens[at + 1].key if at + 1 < len(claim.tokens) else ""
        if following in _BEFORE_EXCEPTED.get(token.key, ()) and following != "longer":
            continue
        if token.key == "no" and following.isdigit():
            continue
        if token.key == "not" and claim.text[: token.start].rstrip().endswith((",", "–", "—")):
            continue  # "born in Kenya, not America"
        found.append(word)
    return found


def _is_made_up_for(asked: ReadClaim, other: ReadClaim) -> bool:
    """True where a word of the one claim says what the other says with its "not"."""
    return bool(len(_soft_negatives(asked) ^ _soft_negatives(other)) % 2)


def _soft_negatives(claim: ReadClaim) -> set[str]:
    found = {key for key in claim.keys if key in _SOFT_NEGATIVES}
    words = {token.key for token in claim.tokens}
    if words & _SUPERLATIVES or any(word.endswith("est") and len(word) > 5 for word in words):
        found.add("superlative")
    found |= {word for word in words if word[:2] == "un" and len(word) > 5 and not word.startswith(_NOT_NEGATIVE)}
    return found


def _axes() -> dict[str, tuple[int, int]]:
    """Words and concepts to the axis of a pair of contraries and the side on it."""
    axes: dict[str, tuple[int, int]] = {}
    for axis, sides in enumerate(CONTRARIES):
        for side, words in enumerate(sides):
            for word in words:
                for form in (word, concept_of(word)):
                    axes.setdefault(form, (axis, side))
    return axes


_AXES = _axes()


def _direction_differences(asked: ReadClaim, other: ReadClaim) -> Iterator[Difference]:
    mine, theirs = _directions(asked), _directions(other)
    for axis in sorted(mine.keys() & theirs.keys()):
        if not mine[axis].keys() & theirs[axis].keys():
            asked_words, other_words = (" ".join(sides[axis].values()) for sides in (mine, theirs))
            yield Difference(DifferenceKind.DIRECTION, asked_words, other_words)


def _directions(claim: ReadClaim) -> dict[int, dict[int, str]]:
    """The words that say a direction, by axis and side. "More than 20" says none: it is a hedge."""
    found: dict[int, dict[int, str]] = {}
    words = [
        ((token.key, base_form(token.key), concept_of(token.key)), claim.text[token.start : token.end])
        for at, token in enumerate(claim.tokens)
        if not _is_bound(claim.tokens, at)
    ]
    for forms, word in [
        *words,
        *(((concept.key,), concept.words) for concept in claim.concepts if " " in concept.words),
    ]:
        place = next((_AXES[form] for form in forms if form in _AXES), None)
        if place is not None:
            found.setdefault(place[0], {}).setdefault(place[1], word)
    return found


def _is_bound(tokens: list[Token], at: int) -> bool:
    following = [token.key for token in tokens[at + 1 : at + 3]]
    if tokens[at].key in ("left", "right", "last", "first", "may"):
        return True  # "was left", "last year": mostly no direction
    return following[:1] == ["than"] and any(key[:1].isdigit() or key in ("$", "€", "£") for key in following[1:])


_COMPARING = frozenset(("than",))
_EXCEEDING = frozenset("exceed overtake outnumber surpass outweigh".split())


def _swapped_sides(asked: ReadClaim, other: ReadClaim) -> Difference | None:
    """The two things compared, or the two that act on one another, where they have changed places."""
    mine, theirs = _sides(asked), _sides(other)
    if mine and theirs:
        crossed = len(mine[0] & theirs[1]) + len(mine[1] & theirs[0])
        straight = len(mine[0] & theirs[0]) + len(mine[1] & theirs[1])
        both = mine[0] & theirs[1] and mine[1] & theirs[0]
        return Difference(DifferenceKind.ROLES, asked.text, other.text) if both or crossed > straight else None
    if mine or theirs:
        return None
    return _swapped_actors(asked, other)


def _sides(claim: ReadClaim) -> tuple[set[str], set[str]] | None:
    """What stands before and behind the comparison; None where nothing is compared."""
    for at, token in enumerate(claim.tokens):
        following = claim.tokens[at + 1].key if at + 1 < len(claim.tokens) else ""
        is_comparing = token.key in _COMPARING and not following[:1].isdigit() and following not in ("$", "€", "£")
        if is_comparing or base_form(token.key) in _EXCEEDING:
            before = {concept.key for concept in claim.concepts if concept.end <= token.start}
            behind = {concept.key for concept in claim.concepts if concept.start >= token.end}
            return before - behind, behind - before
    return None


_PREPOSITIONS = frozenset("in at from of on to for with by near over into through across against".split())


def _swapped_actors(asked: ReadClaim, other: ReadClaim) -> Difference | None:
    """Two names that have changed places in what is else the same sentence, without a passive that explains it."""
    mine, theirs = _actors(asked), _actors(other)
    shared = [key for key in mine if key in theirs]
    if _is_passive(asked) != _is_passive(other):
        return None
    share = len(asked.keys & other.keys) / max(len(asked.keys | other.keys), 1)
    is_crossed = sorted(shared, key=mine.__getitem__) != sorted(shared, key=theirs.__getitem__)
    if (share >= _SWAP_SHARE and is_crossed) or _have_swapped_ends(asked, other):
        return Difference(DifferenceKind.ROLES, asked.text, other.text)
    return None


def _have_swapped_ends(asked: ReadClaim, other: ReadClaim) -> bool:
    """True for "the bank bought the insurer", "the insurer bought the bank": the same words, the ends exchanged."""
    if asked.keys != other.keys or len(asked.concepts) < _LEAST_ROLES:
        return False
    ends = [claim.concepts[place] for claim in (asked, other) for place in (0, -1)]
    if any(end.is_figure for end in ends) or any(
        claim.text[: claim.concepts[-1].start].split()[-1].lower() in _PREPOSITIONS for claim in (asked, other)
    ):
        return False
    first, last = asked.concepts[0].key, asked.concepts[-1].key
    return first != last and (first, last) == (other.concepts[-1].key, other.concepts[0].key)


_LEAST_ROLES = 3  # who, what, whom


def _actors(claim: ReadClaim) -> dict[str, int]:
    """Names with their places, those behind a preposition left out."""
    before = {}
    for at, token in enumerate(claim.tokens):
        before[token.start] = claim.tokens[at - 1].key if at else ""
    return {name.key: name.start for name in reversed(claim.names) if before.get(name.start, "") not in _PREPOSITIONS}


def _is_passive(claim: ReadClaim) -> bool:
    return any(token.key == "by" for token in claim.tokens)


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
    if concept.key in other.keys or not any(_is_alike(concept.key, key) for key in other.keys):
        return concept.key
    return concept.key[:_ALIKE_LETTERS]
