"""Speakers in French, German and Spanish stories, where a typical cue stands beside the quotation.

Only what needs no grammar: a listed cue or "selon", "laut", "según", and a name, titled name or pronoun next to it.
What does not fit gets no speaker.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from factcheck.text.cues import CUES
from factcheck.text.foreign_cues import NAMING_VERBS, crediting_words, foreign_cues
from factcheck.text.foreign_names import PRONOUNS, after_hearer, name_from, skip_lead
from factcheck.text.frame import PUNCT, QUOTE, WORD, Sentence, Token, word_token
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
_AUXILIARIES = frozenset("a ont avait hat hatte hatten haben ha han había s'est se s'".split())
_LINKS = frozenset("que qu' dass daß".split())  # between a cue and the words it reports
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 400  # words read to tell the language
_LEAST_EVIDENCE = 3  # "Ursula von der Leyen" alone makes no German story
_OBJECT_REACH = 5  # tokens from a naming verb over its object to the quotation
_LEFT_REACH = 25  # tokens a cue may stand before its quotation


def _evidence() -> dict[str, list[tuple[str, int]]]:
    """Languages that a word speaks for and how strongly: a cue tells more than an article."""
    weights: dict[str, list[tuple[str, int]]] = {}
    for language, words in _FUNCTION_WORDS.items():
        for word in words:
            weights.setdefault(word, []).append((language, 1))
        for cue in foreign_cues(language) - CUES.keys():
            weights.setdefault(cue, []).append((language, 2))
    return weights


_EVIDENCE = _evidence()


def language_of(text: str) -> str:
    """ "en", "fr", "de" or "es", by counting function words, quoted ones too; "en" where nothing tells."""
    counts = dict.fromkeys(_FUNCTION_WORDS, 0)
    for match in islice(_WORD.finditer(text), _SAMPLE):
        for language, weight in _EVIDENCE.get(match.group().lower(), ()):
            counts[language] += weight
    best = max(counts, key=lambda language: (counts[language], language == "en"))
    return best if counts[best] > counts["en"] and counts[best] >= _LEAST_EVIDENCE else "en"


_INVERSION = re.compile(r"(\w+)-(?:t-)?(ils?|elles?)$")


def split_inversions(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a French story with `a-t-il` and `dit-elle` as two tokens: the verb and its pronoun."""
    return [replace(sentence, tokens=tuple(_split_tokens(sentence.tokens))) for sentence in sentences]


def _split_tokens(tokens: Sequence[Token]) -> list[Token]:
    parts: list[Token] = []
    for token in tokens:
        inversion = _INVERSION.match(token.low) if token.kind == WORD else None
        if inversion is None or len(token.low) != len(token.text):
            parts.append(token)
            continue
        verb, pronoun = inversion.span(1)[1], inversion.span(2)[0]
        parts.append(word_token(token.start, token.start + verb, token.text[:verb], token.low[:verb]))
        parts.append(word_token(token.start + pronoun, token.end, token.text[pronoun:], token.low[pronoun:]))
    return parts


def attribute_foreign(sentence: Sentence, language: str) -> dict[int, Attribution]:
    """Attributions of one sentence by index of the marked stretch; a quotation without a typical cue gets none."""
    found: dict[int, Attribution] = {}
    last: Attribution | None = None  # `«A», dijo NAME, «B»`: both halves have one speaker
    for at in sentence.quotes:
        attribution = _after(sentence, at, language) or _before(sentence, at, language) or last
        if attribution is None:
            continue
        found[sentence.tokens[at].quote] = attribution
        follows = attribution.cue is not None and attribution.cue.start > at
        last = attribution if follows else None
    return found


def _after(sentence: Sentence, at: int, language: str) -> Attribution | None:
    """`« … », a déclaré NAME`, `„…“, sagte NAME`, `a-t-il dit`, `«…», según NAME`."""
    tokens = sentence.tokens
    verb = at + 1
    while verb < len(tokens) and (tokens[verb].text in (",", "—", "–", "-") or tokens[verb].low in _AUXILIARIES):
        verb += 1
    if verb >= len(tokens):
        return None
    if verb + 1 < len(tokens) and tokens[verb].low in PRONOUNS[language]:
        is_inverted = tokens[verb + 1].low in foreign_cues(language) and tokens[verb - 1].low in _AUXILIARIES
        cue = Phrase(verb + 1, verb + 2)
        return Attribution(sentence, Phrase(verb, verb + 1), cue, "foreign") if is_inverted else None
    crediting = _crediting_at(tokens, verb, language)
    if crediting is None and tokens[verb].low not in foreign_cues(language):
        return _perfect(sentence, verb, language)
    cue = crediting or Phrase(verb, verb + 1)
    name = name_from(tokens, cue.end if crediting else after_hearer(tokens, cue.end), language)
    return None if name is None else Attribution(sentence, name, cue, "foreign")


_PARTICIPLE_REACH = 8  # tokens between the name and its participle


def _perfect(sentence: Sentence, at: int, language: str) -> Attribution | None:
    """`„…“, hatte NAME vor dem Spiel gesagt`: the participle ends the clause."""
    tokens = sentence.tokens
    name = name_from(tokens, at, language) if language == "de" and tokens[at - 1].low in _AUXILIARIES else None
    if name is None:
        return None
    for cue in range(name.end, min(len(tokens), name.end + _PARTICIPLE_REACH)):
        if tokens[cue].kind != WORD:
            return None
        if tokens[cue].low in foreign_cues(language):
            return Attribution(sentence, name, Phrase(cue, cue + 1), "foreign")
    return None


def is_cued(sentence: Sentence, at: int, language: str) -> bool:
    """True if a cue stands directly after the quotation: somebody's words, whoever it was."""
    tokens = sentence.tokens
    verb = at + 1
    while verb < len(tokens) and (tokens[verb].text == "," or tokens[verb].low in _AUXILIARIES):
        verb += 1
    return verb < len(tokens) and tokens[verb].low in foreign_cues(language)


def _crediting_at(tokens: Sequence[Token], at: int, language: str) -> Phrase | None:
    for words in crediting_words(language):
        end = at + len(words)
        if end <= len(tokens) and all(tokens[at + number].low == word for number, word in enumerate(words)):
            return Phrase(at, end)
    return None


def _before(sentence: Sentence, at: int, language: str) -> Attribution | None:
    """`NAME sagte: „…“`, `NAME a déclaré que « … »`, `Am Montag sagte NAME: „…“`, `Selon NAME, … « … »`."""
    tokens = sentence.tokens
    for verb in range(at - 1, max(-1, at - _LEFT_REACH), -1):
        token = tokens[verb]
        if token.kind == QUOTE or token.text == ";":
            return None
        if token.low in foreign_cues(language) and token.is_lower:
            speaker = _subject_of(tokens, verb, at, language) if _is_tied(tokens, verb, at) else None
            return None if speaker is None else Attribution(sentence, speaker, Phrase(verb, verb + 1), "foreign")
    start = skip_lead(tokens, 0)
    crediting = _crediting_at(tokens, start, language)
    if crediting is None and tokens[start].low == "pour" and tokens[at - 1].text == ",":
        crediting = Phrase(start, start + 1)  # `Pour NAME, « … »`
    if crediting is None or crediting.end >= at or (language == "de" and tokens[start].low == "so"):
        return None
    name = name_from(tokens, crediting.end, language)
    return None if name is None or name.end > at else Attribution(sentence, name, crediting, "foreign")


def _is_tied(tokens: Sequence[Token], verb: int, at: int) -> bool:
    """True if the quotation is what the verb reports: a colon, "que", an elided word or nothing stands between."""
    before = tokens[at - 1]
    if verb == at - 1 or before.text in (",", ":", "'", "’") or before.low in _LINKS:
        return True
    if tokens[verb].low not in NAMING_VERBS:
        return False
    # `nannte das Spiel „…“` has the thing named between.
    is_plain = at - verb <= _OBJECT_REACH and all(token.kind == WORD for token in tokens[verb:at])
    return before.low in ("als", "de", "como", "comme") or is_plain


def _subject_of(tokens: Sequence[Token], verb: int, at: int, language: str) -> Phrase | None:
    """The name before the cue at the head of the sentence, an aside between commas allowed, or directly after it."""
    end = verb
    while end and tokens[end - 1].low in _AUXILIARIES:
        end -= 1
    start = skip_lead(tokens, 0)
    if end and tokens[end - 1].low in PRONOUNS[language]:
        return Phrase(end - 1, end)
    clause = tokens[:end]
    comma = next((position for position in range(end - 1, start, -1) if tokens[position].text == ","), start - 1)
    name = name_from(clause, start, language)
    if name is not None and name.end < end and tokens[name.end].text == "," and comma == end - 1:
        return name  # `NAME, maire de la ville, a dit`
    for first in (start, comma + 1):
        name = name_from(clause, first, language)
        if name is not None and name.end == end:
            return name
    after = name_from(tokens, verb + 1, language)
    if after is None or after.end > at or end == start:
        return after if after is not None and end == start and after.end <= at else None
    return after if all(token.kind != PUNCT or token.text in (",", ":") for token in tokens[after.end : at]) else None
