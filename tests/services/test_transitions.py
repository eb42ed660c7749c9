"""The table of review states: every way in it, every way that is not, and who may go which."""

import pytest

from factcheck.exceptions import IllegalTransition, MissingEvidence, NotAllowed
from factcheck.models import AuditEntry, Claim, Quotation, ReviewState, ReviewStep
from factcheck.services.review import legal_moves, move
from factcheck.services.transitions import EDGES, Edge, edge_between, edges_from
from tests.factories import UserFactory
from tests.services.desk import WAYS, Desk

pytestmark = pytest.mark.django_db

# The table of the product's design, written down a second time on purpose.
WANTED = {
    "gathering": {"queued", "dismissed"},
    "queued": {"in_review", "gathering", "dismissed"},
    "in_review": {"second_review", "approved", "queued", "gathering", "dismissed"},
    "second_review": {"approved", "disputed", "in_review"},
    "disputed": {"approved", "in_review"},
    "approved": {"published", "in_review"},
    "published": {"reopened", "retracted"},
    "reopened": {"in_review", "published"},
    "retracted": {"reopened"},
    "dismissed": {"queued"},
}
# Ways that undo somebody's work, settle a quarrel or take back what the public saw.
REASONED = {
    *((state, "dismissed") for state in ("gathering", "queued", "in_review")),
    ("second_review", "in_review"),
    ("disputed", "in_review"),
    ("disputed", "approved"),
    ("approved", "in_review"),
    ("published", "reopened"),
    ("published", "retracted"),
    ("reopened", "published"),
    ("retracted", "reopened"),
    ("dismissed", "queued"),
}
ROLES = {
    "reporter": set(),
    "reviewer": {"review"},
    "editor": {"review", "edit", "publish"},
    "source manager": set(),
    "auditor": set(),
    "admin": set(),
}
WAYS_OUT = [pytest.param(edge, id=f"{edge.from_state}-{edge.to_state}") for edge in EDGES]
NO_WAYS = [
    pytest.param(start, end, id=f"{start}-{end}")
    for start in WANTED
    for end in WANTED
    if end != start and end not in WANTED[start]
]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_table_is_the_designed_one() -> None:
    assert {state: {edge.to_state.value for edge in edges_from(state)} for state in WANTED} == WANTED
    assert set(WANTED) == set(ReviewState.values)
    assert len(EDGES) == sum(len(ends) for ends in WANTED.values())


def test_reasons_are_asked_for_where_work_is_undone() -> None:
    assert {(edge.from_state.value, edge.to_state.value) for edge in EDGES if edge.needs_reason} == REASONED


def test_unknown_states_have_no_ways() -> None:
    assert edge_between("queued", "nowhere") is None
    assert edge_between("nowhere", "queued") is None
    assert edges_from("nowhere") == ()


@pytest.mark.parametrize("kind", ["quotation", "claim"])
@pytest.mark.parametrize("edge", WAYS_OUT)
def test_each_way_can_be_gone(desk: Desk, edge: Edge, kind: str) -> None:
    item = desk.item_in(edge.from_state, kind)
    if edge.to_state == "approved" and edge.from_state == "in_review":
        unnamed = {"quotation": "accurate", "claim": "true"}[kind]
        moved = desk.signed(item, desk.first, unnamed)
    elif edge.from_state == "disputed" and edge.to_state == "in_review":
        moved = desk.go(item, edge.to_state, actor=desk.editor)
    else:
        moved = desk.go(item, edge.to_state)
    stored = type(item)._default_manager.get(pk=item.pk)
    assert moved.review_state == stored.review_state == edge.to_state
    assert stored.version == item.version + 1
    step = stored.steps.last()
    assert (step.from_state, step.to_state, bool(step.reader)) == (edge.from_state, edge.to_state, edge.signs)
    if edge.needs_reason:
        assert step.reason == "there is a reason"


@pytest.mark.parametrize("edge", WAYS_OUT)
def test_each_way_writes_one_step_and_its_audit_entry(desk: Desk, edge: Edge) -> None:
    item = desk.item_in(edge.from_state)
    steps, entries = ReviewStep.objects.count(), AuditEntry.objects.filter(item_type="quotation").count()
    if edge.to_state == "approved" and edge.from_state == "in_review":
        desk.signed(item, desk.first, "accurate")
    else:
        desk.go(item, edge.to_state, actor=desk.editor if edge.from_state == "disputed" else None)
    assert ReviewStep.objects.count() == steps + 1
    assert AuditEntry.objects.filter(item_type="quotation").count() == entries + 1
    entry = AuditEntry.objects.filter(item_type="quotation").last()
    assert entry is not None
    assert (entry.act, entry.old["state"], entry.new["state"]) == (
        f"quotation.{edge.act}",
        edge.from_state,
        edge.to_state,
    )
    assert entry.new["step"] == ReviewStep.objects.last().pk  # type: ignore[union-attr]


@pytest.mark.parametrize(("start", "end"), NO_WAYS)
def test_ways_that_are_not_in_the_table_are_refused_with_those_that_are(desk: Desk, start: str, end: str) -> None:
    item = desk.item_in(start)
    superuser = UserFactory(superuser=True)
    if start == "in_review":
        Quotation.objects.filter(pk=item.pk).update(assigned_to=superuser)
    with pytest.raises(IllegalTransition) as refusal:
        move(item, end, actor=superuser, decision="altered", reason="because", note="because")
    assert set(refusal.value.legal) == WANTED[start]
    for state in WANTED[start]:
        assert state in str(refusal.value)
    item.refresh_from_db()
    assert item.review_state == start


def test_refusal_names_only_ways_this_person_may_go(desk: Desk) -> None:
    item = desk.item_in("published")
    with pytest.raises(IllegalTransition) as refusal:
        move(item, "queued", actor=desk.first)
    assert refusal.value.legal == () and "none for you" in str(refusal.value)


@pytest.mark.parametrize("start", WANTED)
@pytest.mark.parametrize("role", [*ROLES, "superuser", "nobody"])
def test_roles_may_go_the_ways_their_permissions_open(desk: Desk, role: str, start: str) -> None:
    item = desk.item_in(start)
    if role == "superuser":
        user, permissions = UserFactory(superuser=True), {"review", "edit", "publish"}
    else:
        user, permissions = UserFactory(role="" if role == "nobody" else role), ROLES.get(role, set())
    if start == "in_review":
        Quotation.objects.filter(pk=item.pk).update(assigned_to=user)
        item.refresh_from_db()
    wanted = {edge.to_state for edge in EDGES if edge.from_state == start and edge.permission in permissions}
    assert {edge.to_state for edge in legal_moves(item, user)} == wanted


@pytest.mark.parametrize("edge", WAYS_OUT)
def test_a_reporter_is_refused_every_way_and_nothing_is_written(desk: Desk, edge: Edge) -> None:
    item = desk.item_in(edge.from_state)
    entries = AuditEntry.objects.count()
    with pytest.raises(NotAllowed, match="needs the permission"):
        desk.go(item, edge.to_state, actor=UserFactory(role="reporter"))
    assert AuditEntry.objects.count() == entries
    item.refresh_from_db()
    assert item.review_state == edge.from_state


@pytest.mark.parametrize("edge", WAYS_OUT)
def test_the_machine_goes_only_the_ways_open_to_it(desk: Desk, edge: Edge) -> None:
    item = desk.item_in(edge.from_state)
    if edge.is_open_to_machine:
        assert move(item, edge.to_state, actor=None, reason="the words went").review_state == edge.to_state
    else:
        with pytest.raises(NotAllowed, match="A person has to do this"):
            move(item, edge.to_state, actor=None, reason="the words went", decision="altered")


def test_no_signing_or_publishing_way_is_open_to_the_machine() -> None:
    assert not [edge for edge in EDGES if edge.is_open_to_machine and (edge.signs or edge.to_state == "published")]


@pytest.mark.parametrize("edge", [way for way in WAYS_OUT if way.values[0].needs_reason])
@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_ways_that_ask_for_a_reason_are_refused_without(desk: Desk, edge: Edge, reason: str) -> None:
    item = desk.item_in(edge.from_state)
    actor = desk.editor if edge.from_state == "disputed" else desk.actor_for(item, edge.to_state)
    with pytest.raises(MissingEvidence, match="needs a written reason"):
        move(
            item,
            edge.to_state,
            actor=actor,
            reason=reason,
            decision="altered" if edge.signs else "",
            passages=[desk.passage.pk] if edge.signs else (),
            note="seen",
        )
    item.refresh_from_db()
    assert item.review_state == edge.from_state


@pytest.mark.parametrize("kind", ["quotation", "claim"])
@pytest.mark.parametrize("state", WAYS)
def test_going_where_it_stands_does_nothing_and_logs_nothing(desk: Desk, state: str, kind: str) -> None:
    item = desk.item_in(state, kind)
    entries, steps = AuditEntry.objects.count(), ReviewStep.objects.count()
    actor = desk.first if state == "in_review" else desk.editor
    same = move(item, state, actor=actor, reason="again")
    assert (same.version, AuditEntry.objects.count(), ReviewStep.objects.count()) == (item.version, entries, steps)


@pytest.mark.parametrize("model", [Quotation, Claim])
@pytest.mark.parametrize("state", WAYS)
def test_a_decision_stands_exactly_in_the_states_after_a_signature(
    desk: Desk, state: str, model: type[Quotation] | type[Claim]
) -> None:
    item = desk.item_in(state, str(model._meta.model_name))
    is_decided = state in {"approved", "published", "reopened", "retracted"}
    assert (item.decision != "unreviewed") is is_decided
