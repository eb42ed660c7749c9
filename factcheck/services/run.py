"""A story worked through here and now, by the caller, with the same services the workers use."""

import time
from collections.abc import Callable

from django.utils import timezone

from factcheck.models import Search, SearchOutcome, Source, Story
from factcheck.services.capture import capture_source
from factcheck.services.compare import compare_search
from factcheck.services.extract import extract_story

# Another worker may hold a row of ours; we wait for it about as long as a fetch may take.
PATIENCE_SECONDS = 60.0


def run_story(story: Story, progress: Callable[[str], None]) -> None:
    """Extract, capture and compare until nothing of the story is due. `progress` is told, in words, what comes next."""
    progress("Finding quotations and claims …")
    Story.objects.filter(pk=story.pk, quotations__isnull=True, claims__isnull=True).update(
        next_attempt_at=timezone.now()
    )
    extract_story(story.pk)
    # Given again means: look again. Sources that did not change are recognised by their hash.
    searches = list(Search.objects.filter(story=story).select_related("source"))
    for position, search in enumerate(searches, 1):
        progress(f"Reading source {position} of {len(searches)}: {search.source.name}")
        Source.objects.filter(pk=search.source_id).update(next_attempt_at=timezone.now())
        Search.objects.filter(pk=search.pk).update(outcome=SearchOutcome.PENDING, reason="")
        capture_source(search.source_id)
        _compare_when_ready(search.pk)
    progress("")


def _compare_when_ready(search_id: int) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not compare_search(search_id):
        outcome = Search.objects.filter(pk=search_id).values_list("outcome", flat=True).first()
        if outcome not in {None, SearchOutcome.PENDING} or time.monotonic() > give_up_at:
            return
        time.sleep(0.1)
