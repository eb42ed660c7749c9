"""Sources, speakers and outlets over the API."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from factcheck.models import Search
from tests.api.conftest import problem_of
from tests.factories import (
    CaptureFactory,
    OutletFactory,
    QuotationFactory,
    RevisionFactory,
    SourceFactory,
    StoryFactory,
    ViaFactory,
)

pytestmark = pytest.mark.django_db


def test_source_and_its_latest_capture(reader: APIClient) -> None:
    capture = CaptureFactory()
    body = reader.get(f"/api/v1/sources/{capture.source.public_id}").json()
    assert (body["tier"], body["latest_capture"]) == ("P1", str(capture.public_id))
    assert "path" not in body and "key" not in body


def test_public_sees_public_sources_alone(anonymous: APIClient, reader: APIClient) -> None:
    public, private = SourceFactory(is_private=False), SourceFactory()
    assert [s["id"] for s in anonymous.get("/api/v1/sources").json()["results"]] == [str(public.public_id)]
    problem_of(anonymous.get(f"/api/v1/sources/{private.public_id}"), "not-found")
    assert len(reader.get("/api/v1/sources").json()["results"]) == 2


def test_source_is_added_to_a_story(with_key: Callable[..., APIClient]) -> None:
    client = with_key("read", "submit")
    story = StoryFactory()
    body = {"story": str(story.public_id), "url": "https://records.example/new", "tier": "P2"}
    response = client.post("/api/v1/sources", body, format="json")
    assert (response.status_code, response.json()["tier"]) == (202, "P2")
    assert Search.objects.get(story=story).source.url == "https://records.example/new"
    assert client.post("/api/v1/sources", body, format="json").json()["id"] == response.json()["id"]
    assert Search.objects.count() == 1


def test_known_private_source_is_not_told_to_whoever_may_not_read(with_key: Callable[..., APIClient]) -> None:
    client = with_key("submit", role="reporter")
    story = StoryFactory(created_by=client.user)  # type: ignore[attr-defined]
    body = {"story": str(story.public_id), "url": "https://records.example/known"}
    known = CaptureFactory(
        source__key="web:https://records.example/known", source__title="Xyzzy leak", source__name="Xyzzy"
    )
    response = client.post("/api/v1/sources", body, format="json")
    assert Search.objects.get(story=story).source == known.source
    assert (response.status_code, "Location" in response, "Xyzzy" in response.content.decode()) == (202, False, False)
    assert (response.json()["url"], response.json()["tier"]) == ("https://records.example/known", "U")
    assert response.json()["latest_capture"] is None
    read = with_key("submit", "read").post("/api/v1/sources", body, format="json")
    assert read.json()["title"] == "Xyzzy leak" and "Location" in read


@pytest.mark.parametrize(
    "url", ["", "nowhere", "file:///etc/passwd", "https://", "https://a b.example/", "https://[::1"]
)
def test_bad_address_of_a_source(with_key: Callable[..., APIClient], url: str) -> None:
    body = {"story": str(StoryFactory().public_id), "url": url}
    problem_of(with_key("read", "submit").post("/api/v1/sources", body, format="json"), "invalid-input")


def test_source_cannot_be_added_to_a_story_one_cannot_see(with_key: Callable[..., APIClient]) -> None:
    body = {"story": str(StoryFactory().public_id), "url": "https://records.example/new"}
    response = with_key("submit", role="reporter").post("/api/v1/sources", body, format="json")
    problem_of(response, "not-found")


def test_speakers_of_drafts_are_not_public(anonymous: APIClient, reader: APIClient) -> None:
    draft = QuotationFactory()
    shown = RevisionFactory().quotation.attribution.speaker
    assert [s["name"] for s in anonymous.get("/api/v1/speakers").json()["results"]] == [shown.name]
    names = {speaker["name"] for speaker in reader.get("/api/v1/speakers").json()["results"]}
    assert draft.attribution.speaker.name in names


def test_outlets_of_drafts_are_not_public(anonymous: APIClient, reader: APIClient) -> None:
    ViaFactory()
    OutletFactory(name="Our Own Paper", is_own=True)
    assert [o["name"] for o in anonymous.get("/api/v1/outlets").json()["results"]] == ["Our Own Paper"]
    assert len(reader.get("/api/v1/outlets").json()["results"]) == 2
    assert len(reader.get("/api/v1/outlets?name=own").json()["results"]) == 1
