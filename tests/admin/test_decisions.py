"""Deciding at the desk, with plain forms: who may do what, what is refused and why, and that nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factcheck.models import Claim, Passage, Quotation, ReviewState
from factcheck.services import review
from factcheck.services.import_checks import rebuild_words
from tests.admin.conftest import ROLES
from tests.factories import (
    AbsentFactory,
    AttributionFactory,
    CaptureFactory,
    ClaimEvidenceFactory,
    ClaimFactory,
    ComparisonFactory,
    EarlierCheckFactory,
    OutletFactory,
    QuotationFactory,
    SearchFactory,
    SourceFactory,
    UserFactory,
    ViaFactory,
)

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


@pytest.fixture
def quotation() -> Quotation:
    """A waiting quotation whose record has other words, in a source searched for its story."""
    found = ComparisonFactory()
    SearchFactory(story=found.quotation.story, source=found.capture.source)
    return found.quotation


def page_of(item: Any) -> str:
    return reverse(f"admin:factcheck_{item._meta.model_name}_change", args=[item.pk])


def press(client: Client, item: Any, act: str, follow: bool = True, query: str = "", **fields: Any) -> HttpResponse:
    """Press a button of the item's page, with the version a person would have seen."""
    version = fields.pop("version", type(item).objects.get(pk=item.pk).version)
    return client.post(page_of(item) + query, {"act": act, "version": version, **fields}, follow=follow)


def passage_of(quotation: Quotation) -> Passage:
    return quotation.best_comparison.passages.get()


def state_of(item: Any) -> str:
    return type(item).objects.get(pk=item.pk).review_state


def take(client: Client, item: Any) -> None:
    assert press(client, item, "move:in_review").status_code == 200
    assert state_of(item) == ReviewState.IN_REVIEW


def test_take_next_opens_the_most_pressing_item(sign_in: SignIn, quotation: Quotation) -> None:
    client = sign_in("reviewer")
    answer = client.post(reverse("admin:take_next"), follow=True)
    assert answer.redirect_chain[-1][0].startswith(f"{page_of(quotation)}?")  # and goes on through the queue
    assert b"yours for 30 min" in answer.content or b"yours for 29 min" in answer.content
    answer = client.post(reverse("admin:take_next"), follow=True)
    assert b"Nothing is waiting" in answer.content


def test_signing_on_the_passage_shown_sends_it_to_a_second_reader(sign_in: SignIn, quotation: Quotation) -> None:
    client = sign_in("reviewer")
    take(client, quotation)
    answer = press(client, quotation, "sign:shown", decision="altered", note="close for shut")
    assert b"A second reader is next" in answer.content
    assert state_of(quotation) == ReviewState.SECOND_REVIEW
    step = quotation.steps.get(reader="first")
    assert [row.passage for row in step.evidence.all()] == [passage_of(quotation)]


def test_an_easy_quotation_is_approved_with_one_signature(sign_in: SignIn, quotation: Quotation) -> None:
    client = sign_in("reviewer")
    take(client, quotation)
    press(client, quotation, "sign", decision="accurate", passage=[passage_of(quotation).pk])
    assert state_of(quotation) == ReviewState.APPROVED


def test_nothing_is_ticked_beforehand(sign_in: SignIn, quotation: Quotation) -> None:
    client = sign_in("reviewer")
    take(client, quotation)
    page = client.get(page_of(quotation)).content.decode()
    assert 'name="passage"' in page and 'name="decision"' in page
    assert " checked" not in page


def test_refused_signature_says_what_is_missing_and_keeps_what_was_typed(sign_in: SignIn, quotation: Quotation) -> None:
    client = sign_in("reviewer")
    take(client, quotation)
    answer = press(client, quotation, "sign", decision="accurate", note="I am sure <b>of it</b>")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose a passage: “Accurate” rests on the recorded words." in page
    assert "I am sure &lt;b&gt;of it&lt;/b&gt;" in page
    assert 'value="accurate" aria-describedby="d-accurate-is" checked' in page
    assert state_of(quotation) == ReviewState.IN_REVIEW


def test_second_of_two_people_is_told_and_loses_nothing(sign_in: SignIn, quotation: Quotation) -> None:
    slow, quick = sign_in("reviewer"), sign_in("reviewer")
    seen = quotation.version
    take(quick, quotation)
    answer = press(slow, quotation, "move:dismissed", note="not a quotation", version=seen)
    assert answer.status_code == 409
    assert "Somebody else was quicker" in answer.content.decode()
    assert state_of(quotation) == ReviewState.IN_REVIEW
    answer = press(slow, quotation, "sign", decision="altered", note="my long reasoning", version=seen)
    assert answer.status_code == 409 and "my long reasoning" in answer.content.decode()


def test_switching_evidence_keeps_what_was_typed(sign_in: SignIn, quotation: Quotation) -> None:
    other = ComparisonFactory(quotation=quotation, best=False, match="paraphrase")
    client = sign_in("reviewer")
    take(client, quotation)
    ticked = passage_of(quotation).pk
    answer = press(
        client, quotation, "", query=f"?evidence=c{other.pk}", decision="altered", note="so far", passage=[ticked]
    )
    page = answer.content.decode()
    assert answer.status_code == 200 and state_of(quotation) == ReviewState.IN_REVIEW
    assert "so far" in page
    assert f'name="passage" value="{ticked}" checked' in page
    assert answer.context["screen"].shown.card.key == f"c{other.pk}"


def test_best_evidence_comes_first_and_absent_comparisons_are_none(sign_in: SignIn, quotation: Quotation) -> None:
    ComparisonFactory(quotation=quotation, best=False, match="exact", capture__source__tier="T")
    AbsentFactory(quotation=quotation, best=False)
    screen = sign_in("reviewer").get(page_of(quotation)).context["screen"]
    assert [card.row.match for card in screen.cards] == ["altered", "exact"]


def test_whole_sentence_becomes_a_passage_and_is_ticked(sign_in: SignIn) -> None:
    text = "Good morning. We will shut the bridge for nine days, and not for longer, I am told. Thank you."
    found = ComparisonFactory(
        capture=CaptureFactory(text=text), passage__exact="shut the bridge for nine days, and not for longer"
    )
    SearchFactory(story=found.quotation.story, source=found.capture.source)
    client = sign_in("reviewer")
    take(client, found.quotation)
    passage = found.passages.get()
    place = f"{found.capture.pk}:article:{passage.start}:{passage.end}"
    answer = press(client, found.quotation, f"pick:sentence:{place}", decision="altered", note="kept")
    picked = Passage.objects.exclude(pk=passage.pk).get()
    assert picked.exact == "We will shut the bridge for nine days, and not for longer, I am told."
    page = answer.content.decode()
    assert f'value="{picked.pk}" checked' in page and "kept" in page
    press(client, found.quotation, "sign", decision="accurate", passage=[picked.pk])
    assert state_of(found.quotation) == ReviewState.APPROVED


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        pytest.param("sentence:{other}:article:0:4", "A copy of a source searched for this story", id="not-searched"),
        pytest.param("selection:{ours}:article:5:5", "A place within", id="empty"),
        pytest.param("selection:{ours}:article:0:999999", "A place within", id="beyond-the-end"),
        pytest.param("selection:{ours}:nowhere:0:4", "Select words", id="no-such-layer"),
        pytest.param("", "Select words", id="nothing"),
    ],
)
def test_places_that_are_none_are_refused(place: str, reason: str, sign_in: SignIn, quotation: Quotation) -> None:
    client = sign_in("reviewer")
    place = place.format(ours=quotation.best_comparison.capture.pk, other=CaptureFactory().pk)
    answer = press(client, quotation, f"pick:{place}")
    assert answer.status_code == 422 and reason in answer.content.decode()


def test_passages_of_other_stories_are_not_shown_by_their_number(sign_in: SignIn, quotation: Quotation) -> None:
    secret = ComparisonFactory().passages.get()
    screen = press(sign_in("reviewer"), quotation, "", passage=[secret.pk]).context["screen"]
    assert secret not in [passage for card in screen.cards for passage in card.passages]


@pytest.mark.parametrize("role", ROLES)
def test_only_reviewers_and_editors_may_take_or_sign(role: str, sign_in: SignIn, quotation: Quotation) -> None:
    client = sign_in(role)
    may = role in {"reviewer", "editor"}
    page = client.get(page_of(quotation)).content.decode()
    assert ('value="move:in_review"' in page) == may
    assert press(client, quotation, "move:in_review").status_code == (200 if may else 403)
    assert (state_of(quotation) == ReviewState.IN_REVIEW) == may
    if not may:
        review.move(quotation, "in_review", actor=UserFactory(role="reviewer"))
        assert press(client, quotation, "sign:shown", decision="altered", note="n").status_code in {403, 422}
        assert state_of(quotation) == ReviewState.IN_REVIEW


def test_what_somebody_holds_cannot_be_signed_by_another(sign_in: SignIn, quotation: Quotation) -> None:
    take(sign_in("reviewer"), quotation)
    other = sign_in("reviewer")
    page = other.get(page_of(quotation)).content.decode()
    assert 'name="decision"' not in page and "held by" in page
    assert press(other, quotation, "sign:shown", decision="altered", note="n").status_code == 403


def test_illegal_move_is_refused_with_the_legal_ones(sign_in: SignIn, quotation: Quotation) -> None:
    answer = press(sign_in("editor"), quotation, "move:published")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "There is no way from queued to published. Legal ways: in_review, gathering, dismissed." in page


@pytest.mark.parametrize("act", ["move:nowhere", "sign:nothing", "destroy", "pick"])
def test_buttons_that_do_not_exist_change_nothing(act: str, sign_in: SignIn, quotation: Quotation) -> None:
    answer = press(sign_in("reviewer"), quotation, act)
    assert answer.status_code in {200, 403, 409, 422}
    assert state_of(quotation) == ReviewState.QUEUED


def test_note_with_nul_is_kept_without_it(sign_in: SignIn, quotation: Quotation) -> None:
    client = sign_in("reviewer")
    press(client, quotation, "move:dismissed", note="a book\0 title")
    assert quotation.steps.get().reason == "a book title"


def test_dismissing_needs_a_reason(sign_in: SignIn, quotation: Quotation) -> None:
    client = sign_in("reviewer")
    assert "needs a written reason" in press(client, quotation, "move:dismissed").content.decode()
    press(client, quotation, "move:dismissed", note="a book title")
    assert state_of(quotation) == ReviewState.DISMISSED
    press(client, quotation, "move:queued", note="it is a quotation after all")
    assert state_of(quotation) == ReviewState.QUEUED


def test_the_whole_way_to_a_retraction(sign_in: SignIn, quotation: Quotation) -> None:
    first, second, editor = sign_in("reviewer"), sign_in("reviewer"), sign_in("editor")
    take(first, quotation)
    press(first, quotation, "sign:shown", decision="altered", note="first")
    press(second, quotation, "sign:shown", decision="altered", note="second")
    assert state_of(quotation) == ReviewState.APPROVED
    press(editor, quotation, "move:published")
    assert state_of(quotation) == ReviewState.PUBLISHED
    press(editor, quotation, "move:reopened", note="a complaint")
    press(editor, quotation, "move:published", note="it stands")
    press(editor, quotation, "move:retracted", note="the recording was another one")
    assert state_of(quotation) == ReviewState.RETRACTED
    page = editor.get(page_of(quotation)).content.decode()
    for number in (1, 2, 3):
        assert f"Revision {number}" in page
    assert "the recording was another one" in page


def test_dispute_is_settled_by_an_editor_who_sees_both(sign_in: SignIn, quotation: Quotation) -> None:
    first, second, editor = sign_in("reviewer"), sign_in("reviewer"), sign_in("editor")
    take(first, quotation)
    press(first, quotation, "sign:shown", decision="altered", note="meaning kept")
    answer = press(second, quotation, "sign:shown", decision="altered_meaning", note="nine is not six")
    assert "an editor decides" in answer.content.decode()
    assert state_of(quotation) == ReviewState.DISPUTED
    page = editor.get(page_of(quotation)).content.decode()
    assert "meaning kept" in page and "nine is not six" in page
    assert press(editor, quotation, "sign:shown", decision="altered").status_code == 422
    press(editor, quotation, "sign:shown", decision="altered", note="the number is what counts")
    assert state_of(quotation) == ReviewState.APPROVED


def test_claim_is_rated_on_the_same_screen(sign_in: SignIn) -> None:
    evidence = ClaimEvidenceFactory()
    SearchFactory(story=evidence.claim.story, source=evidence.passage.capture.source)
    client = sign_in("reviewer")
    take(client, evidence.claim)
    page = client.get(page_of(evidence.claim)).content.decode()
    assert "nine days" in page and "conflicts" in page and 'value="mostly_true"' in page
    press(client, evidence.claim, "sign:shown", decision="true")
    assert Claim.objects.get(pk=evidence.claim.pk).rating == "true"


def test_words_that_no_passage_has_are_named(sign_in: SignIn) -> None:
    claim = ClaimFactory(text="The council was satisfied with the bridge.")
    shared = {
        "kind": "words",
        "outcome": "agrees",
        "claim_words": "council, bridge",
        "evidence_words": "council, bridge",
    }
    ClaimEvidenceFactory(claim=claim, signals=[shared], figures="none")
    page = sign_in("reviewer").get(page_of(claim)).content.decode()
    assert "In no passage:</strong> <bdi>satisfied</bdi>" in page


def test_what_the_outlets_own_page_shows_stands_apart_from_the_rating(sign_in: SignIn) -> None:
    claim = ClaimFactory(attribution=None)
    via = ViaFactory(attribution=AttributionFactory(claim=claim), outlet=OutletFactory(name="CNN", domain="cnn.com"))
    client = sign_in("reviewer")
    page = client.get(page_of(claim)).content.decode()
    assert "Could not look" in page and "no page of CNN is among the sources" in page
    source = SourceFactory(outlet=via.outlet)
    evidence = ClaimEvidenceFactory(claim=claim, passage__capture__source=source)
    SearchFactory(story=claim.story, source=source)
    page = client.get(page_of(claim)).content.decode()
    assert "Says otherwise" in page and "figure: “9 million” in the claim, “nine days” there" in page
    assert evidence.passage.exact in page and "not confirmed" in page


def test_source_is_added_without_leaving_the_screen(sign_in: SignIn, quotation: Quotation) -> None:
    client = sign_in("reviewer")
    answer = press(client, quotation, "source", url="https://records.example/minutes")
    assert "Looking in records.example/minutes" in answer.content.decode()
    assert quotation.story.searches.filter(source__url="https://records.example/minutes", why="reviewer").exists()
    answer = press(client, quotation, "source", url="ftp://records.example", note="typed before")
    page = answer.content.decode()
    assert (answer.status_code == 422 and "A web address such as" in page) or "a web address such as" in page
    assert "ftp://records.example" in page
    assert press(sign_in("auditor"), quotation, "source", url="https://a.example/").status_code == 403


def test_copy_is_read_and_chosen_from_when_the_machine_found_nothing(sign_in: SignIn) -> None:
    quotation = AbsentFactory().quotation
    capture = quotation.best_comparison.capture
    SearchFactory(story=quotation.story, source=capture.source, capture=capture)
    client = sign_in("reviewer")
    take(client, quotation)
    assert f'formaction="?evidence=k{capture.pk}"' in client.get(page_of(quotation)).content.decode()
    page = press(client, quotation, "", query=f"?evidence=k{capture.pk}", note="so far").content.decode()
    place = f"pick:selection:{capture.pk}:article:0:{len(capture.text)}"
    assert capture.text in page and "so far" in page and place in page
    page = press(client, quotation, place, query=f"?evidence=k{capture.pk}", note="so far").content.decode()
    picked = Passage.objects.get()
    assert picked.exact == capture.text and f'value="{picked.pk}" checked' in page
    stranger = CaptureFactory()
    screen = client.get(page_of(quotation) + f"?evidence=k{stranger.pk}").context["screen"]
    assert screen.shown is None


def test_item_without_evidence_says_what_was_searched(sign_in: SignIn) -> None:
    quotation = QuotationFactory()
    AbsentFactory(quotation=quotation)
    SearchFactory(story=quotation.story, outcome="unavailable", reason="blocked at 09:14", capture=None)
    page = sign_in("reviewer").get(page_of(quotation)).content.decode()
    assert "No record found" in page and "blocked at 09:14" in page and "not a statement" in page


def test_earlier_checks_stand_beside_a_claim_as_information(sign_in: SignIn) -> None:
    claim = ClaimFactory(text="The bridge cost nine million pounds.")
    client = sign_in("reviewer")
    assert b"No checks of others are imported, so none were looked in." in client.get(page_of(claim)).content
    EarlierCheckFactory(claim="The bridge cost eight million pounds.", rating="Mostly false", claimant="Mary Speaker")
    rebuild_words()
    page = client.get(page_of(claim)).content.decode()
    assert (
        "Their rating: <q><bdi>Mostly false" in page and "Mary Speaker" in page and "A near claim, not the same" in page
    )
    assert "number: “nine million pounds” here, “eight million pounds” there" in page
    assert claim.rating == "unreviewed" and 'value="mostly_false" checked' not in page


def test_no_earlier_check_near_a_claim_says_how_many_were_looked_in(sign_in: SignIn) -> None:
    EarlierCheckFactory.create_batch(2)
    rebuild_words()
    page = sign_in("reviewer").get(page_of(ClaimFactory(text="Glaciers are older than rivers."))).content.decode()
    assert "Nothing near it among 2 imported checks." in page
