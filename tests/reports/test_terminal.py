import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from factcheck.reports.terminal import print_report
from factcheck.reports.view import UNSIGNED
from factcheck.reports.vocabulary import MATCH_LABELS
from factcheck.text.match import Match
from tests.reports.reports import full_report, match, operations, quotation, report


def printed(checked: dict, width: int = 80, *, encoding: str = "utf-8", colour: bool = False) -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    system = "standard" if colour else None
    console = Console(file=stream, width=width, color_system=system, force_terminal=colour, no_color=not colour)
    print_report(checked, console)
    stream.flush()
    return raw.getvalue().decode(encoding)


def flowed(output: str) -> str:
    return " ".join(output.split())


@pytest.mark.parametrize("width", [30, 60, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_window_or_a_hundred_columns(width: int) -> None:
    lines = printed(full_report(), width).splitlines()

    assert max(cell_len(line) for line in lines) <= min(width, 100)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_printed_words_stand_above_recorded_ones_with_shared_numbers(width: int) -> None:
    output = flowed(printed(full_report(), width))

    above = output.index("Printed “the wall {will}¹ hold for {thirty}² years”")
    below = output.index("“the wall {might}¹ hold for {thirteen}² years”")
    assert above < below < output.index("1 “might” became “will” · ≲ hedge")


def test_words_left_out_by_an_ellipsis_are_marked_apart_from_changes() -> None:
    output = flowed(printed(full_report()))

    assert "“the bond is <…>¹ permitted to grow”" in output
    assert "… Cut hides a word. What the ellipsis leaves out holds “not”." in output


def test_pipes_get_no_padding() -> None:
    assert not [line for line in printed(full_report()).splitlines() if line != line.rstrip()]


def test_without_colour_nothing_but_text_is_written() -> None:
    assert "\x1b" not in printed(full_report())


def test_colour_marks_changes_by_underline_and_number_without_brackets() -> None:
    output = printed(full_report(), colour=True)

    assert "\x1b[1;4;31mwill" in output
    assert "{will}" not in output


def test_the_colour_of_a_flag_does_not_spread_over_its_sentence() -> None:
    assert "\x1b[1;33mCut hides a word. \x1b[0mWhat the ellipsis" in printed(full_report(), colour=True)


@pytest.mark.parametrize("kind", list(Match))
def test_every_class_says_its_sign_and_words(kind: Match) -> None:
    label = MATCH_LABELS[kind]
    steps = operations(("same", "Help", "Help")) if kind not in {Match.ABSENT, Match.UNCHECKABLE} else []

    output = flowed(printed(report([quotation("Help", match(kind.value, steps))])))

    assert f"1 {label.sign} {label.words}" in output


def test_a_terminal_without_unicode_gets_plain_signs() -> None:
    output = flowed(printed(full_report(), encoding="ascii"))

    assert "2 != Altered" in output
    assert "{will}[1]" in output


def test_story_text_is_neither_markup_nor_terminal_control() -> None:
    words = "[bold]x[/bold] \x1b[31mred\u202e"
    text = f"She said “{words}”."

    output = printed(report([quotation(words, None, text)], text))

    assert "[bold]x[/bold] ␛[31mred\ufffd" in output
    assert "\x1b" not in output


def test_many_claims_are_cut_to_the_weightiest() -> None:
    claims = [
        {**full_report()["claims"][0], "n": number, "score": number / 20, "evidence": []} for number in range(1, 12)
    ]

    output = flowed(printed(report([], claims=claims)))

    assert "c11 " in output and "c4 " in output and "c3 " not in output
    assert "and 3 more of less weight" in output


def test_what_could_not_be_looked_at_is_named_with_its_reason() -> None:
    output = flowed(printed(full_report()))

    assert "Could not look: courier.example (blocked by the site)" in output
    assert "This is not a statement that they were not said." in output


def test_it_ends_with_what_to_do_and_that_nothing_is_decided() -> None:
    output = flowed(printed(full_report()))

    assert "1. Read quotation 2 against the record" in output
    assert output.endswith(UNSIGNED)
