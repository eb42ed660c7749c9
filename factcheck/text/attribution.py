"""Who is credited with a quotation: named rules in order, the first that fits wins.

Each rule looks at one sentence, its quotations folded, and either names a speaker and a cue or says nothing. What no
rule explains may inherit the speaker of the words before it (`inheritance.py`).
"""

from collections.abc import Callable, Sequence

from factcheck.text.attribution_according import according_after, according_before
from factcheck.text.attribution_after import dash, following, inverted
from factcheck.text.attribution_before import agent, named_as, own_verb, perceived, preceding
from factcheck.text.attribution_closing import closing
from factcheck.text.attribution_label import colon
from factcheck.text.attribution_noun import noun, reply
from factcheck.text.frame import WORD, Sentence
from factcheck.text.marks import Marked
from factcheck.text.scene import Attribution, Scene

Rule = Callable[[Scene], Attribution | None]
RULES: tuple[Rule, ...] = (
    reply,
    inverted,
    following,
    according_after,
    agent,
    perceived,
    preceding,
    according_before,
    colon,
    closing,
    named_as,
    own_verb,
    noun,
    dash,
)


def attribute_sentence(text: str, sentence: Sentence, marked: Sequence[Marked]) -> dict[int, Attribution]:
    """Attributions of the quotations of one sentence, by index of the marked stretch."""
    found: dict[int, Attribution] = {}
    if not any(token.kind == WORD for token in sentence.tokens):
        return found
    by_cue: dict[int, Attribution] = {}
    for at in sentence.quotes:
        scene = Scene(text, sentence, at, marked, by_cue)
        attribution = next((given for given in (rule(scene) for rule in RULES) if given is not None), None)
        if attribution is None:
            continue
        found[sentence.tokens[at].quote] = attribution
        if attribution.cue is not None:
            by_cue[attribution.cue.start] = attribution
    return found
