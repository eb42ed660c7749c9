"""Articles as records: whom they credit, what their writers put between and around the words."""

import pytest

from factcheck.text import SourceText, compare
from factcheck.text.match import FlagName, Match, Severity, SpeakerCheck

ARTICLE = """Council closes the old bridge

The council met on Tuesday to discuss the future of the old bridge, which carries most of the traffic.

Mayor Maria Ortega said: “We will close the bridge for nine days, and not for longer. The buses will run as always.”

“Nobody should be surprised,” Tom Lind said, “by what we are doing here.” He said so twice.

Ortega denied saying "the bridge is lost for good" at a session. "We have the money," she said. "It is there."

The treasurer, Ann Berg, agreed. “There will be a report in spring,” Berg said, adding that the council
“has never read one of our reports”.

“We will pay for the whole bridge,” Lind said at first. Later he added: “if the state sends its share.”

“We shall build it,” Berg said, adding later, “unless the state says no.”

“I doubt that the river will wait for us,” the harbour master said. “We should hurry up a little.”

Nobody said “the harbour is safe from all floods” on Tuesday, officials said.
"""

# id, printed words, credited, class, speaker, weight of the heaviest flag or change
CASES = [
    ("second-sentence", "The buses will run as always.", "Ortega", "exact same low"),
    ("cue-behind", "There will be a report in spring", "Ann Berg", "exact same low"),
    ("part-of-a-sentence", "has never read one of our reports", "Ann Berg", "exact same low"),
    ("denied-saying", "the bridge is lost for good", "Maria Ortega", "exact same high"),
    ("nobody-said", "the harbour is safe from all floods", "Ann Berg", "exact unknown high"),
    ("hedge-cut", "The river will wait for us", "the harbour master", "typographic same high"),
]


@pytest.mark.parametrize(("words", "credited", "expected"), [pytest.param(*row[1:], id=row[0]) for row in CASES])
def test_words_that_an_article_reports(words: str, credited: str, expected: str) -> None:
    found = compare(words, SourceText(ARTICLE), credited)
    assert f"{found.match} {found.speaker_check} {found.severity}" == expected, found.flags


def test_the_flag_names_whom_the_article_credits() -> None:
    found = compare("Nobody should be surprised", SourceText(ARTICLE), "Tom Lind")
    flag = next(flag for flag in found.flags if flag.flag is FlagName.QUOTED_IN_SOURCE)
    assert (flag.words, flag.severity) == ("Tom Lind", Severity.LOW)
    assert flag.sentence == "The record reports these as the words of Tom Lind."
    assert found.recorded_speaker == "Tom Lind"


def test_marks_in_a_transcript_set_off_what_its_speaker_quotes() -> None:
    source = SourceText("MS. ROE:  The mayor, Maria Ortega, said, “We will close the bridge for good.” I doubt it.\n")
    found = compare("We will close the bridge for good", source, "Maria Ortega")
    assert found.speaker_check is SpeakerCheck.OTHER
    assert found.recorded_speaker == "MS. ROE"
    assert next(f for f in found.flags if f.flag is FlagName.QUOTED_IN_SOURCE).severity is Severity.MEDIUM


@pytest.mark.parametrize(
    ("between", "is_harmless"),
    [
        pytest.param(",” Roe said, “", True, id="comma"),
        pytest.param(",” Roe said. “", False, id="a-stop-begins-a-sentence"),
        pytest.param(",” said former Mayor Ann Roe, “", True, id="inverted"),
        pytest.param(",” Roe said: “", False, id="colon-begins-something-new"),
        pytest.param(",” Roe said. The crowd cheered. “", False, id="another-sentence"),
        pytest.param(",” Roe never said, “", False, id="negation"),
        pytest.param(",” Roe said, and then, “", False, id="then"),
        pytest.param(",” the old bridge, “", False, id="no-verb-of-saying"),
        pytest.param(" Roe said ", False, id="no-marks"),
        pytest.param(
            ",” said Roe, who had come with her whole family from the far end of the county, “", False, id="long"
        ),
    ],
)
def test_what_a_writer_puts_between_two_parts(between: str, is_harmless: bool) -> None:
    source = SourceText(f"Talks began.\n\n“We will close the bridge for nine days{between}and not for longer.”\n")
    found = compare("We will close the bridge for nine days and not for longer.", source, "Ann Roe")
    assert (found.match is Match.TYPOGRAPHIC) == is_harmless, (found.match, found.operations)


# What an article says of the words makes them others, or nobody's: none of these may pass without a person.
DOUBTFUL = [
    ("refused", "“We will close the bridge,” Roe refused to say, “for nine days.”"),
    ("would", "“We will close the bridge,” Roe would say, “for nine days.”"),
    ("two speakers", "“We will close the bridge,” Doe said. “For nine days,” Roe said."),
    ("told, who said", "“We will close the bridge,” Roe told Doe, who said, “for nine days.”"),
    ("and another said", "“We will close the bridge,” Roe said, and Doe said, “for nine days.”"),
    ("alleged", "“We will close the bridge,” Roe is alleged to have said, “for nine days.”"),
    ("joked", "“We will close the bridge,” Roe joked, “for nine days.”"),
    ("mimicking", "“We will close the bridge,” Roe said, mimicking her opponent, “for nine days.”"),
    ("two days", "“We will close the bridge,” Roe said on Monday, on Tuesday saying, “for nine days.”"),
    ("wanted by another", "“We will close the bridge,” Roe said Smith wanted, “for nine days.”"),
    ("another sentence", "“We will close the bridge,” Roe said. “For nine days.”"),
    ("a question", "“Will we close the bridge?” Roe said, “for nine days.”"),
    ("quoting", "“We will close the bridge,” said Roe, quoting Doe, “for nine days.”"),
    ("asked whether", "Asked whether “we will close the bridge for nine days”, Roe said no."),
    ("never said", "Roe, who never said “we will close the bridge for nine days”, laughed."),
    ("did not say, behind", "“We will close the bridge for nine days,” Roe did not say."),
    ("said falsely, behind", "“We will close the bridge for nine days,” Roe said falsely."),
]


@pytest.mark.parametrize("article", [pytest.param(article, id=name) for name, article in DOUBTFUL])
def test_what_an_article_disowns_needs_a_person(article: str) -> None:
    source = SourceText(f"Talks began.\n\n{article}\n")
    assert compare("We will close the bridge for nine days.", source, "Ann Roe").needs_person


def test_a_long_article_is_read_around_the_words_only() -> None:
    padding = "The council met. “It is late,” Berg said.\n" * 3_000
    found = compare(
        "We have no more sand", SourceText(f"{padding}“We have no more sand,” said Tom Lind.\n"), "Tom Lind"
    )
    assert found.speaker_check is SpeakerCheck.SAME
