"""What may be left out as noise, filler or stammer, and what never."""

import pytest

from factcheck.text.disfluency import excuse
from factcheck.text.tokens import tokenize


def rule_for(recorded: str, dropped: str, printed_gap: str = " ") -> str | None:
    """The rule under which the words `dropped` may go from the recorded text."""
    start = recorded.index(dropped)
    tokens = tokenize(recorded)
    low = next(at for at, token in enumerate(tokens) if token.start >= start)
    high = next((at for at, token in enumerate(tokens) if token.start >= start + len(dropped)), len(tokens))
    return excuse(tokens, recorded, low, high, printed_gap)


@pytest.mark.parametrize(
    ("recorded", "dropped", "rule"),
    [
        pytest.param("It is, you know, old.", "you know", "filler", id="between-marks"),
        pytest.param("It fell. Well, we left.", "Well", "filler", id="at-the-start"),
        pytest.param("It fell. So, you know, we left.", "So, you know", "filler", id="two-fillers"),
        pytest.param("It is uh very old.", "uh", "filler", id="noise"),
        pytest.param("As you know, the bridge fell.", "As you know", "filler", id="as-you-know"),
        pytest.param("We have to — we have to go.", "We have to", "repeat", id="stammer"),
        pytest.param("It’s — you know, it’s old.", "It’s — you know", "repeat", id="stammer-over-a-filler"),
        pytest.param("the the bridge", "the", "repeat", id="doubled-article"),
        pytest.param("a hea- — a hearing aid", "a hea", "false_start", id="broken-off"),
        pytest.param("We go. (Laughter.) We stay.", "Laughter", "stage_direction", id="stage-direction"),
        pytest.param("closed[13] for good", "13", "stage_direction", id="footnote"),
        pytest.param("It is well built.", "well", None, id="adverb"),
        pytest.param("It is so old.", "so", None, id="degree"),
        pytest.param("People like it.", "like", None, id="verb"),
        pytest.param("Do you know it?", "you know", None, id="question"),
        pytest.param("what I mean by it", "I mean", None, id="clause"),
        pytest.param("never, never again", "never", None, id="negator-at-a-comma"),
        pytest.param("ten, ten men", "ten", None, id="number"),
        pytest.param("if we had had it", "had", None, id="had-had"),
        pytest.param("It is, I think, old.", "I think", None, id="hedge"),
        pytest.param("It is kind of old.", "kind of", None, id="hedge-like-filler"),
        pytest.param("It is (in my view) old.", "in my view", None, id="aside-with-words"),
        pytest.param("We have — we continue to have it.", "We have", None, id="start-of-something-else"),
    ],
)
def test_rules(recorded: str, dropped: str, rule: str | None) -> None:
    assert rule_for(recorded, dropped) == rule


def test_a_stammer_goes_with_its_dash() -> None:
    """Where the dash is still printed, it was the words that were cut, not the stammer."""
    assert rule_for("So I think — I think so.", "I think") == "repeat"
    assert rule_for("So I think — I think so.", "I think", printed_gap=" — ") is None
    assert rule_for("To me — I think — I think so.", "I think", printed_gap=" — ") == "repeat"
