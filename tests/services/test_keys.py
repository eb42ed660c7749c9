"""API keys: shown once, kept as a hash, usable until they expire or are revoked."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from factcheck.exceptions import BadInput
from factcheck.models import ApiKey, AuditEntry
from factcheck.services.keys import create_key, revoke_key

pytestmark = pytest.mark.django_db


def test_secret_is_returned_once_and_stored_nowhere(reviewer: Any, superuser: Any) -> None:
    key, secret = create_key(reviewer, name=" CMS ", scopes=["read", "read", "submit"], actor=superuser)
    assert secret.startswith("fck_") and len(secret) > 40 and key.prefix == secret[:12]
    assert (key.name, key.scopes, key.sha256) == ("CMS", ["read", "submit"], ApiKey.hash_of(secret))
    stored = str([*ApiKey.objects.values(), *AuditEntry.objects.values()])
    assert secret not in stored and secret[12:] not in stored
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.actor_name, entry.new["user"]) == ("key.created", "sue", reviewer.pk)


def test_two_keys_differ(reviewer: Any) -> None:
    secrets = {create_key(reviewer, name="x", scopes=["read"], actor=reviewer)[1] for _ in range(20)}
    assert len(secrets) == 20


BAD = [
    ("no scope", {"scopes": []}, "got none"),
    ("unknown scope", {"scopes": ["read", "root"]}, "got root"),
    ("no name", {"name": " "}, "A name was expected"),
    ("expired already", {"expires_at": timezone.now() - timedelta(days=1)}, "An expiry in the future"),
]


@pytest.mark.parametrize(("fields", "message"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_bad_key_is_refused(reviewer: Any, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        create_key(reviewer, **{"name": "x", "scopes": ["read"], **fields}, actor=reviewer)
    assert not ApiKey.objects.exists()


def test_revoked_and_expired_keys_and_those_of_people_who_left_are_not_usable(reviewer: Any) -> None:
    now = timezone.now()
    key, _ = create_key(reviewer, name="x", scopes=["read"], expires_at=now + timedelta(days=1), actor=reviewer)
    assert list(ApiKey.objects.usable(now)) == [key] and key.is_usable
    assert not ApiKey.objects.usable(now + timedelta(days=2)).exists()
    reviewer.is_active = False
    reviewer.save()
    assert not ApiKey.objects.usable(now).exists()


def test_revoking_twice_is_recorded_once(reviewer: Any) -> None:
    key, _ = create_key(reviewer, name="x", scopes=["read"], actor=reviewer)
    first = revoke_key(key, actor=reviewer)
    again = revoke_key(key, actor=reviewer)
    assert first.revoked_at == again.revoked_at and not again.is_usable
    assert AuditEntry.objects.filter(act="key.revoked").count() == 1
