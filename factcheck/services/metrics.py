"""Figures of this installation for a monitoring program, in the text format of Prometheus.

Counts of rows and of work alone, no names and no decisions: whoever reads dashboards is no reader of the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Min
from django.utils import timezone

from factcheck.exceptions import IndexUnavailable
from factcheck.models import Alert, Capture, Claim, Quotation, Source, Story
from factcheck.release import VERSION
from factcheck.services.index import require_index
from factcheck.services.sweep import WORK

MEDIA_TYPE = "text/plain; version=0.0.4"
Sample = tuple[dict[str, str], float]


def metrics_text() -> str:
    """All figures as they are now; each is a gauge."""
    return "".join(_family(name, said, samples) for name, said, samples in _families())


def _families() -> Iterator[tuple[str, str, Iterable[Sample]]]:
    yield "build_info", "The version that runs; always 1.", [({"version": VERSION}, 1)]
    yield "stories", "Stories by stage.", _by(Story, "stage")
    yield "quotations", "Quotations by review state.", _by(Quotation, "review_state")
    yield "claims", "Claims by review state.", _by(Claim, "review_state")
    yield "sources", "Sources by what the last look found.", _by(Source, "link_state")
    yield "sources_watched", "Sources looked at again.", [({}, Source.objects.filter(is_watched=True).count())]
    yield "alerts", "Alerts and notes by state.", _by(Alert, "state")
    captures = Capture.objects
    yield "captures", "Captures.", [({}, captures.count())]
    yield (
        "captures_damaged",
        "Captures whose stored bytes are damaged or missing.",
        [({}, captures.filter(damaged_at__isnull=False).count())],
    )
    waiting = captures.readable().filter(indexed_at__isnull=True).count()
    yield "captures_not_indexed", "Readable captures that wait for the lookup index.", [({}, waiting)]
    yield from _index()
    yield from _work()


def _by(model: Any, field: str) -> list[Sample]:
    """A count for every state there is, 0 among them: a series that comes and goes cannot be watched."""
    counted = dict(model.objects.order_by().values_list(field).annotate(n=Count("pk")))
    return [({field: value}, counted.get(value, 0)) for value, _ in model._meta.get_field(field).choices]


def _index() -> Iterator[tuple[str, str, Iterable[Sample]]]:
    try:
        index = require_index()
        passages: int | None = index.count() if index else 0
    except IndexUnavailable:
        passages = None
    yield "index_up", "1 when the lookup index answers.", [({}, passages is not None)]
    if passages is not None:
        yield "index_passages", "Passages in the lookup index.", [({}, passages)]


def _work() -> Iterator[tuple[str, str, Iterable[Sample]]]:
    now = timezone.now()
    rows = {
        task: model._default_manager.due(now).aggregate(n=Count("pk"), oldest=Min("next_attempt_at"))
        for task, model in WORK.items()
    }
    yield "work_due", "Rows that background work is due on.", [({"task": task}, row["n"]) for task, row in rows.items()]
    yield (
        "work_oldest_seconds",
        "How long the oldest of them has been due.",
        [({"task": task}, (now - row["oldest"]).total_seconds() if row["oldest"] else 0) for task, row in rows.items()],
    )


def _family(name: str, said: str, samples: Iterable[Sample]) -> str:
    lines = [f"# HELP factcheck_{name} {said}", f"# TYPE factcheck_{name} gauge"]
    for labels, value in samples:
        inside = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
        lines.append(f"factcheck_{name}{f'{{{inside}}}' if inside else ''} {float(value):.10g}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
