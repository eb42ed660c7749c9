"""The audit chain as a file: whole, narrowed down, and closed where a second reader must not look."""

import csv
import json
from typing import Any

import pytest

from factcheck.exceptions import BadInput
from factcheck.models import AuditEntry
from factcheck.services.export_audit import COLUMNS, audit_rows, entries_of, lines
from factcheck.services.review import sign
from tests.services.desk import Desk

pytestmark = pytest.mark.django_db


def exported(item: Any = None, form: str = "jsonl") -> list[dict[str, Any]]:
    of = (item._meta.model_name, str(item.pk)) if item else ()
    written = list(lines(entries_of(*of), form))
    return [json.loads(line) for line in written] if form == "jsonl" else list(csv.DictReader(written))


def test_a_row_says_who_when_which_way_why_and_on_what() -> None:
    desk = Desk()
    item = desk.item_in("published")
    rows = {row["act"]: row for row in exported(item)}
    first = rows["quotation.propose"]
    assert (first["actor"], first["actor_id"]) == (desk.first.get_username(), desk.first.pk)
    assert (first["from_state"], first["to_state"]) == ("in_review", "second_review")
    assert (first["reader"], first["decision"], first["is_closed"]) == ("first", "altered", False)
    assert first["evidence"] == [desk.passage.pk]
    assert first["evidence_links"][0].endswith(f"/capture/{desk.passage.capture_id}/change/")
    entry = AuditEntry.objects.get(act="quotation.propose")
    assert (first["at"], first["hash"], first["new"]) == (entry.at.isoformat(), entry.hash, entry.new)


def test_the_whole_chain_is_there_in_order_in_both_forms() -> None:
    Desk().item_in("published")
    sequences = list(AuditEntry.objects.order_by("sequence").values_list("sequence", flat=True))
    assert [row["sequence"] for row in exported()] == sequences
    table = exported(form="csv")
    assert tuple(table[0]) == COLUMNS and [int(row["sequence"]) for row in table] == sequences


@pytest.mark.parametrize("kind", ["quotation", "claim"])
@pytest.mark.parametrize("state", ["second_review", "disputed"])
def test_a_signature_that_led_to_no_decision_is_closed(kind: str, state: str) -> None:
    item = Desk().item_in(state, kind)
    signed = [row for row in exported(item) if row["reader"]]
    assert signed and all(row["is_closed"] for row in signed)
    assert all(
        (row["decision"], row["note"], row["evidence"], row["evidence_links"]) == ("", "", [], []) for row in signed
    )


def test_a_round_that_was_sent_back_stays_closed_and_a_decided_one_open() -> None:
    desk = Desk()
    sent_back = desk.go(desk.item_in("second_review"), "in_review")
    assert [row["is_closed"] for row in exported(sent_back) if row["reader"]] == [True]
    back = desk.go(desk.item_in("approved"), "in_review")
    assert {row["is_closed"] for row in exported(back)} == {False}


def test_two_first_decisions_make_the_same_file() -> None:
    """But for hashes, numbers and times, whatever the first reader signed."""
    desk, files = Desk(), []
    for decision in ("altered", "paraphrase_in_quotes"):
        item = desk.item_in("in_review")
        sign(item, actor=desk.first, decision=decision, passages=[desk.passage.pk], note=f"because {decision}")
        rows = exported(item)
        for row in rows:
            for name in ("sequence", "at", "item_id", "prev_hash", "hash"):
                del row[name]
            for name in ("step", "seal", "step_at"):
                row["new"].pop(name, None)
        files.append(rows)
    assert files[0] == files[1]


def test_a_storys_file_holds_its_items_and_no_others() -> None:
    desk = Desk()
    quotation, other = desk.item_in("queued"), desk.item_in("queued")
    claim = desk.item_in("queued", "claim", story=quotation.story)
    told = {(row["item_type"], row["item_id"]) for row in exported(quotation.story)}
    assert {("quotation", quotation.pk), ("claim", claim.pk)} <= told and ("quotation", other.pk) not in told


@pytest.mark.parametrize(
    ("kind", "item_id"), [("user", "1"), ("claim", "x"), ("claim", ""), ("", "1"), ("claim", "9" * 30)]
)
def test_what_cannot_be_exported_is_refused(kind: str, item_id: str) -> None:
    with pytest.raises(BadInput, match="One of story, quotation, claim and a number were expected"):
        entries_of(kind, item_id)
    with pytest.raises(BadInput, match="csv, jsonl"):
        lines(entries_of(), "xml")


def test_many_entries_cost_no_more_queries(django_assert_num_queries: Any) -> None:
    desk = Desk()
    for kind in ("quotation", "claim") * 2:
        desk.item_in("published", kind)
    with django_assert_num_queries(6):
        list(audit_rows(entries_of()))
