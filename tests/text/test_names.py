"""Speaker names: last names to full names, pronouns to the person that fits."""

import pytest

from factcheck.text.quotations import find_quotations

CASES = (
    ("full_name_earlier", 'Ann Cole came. "Yes," said Cole.', "Ann Cole"),
    ("full_name_later", '"Yes," Cole said. Her friend knew Ann Cole well.', "Ann Cole"),
    ("titles_are_left_out", '"Yes," said Russian Deputy Foreign Minister Sergei Orlov.', "Sergei Orlov"),
    ("title_with_of", '"Yes," said Deputy Secretary of State Wendy Marsh.', "Wendy Marsh"),
    ("two_people_one_last_name", 'Ann Cole met Tom Cole. "Yes," said Cole.', "Cole"),
    ("organisation", 'Bank of America said, "Yes."', "Bank of America"),
    ("pronoun", 'Ann Cole spoke first. "Yes," she said.', "Ann Cole"),
    ("pronoun_of_other_gender", 'Tom Hall spoke first. "Yes," she said.', ""),
    ("pronoun_skips_other_gender", 'Ann Cole met the press. Tom Hall was late. "Yes," she said.', "Ann Cole"),
    ("role_tells_gender", 'Spokeswoman Lee Marsh spoke. Tom Hall was late. "Yes," she said.', "Lee Marsh"),
    ("plural_pronoun_stays_open", 'Ann Cole spoke first. "Yes," they said.', ""),
    ("role_alone_has_no_name", '"Yes," said the minister.', ""),
    ("plural_role_has_no_name", '"Yes," said Lawyers for the firm.', ""),
    ("employer_is_no_name", '"Yes," said Ann Cole, a planner at NASA\'s Space Center.', "Ann Cole"),
    ("modifier_is_no_name", '"Yes," said a Washington lawyer.', ""),
    ("person_of_a_firm", '"Yes," said Thomas Lee of Merrill Lynch.', "Thomas Lee"),
    ("will_is_a_name", '"Yes," said Will Marsh, head of Full Fact.', "Will Marsh"),
    ("month_is_no_name", 'A March 2019 study concluded: "Yes."', ""),
    (
        "own_paragraph_first",
        'Ann Cole was late.\n\nAshraf Orlov met her. Orlov has never left. "Yes," she said.',
        "Ann Cole",
    ),
    (
        "unknown_gender_in_own_paragraph",
        'Rep. Ann Cole was late.\n\nIlhan Orlov asked for calm. She added, "Yes."',
        "Ilhan Orlov",
    ),
    ("subordinate_subject", 'When President Ashraf Orlov spoke, he said, "Yes."', "Ashraf Orlov"),
    ("place_is_nobody", 'The levees around New Orleans held. "Yes," he added.', ""),
    ("particles", '"Yes," Ursula von der Leyen said.', "Ursula von der Leyen"),
)


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_speaker_name(text: str, expected: str) -> None:
    (quotation,) = find_quotations(text)

    assert quotation.speaker_name == expected
