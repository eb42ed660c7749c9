"""Turns: what makes a claim the contrary of another, or has its two sides change places."""

from collections.abc import Iterator

from factcheck.text.claim_reading import ReadClaim
from factcheck.text.concepts import base_form, concept_of
from factcheck.text.difference import Difference, DifferenceKind
from factcheck.text.lexicon import STRONG_NEGATORS
from factcheck.text.synonyms import CONTRARIES
from factcheck.text.tokens import Token

# So much of both has to stand alike for the rest to be a swap of words within one sentence.
_SWAP_SHARE = 0.6

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


def find_turns(asked: ReadClaim, other: ReadClaim) -> Iterator[Difference]:
    """Each way in which the one says the contrary of the other, or exchanges its sides; two of them cancel out."""
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
