"""`manage.py watch --once`."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from factcheck.models import ReviewState, Source
from factcheck.services.capture import capture_source
from factcheck.services.compare import store_passage
from factcheck.services.publish import publish
from factcheck.text.spans import Span
from tests.factories import SourceFactory
from tests.services.desk import Desk

pytestmark = pytest.mark.django_db

RECORD = "MAYOR LEE: We will rebuild the bridge in autumn.\nMAYOR LEE: Thank you all."


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """A watched file; the watch itself makes no difference between a file and a page."""
    page = tmp_path / "record.txt"
    page.write_text(RECORD)
    return SourceFactory(
        kind="file", url="", path=str(page), name="record.txt", is_watched=True, next_attempt_at=timezone.now()
    )


def test_nothing_due_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("watch", "--once")
    assert "0 watched sources looked at." in capsys.readouterr().out


def test_changed_words_reopen_what_rests_on_them_and_are_told(
    source: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    capture = capture_source(source.pk)
    assert capture is not None
    start = RECORD.index("We will")
    desk = Desk(
        passage=store_passage(capture, "article", Span(start, start + len("We will rebuild the bridge in autumn.")))
    )
    item = desk.item_in("approved")
    publish(item, actor=desk.editor)
    Path(source.path).write_text(RECORD.replace("in autumn", "some day"))
    Source.objects.filter(pk=source.pk).update(next_attempt_at=timezone.now())
    call_command("watch", "--once")
    item.refresh_from_db()
    assert item.review_state == ReviewState.REOPENED
    assert "autumn" in capsys.readouterr().out
