"""The second factor of a person: six digits that change every 30 seconds (TOTP, RFC 6238), and recovery codes.

The password is the first. Secrets of the second stay readable in the database, as checking needs them; recovery codes
are hashes. Every change ends the person's other sessions and is in the audit chain.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from factcheck.exceptions import BadInput, NotAllowed
from factcheck.models import RecoveryCode
from factcheck.services import audit, people

# Ten, as most services give: enough for a lost phone and a few slips.
RECOVERY_CODES = 10
# No i, l, o, u, 0 or 1: read aloud and typed without doubt. 10 of 30 letters are 49 bits, so a plain hash is enough.
ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"
CODE_LENGTH = 10


def device_of(user: Any) -> TOTPDevice | None:
    """The person's confirmed device; None when they sign in with the password alone."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def is_required(user: Any) -> bool:
    """True when this person may do nothing at the desk without a second factor (REQUIRE_TWO_FACTOR)."""
    return bool(settings.REQUIRE_TWO_FACTOR == "all" or (settings.REQUIRE_TWO_FACTOR == "staff" and user.is_staff))


def start(user: Any) -> TOTPDevice:
    """A device that counts once a code of it is given; one begun earlier is returned as it was."""
    if device_of(user):
        raise NotAllowed("There is a second factor already: turn it off before you set up another.")
    with transaction.atomic():
        device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "app"})
    return device


def confirm(user: Any, code: str, *, session_key: str | None) -> list[str]:
    """The recovery codes, shown this once, after the first right code. Raises BadInput."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
        if device_of(user) or device is None:
            raise NotAllowed("There is nothing to confirm: begin the set-up again.")
        if not device.verify_token(_digits(code)):
            raise BadInput("That code is not right. Give the six digits the app shows now; its clock must be right.")
        device.confirmed = True
        device.save()
        codes = _make_codes(user)
        audit.record("second_factor.added", user, actor=user)
        people.end_sessions(user, actor=user, reason="a second factor was added", kept=session_key)
    return codes


def check(user: Any, code: str) -> str:
    """Which of "second factor" and "recovery code" the code was; "" when it is neither. A code is taken once."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
        if device is None:
            return ""
        digits = _digits(code)
        if len(digits) == device.digits and digits.isascii() and digits.isdigit():
            return "second factor" if device.verify_token(digits) else ""
        used, _ = RecoveryCode.objects.filter(user=user, sha256=_hash_of(code)).delete()
        if used:
            left = user.recovery_codes.count()
            audit.record("second_factor.recovery_code_used", user, actor=user, new={"left": left})
        return "recovery code" if used else ""


def renew_codes(user: Any, code: str) -> list[str]:
    """New recovery codes, shown this once; the old ones are of no use any more. Raises BadInput."""
    with transaction.atomic():
        _require_code(user, code)
        codes = _make_codes(user)
        audit.record("second_factor.codes_renewed", user, actor=user)
    return codes


def turn_off(user: Any, code: str, *, session_key: str | None) -> None:
    """The person's own way back to the password alone. Raises BadInput, or NotAllowed where one is required."""
    if is_required(user):
        raise NotAllowed("This newsroom asks for a second factor: an admin can reset it, nobody can do without.")
    with transaction.atomic():
        _require_code(user, code)
        _remove(user)
        audit.record("second_factor.removed", user, actor=user)
        people.end_sessions(user, actor=user, reason="the second factor was removed", kept=session_key)


def reset(user: Any, *, actor: Any) -> bool:
    """True when somebody else's lost factor was taken away. Their sessions end; they may set up another.

    Nobody resets their own: a session left open would then be enough. `actor` None is the operator at the machine.
    """
    if actor is not None and actor.pk == user.pk:
        raise NotAllowed("Another admin has to reset yours; with a recovery code you can turn it off yourself.")
    with transaction.atomic():
        if not _remove(user):
            return False
        audit.record("second_factor.reset", user, actor=actor)
        people.end_sessions(user, actor=actor, reason="the second factor was reset")
    return True


def _require_code(user: Any, code: str) -> None:
    if not check(user, code):
        raise BadInput("That code is not right. Give the six digits the app shows now, or a recovery code.")


def _remove(user: Any) -> bool:
    removed, _ = TOTPDevice.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    return bool(removed)


def _make_codes(user: Any) -> list[str]:
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, sha256=_hash_of(code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _digits(code: str) -> str:
    return "".join(code.split())


def _hash_of(code: str) -> str:
    return hashlib.sha256("".join(code.split()).replace("-", "").casefold().encode()).hexdigest()
