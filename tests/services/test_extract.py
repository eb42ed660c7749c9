"""From a story to its quotations and claims with speaker, cue and outlets; and a story that has to be fetched first."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from factcheck import jobs, store
from factcheck.models import AuditEntry, Claim, Outlet, Quotation, Search, Source, Speaker, Stage, Story
from factcheck.services import extract as extract_service
from factcheck.services.extract import extract_story, outlet_named, speaker_named
from factcheck.services.gather import GivenSource, add_source
from tests.factories import StoryFactory
from tests.services.pages import Answer, PageServer

pytestmark = pytest.mark.django_db

TEXT = (
    "The bridge is to be repaired.\n\n"
    "“We will close the old bridge for nine days,” Mary Miller, the mayor, said on Tuesday.\n\n"
    "“It will not take any longer,” she said, according to CNN.\n\n"
    "The bridge carried 40,000 cars a day in 2019, the city's engineers said."
)


def received(text: str = TEXT, **fields: Any) -> Story:
    return StoryFactory(text=text, stage=Stage.RECEIVED, next_attempt_at=timezone.now(), **fields)


def test_quotations_are_stored_with_their_places_in_the_text() -> None:
    story = received()
    assert extract_story(story.pk)
    first, second = Quotation.objects.order_by("start")
    for quotation in (first, second):
        assert story.text[quotation.start : quotation.end] == quotation.text
        attribution = quotation.attribution
        assert story.text[attribution.speaker_start : attribution.speaker_end] == attribution.speaker_text
        assert story.text[attribution.cue_start : attribution.cue_end] == attribution.cue_text
    assert [first.number, second.number] == [1, 2]
    assert first.attribution.speaker.name == "Mary Miller"
    assert second.attribution.vias.get().outlet.name == "CNN"


def test_claims_are_stored_inside_their_sentences() -> None:
    story = received()
    extract_story(story.pk)
    claim = next(claim for claim in Claim.objects.all() if "40,000" in claim.text)
    assert story.text[claim.start : claim.end] == claim.text
    assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end
    assert 0 <= claim.score <= 1


def test_story_without_sources_is_ready_at_once() -> None:
    story = received()
    extract_story(story.pk)
    story.refresh_from_db()
    assert (story.stage, story.next_attempt_at, story.lease_until) == (Stage.READY, None, None)
    assert set(Quotation.objects.values_list("review_state", flat=True)) == {"queued"}
    entry = AuditEntry.objects.get(act="story.extracted")
    assert entry.new == {"quotations": 2, "claims": Claim.objects.count()} and entry.actor_name == "machine"


def test_story_with_sources_waits_for_them() -> None:
    story = received()
    add_source(story, GivenSource(url="http://a.example/x"), actor=None)
    extract_story(story.pk)
    story.refresh_from_db()
    assert story.stage == Stage.GATHERING
    assert set(Quotation.objects.values_list("review_state", flat=True)) == {"gathering"}


def test_links_of_the_story_become_sources() -> None:
    story = received(links=["http://a.example/x", "http://[::1", "not an address"])
    extract_story(story.pk)
    assert [search.why for search in Search.objects.all()] == ["link"]


def test_extraction_sends_captures_and_waiting_comparisons(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    story = received()
    new = add_source(story, GivenSource(url="http://a.example/x"), actor=None)
    captured = add_source(story, GivenSource(url="http://a.example/y"), actor=None)
    Search.objects.filter(pk=captured.pk).update(next_attempt_at=timezone.now())
    sent: list[Any] = []
    monkeypatch.setattr(jobs, "_send", lambda task, ids, expires: sent.append((task, *ids)))
    with django_capture_on_commit_callbacks(execute=True):
        extract_story(story.pk)
    assert sent == [("factcheck.capture_source", new.source_id), ("factcheck.compare_search", captured.pk)]


ODD_STORIES = [
    ("no quotations", "The bridge was closed on Tuesday. Nobody said a word."),
    ("one letter", "a"),
    ("only marks and a letter", "“” “ ” a “"),
    ("mark never closed", "“We will close the bridge, said the mayor and went on and on."),
    ("marks inside marks", "“He said ‘no, “never” again’ to us,” she said."),
    ("Russian", "«Мы закроем мост», — сказала мэр Мария Иванова."),
    ("right to left", "قال الرئيس: «لن نغلق الجسر»"),
    ("pictures", "“We 🙂 will 👩‍👩‍👧 close it,” Mary Miller said."),
]


@pytest.mark.parametrize("text", [o[1] for o in ODD_STORIES], ids=[o[0] for o in ODD_STORIES])
def test_odd_story_is_extracted_with_places_that_fit(text: str) -> None:
    story = received(text)
    assert extract_story(story.pk)
    for item in (*Quotation.objects.all(), *Claim.objects.all()):
        assert story.text[item.start : item.end] == item.text and item.text.strip()
    assert Story.objects.get().stage == Stage.READY


def test_quotations_and_claims_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract_service, "MOST_QUOTATIONS", 3)
    monkeypatch.setattr(extract_service, "MOST_CLAIMS", 2)
    line = "“We will close bridge {n},” Mary Miller said. The bridge carried {n}0,000 cars in 2019, she said."
    extract_story(received("\n\n".join(line.format(n=n) for n in range(1, 9))).pk)
    assert (Quotation.objects.count(), Claim.objects.count()) == (3, 2)


def test_long_names_and_cues_fit_their_columns() -> None:
    name = "Mary " + "Veryveryverylongname " * 20 + "Speaker"
    assert len(speaker_named(name).name) <= 200 and len(outlet_named(name).name) <= 200
    extract_story(received(f"“We will close it,” {name} said on Tuesday.").pk)
    assert Story.objects.get().stage == Stage.READY


NAMES = [("Mary Miller", "mary  miller", 1), ("Mary Miller", "Marie Miller", 2), ("ß", "SS", 1)]


@pytest.mark.parametrize(("one", "two", "count"), NAMES)
def test_names_that_differ_by_accident_are_one_speaker(one: str, two: str, count: int) -> None:
    speaker_named(one), speaker_named(two)
    assert Speaker.objects.count() == count


def test_article_is_no_part_of_an_outlets_name() -> None:
    assert outlet_named("The Guardian") == outlet_named("guardian") == Outlet.objects.get()
    assert outlet_named("The ").name == "The"


# A story that is an address ------------------------------------------------------------------------------------------


def at_address(url: str) -> Story:
    return received("", url=url, title="")


def test_page_of_the_story_is_read_first(pages: PageServer) -> None:
    url = pages.put("/story", *TEXT.split("\n\n")[1:])
    story = at_address(url)
    assert extract_story(story.pk)
    story.refresh_from_db()
    assert (story.stage, story.title) == (Stage.READY, "Remarks of the mayor")
    assert story.text_sha256 == store.sha256_of(story.text.encode())
    assert b"old bridge" in store.get(story.raw_sha256)
    assert {q.text.rstrip(",") for q in story.quotations.all()} >= {"We will close the old bridge for nine days"}


FINAL = [
    ("404", Answer("no", 404), "there is no such page now"),
    ("403", Answer("no", 403), "blocked"),
    (
        "no text",
        Answer(b"\x89PNG\r\n\x1a\n" + bytes(300), 200, {"Content-Type": "image/png"}),
        "There is no text to read",
    ),
]


@pytest.mark.parametrize(("answer", "problem"), [f[1:] for f in FINAL], ids=[f[0] for f in FINAL])
def test_page_that_cannot_be_read_fails_the_story_with_its_reason(
    pages: PageServer, answer: Answer, problem: str
) -> None:
    pages.answers["/story"] = answer
    story = at_address(pages.url("/story"))
    assert extract_story(story.pk)
    story.refresh_from_db()
    assert (story.stage, story.next_attempt_at, story.lease_until) == (Stage.FAILED, None, None)
    assert problem in story.problem


def test_page_that_is_away_for_now_is_tried_again(pages: PageServer) -> None:
    pages.answers["/story"] = Answer("oops", 500)
    story = at_address(pages.url("/story"))
    extract_story(story.pk)
    story.refresh_from_db()
    assert (story.stage, story.attempts) == (Stage.RECEIVED, 1)
    assert timezone.now() < story.next_attempt_at < timezone.now() + timedelta(minutes=1)
    assert "server failed" in story.problem
    pages.put("/story", *TEXT.split("\n\n")[1:])
    Story.objects.update(next_attempt_at=timezone.now())
    assert extract_story(story.pk)
    story.refresh_from_db()
    assert (story.stage, story.problem, story.last_error) == (Stage.READY, "", "")


def test_page_that_stays_away_fails_in_the_end(pages: PageServer) -> None:
    pages.answers["/story"] = Answer("oops", 500)
    story = at_address(pages.url("/story"))
    Story.objects.update(attempts=len(jobs.RETRY_DELAYS))
    extract_story(story.pk)
    story.refresh_from_db()
    assert (story.stage, story.next_attempt_at) == (Stage.FAILED, None)


# Once ----------------------------------------------------------------------------------------------------------------


def test_story_that_is_gone_not_due_or_held_is_left_alone() -> None:
    assert not extract_story(987_654)
    assert not extract_story(StoryFactory().pk)
    assert not extract_story(received(lease_until=timezone.now() + timedelta(minutes=1)).pk)
    assert not Quotation.objects.exists()


def test_worker_that_slept_through_its_lease_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    story = received()
    find = extract_service.find_quotations

    def slow(text: Any) -> Any:
        monkeypatch.undo()
        Story.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        assert extract_story(story.pk)
        return find(text)

    monkeypatch.setattr(extract_service, "find_quotations", slow)
    assert not extract_story(story.pk)
    assert Quotation.objects.count() == 2
    assert AuditEntry.objects.filter(act="story.extracted").count() == 1


def test_extracting_again_keeps_what_people_have_decided() -> None:
    story = received()
    extract_story(story.pk)
    Quotation.objects.update(review_state="in_review")
    Story.objects.update(next_attempt_at=timezone.now())
    extract_story(story.pk)
    assert list(Quotation.objects.values_list("review_state", flat=True)) == ["in_review"] * 2
    assert Source.objects.count() == 0
