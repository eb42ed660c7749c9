from factcheck.reports.view import make_view
from factcheck.reports.vocabulary import Tone
from tests.reports.reports import full_report, match, operations, quotation, report


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


def test_claims_the_record_contradicts_come_first_then_the_weightiest() -> None:
    light, heavy, contradicted = (
        {**full_report()["claims"][0], "n": number, "score": number / 10} for number in (1, 9, 2)
    )
    light["evidence"] = heavy["evidence"] = []

    view = make_view(report([], claims=[light, heavy, contradicted]))

    assert [claim.number for claim in view.claims] == [2, 9, 1]
