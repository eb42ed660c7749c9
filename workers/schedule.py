"""What the beat sends, and how often. Watched sources fall due by their own row, and the sweep sees them."""

from celery.schedules import schedule

SWEEP_SECONDS = 60.0
HOUR_SECONDS = 3600.0

SCHEDULE = {
    "sweep": {
        "task": "factcheck.sweep",
        "schedule": schedule(SWEEP_SECONDS),
        # A sweep that waited longer than the next one is due is worth nothing; without this they pile up.
        "options": {"expires": SWEEP_SECONDS},
    },
    "verify_captures": {  # a minute's worth of what was not looked at for a week
        "task": "factcheck.verify_captures",
        "schedule": schedule(HOUR_SECONDS),
        "options": {"expires": HOUR_SECONDS},
    },
    "prune_captures": {  # nothing unless FACTCHECK_RETENTION_DAYS is set
        "task": "factcheck.prune_captures",
        "schedule": schedule(24 * HOUR_SECONDS),
        "options": {"expires": HOUR_SECONDS},
    },
    "clear_sessions": {  # Django leaves ended sessions in their table
        "task": "factcheck.clear_sessions",
        "schedule": schedule(24 * HOUR_SECONDS),
        "options": {"expires": HOUR_SECONDS},
    },
    "release_expired": {
        "task": "factcheck.release_expired",
        "schedule": schedule(5 * SWEEP_SECONDS),
        "options": {"expires": 5 * SWEEP_SECONDS},
    },
    "send_digest": {
        "task": "factcheck.send_digest",
        "schedule": schedule(60 * SWEEP_SECONDS),
        "options": {"expires": 60 * SWEEP_SECONDS},
    },
}

# Fetching waits on the network and wants threads; comparing wants a core. On one worker all queues are served alike.
ROUTES = {
    "factcheck.capture_source": {"queue": "fetch"},
    "factcheck.ask_place": {"queue": "fetch"},
    "factcheck.compare_search": {"queue": "compare"},
    "factcheck.extract_story": {"queue": "compare"},
}
