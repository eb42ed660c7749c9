"""A dated, hashed copy of a source: fetched or read, stored, and passed on to whatever waits for it.

A failure is a capture too, with its outcome and reason. A source that has not changed since its last copy gets none:
only the time of the look is kept.
"""

import logging
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from factcheck import jobs, store
from factcheck.exceptions import CaptureDamaged
from factcheck.fetch.document import Document
from factcheck.fetch.result import FetchResult, Outcome
from factcheck.fetch.retrieve import read_result
from factcheck.models import Capture, SearchOutcome, Source
from factcheck.models.written import change, load
from factcheck.release import SOFTWARE
from factcheck.services import monitor
from factcheck.services.extract import PASSING_FAILURES
from factcheck.services.fetching import fetch_page, read_limits
from factcheck.services.gather import MOST_SOURCE_BYTES
from factcheck.services.link_state import state_after, state_unchanged
from factcheck.services.looks import is_gone
from factcheck.services.schedule import asks_unconditionally, next_check
from factcheck.services.sweep import record_failure

logger = logging.getLogger(__name__)

# Standing in line at a host tells nothing of the source: up to so long a wait it is given back without a capture.
LONGEST_QUEUE_SECONDS = 120

# Asked at every look. Written out, as making this sentence from objects took 0.6 ms, and answering it 0.03.
WAITING = "SELECT id FROM factcheck_search WHERE source_id = %s AND outcome <> %s ORDER BY id"

# Of the copy before, a look needs no more: most sources are as they were, and words and headers are long. In the
# order of the model's fields, as `from_db` takes them.
COLUMNS = ("id", "outcome", "final_url", "content_type", "raw_sha256", "text_sha256", "title", "published_at")
LATEST = ", ".join(f"latest.{name} AS latest_{name}" for name in COLUMNS)
SOURCE = (
    f"SELECT source.*, {LATEST} FROM factcheck_source source "  # noqa: S608 - names of columns, no values
    "LEFT JOIN factcheck_capture latest ON latest.id = source.latest_capture_id WHERE source.id = %s"
)
UNCHANGED = (
    "UPDATE factcheck_source SET checked_at = %s, quiet_checks = %s, link_state = %s, attempts = 0, lease_until = NULL,"
    " last_error = CASE WHEN %s = 'unreachable' THEN last_error ELSE '' END, next_attempt_at = %s"
    " WHERE id = %s AND lease_until = %s"
)


@dataclass(frozen=True, slots=True)
class Copy:
    """What came of one look at a source: the fetch, and the document where there is one to read."""

    result: FetchResult
    document: Document | None = None


def capture_source(source_id: int) -> Capture | None:
    """The new capture, or None: the source is gone, not due, held by another worker, has to wait, is as it was, or its
    copy could not be stored. Then the source has the error and is due again later.
    """
    now = timezone.now()
    if not Source.objects.all().claim(source_id, now, jobs.lease_end(now)):
        return None
    source = _source(source_id)
    copy = _look_at(source)
    if _is_in_line(copy):
        _give_back(source, copy)
        return None
    if _is_unchanged(source, copy):
        _note_unchanged(source, copy)
        return None
    try:
        capture = _keep(source, copy)
    except OSError as error:  # the disk is full, or the folder is not there
        record_failure("capture_source", source.pk, f"its copy could not be stored: {error.strerror or error}")
        logger.error("source %s: its copy could not be stored: %s", source.pk, error)
        return None
    if capture is not None:
        logger.info("source %s captured: %s", source.pk, capture.outcome)
    return capture


def _source(source_id: int) -> Source:
    """The source with its latest copy."""
    source = load(Source, SOURCE, [source_id])
    if source is None:
        raise Source.DoesNotExist(source_id)
    if source.latest_capture_id is not None:
        latest = [getattr(source, f"latest_{name}") for name in COLUMNS]
        source.latest_capture = Capture.from_db(source._state.db, COLUMNS, latest)
    return source


def _keep(source: Source, copy: Copy) -> Capture | None:
    """The copy, stored: its bytes first, then its row. None when the source is another worker's by now."""
    raw_sha256 = store.put(copy.result.raw_bytes) if copy.result.raw_bytes else ""
    with transaction.atomic():
        if not Source.objects.select_for_update(of=("self",), no_key=True).held(source).exists():
            return None  # it took longer than the lease, and another worker has the source now
        if raw_sha256:
            store.keep(raw_sha256, copy.result.raw_bytes)
        capture = Capture.objects.create(source=source, raw_sha256=raw_sha256, **_fields(copy))
        _update_source(source, capture, copy)
        _pass_on(source, capture)
    return capture


def raw_bytes(capture: Capture) -> bytes:
    """The bytes as received, verified. Raises CaptureDamaged, also for bytes that retention removed; a capture of a
    failure may have none (b"").
    """
    if capture.bytes_dropped_at is not None:
        raise CaptureDamaged(
            f"The bytes of this copy were removed by retention on {capture.bytes_dropped_at:%d %b %Y}."
        )
    return store.get(capture.raw_sha256) if capture.raw_sha256 else b""


def verify_capture(capture: Capture) -> str:
    """ "" when the stored bytes and the text are whole, else the sentence that says what is wrong. Marks nothing."""
    if capture.is_stored and (problem := store.problem_with(capture.raw_sha256)):
        return problem
    if capture.text_sha256 and store.sha256_of(capture.text.encode()) != capture.text_sha256:
        return "Its text in the database no longer has the hash it was stored under."
    return ""


def _look_at(source: Source) -> Copy:
    if source.url:
        known = {} if asks_unconditionally(source) else {"etag": source.etag, "last_modified": source.last_modified}
        result = fetch_page(source.url, **known)
    else:
        result = _read_file(source)
    if result.outcome not in {Outcome.FETCHED, Outcome.INCOMPLETE}:
        return Copy(result)
    latest = source.latest_capture
    if latest is not None and latest.raw_sha256 == result.sha256 and latest.is_readable:
        return Copy(result)  # the same bytes: reading them again would tell nothing new
    # Knows soft 404s, paywalls and bot checks by their words.
    retrieved = read_result(result, source.name, read_limits())
    return Copy(retrieved.result, retrieved.document)


def _read_file(source: Source) -> FetchResult:
    """A file or upload as a fetch result, so that everything after this is the same for all kinds of source."""
    started_at = timezone.now()
    outcome, reason, content = Outcome.FETCHED, "read from a file", b""
    try:
        if source.upload_sha256:
            content = store.get(source.upload_sha256)
        else:
            with Path(source.path).open("rb") as file:
                content = file.read(MOST_SOURCE_BYTES + 1)
    except (OSError, CaptureDamaged) as error:
        outcome, reason = Outcome.UNREADABLE, f"the file could not be read: {getattr(error, 'strerror', None) or error}"
    if len(content) > MOST_SOURCE_BYTES:
        outcome, content = Outcome.TOO_LARGE, b""
        reason = f"a file of at most {MOST_SOURCE_BYTES // 2**20} MB was expected; this one is larger"
    return FetchResult(
        url=source.path or source.name,
        outcome=outcome,
        reason=reason,
        started_at=started_at,
        ended_at=timezone.now(),
        raw_bytes=content,
        sha256=store.sha256_of(content) if content else "",
    )


def _is_in_line(copy: Copy) -> bool:
    """True when nothing was asked yet, because the host is busy with other fetches of ours or wants a short pause."""
    result = copy.result
    seconds = result.retry_after_seconds
    return (
        result.outcome == Outcome.RETRY_LATER
        and not result.hops
        and seconds is not None
        and seconds <= LONGEST_QUEUE_SECONDS
    )


def _give_back(source: Source, copy: Copy) -> None:
    """The source is due again after the wait; it does not count as a try."""
    wait = timedelta(seconds=(copy.result.retry_after_seconds or 1) * random.uniform(1, 1.5))
    Source.objects.held(source).update(
        lease_until=None, next_attempt_at=timezone.now() + wait, attempts=max(source.attempts - 1, 0)
    )


def _is_unchanged(source: Source, copy: Copy) -> bool:
    if source.latest_capture is None:
        return False
    if copy.result.outcome == Outcome.NOT_MODIFIED:
        return True
    return copy.result.outcome in {Outcome.FETCHED, Outcome.INCOMPLETE} and copy.document is None


def _note_unchanged(source: Source, copy: Copy) -> None:
    """The source is as it was: its searches are compared with the copy there is, and it is looked at again later."""
    now = timezone.now()
    confirming, regular = None, next_check(source, now, changed=False)
    has_alerts = monitor.has_alerts(source)
    if has_alerts:
        monitor.confirm_alerts(source, copy.result.started_at)
        confirming = monitor.look_again_at(source, now)
    with transaction.atomic():
        again = min(confirming, regular) if confirming and regular else confirming or regular
        state = state_unchanged(source, has_alerts=has_alerts).value
        looked: list[str | int | datetime | None] = [
            now,
            source.quiet_checks + 1,
            state,
            state,
            again,
            source.pk,
            source.lease_until,
        ]
        is_ours = change(UNCHANGED, looked)
        if is_ours and source.latest_capture is not None:
            hand_to_searches(source, source.latest_capture)


def _fields(copy: Copy) -> dict[str, object]:
    """The columns of the capture. Text columns hold no NUL: readers promise it, and PostgreSQL could not store one."""
    result, document = copy.result, copy.document
    fields: dict[str, object] = {
        "outcome": result.outcome.value,
        "reason": result.reason,
        "started_at": result.started_at,
        "ended_at": max(result.started_at, result.ended_at),  # also where the clock was set back while reading a file
        "status": result.status,
        "final_url": result.final_url[:2000],
        "hops": [hop.as_json() for hop in result.hops],
        "request_headers": result.request_headers,
        "response_headers": result.response_headers,
        "heads": _heads(result),
        "certificate_sha256": result.certificate_sha256 or "",
        "robots": result.robots[:200],
        "content_type": result.content_type[:200],
        "encoding": (result.encoding or "")[:40],
        "raw_bytes_count": len(result.raw_bytes),
        "is_complete": result.is_complete,
        "software": SOFTWARE,
    }
    if document is None:
        return fields
    has_text = bool(document.article_text.strip() or document.visible_text.strip())
    if not has_text and result.outcome in {Outcome.FETCHED, Outcome.INCOMPLETE}:
        fields |= {"outcome": Outcome.UNREADABLE.value, "reason": document.problem or "there is no text in it"}
    text = document.article_text or document.visible_text
    return fields | {
        "text": text,
        "text_sha256": store.sha256_of(text.encode()) if has_text else "",
        "visible_text": document.visible_text if document.visible_text != text else "",
        "turns": [
            {"speaker": t.speaker, "start": t.start, "end": t.end, "words_start": t.words_start} for t in document.turns
        ],
        "times": [mark.as_json() for mark in document.times],
        "reader": document.reader[:100],
        "problem": document.problem or "",
        "quality": document.quality,
        "canonical_url": (document.canonical_url or "")[:2000],
        "title": (document.title or "")[:300],
        "published_at": (document.published_at or "")[:40],
        "language": (document.language or "")[:16],
        "encoding": (document.encoding or result.encoding or "")[:40],
        "encoding_reason": (document.encoding_reason or "")[:200],
    }


def _heads(result: FetchResult) -> dict[str, object] | None:
    """What was sent and received, last exchange and redirects before it; None where nothing was."""
    redirects = [
        {"url": hop.url, "address": hop.address, "request": hop.request_head, "response": hop.response_head}
        for hop in result.hops[:-1]
        if hop.response_head
    ]
    if not redirects and not result.request_head:
        return None
    heads: dict[str, object] = {"request": result.request_head, "response": result.response_head}
    return {**heads, "redirects": redirects} if redirects else heads


def _update_source(source: Source, capture: Capture, copy: Copy) -> None:
    now, outcome = timezone.now(), Outcome(capture.outcome)
    latest = source.latest_capture
    changed = capture.is_readable and latest is not None and latest.text_sha256 != capture.text_sha256
    again: datetime | None = next_check(source, now, changed=changed)
    if outcome in PASSING_FAILURES and not capture.is_readable:
        retry = jobs.next_try(source.attempts, now)
        if copy.result.retry_after_seconds and retry:
            retry = max(retry, now + timedelta(seconds=copy.result.retry_after_seconds))
        again = retry or again
    fields: dict[str, object] = {
        "checked_at": now,
        "link_state": state_after(source, capture, is_gone=is_gone(capture)),
        "last_error": "" if capture.is_readable else capture.reason,
        "lease_until": None,
        "next_attempt_at": again,
    }
    if capture.is_readable:
        fields |= {
            "latest_capture": capture,
            "etag": copy.result.etag[:300],
            "last_modified": copy.result.last_modified[:100],
            "attempts": 0,
            "quiet_checks": 0 if changed or latest is None else source.quiet_checks + 1,
            "title": source.title or capture.title,
        }
        if changed:
            fields |= {"changed_at": now}
    Source.objects.filter(pk=source.pk).update(**fields)


def _pass_on(source: Source, capture: Capture) -> None:
    """Searches wait for the words; the watch and the index want the copy too."""
    hand_to_searches(source, capture)
    if capture.is_readable:
        jobs.enqueue("factcheck.index_capture", capture.pk)
    jobs.enqueue("factcheck.check_capture", capture.pk)


def hand_to_searches(source: Source, capture: Capture) -> None:
    """Every search that has not had a whole look gets the copy; one that failed before may succeed with this one."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, [source.pk, SearchOutcome.SEARCHED.value])
        waiting = [search_id for (search_id,) in cursor.fetchall()]
    if not waiting:
        return
    source.searches.filter(pk__in=waiting).update(capture=capture, next_attempt_at=timezone.now(), attempts=0)
    for search_id in waiting:
        jobs.enqueue("factcheck.compare_search", search_id)
