"""Speaker after the quotation: `"…," said NP`, `"…," NP, aside, said` and the dash line under a pull quote."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.cue_reading import is_adverb, read_cue
from factcheck.text.cues import CUES
from factcheck.text.frame import PUNCT, QUOTE, Token
from factcheck.text.phrase_openings import PHRASE_OPENERS, may_open_phrase, opens_phrase, opens_with_role
from factcheck.text.phrases import Phrase, can_speak, is_in_phrase, main_subject, phrase_ending
from factcheck.text.scene import Attribution, Scene, after_comma, ends_open, has_comma, is_first, last_sign
from factcheck.text.subjects import subject_after, subject_before
from factcheck.text.verbs import has_finite, is_finite_at, is_past

_RIGHT_REACH = 45  # tokens; far above what news sentences need


def inverted(scene: Scene) -> Attribution | None:
    """`"…," said NP`."""
    tokens = scene.tokens
    at = after_comma(scene)
    while at < len(tokens) and (is_adverb(tokens[at]) or tokens[at].low in ("has", "had")):
        at += 1
    if not ends_open(scene) or at + 1 >= len(tokens) or not tokens[at].is_lower:
        return None
    cue = CUES.get(tokens[at].low)
    if cue is not None and cue.base == "tell":
        return None  # what follows "told" is the hearer
    if not opens_phrase(tokens, at + 1) and (cue is None or not opens_with_role(tokens, at + 1)):
        return None
    if cue is None:
        if tokens[at].low in grammar.AUXILIARIES or at - scene.at > 2 or not _reads_as_verb(scene, at):
            return None
    elif cue.form == "ing":
        return None
    subject = subject_after(tokens, at + 1, len(tokens))
    if subject is None or (cue is not None and cue.form == "base" and not _is_plural(tokens, subject)):
        return None
    is_clause = tokens[subject.start].low in grammar.SUBJECT_PRONOUNS or not is_first(scene)
    if is_clause and subject.end < len(tokens) and is_finite_at(tokens, subject.end):
        return None  # `Cole, known as "the Fox", said he was ill`
    return scene.found(subject, Phrase(at, at + 1), "inverted")


def _reads_as_verb(scene: Scene, at: int) -> bool:
    """True for an unlisted past form, and for "beams" in `"…," beams Mrs. Cole`."""
    low = scene.tokens[at].low
    if is_past(low):
        return True
    is_noun = low in PHRASE_OPENERS or low[:-1] in PHRASE_OPENERS
    return last_sign(scene) in ",?!" and low.endswith("s") and not low.endswith(("ss", "us", "'s")) and not is_noun


def _is_plural(tokens: Sequence[Token], subject: Phrase) -> bool:
    words = [token.low for token in tokens[subject.start : subject.end]]
    return "and" in words or any(word.endswith("s") or word in grammar.INDEFINITE_SPEAKERS for word in words[:4])


def following(scene: Scene) -> Attribution | None:
    """`"…," NP, aside, said`, also with a verb the lexicon does not know (`he shrugged`)."""
    tokens = scene.tokens
    start = after_comma(scene)
    if not ends_open(scene):
        return None
    while start < len(tokens) and (is_adverb(tokens[start]) or tokens[start].low in ("then", "as")):
        start += 1
    if start + 1 < len(tokens) and tokens[start].low in ("is", "was") and tokens[start + 1].low in ("how", "what"):
        start += 2  # `"A disaster," is how Mr. Pell describes it`
    if not opens_phrase(tokens, start) and not (last_sign(scene) == "," and may_open_phrase(tokens, start)):
        return None
    stop = _stop_right(tokens, start)
    for verb in range(start + 1, stop):
        found = read_cue(tokens, verb, start)
        if found is None or found.mood == "infinitive":
            continue
        if (quoted := _quoted_after(tokens, verb, stop)) is not None:
            return scene.found(quoted, Phrase(quoted.end + 1, quoted.end + 2), "following")
        subject = subject_before(tokens, found, start)
        if subject is not None and subject.start != start:
            if not has_comma(scene):
                return None  # `"The deal hurt" the family, Starner said`: the sentence goes on after the piece
            subject = _subject_from(tokens, start, verb, subject)
        if subject is None or not can_speak(tokens, subject):
            return _unlisted(scene, start, verb)
        return scene.found(subject, Phrase(found.at, found.at + 1), "following")
    return _unlisted(scene, start, stop)


_QUOTED_REACH = 10  # tokens of the person quoted: `quoted one of the two witnesses as saying`


def _quoted_after(tokens: Sequence[Token], verb: int, stop: int) -> Phrase | None:
    """Hall in `"…," the agency quoted Hall as saying`."""
    if CUES[tokens[verb].low].base not in ("quote", "cite"):
        return None
    for at in range(verb + 2, min(stop - 1, verb + _QUOTED_REACH)):
        if tokens[at].low == "as":
            speaker = Phrase(verb + 1, at)
            is_said = tokens[at + 1].low in ("saying", "telling", "writing", "adding")
            is_object = tokens[verb + 1].low in ("him", "her", "them")
            return speaker if is_said and (is_object or can_speak(tokens, speaker)) else None
    return None


def _stop_right(tokens: Sequence[Token], start: int) -> int:
    stop = start
    while stop < len(tokens) and stop - start < _RIGHT_REACH:
        if tokens[stop].kind == QUOTE and not is_in_phrase(tokens, stop):
            break
        if tokens[stop].kind == PUNCT and tokens[stop].text in ";:.?!":
            break
        stop += 1
    return stop


def _is_interrupted(tokens: Sequence[Token], start: int, verb: int) -> bool:
    return any(
        token.low in ("who", "which", "that", "whose") or token.text in (",", "—", "–") for token in tokens[start:verb]
    )


def _subject_from(tokens: Sequence[Token], start: int, verb: int, found: Phrase) -> Phrase | None:
    """The subject that begins at `start` where asides part it from its verb."""
    titles = tokens[start : found.start]
    if tokens[start].is_lower and all(token.text == "," or _is_title_word(token) for token in titles):
        return Phrase(start, found.end)  # `chairman, chief executive and president Ann Cole said`
    return main_subject(tokens, start, verb) if _is_interrupted(tokens, start, verb) else None


def _is_title_word(token: Token) -> bool:
    low = token.low.rstrip(".")
    return low == "and" or low in grammar.ROLE_NOUNS or low in grammar.HONORIFICS or low in ("co-founder", "founder")


_UNLISTED_REACH = 8


def _unlisted(scene: Scene, start: int, stop: int) -> Attribution | None:
    tokens = scene.tokens
    if not has_comma(scene):
        return None
    for verb in range(start + 1, min(stop, start + _UNLISTED_REACH)):
        token = tokens[verb]
        if not token.is_lower or not is_finite_at(tokens, verb) or token.low in grammar.AUXILIARIES:
            continue
        subject = phrase_ending(tokens, verb, start)
        if subject is None or subject.start != start or not can_speak(tokens, subject):
            return None
        return scene.found(subject, Phrase(verb, verb + 1), "following")
    return None


def dash(scene: Scene) -> Attribution | None:
    """`"…" — NP`, the line under a pull quote."""
    tokens, at = scene.tokens, scene.at + 1
    if at + 1 >= len(tokens) or tokens[at].text not in ("—", "–", "-", "--", "―") or not opens_phrase(tokens, at + 1):
        return None
    if not is_first(scene) or has_finite(tokens, at + 1, len(tokens)):
        return None
    speaker = subject_after(tokens, at + 1, len(tokens))
    return None if speaker is None else scene.found(speaker, None, "dash")
