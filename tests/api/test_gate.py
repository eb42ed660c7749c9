"""The gate a publishing system asks before a story goes out."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from factcheck.models import Stage, Story
from factcheck.services import gate as gate_service
from tests.api.conftest import problem_of
from tests.factories import ComparisonFactory, QuotationFactory, StoryFactory

TEXT = "The council met on Tuesday. “We will shut the bridge for nine days,” said Maria Speaker."


def story_with(*matches: tuple[str, str], stage: str = Stage.READY) -> Story:
    """A story with a quotation for each match class and severity; of "" nothing was compared."""
    story = StoryFactory(stage=stage)
    for number, (match, severity) in enumerate(matches, start=1):
        quotation = QuotationFactory(story=story, number=number)
        if match:
            quotation.best_comparison = ComparisonFactory(quotation=quotation, match=match, severity=severity)
            quotation.save()
    return story


def gate(client: APIClient, story: Story, **asked: Any) -> Any:
    return client.get(f"/api/v1/stories/{story.public_id}/gate", asked)


CASES = [
    ("nothing quoted", [], "clear", 0),
    ("as recorded", [("exact", "none"), ("typographic", "low")], "clear", 0),
    ("marked with a high flag", [("marked", "high")], "needs_person", 1),
    ("altered", [("exact", "none"), ("altered", "critical")], "needs_person", 1),
    ("no record", [("absent", "none")], "needs_person", 1),
    ("not compared", [("", "")], "needs_person", 1),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("matches", "verdict", "status"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_verdict_is_that_of_check_story(
    reader: APIClient, matches: list[tuple[str, str]], verdict: str, status: int
) -> None:
    body = gate(reader, story_with(*matches)).json()
    assert (body["verdict"], body["exit_status"]) == (verdict, status)
    assert all(held["match"] in {match for match, _ in matches} for held in body["quotations"])


@pytest.mark.django_db
def test_quotations_that_need_a_person_are_named(reader: APIClient) -> None:
    story = story_with(("exact", "none"), ("altered", "critical"))
    [held] = gate(reader, story).json()["quotations"]
    assert (held["number"], held["match"], held["severity"]) == (2, "altered", "critical")
    assert held["href"].endswith(held["id"])


@pytest.mark.django_db
def test_failed_and_unready_stories(reader: APIClient) -> None:
    failed = StoryFactory(stage=Stage.FAILED, problem="The page could not be read.")
    body = gate(reader, failed).json()
    assert (body["verdict"], body["exit_status"], body["problem"]) == ("failed", 2, "The page could not be read.")
    body = gate(reader, StoryFactory(stage=Stage.GATHERING), wait=1).json()
    assert (body["verdict"], body["exit_status"]) == ("pending", None)


@pytest.mark.django_db
def test_only_those_who_know_the_story_are_told(
    anonymous: APIClient, with_key: Callable[..., APIClient], reader: APIClient
) -> None:
    submitter = with_key("submit", role="reporter")
    story = story_with(("altered", "critical"))
    assert gate(anonymous, story).status_code == gate(submitter, story).status_code == 404
    Story.objects.filter(pk=story.pk).update(created_by=submitter.user)  # type: ignore[attr-defined]
    assert gate(submitter, story).json()["verdict"] == "needs_person"


@pytest.mark.django_db
@pytest.mark.parametrize("wait", ["-1", "26", "soon", "1.5", "9" * 30])
def test_wait_is_bounded(reader: APIClient, wait: str) -> None:
    problem_of(gate(reader, story_with(), wait=wait), "invalid-input")
    response = reader.post("/api/v1/stories", {"text": TEXT, "wait": wait}, format="json")
    assert response.status_code in (400, 403)


@pytest.mark.django_db(transaction=True)
def test_submitter_who_waits_is_answered_when_the_story_is_ready(with_key: Callable[..., APIClient]) -> None:
    def work() -> None:
        try:
            for _ in range(200):
                if Story.objects.update(stage=Stage.READY):
                    return
        finally:
            connection.close()

    submitter = with_key("submit", role="reporter")
    worker = threading.Timer(0.5, work)
    worker.start()
    response = submitter.post("/api/v1/stories", {"text": TEXT, "wait": 20}, format="json")
    worker.join()
    assert (response.status_code, response.json()["stage"]) == (202, "ready")
    assert response.json()["gate"] == {"verdict": "clear", "exit_status": 0, "quotations": [], "problem": ""}


@pytest.mark.django_db
def test_nobody_waits_longer_than_servers_do(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    clock = iter(range(0, 10_000, 5))
    monkeypatch.setattr(gate_service.time, "sleep", slept.append)
    monkeypatch.setattr(gate_service.time, "monotonic", lambda: next(clock))
    assert gate_service.gate_of(StoryFactory(stage=Stage.GATHERING), wait_seconds=3_600).verdict == "pending"
    assert len(slept) <= gate_service.MOST_WAIT / 5
