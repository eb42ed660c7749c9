import pytest

from factcheck.reports.view import make_view
from tests.reports.reports import full_report, report


def test_only_the_best_evidence_contradicts_a_claim() -> None:
    claim = full_report()["claims"][0]
    agreeing = {**claim["evidence"][0], "words": "more than 400 people", "signals": []}

    [shown] = make_view(report([], claims=[{**claim, "evidence": [agreeing, *claim["evidence"]]}])).claims

    assert not shown.has_conflict
    assert [piece.words for piece in shown.evidence] == ["more than 400 people", "about 340 people signed in"]


@pytest.mark.parametrize(
    ("kind", "outcome", "expected"),
    [
        ("figure", "agrees", ["figure “400” = “340”"]),
        ("date", "compatible", ["date “400” ≈ “340”"]),
        ("negation", "conflicts", ["negation “400” ≠ “340”"]),
        ("name", "agrees", []),
        ("hedge", "compatible", []),
        ("figure", "missing", []),
    ],
)
def test_only_telling_signals_are_shown(kind: str, outcome: str, expected: list[str]) -> None:
    claim = full_report()["claims"][0]
    claim["evidence"][0]["signals"][0].update(kind=kind, outcome=outcome)

    [shown] = make_view(report([], claims=[claim])).claims

    assert [signal.words for signal in shown.evidence[0].signals] == expected


@pytest.mark.parametrize(("kind", "expected"), [("figure", True), ("date", True), ("negation", False), ("name", False)])
def test_only_figures_and_dates_make_a_claim_contradicted(kind: str, expected: bool) -> None:
    claim = full_report()["claims"][0]
    claim["evidence"][0]["signals"][0]["kind"] = kind

    assert make_view(report([], claims=[claim])).claims[0].has_conflict is expected
