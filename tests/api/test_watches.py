"""The watch over the API: what is watched, what was seen, who may change it."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from factcheck.models import AuditEntry, ReviewState, Source
from factcheck.services.review import move, sign
from tests.api.conftest import problem_of
from tests.api.test_reviewed import compared_quotation
from tests.factories import AlertFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(with_key: Callable[..., APIClient]) -> APIClient:
    return with_key("read", "submit", role="editor")


def test_watched_sources_by_name(reader: APIClient) -> None:
    for name in ("b", "a"):
        SourceFactory(name=name, is_watched=True)
    SourceFactory(name="c")
    results = reader.get("/api/v1/watches").json()["results"]
    assert [(w["name"], w["is_watched"]) for w in results] == [("a", True), ("b", True)]
    assert reader.get(results[0]["href"]).json()["alerts"] == []


def test_pages_and_filters(reader: APIClient) -> None:
    alert = AlertFactory(passage__capture__source__is_watched=True, passage__capture__source__name="z")
    AlertFactory(passage__capture__source__is_watched=True, kind="note", passage__capture__source__name="y")
    first = reader.get("/api/v1/watches?page_size=1").json()
    assert first["results"][0]["name"] == "y" and reader.get(first["next"]).json()["results"][0]["name"] == "z"
    [found] = reader.get("/api/v1/watches?has_alerts=true").json()["results"]
    assert found["id"] == str(alert.source.public_id)
    assert [w["name"] for w in reader.get("/api/v1/watches?has_alerts=false").json()["results"]] == ["y"]
    # What is asked for and cannot be meant is not passed over: that would return everything.
    for query in ("tier=P1", "has_alerts=", "has_alerts=maybe", "changed_after=", "link_state=", "ordering="):
        problem_of(reader.get(f"/api/v1/watches?{query}"), "invalid-input")


def test_alerts_of_a_source(reader: APIClient) -> None:
    alert = AlertFactory(passage__capture__source__is_watched=True)
    path = f"/api/v1/watches/{alert.source.public_id}"
    response: Any = reader.get(path)
    [shown] = response.json()["alerts"]
    assert (shown["kind"], shown["state"], shown["words_gone"]) == ("changed", "open", "nine")
    assert shown["capture"] == str(alert.capture.public_id)
    assert reader.get(path, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_words_a_first_reader_rests_on_are_closed_to_the_second(with_key: Callable[..., APIClient]) -> None:
    quotation, passage = compared_quotation(is_watched=True)
    first, second = UserFactory(role="reviewer"), UserFactory(role="reviewer")
    move(quotation, ReviewState.IN_REVIEW, actor=first)
    sign(quotation, actor=first, decision="altered_meaning", passages=[passage.pk], note="A note.")
    AlertFactory(passage=passage)
    path = f"/api/v1/watches/{passage.capture.source.public_id}"
    [closed] = with_key("read", user=second).get(path).json()["alerts"]
    assert (closed["before"], closed["now"], closed["words_gone"], closed["operations"]) == ("", "", "", [])
    [open_to_author] = with_key("read", user=first).get(path).json()["alerts"]
    assert open_to_author["before"] == passage.exact


def test_watch_begins_once_and_is_in_the_audit(manager: APIClient) -> None:
    source = SourceFactory()
    for _ in range(2):
        response: Any = manager.post("/api/v1/watches", {"source": str(source.public_id)}, format="json")
        assert (response.status_code, response.json()["is_watched"]) == (200, True)
        assert response.json()["next_look_at"]
    assert AuditEntry.objects.filter(act="source.watched").count() == 1


def test_watch_ends(manager: APIClient) -> None:
    source = SourceFactory(is_watched=True)
    path = f"/api/v1/watches/{source.public_id}"
    assert manager.delete(path).json()["is_watched"] is False
    assert not Source.objects.get(pk=source.pk).is_watched
    problem_of(manager.delete(path), "not-found")


def test_look_at_once(manager: APIClient, django_capture_on_commit_callbacks: Any) -> None:
    source = SourceFactory(is_watched=True, last_error="timed out")
    response: Any = manager.post(f"/api/v1/watches/{source.public_id}/look")
    assert (response.status_code, response.json()["problem"]) == (202, "")
    assert Source.objects.get(pk=source.pk).next_attempt_at is not None


@pytest.mark.parametrize("body", [{}, {"source": "nowhere"}, {"source": None}, {"url": "https://a.example/"}])
def test_bad_requests_name_the_fault(manager: APIClient, body: dict[str, Any]) -> None:
    assert problem_of(manager.post("/api/v1/watches", body, format="json"), "invalid-input")["errors"]


def test_file_cannot_be_watched(manager: APIClient) -> None:
    source = SourceFactory(url="", key="upload:1", kind="file", name="minutes.pdf")
    response = manager.post("/api/v1/watches", {"source": str(source.public_id)}, format="json")
    assert "minutes.pdf" in problem_of(response, "invalid-input")["detail"]


def test_who_may(with_key: Callable[..., APIClient], anonymous: APIClient) -> None:
    source = SourceFactory(is_watched=True)
    path, body = f"/api/v1/watches/{source.public_id}", {"source": str(source.public_id)}
    problem_of(anonymous.get("/api/v1/watches"), "not-authenticated")
    problem_of(with_key("submit", role="reporter").get(path), "not-allowed")
    # A reviewer may not end a watch at the desk either; and an editor's key only with the scopes.
    for client in (with_key("read", "submit", "review"), with_key("read", role="editor")):
        assert client.get(path).status_code == 200
        problem_of(client.post("/api/v1/watches", body, format="json"), "not-allowed")
        problem_of(client.delete(path), "not-allowed")
        problem_of(client.post(f"{path}/look"), "not-allowed")
    assert with_key("read", "submit", role="source manager").post(f"{path}/look").status_code == 202
