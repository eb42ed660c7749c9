"""How much a sentence wants checking: named features and its wording, weighed and summed by a logistic function.

The weights in worthiness.tsv are a ridge logistic regression, fitted by benchmarks/learn_worthiness.py on the 7,976
labelled debate sentences of the ClaimBuster set (Arslan et al., "A Benchmark Dataset of Check-Worthy Factual Claims",
ICWSM 2020), classes balanced.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
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

# Name, finder. The weights stand in the file under the same names, in brackets.
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
# The weight of each word, pair or feature (in brackets), in log odds.
WEIGHTS_FILE = Path(__file__).with_name("worthiness.tsv")
TELLING, IDLE = "telling_words", "idle_words"  # the wording of a sentence, for and against
_SHOWN_WORDS = 3
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_PIECE = re.compile(r"[$%?]|\d[\d,.]*|[A-Za-z]+(?:'[a-z]+)?")
_YEAR_ALONE = re.compile(r"(?:1[5-9]|20)\d\d")
_OWN_CAPITALS = frozenset({"I", "I'm", "I've", "I'd", "I'll"})
_READ_AT_MOST = 4000  # characters; no sentence is longer


@cache
def _weights() -> Mapping[str, float]:
    lines = (line.split("\t") for line in WEIGHTS_FILE.read_text("utf-8").splitlines())
    return {name: float(weight) for name, weight in lines}


def find_features(text: str) -> dict[str, str]:
    """The named features of a sentence, each with the words that carry it."""
    text = text[:_READ_AT_MOST].replace("’", "'")
    sentence = _Sentence(text, _WORD.findall(text.lower()))
    return {name: words for name, finder in _FINDERS if (words := finder(sentence))}


def wordings(text: str) -> list[str]:
    """The words of a sentence and its pairs of neighbours, as the weights name them: "tax", "the <name>", "^we".

    Numbers and years stand for all of their kind; a capital inside the sentence adds that a name is there; the first
    word is there twice, once as the first.
    """
    words: list[str] = []
    for match in _PIECE.finditer(text[:_READ_AT_MOST].replace("’", "'")):
        piece = match.group()
        if piece[0].isdigit():
            words.append("<year>" if _YEAR_ALONE.fullmatch(piece) else "<number>")
            continue
        if match.start() and piece[0].isupper() and piece not in _OWN_CAPITALS:
            words.append("<name>")
        words.append(piece.lower())
    if words:
        words.insert(0, f"^{words[0]}")
    return words + [f"{first} {second}" for first, second in pairwise(words)]


def find_signs(text: str) -> list[Sign]:
    """The features of a sentence, heaviest first; its wording as two of them, for and against."""
    weights = _weights()
    signs = [Sign(name, words, weights.get(f"[{name}]", 0.0)) for name, words in find_features(text).items()]
    weighed = {wording: weights[wording] for wording in dict.fromkeys(wordings(text)) if wording in weights}
    for name, sign in ((TELLING, 1), (IDLE, -1)):
        own = sorted((-sign * weight, wording) for wording, weight in weighed.items() if sign * weight > 0)
        if own:
            shown = [wording for _, wording in own if not _UNSHOWN.search(wording)][:_SHOWN_WORDS]
            signs.append(Sign(name, ", ".join(shown), -sign * sum(weight for weight, _ in own)))
    return sorted(signs, key=lambda sign: (-abs(sign.weight), sign.name))


_UNSHOWN = re.compile(r"[<^$%?]")


def worthiness(text: str) -> tuple[float, list[Sign]]:
    """Check-worthiness between 0 and 1 (from 0.5 on: worth checking) and the features behind it, heaviest first."""
    signs = find_signs(text)
    return 1 / (1 + math.exp(-(_weights()["[bias]"] + sum(sign.weight for sign in signs)))), signs
