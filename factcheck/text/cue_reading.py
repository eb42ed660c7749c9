"""Whether a word of a sentence is a cue verb here, or a noun, a passive, a participle that looks like one."""

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.text import grammar
from factcheck.text.cues import CUES, Cue
from factcheck.text.frame import WORD, Token
from factcheck.text.verbs import is_contracted_verb, is_past


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
        elif not is_adverb(tokens[at]) and not (tokens[at].low == "very" and is_adverb(tokens[at + 1])):
            break
        at -= 1
    return at, helpers


def _is_time_phrase(tokens: Sequence[Token], at: int, low_bound: int) -> bool:
    """True for "last night", "on Monday", "this week" ending at `at`."""
    if at - 1 < low_bound or tokens[at - 1].low not in ("last", "this", "on", "late", "early", "next"):
        return False
    return tokens[at].low in grammar.TIME_NOUNS or tokens[at].low in grammar.WEEKDAYS


_NEEDED_AFTER = {"put": "it", "point": "out"}
# Verbs with their object before "as"; directly before it their past form may be a passive ("then hailed as a key").
TAKES_AS = frozenset(
    "describe characterize characterise recommend hail dismiss label brand praise portray cite tout denounce condemn "
    "criticize criticise reject blast slam deride mock ridicule decry".split()
)
# Third persons that are plural nouns as often as verbs: "the pro-reform protests".
_NOUN_FORMS = frozenset(
    "protests reports claims comments remarks answers talks signals demands charges records rules notes promises "
    "pledges calls requests orders attacks forecasts estimates complaints questions posts texts emails messages "
    "guarantees warrants projects volunteers disputes".split()
)
_ONE_FORM = frozenset("read put broadcast forecast".split())  # base and past are one
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
    may_be_adjective = before is not None and before.low not in _SPEAKERS and cue.base not in _NEVER_ADJECTIVES
    if cue.form == "present" and before is not None and not helpers and may_be_adjective and _is_adjective(before):
        return None  # "critical reports"
    may_be_noun = token.low in _NOUN_FORMS and not helpers and at > low_bound
    if may_be_noun and verb + 1 < len(tokens) and tokens[verb + 1].low == "of":
        return None  # "prompting claims of bias"
    if may_be_noun and (_is_described_noun(tokens, at) or _is_quality_before_name(tokens, at)):
        return None
    if cue.form == "ing" and before is not None and before.low in ("most", "more"):
        return None
    if cue.form == "ing":
        return (
            FoundCue(verb, cue, "finite" if is_passive else "participle") if not _follows_noun_opener(before) else None
        )
    if helpers and helpers[0] == "to":
        return FoundCue(verb, cue, "infinitive") if cue.form == "base" or cue.base in _ONE_FORM else None  # "to shouts"
    is_pair = before is not None and before.low in ("two", "three", "four") and cue.base in _NEVER_ADJECTIVES
    if is_passive or (not helpers and not is_pair and _follows_noun_opener(before)):
        return None
    following = tokens[verb + 1] if verb + 1 < len(tokens) else None
    is_pronoun = before is not None and before.low in grammar.SUBJECT_PRONOUNS
    is_agent = following is not None and following.low == "by" and not (cue.base == "say" and _is_dated(tokens, verb))
    if cue.form == "past" and is_agent and not helpers and not is_pronoun:
        return None
    if (
        cue.form == "past"
        and not helpers
        and following is not None
        and _is_past_participle(cue, following, tokens[verb - 1])
    ):
        return None
    if cue.form == "present" and cue.base != "say" and following is not None and _is_noun_before(following):
        return None
    if cue.form == "present" and not is_pronoun and _has_participle_after(tokens, verb):
        return None
    is_described = cue.base in _NO_NOUNS and _has_plural_head(tokens, at, low_bound)
    is_described = is_described or (cue.form == "base" and _has_joint_head(tokens, at, low_bound, cue, following))
    if cue.form == "base" and not helpers and not is_described and not _may_precede_base(before, following):
        return None
    return FoundCue(verb, cue, "finite")


_SPEAKERS = grammar.ROLE_NOUNS | grammar.ORGANISATION_NOUNS | grammar.MALE_NOUNS | grammar.FEMALE_NOUNS


def _is_described_noun(tokens: Sequence[Token], at: int) -> bool:
    """True if the word at `at` makes a noun of what follows: "pro-reform protests", "without security guarantees"."""
    before = tokens[at]
    if not before.is_lower or before.low in _SPEAKERS or is_adverb(before):
        return False
    if before.low.endswith("s") and before.low not in ("this", "his") and tokens[at + 1].low.endswith("s"):
        return True  # "follows reports", "press reports": one noun in -s has no verb in -s
    opener = tokens[at - 1].low
    opens = opener in grammar.POSSESSIVES or opener in grammar.DETERMINERS or opener in grammar.PREPOSITIONS
    return "-" in before.low or opens


def _is_quality_before_name(tokens: Sequence[Token], at: int) -> bool:
    """True if the name that ends at `at` describes a noun: "recent Republican claims", "critical of Acme claims"."""
    start = at
    while start and tokens[start].is_capital:
        start -= 1
    before = tokens[start]
    if before.low in ("recent", "past", "previous", "earlier", "repeated"):
        return True
    return start > 0 and before.low in ("of", "about") and _is_adjective(tokens[start - 1])


def _is_past_participle(cue: Cue, following: Token, before: Token) -> bool:
    """True for "then recommended as" and "the letter he wrote was": the verb reports nothing that follows."""
    if following.low == "as":
        # But `Mr. Hall described as "absurd" the claim`.
        return cue.base in TAKES_AS and (before.kind != WORD or before.low in grammar.COORDINATORS or is_adverb(before))
    return cue.base == "write" and following.low in grammar.AUXILIARIES


def _may_precede_base(before: Token | None, following: Token | None) -> bool:
    """True if a bare form can be finite here: "critics say", "he'd say", "and say that"."""
    if before is not None and before.low.endswith(("'d", "'ll")) and is_contracted_verb(before.low):
        return True
    return _is_plural(before) or _is_second_verb(before, following)


def _is_dated(tokens: Sequence[Token], verb: int) -> bool:
    """True for `said by next spring the bridge would be open`: the preposition opens a date, no agent."""
    first = tokens[verb + 2] if verb + 2 < len(tokens) else None
    return first is not None and (first.low == "next" or first.low in grammar.MONTHS or first.text.isdigit())


_JOINT_REACH = 5  # words of "and the mayor of Leeds"


def _has_joint_head(tokens: Sequence[Token], end: int, low_bound: int, cue: Cue, following: Token | None) -> bool:
    """True for "the union and the mayor" before "say", and before "claim" where a pronoun follows ("claim they")."""
    is_verb = cue.base in _NO_NOUNS or (following is not None and following.low in grammar.SUBJECT_PRONOUNS)
    for at in range(end, max(low_bound, end - _JOINT_REACH), -1):
        if not is_verb or tokens[at].kind != WORD or tokens[at].low in grammar.AUXILIARIES:
            return False
        if tokens[at].low == "and":
            opens = tokens[at + 1].is_capital or tokens[at + 1].low in ("the", "his", "her", "their", "its", "other")
            return at < end and opens and tokens[at - 1].kind == WORD and tokens[at - 1].low not in ("to", "and")
    return False


_NO_NOUNS = frozenset("say tell add write argue insist maintain contend believe think admit agree acknowledge".split())
_HEAD_REACH = 8  # words of "officials in the ministry of the interior"


def _has_plural_head(tokens: Sequence[Token], end: int, low_bound: int) -> bool:
    """True for "officials in Washington" before "say": the noun before the preposition is plural."""
    for at in range(end, max(low_bound + 1, end - _HEAD_REACH) - 1, -1):
        token = tokens[at]
        if token.kind != WORD or token.low in grammar.AUXILIARIES or token.low == "to":
            return False
        if token.low in ("of", "in", "from", "at", "for", "with", "on", "across", "around"):
            head = tokens[at - 1]
            is_plural = head.low.endswith("s") and not head.low.endswith(("ss", "us", "'s"))
            if head.kind == WORD and (is_plural or head.low in ("people", "police", "men", "women")):
                return True
    return False


def _is_contracted_be(before: Token | None) -> bool:
    return before is not None and is_contracted_verb(before.low) and before.low.endswith(("'re", "'m", "n't"))


_NO_SUPERLATIVES = frozenset("forest guest harvest interest protest request contest conquest priest arrest".split())


def _is_adjective(before: Token) -> bool:
    if not before.is_lower or len(before.low) < 5:
        return False
    if before.low.endswith("est") and before.low not in _NO_SUPERLATIVES:
        return True  # "the largest states"
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
    return cue is not None and cue.form in ("past", "base")


def _has_participle_after(tokens: Sequence[Token], at: int) -> bool:
    """True for "states won by the party": what was won is a noun."""
    return at + 2 < len(tokens) and tokens[at + 2].low == "by" and is_past(tokens[at + 1].low)


def _is_second_verb(before: Token | None, following: Token | None) -> bool:
    """True for "and claim she", "and say that"."""
    if before is None or following is None or before.low != "and":
        return False
    return following.low in grammar.SUBJECT_PRONOUNS or following.low == "that"


def _follows_noun_opener(before: Token | None) -> bool:
    """True after a determiner or preposition: "the stated aim", "in reports"."""
    if before is None or before.kind != WORD:
        return False
    if before.is_capital and before.low not in grammar.POSSESSIVES and before.low not in ("the", "a", "an"):
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
    if before.low in ("after", "before", "since", "while", "without", "by", "in", "as", "outside", "inside", "to"):
        return False  # "after saying", "by telling": the participle decides
    return before.low in grammar.DETERMINERS or before.low in grammar.PREPOSITIONS or before.low in grammar.POSSESSIVES


_ONE_PERSON = frozenset("one somebody someone everybody everyone nobody court judge report union".split())


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
    is_several = before.low in grammar.INDEFINITE_SPEAKERS and before.low not in _ONE_PERSON
    return is_several or (before.low.endswith("s") and not before.low.endswith(("ss", "us", "'s")))
