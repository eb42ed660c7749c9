"""What people are told of the difference between two revisions."""

from typing import Any

import pytest

from factcheck.reports.revision_changes import RevisionChange, changes_between


def snapshot(**parts: Any) -> dict[str, Any]:
    return {
        "number": 1,
        "reason": "",
        "decision_name": "Altered quotation",
        "text": "Six days.",
        "via": [{"outlet": "Paper"}],
        "evidence": [piece("Nine days.")],
        "searched": [{"source": "Hall", "outcome": "searched"}],
        **parts,
    }


def piece(words: str, start: int = 0) -> dict[str, Any]:
    return {
        "words": words,
        "start": start,
        "end": start + len(words),
        "capture": {"id": "c"},
        "source": {"name": "Hall"},
    }


CASES = [
    ("nothing but number and reason", {"number": 2, "reason": "again"}, []),
    ("decision", {"decision_name": "Misattributed"}, [("Decision", "Altered quotation", "Misattributed")]),
    ("chain of outlets", {"via": []}, [("Via", "Paper", "")]),
    (
        "another passage",
        {"evidence": [piece("Ten days.", 40)]},
        [("Evidence", "Nine days. (Hall)", ""), ("Evidence", "", "Ten days. (Hall)")],
    ),
    ("further search", {"searched": []}, [("Search", "Hall: searched", "")]),
]


@pytest.mark.parametrize(("parts", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_changes(parts: dict[str, Any], expected: list[tuple[str, str, str]]) -> None:
    assert changes_between(snapshot(), snapshot(**parts)) == [RevisionChange(*change) for change in expected]


def test_revisions_of_little_are_compared_too() -> None:
    assert changes_between({}, {"decision_name": "True"}) == [RevisionChange("Decision", "", "True")]
