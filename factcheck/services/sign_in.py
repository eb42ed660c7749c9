"""Who may try to sign in, and what became of it: tries are counted before they are checked, so that a hundred at once
count as a hundred. Rows in the database count alike on a laptop and behind Redis, and outlive a restart.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from factcheck.exceptions import Locked
from factcheck.models import SignInTry
from factcheck.services import audit

log = logging.getLogger(__name__)

# A lock ends when its tries are this old. A guess: long enough to spoil guessing, short enough to wait for.
WINDOW = timedelta(minutes=15)
# One name from one network. A guess; OWASP speaks of five or so.
PAIR_LIMIT = 5
# One name from anywhere: guessing from many addresses. A guess, far under the 100 of NIST SP 800-63B-4, section 3.2.2;
# above PAIR_LIMIT, or anybody could lock anybody else out from one place.
NAME_LIMIT = 30
# One network, whatever the names: a newsroom behind one address must fit in.
NETWORK_LIMIT = 60
KEPT = timedelta(days=1)


def begin(name: str, address: str) -> SignInTry:
    """The try, counted as failed until `succeed` is told otherwise. Raises Locked when there were too many before."""
    now = timezone.now()
    SignInTry.objects.filter(at__lt=now - KEPT).delete()
    row = SignInTry.objects.create(name_sha256=hash_of(name), network=network_of(address), at=now)
    if _is_over(row):
        row.delete()  # a try that was not checked does not prolong the lock
        minutes = int(WINDOW.total_seconds() // 60)
        raise Locked(
            f"Too many failed sign-ins. Wait {minutes} minutes and try again, or ask an admin to unlock your name."
        )
    return row


def fail(row: SignInTry, name: str, what: str) -> None:
    """Record that the try failed at `what` ("password", "second factor", "single sign-on")."""
    person = _person(name)
    of_name, of_network = _lately().filter(name_sha256=row.name_sha256), _lately().filter(network=row.network)
    with transaction.atomic():
        item = person or row
        audit.record("sign_in.failed", item, actor=None, new={"at": what, "known": person is not None})
        reached = (
            of_name.filter(network=row.network).count() == PAIR_LIMIT,
            of_name.count() == NAME_LIMIT,
            of_network.count() == NETWORK_LIMIT,
        )
        if any(reached):
            audit.record("sign_in.locked", item, actor=None, new={"known": person is not None})
    log.warning("sign-in failed at %s, user %s", what, getattr(person, "pk", "unknown"))


def succeed(user: Any, name: str, address: str, how: str) -> None:
    """Record the sign-in and forget the failures of this name from this network."""
    with transaction.atomic():
        SignInTry.objects.filter(name_sha256=hash_of(name), network=network_of(address)).delete()
        audit.record("sign_in", user, actor=user, new={"by": how})


def is_locked(user: Any) -> bool:
    """True while this person could not sign in from at least one network."""
    rows = _lately().filter(name_sha256=hash_of(user.get_username()))
    networks = list(rows.values_list("network", flat=True))
    return len(networks) >= NAME_LIMIT or any(networks.count(network) >= PAIR_LIMIT for network in set(networks))


def unlock(user: Any, *, actor: Any) -> bool:
    """True when the person's failed tries were forgotten; False when there were none."""
    with transaction.atomic():
        deleted, _ = SignInTry.objects.filter(name_sha256=hash_of(user.get_username())).delete()
        if deleted:
            audit.record("sign_in.unlocked", user, actor=actor)
    return bool(deleted)


def hash_of(name: str) -> str:
    return hashlib.sha256(name.strip().casefold().encode()).hexdigest()


def network_of(address: str) -> str:
    """The address as it is counted: IPv4 whole, of IPv6 the first 64 bits; what is no address as it came."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:45]
    if isinstance(known, ipaddress.IPv6Address) and known.ipv4_mapped is None:
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(getattr(known, "ipv4_mapped", None) or known)


def _lately() -> Any:
    return SignInTry.objects.filter(at__gt=timezone.now() - WINDOW)


def _is_over(row: SignInTry) -> bool:
    before = _lately().filter(pk__lt=row.pk)
    name, network = Q(name_sha256=row.name_sha256), Q(network=row.network)
    return bool(
        before.filter(name & network).count() >= PAIR_LIMIT
        or before.filter(name).count() >= NAME_LIMIT
        or before.filter(network).count() >= NETWORK_LIMIT
    )


def _person(name: str) -> Any:
    users = get_user_model()._default_manager
    return users.filter(**{f"{get_user_model().USERNAME_FIELD}": name}).first()
