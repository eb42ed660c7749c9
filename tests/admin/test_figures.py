"""The page of figures: what it counts, who may see it, and what no number of it gives away."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factcheck.admin.figures import FIGURES
from factcheck.models import Quotation, ReviewState
from factcheck.services import figures, review
from tests.admin.conftest import ROLES
from tests.factories import OutletFactory, QuotationFactory, StoryFactory, UserFactory, ViaFactory
from tests.services.desk import Desk

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
PAGE = "admin:figures"


def since(days: int = 28) -> object:
    return timezone.now() - timedelta(days=days)


def numbers_of(client: Client) -> list[bytes]:
    return [client.get(reverse("admin:figures_csv", args=[name])).content for name in FIGURES if name != "pairs"]


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_figures_and_who_sees_names(role: str, sign_in: SignIn) -> None:
    client = sign_in(role)
    page = client.get(reverse(PAGE))
    assert page.status_code == 200
    may = role in {"editor", "auditor", "admin"}
    assert ("Agreement of each two readers" in page.content.decode()) == may
    for name in FIGURES:
        answer = client.get(reverse("admin:figures_csv", args=[name]))
        assert answer.status_code == (403 if name == "pairs" and not may else 200), name
        assert answer.status_code == 403 or answer["Content-Type"] == "text/csv; charset=utf-8"


def test_without_a_role_there_are_none(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    assert client.get(reverse(PAGE)).status_code == 403
    assert client.get(reverse("admin:figures_csv", args=["outlets"])).status_code == 403


def test_unknown_figures_and_periods(sign_in: SignIn) -> None:
    client = sign_in("editor")
    assert client.get(reverse("admin:figures_csv", args=["salaries"])).status_code == 404
    assert client.get(reverse(PAGE), {"days": "1e9"}).context["days"] == figures.DEFAULT_DAYS


@pytest.mark.parametrize("kind", ["quotation", "claim"])
@pytest.mark.parametrize("state", ["second_review", "disputed", "in_review"])
def test_an_open_reading_is_in_no_number(state: str, kind: str, sign_in: SignIn) -> None:
    """Whatever was signed, the agreement and the outlets stay as they were until the item is decided."""
    desk = Desk()
    desk.item_in("approved", kind)
    client = sign_in("editor")
    before = {name: _numbers(client, name) for name in ("agreement", "pairs", "outlets")}
    item = desk.item_in("disputed" if state == "in_review" else state, kind)
    if state == "in_review":  # two signed it, and it was sent back: they may meet again
        item = review.move(item, ReviewState.IN_REVIEW, actor=UserFactory(role="editor"), reason="again")
    assert item.review_state == state
    assert {name: _numbers(client, name) for name in before} == before


def _numbers(client: Client, name: str) -> bytes:
    return client.get(reverse("admin:figures_csv", args=[name])).content


def test_two_first_decisions_make_the_same_figures(sign_in: SignIn) -> None:
    client, desk = sign_in("reviewer"), Desk()
    seen = []
    for decision in ("altered", "paraphrase_in_quotes"):
        item = desk.item_in("in_review")
        review.sign(item, actor=desk.first, decision=decision, passages=[desk.passage.pk], note="seen")
        seen.append([_numbers(client, name) for name in ("agreement", "outlets", "matches")])
    assert seen[0] == seen[1]


def test_agreement_counts_what_two_readers_signed() -> None:
    desk = Desk()
    for _ in range(6):
        desk.item_in("approved")
    settled = desk.item_in("disputed")
    desk.go(settled, "approved", actor=desk.editor)
    quotations, claims = figures.agreement(since())  # type: ignore[arg-type]
    assert (quotations.overall.readings, quotations.overall.agreed) == (7, 6)
    assert quotations.overall.kappa == pytest.approx(0.0)
    assert quotations.overall.is_few
    [pair] = quotations.by_pair
    assert pair.readings == 7 and desk.first.username in pair.name
    assert claims.overall.readings == 0 and claims.by_decision == []


def test_kappa_of_too_few_readings_is_not_given() -> None:
    desk = Desk()
    for _ in range(figures.FEWEST - 1):
        desk.item_in("approved")
    assert figures.agreement(since())[0].overall.kappa is None  # type: ignore[arg-type]


def test_waiting_is_counted_once_in_its_age() -> None:
    ages = [timedelta(minutes=5), timedelta(hours=2), timedelta(days=2), timedelta(days=5), timedelta(days=30)]
    for age in ages:
        item = QuotationFactory()
        Quotation.objects.filter(pk=item.pk).update(state_changed_at=timezone.now() - age)
    QuotationFactory(published=True)
    rows = {row.state: row for row in figures.waiting_by_age(timezone.now())}
    assert rows["queued"].counts == (1, 1, 1, 1, 1)
    assert sum(row.total for row in rows.values()) == 5


def test_outlets_need_enough_cases_and_are_ordered_by_the_lower_bound() -> None:
    paper, other, few = OutletFactory(name="Paper"), OutletFactory(name="=Other"), OutletFactory(name="Few")
    cases = [(paper, 6, 3), (other, 40, 30), (few, 4, 4)]
    for outlet, total, wrong in cases:
        for number in range(total):
            status = "altered" if number < wrong else "accurate"
            fields = {"review_state": ReviewState.PUBLISHED, "attribution_status": status}
            if outlet is other:  # through the outlet, whatever the story's own is
                item = QuotationFactory(story__outlet=paper, **fields)
                ViaFactory(attribution=item.attribution, outlet=other)
            else:
                QuotationFactory(story__outlet=outlet, **fields)
    rows = figures.misquoting_outlets(since())  # type: ignore[arg-type]
    assert [(row.name, row.misquoted, row.settled, row.is_few) for row in rows] == [
        ("=Other", 30, 40, False),
        ("Paper", 3, 6, True),
    ]


def test_a_spreadsheet_takes_no_name_for_a_formula(sign_in: SignIn) -> None:
    outlet = OutletFactory(name="=HYPERLINK(1)")
    for _ in range(5):
        QuotationFactory(story__outlet=outlet, review_state="published", attribution_status="altered")
    assert "'=HYPERLINK(1)" in _numbers(sign_in("editor"), "outlets").decode()


def test_matches_fall_into_their_span() -> None:
    now = timezone.now()
    story = StoryFactory()
    type(story).objects.filter(pk=story.pk).update(created_at=now - timedelta(days=10))
    QuotationFactory(story=story, match="altered")
    QuotationFactory(match="exact")
    spans = figures.matches_over_time(now + timedelta(minutes=1), 28)
    assert [span.counts for span in spans] == [{}, {}, {"altered": 1}, {"exact": 1}]


def test_time_in_states_and_turnaround() -> None:
    Desk().item_in("published")
    medians = figures.medians_per_state(since())  # type: ignore[arg-type]
    states = {row.name for row in medians}
    assert states == {"gathering", "queued", "in_review", "second_review", "approved"}
    assert {row.name: row.count for row in figures.turnaround(since())} == {"decided": 1, "published": 1}  # type: ignore[arg-type]


def test_number_of_queries_does_not_grow(sign_in: SignIn) -> None:
    client, desk = sign_in("editor"), Desk()
    desk.item_in("published")
    client.get(reverse(PAGE))
    with CaptureQueriesContext(connection) as before:
        client.get(reverse(PAGE))
    for kind in ("quotation", "claim") * 3:
        desk.item_in("published", kind, story__outlet=OutletFactory())
    with CaptureQueriesContext(connection) as after:
        client.get(reverse(PAGE))
    assert len(after) <= len(before) <= 20
