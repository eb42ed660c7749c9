"""Speaker at the end of the sentence, with words between: `… "a piece" …, NP said.`"""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.attribution_according import according_at
from factcheck.text.cue_reading import FoundCue, is_adverb, read_cue
from factcheck.text.cues import CUES
from factcheck.text.frame import PUNCT, QUOTE, Token
from factcheck.text.phrase_openings import opens_phrase
from factcheck.text.phrases import Phrase
from factcheck.text.scene import LEFT_REACH, Attribution, Scene
from factcheck.text.subjects import subject_after, subject_before
from factcheck.text.verbs import has_finite


def closing(scene: Scene) -> Attribution | None:
    """`… "a piece" …, NP said.` at the end of the sentence."""
    tokens = scene.tokens
    for verb in range(scene.at + 2, min(len(tokens), scene.at + LEFT_REACH)):
        if tokens[verb].text == ";":
            return None
        attribution = according_at(scene, verb, "closing")
        if attribution is not None:
            return attribution
        found = read_cue(tokens, verb, scene.at + 1)
        if found is not None and (speaker := _inverted_last(tokens, found)) is not None:
            return scene.found(speaker, Phrase(verb, verb + 1), "closing")
        if (
            found is None
            or found.mood != "finite"
            or found.cue.kind in ("quote", "ask", "weak", "idiom")
            or not _is_tail(tokens, verb)
        ):
            continue
        subject = subject_before(tokens, found, scene.at + 1)
        if subject is None or subject.start == 0:
            continue
        before = tokens[subject.start - 1]
        if before.text == "," or (before.kind == QUOTE and subject.start - 1 > scene.at):
            return scene.found(subject, Phrase(verb, verb + 1), "closing")
    return None


def _inverted_last(tokens: Sequence[Token], found: FoundCue) -> Phrase | None:
    """The speaker in `… "a piece" …, said NP.`"""
    is_inverted = found.mood == "finite" and found.cue.kind in ("say", "that") and tokens[found.at - 1].text == ","
    if not is_inverted or not opens_phrase(tokens, found.at + 1):
        return None
    speaker = subject_after(tokens, found.at + 1, len(tokens))
    if speaker is None or has_finite(tokens, speaker.start, speaker.end):
        return None
    after = tokens[speaker.end] if speaker.end < len(tokens) else None
    return speaker if after is None or after.kind == PUNCT or after.low in _TAIL_OPENERS or after.low == "who" else None


_TAIL_OPENERS = frozenset(
    "in on at to after during before last this yesterday today adding when while as by from via".split()
)


def _is_tail(tokens: Sequence[Token], verb: int) -> bool:
    """True if nothing the verb could report follows it."""
    if verb + 1 >= len(tokens):
        return True
    after = tokens[verb + 1]
    if after.kind == PUNCT:
        return after.text != ":"
    if CUES[tokens[verb].low].kind == "tell":
        return not any(token.low == "that" for token in tokens[verb:])
    return after.low in _TAIL_OPENERS or after.low in grammar.WEEKDAYS or is_adverb(after)
