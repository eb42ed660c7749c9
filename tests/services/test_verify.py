"""Stored files against their hashes: what is damaged is named, with what rests on it, and marked until it is mended."""

import os
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from factcheck import store
from factcheck.models import Capture, append_only
from factcheck.services.capture import verify_capture
from factcheck.services.verify import verify_captures, verify_portion
from tests.factories import CaptureFactory, PassageFactory, SourceFactory, StoryFactory
from tests.services.desk import Desk

pytestmark = pytest.mark.django_db


def stored(text: str, **fields: Any) -> Capture:
    return CaptureFactory(text=text, raw_sha256=store.put(text.encode()), **fields)


def file_of(folder: Path, sha256: str) -> Path:
    return folder / store.path_of(sha256)


def test_damaged_missing_and_whole(captures_of_their_own: Path) -> None:
    whole, damaged, missing = stored("one word"), stored("two words"), stored("three words more")
    file_of(captures_of_their_own, damaged.raw_sha256).write_bytes(b"two")
    file_of(captures_of_their_own, missing.raw_sha256).unlink()
    verdict = verify_captures()
    assert verdict.files == 3
    assert {damage.owner for damage in verdict.damages} == {damaged, missing}
    for capture in (whole, damaged, missing):
        capture.refresh_from_db()
        assert capture.verified_at is not None and (capture.damaged_at is None) is (capture == whole)
    since = missing.damaged_at
    assert store.put(b"three words more") == missing.raw_sha256
    verify_captures()
    missing.refresh_from_db()
    damaged.refresh_from_db()
    assert missing.damaged_at is None and damaged.damaged_at <= since


def test_decisions_that_rest_on_it_are_named(captures_of_their_own: Path) -> None:
    capture = stored("MAYOR: We will shut the bridge for nine days, and not for longer. Thank you.")
    desk = Desk(passage=PassageFactory(capture=capture))
    item = desk.item_in("published")
    file_of(captures_of_their_own, capture.raw_sha256).write_bytes(b"other words")
    (damage,) = verify_captures().damages
    assert damage.decisions == (item,)
    assert f"source {capture.source_id}, capture {capture.pk}" in str(damage)
    assert f"quotation {item.pk}" in str(damage)


def test_text_changed_behind_the_triggers_shows() -> None:
    capture = stored("one word")
    append_only.remove(connection)
    Capture.objects.filter(pk=capture.pk).update(text="another word")
    append_only.install(connection)
    (damage,) = verify_captures().damages
    assert "text in the database" in damage.problem
    capture.refresh_from_db()
    assert "text in the database" in verify_capture(capture)


def test_files_that_people_gave_are_looked_at_too(captures_of_their_own: Path) -> None:
    source = SourceFactory(url="", upload_sha256=store.put(b"an upload"))
    story = StoryFactory(raw_sha256=store.put(b"a story"))
    for sha256 in (source.upload_sha256, story.raw_sha256):
        file_of(captures_of_their_own, sha256).unlink()
    verdict = verify_captures()
    assert verdict.files == 2 and [damage.owner for damage in verdict.damages] == [source, story]
    assert verify_captures(sample=5).files == 0, "a sample is of copies"


def test_sample_takes_those_not_looked_at_for_longest() -> None:
    now = timezone.now()
    old = stored("old", verified_at=now - timedelta(days=9))
    never, fresh = stored("never"), stored("fresh", verified_at=now)
    assert verify_captures(sample=2).files == 2
    for capture in (old, never, fresh):
        capture.refresh_from_db()
    assert old.verified_at > now and never.verified_at > now and fresh.verified_at == now


def test_the_weekly_look_takes_what_is_a_week_old(
    captures_of_their_own: Path, caplog: pytest.LogCaptureFixture
) -> None:
    now = timezone.now()
    old = stored("old", verified_at=now - timedelta(days=8))
    stored("fresh", verified_at=now - timedelta(days=6))
    file_of(captures_of_their_own, old.raw_sha256).unlink()
    verdict = verify_portion()
    assert verdict.files == 1 and len(verdict.damages) == 1 and f"capture {old.pk}" in caplog.text
    assert verify_portion().files == 0


def test_bytes_that_retention_removed_are_no_damage(captures_of_their_own: Path) -> None:
    capture = stored("one word", bytes_dropped_at=timezone.now())
    file_of(captures_of_their_own, capture.raw_sha256).unlink()
    assert verify_captures().files == 0 and verify_capture(capture) == ""


def test_command(captures_of_their_own: Path) -> None:
    capture, out = stored("one word"), StringIO()
    call_command("verify_captures", stdout=out)
    assert out.getvalue() == "1 file looked at, all whole.\n"
    file_of(captures_of_their_own, capture.raw_sha256).unlink()
    with pytest.raises(CommandError, match="1 copy is damaged") as refused:
        call_command("verify_captures", sample=1, stdout=out)
    assert refused.value.returncode == 1
    assert f"capture {capture.pk}" in out.getvalue() and "No decision rests on it" in out.getvalue()
    with pytest.raises(CommandError, match="1 or more"):
        call_command("verify_captures", sample=0)


@pytest.mark.parametrize("look", [verify_captures, verify_portion])
def test_files_left_unfinished_by_killed_writers_go_after_a_day(captures_of_their_own: Path, look: Any) -> None:
    whole = stored("one word")
    folder = file_of(captures_of_their_own, whole.raw_sha256).parent
    left, at_work = folder / ".part-left", folder / ".part-at-work"
    left.write_bytes(b"half a")
    at_work.write_bytes(b"half a")
    for file, hours in ((left, 25), (at_work, 23), (folder / whole.raw_sha256, 2500)):
        os.utime(file, (time.time() - hours * 3600,) * 2)
    look()
    assert not left.exists() and at_work.exists()
    assert store.get(whole.raw_sha256) == b"one word"
