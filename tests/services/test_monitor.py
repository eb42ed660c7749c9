"""The watch: words present, changed, missing or not to be told; confirmation; reopening; coming and going."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from factcheck.exceptions import MissingEvidence
from factcheck.models import Alert, AuditEntry, Capture, Passage, Quotation, ReviewState, Source
from factcheck.services import looks
from factcheck.services.capture import capture_source
from factcheck.services.looks import tracked_passages
from factcheck.services.monitor import check_capture, settle_alert
from factcheck.services.publish import publish
from factcheck.services.review import move
from tests.factories import AlertFactory, CaptureFactory, PassageFactory, SourceFactory
from tests.services.desk import Desk
from tests.services.pages import PageServer

pytestmark = pytest.mark.django_db

NOW = datetime.fromisoformat("2026-11-24T12:00:00+00:00")
LINES = (
    "Good morning, and thank you all for coming here.",
    "We will shut the bridge for nine days, and not for longer.",
    "The ferry runs every hour until then, and it is free.",
    "Thank you, and goodbye.",
)
WORDS = LINES[1]


def text_with(words: str = WORDS, *, elsewhere: str = "") -> str:
    lines = [line if line != WORDS else words for line in LINES]
    return "\n".join([*lines, elsewhere] if elsewhere else lines)


class Watched:
    """A published quotation, the passage it rests on, and the copies of its source that come in later."""

    def __init__(self, state: str = "published", **passage: Any) -> None:
        self.source = SourceFactory()
        first = CaptureFactory(source=self.source, text=text_with(), started_at=NOW, watched_at=NOW)
        self.passage = PassageFactory(capture=first, exact=WORDS, **passage)
        self.desk = Desk(passage=self.passage)
        self.item = self.desk.item_in(state)

    def new_copy(self, text: str, after: timedelta = timedelta(hours=1), **fields: Any) -> Capture:
        return CaptureFactory(source=self.source, text=text, started_at=NOW + after, **fields)

    def see(self, text: str, after: timedelta = timedelta(hours=1), **fields: Any) -> list[Alert]:
        return check_capture(self.new_copy(text, after, **fields).pk)

    @property
    def state(self) -> str:
        self.item.refresh_from_db()
        return self.item.review_state


@pytest.fixture
def watched() -> Watched:
    return Watched()


# Present -------------------------------------------------------------------------------------------------------------

PRESENT = [
    ("the same", WORDS),
    ("typographic quotes", WORDS.replace(",", " ,")),
    ("moved down", None),
    ("white space", WORDS.replace(" ", "  ")),
    ("case", WORDS.replace("We will", "we will")),
]


@pytest.mark.parametrize("words", [p[1] for p in PRESENT], ids=[p[0] for p in PRESENT])
def test_words_that_are_still_there_raise_nothing(watched: Watched, words: str | None) -> None:
    text = text_with(words) if words else "\n".join([LINES[0], LINES[2], LINES[3], WORDS])
    assert watched.see(text) == []
    assert watched.state == "published" and not Alert.objects.exists()


def test_words_that_moved_out_of_the_article_body_are_still_there(watched: Watched) -> None:
    assert watched.see(text_with("Nothing."), visible_text=text_with()) == []


# Changed and missing -------------------------------------------------------------------------------------------------

CHANGES = [
    ("a word", WORDS.replace("nine", "ten"), "changed", "nine"),
    ("a not that went", WORDS.replace("not for longer", "for longer"), "changed", "not"),
    ("a not that came", WORDS.replace("will shut", "will not shut"), "changed", ""),
    ("the whole sentence", "The mayor had nothing to add to what was said.", "missing", WORDS),
]


@pytest.mark.parametrize(("words", "kind", "gone"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_change_of_the_passages_own_paragraph_counts_at_once(
    watched: Watched, words: str, kind: str, gone: str
) -> None:
    [alert] = watched.see(text_with(words))
    assert (alert.kind, alert.state, alert.before) == (kind, "open", WORDS)
    assert alert.words_gone == gone or (not gone and alert.words_gone == WORDS)
    if kind == "changed":
        assert alert.now and alert.operations
    assert watched.state == "reopened"


def test_reopening_says_which_words_went(watched: Watched) -> None:
    watched.see(text_with(WORDS.replace("nine", "ten")))
    step = watched.item.steps.last()
    assert step.actor_name == "machine"
    assert step.reason == f"{watched.source} no longer has the recorded words: “nine”"
    entry = AuditEntry.objects.get(act="quotation.reopen")
    assert entry.reason == step.reason and entry.actor_id is None


def test_public_still_sees_the_revision_of_a_reopened_item(watched: Watched) -> None:
    watched.see(text_with(WORDS.replace("nine", "ten")))
    assert watched.state == "reopened"
    assert watched.item.published_revision.number == 1 and watched.item.attribution_status == "altered"


def test_long_words_are_shortened_in_the_reason_only(watched: Watched) -> None:
    long = " ".join(f"word{n}" for n in range(200))
    source = SourceFactory()
    capture = CaptureFactory(source=source, text=f"Start.\n{long}\nEnd.", started_at=NOW)
    desk = Desk(passage=PassageFactory(capture=capture, exact=long))
    item = desk.item_in("published")
    without = "Start.\n" + "No, nothing of it. " * 60 + "\nEnd."
    [alert] = check_capture(CaptureFactory(source=source, text=without, started_at=NOW).pk)
    assert alert.words_gone == long
    assert len(item.steps.last().reason) < 400


def test_link_state_of_the_source_tells(watched: Watched) -> None:
    watched.see(text_with(WORDS.replace("nine", "ten")))
    assert Source.objects.get(pk=watched.source.pk).link_state == "changed"
    other = Watched()
    other.see(text_with("The mayor had nothing to add."))
    assert Source.objects.get(pk=other.source.pk).link_state == "passage_missing"


# Not to be trusted ---------------------------------------------------------------------------------------------------

UNTRUSTED = [
    ("blocked", {"outcome": "blocked"}),
    ("robots", {"outcome": "robots"}),
    ("not found, for a few hours", {"outcome": "not_found", "text_sha256": ""}),
    ("another page", {"text": "Please prove you are human."}),
    ("soft 404", {"outcome": "soft_404"}),
    ("server error", {"outcome": "server_error"}),
    ("cut", {"outcome": "incomplete", "is_complete": False}),
    ("fetched, but not whole", {"is_complete": False}),
    ("poor copy", {"quality": 0.2}),
    ("empty", {"text": "", "text_sha256": ""}),
]


@pytest.mark.parametrize("fields", [u[1] for u in UNTRUSTED], ids=[u[0] for u in UNTRUSTED])
def test_copy_that_cannot_be_trusted_says_nothing_of_the_words(watched: Watched, fields: dict[str, Any]) -> None:
    for hours in (1, 2, 3):
        assert watched.see(**{"text": "Please prove you are human.", **fields}, after=timedelta(hours=hours)) == []
    assert watched.state == "published" and not Alert.objects.exists()
    assert not Capture.objects.filter(watched_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("outcome", "hours", "state"),
    [
        pytest.param("gone", (1,), "reopened", id="410-says-so"),
        pytest.param("not_found", (1, 13, 26), "reopened", id="404-three-times-over-a-day"),
        pytest.param("not_found", (1, 2, 3), "published", id="404-for-three-hours-is-a-broken-server"),
        pytest.param("not_found", (1, 26), "published", id="404-twice"),
    ],
)
def test_page_taken_down_reopens(watched: Watched, outcome: str, hours: tuple[int, ...], state: str) -> None:
    for hour in hours:
        watched.see("", after=timedelta(hours=hour), outcome=outcome, text_sha256="", latest=False)
    assert watched.state == state
    assert Alert.objects.filter(kind="missing", state="open").count() == (state == "reopened")


def test_another_speaker_above_the_same_words_reopens() -> None:
    before = "MS. LEE: We will shut the bridge for nine days.\nMR. LIND: I thank the engineers of the city."
    source = SourceFactory()
    capture = CaptureFactory(source=source, text=before, started_at=NOW)
    words = "We will shut the bridge for nine days."
    desk = Desk(passage=PassageFactory(capture=capture, exact=words, recorded_speaker="MS. LEE"))
    item = desk.item_in("published")
    swapped = before.replace("MS. LEE:", "MS. ORTEGA:")
    [alert] = check_capture(CaptureFactory(source=source, text=swapped, started_at=NOW + timedelta(hours=1)).pk)
    item.refresh_from_db()
    assert (item.review_state, alert.words_gone) == ("reopened", "MS. LEE:")


# Confirmation --------------------------------------------------------------------------------------------------------

REWRITTEN = "An all new page about something else, as long as the old one was.\n" * 3
OTHERWISE = "A page about a third thing, and the bridge is not on it either.\n" * 3


def test_rewritten_page_is_only_noted_at_first_and_looked_at_again(watched: Watched) -> None:
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        [alert] = watched.see(REWRITTEN)
    assert alert.state == "unconfirmed" and watched.state == "published"
    source = Source.objects.get(pk=watched.source.pk)
    assert source.next_attempt_at == NOW + timedelta(hours=1, minutes=10)


def test_second_copy_ten_minutes_later_confirms(watched: Watched) -> None:
    watched.see(REWRITTEN)
    [alert] = watched.see(OTHERWISE, after=timedelta(hours=1, minutes=10))
    assert alert.state == "open" and watched.state == "reopened"
    assert list(Alert.objects.order_by("pk").values_list("state", flat=True)) == ["settled", "open"]


def test_second_copy_too_soon_does_not_confirm(watched: Watched) -> None:
    watched.see(REWRITTEN)
    [alert] = watched.see(OTHERWISE, after=timedelta(hours=1, minutes=9))
    assert alert.state == "unconfirmed" and watched.state == "published"


def test_second_copy_too_soon_does_not_silence_the_third(watched: Watched) -> None:
    for minutes, state in ((60, "unconfirmed"), (65, "unconfirmed"), (80, "open")):
        [alert] = watched.see(f"{REWRITTEN}{minutes}", after=timedelta(minutes=minutes))
        assert alert.state == state
    assert watched.state == "reopened"


def test_failure_in_between_does_not_confirm(watched: Watched) -> None:
    watched.see(REWRITTEN)
    watched.see("", after=timedelta(hours=2), outcome="blocked", text_sha256="", latest=False)
    assert watched.state == "published"


def test_words_that_come_back_before_confirmation_settle_it(watched: Watched) -> None:
    watched.see(REWRITTEN)
    assert watched.see(text_with(), after=timedelta(hours=2)) == []
    alert = Alert.objects.get()
    assert alert.state == "settled" and alert.returned_at is not None
    [again] = watched.see(OTHERWISE, after=timedelta(hours=3))
    assert again.state == "unconfirmed" and watched.state == "published"


def test_look_that_finds_the_same_bytes_confirms(pages: PageServer) -> None:
    """The page that changed stays as it is: no third copy will ever come, and it still has to count."""
    with time_machine.travel(NOW, tick=False) as clock:
        source = SourceFactory(url=pages.put("/talk", WORDS), next_attempt_at=NOW, is_watched=True)
        first = capture_source(source.pk)
        assert first is not None
        Capture.objects.update(watched_at=NOW)
        item = Desk(passage=PassageFactory(capture=first, exact=WORDS)).item_in("published")
        pages.put("/talk", "The council had nothing to say of it.", "And a second new paragraph of the page.")
        pages.answers["/talk"].body = str(pages.answers["/talk"].body).replace("The council of the old", "A council")
        clock.shift(timedelta(hours=1))
        Source.objects.update(next_attempt_at=timezone.now())
        second = capture_source(source.pk)
        assert second is not None
        [alert] = check_capture(second.pk)
        assert alert.state == "unconfirmed"
        source.refresh_from_db()
        assert source.next_attempt_at == timezone.now() + timedelta(minutes=10)
        clock.shift(timedelta(minutes=4))
        Source.objects.update(next_attempt_at=timezone.now())
        assert capture_source(source.pk) is None
        source.refresh_from_db()
        assert source.next_attempt_at == timezone.now() + timedelta(minutes=6)
        clock.shift(timedelta(minutes=6))
        assert capture_source(source.pk) is None
    alert.refresh_from_db()
    item.refresh_from_db()
    source.refresh_from_db()
    assert (alert.state, item.review_state, source.link_state) == ("open", "reopened", "passage_missing")
    assert "no longer has the recorded words" in item.steps.last().reason


OTHER_PAGE = "\n".join(f"The museum bought picture number {n} of the old master from an heir." for n in range(20))


def test_page_replaced_by_another_is_told_once_it_was_seen_twice(watched: Watched) -> None:
    Capture.objects.update(title="Council meeting")
    [alert] = watched.see(OTHER_PAGE, title="Museum buys pictures")
    assert (alert.kind, alert.state, alert.now) == ("replaced", "unconfirmed", "Museum buys pictures")
    [alert] = watched.see(OTHER_PAGE + "\nAnd that was all.", title="Museum buys pictures", after=timedelta(hours=2))
    assert (alert.kind, alert.state, watched.state) == ("replaced", "open", "reopened")
    assert Source.objects.get(pk=watched.source.pk).link_state == "passage_missing"


def test_page_of_one_line_that_is_replaced_waits_for_a_second_look() -> None:
    source = SourceFactory()
    first = CaptureFactory(source=source, text=WORDS, started_at=NOW, watched_at=NOW, title="Council meeting")
    item = Desk(passage=PassageFactory(capture=first, exact=WORDS)).item_in("published")
    line = OTHER_PAGE.replace("\n", " ")
    [alert] = check_capture(CaptureFactory(source=source, text=line, title="Pictures", started_at=NOW).pk)
    item.refresh_from_db()
    assert (alert.kind, alert.state, item.review_state) == ("replaced", "unconfirmed", "published")


# Withdrawn in its place ---------------------------------------------------------------------------------------------

WITHDRAWN = "This article has been withdrawn by its editors."
EXPLAINED = "\n".join(
    [WITHDRAWN, *(f"Of meeting number {n} there is no record that our reporters know." for n in range(9))]
)
TOMBSTONES: list[tuple[str, dict[str, Any]]] = [
    ("that passes for an error page", {"text": WITHDRAWN, "outcome": "soft_404", "quality": 0.0, "latest": False}),
    ("of one line", {"text": WITHDRAWN, "quality": 0.6}),
    ("at length, under the old title", {"text": EXPLAINED}),
    ("at length, under a new title", {"text": EXPLAINED, "title": "Withdrawn"}),
]


@pytest.mark.parametrize("fields", [pytest.param(fields, id=name) for name, fields in TOMBSTONES])
def test_article_withdrawn_in_its_place_is_told_once_it_was_seen_twice(
    watched: Watched, fields: dict[str, Any]
) -> None:
    [alert] = watched.see(**fields)
    assert (alert.kind, alert.state, alert.now) == ("removed", "unconfirmed", WITHDRAWN)
    assert watched.state == "published"
    fields = {**fields, "text": fields["text"] + "\nContact"}
    assert watched.see(**fields, after=timedelta(hours=1, minutes=9))[0].state == "unconfirmed"
    [alert] = watched.see(**{**fields, "text": fields["text"] + " us"}, after=timedelta(hours=2))
    assert (alert.kind, alert.state, watched.state) == ("removed", "open", "reopened")
    assert watched.item.steps.last().reason == f"{watched.source} withdrew the article: “{WITHDRAWN}”"
    assert Source.objects.get(pk=watched.source.pk).link_state == "gone"


def test_notice_of_withdrawal_above_words_that_stand_is_told(watched: Watched) -> None:
    text = f"{WITHDRAWN}\n{text_with()}"
    [alert] = watched.see(text)
    assert (alert.kind, alert.state, alert.words_gone) == ("removed", "unconfirmed", "")
    [alert] = watched.see(text + "\nContact", after=timedelta(hours=2))
    assert (alert.state, watched.state) == ("open", "reopened")
    watched.see(text_with(), after=timedelta(hours=4))
    alert.refresh_from_db()
    assert alert.returned_at is not None


def test_article_that_is_put_back_takes_the_withdrawal_back(watched: Watched) -> None:
    watched.see(WITHDRAWN, outcome="soft_404", latest=False)
    assert watched.see(text_with(), after=timedelta(hours=2)) == []
    assert Alert.objects.get().state == "settled" and watched.state == "published"


# Once, and again -----------------------------------------------------------------------------------------------------


def test_one_copy_is_checked_once(watched: Watched) -> None:
    capture = watched.new_copy(text_with(WORDS.replace("nine", "ten")))
    assert len(check_capture(capture.pk)) == 1
    assert check_capture(capture.pk) == []
    assert check_capture(987_654) == []
    assert Alert.objects.count() == 1


def test_same_change_in_later_copies_is_told_once(watched: Watched) -> None:
    changed = text_with(WORDS.replace("nine", "ten"))
    watched.see(changed)
    watched.item = move(watched.item, "published", actor=watched.desk.editor, reason="the number was a slip")
    assert watched.see(changed + "\nUpdated.", after=timedelta(hours=2)) == []
    assert watched.see(changed + "\nUpdated again.", after=timedelta(hours=3)) == []
    assert watched.state == "published" and Alert.objects.count() == 1


def test_another_change_is_told_again(watched: Watched) -> None:
    watched.see(text_with(WORDS.replace("nine", "ten")))
    watched.item = move(watched.item, "published", actor=watched.desk.editor, reason="the number was a slip")
    [alert] = watched.see(text_with(WORDS.replace("nine", "twelve")), after=timedelta(hours=2))
    assert alert.state == "open" and watched.state == "reopened"


def test_words_that_come_back_and_go_again_are_told_again(watched: Watched) -> None:
    changed = text_with(WORDS.replace("nine", "ten"))
    watched.see(changed)
    watched.item = move(watched.item, "published", actor=watched.desk.editor, reason="a slip")
    assert watched.see(text_with(), after=timedelta(hours=2)) == []
    [alert] = watched.see(changed, after=timedelta(hours=3))
    assert alert.state == "open" and watched.state == "reopened"


def test_flapping_page_reopens_once_until_people_acted(watched: Watched) -> None:
    for hour in range(1, 9):
        words = WORDS.replace("nine", "ten") if hour % 2 else WORDS
        watched.see(text_with(words), after=timedelta(hours=hour))
    assert watched.state == "reopened"
    assert watched.item.steps.filter(to_state="reopened").count() == 1


@pytest.mark.parametrize("days", [pytest.param(1, id="day-by-day"), pytest.param(300, id="after-most-of-a-year")])
def test_page_between_two_states_has_one_alert(watched: Watched, days: int) -> None:
    """A → B → A → B → A: one alert, which says whether the words are there."""
    changed = text_with(WORDS.replace("nine", "ten"))
    for step, text in enumerate([changed, text_with(), changed + "\nUpdated", text_with()], start=1):
        watched.see(text, after=timedelta(days=days * step))
        assert (Alert.objects.get().returned_at is None) is (step % 2 == 1)
    assert Alert.objects.get().state == "open" and watched.state == "reopened"


def test_third_state_is_another_alert(watched: Watched) -> None:
    for step, words in enumerate(["ten", "nine", "twelve", "nine", "ten"], start=1):
        watched.see(text_with(WORDS.replace("nine", words)), after=timedelta(hours=step))
    assert [alert.returned_at is None for alert in Alert.objects.order_by("pk")] == [True, False]


def test_change_seen_once_confirms_nothing_after_a_known_one_was_there_again(watched: Watched) -> None:
    known = text_with(WORDS.replace("nine", "ten"))
    watched.see(known)
    watched.see(text_with(), after=timedelta(hours=2))
    [once] = watched.see(WITHDRAWN, after=timedelta(hours=4), outcome="soft_404", latest=False)
    assert once.state == "unconfirmed"
    watched.see(known, after=timedelta(hours=6))
    once.refresh_from_db()
    assert once.state == "settled"
    [other] = watched.see(EXPLAINED, after=timedelta(hours=8))
    assert (other.kind, other.state) == ("removed", "unconfirmed")


# What is tracked -----------------------------------------------------------------------------------------------------

TRACKED_STATES = ["second_review", "disputed", "approved", "published", "reopened"]


@pytest.mark.parametrize("state", TRACKED_STATES)
def test_signed_words_are_tracked_and_only_published_ones_reopen(state: str) -> None:
    watched = Watched(state)
    [alert] = watched.see(text_with(WORDS.replace("nine", "ten")))
    assert alert.state == "open"
    assert watched.state == ("reopened" if state == "published" else state)


@pytest.mark.parametrize("state", ["gathering", "queued", "in_review", "retracted", "dismissed"])
def test_words_nothing_rests_on_are_not_tracked(state: str) -> None:
    watched = Watched(state)
    assert watched.see(text_with(WORDS.replace("nine", "ten"))) == []


def test_evidence_of_an_abandoned_round_is_not_tracked(watched: Watched) -> None:
    other = PassageFactory(capture=watched.passage.capture, exact=LINES[2])
    desk, item = watched.desk, watched.item
    move(item, "reopened", actor=desk.editor, reason="complaint")
    item = move(item, "in_review", actor=desk.first)
    item = desk.signed(item, desk.first, "altered", passages=[other.pk])
    item = desk.signed(item, desk.second, "altered", passages=[other.pk])
    publish(item, actor=desk.editor, was_wrong="The passage.", found_how="A reader wrote.")
    assert tracked_passages(watched.new_copy(text_with())) == [other]
    assert watched.see(text_with(WORDS.replace("nine", "ten"))) == []
    assert watched.state == "published"


def test_passages_of_other_sources_are_not_looked_for(watched: Watched) -> None:
    assert check_capture(CaptureFactory(text="Another page.", started_at=NOW).pk) == []


def test_every_item_that_rests_on_the_words_is_reopened(watched: Watched) -> None:
    claim = watched.desk.item_in("published", "claim")
    second = watched.desk.item_in("published")
    waiting = watched.desk.item_in("approved")
    watched.see(text_with(WORDS.replace("nine", "ten")))
    for item, state in ((watched.item, "reopened"), (claim, "reopened"), (second, "reopened"), (waiting, "approved")):
        item.refresh_from_db()
        assert item.review_state == state


def test_words_signed_in_an_older_copy_are_looked_for_in_the_newest(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[Any, ...]] = []
    monkeypatch.setattr("factcheck.jobs._send", lambda task, ids, expires: sent.append((task, *ids)))
    watched = Watched("in_review")
    newer = watched.new_copy(text_with(WORDS.replace("nine", "ten")))
    assert check_capture(newer.pk) == []  # nothing rested on it yet
    with django_capture_on_commit_callbacks(execute=True):
        watched.desk.signed(watched.item, watched.desk.first, "altered")
    assert ("factcheck.check_capture", newer.pk) in sent
    [alert] = check_capture(newer.pk)
    assert alert.state == "open"


def test_words_signed_in_the_newest_copy_ask_for_no_check() -> None:
    Watched("second_review")
    assert not Capture.objects.filter(watched_at__isnull=True).exists()


def test_words_signed_while_a_check_runs_are_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched("in_review")
    newer = watched.new_copy(text_with(WORDS.replace("nine", "ten")))
    look, calls = looks._look_for, []

    def slow(passages: list[Passage], capture: Capture, after: Any) -> Any:
        found = look(passages, capture, after)
        if not calls:
            watched.desk.signed(watched.item, watched.desk.first, "altered")
        calls.append(len(passages))
        return found

    monkeypatch.setattr(looks, "_look_for", slow)
    [alert] = check_capture(newer.pk)
    assert alert.passage == watched.passage and calls == [0, 1]


# Settling ------------------------------------------------------------------------------------------------------------


def test_settling_needs_a_reason_and_is_recorded(editor: Any) -> None:
    alert = AlertFactory()
    with pytest.raises(MissingEvidence):
        settle_alert(alert, actor=editor, reason=" ")
    settled = settle_alert(alert, actor=editor, reason="the page was corrected")
    assert settled.state == "settled" and settled.settled_at is not None
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.actor_name, entry.reason) == ("alert.settled", "edna", "the page was corrected")
    settle_alert(alert, actor=editor, reason="again")
    assert AuditEntry.objects.count() == 1


def test_hostile_page_of_many_equal_lines_is_checked_quickly(watched: Watched) -> None:
    """Comparing lines pairwise would take minutes; 20,000 empty ones are not rare in generated pages."""
    started = timezone.now()
    watched.see("\n" * 200_000 + "nothing")
    assert timezone.now() - started < timedelta(seconds=10)


def test_an_item_moved_meanwhile_is_left_to_its_people(watched: Watched) -> None:
    capture = watched.new_copy(text_with(WORDS.replace("nine", "ten")))
    move(watched.item, "retracted", actor=watched.desk.editor, reason="wrong")
    assert check_capture(capture.pk) == []
    assert watched.state == ReviewState.RETRACTED
    assert Quotation.objects.count() == 1
