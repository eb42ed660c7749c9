"""Every error is a problem document, whatever goes wrong and wherever."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from factcheck.api import problems
from factcheck.api.problems import PROBLEM_TYPES
from factcheck.exceptions import BadInput, IndexUnavailable
from tests.api.conftest import problem_of
from tests.factories import QuotationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("method", "path", "slug"),
    [
        pytest.param("get", "/api/v1/nothing/here", "not-found", id="unknown address"),
        pytest.param("post", "/api/v1/nothing/here", "not-found", id="unknown address, other method"),
        pytest.param("get", "/api/v1/", "not-found", id="the root"),
        pytest.param("get", "/api/v1/quotations/", "not-found", id="slash at the end"),
        pytest.param("get", "/api/v1/quotations/7", "not-found", id="no UUID"),
        pytest.param("get", "/api/v1/quotations/00000000-0000-4000-8000-000000000000", "not-found", id="no such row"),
        pytest.param("put", "/api/v1/quotations", "method-not-allowed", id="method"),
        pytest.param("delete", "/api/v1/lookup", "method-not-allowed", id="method of the lookup"),
        pytest.param("get", "/api/v1/quotations?page_size=101", "invalid-input", id="page too large"),
        pytest.param("get", "/api/v1/quotations?page_size=99999999999999999999", "invalid-input", id="page huge"),
        pytest.param("get", "/api/v1/quotations?page_size=0", "invalid-input", id="page of nothing"),
        pytest.param("get", "/api/v1/quotations?page_size=ten", "invalid-input", id="page no number"),
        pytest.param("get", "/api/v1/quotations?cursor=abc", "invalid-input", id="made-up cursor"),
        pytest.param("get", "/api/v1/quotations?cursor=cD1hYmM=", "invalid-input", id="cursor at no number"),
        pytest.param("get", "/api/v1/stories?cursor=cD1hYmM=", "invalid-input", id="cursor at no time"),
        pytest.param("get", "/api/v1/stories?cursor=bz14JnA9MQ==", "invalid-input", id="cursor with no offset"),
        pytest.param("get", "/api/v1/speakers?cursor=cD0lMDA=", "invalid-input", id="cursor with NUL"),
        pytest.param("get", "/api/v2/quotations", "not-found", id="no such version"),
        pytest.param("get", "/api", "not-found", id="above the versions"),
        pytest.param("get", "/api/v1/quotations?ordering=text", "invalid-input", id="unknown ordering"),
        pytest.param("get", "/api/v1/quotations?colour=red", "invalid-input", id="unknown parameter"),
        pytest.param("get", "/api/v1/quotations?status=wrong", "invalid-input", id="unknown status"),
        pytest.param("get", "/api/v1/quotations?story=7", "invalid-input", id="story no UUID"),
        pytest.param("get", "/api/v1/quotations?published_after=soon", "invalid-input", id="no time"),
        pytest.param("get", "/api/v1/speakers?name=a%00b", "invalid-input", id="NUL in a parameter"),
        pytest.param("get", "/api/v1/lookup?text=a%00b", "invalid-input", id="NUL in the text"),
        pytest.param("get", "/api/v1/lookup", "invalid-input", id="no text"),
        pytest.param("get", "/api/v1/lookup?text=%20", "invalid-input", id="empty text"),
        pytest.param("get", "/api/v1/lookup?text=...", "invalid-input", id="text without words"),
        pytest.param("get", "/api/v1/lookup?text=words&limit=0", "invalid-input", id="limit 0"),
        pytest.param("get", "/api/v1/lookup?text=words&limit=1000", "invalid-input", id="limit too large"),
        pytest.param("get", "/api/v1/lookup?text=words&colour=red", "invalid-input", id="unknown lookup parameter"),
        pytest.param("get", "/api/v1/lookup?text=" + "a" * 7000, "invalid-input", id="text too long for an address"),
        pytest.param("get", "/api/v1/lookup?text=%ff%fe", "invalid-input", id="invalid UTF-8 in a parameter"),
    ],
)
def test_bad_request(anonymous: APIClient, method: str, path: str, slug: str) -> None:
    problem_of(getattr(anonymous, method)(path), slug)


@pytest.mark.parametrize(
    ("body", "content_type", "slug"),
    [
        pytest.param(b'{"text": "half', "application/json", "malformed-body", id="broken JSON"),
        pytest.param(b"", "application/json", "invalid-input", id="no body"),
        pytest.param(b'{"text": NaN}', "application/json", "malformed-body", id="NaN"),
        pytest.param(b'{"text": "\xff\xfe"}', "application/json", "malformed-body", id="invalid UTF-8"),
        pytest.param(b"[" * 100_000, "application/json", "malformed-body", id="nested too deeply"),
        pytest.param(b'["text"]', "application/json", "invalid-input", id="a list"),
        pytest.param(b'"text"', "application/json", "invalid-input", id="a string"),
        pytest.param(b"null", "application/json", "invalid-input", id="null"),
        pytest.param(b'{"text": {"a": 1}}', "application/json", "invalid-input", id="text an object"),
        pytest.param(b'{"text": "a\\u0000b"}', "application/json", "invalid-input", id="NUL"),
        pytest.param(b'{"text": "\\ud800 words"}', "application/json", "invalid-input", id="lone surrogate"),
        pytest.param(b'{"text": "words", "limit": "many"}', "application/json", "invalid-input", id="limit no number"),
        pytest.param(b'{"text": "words", "colour": 1}', "application/json", "invalid-input", id="unknown field"),
        pytest.param(b"<text/>", "application/xml", "unsupported-media-type", id="XML"),
        pytest.param(b"text=words", "application/x-www-form-urlencoded", "unsupported-media-type", id="form"),
        pytest.param(b'{"text": "' + b"a" * 9_000_000 + b'"}', "application/json", "too-large", id="9 MB"),
    ],
)
def test_bad_body(anonymous: APIClient, body: bytes, content_type: str, slug: str) -> None:
    response = anonymous.generic("POST", "/api/v1/lookup", body, content_type=content_type)
    problem_of(response, slug)


def test_faults_name_the_field_they_are_in(anonymous: APIClient) -> None:
    document = problem_of(anonymous.get("/api/v1/lookup?text=words&limit=x"), "invalid-input")
    assert [fault["pointer"] for fault in document["errors"]] == ["/limit"]


def test_unforeseen_error_is_logged_and_says_nothing_of_itself(
    anonymous: APIClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the password is 1234")

    monkeypatch.setattr("factcheck.api.views.lookup.lookup", fail)
    response = anonymous.get("/api/v1/lookup?text=words", headers={"X-Request-Id": "trace-7"})
    document = problem_of(response, "internal")
    assert "1234" not in response.content.decode()
    assert document["request_id"] == "trace-7" and "trace-7" in caplog.text


def test_index_that_cannot_answer_is_503(anonymous: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise IndexUnavailable("The lookup index cannot be read.")

    monkeypatch.setattr("factcheck.api.views.lookup.lookup", fail)
    response = anonymous.get("/api/v1/lookup?text=words")
    problem_of(response, "index-unavailable")
    assert response["Retry-After"]


def test_what_a_service_refuses_is_shown(anonymous: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise BadInput("Three words were expected; two came.")

    monkeypatch.setattr("factcheck.api.views.lookup.lookup", fail)
    document = problem_of(anonymous.get("/api/v1/lookup?text=words"), "invalid-input")
    assert document["detail"] == "Three words were expected; two came."


@pytest.mark.parametrize("slug", sorted(PROBLEM_TYPES))
def test_type_address_is_a_page(anonymous: APIClient, slug: str) -> None:
    address = PROBLEM_TYPES[slug].address
    page = anonymous.get(address[address.index("/api/") :]).json()
    assert page["type"] == address and page["remedy"]


def test_every_exception_mapped_is_registered() -> None:
    assert set(problems._TYPES.values()) <= set(PROBLEM_TYPES.values())


def test_request_id_is_made_when_none_or_a_strange_one_comes(anonymous: APIClient) -> None:
    made = anonymous.get("/api/v1/problems")["X-Request-Id"]
    assert len(made) == 32
    assert anonymous.get("/api/v1/problems", headers={"X-Request-Id": "my-id"})["X-Request-Id"] == "my-id"
    assert anonymous.get("/api/v1/problems", headers={"X-Request-Id": "a b\tc"})["X-Request-Id"] != "a b\tc"


def test_answers_differ_by_who_asks_and_say_so(anonymous: APIClient) -> None:
    QuotationFactory()
    assert {"Authorization", "Cookie"} <= {
        name.strip() for name in anonymous.get("/api/v1/quotations")["Vary"].split(",")
    }


@pytest.mark.parametrize(
    "path", ["/api/v1/captures/a%0Ab", "/api/v1/no%0Dwhere", "/api/a%0Ab", "/api/v1/watches/%E2%80%A8"]
)
def test_line_breaks_in_an_address_lead_to_a_problem_too(anonymous: APIClient, path: str) -> None:
    problem_of(anonymous.get(path), "not-found")


@pytest.mark.parametrize("body", ["null", "[]", "7", '"text"', "true"])
@pytest.mark.parametrize("path", ["lookup", "stories", "sources", "watches", "imports", "queues/unassigned/take"])
def test_bodies_that_are_no_object(with_key: Any, path: str, body: str) -> None:
    client = with_key("read", "submit", "review", user=UserFactory(superuser=True))
    response = client.post(f"/api/v1/{path}", body, content_type="application/json")
    problem_of(response, "invalid-input")
