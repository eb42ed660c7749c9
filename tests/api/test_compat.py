"""Published decisions in the shape of Google's Fact Check Tools API, field by field as its reference describes them."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from factcheck.fetch.checks.files import read_file
from factcheck.services.publish import retract
from tests.api.test_reviewed import published_quotation
from tests.factories import QuotationFactory
from tests.services.desk import Desk

pytestmark = pytest.mark.django_db
URL = "/compat/v1alpha1/claims:search"


def search(client: APIClient, **asked: Any) -> Any:
    return client.get(URL, asked)


def refused(client: APIClient, **asked: Any) -> dict[str, Any]:
    response = search(client, **asked)
    assert response.status_code == 400
    body: dict[str, Any] = response.json()
    assert (body["error"]["code"], body["error"]["status"]) == (400, "INVALID_ARGUMENT")
    assert body["error"]["message"] == body["detail"] and body["type"].endswith("/invalid-input")
    return body


def test_a_claim_has_the_fields_of_the_reference(anonymous: APIClient) -> None:
    item = published_quotation()
    [claim] = search(anonymous, query=item.text).json()["claims"]
    assert set(claim) <= {"text", "claimant", "claimDate", "claimReview"}
    assert claim["text"] == item.text
    [review] = claim["claimReview"]
    assert set(review) == {"publisher", "url", "title", "reviewDate", "textualRating", "languageCode"}
    assert set(review["publisher"]) == {"name", "site"} and "://" not in review["publisher"]["site"]
    assert review["url"].endswith(f"/api/v1/quotations/{item.public_id}")
    assert review["textualRating"] and review["languageCode"] == "en"
    assert review["reviewDate"] == f"{timezone.now():%Y-%m-%d}T00:00:00Z"


def test_clients_of_that_api_read_the_answer(anonymous: APIClient) -> None:
    """Our own reader of Google-shaped answers is one."""
    from io import BytesIO

    item = published_quotation()
    content = search(anonymous, query=item.text).content
    [record] = [reading.record for reading in read_file(BytesIO(content)) if reading.record]
    assert (record.claim, record.rating) == (item.text, "Accurate quotation")


def test_drafts_and_retracted_decisions_are_not_there(anonymous: APIClient, reader: APIClient) -> None:
    QuotationFactory(text="We will shut the old bridge for nine days.", approved=True)
    item = published_quotation()
    for client in (anonymous, reader):
        assert [claim["text"] for claim in search(client, query="bridge").json()["claims"]] == [item.text]
    retract(item, actor=Desk().editor, reason="wrong record")
    assert search(anonymous, query="bridge").json() == {"claims": []}


def test_other_forms_of_the_words_are_found_and_others_are_not(anonymous: APIClient) -> None:
    item = published_quotation()
    assert search(anonymous, query="bridges shutting").json()["claims"][0]["text"] == item.text
    assert search(anonymous, query="submarine volcanoes of the north").json() == {"claims": []}
    assert search(anonymous, query="?!").json() == {"claims": []}


def test_query_or_site_is_needed_and_a_site_other_than_ours_has_nothing(anonymous: APIClient) -> None:
    published_quotation()
    assert "query" in refused(anonymous)["detail"]
    assert len(search(anonymous, reviewPublisherSiteFilter="127.0.0.1").json()["claims"]) == 1
    assert search(anonymous, reviewPublisherSiteFilter="nytimes.com").json() == {"claims": []}


def test_language_counts_without_its_region(anonymous: APIClient) -> None:
    published_quotation()
    assert len(search(anonymous, query="bridge", languageCode="en-US").json()["claims"]) == 1
    assert search(anonymous, query="bridge", languageCode="sr-Latn").json() == {"claims": []}


def test_age_is_that_of_the_later_of_claim_and_review(anonymous: APIClient) -> None:
    item = published_quotation()
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        found = [len(search(anonymous, query=item.text, maxAgeDays=days).json()["claims"]) for days in (39, 40, 41)]
    assert found == [0, 1, 1]


def test_pages_follow_each_other_without_gap_or_double(anonymous: APIClient) -> None:
    items = [published_quotation() for _ in range(5)]
    seen, asked = [], {"query": "bridge", "pageSize": 2}
    body = search(anonymous, **asked).json()
    while True:
        seen += [claim["claimReview"][0]["url"] for claim in body["claims"]]
        if "nextPageToken" not in body:
            break
        body = search(anonymous, **asked, pageToken=body["nextPageToken"]).json()
    assert len(seen) == len(set(seen)) == len(items)
    assert len(search(anonymous, query="bridge", offset=3).json()["claims"]) == 2


def test_token_goes_with_the_parameters_it_came_with(anonymous: APIClient) -> None:
    for _ in range(2):
        published_quotation()
    token = search(anonymous, query="bridge", pageSize=1).json()["nextPageToken"]
    assert "pageToken" in refused(anonymous, query="old bridge", pageSize=1, pageToken=token)["detail"]
    for broken in ("x", "!!!", "é"):
        refused(anonymous, query="bridge", pageToken=broken)


@pytest.mark.parametrize(
    "asked",
    [{"pageSize": "many"}, {"pageSize": -1}, {"maxAgeDays": "x"}, {"offset": -1}, {"query": "x" * 3_000}],
)
def test_bad_values_are_refused(anonymous: APIClient, asked: dict[str, Any]) -> None:
    refused(anonymous, **{"query": "bridge", **asked})


def test_parameters_of_googles_servers_are_ignored(anonymous: APIClient) -> None:
    published_quotation()
    assert len(search(anonymous, query="bridge", key="AIza", alt="json", prettyPrint="false").json()["claims"]) == 1
