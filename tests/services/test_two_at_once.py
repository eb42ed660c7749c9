"""Several at once, with real transactions: on SQLite by default, on PostgreSQL where the suite runs on it."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from factcheck import store
from factcheck.exceptions import FactcheckError, IllegalTransition, NotAllowed, Stale
from factcheck.fetch.checks.files import read_file
from factcheck.fetch.exceptions import HostMustWait
from factcheck.models import (
    AuditEntry,
    Capture,
    CheckWord,
    CheckWordCount,
    Comparison,
    EarlierCheck,
    Outlet,
    Passage,
    Quotation,
    ReviewState,
    Revision,
    Search,
    SearchOutcome,
    Source,
    Speaker,
    Stage,
    Story,
)
from factcheck.services import audit
from factcheck.services import compare as compare_service
from factcheck.services.capture import capture_source
from factcheck.services.compare import compare_search
from factcheck.services.extract import extract_story, outlet_named, speaker_named
from factcheck.services.gather import GivenSource, add_source
from factcheck.services.host_gate import DatabaseHostGate
from factcheck.services.import_checks import ImportedChecks, import_checks
from factcheck.services.ingest import add_story
from factcheck.services.monitor import check_capture
from factcheck.services.publish import publish, publish_story
from factcheck.services.review import move, take_next
from tests.factories import (
    CaptureFactory,
    PassageFactory,
    QuotationFactory,
    SearchFactory,
    SourceFactory,
    StoryFactory,
    UserFactory,
)
from tests.services.desk import Desk
from tests.services.pages import PageServer

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "We will close the old bridge for nine days, and not for longer."
RECORD = f"MARY SPEAKER: Good morning. {WORDS} Thank you."
MANY = 6


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act returned or which error it ended with; all begin together, each on a connection of its own."""
    results: list[Any] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(number: int) -> None:
        start.wait()
        try:
            results[number] = acts[number]()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return results


def unexpected(results: list[Any], *allowed: type[Exception]) -> list[Any]:
    return [result for result in results if isinstance(result, Exception) and not isinstance(result, allowed)]


# People --------------------------------------------------------------------------------------------------------------


def test_one_of_many_takes_the_item_and_the_others_are_told() -> None:
    item = QuotationFactory()
    people = [UserFactory(role="reviewer") for _ in range(MANY)]
    results = at_once(*(lambda p=p: move(item, "in_review", actor=p, version=item.version) for p in people))
    winners = [result for result in results if isinstance(result, Quotation)]
    assert len(winners) == 1
    assert sum(isinstance(result, Stale) for result in results) == MANY - 1
    item.refresh_from_db()
    assert (item.assigned_to, item.version) == (winners[0].assigned_to, 2)
    assert item.steps.count() == 1


def test_without_a_version_the_others_are_refused_all_the_same() -> None:
    item = QuotationFactory()
    people = [UserFactory(role="reviewer") for _ in range(MANY)]
    results = at_once(*(lambda p=p: move(item, "in_review", actor=p) for p in people))
    assert sum(isinstance(result, Quotation) for result in results) == 1
    assert sum(isinstance(result, NotAllowed) for result in results) == MANY - 1


def test_taking_the_next_gives_everybody_another() -> None:
    for _ in range(MANY):
        QuotationFactory()
    people = [UserFactory(role="reviewer") for _ in range(MANY)]
    taken = at_once(*(lambda p=p: take_next(p) for p in people))
    assert unexpected(taken) == []
    assert len({quotation.pk for quotation in taken}) == MANY


def test_two_second_readers_make_one_second_reading() -> None:
    desk = Desk()
    item = desk.item_in("second_review")
    readers = [UserFactory(role="reviewer") for _ in range(2)]
    results = at_once(
        lambda: desk.signed(item, readers[0], "altered", version=item.version),
        lambda: desk.signed(item, readers[1], "altered_meaning", version=item.version),
    )
    assert sum(isinstance(result, Stale) for result in results) == 1
    assert item.steps.filter(reader="second").count() == 1


ROUNDS = 50


def test_two_reviewers_at_once_fifty_times_lose_nothing() -> None:
    """Each round one wins and the other is told; no step, entry or version is lost or written twice."""
    people = [UserFactory(role="reviewer") for _ in range(2)]
    items = [QuotationFactory() for _ in range(ROUNDS)]
    for item in items:
        results = at_once(*(lambda p=p, i=item: move(i, "in_review", actor=p, version=i.version) for p in people))
        [winner] = [result for result in results if isinstance(result, Quotation)]
        [told] = [result for result in results if isinstance(result, Stale)]
        assert "Somebody else was quicker" in str(told)
        item.refresh_from_db()
        assert (item.assigned_to, item.version, item.steps.count()) == (winner.assigned_to, 2, 1)
    assert audit.verify_chain() == audit.AuditVerdict(True, ROUNDS)


def test_one_person_in_two_windows_signs_once() -> None:
    desk = Desk()
    item = desk.item_in("in_review")
    results = at_once(*([lambda: desk.signed(item, desk.first, "altered")] * 2))
    assert sum(isinstance(result, Quotation) for result in results) == 1
    assert unexpected(results, NotAllowed) == []
    assert item.steps.exclude(reader="").count() == 1


def test_publishing_at_once_makes_one_revision() -> None:
    desk = Desk()
    item = desk.item_in("approved")
    results = at_once(*([lambda: publish(item, actor=desk.editor)] * 3))
    assert unexpected(results) == []
    assert Revision.objects.count() == 1


def test_chain_stays_whole_under_many_writers() -> None:
    story = StoryFactory()

    def write() -> None:
        for number in range(10):
            with transaction.atomic():
                audit.record("story.changed", story, actor=None, new={"number": number})

    assert unexpected(at_once(*([write] * MANY))) == []
    assert audit.verify_chain() == audit.AuditVerdict(True, 10 * MANY)


# Input ---------------------------------------------------------------------------------------------------------------


def test_one_story_given_by_many_is_one_story() -> None:
    text = f"“{WORDS}” said Mary Speaker."
    sources = [GivenSource(url="http://a.example/x"), GivenSource(file_name="r.txt", raw_bytes=RECORD.encode())]
    results = at_once(*([lambda: add_story(actor=None, text=text, sources=sources)] * MANY))
    assert unexpected(results) == []
    assert Counter(is_new for _, is_new in results) == {True: 1, False: MANY - 1}
    assert (Story.objects.count(), Source.objects.count(), Search.objects.count()) == (1, 2, 2)
    assert AuditEntry.objects.count() == 1


def test_one_source_given_to_many_stories_is_one_source() -> None:
    stories = [StoryFactory() for _ in range(MANY)]
    given = GivenSource(url="http://a.example/x")
    results = at_once(*(lambda s=s: add_source(s, given, actor=None) for s in stories))
    assert unexpected(results) == []
    assert (Source.objects.count(), Search.objects.count()) == (1, MANY)


def test_one_name_makes_one_speaker_and_one_outlet() -> None:
    results = at_once(*([lambda: (speaker_named("Mary  Speaker"), outlet_named("The Paper"))] * MANY))
    assert unexpected(results) == []
    assert (Speaker.objects.count(), Outlet.objects.count()) == (1, 1)


def test_same_bytes_stored_at_once_are_stored_whole() -> None:
    content = b"words " * 100_000
    results = at_once(*([lambda: store.put(content)] * MANY))
    assert set(results) == {store.sha256_of(content)}
    assert store.get(results[0]) == content


# Workers -------------------------------------------------------------------------------------------------------------


def test_doubled_message_fetches_once(pages: PageServer) -> None:
    source = SourceFactory(url=pages.put("/talk", WORDS), next_attempt_at=timezone.now())
    results = at_once(*([lambda: capture_source(source.pk)] * MANY))
    assert unexpected(results) == []
    assert pages.asked == ["/talk"] and Capture.objects.count() == 1


def test_doubled_message_extracts_once() -> None:
    text = f"Mary Speaker said on Tuesday: “{WORDS}”"
    story = StoryFactory(text=text, stage=Stage.RECEIVED, next_attempt_at=timezone.now())
    results = at_once(*([lambda: extract_story(story.pk)] * MANY))
    assert sorted(results) == [False] * (MANY - 1) + [True]
    assert Quotation.objects.count() == 1
    assert AuditEntry.objects.filter(act="story.extracted").count() == 1


def due_searches(story: Story, count: int) -> list[Search]:
    return [
        SearchFactory(
            story=story,
            source=(source := SourceFactory()),
            capture=CaptureFactory(source=source, text=f"{RECORD} Part {number}."),
            outcome=SearchOutcome.PENDING,
            next_attempt_at=timezone.now(),
        )
        for number in range(count)
    ]


def test_doubled_message_compares_once() -> None:
    story = StoryFactory(stage=Stage.GATHERING)
    QuotationFactory(story=story, text=WORDS, review_state=ReviewState.GATHERING)
    [search] = due_searches(story, 1)
    results = at_once(*([lambda: compare_search(search.pk)] * MANY))
    assert sorted(results) == [False] * (MANY - 1) + [True]
    assert (Comparison.objects.count(), Passage.objects.count()) == (1, 1)


def test_last_searches_of_a_story_that_end_together_make_it_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each would see the others still pending, and the story would wait for good."""
    choose = compare_service.choose_best

    def choose_slowly(story: Story) -> None:
        choose(story)
        time.sleep(0.2)  # so that all are in the middle at the same time

    monkeypatch.setattr(compare_service, "choose_best", choose_slowly)
    story = StoryFactory(stage=Stage.GATHERING)
    quotation = QuotationFactory(story=story, text=WORDS, review_state=ReviewState.GATHERING)
    searches = due_searches(story, MANY)
    assert at_once(*(lambda pk=s.pk: compare_search(pk) for s in searches)) == [True] * MANY
    story.refresh_from_db()
    quotation.refresh_from_db()
    assert (story.stage, quotation.review_state, quotation.match) == (Stage.READY, "queued", "exact")
    oldest = Comparison.objects.order_by("pk").first()
    assert quotation.best_comparison == oldest


def test_one_feed_imported_by_many_is_kept_once() -> None:
    def feed(order: int) -> bytes:
        rows = [{"claim": f"Town {n} has {n} baths.", "publisher": "P", "rating": "False"} for n in range(200)]
        return "\n".join(map(json.dumps, rows[::order])).encode()

    def read(order: int) -> ImportedChecks:
        return import_checks(read_file(BytesIO(feed(order))), "feed", report=lambda *entry: None)

    results = at_once(*(partial(read, (-1) ** n) for n in range(MANY)))

    assert unexpected(results) == []
    assert (sum(done.added for done in results), sum(done.read for done in results)) == (200, 200 * MANY)
    assert EarlierCheck.objects.count() == 200
    assert dict(CheckWordCount.objects.values_list("word", "count")) == Counter(
        CheckWord.objects.values_list("word", flat=True)
    )


def test_doubled_message_checks_once() -> None:
    source = SourceFactory()
    passage = PassageFactory(capture=CaptureFactory(source=source, text=f"One.\n{WORDS}\nTwo."), exact=WORDS)
    item = Desk(passage=passage).item_in("published")
    newer = CaptureFactory(source=source, text=f"One.\n{WORDS.replace('nine', 'ten')}\nTwo.")
    results = at_once(*([lambda: check_capture(newer.pk)] * MANY))
    assert unexpected(results) == []
    assert sum(len(alerts) for alerts in results) == 1
    assert item.steps.filter(to_state="reopened").count() == 1


def test_one_host_is_visited_by_one_at_a_time() -> None:
    inside, most = [], []

    def visit() -> None:
        with DatabaseHostGate(patience_seconds=20).wait_turn("a.example", 0.0):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.05)
            inside.pop()

    assert unexpected(at_once(*([visit] * MANY))) == []
    assert most == [1] * MANY


def test_who_waits_too_long_for_a_host_gives_up() -> None:
    def visit() -> None:
        with DatabaseHostGate(patience_seconds=0.3).wait_turn("a.example", 0.0):
            time.sleep(1.5)

    results = at_once(visit, visit)
    assert [type(result) for result in results if result is not None] == [HostMustWait]


# Acts that lock the same rows in their own order ----------------------------------------------------------------------


@pytest.mark.parametrize("turn", range(3))
def test_acts_do_not_wait_for_each_other_for_ever(turn: int) -> None:
    """Publishing a story, adding its source to others, sending items back, and a check that reopens: all at once."""
    source = SourceFactory(key="web:http://a.example/x", url="http://a.example/x")
    text = f"One.\n{WORDS}\nTwo."
    desk = Desk(passage=PassageFactory(capture=CaptureFactory(source=source, text=text), exact=WORDS))
    story = desk.item_in("approved").story
    items = [desk.item_in("approved", kind, story=story) for kind in ("quotation", "claim", "quotation")]
    published = [desk.item_in("published") for _ in range(2)]
    newer = CaptureFactory(source=source, text=text.replace("nine", "ten"))
    given = GivenSource(url=source.url)
    others = [StoryFactory() for _ in range(3)]
    results = at_once(
        lambda: publish_story(story, actor=desk.editor),
        *(lambda item=item: move(item, "in_review", actor=desk.first, reason="look again") for item in items),
        *(lambda other=other: add_source(other, given, actor=None) for other in others),
        lambda: check_capture(newer.pk),
        lambda: desk.signed(desk.item_in("in_review"), desk.first, "altered"),
        lambda: move(published[0], "retracted", actor=desk.editor, reason="wrong"),
    )
    assert unexpected(results, FactcheckError) == []
    assert unexpected(results, IllegalTransition, NotAllowed, Stale, FactcheckError) == []
    assert audit.verify_chain().is_whole
