"""Signing in: the tries that failed lately, and the recovery codes of second factors."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SignInTry(models.Model):
    """A try to sign in that failed, or is being checked now. Gone after a success, an unlocking, or a day.

    `name_sha256` is the hash of the name as typed: people type passwords into the wrong box. `network` is the address,
    of IPv6 its first 64 bits, which belong to one customer.
    """

    name_sha256 = models.CharField(max_length=64)
    network = models.CharField(max_length=45)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["name_sha256", "at"], name="signin_by_name"),
            models.Index(fields=["network", "at"], name="signin_by_network"),
        ]

    def __str__(self) -> str:
        return f"try {self.pk}"


class RecoveryCode(models.Model):
    """A code that stands in for a lost second factor, once. Kept as a hash, and deleted when it is used."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "sha256"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"
