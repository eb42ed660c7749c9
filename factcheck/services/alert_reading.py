"""An alert as one person may read it: its words stay closed while they would tell what a first reader rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from factcheck.models import Alert, Claim, Quotation, ReviewState, Source
from factcheck.services.evidence_rules import steps_open_to
from factcheck.services.monitor import items_resting_on

Item = Quotation | Claim

# States in which signatures of the round at hand may be closed to people.
_READ_BLIND = (ReviewState.SECOND_REVIEW, ReviewState.DISPUTED)


@dataclass(frozen=True, slots=True)
class AlertReading:
    """What rests on an alert, as far as this person may know.

    `resting` are items known to rest on the passage. `waiting` are all that wait for a second reader and were looked
    for in the source, whatever they rest on: that they are in the list says nothing of the first reader's passage.
    `is_closed`: every signature on the passage is closed to this person, and so are its words.
    """

    resting: tuple[Item, ...]
    waiting: tuple[Item, ...]
    is_closed: bool


def read_alert(alert: Alert, user: Any) -> AlertReading:
    """The alert's reading for this person. Looks only."""
    everything = items_resting_on(alert)
    resting = tuple(item for item in everything if _is_open(item, alert, user))
    return AlertReading(resting, tuple(_waiting_at(alert.source)), bool(everything) and not resting)


def close_alerts(alerts: Iterable[Alert], user: Any) -> list[Alert]:
    """The alerts with no words in those that are closed to this person. Nothing is saved."""
    alerts = list(alerts)
    step = "passage__evidence__step"
    suspects = Alert.objects.filter(
        Q(**{f"{step}__quotation__review_state__in": _READ_BLIND})
        | Q(**{f"{step}__claim__review_state__in": _READ_BLIND}),
        pk__in=[alert.pk for alert in alerts],
    )
    doubtful = set(suspects.values_list("pk", flat=True))
    for alert in alerts:
        if alert.pk in doubtful and read_alert(alert, user).is_closed:
            alert.before = alert.now = alert.words_gone = ""
            alert.operations = []
    return alerts


def _is_open(item: Item, alert: Alert, user: Any) -> bool:
    """True when this person may know that the item rests on the alert's passage."""
    if item.review_state not in _READ_BLIND:
        return True
    on_passage = item.steps.filter(evidence__passage=alert.passage_id, round=F(f"{item._meta.model_name}__round"))
    may_read = {step.pk for step in steps_open_to(item, user)}
    return any(pk in may_read for pk in on_passage.values_list("pk", flat=True))


def _waiting_at(source: Source) -> list[Item]:
    items: list[Item] = []
    for model in (Quotation, Claim):
        waiting = model._default_manager.filter(
            review_state=ReviewState.SECOND_REVIEW, story__in=source.searches.values("story")
        )
        items += waiting.select_related("story").order_by("story", "start")[:50]
    return items
