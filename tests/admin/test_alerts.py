"""Alerts at the desk: the words, what rests on them, one key each to keep, correct and retract; nothing given away."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.models import Alert, AlertKind, AlertState
from tests.factories import AlertFactory, CaptureFactory, PassageFactory, SearchFactory, SourceFactory, UserFactory
from tests.services.desk import Desk

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


def page_of(name: str, pk: int) -> str:
    return reverse(f"admin:factcheck_{name}_change", args=[pk])


@pytest.fixture
def desk() -> Desk:
    return Desk()


def alert_on(desk: Desk, **fields: object) -> Alert:
    return AlertFactory(passage=desk.passage, **fields)


def test_words_are_marked_and_the_acts_have_one_key_each(desk: Desk, sign_in: SignIn) -> None:
    item = desk.item_in("published")
    page = sign_in("editor").get(page_of("alert", alert_on(desk).pk)).content.decode()
    assert "<del>" in page and "<ins>" in page
    assert page_of("quotation", item.pk) in page
    assert [key for key in "rscx" if f'data-key="{key}"' not in page] == []


@pytest.mark.parametrize("role", ["reviewer", "auditor", "source manager"])
def test_who_may_not_retract_sees_no_button(role: str, desk: Desk, sign_in: SignIn) -> None:
    item = desk.item_in("published")
    client, url = sign_in(role), page_of("alert", alert_on(desk).pk)
    assert 'value="retract:' not in client.get(url).content.decode()
    answer = client.post(url, {"act": f"retract:quotation:{item.pk}", "reason": "wrong"})
    assert answer.status_code == 403
    item.refresh_from_db()
    assert item.review_state == "published"


def test_retracting_needs_a_reason_and_keeps_what_was_typed(desk: Desk, sign_in: SignIn) -> None:
    item = desk.item_in("published")
    client, url = sign_in("editor"), page_of("alert", alert_on(desk).pk)
    assert client.post(url, {"act": f"retract:quotation:{item.pk}", "reason": ""}).status_code == 422
    assert (
        client.post(url, {"act": f"retract:quotation:{item.pk}", "reason": "the source took it back"}).status_code
        == 302
    )
    item.refresh_from_db()
    assert (item.review_state, item.steps.last().reason) == ("retracted", "the source took it back")


@pytest.mark.parametrize("act", ["retract:quotation:999999", "retract:", "nonsense", ""])
def test_act_of_another_page_is_refused(act: str, desk: Desk, sign_in: SignIn) -> None:
    answer = sign_in("editor").post(page_of("alert", alert_on(desk).pk), {"act": act, "reason": "because"})
    assert answer.status_code in {403, 422}


@pytest.mark.parametrize("kind", list(AlertKind))
def test_every_kind_of_alert_has_its_page(kind: str, desk: Desk, sign_in: SignIn) -> None:
    alert = alert_on(desk, kind=kind, now="" if kind == "missing" else "We will shut the bridge for ten days.")
    if kind == AlertKind.NOTE:
        Alert.objects.update(
            passage=None, operations=[{"kind": "inserted", "before": "", "after": "more <b>words</b>"}]
        )
    client = sign_in("reviewer")
    page = client.get(page_of("alert", alert.pk)).content.decode()
    assert ("more &lt;b&gt;words" in page) == (kind == "note")
    client.post(page_of("alert", alert.pk), {"act": "settle", "reason": "nothing changes"})
    alert.refresh_from_db()
    assert alert.state == AlertState.SETTLED


# Blindness -----------------------------------------------------------------------------------------------------------

WORDS = "We will shut the bridge for nine days"


def closed_pages(alert: Alert) -> list[str]:
    lists = [reverse("admin:factcheck_alert_changelist"), reverse("admin:index")]
    return [page_of("alert", alert.pk), page_of("source", alert.source_id), *lists]


@pytest.mark.parametrize("kind", ["quotation", "claim"])
@pytest.mark.parametrize("role", ["reviewer", "editor", "auditor"])
def test_words_of_a_first_reading_are_on_no_page(role: str, kind: str, desk: Desk, sign_in: SignIn) -> None:
    item = desk.item_in("second_review", kind)
    alert = alert_on(desk, words_gone=WORDS, before=WORDS)
    client = sign_in(UserFactory(role=role))
    for url in closed_pages(alert):
        assert WORDS not in client.get(url).content.decode(), url
    page = client.get(page_of("alert", alert.pk)).content.decode()
    assert page_of("capture", desk.passage.capture_id) not in page
    # It waits for a second reader in a story that was looked up here; so do others that rest on something else.
    assert "Second readings" in page and page_of(kind, item.pk) in page


def test_first_reader_and_everybody_after_the_decision_see_them(desk: Desk, sign_in: SignIn) -> None:
    item = desk.item_in("second_review")
    alert = alert_on(desk, words_gone=WORDS)
    assert WORDS in sign_in(desk.first).get(page_of("alert", alert.pk)).content.decode()
    desk.go(item, "approved")
    for url in closed_pages(alert):
        assert WORDS in sign_in("reviewer").get(url).content.decode(), url


def test_second_readings_are_listed_by_source_whatever_they_rest_on(desk: Desk, sign_in: SignIn) -> None:
    published = desk.item_in("published")
    elsewhere = Desk(passage=PassageFactory(capture=CaptureFactory(source=SourceFactory())))
    waiting = elsewhere.item_in("second_review")
    SearchFactory(story=waiting.story, source=desk.passage.capture.source)
    page = sign_in("reviewer").get(page_of("alert", alert_on(desk).pk)).content.decode()
    rests, _, second = page.partition("Second readings")
    assert page_of("quotation", published.pk) in rests
    assert page_of("quotation", waiting.pk) in second


# The source's history ------------------------------------------------------------------------------------------------


def test_history_holds_copies_failures_alerts_and_notes(desk: Desk, sign_in: SignIn) -> None:
    source = desk.passage.capture.source
    CaptureFactory(source=source, outcome="blocked", text="", text_sha256="", reason="403 by the server", latest=False)
    alert = alert_on(desk, words_gone=WORDS)
    AlertFactory(passage=None, source=source, capture=alert.capture, kind="note", before="", words_gone="a word here")
    page = sign_in("reviewer").get(page_of("source", source.pk)).content.decode()
    _, _, history = page.partition('class="history"')
    for words in ("403 by the server", WORDS, "a word here", "Blocked", "Fetched", "Words changed"):
        assert words in history, words
