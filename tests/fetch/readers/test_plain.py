"""Plain text: what printing and captioning leave between the words of a sentence."""

import pytest

from factcheck.fetch.read import read_document
from factcheck.text import Match, SourceText, compare
from tests.fetch.prose import SENTENCES, lines_of

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


HEARING = lines_of(64)
COLUMN = lines_of(44)
HALF = len(COLUMN) // 2
PAGE_LINES = len(HEARING) // 4


def numbered_by(form: str, first: int = 1) -> str:
    return "\n".join(form.format(number, line) for number, line in enumerate(HEARING, start=first))


def paged(between: str) -> str:
    """The hearing on pages of a quarter each; NUMBER in what stands between them is the page's."""
    starts = range(0, len(HEARING), PAGE_LINES)
    return "".join(
        "\n".join(HEARING[at : at + PAGE_LINES]) + between.replace("NUMBER", str(number))
        for number, at in enumerate(starts, start=1)
    )


def timed(form: str) -> str:
    return "\n".join(form.format(second, line) for second, line in enumerate(HEARING, start=10))


PRINTED = [
    ("numbers with a stop", numbered_by("{}. {}")),
    ("numbers with a colon", numbered_by("{}: {}")),
    ("numbers with a bar", numbered_by("{:>3} | {}")),
    ("numbers with zeros", numbered_by("{:03d}  {}")),
    ("numbers from the middle of a record", numbered_by("{}  {}", 95)),
    (
        "every fifth line numbered",
        "\n".join(f"{n if n % 5 == 0 else '':>3}  {line}" for n, line in enumerate(HEARING, start=1)),
    ),
    ("numbers at the right", numbered_by("{1:<70}{0}")),
    ("pages named", paged("\n\nPage NUMBER of 5\nTown of Lynn -- Minutes\n\n")),
    ("pages between dashes", paged("\n\n- NUMBER -\n\n")),
    ("pages under a rule", paged("\n\n____________\nNUMBER\n\n")),
    ("page numbers alone", paged("\nNUMBER\n")),
    ("pages as a converter marks them", paged("\n--- Page NUMBER ---\n")),
    (
        "two columns made with spaces",
        "\n".join(f"{left:<50}{right}" for left, right in zip(COLUMN[:HALF], COLUMN[HALF:], strict=False))
        + "".join(f"\n{'':<50}{line}" for line in COLUMN[2 * HALF :]),
    ),
    ("times that touch the words", timed("0:{}{}")),
    ("times behind the words", timed("{1} [0:{0}]")),
    ("from one time to another", timed("[00:00:{0}.000 --> 00:00:{0}.900]  {1}")),
    ("from one time to another, in dashes", timed("00:00:{0} - 00:00:{0} {1}")),
    ("times of a song book", timed("[00:{}.00]{}")),
    ("line ends of old computers", "\x85".join(HEARING)),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in PRINTED])
def test_every_sentence_is_found(text: str) -> None:
    source = SourceText(read_document(text.encode(), name="a.txt").article_text)
    assert [said for said in SENTENCES if compare(said, source).match not in (Match.EXACT, Match.TYPOGRAPHIC)] == []


def test_every_line_has_its_time() -> None:
    document = read_document(timed("[00:00:{0}.000 --> 00:00:{0}.900]  {1}").encode())
    marks = [(document.article_text[mark.start : mark.end], mark.seconds) for mark in document.times]
    assert marks == [(line, float(second)) for second, line in enumerate(HEARING, start=10)]


def test_words_that_also_stand_in_a_head_stay() -> None:
    pages = [["The harbour", *HEARING[:4], "The harbour", *HEARING[4:8]] for _ in range(4)]
    text = read_document("\f".join("\n".join(page) for page in pages).encode(), name="a.txt").article_text
    assert text.count("The harbour") == 4


NOT_PRINTED = [
    ("a list of points", "\n".join(f"{n}. We will open gate {n} in the spring." for n in range(1, 9))),
    ("years", "\n".join(f"{year}  We sold {year - 2000} boats." for year in range(2011, 2021))),
    ("figures at the right", "\n".join(f"Ward {n} of the town          {n}" for n in range(1, 9))),
    ("a small table", "\n".join(f"Boat {n:<20}was sold to its owner" for n in range(9))),
    ("steps", "1\nOpen the gate.\n2\nGo in.\n3\nClose it."),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in NOT_PRINTED])
def test_what_only_looks_printed_stays(text: str) -> None:
    assert read_document(text.encode(), name="a.txt").article_text == text


def test_names_beside_long_speeches_are_no_column() -> None:
    said = [("ANN ROE", HEARING[:6]), ("BOB DOE", HEARING[6:9]), ("ANN ROE", HEARING[9:15])]
    rows = [f"{name + ':' if at == 0 else '':<20}{line}" for name, lines in said for at, line in enumerate(lines)]
    document = read_document("\n".join(rows).encode(), name="a.txt")
    assert [turn.speaker for turn in document.turns] == ["ANN ROE", "BOB DOE", "ANN ROE"]


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["line-below", "paragraph-below"])
@pytest.mark.parametrize("names", [("Ann Roe", "Bob Doe"), ("ANN ROE", "BOB DOE, MAYOR")], ids=["small", "capitals"])
def test_names_on_lines_of_their_own_speak(names: tuple[str, str], between: str) -> None:
    text = "\n\n".join(f"{names[n % 2]}{between}We will see to bridge number {n}." for n in range(6))
    document = read_document(text.encode(), name="a.txt")
    assert [turn.speaker for turn in document.turns] == [*names] * 3
    first = document.turns[0]
    assert document.article_text[first.words_start : first.end].strip() == "We will see to bridge number 0."


def test_lines_that_come_back_are_no_names() -> None:
    text = "\n\n".join(f"Yes\nWe will see to it {n}.\n\nNo\nWe will not {n}." for n in range(4))
    assert read_document(text.encode(), name="a.txt").turns == ()


def test_colours_of_a_terminal_are_no_words() -> None:
    assert read_document(b"\x1b[31mWe will\x1b[0m close it.").article_text == "We will close it."
