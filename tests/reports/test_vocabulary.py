from typing import Any

import pytest

from factcheck.reports.vocabulary import (
    FLAG_LABELS,
    MATCH_LABELS,
    NOT_LOOKED,
    OUTCOME_LABELS,
    WORTH_WORDS,
    Tone,
    describe_change,
    match_label,
    worth_reason,
)
from factcheck.text import worthiness
from factcheck.text.match import HARMLESS, FlagName, Match, OperationKind


def flag(name: str, severity: str) -> dict[str, Any]:
    return {"flag": name, "words": "", "severity": severity, "sentence": ""}


def test_everything_a_comparison_can_say_has_a_label() -> None:
    assert set(MATCH_LABELS) == set(Match)
    assert set(FLAG_LABELS) == set(FlagName)


def test_labels_can_be_told_apart_without_colour() -> None:
    labels = [*MATCH_LABELS.values(), NOT_LOOKED]

    assert len({label.words for label in labels}) == len(labels)
    assert len({label.sign for label in labels}) == len(labels)
    assert len({label.plain_sign for label in labels}) == len(labels)
    every = [*labels, *FLAG_LABELS.values(), *OUTCOME_LABELS.values()]
    assert all(label.sign and label.words and label.meaning.endswith(".") for label in every)
    assert all(label.plain_sign.isascii() for label in every)


def test_only_harmless_matches_are_ok() -> None:
    assert {match for match, label in MATCH_LABELS.items() if label.tone is Tone.OK} == HARMLESS


@pytest.mark.parametrize("match", sorted(HARMLESS))
@pytest.mark.parametrize("severity", ["high", "critical"])
@pytest.mark.parametrize("name", list(FlagName))
def test_a_high_flag_takes_the_ok_away(match: str, severity: str, name: str) -> None:
    assert match_label(match, [flag(name, severity)]).tone is Tone.WARN


@pytest.mark.parametrize("severity", ["none", "low", "medium"])
def test_a_lesser_flag_leaves_the_label(severity: str) -> None:
    assert match_label("exact", [flag("cut_mid_sentence", severity)]) == MATCH_LABELS[Match.EXACT]


def test_the_most_telling_high_flag_names_the_label() -> None:
    label = match_label("marked", [flag("cut_mid_sentence", "high"), flag("omission_holds_negation", "high")])

    assert label.words == "Cut hides a word"


def test_a_flag_never_makes_a_change_look_better() -> None:
    assert match_label("altered", [flag("cut_mid_sentence", "high")]) == MATCH_LABELS[Match.ALTERED]


def test_no_match_is_not_looked_up_yet() -> None:
    assert match_label(None) is NOT_LOOKED


@pytest.mark.parametrize(
    ("kind", "printed", "recorded", "expected"),
    [
        ("dropped", "", "not", "“not” is in the record, not in print"),
        ("inserted", "very", "", "“very” is in print, not in the record"),
        ("replaced", "will", "might", "“might” became “will”"),
        ("moved", "today", "today", "“today” stands elsewhere in the record"),
        ("omitted", "…", "not", "the ellipsis leaves out “not”"),
        ("omitted", "…", "", "the ellipsis leaves nothing out"),
        ("bracketed", "[Ida]", "it", "“[Ida]” stands for “it”, in brackets"),
        ("bracketed", "[Ida]", "", "“[Ida]” is added in brackets"),
        ("bracketed", "", "it", "brackets stand for “it”"),
    ],
)
def test_changes_are_told_in_words(kind: str, printed: str, recorded: str, expected: str) -> None:
    assert describe_change(OperationKind(kind), printed, recorded) == expected


def test_long_words_are_cut_in_the_middle() -> None:
    line = describe_change(OperationKind.DROPPED, "", "first " + "and then " * 40 + "last")

    assert line.startswith("“first and then") and line.endswith("and then last” is in the record, not in print")
    assert len(line) < 140
    assert len(describe_change(OperationKind.DROPPED, "", "x" * 5000)) < 140


def test_braces_in_the_words_are_words() -> None:
    assert describe_change(OperationKind.REPLACED, "{recorded}", "{x}") == "“{x}” became “{recorded}”"


def test_a_failed_search_is_not_one_that_has_not_been() -> None:
    assert match_label(None, (), ["searched", "unavailable"]).words == "Could not look"
    assert match_label(None, (), ["pending", "unavailable"]) is NOT_LOOKED
    assert match_label("absent", (), ["searched", "unavailable"]).words == "No record found"


def test_every_feature_of_worthiness_has_words() -> None:
    assert {name for name, _ in worthiness._FINDERS} <= {*WORTH_WORDS}
    assert worth_reason("figure", "400") == "a figure “400”"
    assert worth_reason("length", "the ledger the") == "a long sentence"
