"""Google's Fact Check Tools: off without a key, asked through the one client, kept, and honest about outages."""

import json
from typing import Any

import pytest
from django.core.cache import cache

from factcheck import jobs, queries
from factcheck.models import Attempt, EarlierCheck, SearchOutcome, SearchReason, Story
from factcheck.services.ask import ask_place
from factcheck.services.extract import extract_story
from factcheck.services.find_checks import near_checks
from factcheck.services.ingest import add_story
from tests.services.pages import Answer, PageServer

pytestmark = pytest.mark.django_db

TEXT = "The old bridge carries 40,000 cars a day, according to the city council.\n"
ANSWER = {
    "claims": [
        {
            "text": "40,000 cars cross the old bridge every day.",
            "claimant": "City council",
            "claimDate": "2021-03-01T00:00:00Z",
            "claimReview": [
                {
                    "publisher": {"name": "Riverside Checks", "site": "checks.example"},
                    "url": "https://checks.example/1",
                    "title": "How many cars cross the bridge?",
                    "reviewDate": "2021-03-05T00:00:00Z",
                    "textualRating": "Mostly true",
                    "languageCode": "en",
                },
                {"publisher": {"site": "other.example"}, "url": "https://other.example/1"},
            ],
        }
    ],
    "nextPageToken": "CAo",
}


@pytest.fixture(autouse=True)
def nothing_is_sent_or_kept() -> Any:
    cache.clear()
    with jobs.held():
        yield


@pytest.fixture
def service(pages: PageServer, settings: Any) -> PageServer:
    settings.FACT_CHECK_KEY, settings.FACT_CHECK_URL = "secret-key", pages.url("/claims:search")
    return pages


def given_story(actor: Any) -> Story:
    story, _ = add_story(actor=actor, text=TEXT)
    extract_story(story.pk)
    return story


def asked(story: Story) -> Attempt:
    attempt = story.places_asked.get(why=SearchReason.CHECKS)
    assert ask_place(attempt.pk)
    attempt.refresh_from_db()
    return attempt


def test_without_a_key_nothing_is_asked(reviewer: Any, pages: PageServer) -> None:
    story = given_story(reviewer)
    assert story.claims.exists() and not story.places_asked.exists() and pages.asked == []


def test_answers_are_kept_and_found_beside_the_claim(reviewer: Any, service: PageServer) -> None:
    service.answer_query("/claims:search", json.dumps(ANSWER))
    story = given_story(reviewer)
    attempt = asked(story)
    assert (attempt.outcome, attempt.reason) == ("searched", "1 claim asked for, 1 check came")
    check = EarlierCheck.objects.get()
    assert (check.rating, check.claimant, check.imported_from) == (
        "Mostly true", "City council", "Google Fact Check Tools",
    )  # fmt: skip
    claim = story.claims.get()
    [found] = near_checks(claim.text).found
    assert found.check == check and found.same
    [path] = service.asked
    assert path.startswith("/claims:search?query=The+old+bridge+carries") and "secret-key" not in path
    assert service.headers[-1]["x-goog-api-key"] == "secret-key"


def test_the_same_words_are_not_asked_twice_a_day(reviewer: Any, service: PageServer) -> None:
    service.answer_query("/claims:search", json.dumps(ANSWER))
    asked(given_story(reviewer))
    again, _ = add_story(actor=reviewer, text=f"{TEXT}\nOne more line.\n")
    extract_story(again.pk)
    assert asked(again).outcome == SearchOutcome.SEARCHED
    assert len([path for path in service.asked if "40%2C000" in path]) == 1


def test_no_checks_are_an_answer(reviewer: Any, service: PageServer) -> None:
    service.answer_query("/claims:search", "{}")
    attempt = asked(given_story(reviewer))
    assert (attempt.outcome, attempt.reason) == ("searched", "1 claim asked for, 0 checks came")


OUTAGES = [
    pytest.param(Answer("{}", 503), True, id="down"),
    pytest.param(Answer('{"error": {"code": 429}}', 429, {"Retry-After": "60"}), True, id="quota"),
    pytest.param(Answer('{"error": {"code": 403, "status": "PERMISSION_DENIED"}}', 403), False, id="bad-key"),
    pytest.param(Answer("<html>Sign in</html>", headers={"Content-Type": "text/html"}), False, id="portal"),
    pytest.param(Answer('{"claims": "none"}', headers={"Content-Type": "application/json"}), False, id="other-shape"),
]


@pytest.mark.parametrize(("answer", "is_tried_again"), OUTAGES)
def test_an_outage_is_could_not_look(reviewer: Any, service: PageServer, answer: Answer, is_tried_again: bool) -> None:
    service.answers["/claims:search?"] = answer
    attempt = asked(given_story(reviewer))
    assert attempt.outcome == SearchOutcome.UNAVAILABLE and attempt.reason
    assert (attempt.next_attempt_at is not None) == is_tried_again
    assert not EarlierCheck.objects.exists()


def test_the_story_does_not_wait_and_quotations_are_not_said_to_be_looked_for_there(
    reviewer: Any, service: PageServer
) -> None:
    story = given_story(reviewer)
    story.refresh_from_db()
    assert story.stage == "ready" and queries.search_log(story) == []


def test_a_key_taken_away_meanwhile_is_said(reviewer: Any, service: PageServer, settings: Any) -> None:
    story = given_story(reviewer)
    settings.FACT_CHECK_KEY = ""
    assert asked(story).reason == "no key is set any more" and service.asked == []
