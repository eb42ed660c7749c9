"""The stored bytes held against their hashes: what is damaged or missing, and which decisions rest on it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Min, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from factcheck import store
from factcheck.models import Capture, Claim, Quotation, Source, Story
from factcheck.services.capture import verify_capture

logger = logging.getLogger(__name__)

Item = Quotation | Claim

# Everything is read again once a week: a disk that goes bad is noticed while older backups still hold the files.
PAUSE_BETWEEN_LOOKS = timedelta(days=7)
# One portion of the task; its hard limit is 180 s.
PORTION_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Damage:
    """Stored bytes, or a text, that are not what they were: whose they are, and the decisions that rest on them."""

    problem: str
    owner: Capture | Source | Story
    decisions: tuple[Item, ...] = ()

    def __str__(self) -> str:
        if not isinstance(self.owner, Capture):
            return f"{self.owner._meta.verbose_name} {self.owner.pk} ({self.owner}), the file given: {self.problem}"
        resting = "; ".join(f"{item._meta.verbose_name} {item.pk} {item}" for item in self.decisions)
        rests = f" Decisions that rest on it: {resting}." if resting else " No decision rests on it."
        return f"source {self.owner.source_id}, capture {self.owner.pk} ({self.owner}): {self.problem}{rests}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look at the store found. `files` is the number of distinct files looked at."""

    files: int
    damages: tuple[Damage, ...]


def verify_captures(sample: int | None = None, progress: Callable[[int, int], None] | None = None) -> Verdict:
    """The verdict on every stored file, or on `sample` of them: those not looked at for longest.

    `progress` is told how many files of how many are done. Captures are marked with what was found.
    """
    _collect_parts()
    hashes = list(_stalest_first()[:sample])
    given = [] if sample is not None else list(_given_files())
    damages: list[Damage] = []
    total = len(hashes) + len(given)
    for done, sha256 in enumerate(hashes, 1):
        damages += _verify_file(sha256)
        if progress:
            progress(done, total)
    for done, (sha256, owner) in enumerate(given, len(hashes) + 1):
        if problem := store.problem_with(sha256):
            damages.append(Damage(problem, owner))
        if progress:
            progress(done, total)
    return Verdict(total, tuple(damages))


def verify_portion() -> Verdict:
    """The verdict on those files that were not looked at for a week, as many as a minute allows. For the schedule."""
    give_up_at = time.monotonic() + PORTION_SECONDS
    _collect_parts()
    seen, damages = 0, list[Damage]()
    for sha256 in _stalest_first(before=timezone.now() - PAUSE_BETWEEN_LOOKS).iterator():
        damages += _verify_file(sha256)
        seen += 1
        if time.monotonic() > give_up_at:
            break
    for damage in damages:
        logger.error("capture store: %s", damage)
    return Verdict(seen, tuple(damages))


def _collect_parts() -> None:
    if removed := store.collect_parts():
        logger.info("capture store: %s unfinished files of killed writers removed", removed)


def items_resting_on(capture: Capture) -> tuple[Item, ...]:
    """The quotations and claims signed with a passage of this capture as evidence."""
    found: list[Item] = []
    for model in (Quotation, Claim):
        resting = model._default_manager.filter(steps__evidence__passage__capture=capture).order_by("pk").distinct()
        found += resting
    return tuple(found)


def _stalest_first(before: object = None) -> QuerySet[Capture, str]:
    """The hashes of stored bytes, never looked at ones first; only those not looked at since `before`, if given."""
    files = Capture.objects.stored().order_by().values("raw_sha256").annotate(seen_at=Min("verified_at"))
    if before is not None:
        files = files.exclude(seen_at__gte=before)
    return files.order_by(F("seen_at").asc(nulls_first=True), "raw_sha256").values_list("raw_sha256", flat=True)


def _verify_file(sha256: str) -> Iterator[Damage]:
    """The damages of the captures with these bytes, which are marked."""
    now = timezone.now()
    problem = store.problem_with(sha256)
    captures = Capture.objects.stored().filter(raw_sha256=sha256).select_related("source").order_by("pk")
    for capture in captures.defer("visible_text", "turns", "times"):
        found = problem or verify_capture(capture)
        row = Capture.objects.filter(pk=capture.pk)
        if found:
            row.update(verified_at=now, damaged_at=Coalesce("damaged_at", now))
            yield Damage(found, capture, items_resting_on(capture))
        else:
            row.update(verified_at=now, damaged_at=None)


def _given_files() -> Iterator[tuple[str, Source | Story]]:
    """Files people gave: uploads to be read again as sources, and stories."""
    for source in Source.objects.exclude(upload_sha256="").order_by("pk").iterator():
        yield source.upload_sha256, source
    for story in Story.objects.exclude(raw_sha256="").defer("text").order_by("pk").iterator():
        yield story.raw_sha256, story
