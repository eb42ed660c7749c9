"""The audit chain: every bend of every field shows, and entries outlive the people they name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.models import CheckConstraint, ForeignKey, Model
from django.utils import timezone

from factcheck.models import GENESIS_HASH, AuditEntry, AuditHead, Evidence, Quotation, ReviewStep, Revision, append_only
from factcheck.services import audit
from tests.factories import PassageFactory, ReviewStepFactory, RevisionFactory, StoryFactory, UserFactory
from tests.services.desk import WAYS, Desk

pytestmark = pytest.mark.django_db

OTHER_TIME = "2020-01-01 00:00:00+00:00"
TAMPERINGS = [
    ("at", OTHER_TIME),
    ("actor_id", 987_654),
    ("actor_name", "Somebody Else"),
    ("act", "story.other"),
    ("item_type", "claim"),
    ("item_id", 987_654),
    ("old", '{"state": "other"}'),
    ("new", '{"state": "another"}'),
    ("reason", "a better reason"),
    ("evidence", "[1, 2, 3]"),
    ("prev_hash", "1" * 64),
    ("hash", "2" * 64),
    ("sequence", 99),
]


@contextmanager
def triggers_lifted() -> Iterator[None]:
    """As somebody with the database in hand would do it."""
    append_only.remove(connection)
    try:
        yield
    finally:
        append_only.install(connection)


def run_sql(statement: str, *values: object) -> None:
    with triggers_lifted(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def chain() -> list[AuditEntry]:
    story, user = StoryFactory(), UserFactory(username="rhea")
    return [
        audit.record("story.added", story, actor=user, new={"sha256": "ab"}),
        audit.record("story.changed", story, actor=None, old={"n": 1}, new={"n": 2}, reason="“why”", evidence=[5, 3]),
        audit.record("story.closed", story, actor=user, old={"n": 2}),
    ]


def test_entries_are_chained_from_the_genesis_hash(chain: list[AuditEntry]) -> None:
    assert [entry.sequence for entry in chain] == [1, 2, 3]
    assert [entry.prev_hash for entry in chain] == [GENESIS_HASH, chain[0].hash, chain[1].hash]
    head = AuditHead.objects.get()
    assert (head.sequence, head.hash) == (3, chain[2].hash)


def test_whole_chain_is_whole(chain: list[AuditEntry]) -> None:
    assert audit.verify_chain() == audit.AuditVerdict(True, 3)


def test_empty_chain_is_whole() -> None:
    assert audit.verify_chain() == audit.AuditVerdict(True, 0)


def test_hash_is_the_same_when_read_back(chain: list[AuditEntry]) -> None:
    for entry in AuditEntry.objects.all():
        assert entry.computed_hash() == entry.hash


def test_entry_names_person_machine_and_visitor(chain: list[AuditEntry]) -> None:
    named = [chain[0], chain[1], audit.record("x", StoryFactory(), actor=AnonymousUser())]
    assert [(entry.actor_id is None, entry.actor_name) for entry in named] == [
        (False, "rhea"),
        (True, "machine"),
        (True, "machine"),
    ]


def test_evidence_is_kept_sorted(chain: list[AuditEntry]) -> None:
    assert chain[1].evidence == [3, 5]


@pytest.mark.parametrize(("field", "value"), TAMPERINGS, ids=[field for field, _ in TAMPERINGS])
@pytest.mark.parametrize("sequence", [1, 2, 3])
def test_any_changed_field_of_any_row_shows(chain: list[AuditEntry], sequence: int, field: str, value: object) -> None:
    run_sql(f"UPDATE factcheck_auditentry SET {field} = %s WHERE sequence = %s", value, sequence)  # noqa: S608
    verdict = audit.verify_chain()
    assert not verdict.is_whole
    assert f"Entry {sequence} " in verdict.problem


def test_every_column_but_the_key_was_tampered_with() -> None:
    columns = {field.attname for field in AuditEntry._meta.concrete_fields} - {"id"}
    assert columns == {field for field, _ in TAMPERINGS}


def test_recomputed_hash_shows_at_the_next_link(chain: list[AuditEntry]) -> None:
    run_sql("UPDATE factcheck_auditentry SET reason = 'nothing to see' WHERE sequence = 2")
    bent = AuditEntry.objects.get(sequence=2)
    run_sql("UPDATE factcheck_auditentry SET hash = %s WHERE sequence = 2", bent.computed_hash())
    verdict = audit.verify_chain()
    assert not verdict.is_whole and "Entry 3 does not follow entry 2" in verdict.problem


CUTS = [
    ("first", "sequence = 1", "Entry 1 is missing"),
    ("middle", "sequence = 2", "Entry 2 is missing"),
    ("tail", "sequence = 3", "chain's head names entry 3"),
    ("all", "sequence > 0", "chain's head names entry 3"),
]


@pytest.mark.parametrize(("where", "problem"), [cut[1:] for cut in CUTS], ids=[cut[0] for cut in CUTS])
def test_deleted_entries_show(chain: list[AuditEntry], where: str, problem: str) -> None:
    run_sql(f"DELETE FROM factcheck_auditentry WHERE {where}")  # noqa: S608
    verdict = audit.verify_chain()
    assert not verdict.is_whole and problem in verdict.problem


def test_appended_entry_that_no_act_wrote_shows(chain: list[AuditEntry]) -> None:
    forged = AuditEntry(
        sequence=4, at=chain[2].at, actor_name="rhea", act="x", item_type="story", item_id=1, prev_hash=chain[2].hash
    )
    forged.hash = forged.computed_hash()
    forged.save()
    verdict = audit.verify_chain()
    assert not verdict.is_whole and "Entry 4 is the last one, but the chain's head names entry 3" in verdict.problem


def test_changed_or_lost_head_shows(chain: list[AuditEntry]) -> None:
    AuditHead.objects.update(sequence=2, hash=chain[1].hash)
    assert not audit.verify_chain().is_whole
    AuditHead.objects.all().delete()
    assert "head is gone" in audit.verify_chain().problem


def test_entries_outlive_the_user_they_name(chain: list[AuditEntry]) -> None:
    user = get_user_model().objects.get(username="rhea")
    was = user.pk
    user.delete()
    first = AuditEntry.objects.get(sequence=1)
    assert (first.actor_id, first.actor_name) == (was, "rhea")
    assert audit.verify_chain().is_whole


def test_a_failed_act_leaves_no_entry_and_no_gap(chain: list[AuditEntry]) -> None:
    story = StoryFactory()
    with pytest.raises(RuntimeError), transaction.atomic():
        audit.record("story.added", story, actor=None)
        raise RuntimeError
    assert audit.record("story.added", story, actor=None).sequence == 4
    assert audit.verify_chain() == audit.AuditVerdict(True, 4)


# The records the chain speaks of -------------------------------------------------------------------------------------

RECORDS = [
    ("decision of a signature", "UPDATE factcheck_reviewstep SET decision = 'accurate' WHERE reader = 'first'", "step"),
    ("note of a signature", "UPDATE factcheck_reviewstep SET note = 'x' WHERE reader = 'second'", "step"),
    ("signer", "UPDATE factcheck_reviewstep SET actor_name = 'x' WHERE reader = 'second'", "step"),
    ("reason of a move", "UPDATE factcheck_reviewstep SET reason = 'x' WHERE to_state = 'queued'", "step"),
    ("what was seen", "UPDATE factcheck_reviewstep SET seen = '{\"match\": \"exact\"}' WHERE reader = 'first'", "step"),
    ("evidence taken away", "DELETE FROM factcheck_evidence", "step"),
    ("snapshot", "UPDATE factcheck_revision SET snapshot = '{}'", "Revision"),
    ("publisher", "UPDATE factcheck_revision SET publisher_name = 'x'", "Revision"),
    ("day of publication", "UPDATE factcheck_revision SET published_at = '2020-01-01 00:00:00+00:00'", "Revision"),
    ("hash of a snapshot", "UPDATE factcheck_revision SET sha256 = 'x'", "Revision"),
]


@pytest.mark.parametrize(("statement", "named"), [r[1:] for r in RECORDS], ids=[r[0] for r in RECORDS])
def test_bent_signature_or_revision_shows(statement: str, named: str) -> None:
    Desk().item_in("published")
    assert audit.verify_chain().is_whole
    run_sql(statement)
    verdict = audit.verify_chain()
    assert not verdict.is_whole and named in verdict.problem and "was changed after entry" in verdict.problem


# Every column of every table of the record but its keys: of an entry `sequence` is the key, of a step and a revision
# the entry names it, and nothing points at the key of a row of evidence.
TABLES = (AuditEntry, AuditHead, ReviewStep, Evidence, Revision)
COLUMNS = [(model, field) for model in TABLES for field in model._meta.concrete_fields if not field.primary_key]
BENT_VALUES = {"DateTimeField": OTHER_TIME, "JSONField": '{"x": 1}', "UUIDField": uuid4().hex}


@pytest.mark.parametrize(
    ("model", "column"), COLUMNS, ids=[f"{model._meta.model_name}.{field.attname}" for model, field in COLUMNS]
)
def test_any_changed_column_of_any_record_shows(model: type[Model], column: Any) -> None:
    """Read from the models, written into the database: a column that comes later is sealed, or fails here."""
    desk = Desk()
    desk.item_in("published")
    other = desk.item_in("queued", "claim"), PassageFactory(exact="Good morning.")
    assert audit.verify_chain().is_whole
    row = model._default_manager.order_by("-pk").first()
    assert row is not None
    value: Any = BENT_VALUES.get(column.get_internal_type(), "x")
    if column.get_internal_type() in {"PositiveIntegerField", "PositiveBigIntegerField"}:
        value = 9
    if isinstance(column, ForeignKey):
        there = {"step": ReviewStep.objects.order_by("pk")[0].pk, "passage": other[1].pk, "claim": other[0].pk}
        there["quotation"] = Quotation.objects.order_by("pk")[0].pk
        value = None if getattr(row, column.attname) and column.null else there.get(column.name, 987_654)
        if column.name in {"actor", "publisher"}:
            value = 987_654
    if value == getattr(row, column.attname):
        pytest.fail(f"{column}: the bent value is the one it has")
    with constraints_lifted(model):
        run_sql(f"UPDATE {model._meta.db_table} SET {column.column} = %s WHERE id = %s", value, row.pk)  # noqa: S608
        assert not audit.verify_chain().is_whole


@contextmanager
def constraints_lifted(model: type[Model]) -> Iterator[None]:
    """As somebody with the database in hand could: checks of a row are dropped, until the test's transaction ends."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            try:
                yield
            finally:
                cursor.execute("PRAGMA ignore_check_constraints = OFF")
            return
        connection.check_constraints()  # a table with keys yet to be checked cannot be altered
        for constraint in model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                cursor.execute(f"ALTER TABLE {model._meta.db_table} DROP CONSTRAINT {constraint.name}")
    yield


def test_the_time_of_a_step_is_sealed_and_one_written_before_it_was_is_whole() -> None:
    Desk().item_in("published")
    step = ReviewStep.objects.get(reader="second")
    entry = AuditEntry.objects.get(act="quotation.second")
    step.created_at -= timedelta(minutes=1)
    rows = {(ReviewStep, step.pk): step}
    assert f"Review step {step.pk} was changed" in audit._changed_record(entry, rows)
    del entry.new[audit.STEP_AT]
    assert not audit._changed_record(entry, rows)


@pytest.mark.parametrize(
    "column", sorted(f.attname for f in Revision._meta.concrete_fields if f.attname not in {"id", "snapshot"})
)
def test_any_changed_field_of_a_revision_shows(column: str) -> None:
    """Read from the model; the snapshot has a hash of its own, which is sealed with the rest."""
    revision = Desk().item_in("published").published_revision
    seal = revision.computed_seal()
    bent: dict[str, Any] = {
        "public_id": uuid4(),
        "published_at": timezone.now() - timedelta(days=1),
        "quotation_id": None,
        "claim_id": 1,
    }
    setattr(revision, column, bent.get(column, 987654 if column in ("number", "publisher_id") else "x"))
    assert revision.computed_seal() != seal


def test_a_revision_frozen_before_rows_were_sealed_is_whole() -> None:
    revision = Desk().item_in("published").published_revision
    entry = AuditEntry.objects.get(act=audit.FROZEN, item_id=revision.pk)
    assert not audit._changed_record(entry, {(Revision, revision.pk): revision})
    del entry.new[audit.ROW_SEAL]
    assert not audit._changed_record(entry, {(Revision, revision.pk): revision})


def test_forged_signature_shows() -> None:
    item = Desk().item_in("second_review")
    ReviewStepFactory(quotation=item, round=item.round, reader="second", to_state="approved")
    assert "There are 4 review steps; the chain knows of 3" in audit.verify_chain().problem


def test_forged_revision_shows() -> None:
    item = Desk().item_in("published")
    forged = RevisionFactory(quotation=item, number=2, decision="accurate")
    assert f"Revision {forged.pk} was frozen by no entry" in audit.verify_chain().problem


ROWS = [
    ("decision changed", "published", "{field} = 'x'", "is published as “x”; entry"),
    ("approved one changed", "approved", "{field} = 'x'", "is approved as “x”; entry"),
    ("state changed", "published", "review_state = 'retracted'", "is retracted as"),
    ("decided without a second reader", "second_review", "review_state = 'approved', {field} = 'x'", "is approved as"),
    ("published without a move", "gathering", "review_state = 'published', {field} = 'x'", "no entry moved it"),
    ("sent back without a move", "published", "review_state = 'queued', {field} = 'unreviewed'", "is queued as"),
    ("revision hidden", "published", "published_revision_id = NULL", "shows revision None; the last one frozen is"),
]


@pytest.mark.parametrize("kind", ["quotation", "claim"])
@pytest.mark.parametrize(("state", "change", "problem"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_row_that_says_otherwise_than_the_chain_shows(state: str, change: str, problem: str, kind: str) -> None:
    desk = Desk()
    desk.item_in("published", kind)
    item = desk.item_in(state, kind)
    assert audit.verify_chain().is_whole
    field = {"quotation": "attribution_status", "claim": "rating"}[kind]
    run_sql(f"UPDATE factcheck_{kind} SET {change.format(field=field)} WHERE id = %s", item.pk)  # noqa: S608
    verdict = audit.verify_chain()
    assert not verdict.is_whole and f"{kind.capitalize()} {item.pk} " in verdict.problem and problem in verdict.problem


@pytest.mark.parametrize("kind", ["quotation", "claim"])
@pytest.mark.parametrize("state", WAYS)
def test_every_state_the_services_reach_is_whole(state: str, kind: str) -> None:
    Desk().item_in(state, kind)
    assert audit.verify_chain().problem == ""


def test_the_seal_of_a_first_reading_cannot_be_tried_out() -> None:
    """It is shown to second readers; without the salt, hashing every status there is would give the decision away."""
    item = Desk().item_in("second_review")
    step = item.steps.get(reader="first")
    seal = AuditEntry.objects.get(act="quotation.propose").new["seal"]
    assert seal == step.computed_seal() and len(step.salt) == 32
    step.salt = ""
    assert step.computed_seal() != seal


VALUES = [
    ("unicode", {"a": "“Ж” 🙂 e\u0301"}),
    ("nested", {"a": [{"b": None, "c": [1, -2, 0.25]}], "z": True}),
    ("big number", {"n": 2**53 + 1}),
    ("key order", {"b": 1, "a": 2}),
    ("line ends", {"a": "one\ntwo\u2028three\\n"}),
]


@pytest.mark.parametrize("value", [value for _, value in VALUES], ids=[name for name, _ in VALUES])
def test_values_survive_the_database_with_their_hash(value: dict[str, object]) -> None:
    audit.record("x", StoryFactory(), actor=None, old=value, new=value, reason=str(value))
    assert audit.verify_chain().is_whole


def test_walking_reads_no_entry_twice(
    chain: list[AuditEntry], django_assert_max_num_queries: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(6):
        audit.verify_chain()


def test_many_items_cost_no_more_queries(django_assert_max_num_queries: Callable[..., object]) -> None:
    desk = Desk()
    for kind in ("quotation", "claim") * 3:
        desk.item_in("published", kind)
    with django_assert_max_num_queries(9):  # three more read the steps, their evidence and the revisions of a chunk
        assert audit.verify_chain().is_whole
