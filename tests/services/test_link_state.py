"""What a look at a source found, in one word, told from whole looks."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from factcheck.models import Source
from factcheck.services.capture import capture_source
from factcheck.services.monitor import check_capture
from tests.factories import AlertFactory, SourceFactory
from tests.services.pages import Answer, PageServer, page

pytestmark = pytest.mark.django_db

WORDS = "We will shut the bridge for nine days, and not for longer, said the mayor of the town."
OTHER = [f"The museum bought picture number {n} of the old master from an heir abroad." for n in range(30)]
HTML = {"Content-Type": "text/html"}
HOME = "<html><body><main>" + "".join(f"<p>{line} {line}</p>" for line in OTHER) + "</main></body></html>"
TOMBSTONE = (
    "<html><body><article><h1>Remarks</h1><p>This article has been removed.</p><p>{}</p></article></body></html>"
)


def look(source: Source) -> str:
    Source.objects.filter(pk=source.pk).update(next_attempt_at=timezone.now(), attempts=0)
    capture = capture_source(source.pk)
    if capture is not None:
        check_capture(capture.pk)
    source.refresh_from_db()
    return source.link_state


@pytest.fixture
def source(pages: PageServer) -> Source:
    row = SourceFactory(url=pages.put("/talk", WORDS), is_watched=True)
    assert look(row) == "ok"
    return row


def redirect(to: str) -> Answer:
    return Answer("", 302, {"Location": to})


LOOKS: list[tuple[str, dict[str, Answer], str]] = [
    ("as it was", {}, "ok"),
    ("other bytes", {"/talk": Answer(page(WORDS).replace("<body>", "<body><!-- 7 -->"), headers=HTML)}, "ok"),
    ("reworded", {"/talk": Answer(page(WORDS.replace("nine", "ten")), headers=HTML)}, "changed"),
    ("moved with its words", {"/talk": redirect("/new"), "/new": Answer(page(WORDS), headers=HTML)}, "ok"),
    ("to the front page", {"/talk": redirect("/"), "/": Answer(HOME, headers=HTML)}, "redirected_elsewhere"),
    (
        "to another page",
        {"/talk": redirect("/b"), "/b": Answer(HOME, headers=HTML)},
        "redirected_elsewhere",
    ),
    ("wall", {"/talk": Answer(f"<title>Cookies</title>{HOME}", headers=HTML)}, "unreachable"),
    ("soft 404", {"/talk": Answer("<title>Page not found</title><p>No such page.", headers=HTML)}, "soft_404"),
    ("removed", {"/talk": Answer("", 410)}, "gone"),
    ("withdrawn", {"/talk": Answer(TOMBSTONE.format(""), headers=HTML)}, "gone"),
    ("withdrawn, at length", {"/talk": Answer(TOMBSTONE.format(OTHER), headers=HTML)}, "gone"),
    ("not found, once", {"/talk": Answer("", 404)}, "unreachable"),
    ("forbidden", {"/talk": Answer("", 403)}, "blocked"),
    ("robots", {"/robots.txt": Answer("User-agent: *\nDisallow: /")}, "blocked"),
    ("server failed", {"/talk": Answer("", 500)}, "unreachable"),
    ("cut", {"/talk": Answer(page(WORDS, "More."), headers=HTML, cut=True)}, "ok"),
]


@pytest.mark.parametrize(("answers", "state"), [pytest.param(*case[1:], id=case[0]) for case in LOOKS])
def test_state_after_a_look(pages: PageServer, source: Source, answers: dict[str, Answer], state: str) -> None:
    pages.answers |= answers
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=True):  # robots.txt is kept for a day
        assert look(source) == state
        if state != "changed":
            assert look(source) == state  # … and after the next one, which finds the same
        assert state != "unreachable" or source.last_error


def test_404_three_times_over_a_day_is_gone(pages: PageServer, source: Source) -> None:
    pages.answers["/talk"] = Answer("", 404)
    states = []
    for hours in (1, 13, 26):
        with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
            states.append(look(source))
    assert states == ["unreachable", "unreachable", "gone"]


def test_first_look_that_is_led_to_the_front_page(pages: PageServer) -> None:
    pages.answers |= {"/talk": redirect("/"), "/": Answer(HOME, headers=HTML)}
    assert look(SourceFactory(url=pages.url("/talk"))) == "redirected_elsewhere"


@pytest.mark.parametrize(
    ("kind", "state"),
    [("missing", "passage_missing"), ("replaced", "passage_missing"), ("changed", "changed")],
)
def test_open_alerts_stay_the_state_of_a_quiet_source(pages: PageServer, source: Source, kind: str, state: str) -> None:
    alert: Any = AlertFactory(source=source, kind=kind, capture=source.latest_capture)
    assert look(source) == state
    alert.state = "settled"
    alert.save()
    assert look(source) == "ok"


def test_withdrawn_article_stays_gone_when_its_alert_is_settled(pages: PageServer, source: Source) -> None:
    alert: Any = AlertFactory(source=source, kind="removed", capture=source.latest_capture)
    assert look(source) == "gone"
    alert.state = "settled"
    alert.save()
    assert look(source) == "gone"


def test_quiet_look_reads_no_words(pages: PageServer, source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.services.capture.read_result", None)
    assert look(source) == "ok"


def test_change_that_was_taken_back_is_no_state_of_the_source(pages: PageServer, source: Source) -> None:
    AlertFactory(source=source, kind="removed", capture=source.latest_capture, returned_at=timezone.now())
    assert look(source) == "ok"
