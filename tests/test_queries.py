"""The story report, the search log and the queues: their shape, and the same few queries however long the story."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.models import Claim, Quotation, Story
from factcheck.queries import QUEUES, count_failed_sources, failed_sources, queue, queues, search_log, story_report
from factcheck.reports.html import render_report
from factcheck.services import review
from tests.factories import (
    AbsentFactory,
    AttributionFactory,
    ClaimEvidenceFactory,
    ClaimFactory,
    ComparisonFactory,
    QuotationFactory,
    SearchFactory,
    SourceFactory,
    StoryFactory,
    UserFactory,
    ViaFactory,
)
from tests.services.desk import AGAINST, Desk

pytestmark = pytest.mark.django_db


def long_story(quotations: int) -> Story:
    """A story with everything a report shows, `quotations` times over."""
    story = StoryFactory()
    for _ in range(quotations):
        quotation = QuotationFactory(story=story)
        ViaFactory(attribution=quotation.attribution)
        row = ComparisonFactory(quotation=quotation)
        SearchFactory(story=story, source=row.capture.source)
        claim = ClaimFactory(story=story)
        ViaFactory(attribution=claim.attribution)
        ClaimEvidenceFactory(claim=claim)
    return story


def queries_of(act: Any) -> int:
    with CaptureQueriesContext(connection) as context:
        act()
    return len(context)


def test_report_costs_the_same_queries_for_five_and_fifty_quotations() -> None:
    few, many = long_story(5), long_story(50)
    counts = [queries_of(lambda s=story: story_report(Story.objects.get(pk=s.pk))) for story in (few, many)]
    assert counts[0] == counts[1] <= 12


def test_report_does_not_read_the_texts_of_captures() -> None:
    """A briefing of a megabyte quoted fifty times would be read from the database fifty times."""
    story = long_story(2)
    with CaptureQueriesContext(connection) as context:
        report = story_report(Story.objects.get(pk=story.pk))
    assert not [query["sql"] for query in context if '"visible_text"' in query["sql"] or '"turns"' in query["sql"]]
    assert report["sources"][0]["characters"] == len(story.searches.first().capture.text)


def test_queue_and_its_counts_cost_the_same_queries_however_long() -> None:
    user = UserFactory(role="reviewer")

    def look() -> None:
        for model in (Quotation, Claim):
            queues(user, model)
            for item in queue("unassigned", user, model):
                str(item.story), str(item.attribution.speaker)

    long_story(2)
    few = queries_of(look)
    long_story(20)
    assert queries_of(look) == few <= 6


def test_report_of_a_story_just_received_is_whole() -> None:
    report = story_report(StoryFactory(title="", text="No word of it.", stage="received"))
    assert (report["quotations"], report["claims"], report["sources"]) == ([], [], [])
    assert report["story"]["stage"] == "received" and report["story"]["words"] == 4


def test_quotation_without_attribution_or_comparison() -> None:
    quotation = QuotationFactory(attribution=None)
    [entry] = story_report(quotation.story)["quotations"]
    assert (entry["speaker"], entry["cue"], entry["via"], entry["match"]) == (None, None, [], None)


def test_named_speaker_without_a_place_in_the_text() -> None:
    quotation = QuotationFactory(attribution=None)
    AttributionFactory(quotation=quotation, speaker_text="she", speaker_start=3, speaker_end=6)
    [entry] = story_report(quotation.story)["quotations"]
    assert entry["speaker"] == {"start": 3, "end": 6, "text": "she"}
    assert entry["speaker_name"] == quotation.attribution.speaker.name


def test_absent_names_no_source_but_lists_what_was_searched() -> None:
    row = AbsentFactory()
    search = SearchFactory(story=row.quotation.story, source=row.capture.source)
    [entry] = story_report(row.quotation.story)["quotations"]
    assert entry["match"]["class"] == "absent"
    assert [entry["match"][name] for name in ("source", "source_url", "capture_sha256", "tier")] == [None] * 4
    assert entry["searched"] == [
        {"source": search.source.name, "url": search.source.url, "outcome": "searched", "reason": ""}
    ]


def test_report_tells_nothing_of_a_first_readers_decision() -> None:
    desk = Desk()
    item = desk.item_in("in_review")
    desk.signed(item, desk.first, "altered_meaning", note="told by nobody")
    report = story_report(item.story)
    [entry] = report["quotations"]
    assert (entry["review_state"], entry["attribution_status"]) == ("second_review", "unreviewed")
    assert "altered_meaning" not in str(report) and "told by nobody" not in str(report)


def test_search_log_says_how_far_each_source_was_looked_in() -> None:
    story = StoryFactory()
    SearchFactory(story=story, outcome="partial", reason="the copy is cut short")
    SearchFactory(story=story, outcome="pending", capture=None)
    SearchFactory()
    assert [(entry["outcome"], entry["reason"]) for entry in search_log(story)] == [
        ("partial", "the copy is cut short"),
        ("pending", ""),
    ]


def test_report_can_be_rendered_at_any_stage() -> None:
    for story in (StoryFactory(stage="received", text=""), StoryFactory(stage="failed"), long_story(2)):
        assert "<html" in render_report(story_report(story))


# Queues --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["quotation", "claim"])
def test_each_state_has_its_queue(kind: str) -> None:
    desk = Desk()
    model = Quotation if kind == "quotation" else Claim
    wanted = {
        "unassigned": "queued",
        "second": "second_review",
        "disputed": "disputed",
        "reopened": "reopened",
        "needs_source": "gathering",
        "publish": "approved",
    }
    items = {name: desk.item_in(state, kind) for name, state in wanted.items()}
    somebody = UserFactory(role="editor")
    assert {name: list(queue(name, somebody, model)) for name in wanted} == {n: [i] for n, i in items.items()}
    assert {q.name: q.count for q in queues(somebody, model)} == {**dict.fromkeys(wanted, 1), "mine": 0}


def test_my_work_is_what_i_hold() -> None:
    desk = Desk()
    item = desk.item_in("in_review")
    assert list(queue("mine", desk.first)) == [item] and list(queue("mine", desk.second)) == []
    [mine] = [q for q in queues(desk.first) if q.name == "mine"]
    assert (mine.count, mine.oldest_at) == (1, item.state_changed_at)


def test_unknown_queue_is_an_error() -> None:
    with pytest.raises(KeyError):
        queue("everything", UserFactory())
    assert set(QUEUES) == {q.name for q in queues(UserFactory())}


def test_queue_goes_by_deadline_then_weight_then_age() -> None:
    now = timezone.now()
    light, heavy = QuotationFactory(weight=1), QuotationFactory(weight=40)
    hurried = QuotationFactory(story=StoryFactory(deadline_at=now + timedelta(hours=1)))
    old = QuotationFactory(weight=1)
    Quotation.objects.filter(pk=old.pk).update(state_changed_at=now - timedelta(days=3))
    assert list(queue("unassigned", UserFactory())) == [hurried, heavy, old, light]


def test_take_next_goes_as_the_queue_does() -> None:
    """Deadline before weight, weight before age; what somebody holds is passed over."""
    now = timezone.now()
    for hours, weight, age in [(None, 1, 9), (5, 1, 1), (None, 40, 1), (1, 0, 1), (5, 30, 1), (None, 40, 2)]:
        item = QuotationFactory(weight=weight, story__deadline_at=now + timedelta(hours=hours) if hours else None)
        Quotation.objects.filter(pk=item.pk).update(state_changed_at=now - timedelta(days=age))
    reviewer = UserFactory(role="reviewer")
    order = [item.pk for item in queue("unassigned", reviewer)]
    assert order == [number + Quotation.objects.earliest("pk").pk for number in (3, 4, 1, 5, 2, 0)]
    taken = [review.take_next(reviewer) for _ in range(7)]
    assert [item and item.pk for item in taken] == [*order, None]


@pytest.mark.parametrize("kind", ["quotation", "claim"])
def test_second_reading_is_not_offered_to_who_saw_the_signatures(kind: str) -> None:
    """An editor who sent a dispute back knows what both said; queue, count and service agree that it is not theirs."""
    desk, model = Desk(), Quotation if kind == "quotation" else Claim
    item = desk.go(desk.item_in("disputed", kind), "in_review", actor=desk.editor)
    third = UserFactory(role="reviewer")
    item = review.move(item, "queued", actor=desk.editor, reason="afresh")
    item = desk.signed(review.move(item, "in_review", actor=desk.first), desk.first, AGAINST[kind])
    assert item.review_state == "second_review"
    for user, count in ((desk.editor, 0), (desk.first, 0), (desk.second, 1), (third, 1)):
        assert queue("second", user, model).count() == count, user
        assert [q.count for q in queues(user, model) if q.name == "second"] == [count], user


def test_queues_know_what_came_since() -> None:
    user, now = UserFactory(role="editor"), timezone.now()
    QuotationFactory()
    old = QuotationFactory()
    Quotation.objects.filter(pk=old.pk).update(state_changed_at=now - timedelta(days=2))
    [waiting] = [q for q in queues(user, since=now - timedelta(days=1)) if q.name == "unassigned"]
    assert (waiting.count, waiting.fresh, waiting.oldest_at) == (2, 1, now - timedelta(days=2))
    assert {q.fresh for q in queues(user)} == {0}


def test_failed_sources_are_those_that_stories_wait_for() -> None:
    waiting = SearchFactory(source=SourceFactory(last_error="away"), outcome="unavailable")
    SearchFactory(source=waiting.source, outcome="unreadable")
    SearchFactory(source=SourceFactory(last_error="away"), outcome="searched")
    SearchFactory(source=SourceFactory(last_error=""), outcome="unavailable")
    assert list(failed_sources()) == [waiting.source]
    assert count_failed_sources() == (1, waiting.searched_at)
