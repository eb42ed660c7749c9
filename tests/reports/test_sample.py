"""The sample shows what its README says it shows."""

import re

import pytest

from factcheck.management.sample import SAMPLE_DIR, SAMPLE_SOURCES, SAMPLE_STORY
from factcheck.reports.vocabulary import match_label
from factcheck.text import SourceText, compare, find_quotations
from factcheck.text.match import Comparison
from factcheck.text.quotations import Quotation, QuotationType

ROW = re.compile(r"^\| (\d+) \| [“\"](?P<words>.+?)[”\"] \| (?P<speaker>.+?) \| .+ \| (?P<label>[^|]+) \|$", re.M)
ROWS = [
    (found["words"], found["speaker"], found["label"]) for found in ROW.finditer((SAMPLE_DIR / "README.md").read_text())
]


@pytest.fixture(scope="module")
def quotations() -> list[Quotation]:
    found = find_quotations(SAMPLE_STORY.read_text(encoding="utf-8"))
    return [quotation for quotation in found if quotation.type is not QuotationType.INDIRECT]


@pytest.fixture(scope="module")
def transcripts() -> list[SourceText]:
    return [SourceText(file.read_text(encoding="utf-8")) for file in sorted(SAMPLE_SOURCES.glob("*.txt"))]


def best_comparison(quotation: Quotation, transcripts: list[SourceText]) -> Comparison:
    return min((compare(quotation, transcript) for transcript in transcripts), key=lambda found: found.match.rank)


def test_the_readme_lists_every_quotation(quotations: list[Quotation]) -> None:
    assert len(ROWS) == len(quotations) == 12
    for (words, _, _), quotation in zip(ROWS, quotations, strict=True):
        assert quotation.text.startswith(words.removesuffix(" …"))


@pytest.mark.parametrize("index", range(12), ids=[str(number) for number in range(1, 13)])
def test_each_quotation_is_shown_as_the_readme_says(
    index: int, quotations: list[Quotation], transcripts: list[SourceText]
) -> None:
    _, credited, label = ROWS[index]
    quotation = quotations[index]

    found = best_comparison(quotation, transcripts)

    assert match_label(found.match, [flag.as_json() for flag in found.flags]).words == label
    assert quotation.speaker is not None
    assert (quotation.speaker_name or quotation.speaker.text).endswith(credited.split(",")[0])


def test_the_outlet_of_a_quotation_is_kept_apart_from_its_speaker(quotations: list[Quotation]) -> None:
    assert [[mention.text for mention in quotation.via] for quotation in quotations if quotation.via] == [
        ["Sierra Courier"]
    ]
