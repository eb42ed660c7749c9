"""Captions: words joined over cues, repeats of rolling captions, speakers, and times."""

import time

import pytest

from factcheck.fetch.read import read_document

SRT = """1
00:00:01,000 --> 00:00:03,000
<i>We will not</i>
allow anyone

2
00:00:03,000 --> 00:00:05,500
to slam closed NATO's
3
00:00:05,500 --> 00:00:07,500
open door policy.
"""
ROLLING = """WEBVTT
Kind: captions
Language: en

00:00:00.160 --> 00:00:02.310 align:start position:0%
\u0020
good<00:00:00.480><c> morning</c><00:00:00.800><c> everyone</c>

00:00:02.310 --> 00:00:02.320 align:start position:0%
good morning everyone
\u0020

00:00:02.320 --> 00:00:04.870 align:start position:0%
good morning everyone
and<00:00:02.560><c> welcome</c>

00:00:04.870 --> 00:00:04.880 align:start position:0%
and welcome
\u0020

00:00:04.880 --> 00:00:06.880 align:start position:0%
and welcome
to the briefing
"""
GROWING = "\n\n".join(
    f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{' '.join('we will go on from here'.split()[: n + 1])}" for n in range(6)
)


def cues(*lines: str) -> bytes:
    numbered = (f"00:00:{2 * n:02}.000 --> 00:00:{2 * n + 2:02}.000\n{line}\n" for n, line in enumerate(lines, start=1))
    return ("WEBVTT\n\n" + "\n".join(numbered)).encode()


def test_sentence_runs_across_cues_with_the_times_of_each() -> None:
    document = read_document(SRT.encode(), name="a.srt")
    assert document.article_text == "We will not allow anyone to slam closed NATO's open door policy."
    marks = [(document.article_text[mark.start : mark.end], mark.seconds) for mark in document.times]
    assert marks[2:] == [("to slam closed NATO's", 3.0), ("open door policy.", 5.5)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_rolling_captions_are_said_once_with_word_times(encoding: str) -> None:
    document = read_document(ROLLING.encode(encoding))
    assert document.article_text == "good morning everyone and welcome to the briefing"
    seconds = {document.article_text[mark.start : mark.end]: mark.seconds for mark in document.times}
    assert seconds["morning"] == 0.48
    assert seconds["welcome"] == 2.56
    assert document.language == "en"


def test_growing_captions_are_said_once() -> None:
    assert read_document(GROWING.encode(), name="a.vtt").article_text == "we will go on from here"


def test_real_repeats_stay() -> None:
    document = read_document(cues("No.", "No.", "We said no.", "Never."))
    assert document.article_text == "No. No. We said no. Never."


FIRST = "00:01.000 --> 00:02.000\nHello there.\n\n"
SECOND = "00:02.000 --> 00:03.000\nAgain.\n"
FORGIVEN = [
    ("no header", FIRST + SECOND),
    ("note before the first cue", f"WEBVTT\n\nNOTE\nby hand\n\n{FIRST}{SECOND}"),
    ("style and region", f"WEBVTT\n\nSTYLE\n::cue {{ color: red }}\n\nREGION\nid:a\n\n{FIRST}{SECOND}"),
    ("cue names", f"WEBVTT\n\nintro\n{FIRST}next\n{SECOND}"),
    ("cue settings", f"WEBVTT\n\n{FIRST.replace('02.000', '02.000 line:0 align:start')}{SECOND}"),
    ("out of order", f"WEBVTT\n\n{SECOND}\n{FIRST}"),
    ("cues that stand twice", f"WEBVTT\n\n{FIRST}{FIRST}{SECOND}{SECOND}"),
    ("no thousandths", f"WEBVTT\n\n{FIRST}{SECOND}".replace(".000", "")),
    ("thousandths after a colon", f"WEBVTT\n\n{FIRST}{SECOND}".replace(".000", ":000")),
    ("old line ends", f"WEBVTT\n\n{FIRST}{SECOND}".replace("\n", "\r")),
    ("sounds", f"WEBVTT\n\n{FIRST}00:01.500 --> 00:02.000\n[Applause]\n\n{SECOND}"),
    (
        "positions and entities",
        "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Hello&nbsp;there.\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\n<font color=red>Again.</font>",
    ),
]


@pytest.mark.parametrize("markup", [pytest.param(markup, id=name) for name, markup in FORGIVEN])
@pytest.mark.parametrize("name", ["a.vtt", "a.txt"])
def test_files_as_they_are(markup: str, name: str) -> None:
    assert read_document(markup.encode(), name=name).article_text == "Hello there. Again."


VOICES = [
    ("voice tags", ["<v Jen Psaki>We hope", "<v Jen Psaki>so.</v>", "<v Reporter>When?"], ["Jen Psaki", "Reporter"]),
    ("two voices in a cue", ["<v Jen>Hello.</v>\n<v Bob>Hi.</v>", "<v Jen>Bye."], ["Jen", "Bob", "Jen"]),
    ("a label in every cue", ["PSAKI: We hope", "PSAKI: so.", "REPORTER: When?"], ["PSAKI", "REPORTER"]),
    ("labels after marks", [">> PSAKI: We hope so.", ">> REPORTER: When?"], ["PSAKI", "REPORTER"]),
    ("a colon in a sentence", ["Gabon : la France", "reste, dit-il.", "Nous verrons."], []),
    ("a colon in a sentence, in capitals", ["GABON : la France", "reste, dit-il.", "Nous verrons."], []),
    ("a colon in sentences, twice", ["Gabon : la France", "reste.", "Gabon : la crise", "continue."], []),
    (
        "a full name that speaks once",
        ["Anna Berg: We", "Anna Berg: keep it.", "Carl Dorn: Why?"],
        ["Anna Berg", "Carl Dorn"],
    ),
    ("a label on a line of its own", ["ANNA:\nWe keep", "it.", "CARL:\nWhy?"], ["ANNA", "CARL"]),
    (
        "names in brackets",
        ["[Ann Roe] We keep", "[Ann Roe] it.", "(BOB DOE) Why?", "(BOB DOE) When?"],
        ["Ann Roe", "BOB DOE"],
    ),
    (
        "sounds in brackets",
        ["[APPLAUSE] We keep it.", "[APPLAUSE] Thank you.", "[Door closing] Hm.", "[Door closing] So."],
        [],
    ),
    ("a colon once", ["We say this: never.", "Remember: it was so.", "Again."], []),
]


@pytest.mark.parametrize(("lines", "speakers"), [pytest.param(ls, sp, id=name) for name, ls, sp in VOICES])
def test_speakers(lines: list[str], speakers: list[str]) -> None:
    document = read_document(cues(*lines))
    assert [turn.speaker for turn in document.turns] == speakers


def test_label_in_every_cue_does_not_break_the_sentence() -> None:
    document = read_document(cues("PSAKI: We hope", "PSAKI: he takes", "PSAKI: the path."))
    assert document.article_text == "PSAKI: We hope he takes the path."
    turn = document.turns[0]
    assert document.article_text[turn.words_start : turn.end] == "We hope he takes the path."


INTERLEAVED = [
    ("labels", ["ANNA: We will never sell", "CARL: Hm.", "ANNA: one metre of it.", "CARL: I see."]),
    ("voices", ["<v ANNA>We will never sell", "<v CARL>Hm.", "<v ANNA>one metre of it.", "<v CARL>I see."]),
]


@pytest.mark.parametrize("lines", [pytest.param(lines, id=name) for name, lines in INTERLEAVED])
def test_sentence_that_another_voice_breaks_into_is_whole(lines: list[str]) -> None:
    document = read_document(cues(*lines))
    assert document.article_text == "ANNA: We will never sell one metre of it.\nCARL: Hm. I see."
    seconds = {document.article_text[mark.start : mark.end]: mark.seconds for mark in document.times}
    assert seconds == {"We will never sell": 2.0, "Hm.": 4.0, "one metre of it.": 6.0, "I see.": 8.0}


def test_a_new_sentence_stays_where_it_was_said() -> None:
    document = read_document(cues("ANNA: We will never sell it.", "CARL: Hm.", "ANNA: Not one metre."))
    assert document.article_text == "ANNA: We will never sell it.\nCARL: Hm.\nANNA: Not one metre."


def test_cues_that_overlap_are_said_once() -> None:
    markup = (
        "WEBVTT\n\n00:01.000 --> 00:04.000\nwe will never\n\n"
        "00:03.000 --> 00:06.000\nwe will never\nsell the harbour\n\n"
        "00:05.000 --> 00:08.000\nsell the harbour\nto anyone\n\n00:07.000 --> 00:10.000\nto anyone\nat all\n"
    )
    assert read_document(markup.encode()).article_text == "we will never sell the harbour to anyone at all"


def test_change_of_voice_without_a_name_begins_a_line() -> None:
    assert read_document(cues(">> We hope so.", ">> When?")).article_text == "We hope so.\nWhen?"


def test_large_and_odd_files_take_seconds() -> None:
    began = time.process_time()
    odd = b"00:00:01,000 --> 00:00:02,000\n%b\n\n00:00:03,000 --> 00:00:04,000\nx\n"
    for filler in (b"<" * 1_000_000, b"[" * 1_000_000, b"<v " * 300_000, b"&" * 1_000_000, b"A: " * 300_000):
        read_document(odd % filler, name="a.srt")
    many = b"".join(
        b"%02d:%02d:%02d.000 --> 23:00:00.000\nword %d\n\n" % (n // 3600, n // 60 % 60, n % 60, n)
        for n in range(50_000)
    )
    assert len(read_document(many, name="a.vtt").times) == 50_000
    assert time.process_time() - began < 20


def test_no_cue_is_a_problem() -> None:
    assert read_document(b"WEBVTT\n\nNOTE nothing").problem
