"""The newsroom's settings: today's behaviour until somebody saves others, and heeded where they are read."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.models import NewsroomSettings
from factcheck.services import newsroom_settings
from factcheck.services.digest import compose
from factcheck.services.evidence_rules import needs_second_reader
from factcheck.services.review import move, renew
from tests.services.desk import Desk

pytestmark = pytest.mark.django_db


def save(**fields: Any) -> None:
    NewsroomSettings.objects.update_or_create(pk=1, defaults=fields)
    newsroom_settings.forget()


def test_without_a_row_all_is_as_the_environment_says(settings: Any) -> None:
    settings.NEWSROOM_NAME, settings.RETENTION_DAYS = "Harbour Post", 90
    now = newsroom_settings.current()
    assert (now.shown_name, now.days_kept, now.lease, now.second_reader) == (
        "Harbour Post",
        90,
        timedelta(minutes=30),
        "rules",
    )


def test_what_is_saved_goes_before_the_environment(settings: Any) -> None:
    settings.NEWSROOM_NAME, settings.RETENTION_DAYS = "Harbour Post", 90
    save(name="Isle Gazette", retention_days=0, lease_minutes=45)
    now = newsroom_settings.current()
    assert (now.shown_name, now.days_kept, now.lease) == ("Isle Gazette", 0, timedelta(minutes=45))
    assert compose([])[0].startswith("[Isle Gazette] ")


def test_they_are_read_once_and_anew_after_a_while(django_assert_num_queries: Any, monkeypatch: Any) -> None:
    with django_assert_num_queries(1):
        newsroom_settings.current()
        newsroom_settings.current()
    monkeypatch.setattr(newsroom_settings, "KEPT_SECONDS", -1.0)
    NewsroomSettings.objects.create(pk=1, name="Isle Gazette")
    assert newsroom_settings.current().name == "Isle Gazette"


def test_there_is_one_row() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsroomSettings.objects.create(pk=2)


def test_an_item_stays_taken_for_the_minutes_set() -> None:
    desk = Desk()
    save(lease_minutes=90)
    item = move(desk.item_in("queued"), "in_review", actor=desk.first)
    assert item.assigned_until is not None
    assert timedelta(minutes=89) < item.assigned_until - timezone.now() <= timedelta(minutes=90)
    save(lease_minutes=10)
    renew(item, desk.first)
    item.refresh_from_db()
    assert item.assigned_until - timezone.now() <= timedelta(minutes=10)


@pytest.mark.parametrize("kind", ["quotation", "claim"])
def test_a_newsroom_may_have_everything_read_twice_and_nothing_less(kind: str) -> None:
    desk = Desk()
    item = desk.item_in("in_review", kind)
    plain = {"quotation": "accurate", "claim": "true"}[kind]
    negative = {"quotation": "altered_meaning", "claim": "false"}[kind]
    before = needs_second_reader(item, negative, desk.first, [desk.passage])
    assert before and not needs_second_reader(item, plain, desk.first, [desk.passage])
    save(second_reader="always")
    assert "everything read twice" in needs_second_reader(item, plain, desk.first, [desk.passage])
    assert needs_second_reader(item, negative, desk.first, [desk.passage]) == before
