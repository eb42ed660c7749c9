"""Plain text: what printing and captioning leave between the words of a sentence."""

import pytest

from factcheck.fetch.read import read_document
from factcheck.text import Match, SourceText, compare

FIRST = """We asked the members of the council for their views on the
matter of the harbour, and the answer of the chair was plain
enough. We will never sell one metre of the old harbour to""".split("\n")
SECOND = """anybody who wants to build a car park on it, she told them,
and then the meeting went on to other matters of the town
which took up most of the rest of that long afternoon.""".split("\n")
ACROSS = "We will never sell one metre of the old harbour to anybody who wants to build a car park on it"


def numbered(lines: list[str]) -> str:
    return "\n".join(f"{number:>3}  {line}" for number, line in enumerate(lines, start=1))


RECORDS = [
    ("wrapped lines", "\n".join([*FIRST, *SECOND])),
    ("line numbers", numbered([*FIRST, *SECOND])),
    ("line numbers anew on each page", f"{numbered(FIRST)}\n{numbered(SECOND)}"),
    ("mark of a page", "\n".join([*FIRST, "", "[[Page S1234]]", "", *SECOND])),
    ("page number in the middle", "\n".join([*FIRST, "", f"{'17':>36}", "", *SECOND])),
    ("form feed", "\n".join([*FIRST, "\f", *SECOND])),
    ("form feed and head", "\n".join([*FIRST, "\fTown minutes      2", "", *SECOND])),
    ("times in brackets", "\n".join(f"[00:0{n}:1{n}] {line}" for n, line in enumerate([*FIRST, *SECOND]))),
    ("times on lines of their own", "\n".join(f"{n}:30\n{line}" for n, line in enumerate([*FIRST, *SECOND]))),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in RECORDS])
def test_sentence_is_found(text: str) -> None:
    document = read_document(text.encode(), name="a.txt")
    assert compare(ACROSS, SourceText(document.article_text)).match in (Match.EXACT, Match.TYPOGRAPHIC)


def test_times_are_those_of_the_words() -> None:
    document = read_document(
        "\n".join(f"{n}:30\n{line}" for n, line in enumerate(FIRST + SECOND)).encode(), name="a.txt"
    )
    marks = [(document.article_text[mark.start : mark.end], mark.seconds) for mark in document.times]
    assert marks == [(line, n * 60 + 30.0) for n, line in enumerate(FIRST + SECOND)]


AS_THEY_ARE = [
    ("a short list", "1 Open the door.\n2 Go in.\n3 Sit down.\nThat is all there is to say about it."),
    ("a timetable", "9:30 Coffee\n8:15 Talks\n10:00 The end of it\n7:00 Again"),
    ("a programme", "Coffee 9:30\nin the hall\nTalks 10:00\nupstairs\nLunch 12:00\noutside\nMusic 13:00\nat last"),
    ("a table of years", "2019  We sold it.\n2020  We did not.\n2021  We sold it."),
    ("one time", "10:30 Then we went home.\nAnd so did they.\nIt was late."),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in AS_THEY_ARE])
def test_numbers_that_count_nothing_stay(text: str) -> None:
    assert read_document(text.encode(), name="a.txt").article_text == text


@pytest.mark.parametrize("head", ["{name}  {time}", "{name} ({time})", "{name} [{time}]", "{name} - {time}"])
def test_names_beside_times_speak(head: str) -> None:
    said = [("Ann Roe", "0:01"), ("Bob Doe", "0:09"), ("Ann Roe", "1:12"), ("Bob Doe", "1:30")]
    text = "Council\n\n" + "\n\n".join(f"{head.format(name=name, time=at)}\nWe will\nclose it." for name, at in said)
    document = read_document(text.encode())
    assert [turn.speaker for turn in document.turns] == ["Ann Roe", "Bob Doe", "Ann Roe", "Bob Doe"]
    assert "Bob Doe: We will\nclose it." in document.article_text
    assert sorted({mark.seconds for mark in document.times}) == [1.0, 9.0, 72.0, 90.0]
