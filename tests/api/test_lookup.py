"""The lookup over HTTP."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from factcheck.services.index import index_captures
from tests.api.conftest import problem_of
from tests.api.test_reviewed import published_quotation
from tests.factories import CaptureFactory, QuotationFactory, SourceFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/lookup"
MISQUOTED = "We will close the bridge for nine days, and not for longer."


@pytest.fixture(params=["get", "post"])
def ask(request: pytest.FixtureRequest) -> Any:
    def send(client: APIClient, **fields: Any) -> Any:
        if request.param == "get":
            return client.get(URL, fields)
        return client.post(URL, fields, format="json")

    return send


def test_recorded_words_with_proof(ask: Any, anonymous: APIClient) -> None:
    capture = CaptureFactory(source=SourceFactory(is_private=False))
    index_captures([capture.pk])
    response = ask(anonymous, text=MISQUOTED)
    assert response.status_code == 200
    [result] = response.json()["results"]
    assert (result["match"], result["status"]) == ("altered", "unreviewed")
    assert result["capture"]["sha256"] == capture.raw_sha256
    [[start, end]] = result["spans"]
    assert capture.text[start:end] == result["recorded_words"]


def test_private_sources_and_drafts_need_the_scope(ask: Any, anonymous: APIClient, reader: APIClient) -> None:
    index_captures([CaptureFactory().pk])
    QuotationFactory(text=MISQUOTED, approved=True)
    assert ask(anonymous, text=MISQUOTED).json()["total"] == 0
    [result] = ask(reader, text=MISQUOTED).json()["results"]
    assert result["status"] == "unreviewed" and result["decision"] is None


def test_decision_on_a_private_source_shows_its_published_words_and_does_not_name_it(
    ask: Any, anonymous: APIClient, reader: APIClient
) -> None:
    item = published_quotation(is_private=True)
    source = item.published_revision.snapshot["evidence"][0]["source"]  # type: ignore[union-attr]
    response = ask(anonymous, text=item.text)
    [result] = response.json()["results"]
    assert (result["status"], result["source"], result["tier"]) == ("accurate", "a source of the newsroom", "P1")
    assert result["recorded_words"].startswith("We will shut the bridge") and result["capture"]["sha256"]
    assert [result[part] for part in ("url", "title", "link", "source_id")] == ["", "", "", None]
    assert result["context"] == {"before": "", "after": ""}
    shown = response.content.decode()
    assert not any(source[part] in shown for part in ("id", "name", "title", "url")) and "Thank you" not in shown
    [result] = ask(reader, text=item.text).json()["results"]
    assert (result["source"], result["url"], result["source_id"]) == (source["name"], source["url"], source["id"])


def test_miss_says_what_was_searched(ask: Any, anonymous: APIClient) -> None:
    body = ask(anonymous, text=MISQUOTED).json()
    assert body["total"] == 0
    assert body["searched"] == {
        "captures": 0,
        "passages": None,
        "decisions": 0,
        "waiting": 0,
        "failed": [],
        "failed_count": 0,
    }


def test_lost_index(ask: Any, anonymous: APIClient, tmp_path: Any) -> None:
    index_captures([CaptureFactory().pk])
    (tmp_path / "index" / "CURRENT").unlink()
    problem_of(ask(anonymous, text=MISQUOTED), "index-unavailable")


def test_text_that_is_too_long(anonymous: APIClient) -> None:
    document = problem_of(anonymous.post(URL, {"text": "word " * 1_001}, format="json"), "invalid-input")
    assert "5000" in document["detail"]
