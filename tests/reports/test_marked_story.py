from typing import Any

from factcheck.reports.marked_story import Paragraph, cut_story, without_title
from factcheck.reports.view import make_view
from tests.reports.reports import full_report, quotation, report


def cut(checked: dict[str, Any]) -> list[Paragraph]:
    view = make_view(checked)
    return cut_story(checked["story"]["text"], view.quotations, view.claims)


def text_of(paragraph: Paragraph) -> str:
    return "".join(stretch.text for stretch in paragraph.stretches)


def test_no_word_of_the_story_is_lost() -> None:
    checked = full_report()

    paragraphs = cut(checked)

    assert [text_of(each) for each in paragraphs] == [line for line in checked["story"]["text"].split("\n") if line]


def test_quotations_are_marked_with_their_quotation_marks() -> None:
    marked = [
        (stretch.quotation.number, stretch.text)
        for paragraph in cut(full_report())
        for stretch in paragraph.stretches
        if stretch.quotation
    ]

    assert marked[:2] == [(1, "“Help is on the way,”"), (2, '"the wall will hold for thirty years"')]


def test_evidence_stands_beside_the_paragraph_a_quotation_begins_in() -> None:
    assert [[each.number for each in paragraph.quotations] for paragraph in cut(full_report())] == [
        [],
        [1, 2],
        [3, 4],
        [5],
    ]


def test_a_quotation_over_two_paragraphs_is_marked_in_both_and_numbered_at_its_end() -> None:
    text = "He said: “First part.\n\nSecond part.” Then he left."

    first, second = cut(report([quotation("First part.\n\nSecond part.", None, text)], text))

    assert [stretch.text for stretch in first.stretches if stretch.quotation] == ["“First part."]
    assert not any(stretch.ends_quotation for stretch in first.stretches)
    assert [stretch.text for stretch in second.stretches if stretch.ends_quotation] == ["Second part.”"]
    assert second.quotations == ()


def test_overlapping_quotations_lose_nothing() -> None:
    text = "She said: “We were told ‘it is over’ by him.”"
    entries = [quotation("We were told ‘it is over’ by him.", None, text), quotation("it is over", None, text)]

    [paragraph] = cut(report(entries, text))

    assert text_of(paragraph) == text
    assert [each.number for each in paragraph.quotations] == [1, 2]


def test_a_claim_inside_a_quotation_keeps_both_marks() -> None:
    text = "She said: “About 400 came, I think.”"
    entry = quotation("About 400 came, I think.", None, text)
    start = text.index("About")
    claim = {"start": start, "end": start + 14, "text": "About 400 came", "sentence": [0, 36], "score": 0.5}

    [paragraph] = cut(report([entry], text, claims=[claim]))

    both = [stretch for stretch in paragraph.stretches if stretch.quotation and stretch.claim]
    assert [stretch.text for stretch in both] == ["About 400 came"]
    assert both[0].ends_claim
    assert not both[0].ends_quotation


def test_quotations_past_the_end_of_the_text_are_still_shown() -> None:
    entry = {**quotation("Help", None), "start": 9000, "end": 9004}

    assert [each.number for each in cut(report([entry]))[-1].quotations] == [1]


def test_a_first_line_that_repeats_the_title_is_left_out() -> None:
    checked = full_report()

    assert text_of(without_title(cut(checked), "One storm, two promises")[0]).startswith("“Help")
    assert len(without_title(cut(checked), "Another title")) == len(cut(checked))


def test_a_long_story_is_cut_in_linear_time() -> None:
    text = "He said “yes” again.\n" * 20_000
    starts = [index * 21 + 9 for index in range(20_000)]
    entries = [{"start": start, "end": start + 3, "text": "yes", "match": None} for start in starts]

    assert len(cut(report(entries, text))) == 20_000
