"""The people's side of the whole path, as a process of its own beside the workers: reads acts, answers with JSON lines.

Run by the test with the workers' environment, so that it has their database and broker and not the test suite's.
"""

import json
import os
import sys
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from factcheck.models import (  # noqa: E402
    Alert,
    AuditEntry,
    Capture,
    Comparison,
    HostGate,
    Passage,
    Quotation,
    Revision,
    Search,
    Source,
    Story,
)
from factcheck.services import audit  # noqa: E402
from factcheck.services.gather import GivenSource  # noqa: E402
from factcheck.services.ingest import add_story  # noqa: E402
from factcheck.services.publish import publish  # noqa: E402
from factcheck.services.review import move, sign  # noqa: E402
from factcheck.services.sweep import sweep  # noqa: E402

WORK = (Story, Source, Search)


def prepare() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    for name in ("reviewer", "editor"):
        user = get_user_model().objects.create_user(username=name)
        user.groups.add(Group.objects.get(name=name))


def give(text: str, source: str) -> None:
    add_story(actor=person("reviewer"), text=text, sources=[GivenSource(url=source, tier="P1")])


def decide() -> None:
    """Take the quotation, sign it on the passage that was found, publish it."""
    quotation = Quotation.objects.get()
    assert quotation.best_comparison is not None
    passages = list(quotation.best_comparison.passages.values_list("pk", flat=True))
    move(quotation, "in_review", actor=person("reviewer"))
    signed = sign(quotation, actor=person("reviewer"), decision="accurate", passages=passages)
    publish(signed, actor=person("editor"))


def make_due() -> None:
    """As if the time of the next look had come."""
    Source.objects.update(next_attempt_at=timezone.now())
    sweep()


def end_leases() -> None:
    """As if the leases of workers that died had run out, and the next sweep had come."""
    for model in WORK:
        model._default_manager.filter(lease_until__isnull=False).update(
            lease_until=timezone.now() - timedelta(seconds=1)
        )
    HostGate.objects.update(busy_until=None)
    sweep()


def state() -> dict[str, Any]:
    """What one waits for."""
    quotation = Quotation.objects.first()
    return {
        "stage": Story.objects.values_list("stage", flat=True).first(),
        "match": quotation.match if quotation else None,
        "review_state": quotation.review_state if quotation else None,
        "captures": Capture.objects.count(),
        "held": sum(model._default_manager.filter(lease_until__isnull=False).count() for model in WORK),
        "waiting": Capture.objects.filter(watched_at__isnull=True).count()
        + Capture.objects.filter(indexed_at__isnull=True).count(),
    }


def outcome() -> dict[str, Any]:
    """Everything that has to be the same, whatever happened to the workers on the way."""
    quotation = Quotation.objects.get()
    return {
        "rows": {
            model.__name__: model._default_manager.count()
            for model in (Story, Quotation, Source, Search, Capture, Comparison, Passage, Alert, Revision)
        },
        "match": quotation.match,
        "status": quotation.attribution_status,
        "searches": list(Search.objects.values_list("outcome", "reason")),
        "captures": list(Capture.objects.order_by("pk").values_list("outcome", "status")),
        "steps": list(quotation.steps.values_list("from_state", "to_state", "reason", "actor_name")),
        "alerts": list(Alert.objects.values_list("kind", "state", "words_gone", "before")),
        "acts": list(AuditEntry.objects.values_list("act", "actor_name")),
        "chain_is_whole": audit.verify_chain().is_whole,
        "left": sum(model._default_manager.due(timezone.now()).count() for model in WORK),
        "errors": [error for model in WORK for error in model._default_manager.values_list("last_error", flat=True)],
    }


def person(name: str) -> Any:
    return get_user_model().objects.get(username=name)


ACTS = {act.__name__: act for act in (prepare, give, decide, make_due, end_leases, state, outcome)}


def main() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        answer = ACTS[request.pop("act")](**request)
        print(json.dumps(answer, default=str), flush=True)


if __name__ == "__main__":
    main()
