import pytest

from factcheck.reports.quotation_view import CONTEXT_LENGTH
from factcheck.reports.view import make_view
from tests.reports.reports import full_report, match, operations, quotation, report


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


def test_what_was_not_searched_is_kept_apart_from_what_was() -> None:
    shown = make_view(full_report()).quotations[3]

    assert shown.looked_in == "hearing.txt"
    assert shown.could_not_look == "courier.example (blocked by the site)"


def test_found_words_need_no_list_of_places_but_name_what_was_left_out() -> None:
    shown = make_view(full_report()).quotations[0]

    assert shown.looked_in == "1 source"
    assert shown.could_not_look == "courier.example (blocked by the site)"


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
