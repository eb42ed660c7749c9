"""A published revision as schema.org ClaimReview (https://schema.org/ClaimReview, Google's required properties)."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from factcheck.api.serializers.links import address_of
from factcheck.models import Claim, Quotation, Revision
from factcheck.services.disclose import public_snapshots

BEST_RATING, WORST_RATING = 5, 1


def claim_review(item: Quotation | Claim, revision: Revision) -> dict[str, Any]:
    """The JSON-LD document, from the public part of the frozen snapshot alone, whoever asks: it is made to be put on
    pages. `ratingValue` is left out where a decision has none.
    """
    [snapshot] = public_snapshots([revision.snapshot])
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": snapshot.get("decision_name") or revision.decision}
    if snapshot.get("rating_value") is not None:
        rating |= {"ratingValue": snapshot["rating_value"], "bestRating": BEST_RATING, "worstRating": WORST_RATING}
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": address_of(item._meta.model_name or "", item.public_id),
        "claimReviewed": _claim_reviewed(item, snapshot),
        "datePublished": revision.published_at.date().isoformat(),
        "author": {"@type": "Organization", "name": settings.NEWSROOM_NAME, "url": settings.SITE_URL},
        "reviewRating": rating,
        "itemReviewed": _item_reviewed(snapshot),
    }


def _claim_reviewed(item: Quotation | Claim, snapshot: dict[str, Any]) -> str:
    text, speaker = snapshot.get("text", ""), snapshot.get("speaker", "")
    if isinstance(item, Quotation):
        return f"{speaker} said: “{text}”" if speaker else f"“{text}”"
    return str(text)


def _item_reviewed(snapshot: dict[str, Any]) -> dict[str, Any]:
    claim: dict[str, Any] = {"@type": "Claim"}
    if snapshot.get("speaker"):
        claim["author"] = {"@type": "Person", "name": snapshot["speaker"]}
    story = snapshot.get("story", {})
    if story.get("url"):
        claim["appearance"] = {"@type": "CreativeWork", "url": story["url"], "name": story.get("title", "")}
    first = next((passage for passage in snapshot.get("evidence", []) if passage.get("source", {}).get("url")), None)
    if first is not None:
        source = first["source"]
        claim["firstAppearance"] = {
            "@type": "CreativeWork", "url": source["url"], "name": source.get("title") or source.get("name", ""),
        }  # fmt: skip
    return claim
