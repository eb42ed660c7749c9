"""When a watched source is looked at again: by the age of what it published, and by how quiet it has been."""

import random
from datetime import datetime, timedelta

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


def next_check(source: Source, now: datetime, *, changed: bool) -> datetime | None:
    """The next look at the source; None when it is not watched or is not on the web.

    A change halves the pause, each quiet look stretches it by half, up to thirty days.
    """
    if not source.is_watched or not source.url:
        return None
    age = now - source.created_at
    pause = next((pause for limit, pause in PAUSES if age < limit), LONGEST_PAUSE)
    quiet = 0 if changed else min(source.quiet_checks + 1, 20)
    seconds = pause.total_seconds() * (0.5 if changed else QUIET_FACTOR ** (quiet - 1))
    seconds = min(max(seconds, SHORTEST_PAUSE.total_seconds()), LONGEST_PAUSE.total_seconds())
    return now + timedelta(seconds=seconds * random.uniform(1 - JITTER, 1 + JITTER))
