"""Google's Fact Check Tools, asked for checks of a story's claims where a key is set; off otherwise.

What is sent: the words of the claims, of drafts too. The key goes as a header, so it is in no address and no log.
https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims/search
"""

from __future__ import annotations

import hashlib
import json
import logging
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache

from factcheck.fetch.checks.records import Reading, read_checks
from factcheck.fetch.result import Outcome
from factcheck.models import Attempt, Claim, SearchOutcome
from factcheck.services.asked import Answer, could_not_ask
from factcheck.services.fetching import ask_service
from factcheck.services.import_checks import import_checks

logger = logging.getLogger(__name__)

SERVICE = "Google Fact Check Tools"
MOST_CLAIMS = 10  # of a story, the worthiest
RESULTS_A_CLAIM = 10
QUERY_CHARACTERS = 300  # longer claims find nothing; a guess
KEPT_SECONDS = 24 * 3600  # the same words are not asked again for a day


def ask_checks(attempt: Attempt) -> Answer:
    """The checks the service knows of the story's claims are imported; the desk then finds them as any others."""
    if not settings.FACT_CHECK_KEY:
        return Answer(SearchOutcome.UNAVAILABLE, "no key is set any more")
    asked = found = 0
    for claim in attempt.story.claims.order_by("-score", "start")[:MOST_CLAIMS]:
        query = _query(claim)
        known = cache.get(_cache_key(query))
        if known is None:
            result = ask_service(_address(query), {"X-Goog-Api-Key": settings.FACT_CHECK_KEY})
            if result.outcome != Outcome.FETCHED:
                return could_not_ask(attempt, result)
            readings = _read(result.raw_bytes)
            if readings is None:
                return Answer(SearchOutcome.UNAVAILABLE, "the answer was not one of the service's")
            known = _take_in(readings)
            cache.set(_cache_key(query), known, KEPT_SECONDS)
        asked += 1
        found += known
    claims, checks = ("claim" if asked == 1 else "claims"), ("check" if found == 1 else "checks")
    return Answer(SearchOutcome.SEARCHED, f"{asked} {claims} asked for, {found} {checks} came")


def _query(claim: Claim) -> str:
    words = " ".join(claim.text.split())
    return words if len(words) <= QUERY_CHARACTERS else words[:QUERY_CHARACTERS].rpartition(" ")[0]


def _address(query: str) -> str:
    return f"{settings.FACT_CHECK_URL}?{urlencode({'query': query, 'pageSize': RESULTS_A_CLAIM})}"


def _cache_key(query: str) -> str:
    return f"asked-checks:{hashlib.sha256(query.encode()).hexdigest()}"


def _read(raw_bytes: bytes) -> list[Reading] | None:
    """The readings of an answer; none for "{}", which says there are no checks; None where it is no such answer."""
    try:
        value = json.loads(raw_bytes)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or not isinstance(value.get("claims", []), list):
        return None
    return list(read_checks(value)) if value.get("claims") else []


def _take_in(readings: list[Reading]) -> int:
    def report(place: str, problem: str) -> None:
        logger.info("%s, %s: %s", SERVICE, place, problem)

    done = import_checks(readings, SERVICE, report=report)
    return done.read - done.skipped
