"""The watch: does a newer copy of a source still hold the words that decisions rest on?

Passages are watched, not pages. A copy that cannot be trusted (blocked, cut, empty) says nothing about the words: it is
noted on the source and never counts as a deletion.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from factcheck.exceptions import MissingEvidence
from factcheck.fetch.changes import Changes
from factcheck.models import (
    Alert,
    AlertKind,
    AlertState,
    Capture,
    Claim,
    LinkState,
    Passage,
    Quotation,
    ReviewState,
    Source,
)
from factcheck.services import audit
from factcheck.services.captured import document_of
from factcheck.services.link_state import state_of_alerts
from factcheck.services.looks import (
    WATCHED_STATES,
    Look,
    is_gone,
    is_trusted,
    is_withdrawn,
    looks_at,
    tracked_passages,
)
from factcheck.services.notes import page_changes, raise_note, reread
from factcheck.services.review import move

# A change seen once is believed when a second copy, at least this much later, shows it too.
CONFIRM_AFTER = timedelta(minutes=10)
# Asked at every look at a page. Written out, as making this sentence from objects took 0.7 ms, and answering it 0.03.
UNSETTLED = "SELECT 1 FROM factcheck_alert WHERE source_id = %s AND state <> %s AND kind <> %s LIMIT 1"


def check_capture(capture_id: int) -> list[Alert]:
    """The alerts the capture raised; each tracked passage raises at most one per capture. Runs once per capture.

    Comparing takes its time, so it is done before anything is locked; what was signed meanwhile is looked at then.
    """
    capture = Capture.objects.select_related("source").filter(pk=capture_id, watched_at__isnull=True).first()
    if capture is None:
        return []
    if not (is_trusted(capture) or is_gone(capture) or is_withdrawn(capture)):
        Capture.objects.filter(pk=capture.pk, watched_at__isnull=True).update(watched_at=timezone.now())
        return []
    after = reread(capture) if capture.is_readable else document_of(capture)
    looks = looks_at(tracked_passages(capture), capture, after)
    page = page_changes(capture, after) if capture.is_readable else None
    with transaction.atomic():
        items = _locked_items(capture)
        source = Source.objects.select_for_update(of=("self",), no_key=True).get(pk=capture.source_id)
        if not Capture.objects.filter(pk=capture.pk, watched_at__isnull=True).update(watched_at=timezone.now()):
            return []
        tracked = tracked_passages(capture)
        looks |= looks_at([passage for passage in tracked if passage.pk not in looks], capture, after)
        seen = [(passage, look) for passage in tracked if (look := looks[passage.pk]) is not None]
        alerts = [alert for passage, look in seen if (alert := _note(passage, capture, look))]
        if page is not None and not any(look.kind for _, look in seen):
            raise_note(source, capture, page.article)
        _update_source(source, alerts)
        _tell_link_state(source, capture, page)
        for alert in alerts:
            if alert.state == AlertState.OPEN:
                _reopen(alert, items)
    return alerts


def _tell_link_state(source: Source, capture: Capture, page: Changes | None) -> None:
    """What the comparison adds to the state the look left: the article changed or was withdrawn, or is another page."""
    if page is None or source.latest_capture_id != capture.pk or source.link_state != LinkState.OK:
        return
    if page.problem:
        Source.objects.filter(pk=source.pk).update(link_state=LinkState.UNREACHABLE, last_error=page.problem)
    elif page.withdrawal:
        Source.objects.filter(pk=source.pk).update(link_state=LinkState.GONE)
    elif page.article and state_of_alerts(source) == LinkState.OK:
        Source.objects.filter(pk=source.pk).update(link_state=LinkState.CHANGED)


def has_alerts(source: Source) -> bool:
    """True when somebody has to deal with an alert about the source, or a second look at it has to confirm one."""
    with connection.cursor() as cursor:
        cursor.execute(UNSETTLED, [source.pk, AlertState.SETTLED.value, AlertKind.NOTE.value])
        return cursor.fetchone() is not None


def confirm_alerts(source: Source, now: datetime) -> list[Alert]:
    """The alerts seen once that count now: the page was looked at again, long enough after, and is still the same."""
    if not _unconfirmed(source).exists():
        return []
    with transaction.atomic():
        capture = source.latest_capture
        items = _locked_items(capture) if capture is not None else []
        old_enough = _unconfirmed(source).filter(capture__started_at__lte=now - CONFIRM_AFTER)
        alerts = list(old_enough.select_for_update(of=("self",)))
        for alert in alerts:
            alert.state = AlertState.OPEN
            alert.save(update_fields=["state"])
        _update_source(source, alerts)
        for alert in alerts:
            _reopen(alert, items)
    return alerts


def look_again_at(source: Source, now: datetime) -> datetime | None:
    """When the source has to be looked at to confirm an alert; None when none waits for that."""
    seen = _unconfirmed(source).order_by("capture__started_at").values_list("capture__started_at", flat=True).first()
    return max(seen + CONFIRM_AFTER, now) if seen else None


def _unconfirmed(source: Source) -> QuerySet[Alert]:
    """Alerts seen once, on the newest copy."""
    return Alert.objects.filter(
        source=source, capture=source.latest_capture_id, state=AlertState.UNCONFIRMED
    ).select_related("source", "passage")


def _note(passage: Passage, capture: Capture, look: Look) -> Alert | None:
    """The alert about one passage, if there is one to raise."""
    told = Alert.objects.filter(passage=passage, returned_at__isnull=True)
    waiting = told.filter(state=AlertState.UNCONFIRMED)
    if not look.kind:
        _put_aside(waiting)
        told.update(returned_at=timezone.now())
        return None
    if told.exclude(state=AlertState.UNCONFIRMED).filter(kind=look.kind, now=look.now).exists():
        _put_aside(waiting)
        return None  # people know of this change, and it has not been undone since
    if known := _told_and_taken_back(passage, look):
        _put_aside(waiting)
        return known
    is_confirmed = _is_confirmed(passage, capture, look)
    alert, created = Alert.objects.get_or_create(
        passage=passage,
        capture=capture,
        defaults={
            "source": capture.source,
            "kind": look.kind,
            "state": AlertState.OPEN if is_confirmed else AlertState.UNCONFIRMED,
            "before": passage.exact,
            "now": look.now,
            "operations": [operation.as_json() for operation in look.operations],
            "words_gone": look.words_gone,
        },
    )
    if created:
        _put_aside(waiting.exclude(pk=alert.pk))
    return alert


def _put_aside(alerts: QuerySet[Alert]) -> None:
    """Settles alerts nobody was told of, as the page shows something else now: seen again, they are told as new."""
    now = timezone.now()
    alerts.update(state=AlertState.SETTLED, settled_at=now, returned_at=now)


def _told_and_taken_back(passage: Passage, look: Look) -> Alert | None:
    """The open alert about the very change, which was taken back and is there again; None for none.

    A page that goes back and forth between two states has one alert, however often and long after: what was published
    in between is reopened again. Locked, as somebody may settle it in the same moment: it is another one then.
    """
    taken_back = Alert.objects.filter(
        passage=passage, state=AlertState.OPEN, kind=look.kind, now=look.now, returned_at__isnull=False
    )
    locked = taken_back.select_for_update(of=("self",)).select_related("source", "passage")
    alert = locked.order_by("-pk").first()
    if alert is not None:
        alert.returned_at = None
        alert.save(update_fields=["returned_at"])
    return alert


def _is_confirmed(passage: Passage, capture: Capture, look: Look) -> bool:
    """A change counts at once when nothing but the passage's own paragraph changed, else when it was seen before."""
    is_of_page = look.kind in (AlertKind.REPLACED, AlertKind.REMOVED)
    is_of_paragraph = not is_of_page and _only_paragraph_changed(passage, capture)
    if is_gone(capture) or is_of_paragraph:
        return True
    seen = Alert.objects.filter(passage=passage, state=AlertState.UNCONFIRMED).exclude(capture=capture)
    return seen.filter(capture__started_at__lte=capture.started_at - CONFIRM_AFTER).exists()


def _only_paragraph_changed(passage: Passage, capture: Capture) -> bool:
    """True when all lines before the passage's own and all after them are as they were."""
    old, new = passage.capture.text_of(passage.layer), capture.text_of(passage.layer)
    first, last = old.count("\n", 0, passage.start), old.count("\n", 0, passage.end)
    old_lines, new_lines = old.split("\n"), new.split("\n")
    before, after = old_lines[:first], old_lines[last + 1 :]
    if len(new_lines) < len(before) + len(after):
        return False
    return new_lines[:first] == before and new_lines[len(new_lines) - len(after) :] == after


def _locked_items(capture: Capture) -> list[Quotation | Claim]:
    """Everything that rests on the source, locked in the order of `audit.record` before anything is written."""
    items: list[Quotation | Claim] = []
    for model in (Quotation, Claim):
        resting = model._default_manager.filter(
            review_state__in=WATCHED_STATES, steps__evidence__passage__capture__source=capture.source_id
        ).order_by()
        locked = model._default_manager.filter(pk__in=resting.values_list("pk", flat=True)).order_by("pk")
        items += locked.select_for_update(of=("self",)).select_related("story")
    return items


def _reopen(alert: Alert, items: list[Quotation | Claim]) -> None:
    """Everything published that rests on the passage goes back to people, with the words that went as the reason."""
    reason = f"{alert.source} no longer has the recorded words: {_short(alert.words_gone)}"
    if alert.kind == AlertKind.REMOVED:
        reason = f"{alert.source} withdrew the article: {_short(alert.now)}"
    resting = {(type(item), item.pk) for item in items_resting_on(alert)}
    for item in items:
        if item.review_state == ReviewState.PUBLISHED and (type(item), item.pk) in resting:
            move(item, ReviewState.REOPENED, actor=None, reason=reason)


def items_resting_on(alert: Alert) -> list[Quotation | Claim]:
    """The quotations and claims whose signatures of the round at hand rest on the alert's passage."""
    items: list[Quotation | Claim] = []
    for model in (Quotation, Claim):
        resting = model._default_manager.filter(steps__evidence__passage=alert.passage_id, steps__round=F("round"))
        if alert.passage_id is not None:
            items += resting.select_related("story").distinct()
    return items


def settle_alert(alert: Alert, *, actor: Any, reason: str) -> Alert:
    """The alert, marked as dealt with by a person who says how. Raises MissingEvidence without a reason."""
    if not reason.strip():
        raise MissingEvidence("Write how the alert was settled.")
    with transaction.atomic():
        alert = Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk)
        if alert.state == AlertState.SETTLED:
            return alert
        before, alert.state, alert.settled_at = alert.state, AlertState.SETTLED, timezone.now()
        alert.save()
        audit.record(
            "alert.settled", alert, actor=actor, old={"state": before}, new={"state": "settled"}, reason=reason.strip()
        )
    return alert


def _update_source(source: Source, alerts: list[Alert]) -> None:
    if any(alert.state == AlertState.OPEN for alert in alerts):
        # Where the address leads, and that the page is gone, says more than that the words are not there.
        held = Source.objects.filter(pk=source.pk).exclude(link_state__in=(LinkState.REDIRECTED, LinkState.GONE))
        held.update(link_state=state_of_alerts(source))
    if any(alert.state == AlertState.UNCONFIRMED for alert in alerts):
        Source.objects.filter(pk=source.pk).update(next_attempt_at=timezone.now() + CONFIRM_AFTER)


def _short(words: str) -> str:
    return f"“{words if len(words) <= 200 else words[:199] + '…'}”"
