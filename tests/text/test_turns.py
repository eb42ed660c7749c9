"""Speaker turns of transcripts, in the layouts of many offices, stations and parliaments."""

import pytest

from factcheck.text import SourceText
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
        pytest.param(
            "Mr. SPEAKER: Order.\n\nAnn Roe (Holborn) (Lab): Will he?\n\nThe Prime Minister: No.\n",
            ["Mr. SPEAKER", "Ann Roe (Holborn) (Lab)", "The Prime Minister"],
            "Order.",
            id="house-of-commons",
        ),
        pytest.param(
            "Hon JACINDA ROE (Prime Minister): I do.\n\nMr SPEAKER: Order.\n",
            ["Hon JACINDA ROE (Prime Minister)", "Mr SPEAKER"],
            "I do.",
            id="house-of-representatives",
        ),
        pytest.param(
            "THE COURT: Sit.\n\nQ. Your name?\n\nA. Jane Doe.\n\nTHE WITNESS: So it is.\n",
            ["THE COURT", "Q", "A", "THE WITNESS"],
            "Sit.",
            id="court",
        ),
        pytest.param(
            "ANN ROE, CNN HOST: Welcome.\nSEN. JO DOE (R-AZ), ARIZONA: Hi.\nROE (voice-over): Here.\nDOE: Yes.\n",
            ["ANN ROE, CNN HOST", "SEN. JO DOE (R-AZ), ARIZONA", "ROE (voice-over)", "DOE"],
            "Welcome.",
            id="television",
        ),
        pytest.param(
            "Senator Roe. Thank you.\n\nChairman Doe. Well, yes.\n\nSenator Roe. I see.\n\nChairman Doe. Good.\n",
            ["Senator Roe", "Chairman Doe"] * 2,
            "Thank you.",
            id="label-ends-with-a-stop",
        ),
        pytest.param(
            "The PRESIDING OFFICER. Order.\nMr. McROE. I rise.\nThe PRESIDING OFFICER. So.\nMr. McROE. I yield.\n",
            ["The PRESIDING OFFICER", "Mr. McROE"] * 2,
            "Order.",
            id="congressional-record",
        ),
        pytest.param("Mr. Roe. He came.\n\nThe President. A study.\n", [], "", id="stops-in-running-text"),
        pytest.param("[Ann Roe]: Hi.\n[Jo Doe]: Yes.\n" * 2, ["Ann Roe", "Jo Doe"] * 2, "Hi.", id="bracketed-names"),
        pytest.param("Speaker 1: Hi.\nSpeaker 2: Yes.\n", ["Speaker 1", "Speaker 2"], "Hi.", id="numbered-speakers"),
        pytest.param("[00:12:01] ANN ROE: Hi.\n00 12 05 JO DOE: Yes.\n", ["ANN ROE", "JO DOE"], "Hi.", id="times"),
        pytest.param("12:09 P.M. EDT\n\nTHE PRESIDENT:  Hi.", ["THE PRESIDENT"], "Hi.", id="time-is-no-label"),
        pytest.param(
            "**Ann Roe**\nHello.\n\n**Jo Doe**\nHi.\n\n" * 2, ["Ann Roe", "Jo Doe"] * 2, "Hello.", id="bold-lines"
        ),
        pytest.param("**MS. ROE:**  Hi.\n\n**Q**    Why?\n", ["MS. ROE", "Q"], "Hi.", id="bold-labels"),
        pytest.param("MS.\u00a0ROE:\u00a0 Hi.\n\nQ\u00a0\u00a0 Why?\n", ["MS. ROE", "Q"], "Hi.", id="hard-blanks"),
        pytest.param("MS. ROE: Hi.\n\nQ And why?\n", ["MS. ROE", "Q"], "Hi.", id="question-after-one-blank"),
        pytest.param(
            "A SENIOR ADMINISTRATION OFFICIAL:  Hi.\n\nVICE PRESIDENT ROE:  Yes.\n",
            ["A SENIOR ADMINISTRATION OFFICIAL", "VICE PRESIDENT ROE"],
            "Hi.",
            id="labels-of-many-words",
        ),
        pytest.param("CC: Go.\n\nP: Roger.\n\nCDR/LMP: So.\n", ["CC", "P", "CDR/LMP"], "Go.", id="radio"),
        pytest.param(
            "MS. PERKINS:  a\n\nMS. PERKINS:  b\n\nMS. PERKINS:  c\n\nMS. PEKRINS:  d\n\nQMS. PERKINS:  e\n",
            ["MS. PERKINS"] * 5,
            "a",
            id="misprinted-labels",
        ),
        pytest.param(
            "MR. ROE:  a\n\nMR. ROE:  b\n\nMR. ROE:  c\n\nMR. POE:  d\n\nMS. ROE:  e\n",
            ["MR. ROE"] * 3 + ["MR. POE", "MS. ROE"],
            "a",
            id="short-names-and-titles-are-no-misprints",
        ),
        pytest.param("We meet.\n\nFOREIGN POLICY: So.\n\nTHE BUDGET: So.\n", [], "", id="headings-in-capitals"),
        pytest.param("We do.\n\nA. First.\n\nB. Second.\n", [], "", id="list-with-letters"),
        pytest.param("MS. ROE:  Hi.\n\nNOTE: mended.\n\nQ    Why?\n", ["MS. ROE", "Q"], "Hi.", id="note"),
        pytest.param(
            "Präsident ROE: Ja.\n\nMinister DOE: Nein.\n\nPräsident ROE: So.\n",
            ["Präsident ROE", "Minister DOE", "Präsident ROE"],
            "Ja.",
            id="german",
        ),
        pytest.param(
            "FIRST LADY ROE:  Hi.\n\nSECOND GENTLEMAN DOE:  Yes.\n",
            ["FIRST LADY ROE", "SECOND GENTLEMAN DOE"],
            "Hi.",
            id="titles-with-a-number",
        ),
        pytest.param(
            "Question. (Inaudible.)\n\nMs. Roe. Well. I would say this: no.\n\nQuestion. — you?\n\nMs. Roe. Yes.\n"
            "\nQuestion. So?\n\nMs. Roe. No.\n\nMayor Poe. One more.\n",
            ["Question", "Ms. Roe"] * 3 + ["Mayor Poe"],
            "(Inaudible.)",
            id="stops-and-a-colon-in-the-words",
        ),
        pytest.param(
            "Dr. Roe will speak.\n\nMS. DOE:  Hi.\n\nDr. Roe. He came.\n\nDr. Roe. He went.\n\nMS. DOE:  So.\n"
            "\nMS. DOE:  Bye.\n",
            ["MS. DOE"] * 3,
            "Hi.",
            id="stops-beside-labels-in-capitals",
        ),
        pytest.param(
            "Ann Roe: a\n\nJo Doe: b\n\nAnn Roe: c\n\nJo Doe: d\n\nAnn Roe: e\n\nJo Doe: f\n\nPat Poe-Loe: g\n",
            ["Ann Roe", "Jo Doe"] * 3 + ["Pat Poe-Loe"],
            "a",
            id="name-met-once-among-names",
        ),
        pytest.param(
            "Ann Roe (00:12):\na\n\nJo Doe (00:47): b\n\nAnn Roe (1:02:03): c\n\nJo Doe (1:02:09): d\n",
            ["Ann Roe", "Jo Doe"] * 2,
            "a",
            id="time-behind-the-name",
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


def test_given_turns_are_kept() -> None:
    turns = (Turn("Ann Roe", 0, 10, 0),)
    assert SourceText("MS. DOE:  Hello.", turns=turns).turns == turns


@pytest.mark.parametrize(
    "label", ["UPDATED", "SEE MORE", "RELATED", "Photo", "GET THE QUIZ", "WATCH LIVE", "BREAKING NEWS"]
)
def test_what_a_page_puts_between_paragraphs_speaks_nothing(label: str) -> None:
    text = (
        f"The council met.\n{label}: Mayor closes the bridge.\nIt went on.\n{label}: Who pays for it?\nAll went home.\n"
    )
    assert find_turns(text) == ()


TALKS = [
    ("Ann: We will go.\nBob: No, we stay.\nAnn: We go.\n", ["Ann", "Bob", "Ann"]),
    ("Ann Roe: We go.\n\nBob Lee: We stay.\n\nAnn Roe: We go.\n", ["Ann Roe", "Bob Lee", "Ann Roe"]),
    ("Ann: Go.\nBob: No.\nAnn: Go.\nCarl: And I?\nAnn: You too.\n", ["Ann", "Bob", "Ann", "Carl", "Ann"]),
    ("Ann Roe: Go.\nMy Promise: we go.\nAnn Roe: Go.\n", ["Ann Roe", "Ann Roe"]),
    ("Ann Roe: Go.\nEconomy: we go.\nAnn Roe: Go.\n", ["Ann Roe", "Ann Roe"]),
    # Named in each paragraph: what stands between is no other speaker's.
    ("Ann: Go.\nAnn: And then.\nBelow: a list.\nAnn: It ends.\n", ["Ann", "Ann", "Ann"]),
    ("Ann: Go.\nOne: a boat.\nTwo: a bus.\nAnn: It ends.\n", ["Ann", "Ann"]),
]


@pytest.mark.parametrize(("text", "speakers"), TALKS)
def test_nobody_is_named_twice_in_a_row(text: str, speakers: list[str]) -> None:
    assert [turn.speaker for turn in find_turns(text)] == speakers


def test_words_behind_a_line_that_may_name_somebody_are_nobodys() -> None:
    text = "Ann: We go.\nBob: We stay.\nAnn: So.\nWashington: it rains.\nAnd on.\n"
    turns = find_turns(text)
    assert [turn.speaker for turn in turns] == ["Ann", "Bob", "Ann"]
    assert text[turns[-1].words_start : turns[-1].end].strip() == "So."
