"""Agreement and intervals, against values worked out by hand and the extremes."""

import pytest

from factcheck.services.agreement import cohen_kappa, one_against_rest, wilson_interval

KAPPAS = [
    ("half of the way", {("a", "a"): 20, ("a", "b"): 5, ("b", "a"): 10, ("b", "b"): 15}, 0.4),
    ("full", {("a", "a"): 3, ("b", "b"): 9}, 1.0),
    ("never", {("a", "b"): 4, ("b", "a"): 4}, -1.0),
    ("chance", {("a", "a"): 1, ("a", "b"): 1, ("b", "a"): 1, ("b", "b"): 1}, 0.0),
    ("three answers", {("a", "a"): 2, ("b", "b"): 1, ("c", "c"): 1, ("a", "c"): 1}, 0.6875),
]


@pytest.mark.parametrize(("readings", "kappa"), [k[1:] for k in KAPPAS], ids=[k[0] for k in KAPPAS])
def test_kappa(readings: dict[tuple[str, str], int], kappa: float) -> None:
    assert cohen_kappa(readings) == pytest.approx(kappa)


def test_kappa_does_not_depend_on_who_is_called_first() -> None:
    readings = {("a", "b"): 3, ("a", "a"): 7, ("b", "c"): 2, ("c", "c"): 5}
    turned = {(other, one): count for (one, other), count in readings.items()}
    assert cohen_kappa(readings) == pytest.approx(cohen_kappa(turned))


@pytest.mark.parametrize("readings", [{}, {("a", "a"): 12}])
def test_kappa_is_not_made_up_where_chance_explains_everything(readings: dict[tuple[str, str], int]) -> None:
    assert cohen_kappa(readings) is None


def test_one_status_against_the_rest() -> None:
    readings = {("a", "a"): 4, ("b", "c"): 2, ("c", "a"): 1}
    assert one_against_rest(readings, "a") == {("True", "True"): 4, ("False", "False"): 2, ("False", "True"): 1}


INTERVALS = [
    ("half of ten", 5, 10, 0.2366, 0.7634),
    ("none of ten", 0, 10, 0.0, 0.2775),
    ("all of ten", 10, 10, 0.7225, 1.0),
    ("one of one", 1, 1, 0.2065, 1.0),
    ("many", 300, 1000, 0.2724, 0.3292),
]


@pytest.mark.parametrize(("hits", "total", "low", "high"), [i[1:] for i in INTERVALS], ids=[i[0] for i in INTERVALS])
def test_wilson_interval(hits: int, total: int, low: float, high: float) -> None:
    interval = wilson_interval(hits, total)
    assert interval.share == hits / total
    assert (interval.low, interval.high) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))
