"""Claims of a real story, and claims made up over real transcripts, beside the passages that bear on them.

The claims were listed from the texts before the ranking was looked at; the texts are measuring data, no part of the
product.
"""

from pathlib import Path

import pytest

from factcheck.text.claims import Claim, find_claims
from factcheck.text.evidence import ClaimPassage, EvidenceSource, find_passages
from factcheck.text.source import SourceText

# What a careful reader would check in the story, each by words of it.
LISTED = (
    "ended with no substantial progress",
    "achieved success simply by meeting",
    "agreed to further discuss the possibility of a new nuclear missile treaty",
    "see a path forward on reducing NATO missile positions",
    "neither side was ready to budge",
    "more than 100,000 troops",
    "refusal of Russia’s President Vladimir Putin to back down",
    "insisting on security guarantees from NATO",
    "return Ukraine to Russia’s sphere of interest",
    "Stalin, Roosevelt, and Churchill re-drew the map",
    "might see military action against Ukraine",
    "satisfied with the first day of talks",
    "much work lay ahead",
    "path of escalation or the path of diplomacy",
    "Talks will continue this week in Brussels and Vienna",
    "Geneva talks are expected to continue",
)
LEAST_LISTED = 14

# A claim by words of it, and words of the passage that must be among its first five.
HELD = (
    ("more than 100,000 troops", "there are 100,000 troops at the border now"),
    ("missile treaty", "future of certain missile systems in Europe along the lines of the INF Treaty"),
    ("reducing NATO missile positions", "placement of missiles in Europe or making reciprocal limits on military"),
    ("path of escalation or the path of diplomacy", "or there’s a path of escalation"),
    ("frank and forthright", "these talks were frank, that — and forthright"),
    ("Talks will continue this week", "an intensive week of diplomacy in multiple formats"),
    ("first day of talks between Russia", "Russia’s military buildup on the border of Ukraine"),
)

# Claims made up over 25 transcripts, with words of the passage that bears on each.
MADE_UP = (
    ("Vaccinations in Texas dropped by almost a third because of the winter storm", "decreased by 31 percent"),
    ("McKesson workers volunteered to work through the night to ship vaccines", "McKesson employees volunteered"),
    ("Only a fifth of schools could open fully or partly under the new guidance", "22 percent are at the substantial"),
    ("Republican leader Mitch McConnell refuses to touch the tax cuts of 2017", "not budge on the 2017 tax cuts"),
    ("The economy was adding half a million jobs each month", "creating about 500,000 jobs a month"),
    ("Blending butane could raise the gasoline supply by 5 percent", "allow butane to be blended"),
    ("A lack of competition costs the typical American family $5,000 every year", "median American household $5,000"),
    ("Market power of companies pushes down advertised pay by 17%", "advertised wages by up to 17 percent"),
    ("President Ford proposed a one-year tax cut of $16 billion", "$16 billion"),
    ("Roosevelt promised that the country would build 60,000 warplanes", "build 60,000 [50,000] military aircraft"),
    ("Ten million children live near a toxic waste site, Clinton said", "10 million children under 12 still live"),
    ("The START II treaty cuts the nuclear arsenals by a quarter", "cut our nuclear stockpiles by another 25 percent"),
    ("America sells more cars than Japan", "America is selling more cars than Japan"),
    ("More than four million Americans of Indian origin live in the United States", "4 million Indian Americans"),
    ("Violent criminals should serve at least 85 percent of their prison terms", "85 percent of their sentence"),
    ("Edward Snowden criticised the prosecution of Julian Assange", "The whistleblower Edward Snowden responded"),
)
# One passage says "22 percent" where the claim has "a fifth": no word and no value in common.
LEAST_MADE_UP = 15


def read_sources(folder: Path) -> list[EvidenceSource]:
    return [EvidenceSource(SourceText(path.read_text())) for path in sorted(folder.glob("*.txt"))]


@pytest.fixture(scope="module")
def claims(shared_data: Path) -> list[Claim]:
    return find_claims((shared_data / "geneva" / "story.txt").read_text())


@pytest.fixture(scope="module")
def sources(shared_data: Path) -> list[EvidenceSource]:
    return read_sources(shared_data / "geneva" / "sources")


def first_five(claims: list[Claim], sources: list[EvidenceSource], words: str) -> list[ClaimPassage]:
    [claim] = [claim for claim in claims if words in claim.text]
    return [passage for _, passage in find_passages(claim.text, sources, most=5)]


def test_the_claims_a_careful_reader_lists_are_found(claims: list[Claim]) -> None:
    found = [words for words in LISTED if any(words in claim.text for claim in claims)]
    assert len(found) >= LEAST_LISTED


@pytest.mark.parametrize(("claim_words", "passage_words"), HELD)
def test_the_right_passage_is_among_the_first_five(
    claims: list[Claim], sources: list[EvidenceSource], claim_words: str, passage_words: str
) -> None:
    assert any(passage_words in passage.text for passage in first_five(claims, sources, claim_words))


def test_more_than_100_000_beside_100_000_is_compatible(claims: list[Claim], sources: list[EvidenceSource]) -> None:
    [now] = [each for each in first_five(claims, sources, "100,000") if "at the border now" in each.text]
    assert now.signals.figures == "compatible"


def test_what_no_passage_supports_says_which_words_are_missing(
    claims: list[Claim], sources: list[EvidenceSource]
) -> None:
    for passage in first_five(claims, sources, "satisfied with the first day"):
        [missing] = [
            signal for signal in passage.signals.signals if (signal.kind, signal.outcome) == ("words", "missing")
        ]
        assert "satisfied" in missing.claim_words


def test_passages_for_made_up_claims(shared_data: Path) -> None:
    sources = read_sources(shared_data / "misquotes" / "sources")
    found = [
        claim
        for claim, words in MADE_UP
        if any(words.lower() in passage.text.lower() for _, passage in find_passages(claim, sources, most=5))
    ]
    assert len(found) >= LEAST_MADE_UP
