"""The examples of docs/matching.md, compared: a page that explains a class must show one."""

import re
from pathlib import Path

import pytest

from factcheck.text import SourceText, compare
from factcheck.text.match import FlagName, Match

_PAGE = Path(__file__).parents[2] / "docs" / "matching.md"
_EXAMPLE = re.compile(
    r"^### (?P<flag>Flag )?`(?P<name>\w+)`[^\n]*\n(?:(?!### )[^\n]*\n)*?"
    r"- Record: (?P<record>[^\n]+)\n- Printed: (?P<printed>[^\n]+)$",
    re.MULTILINE,
)
_CREDITED = {"other_speaker": "Jen Psaki"}
EXAMPLES = list(_EXAMPLE.finditer(_PAGE.read_text(encoding="utf-8")))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_the_example_is_what_it_explains(example: re.Match[str]) -> None:
    record = SourceText(example["record"].replace(" ¶ ", "\n\n"))
    comparison = compare(example["printed"], record, speaker=_CREDITED.get(example["name"]))
    if example["flag"]:
        assert example["name"] in {flag.flag for flag in comparison.flags}
    else:
        assert comparison.match == example["name"]


def test_every_class_and_flag_has_its_example() -> None:
    shown = {example["name"] for example in EXAMPLES}
    # Words in another source need two sources to show; tests/text/test_search.py does.
    assert shown == {*Match, *FlagName} - {FlagName.OTHER_SOURCE}
