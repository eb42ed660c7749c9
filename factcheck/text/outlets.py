"""The outlets words came through: "told CNN", "according to CNN", "CNN reported", "an interview with the BBC"."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.frame import WORD, Sentence, Token
from factcheck.text.phrases import Phrase
from factcheck.text.spans import Mention

# Names that need no further sign of being an outlet.
_KNOWN = frozenset(
    name.strip()
    for name in """
    cnn, bbc, abc, cbs, nbc, msnbc, cnbc, npr, pbs, fox, fox news, fox business, c-span, itv, sky, sky news, cbc, ctv,
    rte, rté, reuters, ap,
    afp, pti, ani, aap, dpa, upi, pa, tass, itar-tass, ria novosti, interfax, xinhua, kyodo, ansa, efe, anadolu,
    al jazeera, al
    arabiya, al-jazeera,
    associated press, agence france-presse, press association, bloomberg, politico, axios, vox, buzzfeed, vice, slate,
    salon, huffpost,
    huffington post, daily beast, business insider, insider, the hill, the verge, wired, techcrunch, newsweek, time,
    fortune, forbes,
    guardian, the guardian, independent, economist, spectator, new yorker, atlantic, variety, rolling stone, vanity
    fair, people,
    le monde, le figaro, libération, liberation, france info, france inter, der spiegel, spiegel, die welt, die zeit,
    bild, ard, zdf,
    el país, el pais, el mundo, la repubblica, corriere della sera, haaretz, dawn, hürriyet, asahi shimbun, usa today,
    wikinews, twitter,
    facebook, newsnight, today programme, deutsche welle, euronews, rt, voice of america, radio free europe,
    propublica, itv news, espn
    """.replace("\n", " ").split(",")
)
_SOCIAL = frozenset(("twitter", "facebook"))  # platforms carry words, but nobody reported them
_OUTLET_NOUNS = frozenset(
    "times post journal herald tribune gazette telegraph star globe daily weekly magazine television radio tv "
    "observer chronicle mail mirror "
    "news express inquirer examiner courier bulletin dispatch sentinel register record reporter review newspaper "
    "network "
    "press-enterprise bee sun today channel broadcasting newspapers standard advertiser argus echo shimbun "
    "zeitung standaard leader press patriot citizen enterprise ledger beacon mercury progress democrat-gazette".split()
)
_OUTLET_TAILS = frozenset(
    "agency programme program show channel network newspaper magazine service television radio website".split()
)
_REPORTING = frozenset(
    "reported reports reporting quoted quotes quoting cited cites citing wrote writes published publishes".split()
)
_MEETING_NOUNS = frozenset(
    "interview interviews comments comment remarks statement statements email e-mail article column essay op-ed "
    "conversation letter "
    "appearance broadcast programme program report piece editorial".split()
)
_MAX_NAME = 6


_BEFORE_NAMES = frozenset("the a news broadcaster newspaper network state local station agency".split())
_COMMON_WORDS = frozenset("time people independent insider".split())  # outlets whose name alone says nothing


_TELLING = _KNOWN - _SOCIAL - _COMMON_WORDS


def outlet_at(tokens: Sequence[Token], at: int) -> Phrase | None:
    """The outlet whose name begins at token `at` (an article or "newspaper" before it is taken along), or None."""
    start = at
    while at < len(tokens) and tokens[at].low in _BEFORE_NAMES:
        at += 1
    if at >= len(tokens) or not tokens[at].is_capital:
        at = start
    end = at
    while end < len(tokens) and end - at < _MAX_NAME and _in_name(tokens, end, at):
        end += 1
        if tokens[end - 1].low.endswith("'s"):
            break  # "CNN's Jake Tapper": the outlet is CNN
    has_article = start < at and tokens[start].low == "the"
    for stop in range(end, at, -1):
        if _is_outlet([_bare(token.low) for token in tokens[at:stop]], has_article):
            return Phrase(start, stop)
    is_named = end > at and tokens[at].low not in grammar.DETERMINERS and tokens[at].low not in grammar.POSSESSIVES
    if is_named and end < len(tokens) and tokens[end].low in _OUTLET_TAILS:
        return Phrase(start, end + 1)
    return None


def _is_outlet(words: Sequence[str], has_article: bool) -> bool:
    name = " ".join(words).removeprefix("the ")
    if name in _KNOWN:
        return name not in _SOCIAL
    if words[-1].rsplit("-", 1)[-1] in _OUTLET_NOUNS:
        return len(words) > 1 or has_article  # "told the Mirror"
    return len(words) <= 3 and words[0] in _TELLING


def _in_name(tokens: Sequence[Token], at: int, start: int) -> bool:
    token = tokens[at]
    if token.kind != WORD:
        return False
    return token.is_capital or (
        at > start and token.low in ("of", "della", "de", "la") and at + 1 < len(tokens) and tokens[at + 1].is_capital
    )


def _bare(low: str) -> str:
    return low.removesuffix(".").removesuffix("'s").removesuffix(".com")


def find_via(text: str, sentence: Sentence, speaker: Phrase | None) -> tuple[Mention, ...]:
    """Outlets the words of this sentence came through, in order of place.

    `speaker` holds the token range credited with the words; an outlet inside it counts only where the outlet itself
    is the speaker (`CNN reported that …`).
    """
    tokens = sentence.tokens
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        outlet = outlet_at(tokens, at) if at and _is_announced(tokens, at) else None
        if outlet is None and (tokens[at].is_capital or tokens[at].low == "the"):
            outlet = _reporting_outlet(tokens, at)
        if outlet is None or (speaker is not None and speaker.start < outlet.start and outlet.end <= speaker.end):
            at += 1
            continue
        found.append(_mention(text, tokens, outlet))
        at = outlet.end
    if speaker is not None and not found:
        outlet = outlet_at(tokens, speaker.start)
        if outlet is not None and outlet.end >= speaker.end:
            found.append(_mention(text, tokens, outlet))
    return tuple(found)


def _mention(text: str, tokens: Sequence[Token], outlet: Phrase) -> Mention:
    start, end = outlet
    while (
        start < end - 1
        and not (start == end - 2 and tokens[end - 1].is_lower)
        and (
            tokens[start].low
            in ("a", "newspaper", "broadcaster", "network", "station", "agency", "local", "state", "news")
        )
    ):
        start += 1
    if tokens[start].low == "the" and start + 1 < end:
        start += 1
    last = tokens[end - 1]
    stop = last.end - 2 if last.low.endswith("'s") else last.end
    if last.text.endswith(".") and "." not in last.text[:-1]:
        stop -= 1  # "the Herald Sun." is no Sunday
    return Mention.of(text, tokens[start].start, stop)


# Words that stand before the link: "speaking to", "quoted by", "appeared on".
_BEFORE_LINK = {
    "to": frozenset("according speaking spoke talking talked confirmed wrote emailed".split()) | _MEETING_NOUNS,
    "by": frozenset("quoted cited reported published obtained seen reviewed interviewed carried asked saying".split()),
    "on": frozenset("said speaking appearing interview appeared saying appearance spoke interviewed".split()),
    "with": frozenset("spoke speaking talking talked conversation".split()) | _MEETING_NOUNS,
    "in": frozenset(("writing", "wrote", "writes")) | _MEETING_NOUNS,
    "for": frozenset("reports reported reporting writes wrote writing".split()) | _MEETING_NOUNS,
    "from": _MEETING_NOUNS,
    "at": _MEETING_NOUNS,
}


def _is_announced(tokens: Sequence[Token], at: int) -> bool:
    """True if the words before `at` announce an outlet: "told", "according to", "interview with", "quoted by"."""
    if at and tokens[at - 1].low in ("told", "tells", "telling", "via", "per"):
        return True
    if at > 2 and tokens[at - 1].low in ("of", "from", "at") and _names_reporter(tokens, at - 1):
        return True
    return at > 1 and tokens[at - 2].low in _BEFORE_LINK.get(tokens[at - 1].low, ())


_LONGEST_REPORTER = 4


def _names_reporter(tokens: Sequence[Token], end: int) -> bool:
    """True for `via Ann Cole` and `told Ann Cole` before "of the Post"."""
    start = end
    while start > 1 and end - start < _LONGEST_REPORTER and tokens[start - 1].is_capital:
        start -= 1
    return start < end and tokens[start - 1].low in ("via", "told", "tells", "telling", "per")


def _reporting_outlet(tokens: Sequence[Token], at: int) -> Phrase | None:
    """`CNN reported that …`, `…, the BBC quoted him as saying`."""
    outlet = outlet_at(tokens, at)
    if outlet is None or outlet.end >= len(tokens):
        return None
    after = outlet.end
    while after < len(tokens) and tokens[after].low in (
        "has",
        "had",
        "also",
        "later",
        "first",
        "previously",
        "earlier",
    ):
        after += 1
    return outlet if after < len(tokens) and tokens[after].low in _REPORTING else None
