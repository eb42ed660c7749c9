"""How far somebody has gone: did it, will, may, plans to, agreed to; and words of one ladder, as accused and convicted.

A modal word is read with the act it governs, so that "may" beside another act says nothing of the claim's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.text.concepts import base_form, concept_of
from factcheck.text.irregular_verbs import PAST_OF
from factcheck.text.lexicon import FUNCTION_WORDS
from factcheck.text.tokens import Token

# Words as strong as one another share a line; a change of line changes how far somebody has gone.
_STRENGTHS = {
    "will": "will would shall going",
    "may": "may might could can possibly perhaps",
    "must": "must required obliged forced",
    "should": "should ought",
    "plan": "plan want intend aim hope seek try consider expect propose threaten mull weigh likely due set",
    "promise": "promise pledge vow",
    "offer": "offer",
    "agree": "agree",
}
_STRENGTH_OF = {word: strength for strength, words in _STRENGTHS.items() for word in words.split()}
_MODALS = frozenset("will would shall may might could can must should possibly perhaps".split())
_BETWEEN = frozenset("to be have has been also now soon still not n't never on a the its his her their hold".split())
_REACH = 4

# Words of one ladder: each line is one, its words differ in what they say.
_LADDERS = tuple(
    tuple(frozenset(rung.split("=")) for rung in line.split())
    for line in (
        "agree offer refuse propose promise",
        "order=demand request=ask urge=advise allow=permit ban=forbid",
        "suspect accuse charge=indict convict=jail acquit=clear",
        "require=oblige recommend=advise=suggest allow=permit ban=forbid",
        "decide consider=mull",
    )
)
_RUNG_OF = {
    word: [
        (number, rung) for number, ladder in enumerate(_LADDERS) for rung, words in enumerate(ladder) if word in words
    ]
    for ladder in _LADDERS
    for words in ladder
    for word in words
}


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal word, how strong it is, and the concept of the act it governs."""

    words: str
    strength: str
    act: str


def find_modals(text: str, tokens: Sequence[Token]) -> list[Modal]:
    """The modal words of a text with the acts they govern, in order of place."""
    return [modal for at in range(len(tokens)) for modal in _modal_at(text, tokens, at)]


def _modal_at(text: str, tokens: Sequence[Token], at: int) -> Iterator[Modal]:
    key = tokens[at].key
    strength = _STRENGTH_OF.get(key) or _STRENGTH_OF.get(base_form(key)) or _STRENGTH_OF.get(f"{base_form(key)}e")
    if strength is None:
        return
    following = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if key not in _MODALS and following != "to" and not following.endswith("ing"):
        return
    for token in tokens[at + 1 : at + 1 + _REACH]:
        if token.key not in _BETWEEN and token.key not in FUNCTION_WORDS:
            yield Modal(text[tokens[at].start : tokens[at].end], strength, concept_of(token.key))
            return


_PASTS = frozenset(past for pasts in PAST_OF.values() for past in pasts)


def is_done(key: str) -> bool:
    """True for a form that says the act was done: "raised", "bought"."""
    return (key.endswith("ed") and len(key) > 4) or key in _PASTS


def find_rungs(text: str, tokens: Sequence[Token]) -> dict[int, dict[int, str]]:
    """For each ladder of which a word stands in the text, the rungs with their words."""
    found: dict[int, dict[int, str]] = {}
    for token in tokens:
        base = base_form(token.key)
        for number, rung in _RUNG_OF.get(token.key) or _RUNG_OF.get(base) or _RUNG_OF.get(f"{base}e") or ():
            found.setdefault(number, {}).setdefault(rung, text[token.start : token.end])
    return found
