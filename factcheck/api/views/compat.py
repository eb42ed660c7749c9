"""What was published here, as Google's Fact Check Tools API answers: clients of that API work here unchanged."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import examples
from factcheck.api.description import described
from factcheck.api.serializers.compat import MOST_RESULTS, ClaimSearchAnswerSerializer, ClaimSearchRequestSerializer
from factcheck.api.views.base import ApiView
from factcheck.services import newsroom_settings
from factcheck.services.search_published import Published, search_published

DEFAULT_PAGE = 10
# Google's name for what was wrong with a request, beside the problem document of this API.
INVALID_ARGUMENT = "INVALID_ARGUMENT"


class ClaimSearch(ApiView):
    @described(
        "search_claims",
        "Search published decisions as Google's Fact Check Tools API does",
        "Published decisions only, whoever asks. Parameters and answer are those of `claims:search` of that API "
        "(v1alpha1); an error also holds `error` as that API has it.",
        query=ClaimSearchRequestSerializer,
        answer=ClaimSearchAnswerSerializer,
        example=examples.CLAIM_SEARCH,
        problems=(400,),
    )
    def get(self, request: Request) -> Response:
        serializer = ClaimSearchRequestSerializer(data=request.query_params.dict())
        serializer.is_valid(raise_exception=True)
        asked = serializer.validated_data
        site = asked["reviewPublisherSiteFilter"].strip()
        if not asked["query"].strip() and not site:
            raise ValidationError({"query": ["Words were expected, or a reviewPublisherSiteFilter."]})
        start = _start(asked)
        found = []
        if not site or _is_ours(site):
            found = search_published(asked["query"], language=asked["languageCode"], max_age_days=asked["maxAgeDays"])
        end = start + min(asked["pageSize"] or DEFAULT_PAGE, MOST_RESULTS)
        answer: dict[str, Any] = {"claims": [_claim(each) for each in found[start:end]]}
        if end < len(found):
            answer["nextPageToken"] = _token(asked, end)
        return Response(answer)

    def handle_exception(self, exc: Exception) -> Response:
        response = super().handle_exception(exc)
        document: Any = response.data
        status = INVALID_ARGUMENT if response.status_code == 400 else response.status_text.upper().replace(" ", "_")
        document["error"] = {"code": response.status_code, "message": document["detail"], "status": status}
        return response


def _claim(found: Published) -> dict[str, Any]:
    path = reverse(f"api:{found.item._meta.model_name}", args=[found.item.public_id])
    review = {
        "publisher": {"name": newsroom_settings.current().shown_name, "site": _own_site()},
        "url": f"{settings.SITE_URL}{path}",
        "title": found.snapshot.get("story", {}).get("title") or found.snapshot.get("text", "")[:120],
        "reviewDate": _moment(found.reviewed_on),
        "textualRating": found.snapshot.get("decision_name") or found.revision.decision,
        "languageCode": found.language,
    }
    claim: dict[str, Any] = {"text": found.snapshot.get("text", "")}
    if speaker := found.snapshot.get("speaker"):
        claim["claimant"] = speaker
    if found.made_on:
        claim["claimDate"] = _moment(found.made_on)
    return {**claim, "claimReview": [review]}


def _moment(day: str) -> str:
    """A day as the timestamp that Google's API gives for one."""
    return f"{day}T00:00:00Z"


def _own_site() -> str:
    return (urlsplit(settings.SITE_URL).hostname or "").removeprefix("www.")


def _is_ours(site: str) -> bool:
    host = (urlsplit(site if "//" in site else f"//{site}").hostname or "").removeprefix("www.").lower()
    own = _own_site()
    return host == own or own.endswith(f".{host}")


def _token(asked: dict[str, Any], at: int) -> str:
    """Where the next page begins, and a mark of what was asked, with which alone it may be used."""
    return base64.urlsafe_b64encode(f"{at}.{_mark(asked)}".encode()).decode().rstrip("=")


def _start(asked: dict[str, Any]) -> int:
    """Where the page begins. Raises ValidationError for a token that is none of ours, or of another search."""
    token = asked["pageToken"]
    if not token:
        return int(asked["offset"])
    try:
        at, _, mark = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode("ascii").partition(".")
        start = int(at)
    except ValueError:
        start, mark = -1, ""
    if start < 0 or mark != _mark(asked):
        raise ValidationError(
            {"pageToken": ["The nextPageToken of an answer to the same parameters was expected; this is none."]}
        )
    return start


def _mark(asked: dict[str, Any]) -> str:
    told = {key: value for key, value in asked.items() if key not in {"pageToken", "offset"}}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
