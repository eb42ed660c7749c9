import pytest

from factcheck.reports.view import CONTEXT_LENGTH, make_view, plural, readable_time
from factcheck.reports.vocabulary import Tone
from tests.reports.reports import full_report, match, operations, quotation, report


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


def test_the_strip_counts_every_quotation_once_and_shows_zeros() -> None:
    view = make_view(full_report())

    assert {tally.tone: tally.count for tally in view.tallies} == {Tone.OK: 1, Tone.WARN: 1, Tone.BAD: 1, Tone.NONE: 2}
    assert [tally.count for tally in make_view(report([])).tallies] == [0, 0, 0, 0]


def test_next_steps_name_what_needs_a_person() -> None:
    steps = make_view(full_report()).next_steps

    assert [step.split(":")[0] for step in steps] == [
        "Read quotation 2 against the record",
        "Look at quotation 3",
        "Find a source for quotations 4 and 5",
        "Give another copy of what could not be read",
        "Check claim c1",
    ]


def test_a_clean_story_leaves_only_the_signature() -> None:
    steps = operations(("same", "Help is on the way,", "Help is on the way,"))
    clean = report([quotation("Help is on the way,", match("exact", steps))], sources=[])

    assert make_view(clean).next_steps == ("Every quotation is as recorded. A person may sign.",)


def test_a_story_without_quotations_says_so() -> None:
    assert make_view(report([], sources=[])).next_steps == ("No quotation was found in this story: nothing to check.",)


def test_long_context_is_cut_away_from_the_passage() -> None:
    context = {"before": "far " * 200 + "near", "after": "near " + "far " * 200}
    steps = operations(("same", "Help", "Help"))

    record = make_view(report([quotation("Help", match("exact", steps, context=context))])).quotations[0].record

    assert record is not None
    assert record.before.startswith("… far") and record.before.endswith("near ")
    assert record.after.startswith(" near") and record.after.endswith("far …")
    assert len(record.before) <= CONTEXT_LENGTH + 3


def test_long_context_begins_and_ends_with_whole_sentences() -> None:
    sentence = "The wall is forty feet high and was finished late. "
    steps = operations(("same", "Help", "Help"))
    context = {"before": sentence * 5, "after": sentence * 5}

    record = make_view(report([quotation("Help", match("exact", steps, context=context))])).quotations[0].record

    assert record is not None
    assert record.before.strip() == record.after.strip() == " ".join([sentence.strip()] * 3)


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ({"before": "He said", "after": "and left."}, ("He said ", " and left.")),
        ({"before": "He said “", "after": ". He left."}, ("He said “", ". He left.")),
        ({"before": "", "after": ""}, ("", "")),
    ],
    ids=["words", "clinging_marks", "none"],
)
def test_a_mark_that_clings_to_the_passage_gets_no_space(context: dict[str, str], expected: tuple[str, str]) -> None:
    steps = operations(("same", "Help", "Help"))

    record = make_view(report([quotation("Help", match("exact", steps, context=context))])).quotations[0].record

    assert record is not None
    assert (record.before, record.after) == expected


def test_a_missing_speaker_is_said_not_guessed() -> None:
    entry = quotation("Help", None, speaker=None, speaker_name="", cue=None)

    assert make_view(report([entry])).quotations[0].credit == "no speaker named"


def test_what_was_not_searched_is_kept_apart_from_what_was() -> None:
    shown = make_view(full_report()).quotations[3]

    assert shown.looked_in == "hearing.txt"
    assert shown.could_not_look == "courier.example (blocked by the site)"


def test_found_words_need_no_list_of_places_but_name_what_was_left_out() -> None:
    shown = make_view(full_report()).quotations[0]

    assert shown.looked_in == "1 source"
    assert shown.could_not_look == "courier.example (blocked by the site)"


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


def test_a_flag_that_repeats_a_numbered_change_is_told_once() -> None:
    steps = operations(("replaced", "ten", "two", "critical", ("number",)), ("same", " days", " days"))
    flags = [
        {"flag": "number", "words": "ten", "severity": "critical", "sentence": "This change concerns a number."},
        {"flag": "cut_mid_sentence", "words": "", "severity": "low", "sentence": "The recorded sentence goes on."},
    ]
    text = "It took “ten days”."

    [shown] = make_view(report([quotation("ten days", match("altered", steps, flags=flags), text)], text)).quotations

    assert [flag.label.words for flag in shown.flags] == ["Cut short"]
    assert [[label.words for label in change.touches] for change in shown.changes] == [["Number"]]


def test_a_flag_no_change_tells_is_kept() -> None:
    flags = [{"flag": "number", "words": "ten", "severity": "critical", "sentence": "This change concerns a number."}]

    [shown] = make_view(report([quotation("Help", match("paraphrase", flags=flags))])).quotations

    assert [flag.sentence for flag in shown.flags] == ["This change concerns a number."]


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("same", "the credited speaker"),
        ("other", "another speaker"),
        ("unknown", "speaker not confirmed"),
    ],
)
def test_how_the_recorded_speaker_stands_to_the_credited_one(check: str, expected: str) -> None:
    found = match("exact", operations(("same", "Help", "Help")), speaker_check=check)

    record = make_view(report([quotation("Help", found)])).quotations[0].record

    assert record is not None
    assert (record.speaker, record.speaker_check) == ("THE MAYOR", expected)


def test_claims_the_record_contradicts_come_first_then_the_weightiest() -> None:
    light, heavy, contradicted = (
        {**full_report()["claims"][0], "n": number, "score": number / 10} for number in (1, 9, 2)
    )
    light["evidence"] = heavy["evidence"] = []

    view = make_view(report([], claims=[light, heavy, contradicted]))

    assert [claim.number for claim in view.claims] == [2, 9, 1]


def test_only_the_best_evidence_contradicts_a_claim() -> None:
    claim = full_report()["claims"][0]
    agreeing = {**claim["evidence"][0], "words": "more than 400 people", "signals": []}

    [shown] = make_view(report([], claims=[{**claim, "evidence": [agreeing, *claim["evidence"]]}])).claims

    assert not shown.has_conflict
    assert [piece.words for piece in shown.evidence] == ["more than 400 people", "about 340 people signed in"]


@pytest.mark.parametrize(
    ("kind", "outcome", "expected"),
    [
        ("figure", "agrees", ["figure “400” = “340”"]),
        ("date", "compatible", ["date “400” ≈ “340”"]),
        ("negation", "conflicts", ["negation “400” ≠ “340”"]),
        ("name", "agrees", []),
        ("hedge", "compatible", []),
        ("figure", "missing", []),
    ],
)
def test_only_telling_signals_are_shown(kind: str, outcome: str, expected: list[str]) -> None:
    claim = full_report()["claims"][0]
    claim["evidence"][0]["signals"][0].update(kind=kind, outcome=outcome)

    [shown] = make_view(report([], claims=[claim])).claims

    assert [signal.words for signal in shown.evidence[0].signals] == expected


@pytest.mark.parametrize(("kind", "expected"), [("figure", True), ("date", True), ("negation", False), ("name", False)])
def test_only_figures_and_dates_make_a_claim_contradicted(kind: str, expected: bool) -> None:
    claim = full_report()["claims"][0]
    claim["evidence"][0]["signals"][0]["kind"] = kind

    assert make_view(report([], claims=[claim])).claims[0].has_conflict is expected
