"""The outlet layer: which names are outlets, and when words came through one."""

import pytest

from factcheck.text.quotations import find_quotations

CASES = (
    ("told", '"Yes," Hall told CNN.', ["CNN"]),
    ("told_article", '"Yes," Hall told The New York Times.', ["New York Times"]),
    ("told_possessive", '"Yes," Hall told CNN\'s Jake Tapper.', ["CNN"]),
    ("told_agency", '"Yes," Hall told the Xinhua news agency.', ["Xinhua"]),
    ("according_to", '"Yes," said Hall, according to CNN.', ["CNN"]),
    ("quoted", 'Reuters quoted Hall as saying, "Yes."', ["Reuters"]),
    ("interview", 'In an interview with the BBC, Hall said, "Yes."', ["BBC"]),
    ("programme", "Hall, speaking to the BBC's Today programme, said: “Yes.”", ["BBC"]),
    ("local_paper", '"Yes," Hall told the Dayton Daily News.', ["Dayton Daily News"]),
    ("the_one_word", '"Yes," Hall told the Mirror.', ["Mirror"]),
    ("nobody", '"Yes," Hall told reporters.', []),
    ("a_person", '"Yes," Hall told Ann Cole.', []),
    ("time_is_no_outlet_here", '"Yes," Hall said at the time.', []),
    ("saying_by", '"Yes," Hall was quoted as saying by Reuters.', ["Reuters"]),
    ("via_reporter", '"Yes," Hall said, via Ann Cole of the Dayton Post-Gazette.', ["Dayton Post-Gazette"]),
    ("told_reporter_of", '"Yes," Hall told Ann Cole of the Guardian.', ["Guardian"]),
    ("state_television", 'State television quoted Hall as saying, "Yes."', ["State television"]),
    ("goes_on", '"Yes," Hall told CNN. "We tried."', ["CNN"]),
)


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_via(text: str, expected: list[str]) -> None:
    quotation = find_quotations(text)[-1]

    assert [outlet.text for outlet in quotation.via] == expected
    assert quotation.speaker is not None
    assert quotation.speaker.text == "Hall"
