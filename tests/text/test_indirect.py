"""Reported speech and the outlets it came through, from the table in tests/cases/reported.py."""

import pytest

from factcheck.text.quotations import QuotationType, find_quotations
from tests.cases.reported import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_reported_speech(case: Case) -> None:
    found = [quotation for quotation in find_quotations(case.text) if quotation.type is QuotationType.INDIRECT]

    assert [
        (quotation.text, quotation.speaker and quotation.speaker.text, tuple(outlet.text for outlet in quotation.via))
        for quotation in found
    ] == list(case.reports), case.reason
