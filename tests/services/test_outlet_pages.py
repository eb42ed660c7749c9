"""Whether the own pages of the outlets a claim is credited to carry it: computed, and no part of the rating."""

from typing import Any

import pytest
from django.utils import timezone

from factcheck import jobs
from factcheck.models import Claim, Outlet, SearchOutcome, SearchReason, Stage
from factcheck.services.compare import compare_search
from factcheck.services.extract import extract_story
from factcheck.services.gather import plan_attempts
from factcheck.services.ingest import add_story
from factcheck.services.outlet_pages import OutletLook, is_page_of, look_at_outlets
from tests.factories import CaptureFactory, OutletFactory, SearchFactory, SourceFactory

pytestmark = pytest.mark.django_db

TEXT = "CNN reported that the two sides have agreed to cut 300 missiles by the end of the decade."


@pytest.fixture(autouse=True)
def nothing_is_sent() -> Any:
    with jobs.held():
        yield


@pytest.fixture
def claim(reviewer: Any) -> Claim:
    story, _ = add_story(actor=reviewer, text=TEXT)
    extract_story(story.pk)
    return Claim.objects.get(story=story)


def read_page(claim: Claim, text: str, url: str = "https://edition.cnn.com/talks") -> None:
    """The page is a source of the story, captured and compared."""
    capture = CaptureFactory(source=SourceFactory(url=url, key=f"web:{url}"), text=text)
    search = SearchFactory(
        story=claim.story,
        source=capture.source,
        capture=capture,
        outcome=SearchOutcome.PENDING,
        next_attempt_at=timezone.now(),
    )
    assert compare_search(search.pk)


def look(claim: Claim) -> OutletLook:
    [only] = look_at_outlets(Claim.objects.get(pk=claim.pk))
    return only


@pytest.mark.parametrize(
    ("page", "expected", "reason"),
    [
        pytest.param(
            "The two sides have agreed to cut 300 missiles by the end of the decade, officials said.",
            "confirmed",
            "",
            id="it_carries_the_claim",
        ),
        pytest.param(
            "The two sides have agreed to cut 200 missiles by the end of the decade, officials said.",
            "contradicted",
            "figure: “300” in the claim, “200” there",
            id="another_figure",
        ),
        pytest.param(
            "The two sides have not agreed to cut 300 missiles by the end of the decade, officials said.",
            "contradicted",
            "negation: “–” in the claim, “not” there",
            id="it_denies_the_claim",
        ),
        pytest.param(
            "The two sides have offered to cut 300 missiles by the end of the decade, officials said.",
            "not_confirmed",
            "modality: “agreed” in the claim, “offered” there",
            id="it_says_less",
        ),
        pytest.param(
            "The weather in Geneva was fine and the lake was calm on the first day.",
            "not_confirmed",
            "no passage of it bears on the claim",
            id="it_is_about_something_else",
        ),
    ],
)
def test_what_the_outlets_own_page_shows(claim: Claim, page: str, expected: str, reason: str) -> None:
    read_page(claim, page)
    seen = look(claim)
    assert (seen.shows, seen.reason) == (expected, reason)
    assert [entry["outcome"] for entry in seen.searched] == ["searched"]
    assert claim.rating == "unreviewed" and seen.via.state == "unconfirmed"


def test_a_page_of_another_outlet_is_no_page_of_this_one(claim: Claim) -> None:
    read_page(claim, TEXT, url="https://news.example/talks")
    seen = look(claim)
    assert (seen.shows, seen.evidence, seen.searched) == ("could_not_look", None, ())
    assert seen.reason == "no page of CNN is among the sources; add the one that carries it"


def test_a_page_that_cannot_be_read_is_no_page_without_the_claim(claim: Claim) -> None:
    source = SourceFactory(url="https://edition.cnn.com/talks")
    SearchFactory(story=claim.story, source=source, outcome=SearchOutcome.UNAVAILABLE, reason="blocked", capture=None)
    seen = look(claim)
    assert (seen.shows, seen.reason) == ("could_not_look", "blocked")
    [line] = seen.searched
    assert line == {"source": source.name, "url": source.url, "outcome": "unavailable", "reason": "blocked"}


def test_a_claim_of_no_outlet_has_nothing_to_look_at(reviewer: Any) -> None:
    story, _ = add_story(actor=reviewer, text="Russia has massed 100,000 troops.")
    extract_story(story.pk)
    assert look_at_outlets(Claim.objects.get(story=story)) == []


def test_the_feed_of_an_outlet_that_only_a_claim_names_is_asked(claim: Claim) -> None:
    Outlet.objects.update(feed_url="https://edition.cnn.com/feed")
    assert claim.story.stage != Stage.RECEIVED
    plan_attempts(claim.story, has_archive=False)
    assert [attempt.why for attempt in claim.story.places_asked.all()] == [SearchReason.OUTLET]


@pytest.mark.parametrize(
    ("name", "domain", "url", "expected"),
    [
        ("CNN", "", "https://edition.cnn.com/talks", True),
        ("CNN", "", "https://cnn.example.com/talks", False),
        ("BBC", "", "https://www.bbc.co.uk/news", True),
        ("CNN", "", "https://news.example/cnn", False),
        ("The Guardian", "", "https://www.theguardian.com/a", True),
        ("The New York Times", "", "https://www.nytimes.com/a", False),  # its host must be said
        ("The Guardian", "theguardian.com", "https://www.theguardian.com/a", True),
        ("CNN", "cnn.com", "https://cnn.example.com/talks", False),
    ],
)
def test_whose_page_it_is(name: str, domain: str, url: str, expected: bool) -> None:
    outlet = OutletFactory(name=name, domain=domain)
    assert is_page_of(SourceFactory(url=url), outlet) is expected
