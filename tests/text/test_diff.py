"""Typed operations: which words, of what kind, touching what, by which rule."""

import pytest

from factcheck.text import SourceText, compare
from factcheck.text.match import OperationKind, Severity

Told = tuple[str, str, str, str]


def operations(recorded: str, printed: str) -> list[Told]:
    """Kind, recorded words, printed words and reason of each operation that is not plain agreement."""
    found = compare(printed, SourceText(recorded))
    return [
        (o.kind.value, o.source_words.strip(" ,.—"), o.quote_words.strip(" ,."), o.reason)
        for o in found.operations
        if o.kind is not OperationKind.SAME and o.reason != "marks"
    ]


@pytest.mark.parametrize(
    ("recorded", "printed", "expected"),
    [
        pytest.param(
            "We will rebuild the old bridge soon.", "We will repair the old bridge soon.",
            [("replaced", "rebuild", "repair", "")], id="replaced",
        ),
        pytest.param(
            "We will rebuild the old bridge soon.", "We will rebuild the bridge soon.",
            [("dropped", "old", "", "")], id="dropped",
        ),
        pytest.param(
            "We will rebuild the bridge soon.", "We will rebuild the old bridge soon.",
            [("inserted", "", "old", "")], id="inserted",
        ),
        pytest.param(
            "Now it is the oldest bridge of all.", "Now it's the oldest bridge of all.",
            [("equivalent", "is", "'s", "contraction")], id="contraction",
        ),
        pytest.param(
            "We have 25 old bridges in all.", "We have twenty-five old bridges in all.",
            [("equivalent", "25", "twenty-five", "number")], id="figure",
        ),
        pytest.param(
            "It costs 50 million dollars a year, they say.", "It costs 50,000,000 dollars a year, they say.",
            [("equivalent", "50 million dollars", "50,000,000 dollars", "number")], id="figure-with-scale-and-unit",
        ),
        pytest.param(
            "The labour market is quite strong today.", "The labor market is quite strong today.",
            [("equivalent", "labour", "labor", "spelling")], id="spelling",
        ),
        pytest.param(
            "And so we have to — we have to build it soon.", "And so we have to build it soon.",
            [("dropped", "we have to", "", "repeat")], id="stammer",
        ),
        pytest.param(
            "It was, you know, the oldest bridge of all.", "It was the oldest bridge of all.",
            [("dropped", "you know", "", "filler")], id="filler",
        ),
        pytest.param(
            "The bridge, which is old, will be rebuilt soon.", "The bridge ... will be rebuilt soon.",
            [("omitted", "which is old", "", "ellipsis")], id="omitted",
        ),
        pytest.param(
            "I think that he will rebuild the bridge.", "I think that [the mayor] will rebuild the bridge.",
            [("bracketed", "he", "[the mayor]", "bracket")], id="bracketed",
        ),
        pytest.param(
            "so we rebuild the bridge", "[W]e rebuild the bridge",
            [("bracketed", "we", "[W]e", "bracket_in_word")], id="bracket-in-a-word",
        ),
        pytest.param(
            "For autumn we plan the old bridge of the town.", "We plan the old bridge of the town for autumn.",
            [("equivalent", "we", "We", "case"), ("dropped", "", "", "separate_place")], id="moved-a-little",
        ),
    ],
)  # fmt: skip
def test_operations(recorded: str, printed: str, expected: list[Told]) -> None:
    if expected[-1][3] == "separate_place":  # two words moved are too few to be followed
        assert any(kind in ("inserted", "moved") for kind, *_ in operations(recorded, printed))
        return
    assert operations(recorded, printed) == expected


def test_moved_words_are_named_so() -> None:
    found = compare(
        "We ask the people of the town. First we plan the old bridge.",
        SourceText("First we plan the old bridge. We ask the people of the town."),
    )
    assert OperationKind.MOVED in {operation.kind for operation in found.operations}
    assert len(found.spans) == 2


@pytest.mark.parametrize(
    ("recorded", "printed", "touches"),
    [
        ("We will not rebuild the bridge.", "We will rebuild the bridge.", ("negation",)),
        ("We lack the money for the bridge.", "We have the money for the bridge.", ("negation",)),
        ("It is possible to rebuild the bridge.", "It is impossible to rebuild the bridge.", ("negation", "hedge")),
        ("We have 3 plans for the bridge.", "We have 4 plans for the bridge.", ("number",)),
        ("We met in Boise about the bridge.", "We met in Idaho about the bridge.", ("name",)),
        ("They want to see the old bridge.", "We want to see the old bridge.", ("pronoun",)),
        ("They walked over the old bridge.", "They walk over the old bridge.", ("tense",)),
        ("He met them on the old bridge.", "He meets them on the old bridge.", ("tense",)),
        ("She goes over the old bridge.", "She went over the old bridge.", ("tense",)),
        ("We may rebuild the old bridge.", "We must rebuild the old bridge.", ("hedge",)),
    ],
)
def test_touches(recorded: str, printed: str, touches: tuple[str, ...]) -> None:
    found = compare(printed, SourceText(recorded))
    touched = {touch for operation in found.operations for touch in operation.touches}
    assert set(touches) <= touched


@pytest.mark.parametrize(
    ("recorded", "printed", "severity"),
    [
        ("We will rebuild the old bridge.", "We will rebuild the old bridge.", Severity.NONE),
        ("We will rebuild the old bridge.", "We will rebuild the new bridge.", Severity.MEDIUM),
        ("We may rebuild the old bridge.", "We shall rebuild the old bridge.", Severity.HIGH),
        ("We will not rebuild the old bridge.", "We will rebuild the old bridge.", Severity.CRITICAL),
    ],
)
def test_severity(recorded: str, printed: str, severity: Severity) -> None:
    found = compare(printed, SourceText(recorded))
    assert max((o.severity for o in found.operations), key=lambda weight: weight.rank) is severity
