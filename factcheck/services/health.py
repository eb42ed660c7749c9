"""What this installation stands on, and whether it holds: for `manage.py doctor` and the readiness check.

Every check answers with a finding, never with an exception. Nothing outside the newsroom's own servers is contacted.
"""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from celery import current_app
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from kombu.exceptions import OperationalError

from factcheck.exceptions import IndexUnavailable
from factcheck.services.index import require_index
from factcheck.services.sweep import WORK

# A sweep sends what is due each minute; work that waits this long shows that no worker runs, or too few.
LATE = timedelta(minutes=10)
BROKER_SECONDS = 3
# A capture takes up to 16 MB; below the first figure the next ones fail, below the second one should look for room.
LEAST_FREE_BYTES = 200 * 1024**2
LITTLE_FREE_BYTES = 2 * 1024**3


class State(StrEnum):
    OK = "ok"
    ADVICE = "advice"  # works, but one would rather know
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """`name` says what was looked at, `text` what was found, `mend` what to do about it ("" when nothing)."""

    name: str
    state: State
    text: str
    mend: str = ""


def examine() -> list[Finding]:
    """All findings: what is set up, what is reachable."""
    return [*readiness(), _disk(), _contact(), _secret()]


def readiness() -> list[Finding]:
    """The findings that decide whether this installation can do its work now.

    What needs the database is looked at only when that is well: one cause is reported once.
    """
    database = _database()
    findings = [database, _broker(), _captures()]
    if database.state is State.OK:
        findings += [_index(), _due_work()]
    return findings


def _database() -> Finding:
    where = _without_password(str(settings.DATABASES["default"].get("NAME", "")))
    if connection.vendor != "sqlite":
        where = f"{connection.settings_dict['HOST'] or 'local socket'}, database {where}"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        executor = MigrationExecutor(connection)
        behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        return Finding(
            "database", State.WRONG, f"{connection.vendor} at {where} does not answer: {error}",
            "Start the database, or correct DATABASE_URL.",
        )  # fmt: skip
    if behind:
        return Finding(
            "database", State.WRONG, f"{connection.vendor} at {where}: {behind} migrations are not applied.",
            "python manage.py migrate",
        )  # fmt: skip
    return Finding("database", State.OK, f"{connection.vendor} at {where}, all migrations applied")


def _broker() -> Finding:
    where = _without_password(settings.CELERY_BROKER_URL)
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=BROKER_SECONDS)
    except (OperationalError, OSError) as error:
        return Finding(
            "broker", State.WRONG, f"{where} does not answer: {error}. Work waits, nothing is lost.",
            "Start Redis, or correct REDIS_URL; empty means files under the data folder.",
        )  # fmt: skip
    if not settings.CELERY_BROKER_URL.startswith("filesystem"):
        return Finding("broker", State.OK, where)
    waiting = sum(1 for _ in (settings.BROKER_DIR / "messages").glob("*.msg"))
    return Finding("broker", State.OK, f"files in {settings.BROKER_DIR}, {waiting} messages waiting")


def _index() -> Finding:
    try:
        index = require_index()
        text = f"{settings.LOOKUP_ENGINE}, {index.count():,} passages" if index else f"{settings.LOOKUP_ENGINE}, empty"
    except IndexUnavailable as error:
        return Finding("lookup index", State.WRONG, str(error), "python manage.py rebuild_index")
    return Finding("lookup index", State.OK, text)


def _captures() -> Finding:
    storage = storages["captures"]
    where = getattr(storage, "location", storage.__class__.__name__)
    try:
        storage.delete(storage.save(f"check-{uuid4()}", ContentFile(b"written by a check, to be removed")))
    except OSError as error:
        return Finding(
            "capture store", State.WRONG, f"{where} cannot be written: {error}",
            "Give the user Factcheck runs as the right to write there, or set FACTCHECK_DATA_DIR.",
        )  # fmt: skip
    return Finding("capture store", State.OK, f"{where} can be written")


def _due_work() -> Finding:
    now = timezone.now()
    oldest = min((time for time in (_oldest_due(model, now) for model in WORK.values()) if time), default=None)
    if oldest is None:
        return Finding("background work", State.OK, "nothing is waiting")
    text = f"the oldest piece has been waiting for {int((now - oldest).total_seconds() // 60)} minutes"
    if now - oldest > LATE:
        return Finding(
            "background work", State.WRONG, text, "Is a worker running? `make serve` has one; see docs/operations.md."
        )
    return Finding("background work", State.OK, text)


def _oldest_due(model: type, now: datetime) -> datetime | None:
    rows = model.objects.all().due(now).order_by("next_attempt_at")  # type: ignore[attr-defined]
    oldest: datetime | None = rows.values_list("next_attempt_at", flat=True).first()
    return oldest


def _disk() -> Finding:
    free = shutil.disk_usage(settings.DATA_DIR).free
    text = f"{free / 1024**3:.1f} GB free in {settings.DATA_DIR}"
    mend = "Make room, or move the data folder (FACTCHECK_DATA_DIR)."
    if free < LEAST_FREE_BYTES:
        return Finding("disk", State.WRONG, text, mend)
    if free < LITTLE_FREE_BYTES:
        return Finding("disk", State.ADVICE, text, mend)
    return Finding("disk", State.OK, text)


def _contact() -> Finding:
    if settings.FETCH_CONTACT_URL:
        return Finding("contact", State.OK, settings.FETCH_CONTACT_URL)
    return Finding(
        "contact", State.ADVICE, "the fetcher names no one to write to, and some sites refuse such readers",
        "Set CONTACT_URL to a page about your quote desk.",
    )  # fmt: skip


def _secret() -> Finding:
    if settings.SECRET_KEY.startswith("insecure-"):
        return Finding(
            "secret key", State.ADVICE, "the default one: good for this machine alone",
            "Set SECRET_KEY before other machines can reach the desk.",
        )  # fmt: skip
    return Finding("secret key", State.OK, "set")


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    if parts.password is None:
        return url
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username or ''}:…@{host}"))
