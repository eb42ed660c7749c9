"""Places asked for sources: own archive, feeds, web archives, web search. Off unless configured, and always logged."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from factcheck import jobs, queries
from factcheck.fetch.settings import WebArchives
from factcheck.models import Attempt, Search, SearchOutcome, SearchReason, Source, Story
from factcheck.services.ask import ask_place
from factcheck.services.capture import capture_source
from factcheck.services.compare import compare_search
from factcheck.services.extract import extract_story
from factcheck.services.gather import GivenSource, plan_save
from factcheck.services.index import index_capture
from factcheck.services.ingest import add_story
from factcheck.services.run import run_story
from factcheck.services.sweep import record_failure, sweep
from tests.factories import SearchFactory, SourceFactory, StoryFactory
from tests.services.pages import Answer, PageServer

pytestmark = pytest.mark.django_db

WORDS = "We will shut the bridge for nine days, and not for longer,"
TEXT = (
    "The bridge is to be repaired.\n\n"
    f"“{WORDS}” Mary Speaker, the mayor, told the council on Tuesday, according to the Riverside Herald."
)


@pytest.fixture(autouse=True)
def nothing_is_sent() -> Any:
    with jobs.held():
        yield


def given_story(actor: Any, **fields: Any) -> Story:
    story, _ = add_story(actor=actor, text=TEXT, **fields)
    extract_story(story.pk)
    return story


def asked(story: Story) -> dict[str, tuple[str, str]]:
    """Each place's outcome and reason, after all that wait were asked."""
    for attempt in story.places_asked.filter(outcome=SearchOutcome.PENDING):
        assert ask_place(attempt.pk)
    return {attempt.why: (attempt.outcome, attempt.reason) for attempt in story.places_asked.all()}


def archived(pages: PageServer, path: str, words: str) -> Source:
    """A source that is captured and in the index."""
    source = SourceFactory(url=pages.put(path, f"“{words}” said Mary Speaker, the mayor."))
    Source.objects.filter(pk=source.pk).update(next_attempt_at=timezone.now(), key=f"web:{source.url}")
    capture = capture_source(source.pk)
    assert capture is not None and index_capture(capture.pk)
    source.refresh_from_db()
    return source


def test_with_settings_as_they_come_nothing_outside_is_asked(reviewer: Any, pages: PageServer) -> None:
    story = given_story(reviewer, url=pages.url("/story"), sources=[GivenSource(url=pages.url("/gone"))])
    Story.objects.update(published_at=timezone.now() - timedelta(days=900))
    capture_source(Source.objects.get().pk)
    compare_search(Search.objects.get().pk)
    plan_save(story, SourceFactory(url=pages.url("/x"), is_private=False))
    assert Search.objects.get().outcome == SearchOutcome.UNAVAILABLE
    assert not Attempt.objects.exists() and pages.asked == ["/gone"]


# The own archive ------------------------------------------------------------------------------------------------------


def test_own_archive_gives_sources_that_hold_the_words(reviewer: Any, pages: PageServer) -> None:
    held = archived(pages, "/council", WORDS)
    archived(pages, "/other", "The library will be open on Sundays from now on, and nobody has to pay for it.")
    pages.asked.clear()
    story = given_story(reviewer)
    assert story.searches.count() == 0 and Story.objects.get(pk=story.pk).stage == "gathering"
    assert asked(story) == {"archive": ("searched", "1 source there holds words of the quotations")}
    search = story.searches.get()
    assert (search.source, search.why, search.capture) == (held, SearchReason.ARCHIVE, held.latest_capture)
    assert compare_search(search.pk)
    story.refresh_from_db()
    assert (story.quotations.get().match, story.stage) == ("exact", "ready")
    assert pages.asked == []  # compared in the copy there is


def test_altered_words_are_found_in_the_own_archive(reviewer: Any, pages: PageServer) -> None:
    held = archived(pages, "/council", WORDS.replace("nine", "ten"))
    story = given_story(reviewer)
    asked(story)
    assert story.searches.get().source == held


def test_story_is_no_source_of_itself(reviewer: Any, pages: PageServer) -> None:
    own = archived(pages, "/story", WORDS)
    story = given_story(reviewer, url=own.url)
    assert asked(story)["archive"] == ("searched", "no source there holds words of the quotations")
    story.refresh_from_db()
    assert story.stage == "ready" and not story.searches.exists()


def test_what_was_asked_stands_in_the_search_log(reviewer: Any, pages: PageServer) -> None:
    archived(pages, "/other", "The library will be open on Sundays from now on, and nobody has to pay for it.")
    story = given_story(reviewer)
    asked(story)
    [quotation] = queries.story_report(story)["quotations"]
    assert quotation["searched"] == [
        {
            "source": "own archive",
            "url": "",
            "outcome": "searched",
            "reason": "no source there holds words of the quotations",
        }
    ]


def test_story_worked_through_at_once_asks_too(reviewer: Any, pages: PageServer) -> None:
    archived(pages, "/council", WORDS)
    story, _ = add_story(actor=reviewer, text=TEXT)
    told: list[str] = []
    run_story(story, told.append)
    assert story.quotations.get().match == "exact"
    assert "Asking: own archive" in told


def test_own_archive_gives_sources_that_bear_on_a_claim(reviewer: Any, pages: PageServer) -> None:
    held = archived(
        pages, "/works", "There are 4,300 lorries on the harbor bridge each day now, and the noise is great."
    )
    archived(pages, "/other", "The library will be open on Sundays from now on, and nobody has to pay for it.")
    text = "There have been more than 4,000 lorries on the harbor bridge each day."
    story, _ = add_story(actor=reviewer, text=text)
    extract_story(story.pk)
    reason = "no source there holds words of the quotations; 1 source there bears on the claims"
    assert asked(story)["archive"] == ("searched", reason)
    assert compare_search(story.searches.get().pk)
    [evidence] = story.claims.get().evidence.all()
    assert (evidence.passage.capture.source, evidence.figures) == (held, "compatible")


# Feeds ----------------------------------------------------------------------------------------------------------------

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>
<item><title>Mayor Speaker: bridge to be shut</title><link>{host}/bridge</link>
<description>Repaired for nine days, the council heard.</description><pubDate>{old}</pubDate></item>
<item><title>Library opens on Sundays</title><link>{host}/library</link><pubDate>{old}</pubDate></item>
<item><title>Weather of today</title><link>{host}/weather</link><pubDate>{today}</pubDate></item>
<item><title>No address</title></item>
</channel></rss>"""


def herald(story: Story, feed_url: str) -> None:
    """The outlet the story names gets a feed, as the desk's form does it; the story is read again."""
    outlet = story.quotations.get().attribution.vias.get().outlet
    outlet.feed_url = feed_url
    outlet.save()
    Story.objects.filter(pk=story.pk).update(next_attempt_at=timezone.now())
    extract_story(story.pk)


def test_entries_of_the_named_outlets_feed_that_fit_are_read(reviewer: Any, pages: PageServer) -> None:
    dates = {"old": "Mon, 02 Mar 2020 10:00:00 GMT", "today": timezone.now().strftime("%a, %d %b %Y %H:%M:%S +0000")}
    feed = FEED.format(host=f"http://{pages.host}", **dates)
    pages.answers["/feed"] = Answer(feed, headers={"Content-Type": "application/rss+xml"})
    story = given_story(reviewer)
    herald(story, pages.url("/feed"))
    assert asked(story) == {"outlet": ("searched", "2 of 3 entries fit and are read")}
    found = story.searches.order_by("pk")
    assert [search.source.url for search in found] == [pages.url("/bridge"), pages.url("/weather")]
    assert {search.why for search in found} == {SearchReason.OUTLET}


def test_feed_that_is_none_could_not_be_read(reviewer: Any, pages: PageServer) -> None:
    story = given_story(reviewer)
    herald(story, pages.put("/feed", "A page about feeds."))
    assert asked(story)["outlet"][0] == "unreadable"


def test_place_that_is_away_is_asked_again_and_the_story_goes_on(reviewer: Any, pages: PageServer) -> None:
    pages.answers["/feed"] = Answer("busy", 503, {"Retry-After": "7200"})
    story = given_story(reviewer)
    herald(story, pages.url("/feed"))
    assert asked(story)["outlet"][0] == "unavailable"
    attempt = story.places_asked.get()
    assert attempt.next_attempt_at > timezone.now() + timedelta(minutes=110)
    story.refresh_from_db()
    assert story.stage == "ready"


# Web archives ---------------------------------------------------------------------------------------------------------

DAY = "20200302101112"
HTTP_DAY = "Mon, 02 Mar 2020 10:11:12 GMT"


def gone_page(reviewer: Any, pages: PageServer) -> tuple[Story, str]:
    """A story of March 2020 whose only source is gone; it has been looked for."""
    gone = pages.url("/gone")
    pages.answers["/gone"] = Answer("gone", 410)
    story = given_story(reviewer, sources=[GivenSource(url=gone, tier="P1", title="Minutes")])
    Story.objects.update(published_at=datetime(2020, 3, 3, tzinfo=timezone.get_current_timezone()))
    capture_source(Source.objects.get().pk)
    compare_search(Search.objects.get().pk)
    return story, gone


def configured(settings: Any, pages: PageServer, *names: str) -> None:
    settings.WEB_ARCHIVES = WebArchives(
        **{name: pages.url(f"/{name}") + ("" if name in ("availability", "cdx") else "/") for name in names}
    )


def test_timegate_leads_to_the_copy_of_the_day(reviewer: Any, pages: PageServer, settings: Any) -> None:
    configured(settings, pages, "timegate")
    copy = pages.put(f"/web/{DAY}/minutes", f"“{WORDS}” said Mary Speaker, the mayor.")
    pages.answers[f"/web/{DAY}/minutes"].headers["Memento-Datetime"] = HTTP_DAY
    pages.answers[f"/timegate/{pages.url('/gone')}"] = Answer("", 302, {"Location": copy, "Vary": "accept-datetime"})
    story, _ = gone_page(reviewer, pages)
    assert asked(story) == {"memento": ("searched", "a copy of 02 Mar 2020")}
    assert pages.headers[-2]["accept-datetime"] == "Tue, 03 Mar 2020 00:00:00 GMT"
    search = story.searches.get(why=SearchReason.MEMENTO)
    assert (search.source.url, search.source.tier, search.source.title) == (copy, "P1", "Minutes")
    capture_source(search.source_id)
    compare_search(search.pk)
    assert story.quotations.get().match == "exact"


def test_timemap_names_the_copies(reviewer: Any, pages: PageServer, settings: Any) -> None:
    configured(settings, pages, "timemap")
    story, gone = gone_page(reviewer, pages)
    lines = [
        f'<{gone}>;rel="original"',
        f'<{pages.url("/timemap")}>;rel="self";type="application/link-format"',
        f'<{pages.url("/web/1")}>;rel="first memento";datetime="Wed, 02 Jan 2008 01:00:00 GMT"',
        f'<{pages.url("/web/2")}>;rel="memento";datetime="{HTTP_DAY}"',
        f'<{pages.url("/web/3")}>;rel="last memento";datetime="Wed, 02 Jan 2025 01:00:00 GMT"',
    ]
    pages.answers[f"/timemap/{gone}"] = Answer(",\n".join(lines), headers={"Content-Type": "application/link-format"})
    asked(story)
    assert story.searches.get(why=SearchReason.MEMENTO).source.url == pages.url("/web/2")


def test_availability_names_the_nearest_copy(reviewer: Any, pages: PageServer, settings: Any) -> None:
    configured(settings, pages, "availability")
    story, gone = gone_page(reviewer, pages)
    closest = {"status": "200", "available": True, "url": pages.url("/web/2"), "timestamp": DAY}
    pages.answer_query("/availability", json.dumps({"url": gone, "archived_snapshots": {"closest": closest}}))
    asked(story)
    assert story.searches.get(why=SearchReason.MEMENTO).source.url == pages.url("/web/2")


def test_cdx_rows_name_the_copies(reviewer: Any, pages: PageServer, settings: Any) -> None:
    configured(settings, pages, "timegate", "cdx")
    story, gone = gone_page(reviewer, pages)
    rows = [
        ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"],
        ["example)/", "20190101000000", gone, "text/html", "200", "A", "1"],
        ["example)/", DAY, gone, "text/html", "200", "B", "1"],
        ["example)/", "20200303000000", gone, "text/html", "404", "C", "1"],
    ]
    pages.answer_query("/cdx", json.dumps(rows))
    asked(story)
    assert story.searches.get(why=SearchReason.MEMENTO).source.url == f"{pages.url('/timegate/')}{DAY}id_/{gone}"


def test_archive_without_a_copy_was_searched(reviewer: Any, pages: PageServer, settings: Any) -> None:
    configured(settings, pages, "timegate", "availability")
    story, _ = gone_page(reviewer, pages)
    pages.answer_query("/availability", '{"archived_snapshots": {}}')
    assert asked(story) == {"memento": ("searched", "there is no copy of the page")}
    story.refresh_from_db()
    assert story.stage == "ready"


def test_page_whose_owner_keeps_us_away_is_not_read_elsewhere(reviewer: Any, pages: PageServer, settings: Any) -> None:
    configured(settings, pages, "timegate")
    pages.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /gone", headers={"Content-Type": "text/plain"})
    story, _ = gone_page(reviewer, pages)
    assert asked(story) == {}


def test_link_of_an_old_story_asks_for_the_copy_of_its_day(pages: PageServer, settings: Any) -> None:
    configured(settings, pages, "timegate")
    linked = pages.put("/linked", "Words.")
    story = StoryFactory(links=[linked], published_at=timezone.now() - timedelta(days=30), stage="received")
    Story.objects.update(next_attempt_at=timezone.now(), text=TEXT)
    extract_story(story.pk)
    assert story.places_asked.get().source.url == linked


@pytest.mark.parametrize(("is_private", "count"), [(True, 0), (False, 1)])
def test_page_is_saved_only_when_it_is_no_private_source(
    pages: PageServer, settings: Any, is_private: bool, count: int
) -> None:
    configured(settings, pages, "save")
    page = SourceFactory(url="http://a.example/x", is_private=is_private)
    pages.put("/save/http://a.example/x", "Saved.")
    pages.answers["/save/http://a.example/x"].headers["Content-Location"] = f"/web/{DAY}/http://a.example/x"
    story = StoryFactory()
    plan_save(story, page)
    assert story.places_asked.count() == count
    if count:
        assert asked(story) == {"save": ("searched", f"saved: /web/{DAY}/http://a.example/x")}
        assert queries.search_log(story) == []


# Web search -----------------------------------------------------------------------------------------------------------


def test_search_is_asked_for_the_words_and_gives_addresses(reviewer: Any, pages: PageServer, settings: Any) -> None:
    settings.SEARCH_URL = pages.url("/find?q={query}")
    settings.SEARCH_RESULTS, settings.SEARCH_HEADER = "web.results.url", "X-Key: secret"
    results = [{"url": pages.url(f"/r{number}")} for number in range(9)] + [{"url": 7}, {"title": "none"}]
    pages.answer_query("/find", json.dumps({"web": {"results": results}}))
    story = given_story(reviewer)
    assert asked(story) == {"web": ("searched", "1 searches gave 3 addresses")}
    assert "shut%20the%20bridge" in pages.asked[0] and "Mary%20Speaker" in pages.asked[0]
    assert pages.headers[0]["x-key"] == "secret"
    assert {search.source.tier for search in story.searches.all()} == {"U"}, "what a search finds, nobody has rated"


# Work -----------------------------------------------------------------------------------------------------------------


def test_attempt_is_made_once_and_sent_again_when_lost(pages: PageServer) -> None:
    story = StoryFactory()
    attempt = Attempt.objects.create(story=story, why="archive", place="own archive", next_attempt_at=timezone.now())
    sent: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "enqueue", lambda task, *ids, **more: sent.append(task))
        sweep()
    assert "factcheck.ask_place" in sent
    assert ask_place(attempt.pk) and not ask_place(attempt.pk)


def test_attempt_that_failed_says_so_and_holds_nothing_up() -> None:
    search = SearchFactory()
    attempt = Attempt.objects.create(
        story=search.story, why="archive", place="own archive", next_attempt_at=timezone.now()
    )
    record_failure("ask_place", attempt.pk, "ValueError: x")
    attempt.refresh_from_db()
    assert (attempt.outcome, attempt.reason) == ("unavailable", "it could not be asked: ValueError: x")
    assert attempt.next_attempt_at is not None
