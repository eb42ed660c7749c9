"""Sources for a story: given, linked, added later. One place is one source, one source is one line a story."""

from typing import Any

import pytest

from factcheck import store
from factcheck.exceptions import BadInput
from factcheck.models import AuditEntry, Search, SearchOutcome, SearchReason, Source
from factcheck.services.gather import (
    MOST_LINKS_FOLLOWED,
    GivenSource,
    add_source,
    gather_links,
    normalized_url,
)
from tests.factories import SearchFactory, StoryFactory

pytestmark = pytest.mark.django_db

SPELLINGS = [
    ("case of host and scheme", "HTTP://Example.ORG/a", "http://example.org/a"),
    ("fragment", "http://example.org/a#part", "http://example.org/a"),
    ("no path", "http://example.org", "http://example.org/"),
    ("query is kept", "http://example.org/a?b=1", "http://example.org/a?b=1"),
    ("case of the path is kept", "http://example.org/A", "http://example.org/A"),
]


@pytest.mark.parametrize(("url", "wanted"), [s[1:] for s in SPELLINGS], ids=[s[0] for s in SPELLINGS])
def test_spellings_of_one_address(url: str, wanted: str) -> None:
    assert normalized_url(url) == wanted


def test_known_source_is_not_doubled_and_its_line_stays_one(reviewer: Any) -> None:
    story = StoryFactory()
    first = add_source(story, GivenSource(url="http://a.example/x"), actor=reviewer)
    again = add_source(story, GivenSource(url="http://A.example/x#y"), actor=reviewer)
    assert first == again and Source.objects.count() == 1
    assert AuditEntry.objects.filter(act="source.added").count() == 1


def test_same_upload_under_another_name_is_one_source() -> None:
    story = StoryFactory()
    one = add_source(story, GivenSource(file_name="a.txt", raw_bytes=b"words"), actor=None)
    two = add_source(story, GivenSource(file_name="b.txt", raw_bytes=b"words"), actor=None)
    assert one.source == two.source
    assert store.get(one.source.upload_sha256) == b"words"


def test_added_source_is_due_and_says_who_added_it_and_why(reviewer: Any) -> None:
    search = add_source(StoryFactory(), GivenSource(url="http://a.example/x"), actor=reviewer)
    search.source.refresh_from_db()
    assert search.source.next_attempt_at is not None and search.source.created_by == reviewer
    assert (search.why, search.outcome) == (SearchReason.REVIEWER, SearchOutcome.PENDING)
    assert AuditEntry.objects.get().new == {"source": "web:http://a.example/x", "why": "reviewer"}


@pytest.mark.parametrize("outcome", [SearchOutcome.UNAVAILABLE, SearchOutcome.UNREADABLE])
def test_source_given_again_after_a_failure_is_tried_again(outcome: SearchOutcome) -> None:
    search = add_source(StoryFactory(), GivenSource(url="http://a.example/x"), actor=None)
    Search.objects.update(outcome=outcome, reason="away")
    Source.objects.update(next_attempt_at=None, attempts=6)
    again = add_source(search.story, GivenSource(url="http://a.example/x"), actor=None)
    source = Source.objects.get()
    assert (again.outcome, again.reason, source.attempts) == ("pending", "", 0)
    assert source.next_attempt_at is not None


def test_searched_source_given_again_is_left_alone() -> None:
    search = add_source(StoryFactory(), GivenSource(url="http://a.example/x"), actor=None)
    Search.objects.update(outcome=SearchOutcome.SEARCHED)
    Source.objects.update(next_attempt_at=None)
    add_source(search.story, GivenSource(url="http://a.example/x"), actor=None)
    assert Source.objects.get().next_attempt_at is None


def test_bad_source_is_refused() -> None:
    with pytest.raises(BadInput):
        add_source(StoryFactory(), GivenSource(url="gopher://a.example"), actor=None)
    assert not Source.objects.exists()


def test_very_long_address_is_known_by_its_hash() -> None:
    url = "http://a.example/" + "x" * 1900
    search = add_source(StoryFactory(), GivenSource(url=url), actor=None)
    assert search.source.key.startswith("sha256:") and search.source.url == url
    assert add_source(StoryFactory(), GivenSource(url=url), actor=None).source == search.source


def test_links_become_searches_without_the_storys_own_address() -> None:
    links = ["http://own.example/s#top", "http://a.example/x", "http://a.example/x#y", "mailto:x@y", "http://[::1"]
    story = StoryFactory(url="http://own.example/s", links=links)
    gather_links(story)
    assert [search.source.url for search in story.searches.all()] == ["http://a.example/x"]
    assert story.searches.get().why == SearchReason.LINK
    assert not AuditEntry.objects.exists()


def test_links_followed_are_bounded() -> None:
    story = StoryFactory(links=[f"http://a.example/{n}" for n in range(50)])
    assert len(gather_links(story)) == MOST_LINKS_FOLLOWED


def test_source_of_one_story_serves_another() -> None:
    known = SearchFactory()
    story = StoryFactory()
    Source.objects.update(key=f"web:{known.source.url}")
    search = add_source(story, GivenSource(url=known.source.url), actor=None)
    assert search.source == known.source and search.outcome == "pending"
    known.refresh_from_db()
    assert known.outcome == "searched"
