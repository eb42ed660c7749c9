"""Selectors of a passage, and finding it again in a text that changed."""

import pytest

from factcheck.text.selectors import TextPositionSelector, TextQuoteSelector, find_again, select
from factcheck.text.spans import Span

TEXT = "Good morning. We will rebuild the bridge. Later we will rest. We will rebuild the bridge. Good night."
SECOND = TEXT.rindex("We will rebuild")


def selected() -> tuple[TextQuoteSelector, TextPositionSelector]:
    return select(TEXT, Span(SECOND, SECOND + len("We will rebuild the bridge.")))


def test_select() -> None:
    quote, position = selected()
    assert quote.exact == "We will rebuild the bridge."
    assert quote.prefix.endswith("Later we will rest. ") and quote.suffix == " Good night."
    assert quote.as_json()["type"] == "TextQuoteSelector"
    assert position.as_json() == {"type": "TextPositionSelector", "start": SECOND, "end": SECOND + 27}


@pytest.mark.parametrize("span", [Span(0, 0), Span(-1, 4), Span(90, 10_000), Span(9, 3)])
def test_no_selector_outside_the_text(span: Span) -> None:
    with pytest.raises(ValueError, match="expected a span inside"):
        select(TEXT, span)


def test_the_same_text() -> None:
    found = find_again(*_swapped(TEXT))
    assert found is not None and found.is_exact and found.span.start == SECOND


def _swapped(text: str) -> tuple[TextQuoteSelector, str, TextPositionSelector]:
    quote, position = selected()
    return quote, text, position


def test_surroundings_decide_between_two_places_when_the_text_moved() -> None:
    moved = f"A new first sentence of some length. {TEXT}"
    found = find_again(*_swapped(moved))
    assert found is not None and moved[found.span.start - 6 : found.span.start] == "rest. "


def test_position_decides_between_places_with_the_same_surroundings() -> None:
    text = "stop. go. stop. go. stop."
    quote, position = TextQuoteSelector("go."), TextPositionSelector(16, 19)
    found = find_again(quote, text, position)
    assert found is not None and found.span.start == 16


def test_a_changed_passage_is_found_by_likeness() -> None:
    changed = TEXT.replace("We will rebuild the bridge. Good", "We will slowly rebuild the “bridge”. Good").replace(
        "We will rebuild the bridge. Later", "We met. Later"
    )
    found = find_again(*_swapped(changed))
    assert found is not None and not found.is_exact
    assert "slowly rebuild the “bridge" in changed[found.span.start : found.span.end]


@pytest.mark.parametrize("text", ["", "Nothing of it is left here.", "We went home after the meeting about roads."])
def test_a_removed_passage_is_not_found(text: str) -> None:
    assert find_again(*_swapped(text)) is None


def test_an_empty_selector_finds_nothing() -> None:
    assert find_again(TextQuoteSelector(""), TEXT) is None
