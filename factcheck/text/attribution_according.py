"""Speaker credited without a verb: `according to NP` and `in the words of NP`, on either side of the quotation."""

from collections.abc import Sequence

from factcheck.text.frame import Token
from factcheck.text.phrases import Phrase
from factcheck.text.scene import LEFT_REACH, Attribution, Scene, after_comma
from factcheck.text.subjects import subject_after


def according_after(scene: Scene) -> Attribution | None:
    """`"…", according to NP` directly after the quotation."""
    at = after_comma(scene)
    return according_at(scene, at, "according_to")


def according_at(scene: Scene, at: int, rule: str) -> Attribution | None:
    """The speaker credited by `according to NP` at token `at`."""
    tokens = scene.tokens
    cue = _crediting(tokens, at)
    if cue is None:
        return None
    if tokens[cue.end].low in ("him", "her", "them"):
        return scene.found(Phrase(cue.end, cue.end + 1), cue, rule)
    speaker = subject_after(tokens, cue.end, len(tokens))
    return None if speaker is None else scene.found(speaker, cue, rule)


def _crediting(tokens: Sequence[Token], at: int) -> Phrase | None:
    """`according to` or `in the words of` at `at`, with something after it."""
    low = tokens[at].low if at < len(tokens) else ""
    if low == "according":
        words: tuple[str, ...] = ("according", "to")
    elif low == "in":
        words = ("in", "the", "words", "of")
    else:
        return None
    end = at + len(words)
    if end >= len(tokens) or any(tokens[at + number].low != word for number, word in enumerate(words)):
        return None
    return Phrase(at, end)


def according_before(scene: Scene) -> Attribution | None:
    """`According to NP, … "…"`."""
    tokens = scene.tokens
    for at in range(scene.at - 2, max(-1, scene.at - LEFT_REACH), -1):
        attribution = according_at(scene, at, "according_to")
        if attribution is not None:
            return attribution
        if tokens[at].text == ";":
            return None
    return None
