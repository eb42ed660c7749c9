"""Exports: lines, tables, ClaimReview, WARC; for the newsroom and for everybody."""

import csv
import io
import json
import uuid
from typing import Any

import pytest
from rest_framework.test import APIClient
from warcio.archiveiterator import ArchiveIterator

from factcheck import store
from tests.api.conftest import problem_of
from tests.api.test_reviewed import published_claim, published_quotation
from tests.factories import CaptureFactory, ClaimFactory, QuotationFactory, SearchFactory, SourceFactory, StoryFactory

pytestmark = pytest.mark.django_db


def text_of(client: APIClient, path: str) -> str:
    response: Any = client.get(f"/api/v1/exports/{path}")
    assert response.status_code == 200, response.getvalue()
    assert response["Content-Disposition"].startswith("attachment;")
    text: str = response.getvalue().decode()
    return text


def test_list_of_exports(anonymous: APIClient) -> None:
    rows = anonymous.get("/api/v1/exports").json()["results"]
    assert [row["name"] for row in rows] == ["quotations", "claims", "claimreview"]
    for row in rows:
        assert anonymous.get(row["href"]).status_code == 200


def test_lines_have_the_shape_of_the_list(reader: APIClient) -> None:
    QuotationFactory()
    published_quotation()
    lines = [json.loads(line) for line in text_of(reader, "quotations").splitlines()]
    assert lines == reader.get("/api/v1/quotations?ordering=id").json()["results"]


def test_table_of_quotations(reader: APIClient, anonymous: APIClient) -> None:
    quotation = published_quotation()
    QuotationFactory(text="=HYPERLINK(1) is what we say.")
    shown, draft = csv.DictReader(io.StringIO(text_of(reader, "quotations?format=csv")))
    assert (shown["text"], shown["decision"], shown["revision"]) == (quotation.text, "accurate", "1")
    assert (draft["text"], draft["decision"], draft["review_state"]) == (
        "'=HYPERLINK(1) is what we say.",
        "unreviewed",
        "queued",
    )
    [public] = csv.DictReader(io.StringIO(text_of(anonymous, "quotations?format=csv")))
    assert (public["id"], public["speaker"], public["decision"]) == (shown["id"], shown["speaker"], "accurate")
    assert public["review_state"] == "" and public["story_title"]


def test_claims_too(reader: APIClient, anonymous: APIClient) -> None:
    ClaimFactory()
    claim = published_claim(is_private=False)
    assert len(text_of(reader, "claims").splitlines()) == 2
    [public] = csv.DictReader(io.StringIO(text_of(anonymous, "claims?format=csv")))
    assert (public["id"], public["decision"]) == (str(claim.public_id), "true")


def test_filters_of_the_list_hold(reader: APIClient, anonymous: APIClient) -> None:
    quotation, _ = QuotationFactory(), QuotationFactory()
    [line] = text_of(reader, f"quotations?story={quotation.story.public_id}").splitlines()
    assert json.loads(line)["id"] == str(quotation.public_id)
    for parameter in ("page_size=2", "nonsense=1", "format=xml", "story=nowhere"):
        problem_of(reader.get(f"/api/v1/exports/quotations?{parameter}"), "invalid-input")
    problem_of(anonymous.get("/api/v1/exports/quotations?review_state=queued"), "invalid-input")


def test_many_rows_cost_few_queries(reader: APIClient, django_assert_max_num_queries: Any) -> None:
    for _ in range(12):
        QuotationFactory()
    with django_assert_max_num_queries(10):
        assert len(text_of(reader, "quotations").splitlines()) == 12


def test_claim_reviews(anonymous: APIClient) -> None:
    quotation = published_quotation()
    feed = json.loads(text_of(anonymous, "claimreview"))
    [element] = feed["dataFeedElement"]
    assert feed["@type"] == "DataFeed" and element["url"].endswith(str(quotation.public_id))


@pytest.mark.parametrize("of", ["story", "source"])
def test_captures_as_warc(reader: APIClient, of: str) -> None:
    file = SourceFactory(url="", key="upload:1")
    capture = CaptureFactory(source=file, raw_sha256=store.put(b"the record"), status=None)
    CaptureFactory()
    story = SearchFactory(source=capture.source).story
    public_id = story.public_id if of == "story" else capture.source.public_id
    response: Any = reader.get(f"/api/v1/exports/captures/{of}/{public_id}")
    assert response["Content-Type"] == "application/warc"
    records = {r.rec_type: r.content_stream().read() for r in ArchiveIterator(io.BytesIO(response.getvalue()))}
    assert records["resource"] == b"the record" and set(records) == {"warcinfo", "resource", "metadata"}


def test_captures_of_what_is_not_there(reader: APIClient, anonymous: APIClient) -> None:
    problem_of(reader.get(f"/api/v1/exports/captures/story/{uuid.uuid4()}"), "not-found")
    for path in (f"story/{StoryFactory().public_id}", f"source/{SourceFactory(is_private=False).public_id}"):
        problem_of(anonymous.get(f"/api/v1/exports/captures/{path}"), "not-authenticated")
