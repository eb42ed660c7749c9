"""Publishing: frozen, numbered revisions whose hashes anybody can compute again; corrections; tombstones."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from factcheck.exceptions import IllegalTransition, MissingEvidence, NotAllowed, Stale
from factcheck.models import (
    Alert,
    AlertState,
    AuditEntry,
    Quotation,
    Revision,
    Source,
    SourceKind,
    canonical_json,
)
from factcheck.services import audit
from factcheck.services.disclose import public_snapshots
from factcheck.services.publish import publish, publish_story, retract
from factcheck.services.review import move
from tests.factories import AlertFactory, ComparisonFactory, SearchFactory, UserFactory
from tests.services.desk import AGAINST, OTHER, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture(params=["quotation", "claim"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_revision_holds_what_was_decided_and_why(desk: Desk, kind: str) -> None:
    item = desk.item_in("approved", kind)
    SearchFactory(story=item.story, outcome="unreadable", reason="damaged")
    revision = publish(item, actor=desk.editor)
    snapshot = revision.snapshot
    item.refresh_from_db()
    assert (item.review_state, item.published_revision) == ("published", revision)
    assert (revision.number, revision.kind, revision.decision) == (1, "published", AGAINST[kind])
    assert revision.publisher_name == desk.editor.username
    assert (snapshot["text"], snapshot["type"], snapshot["id"]) == (item.text, kind, str(item.public_id))
    assert snapshot["decision"] == AGAINST[kind]
    assert snapshot["story"]["sha256"] == item.story.text_sha256
    assert snapshot["speaker"] == item.attribution.speaker.name
    [evidence] = snapshot["evidence"]
    assert evidence["words"] == desk.passage.exact
    assert evidence["capture"]["sha256"] == desk.passage.capture.raw_sha256
    assert evidence["source"]["url"] == desk.passage.capture.source.url
    assert [entry["outcome"] for entry in snapshot["searched"]] == ["searched", "unreadable"]
    assert snapshot["signatures"] == 2


def test_evidence_of_a_quotation_carries_its_word_operations(desk: Desk) -> None:
    item = desk.item_in("in_review")
    row = ComparisonFactory(quotation=item, capture=desk.passage.capture, passage=desk.passage)
    item = desk.signed(desk.signed(item, desk.first, "altered"), desk.second, "altered")
    row.delete()  # what was signed does not change with later comparisons
    snapshot = publish(item, actor=desk.editor).snapshot
    assert snapshot["match"] == row.match
    assert snapshot["evidence"][0]["comparison"]["operations"] == row.operations


def test_hash_can_be_computed_again_from_the_stored_snapshot(desk: Desk, kind: str) -> None:
    revision = Revision.objects.get(pk=publish(desk.item_in("approved", kind), actor=desk.editor).pk)
    spelled_out = json.dumps(revision.snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert canonical_json(revision.snapshot) == spelled_out
    assert hashlib.sha256(spelled_out.encode()).hexdigest() == revision.sha256
    entry = AuditEntry.objects.get(act="revision.frozen")
    assert (entry.item_id, entry.new["sha256"]) == (revision.pk, revision.sha256)


def test_later_changes_do_not_reach_a_revision(desk: Desk) -> None:
    item = desk.item_in("published")
    before = item.published_revision.snapshot
    item.story.title = "Another title"
    item.story.save()
    Source.objects.update(name="another name")
    assert Revision.objects.get(pk=item.published_revision.pk).snapshot == before


def test_no_personal_name_of_a_reader_is_published(desk: Desk, kind: str) -> None:
    revision = publish(desk.item_in("approved", kind), actor=desk.editor)
    for person in (desk.first, desk.second, desk.editor):
        assert person.username not in canonical_json(revision.snapshot)


def test_correction_is_the_next_revision(desk: Desk, kind: str) -> None:
    item = desk.item_in("published", kind)
    move(item, "reopened", actor=desk.editor, reason="a reader wrote to us")
    item = move(item, "in_review", actor=desk.first)
    item = desk.signed(item, desk.first, OTHER[kind])
    item = desk.signed(item, desk.second, OTHER[kind])
    for said in ({}, {"was_wrong": "Six days stood there."}, {"was_wrong": " ", "found_how": "A reader wrote."}):
        with pytest.raises(MissingEvidence, match="what was wrong and how it was found"):
            publish(item, actor=desk.editor, reason="the meaning had changed", **said)
    assert publish_story(item.story, actor=desk.editor) == []  # corrections are published one by one
    said = {"was_wrong": "Six days stood there.", "found_how": "A reader wrote."}
    revision = publish(item, actor=desk.editor, reason="the meaning had changed", **said)
    assert revision.snapshot["correction"] == said
    assert public_snapshots([revision.snapshot])[0]["correction"] == said
    assert (revision.number, revision.kind, revision.decision) == (2, "correction", OTHER[kind])
    assert revision.reason == revision.snapshot["reason"] == "the meaning had changed"
    assert [r.number for r in item.revisions.order_by("number")] == [1, 2]


def test_public_goes_on_seeing_the_last_revision_while_it_is_reviewed_again(desk: Desk) -> None:
    item = desk.item_in("reopened")
    item = move(item, "in_review", actor=desk.first)
    item.refresh_from_db()
    assert item.published_revision is not None and item.published_revision.number == 1
    assert item.attribution_status == "unreviewed"


def test_confirming_again_needs_a_reason_and_is_a_revision(desk: Desk, kind: str) -> None:
    item = desk.item_in("reopened", kind)
    with pytest.raises(MissingEvidence, match="needs a written reason"):
        publish(item, actor=desk.editor)
    revision = publish(item, actor=desk.editor, reason="only a comma moved")
    assert (revision.number, revision.kind) == (2, "confirmed")


def test_retraction_leaves_a_tombstone_and_keeps_what_was_there(desk: Desk, kind: str) -> None:
    item = desk.item_in("published", kind)
    tombstone = retract(item, actor=desk.editor, reason="we asked the wrong office")
    item.refresh_from_db()
    assert (item.review_state, item.published_revision) == ("retracted", tombstone)
    assert (tombstone.number, tombstone.kind, tombstone.reason) == (2, "retraction", "we asked the wrong office")
    assert item.revisions.count() == 2


def test_retracting_needs_a_reason_and_the_permission(desk: Desk) -> None:
    item = desk.item_in("published")
    with pytest.raises(MissingEvidence):
        retract(item, actor=desk.editor, reason=" ")
    with pytest.raises(NotAllowed):
        retract(item, actor=desk.first, reason="x")
    assert Revision.objects.count() == 1


def test_publishing_twice_makes_one_revision(desk: Desk) -> None:
    item = desk.item_in("approved")
    first = publish(item, actor=desk.editor)
    again = publish(item, actor=desk.editor)
    assert first == again and Revision.objects.count() == 1


def test_stale_publisher_is_told(desk: Desk) -> None:
    item = desk.item_in("approved")
    with pytest.raises(Stale):
        publish(item, actor=desk.editor, version=item.version - 1)
    assert not Revision.objects.exists()


@pytest.mark.parametrize("state", ["gathering", "queued", "in_review", "second_review", "disputed", "dismissed"])
def test_nothing_unsigned_is_published(desk: Desk, state: str) -> None:
    with pytest.raises(IllegalTransition):
        publish(desk.item_in(state), actor=UserFactory(superuser=True), reason="now")
    assert not Revision.objects.exists()


# Fabricated: an editor who signed neither reading --------------------------------------------------------------------


def fabricated(desk: Desk, first: Any = None, **fields: Any) -> Any:
    item = move(desk.item_in("queued", **fields), "in_review", actor=first or desk.first)
    item = desk.signed(item, first or desk.first, "fabricated")
    return desk.signed(item, desk.second, "fabricated")


def test_fabricated_is_published_by_an_editor_who_signed_neither_reading(desk: Desk) -> None:
    assert publish(fabricated(desk), actor=desk.editor).decision == "fabricated"


def test_fabricated_is_not_published_by_its_reader(desk: Desk) -> None:
    reader = UserFactory(role="editor")
    for item in (fabricated(desk, reader), fabricated(desk, UserFactory(superuser=True))):
        signer = item.steps.filter(reader="first").get().actor
        with pytest.raises(NotAllowed, match="editor who signed neither reading"):
            publish(item, actor=signer)


# Changed evidence ----------------------------------------------------------------------------------------------------


def test_evidence_that_changed_meanwhile_is_not_published_unseen(desk: Desk) -> None:
    item = desk.item_in("approved")
    alert = AlertFactory(passage=desk.passage)
    with pytest.raises(MissingEvidence, match="no longer has the words"):
        publish(item, actor=desk.editor)
    Alert.objects.filter(pk=alert.pk).update(state=AlertState.SETTLED)
    assert publish(item, actor=desk.editor).number == 1


def test_confirming_settles_the_alert_it_answers(desk: Desk) -> None:
    item = desk.item_in("published")
    alert = AlertFactory(passage=desk.passage)
    item = move(item, "reopened", actor=None, reason="words went")
    publish(item, actor=desk.editor, reason="they were moved to an annex")
    alert.refresh_from_db()
    assert alert.state == "settled" and alert.settled_at is not None
    entry = AuditEntry.objects.get(act="alert.settled")
    assert (entry.item_id, entry.reason) == (alert.pk, "they were moved to an annex")


def test_confirming_one_item_leaves_the_alert_to_the_other(desk: Desk) -> None:
    item, other = desk.item_in("published"), desk.item_in("approved")
    alert = AlertFactory(passage=desk.passage)
    item = move(item, "reopened", actor=None, reason="words went")
    publish(item, actor=desk.editor, reason="still right")
    alert.refresh_from_db()
    assert alert.state == "open"
    with pytest.raises(MissingEvidence):
        publish(other, actor=desk.editor)


# Watching ------------------------------------------------------------------------------------------------------------


def test_published_web_sources_are_watched_from_now_on(desk: Desk) -> None:
    publish(desk.item_in("approved"), actor=desk.editor)
    source = desk.passage.capture.source
    source.refresh_from_db()
    assert source.is_watched
    assert timezone.now() < source.next_attempt_at < timezone.now() + timedelta(days=31)


def test_files_are_not_watched(desk: Desk) -> None:
    item = desk.item_in("approved")
    Source.objects.update(kind=SourceKind.FILE, url="")
    publish(item, actor=desk.editor)
    assert not Source.objects.filter(is_watched=True).exists()


# A whole story -------------------------------------------------------------------------------------------------------


def test_a_story_is_published_together(desk: Desk) -> None:
    story = desk.item_in("approved").story
    desk.item_in("approved", "claim", story=story)
    waiting = desk.item_in("queued", story=story)
    revisions = publish_story(story, actor=desk.editor)
    assert [bool(r.quotation_id) for r in revisions] == [True, False]
    assert Quotation.objects.get(pk=waiting.pk).review_state == "queued"
    assert audit.verify_chain().is_whole


def test_a_story_is_published_whole_or_not_at_all(desk: Desk) -> None:
    good = desk.item_in("approved")
    bad = fabricated(desk, UserFactory(role="editor"), story=good.story)
    with pytest.raises(NotAllowed):
        publish_story(good.story, actor=bad.steps.filter(reader="first").get().actor)
    assert not Revision.objects.exists()
    good.refresh_from_db()
    assert good.review_state == "approved"
