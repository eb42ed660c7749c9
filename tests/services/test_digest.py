"""The digest: off by default; one mail a period to each reader, with nothing in it they may not read."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from factcheck.models import Alert
from factcheck.services.digest import MOST_LINES, send_digest
from tests.factories import AlertFactory, SourceFactory, UserFactory
from tests.services.desk import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def daily(settings: Any) -> None:
    settings.DIGEST_EVERY, settings.DIGEST_ROLES, settings.SITE_URL = "day", ["editor"], "https://desk.example"


@pytest.fixture
def editor_with_mail() -> Any:
    return UserFactory(role="editor", email="edna@desk.example")


def in_hours(hours: float) -> datetime:
    return timezone.now() + timedelta(hours=hours)


def test_nothing_is_sent_unasked(editor_with_mail: Any) -> None:
    AlertFactory()
    assert send_digest() == 0
    assert mail.outbox == []


def test_one_mail_a_day_with_counts_lines_and_links(daily: None, editor_with_mail: Any) -> None:
    alert = AlertFactory()
    note = AlertFactory(
        passage=None, source=alert.source, capture=alert.capture, kind="note", before="", words_gone="an hour"
    )
    AlertFactory(state="settled")
    AlertFactory(state="unconfirmed")
    assert send_digest() == 1
    [message] = mail.outbox
    assert message.to == ["edna@desk.example"] and message.content_subtype == "plain"
    assert message.subject == "[Factcheck] 1 alert, 1 note"
    for row in (alert, note):
        assert f"https://desk.example/admin/factcheck/alert/{row.pk}/change/" in message.body
    assert f"{alert.source.name}: words changed: nine" in message.body
    assert message.body.index("words changed: nine") < message.body.index("an hour")


TIMES = [("day", 23, 0), ("day", 23.95, 1), ("day", 30, 1), ("hour", 0.5, 0), ("hour", 1, 1)]


@pytest.mark.parametrize(("every", "hours", "mails"), TIMES)
def test_period_is_kept(
    daily: None, editor_with_mail: Any, settings: Any, every: str, hours: float, mails: int
) -> None:
    settings.DIGEST_EVERY = every
    AlertFactory()
    assert send_digest() == 1
    AlertFactory()
    Alert.objects.filter(digested_at__isnull=True).update(created_at=in_hours(hours))
    assert send_digest(in_hours(hours)) == mails
    assert send_digest(in_hours(hours)) == 0


def test_no_mail_without_news_and_no_alert_twice(daily: None, editor_with_mail: Any) -> None:
    assert send_digest() == 0
    AlertFactory()
    assert send_digest() == 1
    assert send_digest(in_hours(48)) == 0


def test_alerts_of_years_are_not_mailed_when_it_is_switched_on(daily: None, editor_with_mail: Any) -> None:
    AlertFactory()
    Alert.objects.update(created_at=in_hours(-24 * 30))
    assert send_digest() == 0


NO_READERS: list[dict[str, Any]] = [
    {"role": "reviewer", "email": "r@desk.example"},
    {"role": "editor", "email": ""},
    {"role": "editor", "email": "gone@desk.example", "is_active": False},
]


@pytest.mark.parametrize("fields", NO_READERS, ids=["another role", "no address", "left"])
def test_who_gets_none(daily: None, fields: dict[str, Any]) -> None:
    UserFactory(**fields)
    AlertFactory()
    assert send_digest() == 0
    assert Alert.objects.get().digested_at is None  # it waits for somebody


def test_each_reader_gets_a_mail_of_their_own(daily: None, editor_with_mail: Any) -> None:
    UserFactory(role="editor", email="otto@desk.example")
    AlertFactory()
    assert send_digest() == 2
    assert [message.to for message in mail.outbox] == [["edna@desk.example"], ["otto@desk.example"]]


def test_words_of_a_first_reading_are_not_mailed(daily: None, editor_with_mail: Any) -> None:
    desk = Desk()
    desk.item_in("second_review")
    AlertFactory(passage=desk.passage, words_gone="nine days, and not")
    assert send_digest() == len(mail.outbox) > 0
    assert not [message for message in mail.outbox if "nine days" in message.body]


def test_mail_that_cannot_be_sent_is_sent_next_time(
    daily: None, editor_with_mail: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    AlertFactory()

    def refuse(message: EmailMessage) -> int:
        raise ConnectionRefusedError("no mail server")

    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", refuse)
        assert send_digest() == 0
    assert send_digest() == 1


def test_long_lists_and_hostile_names(daily: None, editor_with_mail: Any) -> None:
    source = SourceFactory(name="records\r\nBcc: all@desk.example")
    first = AlertFactory(source=source)
    for _ in range(MOST_LINES):
        AlertFactory(passage=first.passage, source=source)
    assert send_digest() == 1
    body = mail.outbox[0].body
    assert "… and 1 more" in body and "\nBcc:" not in body.replace("\r", "")
