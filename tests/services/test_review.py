"""Deciding: takes and leases, evidence asked for, the second reader who sees nothing of the first, quarrels."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.exceptions import IllegalTransition, MissingEvidence, NotAllowed, Stale
from factcheck.models import (
    RATING_RULES,
    STATUS_RULES,
    AuditEntry,
    Evidence,
    Quotation,
    Reader,
    ReviewState,
    ReviewStep,
    SearchOutcome,
    Tier,
)
from factcheck.queries import queue
from factcheck.services.evidence_rules import missing_for, needs_second_reader
from factcheck.services.review import HOLD, legal_moves, move, release_expired, renew, sign, take_next
from tests.factories import (
    RECORD,
    AttributionFactory,
    CaptureFactory,
    ClaimFactory,
    ComparisonFactory,
    OutletFactory,
    PassageFactory,
    QuotationFactory,
    ReviewStepFactory,
    SearchFactory,
    SourceFactory,
    StoryFactory,
    UserFactory,
)
from tests.services.desk import AGAINST, OTHER, Desk, Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture(params=["quotation", "claim"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def passage_of_tier(tier: str, exact: str = "We will shut the bridge for nine days") -> Any:
    return PassageFactory(capture=CaptureFactory(source=SourceFactory(tier=tier)), exact=exact)


# Taking --------------------------------------------------------------------------------------------------------------


def test_taking_holds_the_item_for_half_an_hour(desk: Desk) -> None:
    item = desk.item_in("in_review")
    assert item.assigned_to == desk.first
    assert timedelta(minutes=29) < item.assigned_until - timezone.now() <= HOLD


def test_what_one_person_holds_another_can_neither_take_nor_sign(desk: Desk, kind: str) -> None:
    item = desk.item_in("in_review", kind)
    for act in ("in_review", "queued", "gathering", "dismissed"):
        with pytest.raises(NotAllowed, match="is at work on it until"):
            move(item, act, actor=desk.second, reason="mine now")
    with pytest.raises(NotAllowed, match="is at work on it until"):
        desk.signed(item, desk.second, AGAINST[kind])


def test_renewing_is_for_the_holder_only(desk: Desk) -> None:
    item = desk.item_in("in_review")
    soon = timezone.now() + timedelta(minutes=1)
    Quotation.objects.filter(pk=item.pk).update(assigned_until=soon)
    renew(item, desk.second)
    item.refresh_from_db()
    assert item.assigned_until == soon
    renew(item, desk.first)
    item.refresh_from_db()
    assert item.assigned_until > soon + timedelta(minutes=20)


def test_lease_that_ended_lets_another_take_it_and_the_first_is_refused(desk: Desk) -> None:
    item = desk.item_in("in_review")
    Quotation.objects.filter(pk=item.pk).update(assigned_until=timezone.now() - timedelta(seconds=1))
    taken = move(item, "in_review", actor=desk.second)
    assert taken.assigned_to == desk.second
    assert [(s.from_state, s.to_state, s.actor_name) for s in item.steps.order_by("pk")][-2:] == [
        ("in_review", "queued", "machine"),
        ("queued", "in_review", desk.second.username),
    ]
    with pytest.raises(NotAllowed):
        desk.signed(taken, desk.first, "altered")


def test_taking_ones_own_again_holds_it_anew_and_logs_nothing(desk: Desk) -> None:
    item = desk.item_in("in_review")
    Quotation.objects.filter(pk=item.pk).update(assigned_until=timezone.now() - timedelta(minutes=5))
    entries = AuditEntry.objects.count()
    move(item, "in_review", actor=desk.first)
    item.refresh_from_db()
    assert item.assigned_until > timezone.now() + timedelta(minutes=20)
    assert AuditEntry.objects.count() == entries
    assert release_expired() == 0


def test_expired_items_go_back_to_the_queue(desk: Desk, kind: str) -> None:
    late, held = desk.item_in("in_review", kind), desk.item_in("in_review", kind)
    type(late)._default_manager.filter(pk=late.pk).update(assigned_until=timezone.now() - timedelta(seconds=1))
    assert release_expired() == 1
    late.refresh_from_db()
    held.refresh_from_db()
    assert (late.review_state, late.assigned_to, held.review_state) == ("queued", None, "in_review")
    assert late.steps.last().reason == "the lease ended"


def test_item_whose_holder_left_the_newsroom_can_be_taken(desk: Desk) -> None:
    item = desk.item_in("in_review")
    desk.first.delete()
    item.refresh_from_db()
    assert move(item, "in_review", actor=desk.second).assigned_to == desk.second


def test_next_goes_by_deadline_then_weight_then_age(desk: Desk) -> None:
    now = timezone.now()
    hurried = StoryFactory(deadline_at=now + timedelta(hours=1))
    later = StoryFactory(deadline_at=now + timedelta(hours=9))
    old = QuotationFactory(weight=10)
    new = QuotationFactory(weight=10)
    heavy = QuotationFactory(weight=50)
    last = QuotationFactory(story=later, weight=0)
    first = QuotationFactory(story=hurried, weight=0)
    Quotation.objects.filter(pk=old.pk).update(state_changed_at=now - timedelta(days=1))
    taken = [take_next(desk.first) for _ in range(6)]
    assert taken == [first, last, heavy, old, new, None]


def test_next_needs_the_permission(reporter: Any) -> None:
    QuotationFactory()
    with pytest.raises(NotAllowed):
        take_next(reporter)


# Two at once ---------------------------------------------------------------------------------------------------------


def test_the_second_of_two_is_told_what_happened(desk: Desk, kind: str) -> None:
    item = desk.item_in("queued", kind)
    seen = item.version
    move(item, "in_review", actor=desk.first, version=seen)
    with pytest.raises(Stale, match=r"quicker.*in review.*version 3, you saw 2"):
        move(item, "in_review", actor=desk.second, version=seen)


def test_stale_signature_changes_nothing(desk: Desk) -> None:
    item = desk.item_in("in_review")
    with pytest.raises(Stale):
        desk.signed(item, desk.first, "altered", version=item.version - 1)
    item.refresh_from_db()
    assert (item.review_state, item.steps.exclude(reader="").count()) == ("in_review", 0)


def test_failed_signature_leaves_nothing_behind(desk: Desk) -> None:
    item = desk.item_in("in_review")
    before = (AuditEntry.objects.count(), ReviewStep.objects.count(), Evidence.objects.count())
    with pytest.raises(MissingEvidence, match="Passage 987654 is in no source of this story"):
        sign(item, actor=desk.first, decision="altered", passages=[987_654])
    assert (AuditEntry.objects.count(), ReviewStep.objects.count(), Evidence.objects.count()) == before


# Evidence ------------------------------------------------------------------------------------------------------------

# From the table of statuses: passages, and the tiers one of them must come from ("" is any).
LEAST_EVIDENCE = {
    "accurate": (1, "P1 P2 S1", False, 0),
    "accurate_edited": (1, "P1 P2 S1", False, 0),
    "accurate_translation": (1, "", True, 0),
    "altered": (1, "P1 P2 S1", False, 0),
    "altered_meaning": (1, "P1 P2 S1", False, 0),
    "paraphrase_in_quotes": (1, "", False, 0),
    "spliced": (2, "", False, 0),
    "out_of_context": (1, "", True, 0),
    "misattributed": (2, "", True, 0),
    "fabricated": (1, "", True, 0),
    "secondary_only": (1, "S1 S2", True, 1),
    "not_found": (0, "", False, 3),
    "unverifiable": (0, "", True, 0),
}
SECOND_READ_ALWAYS = {
    "accurate_edited",
    "accurate_translation",
    "altered_meaning",
    "spliced",
    "out_of_context",
    "misattributed",
    "fabricated",
}


def test_every_status_has_its_least_evidence() -> None:
    assert {
        rule.decision: (rule.passages, " ".join(rule.tiers), rule.needs_note, rule.searched)
        for rule in STATUS_RULES.values()
    } == LEAST_EVIDENCE
    assert {rule.decision for rule in STATUS_RULES.values() if rule.needs_second_reader} == SECOND_READ_ALWAYS
    assert [rule.decision for rule in STATUS_RULES.values() if rule.needs_editor] == ["fabricated"]


def test_unreviewed_can_be_signed_by_nobody(desk: Desk, kind: str) -> None:
    item = desk.item_in("in_review", kind)
    for decision in ("unreviewed", "", "exact", "nonsense"):
        with pytest.raises(MissingEvidence, match="Choose a decision: one of"):
            desk.signed(item, desk.first, decision)


def enough_evidence(item: Item, decision: str) -> tuple[list[Any], str]:
    """The least passages and note the decision may be signed with; searches are logged for it."""
    rule = {**STATUS_RULES, **RATING_RULES}[decision]
    tier = rule.tiers[0] if rule.tiers else "P1"
    exacts = ["We will shut the bridge for nine days", "and not for longer"][: rule.passages]
    capture = CaptureFactory(source=SourceFactory(tier=tier))
    for _ in range(rule.searched):
        SearchFactory(story=item.story)
    return [PassageFactory(capture=capture, exact=exact) for exact in exacts], "Anna" if rule.needs_note else ""


DECISIONS = [("quotation", rule.decision) for rule in STATUS_RULES.values()]
DECISIONS += [("claim", rule.decision) for rule in RATING_RULES.values()]


@pytest.mark.parametrize(("kind", "decision"), DECISIONS)
def test_least_evidence_is_enough(desk: Desk, kind: str, decision: str) -> None:
    item = desk.item_in("in_review", kind)
    passages, note = enough_evidence(item, decision)
    if not passages:
        note = note or "searched the council's site"
    assert missing_for(item, decision, passages, note) == []


@pytest.mark.parametrize(("kind", "decision"), DECISIONS)
def test_less_than_the_least_is_named(desk: Desk, kind: str, decision: str) -> None:
    item = desk.item_in("in_review", kind)
    rule = {**STATUS_RULES, **RATING_RULES}[decision]
    passages, note = enough_evidence(item, decision)
    if rule.passages:
        assert "Choose" in missing_for(item, decision, passages[:-1], note)[0]
    if rule.needs_note:
        assert any("Write a note" in sentence for sentence in missing_for(item, decision, passages, " "))
    if rule.tiers:
        weak = [passage_of_tier("T") for _ in passages]
        assert "of tier" in missing_for(item, decision, weak, note)[0]
    if rule.searched:
        item.story.searches.all().delete()
        assert "rests on a search" in missing_for(item, decision, passages, "note")[0]


@pytest.mark.parametrize("outcome", [o for o in SearchOutcome if o != SearchOutcome.SEARCHED])
def test_only_sources_that_were_searched_count_for_not_found(desk: Desk, outcome: SearchOutcome) -> None:
    item = desk.item_in("in_review")
    for other in (SearchOutcome.SEARCHED, outcome):
        SearchFactory(story=item.story, outcome=other)
    assert "so far it is 2" in " ".join(missing_for(item, "not_found", [], "looked"))


def test_nobody_signs_without_passage_or_reason_why_there_is_none(desk: Desk) -> None:
    item = desk.item_in("in_review")
    for _ in range(3):
        SearchFactory(story=item.story)
    with pytest.raises(MissingEvidence, match="Choose a passage, or write"):
        sign(item, actor=desk.first, decision="not_found")
    assert sign(item, actor=desk.first, decision="not_found", note="three sites").review_state == "approved"


def test_signature_keeps_its_passages_once_each(desk: Desk) -> None:
    item = desk.item_in("in_review")
    other = PassageFactory(capture=desk.passage.capture, exact="Good morning.")
    ids = [desk.passage.pk, other.pk, desk.passage.pk]
    desk.signed(item, desk.first, "altered", passages=ids)
    step = item.steps.last()
    assert {evidence.passage_id for evidence in step.evidence.all()} == {desk.passage.pk, other.pk}
    assert AuditEntry.objects.last().evidence == sorted({desk.passage.pk, other.pk})


# When a second reader is needed ---------------------------------------------------------------------------------------


def ordinary(**fields: Any) -> Quotation:
    return QuotationFactory(review_state=ReviewState.QUEUED, **fields)


def test_one_signature_is_enough_for_an_ordinary_accurate_quotation(desk: Desk) -> None:
    item = move(desk.item_in("queued"), "in_review", actor=desk.first)
    signed = desk.signed(item, desk.first, "accurate")
    assert (signed.review_state, signed.attribution_status) == ("approved", "accurate")


def test_decision_against_nobody_needs_no_second_reader(desk: Desk) -> None:
    item = QuotationFactory(attribution=None)
    AttributionFactory(quotation=item, speaker=None, speaker_text="")
    assert needs_second_reader(item, "altered", desk.first, [desk.passage]) == ""


REASONS = [
    ("against a named speaker", lambda desk, item: None, "altered", "named person or outlet"),
    ("against a named outlet", lambda desk, item: set_outlet(item), "altered", "named person or outlet"),
    ("status asks for it", lambda desk, item: None, "spliced", "always gets a second reader"),
    ("weak sources only", lambda desk, item: set_tier(desk, "S2"), "accurate", "second-hand"),
    ("quote sites only", lambda desk, item: set_tier(desk, "T"), "accurate", "second-hand"),
    ("sources nobody rated", lambda desk, item: set_tier(desk, "U"), "accurate", "not rated yet"),
    ("wrote the story", lambda desk, item: set_writer(desk, item), "accurate", "You wrote this story"),
    ("marked legal", lambda desk, item: set_legal(item), "accurate", "marked legal"),
    ("ellipsis", lambda desk, item: set_text(item, "We will … go."), "accurate", "leaves words out"),
    ("three dots", lambda desk, item: set_text(item, "We will ... go."), "accurate", "leaves words out"),
    ("spaced dots", lambda desk, item: set_text(item, "We will . . . go."), "accurate", "leaves words out"),
    ("words left out", lambda desk, item: set_omission(item), "accurate", "leaves words out"),
]


def set_outlet(item: Quotation) -> None:
    item.story.outlet = OutletFactory()
    item.attribution.speaker_text = ""


def set_tier(desk: Desk, tier: Tier) -> None:
    desk.passage.capture.source.tier = tier


def set_writer(desk: Desk, item: Quotation) -> None:
    item.story.writer = desk.first


def set_legal(item: Quotation) -> None:
    item.is_legal = True


def set_text(item: Quotation, text: str) -> None:
    item.text = text


def set_omission(item: Quotation) -> None:
    step = {"kind": "omitted", "quote": [0, 0], "quote_words": "", "source": [0, 4], "source_words": "only"}
    ComparisonFactory(quotation=item, operations=[step])


@pytest.mark.parametrize(("change", "decision", "reason"), [r[1:] for r in REASONS], ids=[r[0] for r in REASONS])
def test_second_reader_is_asked_for(desk: Desk, change: Any, decision: str, reason: str) -> None:
    item = ordinary()
    change(desk, item)
    assert reason in needs_second_reader(item, decision, desk.first, [desk.passage])


def test_primary_source_beside_a_weak_one_is_enough(desk: Desk) -> None:
    assert needs_second_reader(ordinary(), "accurate", desk.first, [desk.passage, passage_of_tier("T")]) == ""


def test_asking_for_approval_does_not_go_round_the_second_reader(desk: Desk, kind: str) -> None:
    item = desk.item_in("in_review", kind)
    with pytest.raises(NotAllowed, match="A second reader is needed"):
        move(item, "approved", actor=desk.first, decision=AGAINST[kind], passages=[desk.passage.pk], note="x")


# The second reader ---------------------------------------------------------------------------------------------------


def test_same_decision_approves(desk: Desk, kind: str) -> None:
    item = desk.item_in("second_review", kind)
    signed = desk.signed(item, desk.second, AGAINST[kind])
    assert (signed.review_state, signed.decision) == ("approved", AGAINST[kind])
    assert [step.reader for step in item.steps.exclude(reader="")] == [Reader.FIRST, Reader.SECOND]


def test_other_decision_disputes_and_decides_nothing(desk: Desk, kind: str) -> None:
    item = desk.item_in("second_review", kind)
    signed = desk.signed(item, desk.second, OTHER[kind])
    assert (signed.review_state, signed.decision) == ("disputed", "unreviewed")


@pytest.mark.parametrize("asked", ["approved", "disputed"])
@pytest.mark.parametrize(("decision", "becomes"), [("altered", "approved"), ("altered_meaning", "disputed")])
def test_the_second_reader_does_not_choose_which_it_becomes(
    desk: Desk, asked: str, decision: str, becomes: str
) -> None:
    item = desk.item_in("second_review")
    moved = move(item, asked, actor=desk.second, decision=decision, passages=[desk.passage.pk], note="x")
    assert moved.review_state == becomes


@pytest.mark.parametrize("decision", ["altered", "altered_meaning"])
def test_a_second_reading_without_reasons_is_refused_alike_whatever_it_says(desk: Desk, decision: str) -> None:
    item = desk.item_in("second_review")
    with pytest.raises(MissingEvidence) as refusal:
        desk.signed(item, desk.second, decision, note="")
    assert str(refusal.value) == "Write a note with your reasons: a second reading is signed with them."


def test_the_first_decision_is_in_no_row_but_the_step(desk: Desk, kind: str) -> None:
    item = desk.item_in("in_review", kind)
    desk.signed(item, desk.first, AGAINST[kind], note="told by nobody")
    item.refresh_from_db()
    assert item.decision == "unreviewed"
    told = str([entry.new for entry in AuditEntry.objects.all()]) + str([e.reason for e in AuditEntry.objects.all()])
    assert f"'{AGAINST[kind]}'" not in told and "told by nobody" not in told


def test_what_a_second_reader_may_do_says_nothing_of_the_first(desk: Desk) -> None:
    altered, meaning = desk.item_in("in_review"), desk.item_in("in_review")
    altered = desk.signed(altered, desk.first, "altered")
    meaning = desk.signed(meaning, desk.first, "altered_meaning")
    assert legal_moves(altered, desk.second) == legal_moves(meaning, desk.second)


@pytest.mark.parametrize("who", ["reviewer", "superuser"])
def test_nobody_reads_second_what_they_signed_first(desk: Desk, kind: str, who: str) -> None:
    person = UserFactory(superuser=True) if who == "superuser" else desk.first
    item = move(desk.item_in("queued", kind), "in_review", actor=person)
    item = desk.signed(item, person, AGAINST[kind])
    assert item.review_state == "second_review"
    assert not {"approved", "disputed"} & {edge.to_state for edge in legal_moves(item, person)}
    for decision in (AGAINST[kind], OTHER[kind]):
        with pytest.raises(NotAllowed, match="You have signed this one already"):
            desk.signed(item, person, decision)


def test_the_database_refuses_a_second_signature_of_one_person(desk: Desk, kind: str) -> None:
    item = desk.item_in("second_review", kind)
    own = {kind: item, **({"quotation": None} if kind == "claim" else {})}
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewStepFactory(**own, round=item.round, reader=Reader.SECOND, actor=desk.first, decision=AGAINST[kind])
    ReviewStepFactory(**own, round=item.round + 1, reader=Reader.FIRST, actor=desk.first, decision=AGAINST[kind])


@pytest.mark.parametrize(
    "row",
    [{"decision": ""}, {"actor": None}],
    ids=["signature without decision", "signature without person"],
)
def test_the_database_refuses_half_a_signature(row: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewStepFactory(**row)


def test_the_database_refuses_a_decision_nobody_signed() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        QuotationFactory(review_state="second_review", attribution_status="altered")
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimFactory(review_state="approved", rating="unreviewed")


def test_after_sending_back_a_new_round_begins_and_the_same_person_may_read_first(desk: Desk) -> None:
    item = desk.item_in("second_review")
    item = move(item, "in_review", actor=desk.second, reason="look at the video")
    assert item.assigned_to == desk.second
    item = desk.signed(item, desk.second, "altered")
    assert (item.review_state, item.round) == ("second_review", 2)
    assert desk.signed(item, desk.first, "altered").review_state == "approved"


def test_second_queue_is_never_ones_own(desk: Desk, kind: str) -> None:
    item = desk.item_in("second_review", kind)
    assert list(queue("second", desk.second, type(item))) == [item]
    assert list(queue("second", desk.first, type(item))) == []


# Disputes ------------------------------------------------------------------------------------------------------------


def test_an_editor_settles_with_a_reason(desk: Desk, kind: str) -> None:
    item = desk.item_in("disputed", kind)
    settled = desk.signed(item, desk.editor, OTHER[kind], reason="the meaning did change")
    assert (settled.review_state, settled.decision) == ("approved", OTHER[kind])
    step = item.steps.last()
    assert (step.reader, step.reason) == (Reader.EDITOR, "the meaning did change")


def test_settling_asks_for_evidence_like_any_signature(desk: Desk) -> None:
    item = desk.item_in("disputed")
    with pytest.raises(MissingEvidence, match="Choose a passage"):
        desk.signed(item, desk.editor, "altered", passages=[], reason="because")
    with pytest.raises(MissingEvidence, match="needs a written reason"):
        desk.signed(item, desk.editor, "altered", reason=" ")


def test_the_editor_is_neither_of_the_readers(desk: Desk) -> None:
    reader = UserFactory(role="editor")
    item = move(desk.item_in("queued"), "in_review", actor=reader)
    item = desk.signed(item, reader, "altered")
    item = desk.signed(item, desk.second, "altered_meaning")
    with pytest.raises(NotAllowed, match="You have signed this one already"):
        desk.signed(item, reader, "altered", reason="I am right")
    assert desk.signed(item, desk.editor, "altered", reason="she is right").review_state == "approved"


def test_a_reviewer_cannot_settle(desk: Desk) -> None:
    item = desk.item_in("disputed")
    with pytest.raises(NotAllowed, match="“edit”"):
        desk.signed(item, UserFactory(role="reviewer"), "altered", reason="x")


def test_signing_what_waits_for_nobody_is_refused(desk: Desk) -> None:
    for state in ("gathering", "queued", "dismissed", "published"):
        with pytest.raises((IllegalTransition, NotAllowed)):
            desk.signed(desk.item_in(state), desk.editor, "accurate")


def test_record_in_the_factories_holds_the_words_used_here() -> None:
    assert "We will shut the bridge for nine days" in RECORD and "and not for longer" in RECORD
