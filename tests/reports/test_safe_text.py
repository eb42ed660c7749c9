import sys

import pytest

from factcheck.reports.safe_text import make_visible, on_one_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain “words” — naïve 你好", "plain “words” — naïve 你好"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("nul\x00bell\x07del\x7f", "nul␀bell␇del␡"),
        ("c1 \x9b31m", "c1 \ufffd31m"),
        ("turned \u202eround\u202c", "turned \ufffdround\ufffd"),
        ("isolated \u2067x\u2069", "isolated \ufffdx\ufffd"),
        ("a\rb\u2028c\u2029d\x85e", "a\nb\nc\nd\ne"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("emoji 👩\u200d🚒 joined", "emoji 👩\u200d🚒 joined"),
        ("mark \u200f kept", "mark \u200f kept"),
        ("non-character \uffff", "non-character \ufffd"),
    ],
    ids=[
        "plain", "white_space", "escape_sequence", "controls", "c1_control", "override", "isolate", "line_ends",
        "lone_surrogate", "joiner", "direction_mark", "non_character",
    ],
)  # fmt: skip
def test_make_visible(text: str, expected: str) -> None:
    assert make_visible(text) == expected


def test_no_offset_moves() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))

    visible = make_visible(everything)

    assert len(visible) == len(everything)
    visible.encode("utf-8")


def test_on_one_line() -> None:
    assert on_one_line("  two\n\n  words\t") == "two words"
