"""Retention removes bytes nothing rests on, says so in row and audit chain, and keeps everything else."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from factcheck import store
from factcheck.exceptions import CaptureDamaged
from factcheck.models import AuditEntry, Capture, Source
from factcheck.services import audit, retention
from factcheck.services.audit import verify_chain
from factcheck.services.capture import raw_bytes
from factcheck.services.retention import Pruned, prunable, prune_captures
from tests.factories import (
    AlertFactory,
    CaptureFactory,
    ComparisonFactory,
    PassageFactory,
    SearchFactory,
    SourceFactory,
    StoryFactory,
)
from tests.services.desk import Desk

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TEXT = "MAYOR: We will shut the bridge for nine days, and not for longer. Thank you."


def copy(source: Source, noise: str, *, days: int = 100, text: str = TEXT, **fields: Any) -> Capture:
    """A copy whose bytes are its own (pages change around their text)."""
    raw = f"<html>{noise}{text}</html>".encode()
    at = NOW - timedelta(days=days)
    return CaptureFactory(
        source=source, started_at=at, text=text, raw_sha256=store.put(raw), raw_bytes_count=len(raw), **fields
    )


@pytest.fixture
def noise() -> Capture:
    """A copy in the middle of four, with the same text as the one before: what retention is for."""
    source = SourceFactory()
    copies = [copy(source, f"copy {number}") for number in range(4)]
    copies[2].delete()
    return copies[1]


def test_bytes_go_and_row_and_chain_say_so(noise: Capture) -> None:
    count = noise.raw_bytes_count
    assert prune_captures(30) == Pruned(1, count, 1)
    noise.refresh_from_db()
    assert noise.bytes_dropped_at is not None and not store.exists(noise.raw_sha256)
    assert (noise.text, noise.is_readable, noise.is_stored) == (TEXT, True, False)
    with pytest.raises(CaptureDamaged, match="removed by retention on"):
        raw_bytes(noise)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.item_type, entry.item_id) == ("capture.bytes_dropped", "capture", noise.pk)
    assert entry.new == {"sha256": noise.raw_sha256, "bytes": count} and entry.reason == "retention of 30 days"
    assert verify_chain().is_whole
    assert prune_captures(30) == Pruned(), "a second run finds nothing"


def test_dry_run_says_the_same_and_removes_nothing(noise: Capture) -> None:
    told: list[Capture] = []
    assert prune_captures(30, is_dry=True, progress=told.append) == Pruned(1, noise.raw_bytes_count, 1)
    assert told == [noise] and store.exists(noise.raw_sha256) and not AuditEntry.objects.exists()


def test_young_copies_first_latest_and_changed_ones_stay(noise: Capture) -> None:
    source = noise.source
    kept = set(source.captures.values_list("pk", flat=True)) - {noise.pk}
    changed = copy(source, "changed", text=TEXT.replace("nine", "ten"))
    back = copy(source, "back", text=TEXT)
    young, last = copy(source, "young", days=3), copy(source, "last")
    last_before = max(kept)  # was the last of four; now one of the middle, as before
    doomed = set(prunable(NOW - timedelta(days=30)).values_list("pk", flat=True))
    assert doomed == {noise.pk, last_before}
    assert not doomed & {changed.pk, back.pk, young.pk, last.pk}


def test_latest_readable_copy_stays_behind_later_failures(noise: Capture) -> None:
    source = noise.source
    Source.objects.filter(pk=source.pk).update(latest_capture=noise)
    assert prune_captures(30).captures == 0


def test_error_pages_go_but_the_last_look_stays() -> None:
    source = SourceFactory()
    copy(source, "first")
    pages = [copy(source, f"404 {n}", text="", text_sha256="", outcome="not_found", latest=False) for n in range(3)]
    assert prune_captures(30).captures == 2
    assert [Capture.objects.get(pk=page.pk).is_stored for page in pages] == [False, False, True]


RESTING: dict[str, Callable[[Capture], object]] = {
    "passage": lambda capture: PassageFactory(capture=capture, exact="not for longer"),
    "comparison": lambda capture: ComparisonFactory(capture=capture),
    "search": lambda capture: SearchFactory(source=capture.source, capture=capture),
    "alert": lambda capture: AlertFactory(
        capture=capture, source=capture.source, passage=None, before="", now="", kind="note", operations=[]
    ),
    "audit entry about it": lambda capture: audit.record("capture.read", capture, actor=None),
    "audit entry with its hash": lambda capture: audit.record(
        "x.y", capture.source, actor=None, new={"of": {"sha256": capture.raw_sha256}}
    ),
    "signature": lambda capture: Desk(passage=PassageFactory(capture=capture, exact="not for longer")).item_in(
        "published"
    ),
}


@pytest.mark.parametrize("what", RESTING)
def test_what_anything_rests_on_stays(noise: Capture, what: str) -> None:
    RESTING[what](noise)
    assert prune_captures(30).captures == 0
    noise.refresh_from_db()
    assert noise.is_stored and store.exists(noise.raw_sha256)


def test_what_came_to_rest_on_it_since_the_list_was_made_stays(noise: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    named = retention._named_hashes

    def sign_meanwhile() -> set[str]:
        hashes = named()
        monkeypatch.setattr(retention, "_drop", lambda *args: (PassageFactory(capture=noise), drop(*args))[1])
        return hashes

    drop = retention._drop
    monkeypatch.setattr(retention, "_named_hashes", sign_meanwhile)
    assert prune_captures(30).captures == 0


SHARED: dict[str, Callable[[Capture], object]] = {
    "another capture": lambda capture: CaptureFactory(raw_sha256=capture.raw_sha256),
    "an upload": lambda capture: SourceFactory(upload_sha256=capture.raw_sha256),
    "a story": lambda capture: StoryFactory(raw_sha256=capture.raw_sha256),
}


@pytest.mark.parametrize("what", SHARED)
def test_file_another_row_names_stays(noise: Capture, what: str) -> None:
    SHARED[what](noise)
    assert prune_captures(30, is_dry=True).files == 0
    pruned = prune_captures(30)
    assert (pruned.captures, pruned.files) == (1, 0) and store.exists(noise.raw_sha256)


def test_run_that_was_stopped_before_the_files_went_is_finished_by_the_next(
    noise: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop() -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(retention, "_delete_files", stop)
        with pytest.raises(KeyboardInterrupt):
            prune_captures(30)
    noise.refresh_from_db()
    assert not noise.is_stored and store.exists(noise.raw_sha256)
    assert prune_captures(30) == Pruned(0, 0, 1) and not store.exists(noise.raw_sha256)


def test_same_bytes_captured_again_are_stored_again(noise: Capture) -> None:
    raw = raw_bytes(noise)
    prune_captures(30)
    again = CaptureFactory(source=noise.source, raw_sha256=store.put(raw))
    prune_captures(30)
    again.refresh_from_db()
    assert again.is_stored and raw_bytes(again) == raw
    assert store.exists(again.raw_sha256)


def test_command(noise: Capture, settings: Any) -> None:
    out = StringIO()
    settings.RETENTION_DAYS = 0
    with pytest.raises(CommandError, match="FACTCHECK_RETENTION_DAYS"):
        call_command("prune_captures")
    call_command("prune_captures", older_than=30, dry_run=True, stdout=out)
    assert f"capture {noise.pk}: " in out.getvalue() and "1 copy would lose their bytes" in out.getvalue()
    settings.RETENTION_DAYS = 30
    call_command("prune_captures", stdout=out)
    assert "1 copy lost their bytes" in out.getvalue() and "1 file removed." in out.getvalue()
