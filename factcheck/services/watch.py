"""A person asks for a source to be looked at: now, or again and again."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from factcheck import jobs
from factcheck.exceptions import BadInput
from factcheck.models import Source
from factcheck.services import audit
from factcheck.services.schedule import next_check


def look_now(source: Source, *, actor: Any) -> None:
    """Make the source due at once, whatever failed before."""
    with transaction.atomic():
        Source.objects.filter(pk=source.pk).update(next_attempt_at=timezone.now(), attempts=0, last_error="")
        audit.record("source.look_asked", source, actor=actor)
        jobs.enqueue("factcheck.capture_source", source.pk)


def begin_watch(source: Source, *, actor: Any) -> Source:
    """The source, watched from now on. Raises BadInput for one that stands on no page."""
    if not source.url:
        raise BadInput(f"A source with a web address was expected: {source} cannot be looked at again.")
    return set_watched(source, True, actor=actor)


def set_watched(source: Source, is_watched: bool, *, actor: Any) -> Source:
    """The source, watched from now on or no longer. Setting what it already is does nothing and logs nothing."""
    with transaction.atomic():
        source = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
        if source.is_watched == is_watched:
            return source
        source.is_watched = is_watched
        source.next_attempt_at = next_check(source, timezone.now(), changed=False)
        source.save(update_fields=["is_watched", "next_attempt_at"])
        audit.record(
            "source.watched" if is_watched else "source.unwatched",
            source,
            actor=actor,
            old={"is_watched": not is_watched},
            new={"is_watched": is_watched},
        )
    return source
