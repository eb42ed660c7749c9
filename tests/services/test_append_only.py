"""Rows that are written once: the model refuses to bend them, and so does the database under it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from factcheck.models import AppendOnlyError, AuditEntry, Capture, Evidence, ReviewStep, Revision, append_only
from factcheck.models.append_only import AppendOnly
from factcheck.services import audit, comment
from tests.factories import (
    CaptureFactory,
    EvidenceFactory,
    PassageFactory,
    QuotationFactory,
    ReviewStepFactory,
    RevisionFactory,
    StoryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

MAKERS: dict[str, Callable[[], models.Model]] = {
    "auditentry": lambda: audit.record("story.added", StoryFactory(), actor=None),
    "reviewstep": ReviewStepFactory,
    "revision": RevisionFactory,
    "comment": lambda: comment.write(QuotationFactory(), "See page 2.", actor=UserFactory(role="reviewer")),
}
FROZEN: dict[str, Callable[[], models.Model]] = {"passage": PassageFactory, "capture": CaptureFactory}
BENT_COLUMN = {"auditentry": "reason", "reviewstep": "note", "revision": "reason", "comment": "text"}


@pytest.fixture(params=MAKERS)
def row(request: pytest.FixtureRequest) -> Any:
    return MAKERS[request.param]()


@pytest.fixture(params=FROZEN)
def frozen(request: pytest.FixtureRequest) -> Any:
    return FROZEN[request.param]()


def test_every_guarded_table_is_tried_here() -> None:
    assert {f"factcheck_{name}" for name in MAKERS} | {Evidence._meta.db_table} == set(append_only.APPEND_ONLY_TABLES)
    assert {f"factcheck_{name}" for name in FROZEN} == set(append_only.FROZEN_COLUMNS)
    assert all(issubclass(model, AppendOnly) for model in (AuditEntry, ReviewStep, Revision))


def run(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    "statement", ["UPDATE factcheck_evidence SET passage_id = %s", "DELETE FROM factcheck_evidence"]
)
def test_database_refuses_to_exchange_evidence(statement: str) -> None:
    evidence, other = EvidenceFactory(), PassageFactory(exact="Good morning.")
    with pytest.raises(DatabaseError, match="factcheck_evidence rows are written once"):
        run(statement, *([other.pk] if "%s" in statement else []))
    evidence.refresh_from_db()
    assert evidence.passage != other


def test_database_refuses_to_bend_the_words_of_evidence(frozen: Any) -> None:
    table = frozen._meta.db_table
    for column in append_only.FROZEN_COLUMNS[table]:
        with pytest.raises(DatabaseError, match=f"{table} rows are written once"):
            run(f'UPDATE {table} SET "{column}" = "{column}"')  # noqa: S608


def test_captures_can_still_be_marked_as_worked_through() -> None:
    capture = CaptureFactory()
    now = timezone.now()
    assert Capture.objects.filter(pk=capture.pk).update(watched_at=now, indexed_at=now) == 1


def test_model_refuses_to_save_again(row: Any) -> None:
    with pytest.raises(AppendOnlyError, match="written once"):
        row.save()


def test_model_refuses_to_save_a_row_read_back(row: Any) -> None:
    with pytest.raises(AppendOnlyError):
        type(row).objects.get(pk=row.pk).save()


def test_model_refuses_to_delete(row: Any) -> None:
    with pytest.raises(AppendOnlyError):
        row.delete()


def test_queryset_refuses_to_update_and_delete(row: Any) -> None:
    with pytest.raises(AppendOnlyError):
        type(row).objects.filter(pk=row.pk).update(**{BENT_COLUMN[row._meta.model_name]: "x"})
    with pytest.raises(AppendOnlyError):
        type(row).objects.all().delete()


@pytest.mark.parametrize("act", ["bulk_update", "update_or_create"])
def test_other_doors_of_the_queryset_are_shut(row: Any, act: str) -> None:
    column = BENT_COLUMN[row._meta.model_name]
    setattr(row, column, "bent")
    with pytest.raises(AppendOnlyError):
        if act == "bulk_update":
            type(row).objects.bulk_update([row], [column])
        else:
            type(row).objects.update_or_create(pk=row.pk, defaults={column: "bent"})


@pytest.mark.parametrize("statement", ["UPDATE {table} SET {column} = 'bent'", "DELETE FROM {table}"])
def test_database_refuses_plain_sql(row: Any, statement: str) -> None:
    table, column = row._meta.db_table, BENT_COLUMN[row._meta.model_name]
    refused = pytest.raises(DatabaseError, match=f"{table} rows are written once")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=table, column=column))
    row.refresh_from_db()
    assert getattr(row, column) != "bent"


def test_item_with_steps_cannot_be_deleted() -> None:
    step = ReviewStepFactory()
    with pytest.raises(models.ProtectedError):
        step.quotation.delete()
    with pytest.raises(models.ProtectedError):
        step.quotation.story.delete()


def test_removed_triggers_let_go_and_installed_ones_hold_again(row: Any) -> None:
    table = row._meta.db_table
    append_only.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {BENT_COLUMN[row._meta.model_name]} = 'bent'")  # noqa: S608
    append_only.install(connection)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608
