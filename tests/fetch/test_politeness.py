"""The host gate of one process, on a clock of its own."""

import threading
import time
from itertools import pairwise

import pytest

from factcheck.fetch.exceptions import HostMustWait
from factcheck.fetch.politeness import BREAKER_FAILURES, MemoryHostGate, backoff_seconds


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gate(clock: Clock) -> MemoryHostGate:
    return MemoryHostGate(patience_seconds=30, clock=clock, sleep=clock.sleep)


def test_first_visit_waits_for_nothing_and_the_next_for_the_gap(gate: MemoryHostGate, clock: Clock) -> None:
    with gate.wait_turn("a.test", 2.0):
        clock.now += 5
    with gate.wait_turn("a.test", 2.0):
        pass
    with gate.wait_turn("b.test", 2.0):
        pass
    assert clock.slept == [2.0]


def test_gap_is_the_one_known_at_the_later_visit(gate: MemoryHostGate, clock: Clock) -> None:
    with gate.wait_turn("a.test", 2.0):
        pass
    with gate.wait_turn("a.test", 10.0):  # its robots.txt has been read meanwhile
        pass
    assert clock.slept == [10.0]


def test_gap_read_while_in_line_is_kept(gate: MemoryHostGate, clock: Clock) -> None:
    gaps = [2.0]
    with gate.wait_turn("a.test", lambda: gaps[-1]):
        gaps.append(10.0)  # its robots.txt has just been read
    with gate.wait_turn("a.test", lambda: gaps[-1]):
        pass
    assert clock.slept == [10.0]


def test_back_off_closes_the_host_for_longer_each_time(gate: MemoryHostGate, clock: Clock) -> None:
    for tries in (1, 2, 3):
        assert 6 * 2 ** (tries - 1) <= gate.back_off("a.test") <= 60 * 2 ** (tries - 1)
        with pytest.raises(HostMustWait), gate.wait_turn("a.test", 0):
            pass
        clock.now += 60 * 2**tries


def test_gap_beyond_patience_is_refused(gate: MemoryHostGate) -> None:
    with gate.wait_turn("a.test", 2.0):
        pass
    with pytest.raises(HostMustWait) as refusal, gate.wait_turn("a.test", 60.0):
        pass
    assert refusal.value.retry_after_seconds == 60


def test_nothing_is_asked_inside_retry_after(gate: MemoryHostGate, clock: Clock) -> None:
    gate.retry_after("a.test", 100)
    clock.now += 99
    with pytest.raises(HostMustWait), gate.wait_turn("a.test", 0):
        pass
    clock.now += 2
    with gate.wait_turn("a.test", 0):
        pass


def test_breaker_opens_at_the_fifth_failure_and_success_closes_it(gate: MemoryHostGate, clock: Clock) -> None:
    for _ in range(BREAKER_FAILURES - 1):
        gate.record_failure("a.test")
    with gate.wait_turn("a.test", 0):
        pass
    gate.record_failure("a.test")
    with pytest.raises(HostMustWait), gate.wait_turn("a.test", 0):
        pass
    clock.now += 11
    with gate.wait_turn("a.test", 0):
        gate.record_success("a.test")
    gate.record_failure("a.test")
    with gate.wait_turn("a.test", 0):
        pass


@pytest.mark.parametrize("failures", [1, 2, 5, 50, 10_000])
def test_backoff_grows_to_a_ceiling(failures: int) -> None:
    longest = backoff_seconds(failures, lambda low, high: high)
    assert longest == min(86400.0, 10 * 2.0 ** min(failures - 1, 20))
    assert 0 < backoff_seconds(failures) <= longest


def test_threads_visit_one_at_a_time_and_never_inside_the_gap() -> None:
    gate = MemoryHostGate()
    visits: list[tuple[float, float]] = []

    def visit() -> None:
        with gate.wait_turn("a.test", 0.03):
            began = time.monotonic()
            time.sleep(0.005)
            visits.append((began, time.monotonic()))

    threads = [threading.Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    visits.sort()
    assert len(visits) == 8
    assert all(later[0] - earlier[1] >= 0.029 for earlier, later in pairwise(visits))
