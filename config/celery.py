"""The Celery application. Tasks live in `workers`; the schedule stands in `workers/schedule.py`."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# The embedded broker (filesystem://) in our own version, which outlives half-written messages.
TRANSPORT_ALIASES["filesystem"] = "config.file_broker:Transport"

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
