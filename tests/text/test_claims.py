"""Claims of a story and how much they want checking."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.text.claims import find_claims, score_worthiness
from factcheck.text.quotations import find_quotations


def test_reported_speech_becomes_an_attributed_claim() -> None:
    (claim,) = find_claims("CNN reported that the two sides have agreed to cut 300 missiles.")

    assert claim.text == "the two sides have agreed to cut 300 missiles"
    assert claim.speaker is not None
    assert claim.speaker.text == "CNN"
    assert claim.cue is not None
    assert claim.cue.text == "reported"
    assert [outlet.text for outlet in claim.via] == ["CNN"]
    assert "attributed_speech" in {reason.feature for reason in claim.reasons}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ann Cole said the council was satisfied with the first day of work, but that much work lay ahead.",
            ["the council was satisfied with the first day of work", "much work lay ahead"],
            id="two_statements_of_one_speaker",
        ),
        pytest.param(
            "Ann Cole said that she met the man and that woman at the mill in 2008.",
            ["she met the man and that woman at the mill in 2008"],
            id="that_woman_is_no_second_statement",
        ),
        pytest.param("Russia has massed 100,000 troops.", ["Russia has massed 100,000 troops"], id="own_statement"),
        pytest.param("Who would want to go there now?", [], id="question"),
        pytest.param('"The mill burned in 2008," said Cole.', [], id="a_quotation_is_no_claim"),
        pytest.param("Mill burns in Dayton", [], id="heading"),
        pytest.param("Hall explained how trains work in the dark.", [], id="embedded_question"),
        pytest.param(
            'She called the 2008 fire at the mill "a crime".',
            ['She called the 2008 fire at the mill "a crime"'],
            id="quoted_piece",
        ),
        pytest.param(
            "DAYTON, Ohio (AP) — The mill burned in 2008.", ["The mill burned in 2008"], id="a_dateline_is_left_out"
        ),
        pytest.param("- The mill burned in 2008.", ["The mill burned in 2008"], id="a_list_mark_is_left_out"),
        pytest.param(
            "Mayor opened mill in 2008\n\nThe mill burned in 2012.",
            ["The mill burned in 2012"],
            id="headline_with_verb",
        ),
        pytest.param("Photo: The mill burned in 2008.", [], id="caption"),
        pytest.param("This article was first published in 2008 by the Post.", [], id="note"),
        pytest.param(
            "The mill will cost $3 billion by Monday, Ann Reyes, the mayor, told reporters.",
            ["The mill will cost $3 billion by Monday"],
            id="the_claim_not_the_title",
        ),
        pytest.param(
            "The mill cost $3 billion, said Ann Reyes, the mayor.", ["The mill cost $3 billion"], id="inverted"
        ),
        pytest.param(
            "They lost a jet, which the army said crashed in 2008.",
            ["They lost a jet, which the army said crashed in 2008"],
            id="a_verb_alone_states_nothing",
        ),
        pytest.param("Many experts believe the mill burned in 2008.", ["the mill burned in 2008"], id="belief"),
    ],
)
def test_claims(text: str, expected: list[str]) -> None:
    assert [claim.text for claim in find_claims(text)] == expected


def test_a_given_quotation_lends_its_speaker() -> None:
    text = "CNN reported that two men died."

    assert find_claims(text, find_quotations(text)) == find_claims(text)


def test_figures_want_checking_more_than_wishes() -> None:
    high, reasons = score_worthiness("Unemployment fell by 3 percent after the bill was passed in 2012.")
    low, _ = score_worthiness("I hope we can all work together, thank you.")

    assert high > 0.9
    assert low < 0.1
    assert {"figure", "scale", "lawmaking"} <= {reason.feature for reason in reasons}
    assert ("figure", "3") in [(reason.feature, reason.words) for reason in reasons]


def test_an_empty_sentence_is_not_worth_checking() -> None:
    score, reasons = score_worthiness("")

    assert score < 0.5
    assert reasons == ()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_claims_that_reproduce_it(text: str) -> None:
    for claim in find_claims(text):
        assert text[claim.start : claim.end] == claim.text
        assert claim.sentence.start <= claim.start < claim.end <= claim.sentence.end
        assert 0 <= claim.score <= 1


def test_the_real_story(shared_data: Path) -> None:
    claims = find_claims((shared_data / "geneva" / "story.txt").read_text())

    assert len(claims) >= 12
    (agreed,) = [claim for claim in claims if claim.text.startswith("the two sides have agreed")]
    assert [outlet.text for outlet in agreed.via] == ["CNN"]


def test_pinned_worthiness_of_debate_sentences(shared_data: Path) -> None:
    """F1 of the positive class with both classes weighted alike; 0.84 seen."""
    import json

    right = {0: 0, 1: 0}
    count = {0: 0, 1: 0}
    for line in (shared_data / "claims" / "dev.jsonl").read_text().splitlines():
        sentence = json.loads(line)
        count[sentence["label"]] += 1
        right[sentence["label"]] += (score_worthiness(sentence["text"])[0] >= 0.5) == bool(sentence["label"])
    recall, false_alarms = right[1] / count[1], 1 - right[0] / count[0]

    assert 2 * recall / (1 + recall + false_alarms) >= 0.83
