"""Retention: the bytes of copies nothing rests on are removed after a time. The rows stay, with hash and text.

A capture is a record and is never deleted: where its bytes were, it says when retention removed them, and the audit
chain says so too. Kept whatever their age: the first and the latest copy of a source, every copy whose text differs
from the one before, and every copy that a passage, comparison, search, alert, signature, published revision or audit
entry names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from factcheck import store
from factcheck.models import (
    Alert,
    AuditEntry,
    Capture,
    Comparison,
    Passage,
    ReviewStep,
    Revision,
    Search,
    Source,
    Story,
)
from factcheck.services import audit

PORTION = 200
DROPPED = "capture.bytes_dropped"
SHA256 = re.compile(r"\b[0-9a-f]{64}\b")


@dataclass(frozen=True, slots=True)
class Pruned:
    """What a run removed, or would remove: captures, their bytes together, and files (same bytes are one file)."""

    captures: int = 0
    bytes: int = 0
    files: int = 0


def prunable(before: datetime) -> QuerySet[Capture]:
    """Captures from before that time whose bytes may go, oldest first."""
    of_source = Capture.objects.filter(source=OuterRef("source")).order_by()
    earlier = Capture.objects.readable().filter(source=OuterRef("source"), pk__lt=OuterRef("pk")).order_by("-pk")
    first = of_source.values("source").annotate(pk_of=Min("pk")).values("pk_of")
    last = of_source.values("source").annotate(pk_of=Max("pk")).values("pk_of")
    is_readable = Q(outcome__in=["fetched", "incomplete"]) & ~Q(text_sha256="")
    return (
        Capture.objects.stored()
        .filter(started_at__lt=before)
        .annotate(text_before=Subquery(earlier.values("text_sha256")[:1]), first=Subquery(first), last=Subquery(last))
        .exclude(Q(pk=F("first")) | Q(pk=F("last")))
        .filter(~is_readable | Q(text_before=F("text_sha256")))
        .filter(
            ~Exists(Source.objects.filter(latest_capture=OuterRef("pk"))),
            ~Exists(Passage.objects.filter(capture=OuterRef("pk"))),
            ~Exists(Comparison.objects.filter(capture=OuterRef("pk"))),
            ~Exists(Search.objects.filter(capture=OuterRef("pk"))),
            ~Exists(Alert.objects.filter(capture=OuterRef("pk"))),
            ~Exists(AuditEntry.objects.filter(item_type="capture", item_id=OuterRef("pk"))),
        )
        .order_by("pk")
    )


def prune_captures(
    days: int,
    *,
    actor: Any = None,
    is_dry: bool = False,
    most: int | None = None,
    progress: Callable[[Capture], None] | None = None,
) -> Pruned:
    """What was removed (with `is_dry`: what would be) of captures older than so many days. Raises ValueError below 1.

    At most `most` captures, the oldest first. `progress` is told each capture. A run that is stopped has done a part of
    the work; the next one does the rest.
    """
    if days < 1:
        raise ValueError(f"retention: at least 1 day was expected; got {days}")
    before = timezone.now() - timedelta(days=days)
    named = _named_hashes()
    doomed = [pk for pk, sha256 in prunable(before).values_list("pk", "raw_sha256") if sha256 not in named][:most]
    if is_dry:
        return _planned(doomed, progress)
    captures = count = 0
    for start in range(0, len(doomed), PORTION):
        dropped = _drop(doomed[start : start + PORTION], before, days, actor)
        captures, count = captures + len(dropped), count + sum(capture.raw_bytes_count for capture in dropped)
        for capture in dropped:
            if progress:
                progress(capture)
    return Pruned(captures, count, _delete_files())


def _planned(doomed: list[int], progress: Callable[[Capture], None] | None) -> Pruned:
    rows = Capture.objects.filter(pk__in=doomed)
    for capture in rows.select_related("source").defer("text", "visible_text", "turns", "times").iterator(PORTION):
        if progress:
            progress(capture)
    hashes = set(rows.values_list("raw_sha256", flat=True))
    kept = _named_by_rows(hashes, without=doomed)
    return Pruned(len(doomed), rows.aggregate(all=Sum("raw_bytes_count"))["all"] or 0, len(hashes - kept))


def _drop(pks: list[int], before: datetime, days: int, actor: Any) -> list[Capture]:
    """Mark these captures, if still nothing rests on them. Locked first: a passage made meanwhile waits, or is seen."""
    with transaction.atomic():
        list(Capture.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk").values_list("pk"))
        rows = prunable(before).filter(pk__in=pks).select_related("source")
        dropped = list(rows.defer("text", "visible_text", "turns", "times"))
        Capture.objects.filter(pk__in=[capture.pk for capture in dropped]).update(
            bytes_dropped_at=timezone.now(), damaged_at=None
        )
        for capture in dropped:
            audit.record(
                DROPPED,
                capture,
                actor=actor,
                new={"sha256": capture.raw_sha256, "bytes": capture.raw_bytes_count},
                reason=f"retention of {days} days",
            )
    return dropped


def _delete_files() -> int:
    """How many files went: those whose captures all lost their bytes and that nothing else names.

    In a transaction of its own, after the rows say so: a run that is stopped in between leaves files too many, which
    the next one removes, and never a row without its file.
    """
    deleted = 0
    dropped = Capture.objects.filter(bytes_dropped_at__isnull=False).order_by().values_list("raw_sha256", flat=True)
    hashes = sorted({sha256 for sha256 in dropped if store.exists(sha256)})
    for start in range(0, len(hashes), PORTION):
        with transaction.atomic():
            store.hold_alone()
            portion = set(hashes[start : start + PORTION])
            for sha256 in portion - _named_by_rows(portion):
                store.delete(sha256)
                deleted += 1
    return deleted


def _named_by_rows(hashes: Iterable[str], without: Iterable[int] = ()) -> set[str]:
    """Those of the hashes under which a row still expects bytes."""
    hashes = list(hashes)
    named: set[str] = set()
    for start in range(0, len(hashes), PORTION):
        portion = hashes[start : start + PORTION]
        captures = Capture.objects.stored().order_by().filter(raw_sha256__in=portion)
        doomed = set(without)
        named |= {sha256 for pk, sha256 in captures.values_list("pk", "raw_sha256") if pk not in doomed}
        named |= set(Source.objects.filter(upload_sha256__in=portion).values_list("upload_sha256", flat=True))
        named |= set(Story.objects.filter(raw_sha256__in=portion).values_list("raw_sha256", flat=True))
    return named


def _named_hashes() -> set[str]:
    """Every hash that a published revision, a signature or an audit entry names."""
    named: set[str] = set()
    entries = AuditEntry.objects.exclude(act=DROPPED)
    for values in (
        Revision.objects.values_list("snapshot"),
        ReviewStep.objects.filter(seen__isnull=False).values_list("seen"),
        entries.values_list("old", "new"),
    ):
        for row in values.order_by().iterator(chunk_size=PORTION):
            named.update(SHA256.findall(json.dumps(row)))
    return named
