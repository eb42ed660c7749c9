"""API keys: made, shown once, revoked."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from factcheck.exceptions import BadInput
from factcheck.models import SCOPES, ApiKey
from factcheck.services import audit

PREFIX = "fck_"  # lets secret scanners recognise a leaked key


def create_key(
    user: Any, *, name: str, scopes: Sequence[str], expires_at: datetime | None = None, actor: Any
) -> tuple[ApiKey, str]:
    """The key and its secret. The secret is returned this once and stored nowhere. Raises BadInput."""
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        raise BadInput(f"Scopes among {', '.join(SCOPES)} were expected; got {', '.join(unknown) or 'none'}.")
    if not name.strip():
        raise BadInput("A name was expected that says what uses the key; got none.")
    if expires_at is not None and expires_at <= timezone.now():
        raise BadInput("An expiry in the future was expected; this one is over.")
    secret = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        key = ApiKey.objects.create(
            user=user,
            name=name.strip()[:100],
            prefix=secret[:12],
            sha256=ApiKey.hash_of(secret),
            scopes=list(dict.fromkeys(scopes)),
            expires_at=expires_at,
        )
        audit.record("key.created", key, actor=actor, new={"name": key.name, "scopes": key.scopes, "user": user.pk})
    return key, secret


def revoke_key(key: ApiKey, *, actor: Any) -> ApiKey:
    """The key, of no use any more. Revoking twice changes nothing."""
    with transaction.atomic():
        key = ApiKey.objects.select_for_update().get(pk=key.pk)
        if key.revoked_at is None:
            key.revoked_at = timezone.now()
            key.save()
            audit.record("key.revoked", key, actor=actor)
    return key
