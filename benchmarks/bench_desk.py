"""Measures the desk over many rows: its first page, a queue's list, a search and a decision page; CPU time and queries.

python benchmarks/bench_desk.py                 100,000 quotations, in a database of its own (SQLite)
python benchmarks/bench_desk.py --postgres      on DATABASE_URL, which must name an empty database
python benchmarks/bench_desk.py --smoke         two thousand, for CI
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SEED = 20261124
ROUNDS = 7
A_STORY = 20  # quotations of each
CLAIMS_A_STORY = 5
# A newsroom after a year: most is done with, the rest waits or is at work.
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
WORDS = "bridge river council harbour budget school winter traffic hospital market ferry station museum water".split()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotations", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true", help="on DATABASE_URL in place of SQLite")
    parser.add_argument("--smoke", action="store_true", help="small and quick")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        _set_up(directory, is_postgres=options.postgres)
        count = 2_000 if options.smoke else options.quotations
        person = _fill(count)
        print(f"{count:,} quotations, {count // A_STORY * CLAIMS_A_STORY:,} claims, {count // A_STORY:,} stories")
        _measure_pages(person)
    return 0


def _set_up(directory: str, *, is_postgres: bool) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["FACTCHECK_DATA_DIR"] = directory
    if not is_postgres:
        os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from factcheck.models import Story

    if Story.objects.exists():
        sys.exit("bench_desk: DATABASE_URL names a database in use. Name an empty one.")


def _fill(count: int) -> Any:
    """The person who looks; the rows are made without the services, which would take hours."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.db import connection
    from django.utils import timezone

    from factcheck.models import Attribution, Claim, Quotation, ReviewStep, Speaker, Story

    chance = random.Random(SEED)
    now = timezone.now()
    users = get_user_model()._default_manager
    person, other = (users.create_user(name, is_staff=True) for name in ("editor", "other"))
    person.groups.add(Group.objects.get(name="editor"))
    speakers = Speaker.objects.bulk_create(Speaker(name=f"Speaker {n}", key=f"speaker {n}") for n in range(500))
    stories = Story.objects.bulk_create(
        Story(
            title=f"{chance.choice(WORDS)} story {n}",
            text="x" * 5000,
            stage="ready",
            deadline_at=now + timedelta(hours=n) if n % 3 else None,
        )
        for n in range(count // A_STORY)
    )
    quotations, claims = [], []
    for number in range(count):
        state, place = chance.choices(list(STATES), STATES.values())[0], number % A_STORY * 100
        words = " ".join(chance.choices(WORDS, k=12))
        item = {"story": stories[number // A_STORY], "number": number, "start": place, "end": place + 90, "text": words}
        item |= {"review_state": state, "round": 1}
        quotations.append(
            Quotation(
                **item,
                type="direct",
                confidence="high",
                weight=chance.randrange(5),
                attribution_status="accurate" if state in DECIDED else "unreviewed",
                assigned_to=other if state == "in_review" else None,
            )
        )
        if number % A_STORY < CLAIMS_A_STORY:
            decided = {"rating": "true" if state in DECIDED else "unreviewed", "score": chance.random()}
            claims.append(Claim(**item, **decided, sentence_start=place, sentence_end=place + 90))
    quotations = Quotation.objects.bulk_create(quotations, batch_size=2000)
    Claim.objects.bulk_create(claims, batch_size=2000)
    Attribution.objects.bulk_create(
        [Attribution(quotation=q, speaker=chance.choice(speakers), speaker_text="she") for q in quotations], 2000
    )
    ReviewStep.objects.bulk_create(
        [
            ReviewStep(
                quotation=q,
                from_state="in_review",
                to_state="second_review",
                round=1,
                reader="first",
                decision="accurate",
                actor=chance.choice((person, other)),
                actor_name="first",
            )
            for q in quotations
            if q.review_state in DECIDED or q.review_state == "second_review"
        ],
        2000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return person


def _measure_pages(person: Any) -> None:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from factcheck.models import Quotation

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(person)
    listed = reverse("admin:factcheck_quotation_changelist")
    waiting = Quotation.objects.filter(review_state="queued").order_by("pk").first()
    decision = reverse("admin:factcheck_quotation_change", args=[waiting.pk])
    pages = {
        "first page": reverse("admin:index"),
        "queue “Unassigned”": f"{listed}?queue=unassigned",
        "queue “Second reader”": f"{listed}?queue=second",
        "queue “Ready to publish”": f"{listed}?queue=publish",
        "all quotations": listed,
        "search, two words": f"{listed}?q=harbour+ferry",
        "decision page in “Unassigned”": f"{decision}?_changelist_filters=queue%3Dunassigned",
    }
    print(f"{'page':32} {'ms CPU':>7} {'ms':>7} {'worst':>7} {'queries':>8}")
    for name, page in pages.items():
        client.get(page)
        walls, cpus = [], []
        for _ in range(ROUNDS):
            wall, cpu = time.perf_counter(), time.process_time()
            answer = client.get(page, secure=True)
            walls.append(1000 * (time.perf_counter() - wall))
            cpus.append(1000 * (time.process_time() - cpu))
            if answer.status_code != 200:
                sys.exit(f"bench_desk: {page} answered {answer.status_code}")
        with CaptureQueriesContext(connection) as asked:
            client.get(page, secure=True)
        median = statistics.median
        print(f"{name:32} {median(cpus):7.0f} {median(walls):7.0f} {max(walls):7.0f} {len(asked):8}")


if __name__ == "__main__":
    sys.exit(main())
