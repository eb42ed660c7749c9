import pytest

from factcheck.reports.phrases import plural, readable_time
from factcheck.reports.view import make_view
from tests.reports.reports import quotation, report


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-24T09:01:00+00:00", "24 Nov 2026, 09:01 UTC"),
        ("2026-11-24T09:01:00Z", "24 Nov 2026, 09:01 UTC"),
        ("2021-09-02", "2 Sep 2021"),
        ("last week", "last week"),
        (None, ""),
    ],
)
def test_readable_time(moment: str | None, expected: str) -> None:
    assert readable_time(moment) == expected


def test_plural() -> None:
    assert (plural(1, "claim"), plural(0, "claim"), plural(1200, "word")) == ("1 claim", "0 claims", "1,200 words")


def test_a_missing_speaker_is_said_not_guessed() -> None:
    entry = quotation("Help", None, speaker=None, speaker_name="", cue=None)

    assert make_view(report([entry])).quotations[0].credit == "no speaker named"


def test_a_resolved_pronoun_shows_both_name_and_mention() -> None:
    entry = quotation("Help", None, speaker={"start": 0, "end": 2, "text": "he"}, speaker_name="Joe Biden")

    assert make_view(report([entry])).quotations[0].credit == "Joe Biden (“he”) · “said”"


def test_an_outlet_nobody_confirmed_is_said_to_be_so() -> None:
    via = [{"start": 0, "end": 11, "text": "the Courier", "outlet": "Courier", "state": "unconfirmed"}]

    assert (
        "via the Courier (not confirmed)" in make_view(report([quotation("Help", None, via=via)])).quotations[0].credit
    )


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("queued", ""),
        ("second_review", ""),
        ("disputed", ""),
        ("approved", "Signed by people: out of context."),
        ("reopened", "Signed by people: out of context (reopened since)."),
        ("retracted", "Signed by people: out of context (retracted)."),
    ],
)
def test_only_an_accepted_decision_is_shown(state: str, expected: str) -> None:
    entry = quotation("Help", None, review_state=state, attribution_status="out_of_context")

    assert make_view(report([entry])).quotations[0].decision == expected
