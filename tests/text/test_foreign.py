"""Quotations in other languages, from the table in tests/cases/foreign.py."""

import pytest

from factcheck.text.quotations import find_quotations
from tests.cases.foreign import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_quotations_in_other_languages(case: Case) -> None:
    found = find_quotations(case.text)

    assert [(quotation.text, quotation.speaker and quotation.speaker.text) for quotation in found] == list(
        case.quotes
    ), case.reason


@pytest.mark.parametrize("language", ["fr", "de", "es"])
def test_every_language_has_a_dozen_cases(language: str) -> None:
    assert sum(case.id.startswith(language) for case in CASES) >= 12
