"""Measures the desk over many rows: first page, lists, a search, a decision page, figures; CPU time and queries.

python benchmarks/bench_desk.py                 100,000 quotations, in a database of its own (SQLite)
python benchmarks/bench_desk.py --postgres      on DATABASE_URL, which must name an empty database
python benchmarks/bench_desk.py --smoke         two thousand, for CI
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.desk_rows import A_STORY, CLAIMS_A_STORY, fill  # noqa: E402 - found through the path above

ROUNDS = 7


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotations", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true", help="on DATABASE_URL in place of SQLite")
    parser.add_argument("--smoke", action="store_true", help="small and quick")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        _set_up(directory, is_postgres=options.postgres)
        count = 2_000 if options.smoke else options.quotations
        person = fill(count)
        _settle()
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


def _settle() -> None:
    """What a database in use has done by itself: statistics, and on PostgreSQL a first cleaning up."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


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
        "figures, 4 weeks": reverse("admin:figures"),
        "figures, a year": reverse("admin:figures") + "?days=364",
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
