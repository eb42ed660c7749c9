"""Stories at the desk: how they come in, what is said when they cannot, and the page they are read on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from factcheck.models import SearchOutcome, Stage, Story
from tests.admin.conftest import ROLES
from tests.factories import (
    AbsentFactory,
    ClaimFactory,
    ComparisonFactory,
    QuotationFactory,
    SearchFactory,
    StoryFactory,
)

pytestmark = pytest.mark.django_db

ADD = "admin:factcheck_story_add"
TEXT = "Bridge closes\n\n“We will shut the bridge,” said Maria Speaker."
SignIn = Callable[..., Client]


def add(client: Client, **fields: Any) -> Any:
    return client.post(reverse(ADD), fields, follow=True)


def page_of(story: Story) -> str:
    return reverse("admin:factcheck_story_change", args=[story.pk])


def test_pasted_text_becomes_a_story(sign_in: SignIn) -> None:
    client = sign_in("reporter")
    answer = add(
        client, text=TEXT, sources="https://a.example/1\n\n https://b.example/2 ", deadline_at="2099-01-01T17:30"
    )
    story = Story.objects.get()
    assert answer.redirect_chain[-1][0] == page_of(story)
    assert story.title == "Bridge closes" and story.created_by == client.user
    assert {search.source.url for search in story.searches.all()} == {"https://a.example/1", "https://b.example/2"}
    assert story.deadline_at is not None and story.writer is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("Bridge\0 closes\r\n\r\n“We will,” she said.", "Bridge closes\n\n“We will,” she said.", id="nul"),
        pytest.param("Мост закрыт\n\n«Мы закроем мост», — сказала мэр.", None, id="russian"),
        pytest.param("\u202eBridge closes. Nobody said a word.", None, id="direction-override"),
    ],
)
def test_odd_text_is_taken_as_it_is(text: str, kept: str | None, sign_in: SignIn) -> None:
    answer = add(sign_in("reporter"), text=text)
    assert answer.status_code == 200
    assert Story.objects.get().text == (kept or text)


def test_file_with_source_files_becomes_a_story(sign_in: SignIn) -> None:
    client = sign_in("editor")
    files = [SimpleUploadedFile(f"record{n}.txt", f"MAYOR: Words {n}.".encode()) for n in (1, 2)]
    add(client, file=SimpleUploadedFile("story.md", TEXT.encode()), source_files=files, is_mine="on")
    story = Story.objects.get()
    assert story.file_name == "story.md" and story.writer == client.user
    assert sorted(search.source.name for search in story.searches.all()) == ["record1.txt", "record2.txt"]


def test_web_address_becomes_a_story_for_the_worker(sign_in: SignIn) -> None:
    answer = add(sign_in("reporter"), url="https://paper.example/story")
    story = Story.objects.get()
    assert story.stage == Stage.RECEIVED and story.url == "https://paper.example/story"
    page = answer.content.decode()
    assert "The worker will read it in a moment." in page and "data-poll" in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_the_same_story_twice_is_one(sign_in: SignIn) -> None:
    client = sign_in("reporter")
    add(client, text=TEXT)
    assert "is here already" in add(client, text=TEXT).content.decode()
    assert Story.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        pytest.param({}, "A story was expected", id="nothing"),
        pytest.param({"text": "123 456"}, "a story with words was expected", id="no-words"),
        pytest.param({"text": "w " * 600_000}, "at most 1,000,000 characters", id="too-long"),
        pytest.param({"url": "javascript:alert(1)"}, "a web address such as", id="not-the-web"),
        pytest.param({"text": TEXT, "sources": "file:///etc/passwd"}, "a web address such as", id="bad-source"),
        pytest.param({"text": TEXT, "deadline_at": "2001-01-01T10:00"}, "A time in the future", id="too-late"),
        pytest.param({"text": TEXT, "deadline_at": "soon"}, "Enter a valid date/time", id="no-time"),
    ],
)
def test_what_cannot_be_used_is_refused_and_kept_in_the_form(fields: dict, reason: str, sign_in: SignIn) -> None:
    answer = add(sign_in("reporter"), title="Kept title", **fields)
    page = answer.content.decode()
    assert answer.status_code == 422 and Story.objects.count() == 0
    assert reason in page and "Kept title" in page
    if "text" in fields:
        assert fields["text"].strip()[:40] in page


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("empty.txt", b"", "the file is empty", id="empty"),
        pytest.param("blank.txt", b" \n ", "a story", id="blank"),
        pytest.param("huge.txt", b"a " * (6 * 1024 * 1024), "at most 10 MB were expected", id="huge"),
        pytest.param("story.bin", bytes(range(256)) * 40, "story", id="binary"),
    ],
)
def test_files_that_are_no_story_are_refused(name: str, content: bytes, reason: str, sign_in: SignIn) -> None:
    answer = add(sign_in("reporter"), file=SimpleUploadedFile(name, content), title="Kept title")
    page = answer.content.decode()
    assert answer.status_code == 422 and Story.objects.count() == 0
    assert name in page and reason in page and "Choose files again" in page and "Kept title" in page


def test_more_than_a_form_may_hold_gets_a_plain_answer(sign_in: SignIn) -> None:
    answer = add(sign_in("reporter"), text="w " * 7_000_000)
    assert answer.status_code == 400
    assert "larger than the 12 MB" in answer.content.decode()


def test_what_a_role_may_not_do_is_said_kindly(sign_in: SignIn) -> None:
    answer = sign_in("auditor").get(reverse(ADD))
    assert answer.status_code == 403 and "Not part of your role" in answer.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_adding_needs_the_permission_to_submit(role: str, sign_in: SignIn) -> None:
    client = sign_in(role)
    may = client.user.has_perm("factcheck.submit")
    assert client.get(reverse(ADD)).status_code == (200 if may else 403)
    assert add(client, text=TEXT).status_code == (200 if may else 403)
    assert Story.objects.count() == (1 if may else 0)


def test_empty_desk_says_what_to_do(sign_in: SignIn) -> None:
    assert "Paste your first story" in sign_in("reporter").get(reverse("admin:index")).content.decode()
    assert "Paste your first story" not in sign_in("auditor").get(reverse("admin:index")).content.decode()


def test_every_quotation_and_claim_is_marked_with_sign_and_word(sign_in: SignIn) -> None:
    story = StoryFactory()
    altered = ComparisonFactory(quotation__story=story).quotation
    absent = AbsentFactory(quotation__story=story).quotation
    claim = ClaimFactory(story=story)
    page = sign_in("reporter").get(page_of(story)).content.decode()
    for item, tone, words in ((altered, "bad", "Altered"), (absent, "none", "No record found")):
        url = reverse("admin:factcheck_quotation_change", args=[item.pk])
        assert f'<a class="quoted tone-{tone}" href="{url}">“{item.text}”</a>' in page
        assert f"[{words}]" in page
    assert f'<a class="claimed" href="{reverse("admin:factcheck_claim_change", args=[claim.pk])}">' in page
    assert "2 quotations, 1 claim" in page


def test_search_log_says_what_could_not_be_looked_in(sign_in: SignIn) -> None:
    story = StoryFactory()
    SearchFactory(story=story, outcome=SearchOutcome.UNAVAILABLE, reason="blocked at 09:14", capture=None)
    SearchFactory(story=story)
    page = sign_in("reviewer").get(page_of(story)).content.decode()
    assert "blocked at 09:14" in page and "1 not searched" in page and "data-poll" not in page


def test_failed_story_says_why_and_can_be_tried_again(sign_in: SignIn) -> None:
    story = StoryFactory(stage=Stage.FAILED, problem="the server answered 404", text="")
    client = sign_in("reporter")
    assert "the server answered 404" in client.get(page_of(story)).content.decode()
    client.post(page_of(story), {"act": "retry"})
    story.refresh_from_db()
    assert story.stage == Stage.RECEIVED and story.next_attempt_at is not None
    assert sign_in("auditor").post(page_of(story), {"act": "retry"}).status_code == 403


def test_story_without_quotations_says_so(sign_in: SignIn) -> None:
    assert "No quotation, no claim." in sign_in("reporter").get(page_of(StoryFactory())).content.decode()


def test_source_is_added_from_the_story_page(sign_in: SignIn) -> None:
    story = StoryFactory()
    client = sign_in("reporter")
    client.post(page_of(story), {"act": "source", "url": "https://a.example/1\nhttps://a.example/2"})
    assert story.searches.count() == 2
    answer = client.post(page_of(story), {"act": "source", "url": "nowhere"})
    assert answer.status_code == 422 and 'value="nowhere"' in answer.content.decode()
    assert sign_in("auditor").post(page_of(story), {"act": "source", "url": "https://b.example"}).status_code == 403


def test_everything_approved_is_published_at_once(sign_in: SignIn) -> None:
    story = StoryFactory()
    QuotationFactory(story=story, approved=True)
    ClaimFactory(story=story, approved=True)
    waiting = QuotationFactory(story=story)
    assert sign_in("reviewer").post(page_of(story), {"act": "publish"}).status_code == 403
    editor = sign_in("editor")
    assert "Publish 2 approved" in editor.get(page_of(story)).content.decode()
    assert "2 items published" in editor.post(page_of(story), {"act": "publish"}, follow=True).content.decode()
    waiting.refresh_from_db()
    assert waiting.review_state == "queued"


def test_hostile_text_is_shown_not_run(sign_in: SignIn) -> None:
    evil = "</p><script>alert(1)</script>\u202eevil"
    story = StoryFactory(title=evil, url="javascript:alert(1)", problem=evil)
    quotation = ComparisonFactory(
        quotation__story=story,
        quotation__text=f"We say {evil} here",
        quotation__attribution__speaker__name=f"Speaker {evil}",
        capture__source__title=evil,
        capture__source__url="javascript:alert(2)",
        flags=[{"flag": "negation", "words": evil, "severity": "high", "sentence": evil}],
        reason=evil,
    ).quotation
    SearchFactory(story=story, source=quotation.best_comparison.capture.source, reason=evil)
    client = sign_in("reviewer")  # who sees the source, but no form that has to hold its title as it is
    capture = quotation.best_comparison.capture
    pages = [reverse("admin:index"), page_of(story), reverse("admin:factcheck_quotation_changelist")]
    pages += [
        reverse(f"admin:factcheck_{row._meta.model_name}_change", args=[row.pk])
        for row in (quotation, capture, capture.source)
    ]
    for url in pages:
        page = client.get(url).content.decode()
        assert "<script>alert" not in page, url
        assert 'href="javascript:' not in page, url
        assert "\u202e" not in page, url
