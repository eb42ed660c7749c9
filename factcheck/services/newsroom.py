"""A demo newsroom: one person a role, so that the desk can be tried from every side. Made only when asked for."""

import secrets
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from factcheck.services import audit


@dataclass(frozen=True, slots=True)
class Member:
    """One of the demo newsroom: the name to sign in with, its group, and what it is for."""

    username: str
    group: str
    may: str


MEMBERS = (
    Member("reporter", "reporter", "submits stories"),
    Member("reviewer", "reviewer", "reads and signs"),
    Member("second-reviewer", "reviewer", "reads again what needs two pairs of eyes"),
    Member("editor", "editor", "settles disputes and publishes"),
    Member("source-manager", "source manager", "rates, watches and corrects sources; they come in with stories"),
    Member("auditor", "auditor", "reads the audit chain"),
    Member("admin", "admin", "adds people and API keys"),
)


def make_demo_newsroom() -> tuple[list[Member], str]:
    """The members made now and the one password they share; an empty list and "" when all of them exist already.

    The password is random and stored only as a hash: whoever calls this shows it, once.
    """
    users = get_user_model()._default_manager
    with transaction.atomic():
        known = set(
            users.filter(username__in=[member.username for member in MEMBERS]).values_list("username", flat=True)
        )
        missing = [member for member in MEMBERS if member.username not in known]
        if not missing:
            return [], ""
        password = secrets.token_urlsafe(12)
        for member in missing:
            user = users.create_user(member.username, password=password, is_staff=True)
            user.groups.add(Group.objects.get(name=member.group))
            audit.record("user.made_for_demo", user, actor=None, new={"role": member.group})
    return missing, password
