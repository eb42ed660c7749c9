"""The demo newsroom: one person a role, made once, its password random and known to nobody afterwards."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group

from factcheck.models import AuditEntry
from factcheck.services.newsroom import MEMBERS, make_demo_newsroom

pytestmark = pytest.mark.django_db


def test_every_role_has_somebody_who_can_sign_in() -> None:
    members, password = make_demo_newsroom()

    assert members == list(MEMBERS)
    assert {member.group for member in members} == set(Group.objects.values_list("name", flat=True))
    for member in members:
        user = authenticate(username=member.username, password=password)
        assert user is not None and user.is_staff and not user.is_superuser
        assert [group.name for group in user.groups.all()] == [member.group]


def test_the_second_time_makes_nobody_and_tells_no_password() -> None:
    make_demo_newsroom()

    assert make_demo_newsroom() == ([], "")


def test_somebody_who_exists_keeps_their_password() -> None:
    get_user_model().objects.create_user("editor", password="of my own choosing")

    members, password = make_demo_newsroom()

    assert "editor" not in [member.username for member in members]
    assert authenticate(username="editor", password=password) is None


def test_passwords_differ_from_newsroom_to_newsroom_and_are_stored_hashed() -> None:
    _, first = make_demo_newsroom()
    get_user_model().objects.all().delete()
    _, second = make_demo_newsroom()

    assert first != second and len(first) >= 16
    assert not get_user_model().objects.filter(password__contains=second).exists()


def test_each_is_in_the_audit_chain() -> None:
    make_demo_newsroom()

    assert AuditEntry.objects.filter(act="user.made_for_demo").count() == len(MEMBERS)
