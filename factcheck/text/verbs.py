"""Which words are finite verbs, without a tagger: closed lists for the frequent ones, the "-ed" ending for the rest."""

from collections.abc import Sequence

from factcheck.text.cues import CUES
from factcheck.text.frame import Token
from factcheck.text.grammar import ADVERBS, AUXILIARIES, CONTRACTED, DETERMINERS, POSSESSIVES, PREPOSITIONS, ROLE_NOUNS

_IRREGULAR_PAST = frozenset(
    "became began bent bet bit bled blew bought bound bore bred broke brought built burnt came caught chose clung "
    "cost crept cut dealt "
    "drank drew drove dug ate fed fell felt fled flew flung forbade forgot forgave fought found froze gave got "
    "grew ground held hid hit hung "
    "hurt kept knelt knew laid lay led left lent let lit lost made meant met paid put quit ran rang rode rose "
    "sang sank sat saw sent set "
    "shook shone shot shrank shut slept slid sold sought spent spoke spread sprang stole stood stuck strode "
    "struck stung swam swept swore "
    "swung taught threw thought took tore told understood underwent undertook upheld went withdrew withheld woke "
    "won wore wound wrote leant leapt learnt dreamt "
    "overcame arose awoke beat oversaw overtook rebuilt resold retook saw spun split wept wed".split()
)
# Present forms frequent in news that are seldom nouns.
_THIRD_PERSON = frozenset(
    "has is does says goes makes takes gets gives comes becomes seems appears remains believes wants hopes thinks "
    "knows feels needs "
    "keeps brings begins tells asks provides includes involves requires allows means lives works contains exists "
    "expects includes "
    "leads holds serves represents belongs depends continues considers agrees refuses uses sees lies stands runs "
    "plays pays sells buys "
    "suggests shows finds argues insists adds notes writes describes calls plans faces rises falls grows owns "
    "loses wins puts sets "
    "lets tries turns helps hits meets moves opens closes passes reaches receives produces creates carries "
    "follows causes occurs happens "
    "arrives deserves employs enjoys describes explains intends offers supports opposes relates refers results "
    "disagrees denies admits worries encourages prefers spends earns joins wonders enjoys".split()
)
# Bare forms: finite only after a plural or a pronoun.
_BARE = frozenset(
    "have want need know believe think seem remain become make take get give come go see say tell keep mean "
    "include require continue "
    "deserve understand hope expect plan depend belong apply agree face deny insist argue admit disagree".split()
)
_NOT_PAST = frozenset(
    "united limited alleged red bed need speed seed feed hundred kindred sacred naked wicked aged indeed shed "
    "embed weed breed greed creed "
    "deed steed sled unprecedented armed wounded retired so-called related advanced based-in mixed rugged "
    "talented".split()
)


def is_past(low: str) -> bool:
    """True for a past form: listed irregular ones, else "-ed". Participles are not told apart here."""
    if low in _IRREGULAR_PAST:
        return True
    return len(low) > 3 and low.endswith("ed") and not low.endswith("eed") and low not in _NOT_PAST and "-" not in low


def is_contracted_verb(low: str) -> bool:
    """True for a pronoun with its verb ("he's", "they'll", "don't")."""
    return low.endswith(CONTRACTED) and low.split("'")[0] in _CONTRACTING


_CONTRACTING = frozenset(
    "he she it they we i you that there who what this don doesn didn isn aren wasn weren won can couldn wouldn "
    "shouldn haven hasn hadn mustn".split()
)


def is_finite(low: str) -> bool:
    """True for a word that can be the finite verb of a clause."""
    return (
        low in AUXILIARIES
        or low in _THIRD_PERSON
        or low in _BARE
        or is_past(low)
        or is_contracted_verb(low)
        or _is_finite_cue(low)
    )


def _is_finite_cue(low: str) -> bool:
    cue = CUES.get(low)
    return cue is not None and cue.form == "past"


_NOUN_AUXILIARIES = frozenset("will can might must".split())
_BEFORE_NOUNS = frozenset(("a", "an", "the", "free", "good", "political")) | POSSESSIVES


def is_finite_at(tokens: Sequence[Token], at: int) -> bool:
    """True if the word at `at` reads as the finite verb of a clause, given the word before it."""
    token = tokens[at]
    if not token.is_lower or not is_finite(token.low):
        return is_contracted_verb(token.low)
    before = tokens[at - 1] if at else None
    if token.low in _THIRD_PERSON and token.low not in AUXILIARIES and _is_in_role(tokens, at):
        return False
    if before is not None and token.low in _NOUN_AUXILIARIES and before.low in _BEFORE_NOUNS:
        return False  # "had written a will"
    if before is None or token.low in AUXILIARIES:
        return True
    if before.low in ADVERBS and at > 1:
        before = tokens[at - 2]
    if token.low in _BARE:
        return before.low.endswith("s") or before.low in _BARE_SUBJECTS
    is_nominal = before.low in DETERMINERS or before.low in POSSESSIVES or before.low in PREPOSITIONS
    return not is_nominal or before.low in ("that", "this", "all", "one", "some", "many", "most", "both")


def _is_in_role(tokens: Sequence[Token], at: int) -> bool:
    """True for "works" in "public works director Ann Cole": a bare role and a name follow."""
    if at + 2 >= len(tokens) or tokens[at].low in CUES:
        return False
    return tokens[at + 1].is_lower and tokens[at + 1].low in ROLE_NOUNS and tokens[at + 2].is_capital


def has_finite(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True if a finite verb stands among tokens[start:end]."""
    return any(is_finite_at(tokens, at) for at in range(start, end) if tokens[at].is_lower)


_BARE_SUBJECTS = frozenset("they we i you people police who others some many most to men women".split())
