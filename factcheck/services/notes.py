"""Notes: what was reworded in a source's article around the words decisions rest on.

A note asks nothing of anybody and reopens nothing. A page that goes back and forth between two states is told of once.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q
from django.utils import timezone

from factcheck import store
from factcheck.exceptions import CaptureDamaged
from factcheck.fetch.apart import read_apart
from factcheck.fetch.article_changes import ArticleChange
from factcheck.fetch.changes import Changes, find_changes
from factcheck.fetch.document import Document
from factcheck.fetch.trust import is_another_page
from factcheck.models import Alert, AlertKind, AlertState, Capture, Source
from factcheck.services.captured import document_of
from factcheck.services.fetching import read_limits

EARLIER_COPIES = 5  # looked through for one of the same page: a wall or two may lie between
CHANGES_KEPT = 100  # in one note; a page that was written anew has hundreds
WORDS_KEPT = 2000  # characters of each of a note's two texts


def reread(capture: Capture) -> Document:
    """The capture's document read anew from its bytes, with the links and the end of the page, which no row holds.

    The document of the row where the bytes are damaged or are read otherwise today: offsets count in the row's text.
    """
    try:
        raw_bytes = store.get(capture.raw_sha256) if capture.raw_sha256 else b""
    except CaptureDamaged:
        raw_bytes = b""
    if not raw_bytes:
        return document_of(capture)
    name, kind = capture.source.name, capture.content_type
    document = read_apart(raw_bytes, content_type=kind, name=name, url=capture.final_url, limits=read_limits())
    if (document.article_text or document.visible_text) != capture.text:
        return document_of(capture)
    return replace(document, quality=capture.quality)


def earlier_copy(capture: Capture) -> Capture | None:
    """The newest whole copy of the same page before the capture, None for none."""
    earlier = capture.source.captures.readable().filter(pk__lt=capture.pk, outcome="fetched", is_complete=True)
    copies = list(earlier.order_by("-pk")[:EARLIER_COPIES])
    now = document_of(capture)
    return next((copy for copy in copies if not is_another_page(document_of(copy), now)), next(iter(copies), None))


def page_changes(capture: Capture, after: Document) -> Changes | None:
    """What changed in the article since the copy before; None at a first copy, and where the text is the same."""
    earlier = earlier_copy(capture)
    if earlier is None or earlier.text_sha256 == capture.text_sha256:
        return None
    return find_changes(reread(earlier), after, [])


def raise_note(source: Source, capture: Capture, changes: Sequence[ArticleChange]) -> Alert | None:
    """The note about the changes, None when there is nothing new in them: the page had these words before."""
    if not changes or _goes_back_and_forth(source, capture, changes):
        return None
    before, now = _both_texts(changes)
    note, _ = Alert.objects.get_or_create(
        passage=None,
        capture=capture,
        kind=AlertKind.NOTE,
        defaults={
            "source": source,
            "state": AlertState.OPEN,
            "before": before,
            "now": now,
            "operations": _kept(changes),
            "words_gone": before or now,
        },
    )
    return note


def _goes_back_and_forth(source: Source, capture: Capture, changes: Sequence[ArticleChange]) -> bool:
    """True when a note told of this change or of its opposite, however long ago, or the very text was there before."""
    there = _kept(changes)
    back = _kept([_opposite(change) for change in changes])
    before, now = _both_texts(changes)
    notes = Alert.objects.filter(source=source, kind=AlertKind.NOTE)
    for note in notes.filter(Q(before=before, now=now) | Q(before=now, now=before)).order_by("-pk"):
        if note.operations == back:
            Alert.objects.filter(pk=note.pk).update(returned_at=timezone.now())
            return True
        if note.operations == there:
            Alert.objects.filter(pk=note.pk).update(returned_at=None)
            return True
    same = source.captures.filter(pk__lt=capture.pk, text_sha256=capture.text_sha256).exclude(text_sha256="")
    return same.exists()


def _both_texts(changes: Sequence[ArticleChange]) -> tuple[str, str]:
    return _lines([change.before for change in changes]), _lines([change.after for change in changes])


def _opposite(change: ArticleChange) -> ArticleChange:
    kinds = {"dropped": "inserted", "inserted": "dropped"}
    return ArticleChange(kinds.get(change.kind, change.kind), change.after, change.before)


def _kept(changes: Sequence[ArticleChange]) -> list[dict[str, object]]:
    return [change.as_json() for change in changes[:CHANGES_KEPT]]


def _lines(words: Sequence[str]) -> str:
    text = "\n".join(part for part in words if part)
    return text if len(text) <= WORDS_KEPT else f"{text[: WORDS_KEPT - 1]}…"
