"""The rows of a newsroom's year, for bench_desk.py: made without the services, which would take hours."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

SEED = 20261124
DAYS = 364
A_STORY = 20  # quotations of each
CLAIMS_A_STORY = 5
SOURCES_A_STORY = 3
# After a year most is done with, the rest waits or is at work.
STATES = {
    "published": 60,
    "dismissed": 12,
    "queued": 12,
    "gathering": 6,
    "approved": 4,
    "second_review": 3,
    "in_review": 1,
    "disputed": 1,
    "reopened": 1,
}
DECIDED = {"published", "approved", "reopened"}
# Decisions of a hundred double readings, first and second; a tenth differ.
READINGS = [("accurate", "accurate")] * 60 + [("altered", "altered")] * 30 + [("altered", "accurate")] * 10
RATINGS = {"accurate": "true", "altered": "false"}
MATCHES = {"exact": 40, "typographic": 20, "altered": 15, "absent": 15, "paraphrase": 10}
WAYS = [("gathering", "queued"), ("queued", "in_review"), ("in_review", "second_review"), ("second_review", "approved")]
WORDS = "bridge river council harbour budget school winter traffic hospital market ferry station museum water".split()


def fill(count: int) -> Any:
    """The person who looks at the desk, once `count` quotations and what belongs to them are there."""
    from factcheck.models import Alert, Attribution, Capture, Claim, Quotation, ReviewStep, Revision, Search, Source
    from factcheck.models import Story as StoryModel

    chance, now = random.Random(SEED), _now()
    person, other = _people()
    dated = [(StoryModel, "created_at"), (Quotation, "state_changed_at"), (Claim, "state_changed_at")]
    dated += [(ReviewStep, "created_at"), (Revision, "published_at"), (Alert, "created_at")]
    with _own_dates(dated):
        stories = _stories(count // A_STORY, person, chance, now)
        items = list(_items(count, stories, other, chance, now))
        for model in (Quotation, Claim):
            model._default_manager.bulk_create([item for item in items if isinstance(item, model)], batch_size=2000)
        speakers = _speakers()
        quotations = [item for item in items if isinstance(item, Quotation)]
        Attribution.objects.bulk_create(
            [Attribution(quotation=q, speaker=chance.choice(speakers), speaker_text="she") for q in quotations], 2000
        )
        ReviewStep.objects.bulk_create([s for item in items for s in _steps(item, person, other, chance)], 2000)
        Revision.objects.bulk_create([_revision(item, person) for item in items if item.review_state == "published"])
        _sources(stories, chance, now, (Source, Search, Capture, Alert))
    return person


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now()


def _people() -> list[Any]:
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    users = get_user_model()._default_manager
    people = [users.create_user(name, is_staff=True) for name in ("editor", "other")]
    people[0].groups.add(Group.objects.get(name="editor"))
    return people


@contextmanager
def _own_dates(fields: list[tuple[Any, str]]) -> Iterator[None]:
    """Lets rows be dated in the past, where the models would write the present."""
    found = [model._meta.get_field(name) for model, name in fields]
    for field in found:
        field.auto_now_add = False
    yield
    for field in found:
        field.auto_now_add = True


def _stories(count: int, person: Any, chance: random.Random, now: datetime) -> list[Any]:
    from factcheck.models import Outlet, Story

    outlets = Outlet.objects.bulk_create(Outlet(name=f"Outlet {n}", key=f"outlet {n}") for n in range(60))
    return Story.objects.bulk_create(
        Story(
            title=f"{chance.choice(WORDS)} story {n}",
            text="x" * 5000,
            stage="ready",
            outlet=chance.choice(outlets),
            deadline_at=now + timedelta(hours=n) if n % 3 else None,
            created_by=person if n % 5 == 0 else None,
            created_at=now - timedelta(days=DAYS * (1 - n / count), minutes=5),
        )
        for n in range(count)
    )


def _items(count: int, stories: list[Any], other: Any, chance: random.Random, now: datetime) -> Iterator[Any]:
    from factcheck.models import Claim, Quotation

    for number in range(count):
        state, place = chance.choices(list(STATES), STATES.values())[0], number % A_STORY * 100
        story = stories[number // A_STORY]
        done_at = min(story.created_at + timedelta(days=3 * chance.random()), now - timedelta(minutes=1))
        waits_since = now - timedelta(days=20 * chance.random() ** 3)
        decision = chance.choice(READINGS)[0] if state in DECIDED else "unreviewed"
        item = {
            "story": story,
            "number": number,
            "start": place,
            "end": place + 90,
            "text": " ".join(chance.choices(WORDS, k=12)),
            "review_state": state,
            "round": 1,
            "assigned_to": other if state == "in_review" else None,
            "state_changed_at": done_at if state in {"published", "dismissed"} else waits_since,
        }
        yield Quotation(
            **item,
            type="direct",
            confidence="high",
            weight=chance.randrange(5),
            match=chance.choices(list(MATCHES), MATCHES.values())[0],
            attribution_status=decision,
        )
        if number % A_STORY < CLAIMS_A_STORY:
            rating = RATINGS.get(decision, decision)
            yield Claim(**item, rating=rating, score=chance.random(), sentence_start=place, sentence_end=place + 90)


def _speakers() -> list[Any]:
    from factcheck.models import Speaker

    return Speaker.objects.bulk_create(Speaker(name=f"Speaker {n}", key=f"speaker {n}") for n in range(500))


def _steps(item: Any, person: Any, other: Any, chance: random.Random) -> Iterator[Any]:
    """The item's way up to its state; who signs first and who second changes."""
    from factcheck.models import ReviewStep

    reached = {"queued": 1, "in_review": 2, "second_review": 3}.get(item.review_state, 4)
    if item.review_state in {"gathering", "dismissed"}:
        return
    people = chance.sample((person, other), 2)
    decisions, kind = chance.choice(READINGS), item._meta.model_name
    for number, (before, after) in enumerate(WAYS[:reached]):
        signer = number - 2
        step = {"from_state": before, "to_state": after, "round": 1 if signer >= 0 else 0, kind: item}
        at = item.state_changed_at - timedelta(hours=reached - 1 - number)
        if signer < 0:
            yield ReviewStep(**step, actor=other, actor_name="other", created_at=at)
            continue
        decision = decisions[signer] if kind == "quotation" else RATINGS[decisions[signer]]
        reader, actor = ("first", "second")[signer], people[signer]
        step |= {"reader": reader, "decision": decision, "actor": actor, "actor_name": actor.username}
        yield ReviewStep(**step, created_at=at)


def _revision(item: Any, person: Any) -> Any:
    from factcheck.models import Revision

    return Revision(
        **{item._meta.model_name: item},
        number=1,
        kind="published",
        decision=item.decision,
        snapshot={},
        sha256="0" * 64,
        publisher=person,
        publisher_name="editor",
        published_at=item.state_changed_at,
    )


def _sources(stories: list[Any], chance: random.Random, now: datetime, models: tuple[Any, ...]) -> None:
    """Sources looked in for each story, a twentieth of them in vain, and alerts on some."""
    source_model, search_model, capture_model, alert_model = models
    sources = source_model.objects.bulk_create(
        source_model(key=f"source {n}", name=f"Source {n}", last_error="" if n % 20 else "blocked")
        for n in range(max(len(stories) // 2, SOURCES_A_STORY))
    )
    search_model.objects.bulk_create(
        [
            search_model(
                story=story,
                source=source,
                outcome="searched" if source.last_error == "" else "unavailable",
                searched_at=story.created_at,
            )
            for story in stories
            for source in chance.sample(sources, SOURCES_A_STORY)
        ],
        2000,
    )
    watched = sources[: len(sources) // 10]
    captures = capture_model.objects.bulk_create(
        capture_model(source=source, outcome="fetched", started_at=now, ended_at=now) for source in watched
    )
    alert_model.objects.bulk_create(
        alert_model(
            source=capture.source,
            capture=capture,
            kind="missing",
            state="open" if n % 10 == 0 else "settled",
            words_gone="We will shut the bridge.",
            created_at=now - timedelta(days=DAYS * n / len(captures)),
        )
        for n, capture in enumerate(captures)
    )
