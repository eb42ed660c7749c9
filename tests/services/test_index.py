"""Captures into the index, and the index made anew."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from factcheck.exceptions import IndexUnavailable
from factcheck.index import get_index
from factcheck.models import Capture
from factcheck.services.index import index_capture, index_captures, rebuild_index, require_index
from tests.factories import CaptureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> None:
    settings.LOOKUP_INDEX_DIR = tmp_path / "index"
    settings.LOOKUP_ENGINE = "tantivy"


def test_capture_is_found_after_indexing_and_marked() -> None:
    capture = CaptureFactory()
    assert index_capture(capture.pk)
    assert Capture.objects.get().indexed_at is not None
    [candidate] = get_index().search("shut the bridge for nine days", 5)
    assert candidate.capture_id == capture.pk


def test_second_time_and_gone_do_nothing() -> None:
    capture = CaptureFactory()
    assert index_capture(capture.pk)
    assert not index_capture(capture.pk)
    assert not index_capture(capture.pk + 1)


def test_unreadable_capture_has_nothing_to_index() -> None:
    capture = CaptureFactory(outcome="blocked", text="", text_sha256="")
    assert not index_capture(capture.pk)
    assert require_index() is None


def test_outside_text_is_indexed_once() -> None:
    text = "We will shut the bridge for nine whole days."
    capture = CaptureFactory(text=text, visible_text=f"{text}\nSubscribe to our morning letter for more news.")
    index_capture(capture.pk)
    assert [candidate.layer for candidate in get_index().search("shut the bridge", 5)] == ["article"]
    assert [candidate.layer for candidate in get_index().search("morning letter", 5)] == ["visible"]


def test_crash_between_write_and_mark_is_done_again_without_doubles(monkeypatch: pytest.MonkeyPatch) -> None:
    capture = CaptureFactory()
    index_capture(capture.pk)
    Capture.objects.update(indexed_at=None)
    assert index_capture(capture.pk)
    assert len(get_index().search("shut the bridge", 5)) == 1


def test_rebuild_tells_its_progress_and_marks_everything() -> None:
    captures = [CaptureFactory() for _ in range(3)]
    told: list[tuple[int, int]] = []
    assert rebuild_index(lambda done, total: told.append((done, total))) == get_index().count() > 0
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert not Capture.objects.filter(indexed_at__isnull=True).exists()
    assert {c.capture_id for c in get_index().search("shut the bridge", 9)} == {capture.pk for capture in captures}


def test_lost_index_is_not_made_anew_by_the_next_capture(tmp_path: Path) -> None:
    """An empty index in place of a lost one would answer "not found" for everything that was in it."""
    index_capture(CaptureFactory().pk)
    shutil.rmtree(tmp_path / "index")
    new = CaptureFactory()
    with pytest.raises(IndexUnavailable):
        index_capture(new.pk)
    assert Capture.objects.get(pk=new.pk).indexed_at is None
    rebuild_index()
    assert len(get_index().search("shut the bridge", 9)) == 2


def test_many_at_once() -> None:
    captures = [CaptureFactory() for _ in range(4)]
    assert index_captures([capture.pk for capture in captures]) == 4
    assert index_captures([capture.pk for capture in captures]) == 0
