"""One mail an hour or a day with the alerts and notes since the last one. Off unless a newsroom sets it on.

Each alert is in one digest: it is taken before the mail goes out, and given back when none could be sent. A person gets
a mail of their own, in which words stay closed that they may not read yet.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from factcheck.models import Alert, AlertKind, AlertState
from factcheck.reports.safe_text import on_one_line
from factcheck.services import newsroom_settings
from factcheck.services.alert_reading import close_alerts

logger = logging.getLogger(__name__)

PERIODS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
# The task comes each hour and not to the second: a digest is due a little before its period is over.
SLACK = timedelta(minutes=5)
# When digests are switched on, the alerts of years are not mailed: only those of the last so many periods.
PERIODS_BACK = 2
MOST_LINES = 50
WORDS_SHOWN = 120


def send_digest(now: datetime | None = None) -> int:
    """How many mails were sent. None when it is off, too early, nobody is to get one, or there is nothing to tell."""
    now = now or timezone.now()
    period = PERIODS.get(settings.DIGEST_EVERY)
    readers = list(_readers()) if period else []
    if period is None or not readers or _is_too_early(now, period):
        return 0
    waiting = Alert.objects.filter(
        state=AlertState.OPEN, digested_at__isnull=True, created_at__gte=now - PERIODS_BACK * period
    )
    taken = list(waiting.order_by("pk").values_list("pk", flat=True))
    if not taken or not Alert.objects.filter(pk__in=taken, digested_at__isnull=True).update(digested_at=now):
        return 0
    sent = sum(_send(reader, taken, now) for reader in readers)
    if not sent:
        Alert.objects.filter(pk__in=taken, digested_at=now).update(digested_at=None)
    return sent


def _readers() -> Any:
    """People with an address in one of the roles that get digests."""
    people = get_user_model()._default_manager.filter(is_active=True, groups__name__in=settings.DIGEST_ROLES)
    return people.exclude(email="").distinct().order_by("pk")


def _is_too_early(now: datetime, period: timedelta) -> bool:
    last = Alert.objects.aggregate(last=Max("digested_at"))["last"]
    return last is not None and now - last < period - SLACK


def _send(reader: Any, taken: Sequence[int], now: datetime) -> int:
    """1 when the mail went out, else 0; one address that fails does not keep the mail from the others."""
    alerts = Alert.objects.filter(pk__in=taken, digested_at=now).select_related("source").order_by("-created_at", "-pk")
    subject, body = compose(close_alerts(alerts, reader))
    try:
        return int(EmailMessage(subject, body, to=[reader.email], connection=get_connection()).send())
    except OSError as error:  # smtplib's errors are such as well
        logger.error("the digest to user %s could not be sent: %s", reader.pk, error)
        return 0


def compose(alerts: Sequence[Alert]) -> tuple[str, str]:
    """Subject and plain text of a digest: counts, a line and a link for each alert, alerts before notes."""
    notes = [alert for alert in alerts if alert.kind == AlertKind.NOTE]
    changes = [alert for alert in alerts if alert.kind != AlertKind.NOTE]
    count = f"{_counted(len(changes), 'alert')}, {_counted(len(notes), 'note')}"
    lines = [f"{count} on watched sources.", ""]
    for title, rows in (("Words that decisions rest on changed", changes), ("Changed elsewhere on the page", notes)):
        if rows:
            lines += [f"{title}:", "", *(_line(alert) for alert in rows[:MOST_LINES])]
            lines += [f"… and {len(rows) - MOST_LINES} more", ""] if len(rows) > MOST_LINES else []
    lines += [f"All alerts: {_link('admin:factcheck_alert_changelist')}"]
    return f"[{newsroom_settings.current().shown_name}] {count}", "\n".join(lines) + "\n"


def _line(alert: Alert) -> str:
    words = on_one_line(alert.words_gone)
    shown = f": {words[:WORDS_SHOWN]}{'…' if len(words) > WORDS_SHOWN else ''}" if words else ""
    name = on_one_line(alert.source.name)[:WORDS_SHOWN]
    link = _link("admin:factcheck_alert_change", alert.pk)
    return f"- {name}: {alert.get_kind_display()}{shown}\n  {link}\n"


def _link(name: str, *arguments: int) -> str:
    return settings.SITE_URL + reverse(name, args=arguments)


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
