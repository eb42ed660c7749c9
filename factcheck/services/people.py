"""What happens to a person's sessions when the person changes, and the record of passwords that were set."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from factcheck.services import audit

# Fields of a person that say what they may do.
RIGHTS = frozenset({"groups", "user_permissions", "is_active", "is_staff", "is_superuser"})


def end_sessions(user: Any, *, actor: Any, reason: str, kept: str | None = None) -> int:
    """How many sessions of the person were ended; `kept` is the key of one that goes on.

    Sessions name their user inside their data only, so all that run are read: a newsroom has hundreds, not millions.
    """
    running = Session.objects.filter(expire_date__gt=timezone.now()).iterator()
    keys = [s.pk for s in running if s.pk != kept and s.get_decoded().get(SESSION_KEY) == str(user.pk)]
    if not keys:
        return 0
    with transaction.atomic():
        Session.objects.filter(pk__in=keys).delete()
        audit.record("sessions.ended", user, actor=actor, new={"sessions": len(keys)}, reason=reason)
    return len(keys)


def record_password(user: Any, *, actor: Any) -> None:
    """Record that a password was set. Other sessions end by themselves: they carry a hash of the old one."""
    audit.record("password.set", user, actor=actor)
