"""Whether a word of a sentence is a cue verb here, or a noun, a passive, a participle that looks like one."""

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.text import grammar
from factcheck.text.cues import CUES, Cue
from factcheck.text.frame import WORD, Token
from factcheck.text.verbs import is_contracted_verb


class FoundCue(NamedTuple):
    """A cue at token `at`. `mood` is "finite", "participle" ("adding") or "infinitive" ("to say")."""

    at: int
    cue: Cue
    mood: str


NOT_ADVERBS = frozenset(
    "family reply assembly ally bully supply monopoly italy july fly rely apply daily weekly monthly friendly "
    "elderly early only homily "
    "anomaly butterfly jelly belly lily".split()
)


def is_adverb(token: Token) -> bool:
    if token.kind != WORD or token.is_capital:
        return False
    return token.low in grammar.ADVERBS or (token.low.endswith("ly") and token.low not in NOT_ADVERBS)


def _is_helper(token: Token) -> bool:
    return token.kind == WORD and token.is_lower and (token.low in grammar.AUXILIARIES or token.low in ("to", "not"))


def before_verb(tokens: Sequence[Token], verb: int, low_bound: int) -> tuple[int, list[str]]:
    """Position left of the verb's adverbs and auxiliaries (may be low_bound - 1), and these words."""
    at = verb - 1
    helpers: list[str] = []
    while at >= low_bound:
        if _is_time_phrase(tokens, at, low_bound):
            at -= 2
            continue
        if _is_helper(tokens[at]) and not is_adverb(tokens[at]):
            helpers.append(tokens[at].low)
        elif not is_adverb(tokens[at]):
            break
        at -= 1
    return at, helpers


def _is_time_phrase(tokens: Sequence[Token], at: int, low_bound: int) -> bool:
    """True for "last night", "on Monday", "this week" ending at `at`."""
    if at - 1 < low_bound or tokens[at - 1].low not in ("last", "this", "on", "late", "early", "next"):
        return False
    return tokens[at].low in grammar.TIME_NOUNS or tokens[at].low in grammar.WEEKDAYS


_NEEDED_AFTER = {"put": "it", "point": "out"}
_NEVER_ADJECTIVES = frozenset("say tell add write argue insist announce warn".split())


def read_cue(tokens: Sequence[Token], verb: int, low_bound: int = 0) -> FoundCue | None:
    """The cue verb at `verb`, or None where the word is a noun, a passive or a participle after a noun."""
    token = tokens[verb]
    if token.kind != WORD or not token.is_lower:
        return None
    cue = CUES.get(token.low)
    if cue is None:
        return None
    if cue.base in _NEEDED_AFTER and not (verb + 1 < len(tokens) and tokens[verb + 1].low == _NEEDED_AFTER[cue.base]):
        return None
    at, helpers = before_verb(tokens, verb, low_bound)
    before = tokens[at] if at >= low_bound else None
    is_passive = any(helper in grammar.BE_FORMS for helper in helpers) or _is_contracted_be(before)
    if before is not None and before.low.endswith("'s") and not helpers and cue.base not in _NEVER_ADJECTIVES:
        return None  # "Epstein's alleged role", but "Moody's said"
    if cue.form == "present" and before is not None and not helpers and _is_adjective(before):
        return None  # "critical reports"
    if cue.form == "ing" and before is not None and before.low in ("most", "more"):
        return None
    if cue.form == "ing":
        return (
            FoundCue(verb, cue, "finite" if is_passive else "participle") if not _follows_noun_opener(before) else None
        )
    if helpers and helpers[0] == "to":
        return FoundCue(verb, cue, "infinitive")
    if is_passive or (not helpers and _follows_noun_opener(before)):
        return None
    following = tokens[verb + 1] if verb + 1 < len(tokens) else None
    is_pronoun = before is not None and before.low in grammar.SUBJECT_PRONOUNS
    if cue.form == "past" and following is not None and following.low == "by" and not helpers and not is_pronoun:
        return None
    if cue.form == "present" and following is not None and _is_noun_before(following):
        return None
    if cue.form == "base" and not helpers and not _is_plural(before) and not _is_second_verb(before, following):
        return None
    return FoundCue(verb, cue, "finite")


def _is_contracted_be(before: Token | None) -> bool:
    return before is not None and is_contracted_verb(before.low) and before.low.endswith(("'re", "'m", "n't"))


def _is_adjective(before: Token) -> bool:
    if not before.is_lower or len(before.low) < 5:
        return False
    return before.low.endswith(("al", "ive", "ous", "ful", "ic", "able", "ible", "ed")) or before.low in (
        "recent",
        "other",
        "early",
    )


def _is_noun_before(following: Token) -> bool:
    """True if "reports", "claims" is a plural noun because a verb follows: "reports have", "claims made"."""
    if following.low in grammar.AUXILIARIES:
        return True
    cue = CUES.get(following.low)
    return cue is not None and cue.form == "past"


def _is_second_verb(before: Token | None, following: Token | None) -> bool:
    """True for "and claim she", "and say that"."""
    if before is None or following is None or before.low != "and":
        return False
    return following.low in grammar.SUBJECT_PRONOUNS or following.low == "that"


def _follows_noun_opener(before: Token | None) -> bool:
    """True after a determiner or preposition: "the stated aim", "in reports"."""
    if before is None or before.kind != WORD or (before.is_capital and before.low not in grammar.POSSESSIVES):
        return False
    if before.low in (
        "all",
        "both",
        "many",
        "most",
        "some",
        "several",
        "few",
        "one",
        "each",
        "another",
        "others",
        "this",
        "that",
    ):
        return False
    if before.low in ("after", "before", "since", "while", "without", "by", "in", "as", "outside", "inside"):
        return False  # "after saying", "by telling": the participle decides
    return before.low in grammar.DETERMINERS or before.low in grammar.PREPOSITIONS or before.low in grammar.POSSESSIVES


def _is_plural(before: Token | None) -> bool:
    if before is None or before.kind != WORD:
        return before is not None and before.text in (",", ")")
    if before.low in (
        "they",
        "we",
        "i",
        "you",
        "who",
        "people",
        "police",
        "others",
        "some",
        "many",
        "most",
        "both",
        "men",
        "women",
        "media",
    ):
        return True
    return before.low in grammar.INDEFINITE_SPEAKERS or (
        before.low.endswith("s") and not before.low.endswith(("ss", "us", "'s"))
    )
