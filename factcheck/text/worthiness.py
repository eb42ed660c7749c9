"""How much a sentence wants checking: named features, each with a weight, summed by a logistic function.

The weights are a ridge logistic regression over these features, fitted on the 7,976 labelled debate sentences of the
ClaimBuster set (Arslan et al., "A Benchmark Dataset of Check-Worthy Factual Claims", ICWSM 2020), classes balanced.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Sign(NamedTuple):
    """A feature found in a sentence: its name, the words that carry it, its weight in log odds."""

    name: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    words: Sequence[str]  # lower case, straight apostrophes


_Finder = Callable[[_Sentence], str]  # the words that carry the feature, "" where it is missing


def _any(words: str) -> _Finder:
    listed = frozenset(words.split())
    return lambda sentence: next((word for word in sentence.words if word in listed), "")


def _pattern(pattern: str, at_least: int = 1) -> _Finder:
    compiled = re.compile(pattern)

    def find(sentence: _Sentence) -> str:
        first = ""
        for number, match in enumerate(compiled.finditer(sentence.text), start=1):
            first = first or match.group()
            if number == at_least:
                return first
        return ""

    return find


def _longer(least: int) -> _Finder:
    return lambda sentence: " ".join(sentence.words[:3]) if len(sentence.words) >= least else ""


def _opens(words: str) -> _Finder:
    listed = frozenset(words.split())
    return lambda sentence: sentence.words[0] if sentence.words and sentence.words[0] in listed else ""


def _past(at_least: int) -> _Finder:
    def find(sentence: _Sentence) -> str:
        found = [word for word in sentence.words if len(word) > 4 and word.endswith("ed") and not word.endswith("eed")]
        return found[0] if len(found) >= at_least else ""

    return find


_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
_YEAR = r"(?:1[5-9]|20)\d\d"

# Name, finder. The weights stand in _WEIGHTS under the same names.
_FINDERS: tuple[tuple[str, _Finder], ...] = (
    ("figure", _pattern(r"[$£€]?\b(?!(?:1[5-9]|20)\d\d\b)\d[\d,.]*%?")),
    ("figures", _pattern(r"\b(?!(?:1[5-9]|20)\d\d\b)\d[\d,.]*", at_least=2)),
    ("date", _pattern(rf"\b{_YEAR}s?\b|\b(?:{_MONTHS})\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")),
    (
        "scale",
        _any(
            "percent percentage million millions billion billions trillion trillions hundred hundreds "
            "thousand thousands dozen dozens"
        ),
    ),
    (
        "number_word",
        _any(
            "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty "
            "fifty sixty seventy eighty ninety twice half third thirds quarter quarters fourth fifth "
            "double triple"
        ),
    ),
    ("share", _any("majority many every all none nobody any single entire only most least few")),
    ("comparison", _any("more less fewer greater higher lower larger smaller bigger than compared equal same")),
    (
        "superlative",
        _any(
            "largest smallest biggest highest lowest first last worst record longest fastest deepest ever never history"
        ),
    ),
    (
        "change",
        _any(
            "increase increased increases increasing decrease decreased cut cuts cutting rose risen "
            "fell fallen grew grown doubled tripled dropped declined reduced raised raise lowered "
            "gained lost reduction growth up down deficit expanded added created"
        ),
    ),
    ("time_span", _any("year years since ago during under within until today now currently")),
    (
        "lawmaking",
        _any(
            "voted vote votes vetoed veto signed sign passed pass proposed proposal opposed oppose "
            "supported sponsored enacted repealed bill bills law laws legislation act amendment "
            "treaty agreement resolution ratified appropriated authorized"
        ),
    ),
    (
        "justice",
        _any(
            "court courts judge supreme convicted indicted sentenced sued illegal illegally crime "
            "criminal criminals investigation prosecuted arrested charged guilty banned violated "
            "violation evidence"
        ),
    ),
    (
        "attributed_speech",
        _any(
            "said says saying told stated announced indicated called claimed promised asked admitted "
            "declared reported testified wrote pledged report reports study studies according"
        ),
    ),
    ("past_state", _any("was were wasn't weren't had hadn't")),
    ("past_emphatic", _any("did didn't")),
    (
        "past_event",
        _any(
            "went took gave sent came got made left put brought became began started stopped failed "
            "used killed died attacked invaded happened opened closed bought sold paid spent built "
            "won ran fought kept held found broke met led saw inherited appointed nominated refused "
            "allowed ended fired hired moved worked lived served elected removed imposed negotiated "
            "attended"
        ),
    ),
    ("past_participle", _past(1)),
    ("past_participles", _past(2)),
    ("perfect", _any("has have hasn't haven't been he's they've we've i've you've")),
    ("present_state", _any("is are isn't aren't")),
    ("cause", _any("because caused result resulted due led")),
    ("other_person", _any("he him his he's she her their they they're them")),
    (
        "person_title",
        _any("president senator governor secretary congressman mr mrs vice general mayor minister chairman director"),
    ),
    (
        "institution",
        _any(
            "congress senate house administration government department commission committee agency "
            "federal white party republicans democrats republican democrat nato pentagon campaign "
            "bureau ministry parliament"
        ),
    ),
    (
        "economy",
        _any(
            "tax taxes budget debt inflation unemployment jobs income wages spending trade imports "
            "exports economy rate rates interest prices loans fund funds money cost insurance "
            "companies businesses banks costs dollars"
        ),
    ),
    (
        "country",
        _any(
            "china russia soviet iraq iran israel korea cuba vietnam japan germany mexico afghanistan "
            "syria ukraine europe countries nations border military nuclear missiles forces war army "
            "troops"
        ),
    ),
    ("name", _pattern(r"(?<=[a-z,;:'\"] )[A-Z][a-z]+")),
    ("names", _pattern(r"(?<=[a-z,;:'\"] )[A-Z][a-z]+", at_least=3)),
    ("negation", _any("not no isn't doesn't don't wasn't didn't")),
    ("contrast", _any("but while although yet even actually fact")),
    (
        "opinion",
        _any(
            "think believe feel hope wish want guess suppose trust prefer agree disagree thought mean "
            "consider judgment view opinion"
        ),
    ),
    ("obligation", _any("should must ought need needs shall let let's cannot")),
    ("prediction", _any("will would going gonna could may might can can't i'll we'll won't tomorrow future next")),
    ("condition", _any("if unless whether")),
    (
        "evaluation",
        _any(
            "good bad great wonderful terrible right wrong important best better strong hard tough "
            "difficult fair proud glad concerned sure essential certainly possible real really "
            "strength success freedom dream peace leadership experience courage values opportunity "
            "opportunities character principle"
        ),
    ),
    (
        "vague",
        _any(
            "thing things something way ways kind kinds sort issue issues matter idea part lot job "
            "work policy problem problems"
        ),
    ),
    ("first_person", _any("i me my mine myself i'm i'd")),
    ("second_person", _any("you your yours you're you've")),
    ("courtesy", _any("thank thanks welcome please tonight sorry excuse question questions answer debate")),
    ("question_word", _any("what why how who which where")),
    ("question", _pattern(r"\?[\"'”’ ]*$")),
    ("quoted_words", _pattern(r"[\"“]")),
    ("aside", _opens("well now and but so")),
    ("some_length", _longer(8)),
    ("length", _longer(15)),
)
# Log odds, from "speaks for" to "speaks against".
_WEIGHTS: dict[str, float] = {
    "figure": 2.1,
    "scale": 1.82,
    "lawmaking": 1.5,
    "justice": 1.33,
    "past_emphatic": 1.23,
    "number_word": 1.17,
    "attributed_speech": 1.08,
    "superlative": 0.91,
    "economy": 0.91,
    "date": 0.85,
    "country": 0.8,
    "past_participle": 0.71,
    "past_state": 0.67,
    "time_span": 0.66,
    "change": 0.55,
    "person_title": 0.53,
    "institution": 0.5,
    "comparison": 0.49,
    "share": 0.48,
    "name": 0.44,
    "past_event": 0.43,
    "other_person": 0.4,
    "contrast": 0.31,
    "length": 0.31,
    "names": 0.3,
    "past_participles": 0.23,
    "cause": 0.23,
    "present_state": 0.21,
    "figures": 0.18,
    "perfect": 0.17,
    "some_length": 0.14,
    "negation": -0.19,
    "aside": -0.28,
    "second_person": -0.34,
    "question_word": -0.58,
    "vague": -0.63,
    "quoted_words": -0.75,
    "condition": -0.76,
    "first_person": -0.84,
    "prediction": -0.93,
    "opinion": -1.0,
    "evaluation": -1.06,
    "obligation": -1.08,
    "courtesy": -1.21,
    "question": -1.76,
}
_BIAS = -1.62
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_READ_AT_MOST = 4000  # characters; no sentence is longer


def find_signs(text: str) -> list[Sign]:
    """The features of a sentence, heaviest first."""
    text = text[:_READ_AT_MOST].replace("’", "'")
    sentence = _Sentence(text, _WORD.findall(text.lower()))
    found = ((name, finder(sentence)) for name, finder in _FINDERS)
    signs = [Sign(name, words, _WEIGHTS[name]) for name, words in found if words]
    return sorted(signs, key=lambda sign: (-abs(sign.weight), sign.name))


def worthiness(text: str) -> tuple[float, list[Sign]]:
    """Check-worthiness between 0 and 1 (from 0.5 on: worth checking) and the features behind it, heaviest first."""
    signs = find_signs(text)
    return 1 / (1 + math.exp(-(_BIAS + sum(sign.weight for sign in signs)))), signs
