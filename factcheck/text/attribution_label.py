"""Speaker before a colon: `NP: "…"` as interviews label it, and `NP pushed back: "…"`."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.attribution_noun import speaker_of_noun
from factcheck.text.cues import CUES
from factcheck.text.frame import PUNCT, WORD, Token
from factcheck.text.phrase_openings import opens_phrase
from factcheck.text.phrases import Phrase, can_speak, main_subject, phrase_ending
from factcheck.text.scene import Attribution, Scene
from factcheck.text.subjects import subject_after
from factcheck.text.verbs import has_finite


def colon(scene: Scene) -> Attribution | None:
    """`NP: "…"` (interview label) and `NP pushed back: "…"`."""
    tokens, at = scene.tokens, scene.at
    if at < 2 or tokens[at - 1].text != ":":
        return None
    words = tokens[: at - 1]
    opening = CUES.get(tokens[0].low)
    if opening is not None and opening.form in ("present", "past") and len(words) > 1 and opens_phrase(tokens, 1):
        # `Says Robert Half, a consultant: "…"`
        speaker = subject_after(tokens, 1, at - 1)
        return None if speaker is None else scene.found(speaker, Phrase(0, 1), "colon")
    if not has_finite(tokens, 0, at - 1):
        label = Phrase(0, at - 1)
        is_label = (
            len(words) <= 12
            and (words[0].is_capital or words[0].low in grammar.DETERMINERS)
            and words[0].low not in grammar.PREPOSITIONS  # `On Reed: "…"`
            and can_speak(tokens, label)
        )
        label = speaker_of_noun(tokens, label) or label  # `Cole's answer: "…"`
        return scene.found(label, None, "label") if is_label and _names_person(tokens, label) else None
    subject = _relative_subject(tokens, at - 1) or main_subject(tokens, 0, at - 1)
    if subject is not None:
        subject = speaker_of_noun(tokens, subject) or subject
    if subject is None or not can_speak(tokens, subject) or not _names_person(tokens, subject):
        return None
    return scene.found(subject, None, "colon")


_CARRYING = frozenset("contains contained carries carried bears bore has had includes included".split())


def _relative_subject(tokens: Sequence[Token], end: int) -> Phrase | None:
    """The site in `the site, which contains the following statement: "…"`."""
    for at in range(end - 2, 1, -1):
        if tokens[at].kind == PUNCT:
            return None
        if tokens[at].low in ("which", "that") and tokens[at + 1].low in _CARRYING:
            comma = at - 1 if tokens[at - 1].text == "," else at
            return phrase_ending(tokens, comma, 0)
    return None


def _names_person(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """True for a pronoun, a role or a capitalised name: somebody, rather than "the reason"."""
    words = [token for token in tokens[phrase.start : phrase.end] if token.kind == WORD]
    if len(words) == 1 and len(words[0].text.rstrip(".")) == 1:
        return False  # "Q:", "A:"
    if words[0].low in grammar.SUBJECT_PRONOUNS and words[0].low != "it":
        return True
    people = grammar.ROLE_NOUNS | grammar.MALE_NOUNS | grammar.FEMALE_NOUNS
    if any(word.low in people or word.low.rstrip(".") in grammar.HONORIFICS for word in words):
        return True
    return any(
        word.is_capital and word.low not in grammar.DETERMINERS and word.low not in grammar.LEAD_WORDS for word in words
    )
