"""Where a reporter, after the clause somebody said, speaks about it or its speaker: `…, but gave no details`."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.cue_reading import is_adverb
from factcheck.text.cues import CUES
from factcheck.text.frame import Token
from factcheck.text.phrases import SPEAKING_NOUNS

_DASHES = ("—", "–", "--", "-")
_REACH = 12  # tokens of the comment looked at


def comments_on_report(tokens: Sequence[Token], start: int, at: int, end: int) -> bool:
    """True if the clause that begins at `start` ends before token `at` because what follows is the reporter's."""
    token = tokens[at]
    after = at + 1
    if token.text == "," and after + 1 < end:
        if tokens[after].low in ("and", "but", "while", "whereas", "though", "although"):
            return _turns(tokens, start, after, end)
        return _is_hearsay(tokens, after, end) or _takes_up(tokens, after, end)
    if token.text in _DASHES and after + 2 < end and tokens[after].low in ("but", "though", "although"):
        return tokens[after + 1].low == "it's" or (tokens[after + 1].low, tokens[after + 2].low) == ("it", "is")
    return token.low in ("and", "but") and after < end and _turns(tokens, start, at, end)


def _turns(tokens: Sequence[Token], start: int, at: int, end: int) -> bool:
    joint = tokens[at].low
    if joint in ("while", "whereas"):
        return _others_judge(tokens, at + 1, end)
    verb = at + 1
    if verb < end and tokens[verb].low in ("he", "she", "they", "it"):
        verb += 1
    while verb < end and is_adverb(tokens[verb]) and tokens[verb].low not in ("not", "never"):
        verb += 1
    if _stays_silent(tokens, verb, end):
        return True
    return joint == "and" and verb == at + 1 and _acts_again(tokens, start, verb)


_DETAILS = frozenset(
    "detail details comment comments evidence proof reason reasons explanation specifics timeline timetable timeframe "
    "date dates figure figures name names example examples information indication answer answers elaboration".split()
)
_GIVING = frozenset("gave offered provided had released offering giving providing".split())
_TELLING = frozenset("give provide elaborate comment say specify disclose name identify answer discuss explain".split())


def _stays_silent(tokens: Sequence[Token], verb: int, end: int) -> bool:
    """True for "gave no further details", "declined to say" and "did not elaborate" at `verb`."""
    rest = [token.low for token in tokens[verb : min(end, verb + 5)]]
    if len(rest) < 2:
        return False
    if rest[0] in _GIVING and rest[1] in ("no", "few", "little"):
        return any(word in _DETAILS for word in rest[2:])
    if rest[0] in ("declined", "refused") and rest[1] == "to":
        return any(word in _TELLING for word in rest[2:3])
    is_negated = rest[0] in ("didn't", "wouldn't", "couldn't") or (
        rest[0] in ("did", "would", "could") and rest[1] == "not"
    )
    return is_negated and any(word in _TELLING for word in rest[1:3])


# Acts of speech beside saying, as a speaker's second act: "… and asked the council to help".
_ACTS = frozenset("asked urged thanked blamed praised accused identified criticised criticized called named".split())


def _acts_again(tokens: Sequence[Token], start: int, verb: int) -> bool:
    """True for `the order favoured lenders and identified two of them`: no order identifies anything.

    Where the clause is about a person, an institution or a name, these may have acted as well.
    """
    if tokens[verb].low not in _ACTS:
        return False
    subject = []
    for token in tokens[start + 1 if tokens[start].low == "that" else start : verb]:
        if token.low in grammar.AUXILIARIES or (token.is_lower and token.low.endswith("ed")):
            break
        subject.append(token)
    if not subject or subject[0].low in ("they", "he", "she", "it"):
        return True
    return not any(token.is_capital or token.low.rstrip("s") in SPEAKING_NOUNS for token in subject[:_REACH])


_JUDGING = frozenset(
    "condemn denounce criticize criticise welcome praise reject dismiss hail applaud blast slam deplore urge call "
    "accuse blame defend mock".split()
)


def _others_judge(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for `…, while the league condemned the move`: somebody else's word, told by the reporter."""
    for verb in range(at + 1, min(end, at + 7)):
        cue = CUES.get(tokens[verb].low)
        if cue is not None and cue.base in _JUDGING and cue.form == "past":
            return tokens[verb - 1].low not in grammar.AUXILIARIES
    return False


def _is_hearsay(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for `…, which will reportedly look into it`: another source."""
    if tokens[at].low not in ("who", "which"):
        return False
    return any(token.low in ("reportedly", "allegedly") for token in tokens[at + 1 : min(end, at + 5)])


_CLAIMS = frozenset("prospect claim charge accusation allegation suggestion notion assertion idea view".split())


def _takes_up(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for `…, a charge the firm has denied`: the clause is taken up by a noun and answered."""
    if tokens[at].low not in ("a", "an") or tokens[at + 1].low not in _CLAIMS:
        return False
    for verb in range(at + 2, min(end, at + _REACH)):
        cue = CUES.get(tokens[verb].low)
        if cue is not None and cue.base in ("deny", "reject", "dispute", "dismiss", "refute"):
            return True
    return False
