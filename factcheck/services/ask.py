"""Places asked for sources of a story: what they know becomes lines of the search log, and the asking does too.

Candidates only: a source found here is captured and compared like one that was given.
"""

import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from factcheck import jobs
from factcheck.exceptions import BadInput
from factcheck.models import Attempt, SearchOutcome, SearchReason
from factcheck.services.ask_archive import ask_archive
from factcheck.services.ask_checks import ask_checks
from factcheck.services.ask_feed import ask_feed
from factcheck.services.ask_web import ask_search, ask_web_archives, save_copy
from factcheck.services.asked import Answer
from factcheck.services.extract import lock_story, settle_story
from factcheck.services.gather import add_known_source, add_source

logger = logging.getLogger(__name__)

WAYS: dict[str, Callable[[Attempt], Answer]] = {
    SearchReason.ARCHIVE: ask_archive,
    SearchReason.OUTLET: ask_feed,
    SearchReason.MEMENTO: ask_web_archives,
    SearchReason.WEB: ask_search,
    SearchReason.SAVE: save_copy,
    SearchReason.CHECKS: ask_checks,
}


def ask_place(attempt_id: int) -> bool:
    """True when this call asked; False when the attempt is gone, done, or in another worker's hands."""
    now = timezone.now()
    if not Attempt.objects.all().claim(attempt_id, now, jobs.lease_end(now)):
        return False
    attempt = Attempt.objects.select_related("story", "source__latest_capture", "outlet").get(pk=attempt_id)
    answer = WAYS[attempt.why](attempt)
    with transaction.atomic():
        lock_story(attempt.story_id)
        held = Attempt.objects.held(attempt)
        if not held.exists():
            return False  # it took longer than the lease, and another worker has it now
        found = _add_all(attempt, answer)
        held.update(
            outcome=answer.outcome,
            reason=answer.reason,
            found=found,
            asked_at=timezone.now(),
            next_attempt_at=answer.again_at,
            lease_until=None,
            last_error="" if answer.outcome == SearchOutcome.SEARCHED else answer.reason,
        )
        settle_story(attempt.story)
    logger.info("attempt %s: %s, %s sources", attempt.pk, answer.outcome, found)
    return True


def _add_all(attempt: Attempt, answer: Answer) -> int:
    added = sum(add_known_source(attempt.story, source, attempt.why) for source in answer.known)
    for given in answer.given:
        try:
            add_source(attempt.story, given, actor=None, why=attempt.why, announce=False)
        except BadInput as error:
            logger.info("attempt %s: an address was left out: %s", attempt.pk, error)
            continue
        added += 1
    return added
