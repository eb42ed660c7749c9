"""Raised and lowered figures of a page."""

import pytest

from factcheck.fetch.read import read_document


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("There were 10<sup>6</sup> votes.", "There were 10⁶ votes.", id="a-power-is-no-longer-number"),
        pytest.param("It is 100<sup>1</sup> a day.", "It is 100¹ a day.", id="a-note-on-a-figure-is-no-digit-of-it"),
        pytest.param("4<sup>1</sup>/<sub>2</sub> miles away.", "4¹/₂ miles away.", id="a-fraction-stays-apart"),
        pytest.param("It has 5 km<sup>2</sup> of land.", "It has 5 km² of land.", id="a-unit-keeps-its-power"),
        pytest.param("On the 1<sup>st</sup> day.", "On the 1st day.", id="letters-stay-on-their-word"),
        pytest.param("He decided<sup>12</sup> to go.", "He decided to go.", id="a-note-on-a-word-is-not-said"),
        pytest.param("He left.<sup>3</sup> Then he came.", "He left. Then he came.", id="a-note-behind-a-sentence"),
        pytest.param("He left<sup><a href='#n'>3</a></sup> it.", "He left it.", id="a-linked-note"),
    ],
)
def test_raised_figures(markup: str, text: str) -> None:
    page = f"<html><body><article><p>{markup}</p></article></body></html>".encode()
    document = read_document(page, content_type="text/html")
    assert document.visible_text == text
    assert document.article_text == text
