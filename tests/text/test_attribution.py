"""The rules of attribution, from the table in tests/cases/attribution.py."""

import pytest

from factcheck.text.quotations import QuotationType, find_quotations
from tests.cases.attribution import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_marked_quotations_and_their_speakers(case: Case) -> None:
    found = [quotation for quotation in find_quotations(case.text) if quotation.type is not QuotationType.INDIRECT]

    assert [(quotation.text, quotation.speaker and quotation.speaker.text) for quotation in found] == [
        (words, speaker.strip(" ,") if speaker else None) for words, speaker, _ in case.quotes
    ], case.reason
    for quotation, (_, _, rule) in zip(found, case.quotes, strict=True):
        assert rule is None or quotation.rule == rule, case.reason


def test_the_ids_of_the_cases_are_unique() -> None:
    assert len({case.id for case in CASES}) == len(CASES)
