"""What a place asked for sources answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from factcheck import jobs
from factcheck.fetch.result import FetchResult
from factcheck.models import Attempt, SearchOutcome, Source
from factcheck.services.extract import PASSING_FAILURES
from factcheck.services.gather import GivenSource

MOST_SOURCES_FOUND = 20  # by one place for one story: each is compared with every quotation


@dataclass(frozen=True, slots=True)
class Answer:
    """`given` are new sources to capture, `known` ones that have a copy already. `again_at`: the place could not be
    asked for a passing reason, and is asked once more then.
    """

    outcome: str
    reason: str
    given: tuple[GivenSource, ...] = ()
    known: tuple[Source, ...] = ()
    again_at: datetime | None = None


def could_not_ask(attempt: Attempt, result: FetchResult) -> Answer:
    """The answer where none came; a passing failure is tried again later."""
    again_at = jobs.next_try(attempt.attempts) if result.outcome in PASSING_FAILURES else None
    if again_at and result.retry_after_seconds:
        again_at = max(again_at, timezone.now() + timedelta(seconds=result.retry_after_seconds))
    return Answer(SearchOutcome.UNAVAILABLE, result.reason, again_at=again_at)
