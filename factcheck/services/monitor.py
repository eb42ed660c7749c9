"""The watch: does a newer copy of a source still hold the words that decisions rest on?

Passages are watched, not pages. A copy that cannot be trusted (blocked, cut, empty) says nothing about the words: it is
noted on the source and never counts as a deletion.
"""

from __future__ import annotations

import difflib
import logging
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from factcheck.exceptions import MissingEvidence, Stale
from factcheck.models import (
    Alert,
    AlertKind,
    AlertState,
    Capture,
    Claim,
    Layer,
    LinkState,
    Passage,
    Quotation,
    ReviewState,
    Source,
)
from factcheck.services import audit
from factcheck.services.review import move
from factcheck.text import SourceText, compare
from factcheck.text.match import Comparison, Match, OperationKind

logger = logging.getLogger(__name__)

# Below this a copy is too poor to say that words are gone; the readers give whole articles .6 and more (a guess).
TRUSTED_QUALITY = 0.5
# A change seen once is believed when a second copy, at least this much later, shows it too.
CONFIRM_AFTER = timedelta(minutes=10)
PRESENT = frozenset({Match.EXACT, Match.TYPOGRAPHIC})
WATCHED_STATES = (
    ReviewState.SECOND_REVIEW,
    ReviewState.DISPUTED,
    ReviewState.APPROVED,
    ReviewState.PUBLISHED,
    ReviewState.REOPENED,
)


def check_capture(capture_id: int) -> list[Alert]:
    """The alerts the capture raised; each tracked passage raises at most one per capture. Runs once per capture."""
    with transaction.atomic():
        if not Capture.objects.filter(pk=capture_id, watched_at__isnull=True).update(watched_at=timezone.now()):
            return []
        capture = Capture.objects.select_related("source").get(pk=capture_id)
        if not is_trusted(capture):
            return []
        tracked = tracked_passages(capture)
        if not tracked:
            return []
        texts = {Layer.ARTICLE.value: SourceText(capture.text)}
        if capture.visible_text:
            texts[Layer.VISIBLE.value] = SourceText(capture.visible_text)
        alerts = [alert for passage in tracked if (alert := _check_passage(passage, capture, texts))]
        _update_link_state(capture.source, alerts)
    return alerts


def is_trusted(capture: Capture) -> bool:
    """True when the copy is whole and good enough to say that words are no longer there."""
    return (
        capture.outcome == "fetched"
        and capture.is_readable
        and capture.is_complete
        and capture.quality >= TRUSTED_QUALITY
    )


def tracked_passages(capture: Capture) -> list[Passage]:
    """Passages of earlier copies of the source on which signed decisions rest."""
    signed = Q(evidence__step__quotation__review_state__in=WATCHED_STATES) | Q(
        evidence__step__claim__review_state__in=WATCHED_STATES
    )
    earlier = Passage.objects.filter(signed, capture__source=capture.source_id).exclude(capture=capture)
    return list(earlier.select_related("capture").distinct().order_by("pk"))


def _check_passage(passage: Passage, capture: Capture, texts: dict[str, SourceText]) -> Alert | None:
    found = compare(passage.exact, texts[Layer.ARTICLE.value])
    visible = texts.get(Layer.VISIBLE.value)
    if found.match not in PRESENT and visible is not None:
        elsewhere = compare(passage.exact, visible)
        found = elsewhere if elsewhere.match in PRESENT else found
    if found.match in PRESENT:
        Alert.objects.filter(passage=passage, state=AlertState.UNCONFIRMED).update(
            state=AlertState.SETTLED, settled_at=timezone.now()
        )
        return None
    confirmed = _is_confirmed(passage, capture)
    alert, created = Alert.objects.get_or_create(
        passage=passage,
        capture=capture,
        defaults={
            "source": capture.source,
            "kind": AlertKind.MISSING if found.match in {Match.ABSENT, Match.UNCHECKABLE} else AlertKind.CHANGED,
            "state": AlertState.OPEN if confirmed else AlertState.UNCONFIRMED,
            "before": passage.exact,
            "now": _words_now(found, texts[Layer.ARTICLE.value]),
            "operations": [operation.as_json() for operation in found.operations],
            "words_gone": words_gone(found) or passage.exact,
        },
    )
    if created and confirmed:
        Alert.objects.filter(passage=passage, state=AlertState.UNCONFIRMED).exclude(pk=alert.pk).update(
            state=AlertState.SETTLED, settled_at=timezone.now()
        )
        _reopen(alert)
    elif created:
        Source.objects.filter(pk=capture.source_id).update(next_attempt_at=timezone.now() + CONFIRM_AFTER)
    return alert


def _is_confirmed(passage: Passage, capture: Capture) -> bool:
    """A change counts at once when nothing but the passage's own paragraph changed, else when it was seen before."""
    if _only_paragraph_changed(passage, capture):
        return True
    seen = Alert.objects.filter(passage=passage, state=AlertState.UNCONFIRMED).exclude(capture=capture)
    return seen.filter(capture__started_at__lte=capture.started_at - CONFIRM_AFTER).exists()


def _only_paragraph_changed(passage: Passage, capture: Capture) -> bool:
    old, new = passage.capture.text_of(passage.layer), capture.text_of(passage.layer)
    old_lines, new_lines = old.splitlines(), new.splitlines()
    if abs(len(old_lines) - len(new_lines)) > 1 or len(old_lines) > 20_000:
        return False
    first = old.count("\n", 0, passage.start)
    last = old.count("\n", 0, passage.end)
    matcher = difflib.SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    changed = [(start, end) for tag, start, end, _, _ in matcher.get_opcodes() if tag != "equal"]
    return bool(changed) and all(start >= first and end <= last + 1 for start, end in changed)


def _words_now(found: Comparison, text: SourceText) -> str:
    return " … ".join(text.text[span.start : span.end] for span in found.spans)


def words_gone(found: Comparison) -> str:
    """Which of the tracked words the newer copy no longer has, in order. Here the tracked words are the "quotation"."""
    kinds = {OperationKind.INSERTED, OperationKind.REPLACED, OperationKind.MOVED}
    return " … ".join(o.quote_words.strip() for o in found.operations if o.kind in kinds and o.quote_words.strip())


def _reopen(alert: Alert) -> None:
    """Everything published that rests on the passage goes back to people, with the words that went as the reason."""
    reason = f"{alert.source} no longer has the recorded words: {_short(alert.words_gone)}"
    for item in items_resting_on(alert):
        if item.review_state != ReviewState.PUBLISHED:
            continue
        try:
            move(item, ReviewState.REOPENED, actor=None, reason=reason, version=item.version)
        except Stale:
            logger.info("%s %s was moved while its source changed", item._meta.model_name, item.pk)


def items_resting_on(alert: Alert) -> list[Quotation | Claim]:
    """The quotations and claims whose signatures rest on the alert's passage."""
    if alert.passage_id is None:
        return []
    quotations = Quotation.objects.filter(steps__evidence__passage=alert.passage_id).distinct()
    claims = Claim.objects.filter(steps__evidence__passage=alert.passage_id).distinct()
    return [*quotations.select_related("story"), *claims.select_related("story")]


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


def _update_link_state(source: Source, alerts: list[Alert]) -> None:
    if any(alert.kind == AlertKind.MISSING and alert.state == AlertState.OPEN for alert in alerts):
        Source.objects.filter(pk=source.pk).update(link_state=LinkState.PASSAGE_MISSING)
    elif any(alert.state == AlertState.OPEN for alert in alerts):
        Source.objects.filter(pk=source.pk).update(link_state=LinkState.CHANGED)


def _short(words: str) -> str:
    return f"“{words if len(words) <= 200 else words[:199] + '…'}”"
