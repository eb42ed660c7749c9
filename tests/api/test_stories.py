"""Stories over the API: submitted, followed, read."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from factcheck.models import Search, Source, Stage, Story
from tests.api.conftest import problem_of
from tests.factories import (
    ClaimFactory,
    ComparisonFactory,
    QuotationFactory,
    RevisionFactory,
    SearchFactory,
    StoryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
URL = "/api/v1/stories"
TEXT = "The council met on Tuesday. “We will shut the bridge for nine days,” said Maria Speaker."


@pytest.fixture
def submitter(with_key: Callable[..., APIClient]) -> APIClient:
    return with_key("submit", role="reporter")


def test_submitted_story_is_accepted_and_can_be_followed(submitter: APIClient) -> None:
    response = submitter.post(URL, {"text": TEXT, "title": "Bridge"}, format="json")
    assert response.status_code == 202
    assert response.json()["stage"] == "received"
    path = response["Location"][response["Location"].index("/api/") :]
    followed = submitter.get(path)
    assert followed.status_code == 200
    assert followed.json()["text"] == TEXT
    assert followed.json()["progress"]["quotations"] == 0
    story = Story.objects.get()
    assert (story.created_by, story.origin, story.title) == (submitter.user, "api", "Bridge")  # type: ignore[attr-defined]


def test_addresses_are_on_the_host_that_was_asked(submitter: APIClient) -> None:
    response = submitter.post(URL, {"text": TEXT}, format="json", HTTP_HOST="localhost:8123")
    assert response["Location"].startswith("http://localhost:8123/api/v1/stories/")
    assert response.json()["href"] == response["Location"]


def test_work_is_asked_for_after_commit(submitter: APIClient, django_capture_on_commit_callbacks: Any) -> None:
    with patch("factcheck.jobs.current_app.send_task") as send:
        with django_capture_on_commit_callbacks() as callbacks:
            submitter.post(URL, {"text": TEXT}, format="json")
        send.assert_not_called()
        for callback in callbacks:
            callback()
    assert send.call_args_list[0].args == ("factcheck.extract_story",)


def test_sources_are_taken_with_the_story(submitter: APIClient) -> None:
    sources = [{"url": "https://records.example/1", "tier": "P1"}, {"url": "https://records.example/2", "title": "Two"}]
    assert submitter.post(URL, {"text": TEXT, "sources": sources}, format="json").status_code == 202
    assert set(Source.objects.values_list("url", "tier")) >= {("https://records.example/1", "P1")}
    assert Search.objects.filter(why="given").count() == 2


def test_same_story_again_is_the_story_that_exists(submitter: APIClient) -> None:
    first, second = (submitter.post(URL, {"text": TEXT}, format="json") for _ in range(2))
    assert first["Location"] == second["Location"] and Story.objects.count() == 1


def test_story_somebody_else_gave_is_given_anew_to_those_who_may_not_read(
    submitter: APIClient, with_key: Callable[..., APIClient]
) -> None:
    other = with_key("submit", role="reporter")
    body = {"text": TEXT, "title": "Xyzzy scoop", "deadline_at": "2026-11-25T12:00:00Z"}
    theirs = other.post(URL, body, format="json")
    first, second = (submitter.post(URL, {"text": TEXT}, format="json") for _ in range(2))
    assert (first.status_code, "Xyzzy" in first.content.decode(), first.json()["deadline_at"]) == (202, False, None)
    assert first["Location"] == second["Location"] != theirs["Location"]
    for client, response in ((submitter, first), (other, theirs)):
        assert client.get(response["Location"].replace("http://testserver", "")).status_code == 200
    both = with_key("submit", "read").post(URL, {"text": TEXT}, format="json")
    assert both["Location"] == theirs["Location"] and Story.objects.count() == 2


def test_file_with_a_source_file(submitter: APIClient) -> None:
    body = {
        "file": SimpleUploadedFile("story.txt", TEXT.encode()),
        "source_files": [SimpleUploadedFile("record.txt", b"MAYOR SPEAKER: We will shut the bridge.")],
        "sources": json.dumps([{"url": "https://records.example/1"}]),
    }
    response = submitter.post(URL, body, format="multipart")
    assert response.status_code == 202, response.content
    story = Story.objects.get()
    assert (story.file_name, story.text) == ("story.txt", TEXT)
    assert Search.objects.filter(story=story).count() == 2


BAD = [
    pytest.param({}, "invalid-input", id="nothing"),
    pytest.param({"text": ""}, "invalid-input", id="empty text"),
    pytest.param({"text": "  \n"}, "invalid-input", id="blank text"),
    pytest.param({"text": "123 …"}, "invalid-input", id="no words"),
    pytest.param({"text": "a\0b"}, "invalid-input", id="NUL"),
    pytest.param({"text": ["words"]}, "invalid-input", id="text a list"),
    pytest.param({"text": "word " * 250_000}, "invalid-input", id="more than a million characters"),
    pytest.param({"text": "word " * 2_000_000}, "too-large", id="10 MB of text"),
    pytest.param({"url": "ftp://example.org/a"}, "invalid-input", id="not of the web"),
    pytest.param({"url": "javascript:alert(1)"}, "invalid-input", id="a script"),
    pytest.param({"url": "https://example.org/" + "a" * 3000}, "invalid-input", id="address too long"),
    pytest.param({"text": TEXT, "colour": "red"}, "invalid-input", id="unknown field"),
    pytest.param({"text": TEXT, "file": "x"}, "invalid-input", id="file in JSON"),
    pytest.param({"text": TEXT, "deadline_at": "soon"}, "invalid-input", id="no time"),
    pytest.param({"text": TEXT, "sources": "x"}, "invalid-input", id="sources no list"),
    pytest.param({"text": TEXT, "sources": [{"url": "nowhere"}]}, "invalid-input", id="source no address"),
    pytest.param({"text": TEXT, "sources": [{"path": "/etc/passwd"}]}, "invalid-input", id="path of the server"),
    pytest.param({"text": TEXT, "sources": [{"url": "https://a.example", "tier": "Z"}]}, "invalid-input", id="tier"),
    pytest.param({"text": TEXT, "sources": [{"url": "https://a.example"}] * 201}, "invalid-input", id="201 sources"),
]


@pytest.mark.parametrize(("body", "slug"), BAD)
def test_bad_submission(submitter: APIClient, body: dict[str, Any], slug: str) -> None:
    document = problem_of(submitter.post(URL, body, format="json"), slug)
    assert Story.objects.count() == 0 and Source.objects.count() == 0
    assert slug != "too-large" or "8 MB" in document["detail"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("empty.txt", b"", id="empty"),
        pytest.param("story.txt", b"\x00\x01\x02\xff\xfe" * 500, id="binary"),
        pytest.param("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 500, id="a picture"),
        pytest.param("story.pdf", b"%PDF-1.7 broken", id="broken PDF"),
        pytest.param("large.txt", b"word " * (2 * 1024 * 1024 + 100), id="more than 10 MB"),
    ],
)
def test_bad_file(submitter: APIClient, name: str, content: bytes) -> None:
    response = submitter.post(URL, {"file": SimpleUploadedFile(name, content)}, format="multipart")
    assert problem_of(response, "invalid-input")["detail"]
    assert Story.objects.count() == 0


@pytest.mark.parametrize(
    "sources", ["[", '{"url": "https://a.example"}', "[1]", "[" * 100_000], ids=["broken", "no list", "number", "deep"]
)
def test_bad_sources_in_a_form(submitter: APIClient, sources: str) -> None:
    problem_of(submitter.post(URL, {"text": TEXT, "sources": sources}, format="multipart"), "invalid-input")


def test_form_that_is_too_large_is_refused_unread(submitter: APIClient) -> None:
    response = submitter.generic(
        "POST", URL, b"--x--", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(100 * 2**20)
    )
    assert "64 MB" in problem_of(response, "too-large")["detail"]


def test_form_without_a_boundary(submitter: APIClient) -> None:
    problem_of(submitter.generic("POST", URL, b"text=x", content_type="multipart/form-data"), "malformed-body")


def test_list_is_in_pages_with_links(reader: APIClient) -> None:
    stories = [StoryFactory() for _ in range(5)]
    seen: list[str] = []
    address = f"{URL}?page_size=2"
    while address:
        response = reader.get(address)
        body = response.json()
        seen += [story["id"] for story in body["results"]]
        assert ('rel="next"' in response.get("Link", "")) == bool(body["next"])
        address = body["next"]
    assert seen == [str(story.public_id) for story in reversed(stories)]


def test_filters(reader: APIClient) -> None:
    StoryFactory(stage=Stage.READY)
    failed = StoryFactory(stage=Stage.FAILED, problem="The page could not be had.")
    [found] = reader.get(f"{URL}?stage=failed").json()["results"]
    assert (found["id"], found["problem"]) == (str(failed.public_id), "The page could not be had.")


def test_progress_counts_what_is_done(reader: APIClient) -> None:
    story = StoryFactory()
    for _ in range(2):
        QuotationFactory(story=story)
    ClaimFactory(story=story)
    for outcome in ("pending", "searched", "partial", "unreadable", "unavailable"):
        SearchFactory(story=story, outcome=outcome)
    assert reader.get(f"{URL}/{story.public_id}").json()["progress"] == {
        "quotations": 2,
        "claims": 1,
        "sources": 5,
        "sources_pending": 1,
        "sources_searched": 2,
        "sources_failed": 2,
    }


def test_list_costs_the_same_however_long(reader: APIClient, django_assert_max_num_queries: Any) -> None:
    for _ in range(6):
        QuotationFactory()
    reader.get(URL)
    with django_assert_max_num_queries(6):
        reader.get(URL)


def test_quotations_and_claims_in_order_of_the_story(reader: APIClient) -> None:
    story = StoryFactory()
    quotations = [QuotationFactory(story=story) for _ in range(3)]
    claim = ClaimFactory(story=story)
    QuotationFactory()
    found = reader.get(f"{URL}/{story.public_id}/quotations").json()["results"]
    assert [item["id"] for item in found] == [str(quotation.public_id) for quotation in quotations]
    [item] = reader.get(f"{URL}/{story.public_id}/claims").json()["results"]
    assert item["id"] == str(claim.public_id)


def test_report_as_json_and_html(reader: APIClient) -> None:
    quotation = QuotationFactory()
    path = f"{URL}/{quotation.story.public_id}/report"
    assert reader.get(path).json()["schema"] == "factcheck.story/1"
    page = reader.get(f"{path}?format=html")
    assert page["Content-Type"].startswith("text/html")
    assert "sandbox" in page["Content-Security-Policy"] and "script" not in page["Content-Security-Policy"]
    assert quotation.text[:20] in page.content.decode()
    problem_of(reader.get(f"{path}?format=pdf"), "invalid-input")


def test_report_as_a_table(reader: APIClient) -> None:
    compared = ComparisonFactory()
    claim = ClaimFactory(story=compared.quotation.story)
    response: Any = reader.get(f"{URL}/{claim.story.public_id}/report?format=csv")
    assert response["Content-Type"].startswith("text/csv")
    ours, theirs = csv.DictReader(io.StringIO(response.content.decode()))
    assert (ours["kind"], ours["text"], ours["match"]) == ("quotation", compared.quotation.text, "altered")
    assert (ours["recorded_words"], ours["tier"], ours["decision"]) == (compared.recorded_words, "P1", "unreviewed")
    assert (theirs["kind"], theirs["text"], theirs["match"]) == ("claim", claim.text, "")


def test_public_sees_of_a_published_story_no_more_than_its_name(anonymous: APIClient) -> None:
    draft = QuotationFactory()
    published = QuotationFactory(story=draft.story, published=True)
    RevisionFactory(quotation=published, snapshot={"text": "x"})
    story = draft.story
    [found] = anonymous.get(URL).json()["results"]
    assert set(found) == {"id", "href", "title", "url", "language", "published_at"}
    assert set(anonymous.get(f"{URL}/{story.public_id}").json()) == set(found)
    [item] = anonymous.get(f"{URL}/{story.public_id}/quotations").json()["results"]
    assert item["id"] == str(published.public_id)
    problem_of(anonymous.get(f"{URL}/{story.public_id}/report"), "not-found")


def test_submitter_follows_only_the_stories_of_its_user(submitter: APIClient) -> None:
    own = StoryFactory(created_by=submitter.user)  # type: ignore[attr-defined]
    other = StoryFactory(created_by=UserFactory(role="reporter"))
    assert submitter.get(f"{URL}/{own.public_id}").json()["text"] == own.text
    problem_of(submitter.get(f"{URL}/{other.public_id}"), "not-found")


def test_etag_saves_the_second_read(reader: APIClient) -> None:
    story = StoryFactory()
    path = f"{URL}/{story.public_id}"
    tag = reader.get(path)["ETag"]
    again = reader.get(path, headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    Story.objects.filter(pk=story.pk).update(title="Changed")
    assert reader.get(path, headers={"If-None-Match": tag}).status_code == 200
