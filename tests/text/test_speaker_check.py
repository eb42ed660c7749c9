"""Whether the credited speaker is the one whom the record shows."""

import pytest

from factcheck.text import SourceText, compare
from factcheck.text.match import SpeakerCheck
from factcheck.text.speaker_check import check_speaker, header_speaker, recorded_speaker
from tests.cases.speakers import CREW, DOCUMENTS, LABELS, MIXED, RADIO, SPEECHES, TWO_JACKS


def table(rows: list[tuple[str, ...]]) -> list[object]:
    return [pytest.param(*row[1:], id=row[0]) for row in rows]


@pytest.mark.parametrize(("label", "credited", "expected"), table(LABELS))
def test_labels_speak_for_themselves(label: str, credited: str, expected: str) -> None:
    source = SourceText(f"{label}:  We will build it.\n\n{label}:  Yes.\n")
    assert check_speaker(source, 0, credited) == expected


@pytest.mark.parametrize(("title", "text", "words", "credited", "expected"), table(DOCUMENTS + MIXED))
def test_a_document_tells_who_speaks(title: str, text: str, words: str, credited: str, expected: str) -> None:
    source = SourceText(text, title=title)
    assert check_speaker(source, source.turn_index_at(text.index(f" {words}") + 1), credited) == expected


@pytest.mark.parametrize(("label", "credited", "expected"), table(CREW))
def test_a_crew_is_known_by_whom_it_calls(label: str, credited: str, expected: str) -> None:
    source = SourceText(RADIO)
    turn = next(index for index, turn in enumerate(source.turns) if turn.speaker == label)
    assert check_speaker(source, turn, credited) == expected


def test_a_first_name_of_two_people_tells_nobody_apart() -> None:
    source = SourceText(TWO_JACKS)
    assert {check_speaker(source, turn, "Jack Roe") for turn in (0, 1)} == {SpeakerCheck.UNKNOWN}


@pytest.mark.parametrize(("title", "text", "credited", "expected"), table(SPEECHES))
def test_a_document_without_labels(title: str, text: str, credited: str, expected: str) -> None:
    source = SourceText(text, title=title)
    assert source.turns == ()
    assert check_speaker(source, None, credited) == expected


def test_a_role_is_tied_to_a_name_by_a_mapping() -> None:
    text = "LMP:  We will build it.\n"
    assert check_speaker(SourceText(text, speakers={"LMP": "Bill Roe"}), 0, "Bill Roe") is SpeakerCheck.SAME
    assert check_speaker(SourceText(text, speakers={"LMP": "Jo Doe"}), 0, "Bill Roe") is SpeakerCheck.OTHER


@pytest.mark.parametrize(
    ("text", "title", "speaker"),
    [
        ("PRESIDENT ANN R. ROE'S ADDRESS BEFORE THE CONGRESS\n\nWe meet.", "", "PRESIDENT ANN R. ROE"),
        ("We meet again.", "Remarks by Secretary Ann Roe", "Secretary Ann Roe"),
        ("We meet again.", "Remarks by Secretary Ann Roe and Governor Doe", None),
        ("We meet again.", "", None),
    ],
)
def test_a_document_without_labels_may_name_its_speaker(text: str, title: str, speaker: str | None) -> None:
    source = SourceText(text, title=title)
    assert header_speaker(source) == speaker
    assert recorded_speaker(source, None) == speaker


def test_words_of_two_turns_are_not_all_the_credited_speakers() -> None:
    source = SourceText("MS. ROE:  The bridge will be opened in May.\n\nMR. DOE:  The tunnel will be shut for good.\n")
    found = compare("opened in May. The tunnel will be shut", source, speaker="Ann Roe")
    assert found.speaker_check is SpeakerCheck.OTHER
    assert found.recorded_speaker == "MS. ROE"
