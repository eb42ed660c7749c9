"""Words of a claim without endings, synonyms as one, figures as values."""

import pytest

from factcheck.text.concepts import find_concepts, number_of_concept

CONCEPTS = [
    pytest.param("Crime rates rose", "crime rate rise", id="inflection-and-synonym"),
    pytest.param("increasingly larger cities", "rise big city", id="adverb-and-comparative"),
    pytest.param("five million people", "=5000000 person", id="number-words"),
    pytest.param("20 per cent", "%20", id="percent-in-two-words"),
    pytest.param("one in five", "%20", id="share"),
    pytest.param("two thirds", "%66.7", id="fraction"),
    pytest.param("half a million", "=500000", id="half-of-a-scale"),
    pytest.param("two decades", "=20", id="decades"),
    pytest.param("a third term", "#3 term", id="rank-is-no-share"),
    pytest.param("American voters", "usa voter", id="people-of-a-place"),
    pytest.param("the United States of America", "usa", id="long-name"),
    pytest.param("in March they march", "month:march protest", id="month-and-verb"),
    pytest.param("COVID-19", "covid", id="name-with-a-number"),
]


@pytest.mark.parametrize(("text", "expected"), CONCEPTS)
def test_find_concepts(text: str, expected: str) -> None:
    assert " ".join(concept.key for concept in find_concepts(text)) == expected


def test_concepts_stand_at_their_places() -> None:
    text = "In 2020 one in five voters stayed at home, per cent or not."
    for concept in find_concepts(text):
        assert text[concept.start : concept.end] == concept.words


def test_numbers_are_the_same_in_every_release() -> None:
    assert (number_of_concept("rise"), number_of_concept("usa")) == (-1631651770, -1814296494)


def test_a_figure_ends_with_its_sentence() -> None:
    """ "A tax reduction of $16 billion. Three-quarters would go to …" was 16,000,000,003."""
    keys = [concept.key for concept in find_concepts("It cost $16 billion. Three towns paid.")]
    assert "=16000000000" in keys
    assert "=3" in keys
