"""The cue lexicon: forms, classes, and which words in a sentence are cues."""

import pytest

from factcheck.text.cue_reading import read_cue
from factcheck.text.cues import CUES
from factcheck.text.foreign_cues import foreign_cues
from factcheck.text.frame import read_frames
from factcheck.text.sentences import find_paragraphs


@pytest.mark.parametrize(
    ("form", "base", "kind"),
    [
        ("said", "say", "say"),
        ("says", "say", "say"),
        ("told", "tell", "tell"),
        ("wrote", "write", "that"),
        ("admitted", "admit", "say"),
        ("stresses", "stress", "that"),
        ("describing", "describe", "quote"),
        ("cried", "cry", "quote"),
        ("asked", "ask", "ask"),
        ("felt", "feel", "weak"),
    ],
)
def test_forms(form: str, base: str, kind: str) -> None:
    assert (CUES[form].base, CUES[form].kind) == (base, kind)


def test_the_lexicon_holds_the_frequent_cues() -> None:
    frequent = "said says added told wrote asked called noted explained argued insisted warned tweeted announced stated"

    assert set(frequent.split()) <= set(CUES)


def test_every_class_is_documented() -> None:
    assert {cue.kind for cue in CUES.values()} == {"say", "tell", "that", "quote", "ask", "weak", "idiom"}


def test_foreign_cues_of_an_unknown_language_are_none() -> None:
    assert foreign_cues("fi") == frozenset()
    assert "sagte" in foreign_cues("de")


@pytest.mark.parametrize(
    ("text", "word", "is_cue"),
    [
        pytest.param("The claims were dropped.", "claims", False, id="noun_after_determiner"),
        pytest.param("She claims the money.", "claims", True, id="verb_after_pronoun"),
        pytest.param("Recent reports have shown it.", "reports", False, id="noun_before_auxiliary"),
        pytest.param("He was told to go.", "told", False, id="passive"),
        pytest.param("He has told them to go.", "told", True, id="perfect"),
        pytest.param("The aim stated by Hall is clear.", "stated", False, id="participle_with_agent"),
        pytest.param("Critics say it failed.", "say", True, id="base_form_after_plural"),
        pytest.param("The report card arrived.", "report", False, id="base_form_after_determiner"),
        pytest.param("Cole put the cup down.", "put", False, id="idiom_needs_it"),
    ],
)
def test_cues_in_a_sentence(text: str, word: str, is_cue: bool) -> None:
    (sentence,) = read_frames(text, find_paragraphs(text), [])
    at = next(position for position, token in enumerate(sentence.tokens) if token.text == word)

    assert (read_cue(sentence.tokens, at) is not None) is is_cue
