"""The lookup over HTTP."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from factcheck.services.index import index_captures
from tests.api.conftest import problem_of
from tests.api.test_reviewed import published_quotation
from tests.factories import CaptureFactory, OutletFactory, QuotationFactory, SourceFactory

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


# Many at once, and more of each -----------------------------------------------------------------------------------


def many(client: APIClient, *items: Any) -> Any:
    return client.post(URL, {"items": list(items)}, format="json")


def test_many_are_answered_in_order_and_one_bad_item_loses_nothing(anonymous: APIClient) -> None:
    index_captures([CaptureFactory(source=SourceFactory(is_private=False)).pk])
    response = many(
        anonymous,
        {"reference_id": "a", "text": MISQUOTED},
        {"reference_id": "b", "text": " "},
        {"reference_id": "c", "text": "Nobody ever said anything of this kind to us."},
        "words",
        {"reference_id": "e", "text": "x " * 4_000},
        {"text": MISQUOTED, "speaker": "Ann Roe", "colour": "red"},
    )
    assert response.status_code == 200
    found = response.json()["items"]
    assert [item["reference_id"] for item in found] == ["a", "b", "c", "", "e", ""]
    assert [item.get("total") for item in found] == [1, None, 0, None, None, None]
    problems = [item["problem"]["detail"] for item in found if "problem" in item]
    assert [detail.split(":")[0] for detail in problems] == ["/text", "The body", "/text", "/colour"]
    assert found[2]["searched"]["captures"] == 1


@pytest.mark.parametrize("items", [[], [{"text": "x"}] * 101, {"text": "x"}, "x", None])
def test_many_are_one_to_a_hundred(anonymous: APIClient, items: Any) -> None:
    response = anonymous.post(URL, {"items": items}, format="json")
    problem = problem_of(response, "invalid-input")
    assert "A list of 1 to 100 lookups was expected" in problem["detail"]


def test_lost_index_refuses_all_of_many(anonymous: APIClient, tmp_path: Any) -> None:
    index_captures([CaptureFactory().pk])
    (tmp_path / "index" / "CURRENT").unlink()
    assert problem_of(many(anonymous, {"text": MISQUOTED}), "index-unavailable")


def test_parts_of_a_decision_are_added_when_asked_for(ask: Any, anonymous: APIClient) -> None:
    item = published_quotation(is_private=False)
    [plain] = ask(anonymous, text=item.text).json()["results"]
    assert not {"evidence", "chain", "variants"} & set(plain)
    [result] = ask(anonymous, text=item.text, include="chain, variants,evidence").json()["results"]
    assert (result["chain"][0]["part"], result["chain"][-1]["part"]) == ("story", "record")
    assert result["evidence"][0]["words"] == result["chain"][-1]["words"]
    assert [variant["kind"] for variant in result["variants"]] == ["recorded"]


def test_parts_name_no_private_source(ask: Any, anonymous: APIClient) -> None:
    item = published_quotation(is_private=True)
    source = item.published_revision.snapshot["evidence"][0]["source"]  # type: ignore[union-attr]
    response = ask(anonymous, text=item.text, include="evidence,chain,variants")
    assert response.json()["results"][0]["chain"]
    assert response.json()["earliest"]["source"] == "a source of the newsroom"
    shown = response.content.decode()
    assert not any(source[part] in shown for part in ("id", "name", "title", "url"))


def test_unknown_part_is_named_with_those_there_are(ask: Any, anonymous: APIClient) -> None:
    problem = problem_of(ask(anonymous, text=MISQUOTED, include="chain,colour"), "invalid-input")
    assert "colour" in problem["detail"] and "evidence, chain, variants" in problem["detail"]


def test_earliest_known_record(ask: Any, anonymous: APIClient) -> None:
    sources = [SourceFactory(is_private=False) for _ in range(3)]
    days = ["2021-03-05", "2020-01-02T10:00:00Z", ""]
    captures = [CaptureFactory(source=source, published_at=day) for source, day in zip(sources, days, strict=True)]
    index_captures([capture.pk for capture in captures])
    earliest = ask(anonymous, text=MISQUOTED).json()["earliest"]
    assert (earliest["day"], earliest["is_published"]) == ("2020-01-02", True)
    assert earliest["capture"] == str(captures[1].public_id)


def test_outlet_asked_for_comes_first_among_equals(ask: Any, anonymous: APIClient) -> None:
    outlet = OutletFactory(name="The Harbour Post", domain="harbour.example")
    sources = [SourceFactory(is_private=False), SourceFactory(is_private=False, outlet=outlet)]
    index_captures([CaptureFactory(source=source).pk for source in sources])
    for asked in ("the harbour post", "harbour.example"):
        results = ask(anonymous, text=MISQUOTED, outlet=asked).json()["results"]
        assert results[0]["outlet_check"] == "same"
        assert results[0]["outlet"] == "The Harbour Post"


def test_number_is_no_text(anonymous: APIClient) -> None:
    response = anonymous.post("/api/v1/lookup", {"text": "We will close the bridge", "speaker": 7}, format="json")
    assert problem_of(response, "invalid-input")["errors"][0]["pointer"] == "/speaker"
