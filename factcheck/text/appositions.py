"""Stretches between commas beside a name: what describes it, and what is a clause of its own."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.frame import QUOTE, WORD, Token
from factcheck.text.phrases import SPEAKING_NOUNS, Phrase, is_lead_segment
from factcheck.text.places import is_place
from factcheck.text.verbs import has_finite, is_finite_at, is_past


def names_complement(tokens: Sequence[Token], segment: Phrase, previous: Phrase, further: Sequence[Phrase]) -> bool:
    """True if the name `segment` is that of "the mayor" in "the sister of the mayor", said of a name before it."""
    if not further or not _is_full_name(tokens, further[0]):
        return False
    words = tokens[previous.start : previous.end]
    is_description = words[0].low in grammar.DETERMINERS or words[0].low in grammar.POSSESSIVES
    has_complement = words[-1].is_lower and any(word.low == "of" or word.low.endswith("'s") for word in words[1:])
    name = tokens[segment.start : segment.end]
    return is_description and has_complement and all(token.is_capital for token in name)


def is_aside(tokens: Sequence[Token], segment: Phrase, previous: Phrase | None) -> bool:
    """True if a stretch between commas only adds to what stands before it: age, place, role, relative clause."""
    first = tokens[segment.start]
    if first.kind != WORD:
        return True
    low = first.low.rstrip(".")
    if first.text.isdigit() or low in (
        "jr",
        "sr",
        "too",
        "however",
        "meanwhile",
        "though",
        "esq",
        "inc",
        "ltd",
        "llc",
        "plc",
        "corp",
        "co",
        "phd",
        "md",
        "ii",
        "iii",
    ):
        return True
    if previous is None:
        return False
    if len(first.text) > 2 and first.text[1] == "-" and first.text[0] in "DRI":
        return True
    if is_place(tokens[segment.start : segment.end]) or _is_region(tokens, segment, previous):
        return True
    if first.is_capital and _is_full_name(tokens, previous):
        return True  # `Paul Ford, Democrat of Ohio, said`
    if low in ("who", "whose", "which", "where", "whom") or is_lead_segment(tokens, segment):
        return True
    if is_lead_segment(tokens, previous):
        return False
    if low in grammar.COORDINATORS and has_finite(tokens, previous.start, previous.end):
        return False  # `The mayor was late, but Ann Cole, her deputy, said`: a clause, not an aside
    if low in grammar.DETERMINERS and _is_clause(tokens, previous):
        return False  # `The road was wet, the driver, a father of two, said`: the driver speaks
    return (first.is_lower and low not in grammar.SUBJECT_PRONOUNS) or low in ("the", "a", "an")


def _is_clause(tokens: Sequence[Token], segment: Phrase) -> bool:
    """True for a stretch with its own subject and verb; a past form may be a participle ("the firm based in Leeds")."""
    first = tokens[segment.start].low
    for at in range(segment.start + 1, segment.end):
        if tokens[at].low in grammar.RELATIVE_PRONOUNS:
            return False
        is_sure = tokens[at].low in grammar.AUXILIARIES or not is_past(tokens[at].low)
        if tokens[at].is_lower and is_sure and is_finite_at(tokens, at):
            return first not in grammar.RELATIVE_PRONOUNS and not first.endswith("ing")
    return False


_LOCATING = frozenset("in near outside".split())
_LONGEST_REGION = 3  # words of "Rio Grande Norte"


def _is_region(tokens: Sequence[Token], segment: Phrase, previous: Phrase) -> bool:
    """True for "Kent" in `The clinic in Dover, Kent, said`: names after a town; no person stands before them."""
    name = tokens[segment.start : segment.end]
    if len(name) > _LONGEST_REGION or not all(token.is_capital for token in name):
        return False
    town = previous.end - 1
    while town > previous.start and tokens[town].is_capital:
        town -= 1
    if town == previous.end - 1 or town == previous.start or tokens[town].low not in _LOCATING:
        return False
    people = grammar.ROLE_NOUNS | grammar.MALE_NOUNS | grammar.FEMALE_NOUNS
    return not any(token.low in people for token in tokens[previous.start : town])


def _is_full_name(tokens: Sequence[Token], segment: Phrase) -> bool:
    """True for a stretch of two or more capitalised words and no other."""
    words = tokens[segment.start : segment.end]
    opener = words[0].low
    is_plain = (
        opener not in grammar.DETERMINERS and opener not in grammar.PREPOSITIONS and opener not in grammar.LEAD_WORDS
    )
    return (
        len(words) > 1 and is_plain and all(word.is_capital for word in words) and not is_lead_segment(tokens, segment)
    )


_TITLE_OPENERS = frozenset(
    "vice senior associate assistant managing executive ceo cfo coo cto vp svp evp co-founder md phd wife "
    "husband".split()
)
_COMPANY_SUFFIXES = frozenset("inc ltd llc plc corp co".split())


def _opens_apposition(first: Token) -> bool:
    """True for the first word of `a lawyer for the family`, `vice president of …`, `Hall's deputy`."""
    if first.low in grammar.DETERMINERS or first.low in grammar.POSSESSIVES or first.low in SPEAKING_NOUNS:
        return first.low not in ("that", "this", "no", "such")
    return first.low.rstrip(".") in _TITLE_OPENERS or (first.is_capital and first.low.endswith("'s"))


def with_asides(tokens: Sequence[Token], end: int, asides: Sequence[Phrase]) -> int:
    """End of the subject with the appositions among the asides that follow it, nearest first from the right."""
    for aside in reversed(asides):
        first = tokens[aside.start]
        if end < aside.start - 1:
            break
        if first.low.rstrip(".") in _COMPANY_SUFFIXES and aside.end == aside.start + 1:
            end = aside.end
            continue
        if not _opens_apposition(first) or has_finite(tokens, aside.start, aside.end) or is_lead_segment(tokens, aside):
            break
        end = aside.end
    return end


def _names_the_role(tokens: Sequence[Token], start: int, comma: int, end: int) -> bool:
    """True for the name in `said the lawyer, Ann Cole` and in `said a lawyer for Hall, Ann Cole`."""
    if comma + 2 >= end or not (tokens[comma + 1].is_capital and tokens[comma + 2].is_capital):
        return False
    if is_place(tokens[comma + 1 : comma + 3]) or tokens[comma + 2].low in _PLACE_NOUNS:
        return False
    capital = next((at for at in range(start, comma) if tokens[at].is_capital), None)
    if capital is None:
        return True
    role = next((at for at in range(start, comma) if tokens[at].is_lower and tokens[at].low in SPEAKING_NOUNS), None)
    if role is None or tokens[role + 1].is_capital:
        return False
    is_owner = capital < role and any(token.low.endswith("'s") for token in tokens[capital:role])
    return is_owner or tokens[role + 1].low in ("for", "of")


_PLACE_NOUNS = frozenset("county city township province island islands valley".split())


def _names_another(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for `President Ann Cole` after `According to CNN,`: a title and a name begin a clause, no apposition."""
    stop = start
    while stop < end and tokens[stop].is_capital and not tokens[stop].low.endswith("'s"):
        stop += 1
    if stop - start < 2 or (stop < end and tokens[stop].low.endswith("'s")):
        return False
    last = tokens[stop - 1].low.rstrip(".")
    is_title = last in grammar.ROLE_NOUNS or last in grammar.HONORIFICS or last in _TITLE_OPENERS
    first = tokens[start].low.rstrip(".")
    opens_title = first in grammar.ROLE_NOUNS or first in grammar.HONORIFICS or first in _TITLE_OPENERS
    return opens_title and not is_title


def _is_figure(tokens: Sequence[Token], at: int) -> bool:
    """True for "1" of "1,570": a comma and digits touch it."""
    return at + 2 < len(tokens) and tokens[at + 1].text == "," and tokens[at + 2].start == tokens[at].end + 1


def _ends_apposition(tokens: Sequence[Token], at: int) -> bool:
    """True at a sign or a new clause; a marked title goes on: `author of "The Long Road"`."""
    token = tokens[at]
    if token.kind == QUOTE:
        return tokens[at - 1].low not in grammar.PREPOSITIONS
    return token.text in _APPOSITION_ENDS or token.low in ("who", "which", "that", "adding")


_APPOSITION_ENDS = frozenset((",", ".", ";", ":", "—", "–", "!", "?"))


def with_following_apposition(tokens: Sequence[Token], start: int, stop: int, end: int) -> int:
    """End of `Jane Doe, a lawyer for the family` and `John Roe, 44`."""
    at = stop
    while at + 1 < end and tokens[at].text == "," and tokens[at + 1].kind == WORD:
        first = tokens[at + 1]
        is_age = (first.text.isdigit() and not _is_figure(tokens, at + 1)) or _names_the_role(tokens, start, at, end)
        is_suffix = first.low.rstrip(".") in ("jr", "sr", "former")
        if not (is_age or is_suffix or _opens_apposition(first)) or _names_another(tokens, at + 1, end):
            break
        segment_end = at + 1
        while segment_end < end and not _ends_apposition(tokens, segment_end):
            segment_end += 1
        if has_finite(tokens, at + 1, segment_end):
            break  # `according to AFP, the two sides agreed`: a clause, not an apposition
        at = segment_end
    return at
