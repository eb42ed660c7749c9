"""Published decisions as ClaimReview: what schema.org and Google ask for, and what we import of it again."""

import json
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from factcheck.fetch.checks.files import read_file
from factcheck.models import EarlierCheck, RevisionKind
from factcheck.services.export_checks import claim_review, write_feed
from factcheck.services.find_checks import find_checks
from factcheck.services.import_checks import import_checks
from tests.factories import ClaimFactory, QuotationFactory, RevisionFactory, SourceFactory

pytestmark = pytest.mark.django_db

WORDS = "We will shut the bridge for nine days, and not for longer, whatever the weather brings."


def snapshot(**changes: Any) -> dict[str, Any]:
    source = SourceFactory(is_private=changes.pop("is_private", False))
    given = {
        "text": "We will close the bridge for nine days,",
        "decision_name": "Altered quotation",
        "rating_value": 3,
        "speaker": "Maria Speaker",
        "story": {"title": "Bridge", "url": "https://news.example/bridge", "published_at": "2026-11-25T08:00:00+00:00"},
        "evidence": [
            {
                "words": WORDS,
                "source": {
                    "id": str(source.public_id),
                    "name": "records",
                    "title": "Transcript",
                    "url": "https://records.example/1",
                    "published_at": "2026-11-24",
                },
            }
        ],
    }
    return {**given, **changes}


def published(kind: str = "quotation", **changes: Any) -> Any:
    """The item with a published revision of this snapshot."""
    item = QuotationFactory() if kind == "quotation" else ClaimFactory()
    fields = {kind: item, "quotation" if kind == "claim" else "claim": None}
    revision = RevisionFactory(snapshot=snapshot(**changes), **fields)
    type(item).objects.filter(pk=item.pk).update(published_revision=revision)
    item.refresh_from_db()
    return item


def review_of(item: Any) -> dict[str, Any]:
    return claim_review(item, item.published_revision)


# By schema.org, the types that may stand in each property; by Google, the ones it requires.
REQUIRED = {
    "ClaimReview": {"claimReviewed", "reviewRating", "url"},
    "Rating": {"alternateName"},
    "Organization": {"name", "url"},
    "Person": {"name"},
    "CreativeWork": {"url"},
    "Claim": set(),
}
ALLOWED = {
    "ClaimReview": {"@context", "author", "claimReviewed", "datePublished", "itemReviewed", "reviewRating", "url"},
    "Rating": {"alternateName", "ratingValue", "bestRating", "worstRating"},
    "Claim": {"author", "datePublished", "appearance", "firstAppearance"},
    "CreativeWork": {"url", "name", "datePublished"},
    "Organization": {"name", "url"},
    "Person": {"name"},
}


def assert_valid(node: dict[str, Any]) -> None:
    kind = node["@type"]
    assert REQUIRED[kind] <= node.keys()
    assert node.keys() - {"@type"} <= ALLOWED[kind]
    for name, value in node.items():
        if isinstance(value, dict):
            assert_valid(value)
        elif name.startswith("date"):
            datetime.fromisoformat(value)
        elif name == "url":
            assert value.startswith(("https://", "http://"))
    if "ratingValue" in node:
        assert node["worstRating"] <= node["ratingValue"] <= node["bestRating"]


@pytest.mark.parametrize("kind", ["quotation", "claim"])
@pytest.mark.parametrize("changes", [{}, {"rating_value": None}, {"evidence": []}, {"story": {}}, {"speaker": ""}])
def test_every_review_is_valid(kind: str, changes: dict[str, Any]) -> None:
    review = review_of(published(kind, **changes))
    assert review["@context"] == "https://schema.org" and review["@type"] == "ClaimReview"
    assert_valid(review)
    assert ("ratingValue" in review["reviewRating"]) == ("rating_value" not in changes)


def test_the_claim_has_the_day_it_was_made_and_opens_at_the_words() -> None:
    item = review_of(published())["itemReviewed"]
    assert item["datePublished"] == "2026-11-24"  # said the day before the story
    assert item["firstAppearance"] == {
        "@type": "CreativeWork",
        "url": "https://records.example/1#:~:text=We%20will%20shut%20the,whatever%20the%20weather%20brings.",
        "name": "Transcript",
        "datePublished": "2026-11-24",
    }
    assert item["appearance"]["url"].startswith("https://news.example/bridge#:~:text=We%20will%20close")


def test_a_claim_was_made_when_the_story_made_it() -> None:
    assert review_of(published("claim"))["itemReviewed"]["datePublished"] == "2026-11-25"


def test_without_known_days_none_is_made_up() -> None:
    item = published(story={"url": "https://news.example/bridge"}, evidence=[])
    assert "datePublished" not in review_of(item)["itemReviewed"]


def test_a_record_dated_after_the_story_is_not_when_it_was_said() -> None:
    story = {"title": "Bridge", "url": "https://news.example/", "published_at": "2026-11-20"}
    assert review_of(published(story=story))["itemReviewed"]["datePublished"] == "2026-11-20"


def test_private_sources_are_not_named() -> None:
    review = review_of(published(is_private=True))
    assert "firstAppearance" not in review["itemReviewed"] and "records.example" not in json.dumps(review)
    assert review["itemReviewed"]["datePublished"] == "2026-11-25"  # not the private record's


def test_the_feed_holds_what_is_published_and_comes_back_in(tmp_path: Path) -> None:
    published()
    two = published("claim", text="The bridge cost nine million pounds.", decision_name="False")
    gone = published()
    tombstone = RevisionFactory(quotation=gone, number=2, kind=RevisionKind.RETRACTION, snapshot={})
    type(gone).objects.filter(pk=gone.pk).update(published_revision=tombstone)
    QuotationFactory()
    file, out = tmp_path / "feed.json", StringIO()
    call_command("export_checks", output=str(file), stdout=out)
    assert "2 published checks" in out.getvalue()
    feed = json.loads(file.read_text())
    assert feed["@type"] == "DataFeed" and len(feed["dataFeedElement"]) == 2
    for element in feed["dataFeedElement"]:
        assert_valid(element["item"][0])
    done = import_checks(read_file(BytesIO(file.read_bytes())), "own", report=lambda *entry: pytest.fail(str(entry)))
    assert done.added == 2
    check = EarlierCheck.objects.get(claim="The bridge cost nine million pounds.")
    assert (check.rating, check.rating_value, check.claimant) == ("False", 3.0, "Maria Speaker")
    assert (check.url, str(check.claimed_at)) == (review_of(two)["url"], "2026-11-25")
    assert check.reviewed_at == two.published_revision.published_at.astimezone(UTC).date()
    found = find_checks("The cost of the bridge was 9 million pounds.")[0]
    assert found.check == check and found.same


def test_an_empty_feed_is_a_feed() -> None:
    out = StringIO()
    assert write_feed(out) == 0
    assert json.loads(out.getvalue())["dataFeedElement"] == []
