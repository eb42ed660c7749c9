"""Dates as feeds write them."""

import pytest

from factcheck.fetch.checks.dates import read_date

DATES = [
    pytest.param("2021-03-05", "2021-03-05", id="iso"),
    pytest.param("2021-03-05T23:10:00.000+0000", "2021-03-05", id="moment"),
    pytest.param("2021-3-5", "2021-03-05", id="without-zeros"),
    pytest.param("2021/03/05 10:00", "2021-03-05", id="slashes"),
    pytest.param("20210305", "2021-03-05", id="digits"),
    pytest.param("25/03/2021", "2021-03-25", id="day-first"),
    pytest.param("03/25/2021", "2021-03-25", id="month-first"),
    pytest.param("05.05.2021", "2021-05-05", id="alike"),
    pytest.param("05/03/2021", "", id="two-dates-are-none"),
    pytest.param("March 5, 2021", "2021-03-05", id="american"),
    pytest.param("5 March 2021", "2021-03-05", id="british"),
    pytest.param("5th of March, 2021", "2021-03-05", id="spoken"),
    pytest.param("Fri, 05 Mar 2021 10:00:00 GMT", "2021-03-05", id="rfc-2822"),
    pytest.param("Fri Mar 05 2021 11:00:00 GMT+0100", "2021-03-05", id="javascript"),
    pytest.param("5 de marzo de 2021", "2021-03-05", id="spanish"),
    pytest.param("5. März 2021", "2021-03-05", id="german"),
    pytest.param(1614902400, "2021-03-05", id="seconds"),
    pytest.param("1614902400000", "2021-03-05", id="milliseconds"),
    pytest.param("0000-00-00", "", id="empty-of-databases"),
    pytest.param("2021-02-30", "", id="no-such-day"),
    pytest.param("last week", "", id="words"),
    pytest.param(None, "", id="none"),
    pytest.param(True, "", id="boolean"),
]


@pytest.mark.parametrize(("written", "expected"), DATES)
def test_read_date(written: object, expected: str) -> None:
    assert read_date(written) == expected
