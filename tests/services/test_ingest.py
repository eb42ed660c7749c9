"""A story comes in, or is refused with a sentence that names what was expected and what came."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from factcheck import store
from factcheck.exceptions import BadInput
from factcheck.models import AuditEntry, Search, Source, Stage, Story
from factcheck.services import ingest
from factcheck.services.gather import GivenSource
from factcheck.services.ingest import add_story, restart_story
from tests.factories import SearchFactory, SourceFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db

TEXT = "“We will close the bridge,” the mayor said on Tuesday.\n\nNobody answered."
RUSSIAN = "«Мы закроем мост на девять дней», — сказал мэр во вторник."


def bad_inputs() -> list[Any]:
    long = "word " * 210_000
    cases: list[tuple[str, dict[str, Any], str]] = [
        ("nothing", {}, "A story was expected"),
        ("blank text", {"text": " \n\t\u00a0"}, "A story was expected"),
        ("empty file", {"raw_bytes": b"", "file_name": "a.txt"}, "A story was expected"),
        ("text and file", {"text": TEXT, "raw_bytes": b"a", "file_name": "a.txt"}, "only one of text and file"),
        ("no letters", {"text": "12 34 … !? 56"}, "a story with words was expected"),
        ("only NUL", {"text": "\0\0\0"}, "a story with words was expected"),
        ("only surrogates", {"text": "\ud800\udfff"}, "a story with words was expected"),
        ("too long", {"text": long}, "at most 1,000,000 characters were expected; 1,050,000 came"),
        ("10 MB file of text", {"raw_bytes": b"word " * 2_097_152, "file_name": "a.txt"}, "10,485,760 came"),
        ("larger file", {"raw_bytes": b"a" * (10 * 2**20 + 1), "file_name": "a.txt"}, "at most 10 MB was expected"),
        ("binary file", {"raw_bytes": bytes(range(256)) * 40, "file_name": "a.txt"}, "a.txt"),
        ("NUL file", {"raw_bytes": b"\0" * 5000, "file_name": "zero.txt"}, "zero.txt"),
        ("white file", {"raw_bytes": b" \n" * 50, "file_name": "white.txt"}, "white.txt"),
        ("picture", {"raw_bytes": b"\x89PNG\r\n\x1a\n" + bytes(500), "file_name": "a.png"}, "a.png"),
        ("broken PDF", {"raw_bytes": b"%PDF-1.7\nnot really", "file_name": "a.pdf"}, "a.pdf"),
        ("broken DOCX", {"raw_bytes": b"PK\x03\x04" + b"x" * 200, "file_name": "a.docx"}, "a.docx"),
    ]
    for name, url in [
        ("no scheme", "example.org/story"),
        ("script", "javascript:alert(1)"),
        ("file scheme", "file:///etc/passwd"),
        ("no host", "http:///path"),
        ("white space", "http://example.org/a b"),
        ("line end", "http://example.org/\r\nHost: x"),
        ("NUL", "http://example.org/\0"),
        ("broken brackets", "http://[::1/"),
        ("surrogate", "http://example.org/\ud800"),
    ]:
        cases.append((f"address, {name}", {"url": url}, "a web address such as https://example.org/page was expected"))
    cases.append(("address too long", {"url": "http://example.org/" + "a" * 2000}, "at most 2000 characters"))
    return [pytest.param(given, message, id=name) for name, given, message in cases]


@pytest.mark.parametrize(("given", "message"), bad_inputs())
def test_what_cannot_be_used_is_refused_with_a_sentence(given: dict[str, Any], message: str) -> None:
    with pytest.raises(BadInput) as refusal:
        add_story(actor=None, **given)
    assert message in str(refusal.value)
    str(refusal.value).encode()  # fit to be shown anywhere
    assert not Story.objects.exists() and not AuditEntry.objects.exists()


SOURCES = [
    ("nothing in it", GivenSource(), "a web address or a file with content was expected"),
    ("empty upload", GivenSource(file_name="record.txt"), "record.txt: a web address or a file with content"),
    ("bad address", GivenSource(url="ftp://example.org"), "a web address such as"),
    ("unknown tier", GivenSource(url="http://a.example", tier="X"), "a tier of P1, P2, S1, S2, T, U was expected"),
    ("too large", GivenSource(file_name="big.txt", raw_bytes=b"a" * (16 * 2**20 + 1)), "big.txt: at most 16 MB"),
    ("path not UTF-8", GivenSource(path="/tmp/\udcff.txt"), "characters in UTF-8 was expected"),  # noqa: S108
    ("path too long", GivenSource(path="/" + "a" * 1001), "a file path of at most 1000 characters"),
]


@pytest.mark.parametrize(("source", "message"), [s[1:] for s in SOURCES], ids=[s[0] for s in SOURCES])
def test_a_bad_source_is_named_and_nothing_is_stored(source: GivenSource, message: str) -> None:
    with pytest.raises(BadInput) as refusal:
        add_story(actor=None, text=TEXT, sources=[GivenSource(url="http://good.example/"), source])
    assert message in str(refusal.value)
    assert not Story.objects.exists() and not Source.objects.exists()


def test_too_many_sources_are_refused() -> None:
    many = [GivenSource(url=f"http://a.example/{n}") for n in range(201)]
    with pytest.raises(BadInput, match="At most 200 sources were expected for one story; 201 came"):
        add_story(actor=None, text=TEXT, sources=many)


def test_pasted_story_is_stored_as_it_is(reporter: Any) -> None:
    deadline = datetime(2026, 12, 1, tzinfo=UTC)
    story, is_new = add_story(actor=reporter, text=TEXT, deadline_at=deadline, writer=reporter)
    assert is_new
    story.refresh_from_db()
    assert (story.text, story.origin, story.stage) == (TEXT, "pasted", Stage.RECEIVED)
    assert (story.created_by, story.writer, story.deadline_at) == (reporter, reporter, deadline)
    assert story.title == "“We will close the bridge,” the mayor said on Tuesday."
    assert story.text_sha256 == store.sha256_of(TEXT.encode())
    assert story.next_attempt_at is not None and story.attempts == 0
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.actor_name, entry.new["sha256"]) == ("story.added", "rita", story.text_sha256)


CLEANED = [
    ("NUL inside", "The may\0or said “no”.", "The mayor said “no”."),
    ("Windows line ends", "The mayor\r\nsaid\rno.", "The mayor\nsaid\nno."),
    ("byte order mark", "\ufeffThe mayor said no.", "The mayor said no."),
    ("lone surrogate", "The mayor \udc80 said no.", "The mayor \ufffd said no."),
    ("Russian", RUSSIAN, RUSSIAN),
    ("combining marks kept", "The mayor said cafe\u0301.", "The mayor said cafe\u0301."),
]


@pytest.mark.parametrize(("pasted", "stored"), [c[1:] for c in CLEANED], ids=[c[0] for c in CLEANED])
def test_pasted_text_is_cleaned_of_what_no_database_stores(pasted: str, stored: str) -> None:
    story, _ = add_story(actor=None, text=pasted)
    assert Story.objects.get(pk=story.pk).text == stored


def test_names_no_database_stores_are_cleaned() -> None:
    story, _ = add_story(
        actor=None,
        raw_bytes=TEXT.encode(),
        file_name="st\0ory\udcff.txt",
        title="a\0b",
        sources=[GivenSource(file_name="\udcff.txt", raw_bytes=b"abc", title="\0")],
    )
    story.refresh_from_db()
    assert (story.file_name, story.title) == ("st\ufffdory\ufffd.txt", "a\ufffdb")
    assert Source.objects.get().name == "\ufffd.txt"


def test_file_is_read_and_its_bytes_are_kept() -> None:
    story, _ = add_story(actor=None, raw_bytes=TEXT.encode(), file_name="story.txt")
    assert (story.origin, story.file_name) == ("file", "story.txt")
    assert "“We will close the bridge,”" in story.text
    assert store.get(story.raw_sha256) == TEXT.encode()


def test_address_is_read_later_by_the_worker() -> None:
    story, _ = add_story(actor=None, url=" https://example.org/story ")
    assert (story.url, story.text, story.origin, story.stage) == ("https://example.org/story", "", "url", "received")


def test_text_may_come_with_its_address() -> None:
    story, _ = add_story(actor=None, text=TEXT, url="https://example.org/story")
    assert (story.url, story.text) == ("https://example.org/story", TEXT)


SAME = [
    ("same text", {}, {}, False),
    ("title differs", {}, {"title": "Another"}, False),
    ("sources in other order", {"sources": "ab"}, {"sources": "ba"}, False),
    ("another source", {"sources": "a"}, {"sources": "b"}, True),
    ("one source more", {"sources": "a"}, {"sources": "ab"}, True),
    ("same source, other spelling", {"sources": "a"}, {"sources": "A"}, False),
]


@pytest.mark.parametrize(("first", "then", "is_new"), [s[1:] for s in SAME], ids=[s[0] for s in SAME])
def test_same_text_with_same_sources_is_the_same_story(
    first: dict[str, Any], then: dict[str, Any], is_new: bool
) -> None:
    def given(fields: dict[str, Any]) -> dict[str, Any]:
        urls = [f"http://{name}.example/x" for name in fields.get("sources", "")]
        return {**fields, "sources": [GivenSource(url=url) for url in urls]}

    one, _ = add_story(actor=None, text=TEXT, **given(first))
    two, made = add_story(actor=None, text=TEXT, **given(then))
    assert (made, one == two) == (is_new, not is_new)
    assert AuditEntry.objects.filter(act="story.added").count() == 1 + is_new


def test_story_that_failed_may_be_given_again() -> None:
    one, _ = add_story(actor=None, url="http://a.example/")
    Story.objects.filter(pk=one.pk).update(stage=Stage.FAILED)
    two, is_new = add_story(actor=None, url="http://a.example/")
    assert is_new and one != two
    one.refresh_from_db()
    with pytest.raises(BadInput, match="given again since"):
        restart_story(one, actor=None)


def test_two_who_give_one_story_in_one_moment_get_one_story(monkeypatch: pytest.MonkeyPatch) -> None:
    one, _ = add_story(actor=None, text=TEXT)
    answers = iter([None, one])  # nothing stood there when this caller looked
    monkeypatch.setattr(ingest, "_standing", lambda fingerprints, owner: next(answers))
    assert add_story(actor=None, text=TEXT) == (one, False)
    assert Story.objects.count() == 1


def test_whoever_may_not_see_all_is_given_a_story_of_its_own() -> None:
    reporter, other = UserFactory(role="reporter"), UserFactory(role="reporter")
    theirs, _ = add_story(actor=other, text=TEXT)
    own, is_new = add_story(actor=reporter, text=TEXT, sees_all=False)
    assert is_new and own != theirs and own.created_by == reporter
    assert add_story(actor=reporter, text=TEXT, sees_all=False) == (own, False)
    assert add_story(actor=reporter, text=TEXT) == (theirs, False)
    assert add_story(actor=other, text=TEXT, sees_all=False) == (theirs, False)


def test_the_desk_goes_on_with_a_story_first_given_by_somebody_who_may_not_see_all() -> None:
    own, _ = add_story(actor=UserFactory(role="reporter"), text=TEXT, sees_all=False)
    assert add_story(actor=UserFactory(role="editor"), text=TEXT) == (own, False)


def test_own_story_that_failed_may_be_given_again() -> None:
    reporter = UserFactory(role="reporter")
    add_story(actor=None, text=TEXT)
    own, _ = add_story(actor=reporter, text=TEXT, sees_all=False)
    Story.objects.filter(pk=own.pk).update(stage=Stage.FAILED)
    again, is_new = add_story(actor=reporter, text=TEXT, sees_all=False)
    assert is_new and again != own and again.created_by == reporter


def test_given_sources_become_lines_of_the_search_log(tmp_path: Path) -> None:
    file = tmp_path / "record.txt"
    sources = [
        GivenSource(url="HTTPS://Example.org/Talk#part", tier="P1", title="The talk"),
        GivenSource(path=str(file)),
        GivenSource(file_name="notes.txt", raw_bytes=b"some notes"),
    ]
    story, _ = add_story(actor=None, text=TEXT, sources=sources)
    searches = list(story.searches.select_related("source").order_by("pk"))
    assert [(s.source.key.split(":")[0], s.source.kind, s.outcome, s.why) for s in searches] == [
        ("web", "web", "pending", "given"),
        ("file", "file", "pending", "given"),
        ("upload", "file", "pending", "given"),
    ]
    assert (searches[0].source.tier, searches[0].source.title) == ("P1", "The talk")
    assert all(s.source.next_attempt_at is not None for s in searches)
    assert store.get(searches[2].source.upload_sha256) == b"some notes"


LINKS = [
    ("none", "No address here.", ()),
    ("two, once each", "See http://a.example/x and http://b.example. Again http://a.example/x!", 2),
    ("closing marks", "(http://a.example/x), “http://b.example/y”; «http://c.example/z»", 3),
    ("broken one", "See http://[::1 and http://a.example/x", 2),
]


@pytest.mark.parametrize(("text", "count"), [x[1:] for x in LINKS], ids=[x[0] for x in LINKS])
def test_addresses_written_in_the_text_are_its_links(text: str, count: Any) -> None:
    story, _ = add_story(actor=None, text=text)
    assert len(story.links) == (count or 0)
    assert all(link[-1] not in ".,;:!?)”»" for link in story.links)


def test_links_are_bounded() -> None:
    story, _ = add_story(actor=None, text=" ".join(f"http://a.example/{n}" for n in range(500)))
    assert len(story.links) == ingest.MOST_LINKS


def test_restart_makes_what_failed_due_again(reviewer: Any) -> None:
    story = StoryFactory(stage=Stage.FAILED, problem="the page was away")
    done, broken = SearchFactory(story=story), SearchFactory(story=story, outcome="unreadable")
    story = restart_story(story, actor=reviewer)
    assert (story.stage, story.problem, story.attempts) == (Stage.RECEIVED, "", 0)
    assert story.next_attempt_at is not None
    due = set(Source.objects.filter(next_attempt_at__isnull=False))
    assert due == {broken.source} and done.source not in due
    assert AuditEntry.objects.get().act == "story.restarted"


def test_long_title_and_name_are_cut_to_fit() -> None:
    story, _ = add_story(actor=None, raw_bytes=TEXT.encode(), file_name="n" * 400 + ".txt", title="t" * 400)
    story.refresh_from_db()
    assert (len(story.title), len(story.file_name)) == (300, 255)


def test_searches_of_other_stories_stay_theirs() -> None:
    other = SearchFactory(source=SourceFactory(key="web:http://a.example/x", url="http://a.example/x"))
    story, _ = add_story(actor=None, text=TEXT, sources=[GivenSource(url="http://a.example/x")])
    assert Search.objects.filter(source=other.source).count() == 2
    other.refresh_from_db()
    assert other.outcome == "searched" and story.searches.get().source == other.source
