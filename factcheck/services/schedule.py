"""When a watched source is looked at again: by the age of what it published, and by how quiet it has been."""

import random
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from factcheck.models import Source

# Age of the source, as far as we know it, and the pause between looks. News is edited in its first hours.
PAUSES = (
    (timedelta(hours=3), timedelta(minutes=15)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=7), timedelta(hours=3)),
    (timedelta(days=30), timedelta(days=3)),
)
LONGEST_PAUSE = timedelta(days=30)
SHORTEST_PAUSE = timedelta(minutes=10)
QUIET_FACTOR = 1.5
JITTER = 0.1  # spreads the looks at sources that were added together
# Every so many looks the page is asked for whatever the server says of it: some answer "not modified" for ever.
UNCONDITIONAL_EACH = 10


def next_check(source: Source, now: datetime, *, changed: bool) -> datetime | None:
    """The next look at the source; None when it is not watched or is not on the web.

    A change halves the pause, each quiet look stretches it by half, up to thirty days.
    """
    if not source.is_watched or not source.url:
        return None
    age = now - published_at(source)
    pause = next((pause for limit, pause in PAUSES if age < limit), LONGEST_PAUSE)
    quiet = 0 if changed else min(source.quiet_checks + 1, 20)
    seconds = pause.total_seconds() * (0.5 if changed else QUIET_FACTOR ** (quiet - 1))
    seconds = min(max(seconds, SHORTEST_PAUSE.total_seconds()), LONGEST_PAUSE.total_seconds())
    return now + timedelta(seconds=seconds * random.uniform(1 - JITTER, 1 + JITTER))


def asks_unconditionally(source: Source) -> bool:
    """True for one look in ten: the page is asked for without the validators of the last copy."""
    return (source.quiet_checks + 1) % UNCONDITIONAL_EACH == 0


def published_at(source: Source) -> datetime:
    """When the page was published, by its own account; the time it came to us where it gives none, or a later one.

    A day without a time ends with the day: a page of this morning is not taken for one of last night.
    """
    written = source.latest_capture.published_at if source.latest_capture is not None else ""
    try:
        moment, day = parse_datetime(written), parse_date(written)
    except ValueError:  # well formed, and no date of any calendar
        return source.created_at
    if day is not None:
        moment = datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone()) + timedelta(days=1)
    elif moment is not None and timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    return min(moment, source.created_at) if moment is not None else source.created_at
