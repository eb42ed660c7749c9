"""Answers of web archives, in the shapes they come in, and in shapes meant to break a reader."""

import json
from datetime import UTC, datetime

import pytest

from factcheck.fetch.archives import accept_datetime, memento_of, nearest, read_availability, read_cdx, read_timemap

DAY = datetime(2020, 3, 2, 10, 11, 12, tzinfo=UTC)
HTTP_DAY = "Mon, 02 Mar 2020 10:11:12 GMT"

TIMEMAPS = [
    (
        "one link a line",
        f'<http://x/1>; rel="memento"; datetime="{HTTP_DAY}",\n<http://x/2>; rel="timegate"',
        ["http://x/1"],
    ),
    ("several relations", f'<http://x/1>;rel="first last memento";datetime="{HTTP_DAY}"', ["http://x/1"]),
    ("parameters the other way round", f'<http://x/1>;datetime="{HTTP_DAY}";rel="memento"', ["http://x/1"]),
    ("comma in the address", f'<http://x/a,b>;rel="memento";datetime="{HTTP_DAY}"', ["http://x/a,b"]),
    ("date that is none", '<http://x/1>;rel="memento";datetime="yesterday"', []),
    ("no date", '<http://x/1>;rel="memento"', []),
    ("no web address", f'<javascript:1>;rel="memento";datetime="{HTTP_DAY}"', []),
    ("cut in the middle", '<http://x/1>;rel="memento";datetime="Mon, 02', []),
    ("a page instead", "<html><body>Sorry</body></html>", []),
    ("nothing", "", []),
]


@pytest.mark.parametrize(("text", "urls"), [case[1:] for case in TIMEMAPS], ids=[case[0] for case in TIMEMAPS])
def test_timemap(text: str, urls: list[str]) -> None:
    assert [copy.url for copy in read_timemap(text)] == urls


def test_timemap_meant_to_take_long_does_not() -> None:
    assert read_timemap("<http://x/" * 200_000) == []
    assert read_timemap('<http://x/1>;rel="' + " " * 1_000_000) == []


CLOSEST = {"available": True, "url": "http://x", "timestamp": "20200302101112"}
AVAILABILITIES = [
    ("none", {"archived_snapshots": {}}),
    ("not available", {"archived_snapshots": {"closest": {**CLOSEST, "available": False}}}),
    ("copy of an error", {"archived_snapshots": {"closest": {**CLOSEST, "status": "404"}}}),
    ("bad date", {"archived_snapshots": {"closest": {**CLOSEST, "timestamp": "20201302101112"}}}),
    ("wrong kinds", {"archived_snapshots": [1]}),
    ("a list", []),
]


@pytest.mark.parametrize("answer", [case[1] for case in AVAILABILITIES], ids=[case[0] for case in AVAILABILITIES])
def test_availability_without_a_copy(answer: object) -> None:
    assert read_availability(json.dumps(answer).encode()) == []


@pytest.mark.parametrize("raw_bytes", [b"", b"<html>", b"[" * 100_000, b"[[1]]", b'[["a"], 3, ["b"]]', b"\xff\xfe"])
def test_answers_that_are_none(raw_bytes: bytes) -> None:
    assert read_availability(raw_bytes) == [] and read_cdx(raw_bytes, "http://x/") == []


def test_nearest_copy_and_the_earlier_of_two() -> None:
    texts = [f'<http://x/{day}>;rel="memento";datetime="{day:02} Mar 2020 10:11:12 GMT"' for day in (4, 1, 30)]
    copies = read_timemap(",".join(texts))
    assert nearest(copies, DAY.replace(day=3)).url == "http://x/4"  # type: ignore[union-attr]
    assert nearest(copies, DAY.replace(day=2)).url == "http://x/1"  # type: ignore[union-attr]
    assert nearest([], DAY) is None


def test_timegate() -> None:
    assert accept_datetime(DAY) == {"Accept-Datetime": HTTP_DAY}
    copy = memento_of("http://x/1", {"memento-datetime": HTTP_DAY})
    assert copy is not None and copy.made_at == DAY
    assert memento_of("http://x/1", {}) is None
