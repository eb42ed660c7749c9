"""Tables as CSV: what a spreadsheet makes of them."""

import csv
import io

import pytest

from factcheck.reports.table import csv_lines

CELLS = [
    pytest.param("words", "words", id="plain"),
    pytest.param('She said "no", twice\nover', 'She said "no", twice\nover', id="marks, commas and lines"),
    pytest.param("=1+1", "'=1+1", id="formula"),
    pytest.param("@SUM(A1)", "'@SUM(A1)", id="old formula"),
    pytest.param("-dash that begins a quotation", "'-dash that begins a quotation", id="dash"),
    pytest.param("-3.5", "-3.5", id="number below zero"),
    pytest.param(None, "", id="nothing"),
    pytest.param(0, "0", id="zero"),
]


@pytest.mark.parametrize(("given", "expected"), CELLS)
def test_cell_comes_back_as_words(given: object, expected: str) -> None:
    [head, row] = csv.reader(io.StringIO("".join(csv_lines(["text"], [[given]])), newline=""))
    assert (head, row) == (["text"], [expected])


def test_lines_are_made_one_by_one() -> None:
    def rows():  # type: ignore[no-untyped-def]
        yield ["a"]
        raise AssertionError("asked for too early")

    lines = csv_lines(["text"], rows())
    assert [next(lines), next(lines)] == ["text\r\n", "a\r\n"]
