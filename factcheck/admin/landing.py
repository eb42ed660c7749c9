"""What the desk's first page shows: queues, the latest stories with how far they are, and open alerts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from factcheck import queries
from factcheck.models import Alert, AlertKind, AlertState, Claim, Quotation, ReviewState, Story
from factcheck.services.alert_reading import close_alerts

STORIES_SHOWN = 8
ALERTS_SHOWN = 5

# States in which nobody has anything left to do on an item.
DONE_STATES = (ReviewState.APPROVED, ReviewState.PUBLISHED, ReviewState.RETRACTED, ReviewState.DISMISSED)


@dataclass(frozen=True, slots=True)
class StoryProgress:
    """A story with how many of its quotations and claims there are, and how many are done with."""

    story: Story
    quotations: int
    claims: int
    done: int
    published: int

    @property
    def items(self) -> int:
        return self.quotations + self.claims


@dataclass(frozen=True, slots=True)
class QueueCard:
    """A queue: quotations in front, claims beside them."""

    title: str
    count: int
    url: str
    oldest_at: datetime | None = None
    claims: int = 0
    claims_url: str = ""


@dataclass(frozen=True, slots=True)
class Landing:
    queues: Sequence[QueueCard]
    stories: Sequence[StoryProgress]
    alerts: Sequence[Alert]
    may_submit: bool
    may_review: bool
    has_stories: bool
    has_role: bool


def read_landing(user: Any) -> Landing:
    """What this person may see of the desk; somebody without a role learns nothing but that they have none."""
    if not user.has_perm("factcheck.view_story"):
        return Landing((), (), (), may_submit=False, may_review=False, has_stories=False, has_role=False)
    stories = progress_of(list(Story.objects.defer("text").order_by("-created_at", "-pk")[:STORIES_SHOWN]))
    alerts = Alert.objects.filter(state=AlertState.OPEN).exclude(kind=AlertKind.NOTE).select_related("source")
    return Landing(
        queues=queue_cards(user),
        stories=stories,
        alerts=close_alerts(alerts[:ALERTS_SHOWN], user),
        may_submit=user.has_perm("factcheck.submit"),
        may_review=user.has_perm("factcheck.review"),
        has_stories=bool(stories),
        has_role=True,
    )


def queue_cards(user: Any) -> list[QueueCard]:
    """The queues as this person has them, with what is in them."""
    quotations, claims = (reverse(f"admin:factcheck_{name}_changelist") for name in ("quotation", "claim"))
    cards = [
        QueueCard(
            ours.title,
            ours.count,
            f"{quotations}?queue={ours.name}",
            ours.oldest_at,
            theirs.count,
            f"{claims}?queue={theirs.name}",
        )
        for ours, theirs in zip(queries.queues(user), queries.queues(user, Claim), strict=True)
    ]
    failed, since = queries.count_failed_sources()
    url = reverse("admin:factcheck_source_changelist") + "?looks=failed"
    return [*cards, QueueCard("Failed captures", failed, url, since)]


def progress_of(stories: Sequence[Story]) -> list[StoryProgress]:
    """The stories in the order given, counted with two queries however many they are."""
    ids = [story.pk for story in stories]
    quotations, claims = _counts(Quotation, ids), _counts(Claim, ids)
    rows = []
    for story in stories:
        ours, theirs = quotations.get(story.pk, _NOTHING), claims.get(story.pk, _NOTHING)
        rows.append(StoryProgress(story, ours[0], theirs[0], ours[1] + theirs[1], ours[2] + theirs[2]))
    return rows


_NOTHING = (0, 0, 0)


def _counts(model: type[Quotation] | type[Claim], ids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    """For each story: all its items, those done with, those published."""
    rows = (
        model.objects.filter(story__in=ids)
        .order_by()
        .values("story")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=Q(review_state__in=DONE_STATES)),
            published=Count("pk", filter=Q(review_state=ReviewState.PUBLISHED)),
        )
    )
    return {row["story"]: (row["total"], row["done"], row["published"]) for row in rows}
