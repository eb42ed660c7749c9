"""Published decisions as schema.org ClaimReview, one by one and as a DataFeed.

https://schema.org/ClaimReview, with what Google's search requires (claimReviewed, reviewRating, url) and recommends:
https://developers.google.com/search/docs/appearance/structured-data/factcheck. Made from the public part of frozen
snapshots alone, whoever asks, for it is meant to be put on pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from factcheck.fetch.checks.dates import read_date
from factcheck.models import Claim, Quotation, Revision, RevisionKind
from factcheck.reports.links import link_to_words, web_address
from factcheck.services import newsroom_settings
from factcheck.services.disclose import public_snapshots

BEST_RATING, WORST_RATING = 5, 1
CONTEXT = "https://schema.org"
BATCH = 200

Item = Quotation | Claim
Json = dict[str, Any]


def claim_review(item: Item, revision: Revision) -> Json:
    """The JSON-LD document of one revision."""
    [snapshot] = public_snapshots([revision.snapshot])
    return {"@context": CONTEXT, **_review(item, revision, snapshot)}


def write_feed(file: IO[str]) -> int:
    """Write all published decisions as one DataFeed, oldest first; returns how many. Retracted ones are left out."""
    head = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": f"{newsroom_settings.current().shown_name}: published checks",
    }
    file.write(f'{json.dumps(head, ensure_ascii=False)[:-1]}, "dataFeedElement": [')
    count = 0
    for count, element in enumerate(_elements(), start=1):
        file.write(f"{',' if count > 1 else ''}\n{json.dumps(element, ensure_ascii=False)}")
    file.write("\n]}\n")
    return count


def _elements() -> Iterator[Json]:
    for model in (Quotation, Claim):
        rows_of: QuerySet[Any] = model._default_manager.all()
        shown = rows_of.filter(published_revision__isnull=False).exclude(
            published_revision__kind=RevisionKind.RETRACTION
        )
        rows = shown.select_related("published_revision").order_by("pk").iterator(chunk_size=BATCH)
        while batch := list(islice(rows, BATCH)):
            revisions: list[Any] = [item.published_revision for item in batch]
            snapshots = public_snapshots([revision.snapshot for revision in revisions])
            for item, revision, snapshot in zip(batch, revisions, snapshots, strict=True):
                review = _review(item, revision, snapshot)
                published_at = revision.published_at.isoformat()
                yield {"@type": "DataFeedItem", "dateModified": published_at, "url": review["url"], "item": [review]}


def _review(item: Item, revision: Revision, snapshot: Json) -> Json:
    """`ratingValue` is left out where the table of statuses has none."""
    rating: Json = {"@type": "Rating", "alternateName": snapshot.get("decision_name") or revision.decision}
    if snapshot.get("rating_value") is not None:
        rating |= {"ratingValue": snapshot["rating_value"], "bestRating": BEST_RATING, "worstRating": WORST_RATING}
    path = reverse(f"api:{item._meta.model_name}", args=[item.public_id])
    return {
        "@type": "ClaimReview",
        "url": f"{settings.SITE_URL}{path}",
        "claimReviewed": _claim_reviewed(item, snapshot),
        "datePublished": revision.published_at.date().isoformat(),
        "author": {"@type": "Organization", "name": newsroom_settings.current().shown_name, "url": settings.SITE_URL},
        "reviewRating": rating,
        "itemReviewed": _item_reviewed(item, snapshot),
    }


def _claim_reviewed(item: Item, snapshot: Json) -> str:
    text, speaker = snapshot.get("text", ""), snapshot.get("speaker", "")
    if isinstance(item, Quotation):
        return f"{speaker} said: “{text}”" if speaker else f"“{text}”"
    return str(text)


def _item_reviewed(item: Item, snapshot: Json) -> Json:
    """The claim: who made it, when it was *made* (not when it was checked), where it stands and where it came from."""
    claim: Json = {"@type": "Claim"}
    if snapshot.get("speaker"):
        claim["author"] = {"@type": "Person", "name": snapshot["speaker"]}
    if made_on := claim_made_on(item, snapshot):
        claim["datePublished"] = made_on
    story = snapshot.get("story", {})
    if web_address(story.get("url")):
        words = snapshot.get("text", "")
        claim["appearance"] = _work(
            link_to_words(story["url"], words), story.get("title", ""), story.get("published_at")
        )
    recorded = next(
        (each for each in snapshot.get("evidence", []) if web_address(each.get("source", {}).get("url"))), None
    )
    if recorded is not None:
        source = recorded["source"]
        address = link_to_words(source["url"], recorded.get("words", ""))
        name = source.get("title") or source.get("name", "")
        claim["firstAppearance"] = _work(address, name, source.get("published_at"))
    return claim


def claim_made_on(item: Item, snapshot: Json) -> str:
    """The day the words were said, as far as it is known: of a quotation that of the record, else of the story."""
    story_day = read_date(snapshot.get("story", {}).get("published_at"))
    if not isinstance(item, Quotation):
        return story_day
    recorded = (read_date(each.get("source", {}).get("published_at")) for each in snapshot.get("evidence", []))
    days = [day for day in recorded if day and (not story_day or day <= story_day)]
    return min(days, default=story_day)


def _work(url: str, name: str, published_at: str | None) -> Json:
    work = {"@type": "CreativeWork", "url": url, "name": name}
    day = read_date(published_at)
    return {**work, "datePublished": day} if day else work
