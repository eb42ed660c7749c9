"""Speaker of a noun of saying: `her claim that "…"`, `Cole's warning that "…"`, `orders from Cole to "…"`."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.cue_reading import read_cue
from factcheck.text.frame import QUOTE, WORD, Token
from factcheck.text.phrases import Phrase, checked, phrase_ending
from factcheck.text.scene import Attribution, Scene, after_comma
from factcheck.text.subjects import subject_after

_NOUNS = frozenset(
    "claim claims statement assertion warning warnings comment comments remark remarks insistence assurance assurances "
    "pledge promise vow allegation allegations accusation accusations complaint complaints demand demands call calls "
    "order orders directive directives instruction instructions message argument view denial admission "
    "contention".split()
)
_REPLIES = _NOUNS | frozenset("reply response answer reaction verdict advice explanation conclusion words quip".split())
_REACH = 16  # tokens from the noun to its quotation
_LINKS = frozenset(("that", "to"))


def noun(scene: Scene) -> Attribution | None:
    """`NP's claim (…) that "…"` and `orders from NP to "…"`, where no verb of saying stands between."""
    tokens, at = scene.tokens, scene.at
    for position in range(at - 1, max(-1, at - _REACH), -1):
        token = tokens[position]
        if token.kind == QUOTE or token.text in (";", ":"):
            return None
        if token.is_lower and (token.low in _NOUNS or token.low == "words"):
            speaker = _owner(tokens, position, at) or _author(tokens, position, at)
            return None if speaker is None else scene.found(speaker, Phrase(position, position + 1), "noun")
        found = read_cue(tokens, position)
        if found is not None and found.mood == "finite":
            return None
    return None


def reply(scene: Scene) -> Attribution | None:
    """`"…," was NP's reply`, `"…," came the answer from NP`."""
    tokens, at = scene.tokens, after_comma(scene)
    at += at < len(tokens) and tokens[at].low in ("that", "this")  # `"…" - that was NP's message`
    if at + 2 >= len(tokens) or tokens[at].low not in ("was", "is", "came", "comes", "went"):
        return None
    for position in range(at + 1, min(len(tokens), at + _REPLY_REACH)):
        if tokens[position].kind != WORD:
            return None
        if tokens[position].is_lower and tokens[position].low in _REPLIES:
            speaker = speaker_of_noun(tokens, Phrase(at + 1, min(len(tokens), position + _REPLY_REACH)))
            return None if speaker is None else scene.found(speaker, Phrase(position, position + 1), "noun")
    return None


_REPLY_REACH = 6  # tokens of `the chief minister's reply` or `from the chief minister`


def speaker_of_noun(tokens: Sequence[Token], phrase: Phrase) -> Phrase | None:
    """Cole in `Cole's reply` and in `the answer from Cole`; None for any other phrase."""
    for position in range(phrase.start, phrase.end):
        if not (tokens[position].is_lower and tokens[position].low in _REPLIES):
            continue
        before = tokens[position - 1] if position > phrase.start else None
        if before is not None and before.low in ("his", "her", "their"):
            return Phrase(position - 1, position)
        if before is not None and before.low.endswith(("'s", "s'")):
            return checked(tokens, phrase_ending(tokens, position, phrase.start))
        if position + 2 <= phrase.end and tokens[position + 1].low in ("from", "by", "of"):
            return subject_after(tokens, position + 2, phrase.end)
        return None
    return None


def _owner(tokens: Sequence[Token], noun_at: int, at: int) -> Phrase | None:
    """The possessive before the noun, if the quotation stands in its "that" clause or directly behind it."""
    follows = noun_at + 1 == at or any(token.low in _LINKS for token in tokens[noun_at + 1 : at])
    if tokens[noun_at].low == "words":
        follows = tokens[noun_at + 1].text == "," and noun_at + 2 == at  # `in Cole's words, "…"`
    if not noun_at or not follows:
        return None
    before = tokens[noun_at - 1]
    if before.low in ("his", "her", "their"):
        return Phrase(noun_at - 1, noun_at)
    if not before.low.endswith(("'s", "s'")):
        return None
    opening = next((at for at in range(noun_at - 2, -1, -1) if tokens[at].low in grammar.PREPOSITIONS), -1)
    return checked(tokens, phrase_ending(tokens, noun_at, max(opening + 1, noun_at - _REACH)))


def _author(tokens: Sequence[Token], noun_at: int, at: int) -> Phrase | None:
    """Cole in `orders from Cole to "…"` and in `a claim by Cole that "…"`."""
    if tokens[at - 1].low not in _LINKS or tokens[noun_at + 1].low not in ("from", "by"):
        return None
    start, end = noun_at + 2, at - 1
    is_plain = all(token.kind == WORD and token.low not in grammar.AUXILIARIES for token in tokens[start:end])
    return subject_after(tokens, start, end) if is_plain and end > start else None
