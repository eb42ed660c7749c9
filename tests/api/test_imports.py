"""Imports over the API: archives and checks, as JSON and as files; bad ones are named, nothing else is lost."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from factcheck.models import AuditEntry, EarlierCheck, Source
from tests.api.conftest import problem_of
from tests.factories import RECORD

pytestmark = pytest.mark.django_db
IMPORTS = "/api/v1/imports"
CHECK = {"claim": "The bridge cost nine million pounds.", "publisher": "Riverside Checks", "rating": "False"}


@pytest.fixture
def manager(with_key: Callable[..., APIClient]) -> APIClient:
    return with_key("read", "submit", role="editor")


def post(client: APIClient, kind: str, records: list[Any]) -> Any:
    response = client.post(IMPORTS, {"kind": kind, "records": records}, format="json")
    assert response.status_code == 200, response.content
    return response.json()


def test_archive_is_found_by_the_lookup_at_once(manager: APIClient) -> None:
    body = post(manager, "archive", [{"id": "council", "title": "Council", "tier": "P1", "text": RECORD}])
    assert (body["added"], body["skipped"], body["waiting"], body["problems"]) == (1, 0, 0, [])
    answer = manager.get("/api/v1/lookup?text=We will shut the bridge for nine days").json()
    assert answer["results"][0]["source"] == "council"
    assert AuditEntry.objects.filter(act="archive.imported").count() == 1


def test_bad_records_are_named_and_the_others_are_in(manager: APIClient) -> None:
    records: list[Any] = [{"id": "a", "text": ""}, {"id": "b", "text": RECORD}, {"text": RECORD}]
    body = post(manager, "archive", records)
    assert (body["added"], body["skipped"]) == (1, 2)
    assert [problem["place"] for problem in body["problems"]] == ["1", "3"]
    assert "words" in body["problems"][0]["reason"] and Source.objects.get().name == "b"


def test_the_same_again_adds_nothing(manager: APIClient) -> None:
    for kind, record in (("archive", {"id": "a", "text": RECORD}), ("checks", CHECK)):
        assert post(manager, kind, [record])["added"] == 1
        again = post(manager, kind, [record])
        assert (again["added"], again["known"]) == (0, 1)


def test_checks_of_others(manager: APIClient) -> None:
    body = post(manager, "checks", [CHECK, {"claim": "", "publisher": "x", "rating": "y"}])
    assert (body["added"], body["skipped"], len(body["problems"])) == (1, 1, 1)
    check = EarlierCheck.objects.get()
    assert check.publisher == "Riverside Checks" and check.imported_from.startswith("API: ")


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("archive", "\n".join(json.dumps({"id": name, "text": RECORD + name}) for name in "ab")),
        ("checks", "claim,publisher,rating\nIt cost nine million,A,False\nIt cost ten million,A,True\n"),
    ],
)
def test_files(manager: APIClient, kind: str, content: str) -> None:
    file = SimpleUploadedFile("given.txt", content.encode())
    response: Any = manager.post(IMPORTS, {"kind": kind, "file": file})
    assert response.status_code == 200, response.content
    assert response.json()["added"] == 2


def test_file_that_holds_no_checks(manager: APIClient) -> None:
    file = SimpleUploadedFile("page.html", b"<html><p>Nothing here.</p></html>")
    assert (
        "ClaimReview" in problem_of(manager.post(IMPORTS, {"kind": "checks", "file": file}), "invalid-input")["detail"]
    )


def test_file_that_is_too_large(manager: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.api.views.imports.MOST_JSON_BYTES", 1024)
    file = SimpleUploadedFile("a.jsonl", b" " * 1025)
    problem_of(manager.post(IMPORTS, {"kind": "archive", "file": file}), "too-large")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "archive"},
        {"kind": "archive", "records": []},
        {"kind": "archive", "records": ["a"]},
        {"kind": "stories", "records": [{}]},
        {"kind": "archive", "records": [{"id": "a"}] * 1_001},
        {"kind": "archive", "records": [{}], "file": "x"},
    ],
)
def test_bad_requests_name_the_fault(manager: APIClient, body: dict[str, Any]) -> None:
    assert problem_of(manager.post(IMPORTS, body, format="json"), "invalid-input")["errors"]


def test_lone_surrogates_and_nul_do_no_harm(manager: APIClient) -> None:
    body = b'{"kind": "archive", "records": [{"id": "a\\ud800", "text": "words \\u0000 and \\ud800 more"}]}'
    response: Any = manager.post(IMPORTS, body, content_type="application/json")
    assert response.status_code == 200 and response.json()["added"] == 1
    body = b'{"kind": "checks", "records": [{"claim": "It cost \\ud800 nine", "publisher": "A\\u0000", "rating": "x"}]}'
    assert manager.post(IMPORTS, body, content_type="application/json").status_code == 200


def test_who_may(with_key: Callable[..., APIClient], anonymous: APIClient) -> None:
    body = {"kind": "archive", "records": [{"id": "a", "text": RECORD}]}
    problem_of(anonymous.post(IMPORTS, body, format="json"), "not-authenticated")
    for scopes, role in ((("read", "submit", "review"), "reviewer"), (("read",), "editor"), (("submit",), "editor")):
        problem_of(with_key(*scopes, role=role).post(IMPORTS, body, format="json"), "not-allowed")
    assert not Source.objects.exists()
