"""Speaker turns and whether the credited speaker is the recorded one."""

import pytest

from factcheck.text import SourceText
from factcheck.text.match import SpeakerCheck
from factcheck.text.speaker_check import check_speaker, header_speaker, recorded_speaker
from factcheck.text.turns import Turn, find_turns


@pytest.mark.parametrize(
    ("text", "speakers", "first_words"),
    [
        pytest.param(
            "MS. PSAKI:  Hello.\n\nQ    Why?\n\nMS. PSAKI:  So.",
            ["MS. PSAKI", "Q", "MS. PSAKI"],
            "Hello.",
            id="briefing",
        ),
        pytest.param("MS PSAKI:  Hello.", ["MS PSAKI"], "Hello.", id="label-without-its-stop"),
        pytest.param("MS. PSAKI  Hello there.", ["MS. PSAKI"], "Hello there.", id="label-without-its-colon"),
        pytest.param("MS.  PSAKI:  Hello.", ["MS. PSAKI"], "Hello.", id="wide-space-in-a-label"),
        pytest.param("THE PRESIDENT:  Hello.", ["THE PRESIDENT"], "Hello.", id="role"),
        pytest.param("CDR: Roger.", ["CDR"], "Roger.", id="short-capitals"),
        pytest.param("MR. McMILLON:  Hello.", ["MR. McMILLON"], "Hello.", id="lower-case-inside-a-name"),
        pytest.param("DR. NUÑEZ-SMITH:  Hello.", ["DR. NUÑEZ-SMITH"], "Hello.", id="hyphen-and-tilde"),
        pytest.param(
            "MR. SULLIVAN (via phone):  Hello.", ["MR. SULLIVAN (via phone)"], "Hello.", id="remark-in-a-label"
        ),
        pytest.param("Q: Why?\nA: Because.", ["Q", "A"], "Why?", id="question-and-answer"),
        pytest.param(
            "Ann Roe: Hello.\nJo Doe: Hi.\nAnn Roe: So.\nJo Doe: Yes.", ["Ann Roe", "Jo Doe"] * 2, "Hello.", id="names"
        ),
        pytest.param("**Ann Roe:** Hello.", ["Ann Roe"], "Hello.", id="bold-name"),
        pytest.param("<v Ann Roe>Hello.</v>", ["Ann Roe"], "Hello.</v>", id="voice-tag"),
        pytest.param(
            "Another example: this one.\n\nThe results are clear: we won.", [], "", id="colon-in-running-text"
        ),
        pytest.param("Quite so.\n\nQ fever is rare.", [], "", id="words-with-q"),
        pytest.param("", [], "", id="nothing"),
    ],
)
def test_turns(text: str, speakers: list[str], first_words: str) -> None:
    turns = find_turns(text)
    assert [turn.speaker for turn in turns] == speakers
    if turns:
        assert text[turns[0].words_start : turns[0].end].strip().startswith(first_words)


def test_a_turn_runs_over_paragraphs_to_the_next_label() -> None:
    text = "Room 1\n\nMS. ROE:  One.\n\nTwo.\n\nQ    Three?\n"
    roe, question = find_turns(text)
    assert text[roe.start : roe.end] == "MS. ROE:  One.\n\nTwo.\n\n"
    assert question.is_question and not roe.is_question
    assert question.end == len(text)


def check(
    label: str, credited: str, *, title: str = "", speakers: dict[str, str] | None = None, others: str = ""
) -> SpeakerCheck:
    source = SourceText(f"{label}:  We will build it.\n\n{others}", title=title, speakers=speakers)
    return check_speaker(source, 0, credited)


@pytest.mark.parametrize(
    ("label", "credited", "expected"),
    [
        ("MS. PSAKI", "Jen Psaki", SpeakerCheck.SAME),
        ("MS. PSAKI", "Press Secretary Jen Psaki", SpeakerCheck.SAME),
        ("MS. PSAKI", "Psaki", SpeakerCheck.SAME),
        ("SECRETARY BUTTIGIEG", "Pete Buttigieg", SpeakerCheck.SAME),
        ("MS. JEAN-PIERRE", "Karine Jean-Pierre", SpeakerCheck.SAME),
        ("MS. PSAKI", "Jake Sullivan", SpeakerCheck.OTHER),
        ("JEN PSAKI", "Jane Psaki", SpeakerCheck.OTHER),
        ("J. PSAKI", "Jen Psaki", SpeakerCheck.SAME),
        ("MR. PSAKI", "Ms. Psaki", SpeakerCheck.OTHER),
        ("GEORGE W. BUSH", "George H. W. Bush", SpeakerCheck.OTHER),
        ("GEORGE H.W. BUSH", "George H. W. Bush", SpeakerCheck.SAME),
        ("THE PRESIDENT", "the president", SpeakerCheck.SAME),
        ("CAPCOM", "CAPCOM", SpeakerCheck.SAME),
        ("THE PRESIDENT", "Joe Biden", SpeakerCheck.UNKNOWN),
        ("SENIOR ADMINISTRATION OFFICIAL", "Jake Sullivan", SpeakerCheck.UNKNOWN),
        ("MS. PSAKI", "", SpeakerCheck.UNKNOWN),
    ],
)
def test_labels_speak_for_themselves(label: str, credited: str, expected: SpeakerCheck) -> None:
    assert check(label, credited) is expected


def test_a_role_is_tied_to_a_name_by_the_title() -> None:
    title = "Remarks by President Biden and Prime Minister Modi"
    assert check("THE PRESIDENT", "Joe Biden", title=title) is SpeakerCheck.SAME
    assert check("PRIME MINISTER", "Narendra Modi", title=title) is SpeakerCheck.SAME
    assert check("THE PRESIDENT", "Narendra Modi", title=title) is SpeakerCheck.UNKNOWN
    assert check("THE PRESIDENT", "Kamala Harris", title="Remarks by Vice President Harris") is SpeakerCheck.UNKNOWN


def test_a_role_is_tied_to_a_name_by_a_mapping() -> None:
    assert check("LMP", "Bill Anders", speakers={"LMP": "Bill Anders"}) is SpeakerCheck.SAME
    assert check("CAPCOM", "Bill Anders", speakers={"CAPCOM": "Jerry Carr"}) is SpeakerCheck.OTHER


def test_who_speaks_elsewhere_under_an_own_label_does_not_speak_here() -> None:
    assert check("THE PRESIDENT", "Gavin Newsom", others="GOVERNOR NEWSOM:  Thank you.\n") is SpeakerCheck.OTHER
    assert check("Q", "Gavin Newsom", others="GOVERNOR NEWSOM:  Thank you.\n") is SpeakerCheck.OTHER
    assert check("Q", "Gavin Newsom") is SpeakerCheck.UNKNOWN


def test_a_surname_shared_with_a_role_is_not_enough() -> None:
    title = "Remarks by President Biden and Dr. Jill Biden"
    others = "THE PRESIDENT:  Thank you.\n"
    assert check("DR. BIDEN", "Joe Biden", title=title, others=others) is SpeakerCheck.UNKNOWN
    assert check("DR. BIDEN", "Dr. Biden", title=title, others=others) is SpeakerCheck.SAME


@pytest.mark.parametrize(
    ("text", "title", "speaker"),
    [
        ("PRESIDENT GERALD R. FORD'S ADDRESS BEFORE THE CONGRESS\n\nWe meet.", "", "PRESIDENT GERALD R. FORD"),
        ("We meet again.", "Remarks by Secretary Ann Roe", "Secretary Ann Roe"),
        ("We meet again.", "", None),
    ],
)
def test_a_document_without_labels_may_name_its_speaker(text: str, title: str, speaker: str | None) -> None:
    source = SourceText(text, title=title)
    assert header_speaker(source) == speaker
    assert recorded_speaker(source, None) == speaker


def test_a_document_of_one_speaker() -> None:
    source = SourceText("PRESIDENT GERALD R. FORD'S ADDRESS\n\nWe meet.")
    assert check_speaker(source, None, "Gerald Ford") is SpeakerCheck.SAME
    assert check_speaker(source, None, "Bill Clinton") is SpeakerCheck.OTHER


def test_given_turns_are_kept() -> None:
    turns = (Turn("Ann Roe", 0, 10, 0),)
    assert SourceText("MS. DOE:  Hello.", turns=turns).turns == turns
