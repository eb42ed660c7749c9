"""Passages that bear on a claim."""

import pytest

from factcheck.text.evidence import EvidenceSource, find_passages
from factcheck.text.source import SourceText

HEARING = SourceText(
    "THE CHAIR: Welcome, everybody. We begin with the harbor wall.\n"
    "MS. ORTEGA: The harbor wall will cost 40 million dollars. Work begins in April.\n"
    "MR. LIND: There are 3,200 households behind the wall now. I thank the engineers.\n"
    "MS. ORTEGA: The school on Mill Street stays open.\n"
)


def words_of(claim: str, most: int = 5) -> list[str]:
    return [passage.text for passage in EvidenceSource(HEARING).find(claim, most)]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        pytest.param(
            "The harbor wall will cost $40 million",
            "MS. ORTEGA: The harbor wall will cost 40 million dollars.",
            id="most-of-the-telling-words-come-first",
        ),
        pytest.param(
            "More than 3,200 households in a low district that floods every winter wait for protection by the city",
            "MR. LIND: There are 3,200 households behind the wall now.",
            id="the-same-figure-bears-on-a-long-claim",
        ),
    ],
)
def test_the_passage_that_bears_on_the_claim_comes_first(claim: str, expected: str) -> None:
    assert words_of(claim)[0] == expected


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("The mayor resigned on Tuesday after a long illness", id="no-word-in-common"),
        pytest.param("The wall", id="one-content-word-tells-nothing"),
        pytest.param("", id="empty"),
        pytest.param("and of the to in", id="function-words-only"),
    ],
)
def test_no_passage_is_better_than_one_that_only_looks_like_it(claim: str) -> None:
    assert words_of(claim) == []


REWORDED = [
    ("Officials put a price of $40 million on the harbour wall", "MS. ORTEGA: The harbor wall will cost 40 million"),
    ("Households behind the walls number 3,200", "MR. LIND: There are 3,200 households behind the wall now."),
    ("The Mill Street school is staying open", "MS. ORTEGA: The school on Mill Street stays open."),
]


@pytest.mark.parametrize(("claim", "expected"), REWORDED)
def test_other_forms_and_synonyms_bear_on_the_claim(claim: str, expected: str) -> None:
    assert words_of(claim)[0].startswith(expected)


def test_a_passage_says_which_words_of_the_claim_it_lacks() -> None:
    (best, *_) = EvidenceSource(HEARING).find("The mayor is satisfied with the cost of the harbor wall")
    words = {signal.outcome: signal for signal in best.signals.signals if signal.kind == "words"}
    assert words["missing"].claim_words == "mayor, satisfied"
    assert words["agrees"].claim_words == "cost, harbor, wall"


def test_shared_words_are_given_as_both_texts_have_them() -> None:
    (best, *_) = EvidenceSource(HEARING).find("Officials put a price of $40 million on the harbour wall")
    (shared,) = [signal for signal in best.signals.signals if signal.kind == "words" and signal.outcome == "agrees"]
    assert (shared.claim_words, shared.evidence_words) == ("price, harbour, wall", "cost, harbor, wall")


def test_many_words_of_a_long_claim_in_one_sentence_bear_on_it() -> None:
    claim = (
        "After weeks of quarrels between the town, the county and three insurers about who pays for which metre of "
        "stone, the school on Mill Street stays open, said a letter that nobody had asked for"
    )
    assert words_of(claim) == ["MS. ORTEGA: The school on Mill Street stays open."]


def test_spans_reproduce_the_passage() -> None:
    for passage in EvidenceSource(HEARING).find("The harbor wall will cost 40 million dollars"):
        assert HEARING.text[passage.span.start : passage.span.end] == passage.text


def test_the_signals_compare_the_figures() -> None:
    (best, *_) = EvidenceSource(HEARING).find("The harbor wall will cost 50 million dollars")
    assert best.signals.figures == "conflicts"


def test_an_empty_source_has_no_passages() -> None:
    assert EvidenceSource(SourceText("")).find("The harbor wall will cost 40 million dollars") == []


LETTER = SourceText(
    "The mayor's letter.\nThe harbor wall has a price of 40 million dollars and will be ready in May.\n"
)


def test_passages_of_several_sources_are_ranked_together() -> None:
    sources = [EvidenceSource(HEARING), EvidenceSource(LETTER)]
    found = find_passages("The harbor wall will be ready in May at a price of $40 million", sources, most=2)
    assert [source.source for source, _ in found] == [LETTER, HEARING]
    assert found[0][1].score > found[1][1].score


def test_a_name_alone_does_not_bear_on_a_claim() -> None:
    source = EvidenceSource(SourceText("Anna Ortega arrived late.\nThe weather was fine.\nNobody asked why."))
    assert source.find("Anna Ortega pays for the wall") == []


def test_a_small_number_is_no_figure_in_common() -> None:
    """ "Two" and "first" stand in every text."""
    source = EvidenceSource(SourceText("She had two cats.\nThe first snow fell.\nTwo buses stopped there."))
    assert (
        source.find("Two ministers of the cats party signed a long treaty about fishing rights in the first week") == []
    )
