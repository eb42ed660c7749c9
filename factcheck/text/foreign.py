"""Speakers in French, German and Spanish stories, where a typical cue stands directly beside the quotation.

Only what needs no grammar: a listed cue or "selon", "laut", "según", and a name or titled name right next to it.
"""

from collections.abc import Sequence

from factcheck.text.cues import CUES, FOREIGN_ACCORDING, foreign_cues
from factcheck.text.frame import PUNCT, QUOTE, WORD, Sentence, Token
from factcheck.text.phrases import Phrase
from factcheck.text.scene import Attribution

_FUNCTION_WORDS = {
    "en": frozenset("the and of to in that was is for with said on by at from he she it has were".split()),
    "fr": frozenset(
        "le la les de des et est une dans qui que pour sur du au avec ne pas cette nous sont selon".split()
    ),
    "de": frozenset("der die das und ist nicht den dem ein eine mit von auf für sich wir im am haben zu".split()),
    "es": frozenset("el los las del que en una por con para se es un al como más la de y su".split()),
}
_ARTICLES = frozenset("le la les l'un une un der die das ein eine el los las".split())
_AUXILIARIES = frozenset("a ont avait hat hatte ha había".split())
_SAMPLE = 400  # tokens read to tell the language
_LEAST_EVIDENCE = 3  # "Ursula von der Leyen" alone makes no German story
_NAME_REACH = 9
_PARTICLES = frozenset("de du des la le von van der zu del di l' d'".split())


def language_of(sentences: Sequence[Sentence]) -> str:
    """ "en", "fr", "de" or "es", by counting function words; "en" where nothing tells."""
    counts = dict.fromkeys(_FUNCTION_WORDS, 0)
    seen = 0
    for sentence in sentences:
        for token in sentence.tokens:
            for language, words in _FUNCTION_WORDS.items():
                counts[language] += token.low in words
                counts[language] += 2 * (token.low in foreign_cues(language) and token.low not in CUES)
        seen += len(sentence.tokens)
        if seen > _SAMPLE:
            break
    best = max(counts, key=lambda language: (counts[language], language == "en"))
    return best if counts[best] > counts["en"] and counts[best] >= _LEAST_EVIDENCE else "en"


def attribute_foreign(sentence: Sentence, language: str) -> dict[int, Attribution]:
    """Attributions of one sentence by index of the marked stretch; a quotation without a typical cue gets none."""
    found: dict[int, Attribution] = {}
    for at in sentence.quotes:
        attribution = _after(sentence, at, language) or _before(sentence, at, language)
        if attribution is not None:
            found[sentence.tokens[at].quote] = attribution
    return found


def _after(sentence: Sentence, at: int, language: str) -> Attribution | None:
    """`« … », a déclaré NAME`, `„…“, sagte NAME`, `«…», según NAME`."""
    tokens = sentence.tokens
    verb = at + 1
    while verb < len(tokens) and (tokens[verb].text in (",", "—", "–") or tokens[verb].low in _AUXILIARIES):
        verb += 1
    if verb >= len(tokens) or not _is_cue(tokens[verb], language):
        return None
    name = _name_from(tokens, verb + 1)
    return None if name is None else Attribution(sentence, name, Phrase(verb, verb + 1), "foreign")


def _before(sentence: Sentence, at: int, language: str) -> Attribution | None:
    """`NAME sagte: „…“`, `NAME a déclaré : « … »`, `Selon NAME, « … »`."""
    tokens = sentence.tokens
    verb = at - 1
    while verb >= 0 and tokens[verb].text in (",", ":"):
        verb -= 1
    if verb < 0:
        return None
    if tokens[verb].low in foreign_cues(language):
        end = verb - 1 if verb and tokens[verb - 1].low in _AUXILIARIES else verb
        name = _name_from(tokens, 0)
        return (
            Attribution(sentence, name, Phrase(verb, verb + 1), "foreign")
            if name is not None and name.end == end
            else None
        )
    if tokens[0].low in FOREIGN_ACCORDING[language]:
        name = _name_from(tokens, 1)
        return (
            Attribution(sentence, name, Phrase(0, 1), "foreign") if name is not None and name.end == verb + 1 else None
        )
    return None


def _is_cue(token: Token, language: str) -> bool:
    return token.low in foreign_cues(language) or token.low in FOREIGN_ACCORDING[language]


def _name_from(tokens: Sequence[Token], start: int) -> Phrase | None:
    """A name that begins at `start`, an article and a lower-case title before it allowed."""
    at = start
    if at < len(tokens) and tokens[at].low in _ARTICLES:
        at += 1
        while at < len(tokens) and at - start < 5 and tokens[at].is_lower:
            at += 1
    end = at
    while end < len(tokens) and end - at < _NAME_REACH and _in_name(tokens, end, at):
        end += 1
    if end > at:
        return Phrase(start, end)
    ends_here = at == len(tokens) or tokens[at].kind in (PUNCT, QUOTE)
    return Phrase(start, at) if at > start + 1 and ends_here else None


def _in_name(tokens: Sequence[Token], at: int, start: int) -> bool:
    token = tokens[at]
    if token.kind != WORD:
        return False
    goes_on = at + 1 < len(tokens) and tokens[at + 1].is_capital
    return token.is_capital or (at > start and token.low in _PARTICLES and goes_on)
