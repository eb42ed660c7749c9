"""Captures into the lookup index, one by one as they come, and the whole index made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from factcheck.exceptions import IndexUnavailable
from factcheck.index import LookupIndex, Segment, get_index, segments_of
from factcheck.models import Capture, Layer

# Texts held in memory at a time while the index is made anew.
CHUNK = 50


def index_capture(capture_id: int) -> bool:
    """True when this call put the capture into the index; False when it is gone, unreadable or was in it already.

    Raises IndexUnavailable; the capture then stays waiting and the sweep sends it again.
    """
    return index_captures([capture_id]) == 1


def index_captures(capture_ids: Sequence[int]) -> int:
    """How many of the captures this call put into the index, in one write. Doing it twice does no harm."""
    return index_batch(capture_ids).captures


@dataclass(frozen=True, slots=True)
class Indexed:
    """What one write put into the index."""

    captures: int
    passages: int


def index_batch(capture_ids: Sequence[int]) -> Indexed:
    """As `index_captures`, and how many passages they had.

    The time is set after the write: a worker killed in between leaves work that is done again, not work that is lost.
    """
    waiting = Capture.objects.filter(pk__in=capture_ids, indexed_at__isnull=True)
    captures = list(waiting.readable().only("text", "visible_text").order_by("pk"))
    passages = 0
    if captures:
        passages = _prepared_index().add(segment for capture in captures for segment in segments_of_capture(capture))
    waiting.update(indexed_at=timezone.now())
    return Indexed(len(captures), passages)


def rebuild_index(progress: Callable[[int, int], None] | None = None) -> int:
    """Make the index anew from all captures; returns the number of passages in it.

    `progress` is told how many captures of how many are done. Searches go on in the old index, if there is one, until
    the new one is whole.
    """
    started_at = timezone.now()
    captures = Capture.objects.readable()
    total, done = captures.count(), 0
    last = captures.order_by("-pk").values_list("pk", flat=True).first() or 0

    def segments() -> Iterator[Segment]:
        nonlocal done
        rows = captures.filter(pk__lte=last).only("text", "visible_text").order_by("pk")
        for capture in rows.iterator(chunk_size=CHUNK):
            yield from segments_of_capture(capture)
            done += 1
            if progress:
                progress(done, total)

    written = get_index().rebuild(segments())
    # What came in meanwhile is still waiting, and is added by its own task.
    captures.filter(pk__lte=last).update(indexed_at=started_at)
    return written


def segments_of_capture(capture: Capture) -> Iterator[Segment]:
    """The rows of one capture: its main text, and of the rest of the page only what the main text does not have."""
    main = list(segments_of(capture.pk, Layer.ARTICLE.value, capture.text))
    yield from main
    if capture.visible_text and capture.visible_text != capture.text:
        known = {segment.text for segment in main}
        for segment in segments_of(capture.pk, Layer.VISIBLE.value, capture.visible_text):
            if segment.text not in known:
                yield segment


def require_index() -> LookupIndex | None:
    """The index to search, or None while nothing was ever put into it. Raises IndexUnavailable when it was lost.

    An index that is not there although captures are marked as being in it has been lost: searching what is left, or
    making an empty one, would answer "not found" where the truth is "could not look".
    """
    index = get_index()
    if index.is_ready() and index.count() > 0:
        return index
    if Capture.objects.readable().filter(indexed_at__isnull=False).exists():
        raise IndexUnavailable("The lookup index is lost or empty. `manage.py rebuild_index` makes it anew.")
    return None


def _prepared_index() -> LookupIndex:
    index = get_index()
    if require_index() is None and not index.is_ready():
        index.clear()
    return index
