"""Where a quotation came by, over the API: chain, variants, annotations; for the newsroom and for everybody."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from factcheck.models import Quotation, ReviewState
from factcheck.services.publish import publish, retract
from factcheck.services.review import move, sign
from tests.api.conftest import problem_of
from tests.api.test_reviewed import compared_quotation, published_quotation
from tests.factories import (
    AbsentFactory,
    CaptureFactory,
    ComparisonFactory,
    OutletFactory,
    QuotationFactory,
    StoryFactory,
    UserFactory,
    ViaFactory,
)

pytestmark = pytest.mark.django_db
PARTS = ("chain", "variants", "annotations")
RECORDED = "We will shut the bridge for nine days, and not for longer."


def get(client: APIClient, quotation: Quotation, part: str) -> Any:
    response = client.get(f"/api/v1/quotations/{quotation.public_id}/{part}")
    assert response.status_code == 200, response.content
    return response.json()


def published_in(story: Any, capture: Any, text: str, *, speaker: Any = None) -> Quotation:
    """A quotation with these words, published on the record of the capture."""
    quotation = QuotationFactory(story=story, text=text)
    if speaker is not None:
        quotation.attribution.speaker = speaker
        quotation.attribution.save()
    [passage] = ComparisonFactory(quotation=quotation, capture=capture).passages.all()
    story.searches.get_or_create(source=capture.source, defaults={"why": "given", "outcome": "searched"})
    reviewer = UserFactory(role="reviewer")
    move(quotation, ReviewState.IN_REVIEW, actor=reviewer)
    sign(quotation, actor=reviewer, decision="accurate", passages=[passage.pk])
    publish(Quotation.objects.get(pk=quotation.pk), actor=UserFactory(role="editor"))
    return Quotation.objects.get(pk=quotation.pk)


# Chain ----------------------------------------------------------------------------------------------------------------


def test_chain_of_a_draft_goes_from_the_story_to_the_record(reader: APIClient) -> None:
    quotation, _ = compared_quotation(title="Council, transcript")
    ViaFactory(attribution=quotation.attribution, outlet__name="CNN", text="CNN", position=0)
    ViaFactory(attribution=quotation.attribution, outlet__name="Reuters", text="the agency", position=1)
    links = get(reader, quotation, "chain")["links"]
    assert [link["part"] for link in links] == ["story", "outlet", "outlet", "speaker", "record"]
    assert [(link["name"], link["words"]) for link in links[1:3]] == [("CNN", "CNN"), ("Reuters", "the agency")]
    assert links[3]["name"] == quotation.attribution.speaker.name
    assert (links[4]["words"], links[4]["match"], links[4]["tier"]) == (RECORDED, "altered", "P1")
    assert links[4]["link"].startswith(f"{links[4]['url']}#:~:text=")


def test_chain_has_the_best_match_first_and_each_source_once(reader: APIClient) -> None:
    quotation, passage = compared_quotation()
    source = passage.capture.source
    newer = CaptureFactory(source=source, started_at=datetime(2026, 11, 25, tzinfo=UTC))
    ComparisonFactory(quotation=quotation, capture=newer)
    exact = ComparisonFactory(quotation=quotation, match="exact", best=False)
    AbsentFactory(quotation=quotation, best=False)
    records = [link for link in get(reader, quotation, "chain")["links"] if link["part"] == "record"]
    assert [(r["match"], r["capture"]) for r in records] == [
        ("exact", str(exact.capture.public_id)),
        ("altered", str(newer.public_id)),
    ]


def test_public_chain_is_the_published_one(anonymous: APIClient) -> None:
    quotation = published_quotation()
    ViaFactory(attribution=quotation.attribution, outlet__name="Xyzzy Times")  # found after it was published
    ComparisonFactory(quotation=quotation, capture__source__title="Xyzzy later source", best=False)
    body = get(anonymous, quotation, "chain")
    assert [link["part"] for link in body["links"]] == ["story", "speaker", "record"]
    assert body["links"][-1]["words"] == RECORDED and "Xyzzy" not in str(body)


# Variants -------------------------------------------------------------------------------------------------------------


def test_variants_lie_on_the_same_words_or_are_alike_of_one_speaker(reader: APIClient) -> None:
    quotation, passage = compared_quotation()
    speaker = quotation.attribution.speaker
    on_record = QuotationFactory(text="The bridge is shut for a week and a bit.")
    ComparisonFactory(quotation=on_record, capture=passage.capture)
    early = StoryFactory(outlet=OutletFactory(name="Early Paper"), published_at=datetime(2026, 11, 1, tzinfo=UTC))
    alike = QuotationFactory(story=early, text=quotation.text.replace("close", "never close"))
    alike.attribution.speaker = speaker
    alike.attribution.save()
    QuotationFactory(text=quotation.text.replace("close", "maybe close"))  # of another speaker
    elsewhere = QuotationFactory(text="Taxes are going to be lower next year.")
    elsewhere.attribution.speaker = speaker
    elsewhere.attribution.save()
    results = get(reader, quotation, "variants")["results"]
    printed = {v["quotation"]: v for v in results if v["kind"] == "printed"}
    assert set(printed) == {str(on_record.public_id), str(alike.public_id)}
    assert (printed[str(alike.public_id)]["outlet"], printed[str(alike.public_id)]["match"]) == (
        "Early Paper",
        "altered",
    )
    assert results[0]["quotation"] == str(alike.public_id)  # the only one with a date
    [recorded] = [v for v in results if v["kind"] == "recorded"]
    assert (recorded["text"], recorded["match"]) == (RECORDED, "altered")


def test_other_words_of_the_same_capture_are_no_variant(reader: APIClient) -> None:
    quotation, passage = compared_quotation()
    other = QuotationFactory(text="Good morning everybody in town.")
    ComparisonFactory(quotation=other, capture=passage.capture, recorded_words="Good morning.", spans=[[15, 28]])
    assert {v["kind"] for v in get(reader, quotation, "variants")["results"]} == {"recorded"}


def test_public_variants_are_published_ones(anonymous: APIClient) -> None:
    capture = CaptureFactory(source__is_private=False)
    shown = published_in(StoryFactory(), capture, "We will close the bridge for nine days.")
    other = published_in(StoryFactory(), capture, "We will shut it for nine days.")
    draft = QuotationFactory(text="We will shut the bridge, Xyzzy.")
    ComparisonFactory(quotation=draft, capture=capture)
    gone = published_in(StoryFactory(), capture, "We are shutting it for nine days.")
    retract(gone, actor=UserFactory(role="editor"), reason="A mistake.")
    body = get(anonymous, shown, "variants")
    printed = [v for v in body["results"] if v["kind"] == "printed"]
    assert [(v["quotation"], v["status"]) for v in printed] == [(str(other.public_id), "accurate")]
    assert printed[0]["quotation_href"].endswith(f"/api/v1/quotations/{other.public_id}")
    assert "Xyzzy" not in str(body)


def test_variants_cost_a_bounded_number_of_queries(
    reader: APIClient, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    quotation, passage = compared_quotation()
    for n in range(8):
        other = QuotationFactory(text=f"We close the bridge for {n} days and {n} hours.")
        ComparisonFactory(quotation=other, capture=passage.capture)
    with django_assert_max_num_queries(16):
        assert len(get(reader, quotation, "variants")["results"]) == 9


# Annotations ----------------------------------------------------------------------------------------------------------


def test_annotations_of_a_published_quotation(anonymous: APIClient) -> None:
    quotation = published_quotation()
    response: Any = anonymous.get(f"/api/v1/quotations/{quotation.public_id}/annotations")
    assert response["Content-Type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    body = response.json()
    assert (body["@context"], body["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    decision, record = body["first"]["items"]
    assert body["total"] == 2 and body["first"]["type"] == "AnnotationPage"
    assert (decision["motivation"], decision["body"]["purpose"]) == ("assessing", "assessing")
    quote, position = decision["target"]["selector"]
    assert quote["exact"] == quotation.text == quotation.story.text[position["start"] : position["end"]]
    [entry] = quotation.published_revision.snapshot["evidence"]  # type: ignore[union-attr]
    assert record["body"]["source"].endswith(f"/api/v1/captures/{entry['capture']['id']}/text")
    recorded, place = record["body"]["selector"]
    assert (recorded["exact"], place["start"]) == (RECORDED, entry["start"])
    assert anonymous.get(record["body"]["source"]).json()["text"][place["start"] : place["end"]] == RECORDED


def test_annotations_of_a_draft_are_the_machines(reader: APIClient) -> None:
    quotation, _ = compared_quotation()
    items = get(reader, quotation, "annotations")["first"]["items"]
    assert [item["motivation"] for item in items] == ["classifying", "linking"]
    assert items[0]["body"]["value"] == "altered"
    assert items[0]["target"]["selector"][0]["prefix"]


def test_retracted_quotation_has_no_public_annotations(anonymous: APIClient, reader: APIClient) -> None:
    quotation = published_quotation()
    retract(quotation, actor=UserFactory(role="editor"), reason="A mistake.")
    problem_of(anonymous.get(f"/api/v1/quotations/{quotation.public_id}/annotations"), "not-found")
    motivations = [i["motivation"] for i in get(reader, quotation, "annotations")["first"]["items"]]
    assert "assessing" not in motivations


# All three ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
def test_private_source_is_not_named_to_everybody(anonymous: APIClient, part: str) -> None:
    quotation = published_quotation(is_private=True, name="Xyzzy", title="Xyzzy", url="https://xyzzy.example/")
    body = get(anonymous, quotation, part)
    assert "xyzzy" not in str(body).lower()
    assert RECORDED in str(body)


@pytest.mark.parametrize("part", PARTS)
def test_what_is_read_twice_is_not_sent_twice(anonymous: APIClient, part: str) -> None:
    path = f"/api/v1/quotations/{published_quotation().public_id}/{part}"
    tag = anonymous.get(path)["ETag"]
    again: Any = anonymous.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("part", PARTS)
def test_drafts_are_not_there(anonymous: APIClient, part: str) -> None:
    problem_of(anonymous.get(f"/api/v1/quotations/{QuotationFactory().public_id}/{part}"), "not-found")


@pytest.mark.parametrize("part", PARTS)
def test_first_readers_status_is_in_none_of_them(with_key: Callable[..., APIClient], part: str) -> None:
    quotation, passage = compared_quotation()
    first = UserFactory(role="reviewer")
    move(quotation, ReviewState.IN_REVIEW, actor=first)
    client = with_key("read", "review")
    before = get(client, quotation, part)
    sign(quotation, actor=first, decision="altered_meaning", passages=[passage.pk], note="Xyzzy note")
    assert Quotation.objects.get(pk=quotation.pk).review_state == ReviewState.SECOND_REVIEW
    assert get(client, quotation, part) == before
