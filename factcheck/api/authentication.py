"""Bearer keys. People at the desk are let in by their session, which DRF's own class reads (and guards against
CSRF).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from factcheck.models import ApiKey

# So that a busy key does not cost a write a request.
USED_EVERY = timedelta(minutes=1)
LONGEST_KEY = 200


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer <key>`: the key's user, with the key as `request.auth`."""

    def authenticate(self, request: Request) -> tuple[Any, ApiKey] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        if len(words) != 2 or len(words[1]) > LONGEST_KEY:
            raise AuthenticationFailed("“Authorization: Bearer <key>” was expected, with one key.")
        now = timezone.now()
        hashed = ApiKey.hash_of(words[1].decode("latin-1"))
        key = ApiKey.objects.usable(now).select_related("user").filter(sha256=hashed).first()
        if key is None:
            raise AuthenticationFailed("The key is unknown, expired or revoked.")
        long_ago = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - USED_EVERY)
        if key.last_used_at is None or key.last_used_at < now - USED_EVERY:
            ApiKey.objects.filter(long_ago, pk=key.pk).update(last_used_at=now)
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="factcheck"'
