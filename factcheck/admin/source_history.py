"""What happened to a source, newest first: copies of it, failures to get one, alerts and notes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from factcheck import queries
from factcheck.admin.labels import outcome_of_fetch
from factcheck.models import Alert, AlertKind, AlertState, Capture, Source
from factcheck.reports.vocabulary import Label, Tone
from factcheck.services.alert_reading import close_alerts

MOST_EVENTS = 50


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history: what, when, the words concerned, and what else there is to say."""

    at: datetime
    label: Label
    url: str
    words: str = ""
    detail: str = ""


def read_history(source: Source, user: Any) -> list[Event]:
    """The newest events; an alert stands above the copy that raised it. Words closed to the person are not in it."""
    captures = list(queries.captures_of(source)[:MOST_EVENTS])
    alerts = close_alerts(source.alerts.select_related("capture").defer("capture__text")[:MOST_EVENTS], user)
    events = [_of_alert(alert) for alert in alerts] + [_of_capture(capture) for capture in captures]
    return sorted(events, key=lambda event: event.at, reverse=True)[:MOST_EVENTS]


def _of_capture(capture: Capture) -> Event:
    kept = f"{capture.content_type or 'no type'} · {filesizeformat(capture.raw_bytes_count)}"
    if capture.damaged_at is not None:
        kept += " · stored copy damaged"
    elif capture.bytes_dropped_at is not None:
        kept += " · bytes removed by retention"
    url = reverse("admin:factcheck_capture_change", args=[capture.pk])
    return Event(capture.started_at, outcome_of_fetch(capture.outcome), url, capture.reason[:300], kept)


def _of_alert(alert: Alert) -> Event:
    tone = Tone.BAD if alert.state == AlertState.OPEN else Tone.NONE
    sign, tone = ("i", Tone.NONE) if alert.kind == AlertKind.NOTE else ("!", tone)
    name = str(alert.get_kind_display())
    label = Label(sign, sign, f"{name[:1].upper()}{name[1:]}", tone, "What changed in the source.")
    state = "" if alert.kind == AlertKind.NOTE else str(alert.get_state_display())
    back = "taken back later" if alert.returned_at else ""
    url = reverse("admin:factcheck_alert_change", args=[alert.pk])
    return Event(alert.capture.started_at, label, url, alert.words_gone, " · ".join(filter(None, (state, back))))
