from typing import Any

import pytest

from factcheck.reports.diff import Diff, Mark, lay_out
from factcheck.text.match import OperationKind, Severity
from tests.reports.reports import operations


def drawn(runs: Any) -> str:
    """A row as text: [changed]1, <admitted>1, ^1 for a gap, *1 for an admitted one, || for a break."""
    shapes = {
        Mark.CHANGED: "[{}]{}",
        Mark.ADMITTED: "<{}>{}",
        Mark.ADMITTED_GAP: "*{1}",
        Mark.GAP: "^{1}",
        Mark.PLAIN: "{}",
        Mark.BREAK: "||",
    }
    return "".join(shapes[run.mark].format(run.text, run.number) for run in runs)


def laid_out(steps: list[dict[str, Any]], spans: list[list[int]] | None = None) -> Diff:
    printed = "".join(step["quote_words"] for step in steps)
    return lay_out(steps, printed, "", spans or [[0, 10_000]])


CASES = [
    ("nothing_changed", operations(("same", "We won", "We won")), "We won", "We won"),
    (
        "equivalent_words_carry_no_mark",
        operations(("equivalent", "It's", "It’s"), ("same", " over", " over")),
        "It's over",
        "It’s over",
    ),
    (
        "replaced_on_both_sides",
        operations(("same", "by ", "by "), ("replaced", "ten", "two"), ("same", " days", " days")),
        "by [ten]1 days",
        "by [two]1 days",
    ),
    (
        "dropped_leaves_a_gap_in_print",
        operations(("same", "is ", "is "), ("dropped", "", "not "), ("same", "over", "over")),
        "is ^1over",
        "is [not]1 over",
    ),
    (
        "inserted_leaves_a_gap_in_the_record",
        operations(("same", "is ", "is "), ("inserted", "not ", ""), ("same", "over", "over")),
        "is [not]1 over",
        "is ^1over",
    ),
    (
        "omitted_is_admitted",
        operations(("same", "is ", "is "), ("omitted", "…", "not"), ("same", " over", " over")),
        "is <…>1 over",
        "is <not>1 over",
    ),
    (
        "bracket_put_in",
        operations(("same", "the ", "the "), ("bracketed", "[storm] ", ""), ("same", "wall", "wall")),
        "the <[storm]>1 wall",
        "the *1wall",
    ),
    (
        "numbers_run_in_the_printed_order",
        operations(("replaced", "A", "B"), ("same", " and ", " and "), ("dropped", "", "very "), ("same", "x", "x")),
        "[A]1 and ^2x",
        "[B]1 and [very]2 x",
    ),
    (
        "white_space_alone_is_no_change",
        operations(("same", "one", "one"), ("dropped", "", "  "), ("same", " two", "two")),
        "one two",
        "one  two",
    ),
]


@pytest.mark.parametrize(
    ("steps", "printed", "recorded"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_rows(steps: list[dict[str, Any]], printed: str, recorded: str) -> None:
    diff = laid_out(steps)

    assert drawn(diff.printed) == printed
    assert drawn(diff.recorded) == recorded
    assert diff.is_aligned


@pytest.mark.parametrize("steps", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_rows_hold_every_word_of_both_sides(steps: list[dict[str, Any]]) -> None:
    diff = laid_out(steps)

    assert "".join(run.text for run in diff.printed) == "".join(step["quote_words"] for step in steps)
    recorded = "".join(run.text for run in diff.recorded if run.mark is not Mark.BREAK)
    assert recorded == "".join(step["source_words"] for step in steps)


@pytest.mark.parametrize("steps", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_each_change_has_its_number_on_both_sides(steps: list[dict[str, Any]]) -> None:
    diff = laid_out(steps)
    numbers = [change.number for change in diff.changes]

    assert numbers == list(range(1, len(numbers) + 1))
    assert sorted(run.number for run in diff.printed if run.number) == numbers
    assert sorted(run.number for run in diff.recorded if run.number) == numbers


def test_moved_words_stand_where_the_record_has_them() -> None:
    steps = operations(
        ("same", "today ", "@120:today "), ("moved", "we act ", "@100:we act "), ("same", "here", "@126:here")
    )

    diff = laid_out(steps, [[100, 107], [120, 130]])

    assert drawn(diff.printed) == "today [we act]1 here"
    assert drawn(diff.recorded) == "[we act]1 ||today here"


def test_splice_keeps_the_order_of_use_and_shows_the_break() -> None:
    steps = operations(("same", "late words ", "@500:late words "), ("same", "early words", "@10:early words"))

    diff = laid_out(steps, [[500, 511], [10, 21]])

    assert drawn(diff.recorded) == "late words ||early words"


def test_words_left_out_by_an_ellipsis_join_the_places_around_them() -> None:
    steps = operations(("same", "a ", "@10:a "), ("omitted", "… ", "@12:not "), ("same", "b", "@16:b"))

    diff = laid_out(steps, [[10, 12], [16, 17]])

    assert drawn(diff.recorded) == "a <not>1 b"


def test_changes_say_what_happened() -> None:
    steps = operations(
        ("same", "more than ", "more than "),
        ("replaced", "3.4", "4.3", "critical", ("number",)),
        ("same", " million", " million"),
    )

    [change] = laid_out(steps).changes

    assert change.kind is OperationKind.REPLACED
    assert change.severity is Severity.CRITICAL
    assert change.sentence == "“4.3” became “3.4”"
    assert change.touches == ("number",)
    assert not change.is_admitted


def jumping(kind: str, reason: str) -> list[dict[str, Any]]:
    steps = operations(
        ("same", "first part, ", "@10:first part, "), (kind, "", "@200:"), ("same", "second", "@200:second")
    )
    steps[1]["reason"] = reason
    return steps


@pytest.mark.parametrize(
    ("kind", "reason", "gap", "sentence"),
    [
        ("dropped", "separate_place", "^", "what follows stands at another place of the record"),
        ("moved", "reordered", "^", "what follows stands earlier in the record"),
        ("omitted", "long_omission", "*", "the ellipsis leaves out a long passage"),
    ],
)
def test_a_jump_without_words_is_a_numbered_change(kind: str, reason: str, gap: str, sentence: str) -> None:
    diff = laid_out(jumping(kind, reason), [[10, 22], [200, 206]])

    assert drawn(diff.printed) == f"first part, {gap}1second"
    assert [(run.mark, run.number) for run in diff.recorded] == [
        (Mark.PLAIN, None),
        (Mark.BREAK, 1),
        (Mark.PLAIN, None),
    ]
    assert [change.sentence for change in diff.changes] == [sentence]


def test_fillers_of_speech_are_admitted() -> None:
    steps = operations(("same", "We ", "We "), ("dropped", "", "um, ", "none", ("filler",)), ("same", "won", "won"))
    steps[1]["reason"] = "filler"

    diff = laid_out(steps)

    assert (drawn(diff.printed), drawn(diff.recorded)) == ("We *1won", "We <um,>1 won")
    assert diff.changes[0].sentence == "“um,” is left out (a filler)"
    assert diff.unadmitted == ()


def test_words_that_count_as_the_same_are_told_but_not_marked() -> None:
    steps = operations(("equivalent", "It's ", "It is "), ("equivalent", "over,", "over."))
    steps[0]["reason"], steps[1]["reason"] = "contraction", "marks"

    diff = laid_out(steps)

    assert drawn(diff.printed) == "It's over,"
    assert diff.equal == ("“It's” for “It is” (contraction)",)


@pytest.mark.parametrize(
    ("steps", "printed"),
    [([], "Help is on the way"), (operations(("same", "Help", "Help")), "Help is on the way")],
    ids=["no_operations", "operations_of_other_words"],
)
def test_without_fitting_operations_both_rows_stay_plain(steps: list[dict[str, Any]], printed: str) -> None:
    diff = lay_out(steps, printed, "Help was on the way", [[0, 19]])

    assert (drawn(diff.printed), drawn(diff.recorded)) == (printed, "Help was on the way")
    assert not diff.is_aligned
    assert diff.changes == ()
