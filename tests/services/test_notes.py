"""Notes: what was reworded around the words decisions rest on; told once, asking nothing of anybody."""

from datetime import timedelta

import pytest

from factcheck.models import Alert, Capture
from factcheck.services.monitor import check_capture
from tests.factories import AlertFactory, CaptureFactory, SourceFactory
from tests.services.test_monitor import LINES, NOW, WORDS, Watched, text_with

pytestmark = pytest.mark.django_db

FERRY = "The ferry runs every hour until then, and it is free."


def reworded(new: str) -> str:
    return text_with().replace(FERRY, new)


SLOWER = reworded("The ferry runs every two hours until then, and it is free.")
DEARER = reworded("The ferry runs every hour until then, and it costs a crown.")


def notes() -> list[Alert]:
    return list(Alert.objects.filter(kind="note").order_by("pk"))


def test_change_elsewhere_is_a_note_and_reopens_nothing() -> None:
    watched = Watched()
    assert watched.see(SLOWER) == []
    [note] = notes()
    assert (note.state, note.passage, note.source) == ("open", None, watched.source)
    assert note.operations == [{"kind": "replaced", "before": "hour", "after": "two hours"}]
    assert (note.before, note.now, note.words_gone) == ("hour", "two hours", "hour")
    assert watched.state == "published"
    watched.source.refresh_from_db()
    assert watched.source.link_state in {"changed", "unseen"}


def test_change_of_the_tracked_words_is_an_alert_alone() -> None:
    watched = Watched()
    assert watched.see(SLOWER.replace("nine", "ten"))
    assert notes() == []


def test_source_nothing_rests_on_is_noted_too() -> None:
    source = SourceFactory()
    CaptureFactory(source=source, text=text_with(), started_at=NOW)
    check_capture(CaptureFactory(source=source, text=SLOWER, started_at=NOW + timedelta(hours=1)).pk)
    assert len(notes()) == 1


STEPS: list[tuple[str, list[str], int]] = [
    ("there and back", [SLOWER, text_with()], 1),
    ("there, back and there again", [SLOWER, text_with(), SLOWER, text_with(), SLOWER], 1),
    ("back and forth, with another line each time", [SLOWER, text_with(elsewhere="Seen by 4"), SLOWER + "\nBy 5"], 1),
    ("on to a third state", [SLOWER, DEARER], 2),
    ("from a third state to the first", [SLOWER, DEARER, text_with()], 2),
    ("nothing but labels", [text_with(elsewhere="Updated"), text_with(elsewhere="Updated twice")], 0),
    ("lines in another order", ["\n".join([LINES[2], LINES[0], WORDS, LINES[3]])], 0),
]


@pytest.mark.parametrize(("texts", "count"), [pytest.param(*step[1:], id=step[0]) for step in STEPS])
def test_page_that_comes_and_goes_is_told_of_once(texts: list[str], count: int) -> None:
    watched = Watched()
    for hour, text in enumerate(texts, start=1):
        watched.see(text, after=timedelta(hours=hour))
    assert len(notes()) == count
    assert watched.state == "published"


def test_change_that_comes_back_after_many_others_is_known() -> None:
    watched = Watched()
    watched.see(SLOWER)
    for number in range(25):
        AlertFactory(source=watched.source, kind="note", passage=None, before=f"old {number}", now=f"new {number}")
    watched.see(text_with(), after=timedelta(days=1))
    watched.see(SLOWER + "\nUpdated", after=timedelta(days=400))
    assert [note.returned_at for note in notes() if note.before == "hour"] == [None]


def test_note_says_when_it_was_taken_back() -> None:
    watched = Watched()
    watched.see(SLOWER)
    watched.see(text_with(), after=timedelta(hours=2))
    assert notes()[0].returned_at is not None
    watched.see(SLOWER, after=timedelta(hours=3))
    assert notes()[0].returned_at is None


UNTRUSTED = [
    ("blocked", {"outcome": "blocked"}),
    ("cut", {"outcome": "incomplete", "is_complete": False}),
    ("poor", {"quality": 0.2}),
    ("another page", {"text": "Please prove you are human."}),
]


@pytest.mark.parametrize("fields", [pytest.param(u[1], id=u[0]) for u in UNTRUSTED])
def test_copy_that_cannot_be_trusted_is_no_note_and_nothing_to_compare_with(fields: dict[str, object]) -> None:
    watched = Watched()
    watched.see(**{"text": SLOWER, **fields})  # type: ignore[arg-type]
    assert notes() == []
    watched.see(text_with(), after=timedelta(hours=2))
    assert notes() == []


def test_one_capture_makes_one_note() -> None:
    watched = Watched()
    capture = watched.new_copy(SLOWER)
    check_capture(capture.pk)
    Capture.objects.filter(pk=capture.pk).update(watched_at=None)
    check_capture(capture.pk)
    assert len(notes()) == 1
