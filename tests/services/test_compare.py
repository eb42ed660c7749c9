"""Comparing: what was looked in and what could not be, the best of several records, words beside the main text."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from factcheck.models import (
    Capture,
    ClaimEvidence,
    Comparison,
    Passage,
    Quotation,
    ReviewState,
    Search,
    SearchOutcome,
    Source,
    Stage,
    Story,
    Tier,
)
from factcheck.queries import story_report
from factcheck.services import compare as compare_service
from factcheck.services.compare import choose_best, compare_search, context_after, context_before
from factcheck.services.extract import extract_story
from factcheck.services.sweep import record_failure
from tests.factories import (
    CaptureFactory,
    ClaimFactory,
    QuotationFactory,
    SearchFactory,
    SourceFactory,
    SpeakerFactory,
    StoryFactory,
)

pytestmark = pytest.mark.django_db

PRINTED = "We will close the old bridge for nine days, and not for longer."
RECORD = f"MARY SPEAKER: Good morning. {PRINTED} Thank you.\nQ: Why?\nMARY SPEAKER: It is old."
OTHER = "The harbour commission published its yearly figures. Freight grew by four per cent over the whole year."


@pytest.fixture
def story() -> Story:
    return StoryFactory(stage=Stage.GATHERING)


def quoted(story: Story, text: str = PRINTED, speaker: str = "Mary Speaker") -> Quotation:
    quotation = QuotationFactory(story=story, text=text, review_state=ReviewState.GATHERING)
    quotation.attribution.speaker = SpeakerFactory(name=speaker)
    quotation.attribution.save()
    return quotation


def due_search(story: Story, text: str = RECORD, source: Source | None = None, **fields: Any) -> Search:
    source = source or SourceFactory()
    capture = CaptureFactory(source=source, text=text, **fields)
    return SearchFactory(
        story=story,
        source=source,
        capture=capture,
        outcome=SearchOutcome.PENDING,
        searched_at=None,
        next_attempt_at=timezone.now(),
    )


def failed_search(story: Story, outcome: str, reason: str, source: Source | None = None) -> Search:
    source = source or SourceFactory()
    capture = CaptureFactory(
        source=source, outcome=outcome, reason=reason, text="", text_sha256="", raw_sha256="", latest=False
    )
    return SearchFactory(
        story=story,
        source=source,
        capture=capture,
        outcome=SearchOutcome.PENDING,
        searched_at=None,
        next_attempt_at=timezone.now(),
    )


def test_words_that_are_there_are_found_with_their_place(story: Story) -> None:
    quotation = quoted(story)
    search = due_search(story)
    assert compare_search(search.pk)
    row = Comparison.objects.get()
    assert (row.quotation, row.capture, row.match, row.layer) == (quotation, search.capture, "exact", "article")
    [(start, end)] = row.spans
    assert search.capture.text[start:end] == row.recorded_words == PRINTED
    passage = row.passages.get()
    assert (passage.exact, passage.start, passage.end) == (PRINTED, start, end)
    assert search.capture.text[: passage.start].endswith(passage.prefix)
    assert search.capture.text[passage.end :].startswith(passage.suffix)
    quotation.refresh_from_db()
    assert (quotation.match, quotation.best_comparison) == ("exact", row)


def test_a_changed_word_weighs_more_in_the_queue(story: Story) -> None:
    exact, changed = quoted(story), quoted(story, PRINTED.replace("not for longer", "for longer"))
    compare_search(due_search(story).pk)
    exact.refresh_from_db()
    changed.refresh_from_db()
    assert changed.match == "altered" and changed.weight > exact.weight


def test_search_is_done_and_the_story_ready(story: Story) -> None:
    quotation = quoted(story)
    search = due_search(story)
    compare_search(search.pk)
    search.refresh_from_db()
    story.refresh_from_db()
    quotation.refresh_from_db()
    assert (search.outcome, search.reason, search.next_attempt_at, search.lease_until) == ("searched", "", None, None)
    assert search.searched_at is not None
    assert (story.stage, quotation.review_state, quotation.version) == ("ready", "queued", 2)


def test_story_waits_for_its_other_searches(story: Story) -> None:
    quotation = quoted(story)
    first, last = due_search(story), due_search(story, OTHER)
    compare_search(first.pk)
    story.refresh_from_db()
    assert story.stage == Stage.GATHERING
    compare_search(last.pk)
    story.refresh_from_db()
    quotation.refresh_from_db()
    assert (story.stage, quotation.review_state) == ("ready", "queued")


def test_items_people_are_at_work_on_are_left_where_they_are(story: Story) -> None:
    quotation = QuotationFactory(story=story, review_state=ReviewState.IN_REVIEW)
    compare_search(due_search(story).pk)
    quotation.refresh_from_db()
    assert (quotation.review_state, quotation.version) == ("in_review", 1)


# Absent ------------------------------------------------------------------------------------------------------------


def test_absent_lists_what_was_searched_and_names_what_was_not(story: Story) -> None:
    quotation = quoted(story)
    for text in (OTHER, OTHER + " Nothing else happened."):
        compare_search(due_search(story, text).pk)
    unread = failed_search(story, "unreadable", "The file is damaged: its reader could not make sense of it.")
    away = failed_search(story, "unreachable", "records.example did not answer.")
    compare_search(unread.pk)
    compare_search(away.pk)
    quotation.refresh_from_db()
    assert quotation.match == "absent"
    log = {
        entry["source"]: (entry["outcome"], entry["reason"])
        for entry in story_report(story)["quotations"][0]["searched"]
    }
    assert [outcome for outcome, _ in log.values()] == ["searched", "searched", "unreadable", "unavailable"]
    assert log[unread.source.name][1] == unread.capture.reason
    assert log[away.source.name][1] == away.capture.reason


def test_could_not_look_is_never_a_match(story: Story) -> None:
    quotation = quoted(story)
    compare_search(failed_search(story, "blocked", "a bot check stands before the page.").pk)
    quotation.refresh_from_db()
    assert (quotation.match, quotation.best_comparison) == ("", None)
    assert not Comparison.objects.exists()
    assert story_report(story)["quotations"][0]["match"] is None


FAILED_LOOKS = [
    ("unreadable", "unreadable"),
    ("not_found", "unavailable"),
    ("gone", "unavailable"),
    ("blocked", "unavailable"),
    ("robots", "unavailable"),
    ("refused", "unavailable"),
    ("timed_out", "unavailable"),
    ("soft_404", "unavailable"),
    ("too_large", "unavailable"),
]


@pytest.mark.parametrize(("outcome", "wanted"), FAILED_LOOKS)
def test_each_failure_has_its_search_outcome(story: Story, outcome: str, wanted: str) -> None:
    search = failed_search(story, outcome, "because of this")
    assert compare_search(search.pk)
    search.refresh_from_db()
    assert (search.outcome, search.reason) == (wanted, "because of this")


PARTIAL = [
    ("cut short", {"is_complete": False, "outcome": "incomplete"}, "the copy is cut short"),
    ("a sign-in page", {"reader": "html/1 trafilatura"}, "it may ask for a sign-in or need scripts"),
    ("reader's doubt", {"problem": "Half of the pages are pictures."}, "Half of the pages are pictures."),
]


@pytest.mark.parametrize(("fields", "reason"), [p[1:] for p in PARTIAL], ids=[p[0] for p in PARTIAL])
def test_part_of_a_record_is_searched_in_part(story: Story, fields: dict[str, Any], reason: str) -> None:
    quoted(story)
    search = due_search(story, **fields)
    compare_search(search.pk)
    search.refresh_from_db()
    assert search.outcome == "partial" and reason in search.reason
    assert Comparison.objects.get().match == "exact"


def test_failed_look_falls_back_on_the_last_copy_and_says_so(story: Story) -> None:
    quoted(story)
    source = SourceFactory()
    old = CaptureFactory(source=source, text=RECORD)
    search = failed_search(story, "unreachable", "records.example did not answer.", source)
    compare_search(search.pk)
    search.refresh_from_db()
    assert (search.outcome, search.capture) == ("searched", old)
    assert "searched in the copy of 24 Nov 2026" in search.reason
    assert search.reason.endswith("records.example did not answer.")


def test_falling_back_on_a_cut_copy_is_still_only_part(story: Story) -> None:
    source = SourceFactory()
    CaptureFactory(source=source, text=RECORD, is_complete=False, outcome="incomplete")
    search = failed_search(story, "unreachable", "no answer", source)
    compare_search(search.pk)
    search.refresh_from_db()
    assert search.outcome == "partial" and "cut short" in search.reason and "no answer" in search.reason


def test_search_without_any_copy_is_unavailable(story: Story) -> None:
    search = SearchFactory(story=story, outcome=SearchOutcome.PENDING, capture=None, next_attempt_at=timezone.now())
    assert compare_search(search.pk)
    search.refresh_from_db()
    assert (search.outcome, search.reason) == ("unavailable", "there is no copy of it")


# Which comparison is shown -----------------------------------------------------------------------------------------


def best_of(story: Story, *texts: str, tiers: tuple[str, ...] = ()) -> Comparison:
    quotation = story.quotations.get()
    for number, text in enumerate(texts):
        compare_search(due_search(story, text, SourceFactory(tier=tiers[number] if tiers else Tier.P1)).pk)
    quotation.refresh_from_db()
    assert quotation.best_comparison is not None
    return quotation.best_comparison


ALTERED = RECORD.replace("old bridge", "new bridge")
BY_ANOTHER = f"GOVERNOR OTHER: {PRINTED} Thank you.\nMARY SPEAKER: I agree with every word of it."


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["best first", "best last"])
@pytest.mark.parametrize("worse", [ALTERED, OTHER], ids=["altered", "absent"])
def test_the_better_class_is_shown_whatever_came_first(story: Story, worse: str, order: tuple[int, int]) -> None:
    quoted(story)
    texts = (RECORD, worse)
    assert best_of(story, *(texts[n] for n in order)).match == "exact"


def test_the_speaker_credited_goes_before_anothers_same_words(story: Story) -> None:
    quoted(story)
    best = best_of(story, BY_ANOTHER, ALTERED)
    assert (best.match, best.speaker_check) == ("altered", "same")


def test_anothers_words_are_shown_when_nothing_else_was_found_and_say_so(story: Story) -> None:
    quoted(story)
    best = best_of(story, OTHER, BY_ANOTHER)
    assert best.speaker_check == "other" and best.recorded_speaker == "GOVERNOR OTHER"
    assert "other_speaker" in {flag["flag"] for flag in best.flags}


def test_of_equals_the_better_tier_then_the_older_is_shown(story: Story) -> None:
    quoted(story)
    assert best_of(story, RECORD, RECORD, tiers=("S2", "P1")).capture.source.tier == "P1"
    other = StoryFactory(stage=Stage.GATHERING)
    quoted(other)
    best = best_of(other, RECORD, RECORD)
    assert best == Comparison.objects.filter(quotation__story=other).order_by("pk").first()


def test_words_outside_the_main_text_are_found_there(story: Story) -> None:
    quoted(story)
    search = due_search(story, OTHER, visible_text=f"{OTHER}\nFrom the archive: “{PRINTED}”")
    compare_search(search.pk)
    row = Comparison.objects.get()
    assert (row.match, row.layer) == ("exact", "visible")
    [(start, end)] = row.spans
    assert search.capture.visible_text[start:end] == PRINTED
    assert row.passages.get().layer == "visible"


def test_main_text_decides_when_the_words_are_in_both(story: Story) -> None:
    quoted(story)
    compare_search(due_search(story, ALTERED, visible_text=RECORD).pk)
    assert Comparison.objects.get().layer == "article"


# Claims ------------------------------------------------------------------------------------------------------------


def test_claims_get_passages_that_bear_on_them(story: Story) -> None:
    claim = ClaimFactory(story=story, text="The old bridge carried 40,000 cars a day in 2019.")
    text = f"{OTHER}\nIn 2019 the old bridge carried 38,000 cars a day, the city's engineers counted.\n{OTHER}"
    compare_search(due_search(story, text).pk)
    evidence = ClaimEvidence.objects.filter(claim=claim).first()
    assert evidence is not None and "38,000 cars" in evidence.passage.exact


# Once, and never doubled -------------------------------------------------------------------------------------------


def test_running_twice_does_the_work_once(story: Story) -> None:
    quoted(story)
    search = due_search(story)
    assert compare_search(search.pk)
    assert not compare_search(search.pk)
    assert (Comparison.objects.count(), Passage.objects.count()) == (1, 1)


def test_same_copy_compared_again_replaces_the_comparison(story: Story) -> None:
    quoted(story)
    search = due_search(story)
    compare_search(search.pk)
    Search.objects.update(next_attempt_at=timezone.now(), outcome=SearchOutcome.PENDING)
    assert compare_search(search.pk)
    assert (Comparison.objects.count(), Passage.objects.count()) == (1, 1)


def test_search_that_is_gone_or_held_is_left_alone(story: Story) -> None:
    search = due_search(story)
    Search.objects.update(lease_until=timezone.now() + timedelta(minutes=1))
    assert not compare_search(search.pk)
    assert not compare_search(987_654)


def test_nothing_is_compared_before_the_quotations_are_found() -> None:
    story = StoryFactory(
        stage=Stage.RECEIVED, text=f"“{PRINTED}” said Mary Speaker on Tuesday.", next_attempt_at=timezone.now()
    )
    search = due_search(story)
    assert not compare_search(search.pk)
    search.refresh_from_db()
    assert search.attempts == 0
    assert extract_story(story.pk)
    assert compare_search(search.pk)
    assert story.quotations.get().match == "exact"


def test_newer_copy_that_comes_meanwhile_is_compared_next(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    quoted(story)
    search = due_search(story, ALTERED)
    find = compare_service._compare_all

    def slow(*args: Any) -> Any:
        found = find(*args)
        newer = CaptureFactory(source=search.source, text=RECORD)
        Search.objects.filter(pk=search.pk).update(capture=newer, next_attempt_at=timezone.now(), attempts=0)
        return found

    monkeypatch.setattr(compare_service, "_compare_all", slow)
    assert not compare_search(search.pk)
    monkeypatch.undo()
    assert compare_search(search.pk)
    search.refresh_from_db()
    assert search.capture == Capture.objects.latest("pk")
    assert Quotation.objects.get().match == "exact"


def test_worker_that_slept_through_its_lease_writes_nothing(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    quoted(story)
    search = due_search(story)
    find = compare_service._compare_all

    def slow(*args: Any) -> Any:
        monkeypatch.undo()
        Search.objects.filter(pk=search.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
        assert compare_search(search.pk)
        return find(*args)

    monkeypatch.setattr(compare_service, "_compare_all", slow)
    assert not compare_search(search.pk)
    search.refresh_from_db()
    assert (search.outcome, search.next_attempt_at, search.lease_until) == ("searched", None, None)


def test_failing_comparison_does_not_hold_up_the_story(story: Story) -> None:
    quotation = quoted(story)
    search = due_search(story)
    record_failure("compare_search", search.pk, "MemoryError: ")
    search.refresh_from_db()
    story.refresh_from_db()
    quotation.refresh_from_db()
    assert (search.outcome, story.stage, quotation.review_state) == ("unavailable", "ready", "queued")
    assert "could not be compared" in search.reason and search.next_attempt_at is not None
    Search.objects.update(next_attempt_at=timezone.now())
    assert compare_search(search.pk)
    search.refresh_from_db()
    assert (search.outcome, search.reason, search.last_error) == ("searched", "", "")


def test_choosing_again_is_stable(story: Story) -> None:
    quoted(story)
    compare_search(due_search(story).pk)
    compare_search(due_search(story).pk)
    before = Quotation.objects.get().best_comparison_id
    choose_best(story)
    assert Quotation.objects.get().best_comparison_id == before


CONTEXTS = [
    ("short text is whole", "one two three", 4, 7, "one ", " three"),
    ("cut at a blank", "word " * 100 + "X" + " word" * 100, 500, 501, "word ", " word"),
    ("no blanks", "字" * 500 + " X " + "字" * 500, 501, 502, "字字 ", " 字字"),
]


@pytest.mark.parametrize(
    ("text", "start", "end", "before", "after"), [c[1:] for c in CONTEXTS], ids=[c[0] for c in CONTEXTS]
)
def test_context_ends_at_a_blank(text: str, start: int, end: int, before: str, after: str) -> None:
    said_before, said_after = context_before(text, start), context_after(text, end)
    assert said_before.endswith(before) and said_after.startswith(after)
    assert min(300, start) <= len(said_before) <= 400 and min(300, len(text) - end) <= len(said_after) <= 400
    assert not said_before.startswith("ord") and not said_after.endswith("wor")
