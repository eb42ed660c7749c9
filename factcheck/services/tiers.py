"""How near a source stands to the words: what is said of it, the rule of its host, else not rated; and rating it later.

A tier is a person's word or a certain fact about a host, never a guess: what nobody knows is `U`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q

from factcheck.exceptions import BadInput, NotAllowed
from factcheck.models import RATED_TIERS, Outlet, Source, Tier
from factcheck.reports.safe_text import on_one_line
from factcheck.services import audit

MOST_NAMED = 5  # of those who may rate a source, in a sentence

# What is certain of a host whoever asks: host, beginning of the path, tier. A newsroom's own outlets go first.
# P1 only where a parliament, court or government publishes nothing but its verbatim record under that path: most
# official sites mix transcripts with statements and summaries, so they are not here.
HOST_TIERS: tuple[tuple[str, str, Tier], ...] = (
    ("hansard.parliament.uk", "/", Tier.P1),  # the official report of both Houses
    ("dserver.bundestag.de", "/btp/", Tier.P1),  # stenographic reports of the plenary
    ("europarl.europa.eu", "/doceo/document/CRE-", Tier.P1),  # verbatim report of proceedings
    ("supremecourt.gov", "/oral_arguments/argument_transcripts/", Tier.P1),
    ("whitehouse.gov", "/briefing-room/press-briefings/", Tier.P1),
    ("bidenwhitehouse.archives.gov", "/briefing-room/press-briefings/", Tier.P1),
    ("azquotes.com", "/", Tier.T),
    ("brainyquote.com", "/", Tier.T),
    ("goodreads.com", "/", Tier.T),
    ("quotefancy.com", "/", Tier.T),
    ("quotes.net", "/", Tier.T),
    ("wikiquote.org", "/", Tier.T),
    ("news.google.com", "/", Tier.T),
)


def outlets_by_host() -> dict[str, Outlet]:
    """Every outlet by each of its hosts, for work on many addresses; of two that claim a host, the older one."""
    found: dict[str, Outlet] = {}
    for outlet in Outlet.objects.filter(~Q(domain="") | ~Q(other_hosts=[])).order_by("pk"):
        for host in outlet.hosts:
            found.setdefault(host, outlet)
    return found


def outlet_of(url: str, known: Mapping[str, Outlet] | None = None) -> Outlet | None:
    """The outlet whose host the address stands on or under, the nearest one; None when no outlet is known by it.

    `known` is `outlets_by_host()`, where many are asked for.
    """
    hosts = _hosts_above(url)
    if not hosts:
        return None
    if known is None:
        near = Outlet.objects.filter(Q(domain__in=hosts) | ~Q(other_hosts=[])).order_by("-pk")
        known = {host: outlet for outlet in near for host in outlet.hosts}
    return next((known[host] for host in hosts if host in known), None)


def tier_by_rule(url: str, outlet: Outlet | None) -> Tier:
    """The tier of a new source of which nobody said one: its outlet's, a certain fact about its host, else unrated."""
    if outlet is not None and outlet.tier != Tier.UNRATED:
        return Tier(outlet.tier)
    path, hosts = urlsplit(url).path or "/", _hosts_above(url)
    facts = (tier for host, beginning, tier in HOST_TIERS if host in hosts and path.startswith(beginning))
    return next(facts, Tier.UNRATED)


def _hosts_above(url: str) -> Sequence[str]:
    """The address's host and the ones it stands under, nearest first: a.b.example, b.example."""
    labels = (urlsplit(url).hostname or "").lower().split(".")
    return [".".join(labels[cut:]) for cut in range(len(labels) - 1)]


def may_rate(user: Any) -> bool:
    return bool(user.has_perm("factcheck.review") or user.has_perm("factcheck.manage_sources"))


def who_may_rate() -> str:
    """The roles that may rate a source, with the people who have them, in a sentence. Superusers have no role."""
    may = Q(permissions__content_type__app_label="factcheck", permissions__codename__in=["review", "manage_sources"])
    roles = list(Group.objects.filter(may).distinct().order_by("name").values_list("name", flat=True))
    if not roles:
        return "No role may rate it: ask an admin."
    people = get_user_model()._default_manager.filter(groups__name__in=roles, is_active=True, is_staff=True)
    names = [audit.name_of(person) for person in people.distinct().order_by("username")[: MOST_NAMED + 1]]
    more = " and others" if len(names) > MOST_NAMED else ""
    who = on_one_line(", ".join(names[:MOST_NAMED])) + more if names else "nobody has one of these roles yet"
    return f"It may be rated by: {', '.join(roles)} ({who})."


def rate(source: Source, tier: str, *, actor: Any) -> bool:
    """True when the source has another tier now. What was signed on it before stays as it was signed.

    Raises NotAllowed without the permission to review or to manage sources, BadInput for what is no tier.
    """
    if not may_rate(actor):
        raise NotAllowed(f"Rating a source needs the permission to review or to manage sources. {who_may_rate()}")
    if tier not in RATED_TIERS:
        raise BadInput(f"{source}: a tier of {', '.join(RATED_TIERS)} was expected; got “{tier[:20]}”.")
    return write_tier(source, tier, actor=actor)


def write_tier(source: Source, tier: str, *, actor: Any, only_if_unrated: bool = False) -> bool:
    """True when the tier was written, with its audit entry; False when it was that already.

    `only_if_unrated`: for what somebody says who gives a known source once more; what was said first stands.
    """
    with transaction.atomic():
        old = Source.objects.select_for_update(of=("self",)).values_list("tier", flat=True).get(pk=source.pk)
        if old == tier or (only_if_unrated and old != Tier.UNRATED):
            return False
        Source.objects.filter(pk=source.pk).update(tier=tier)
        source.tier = tier
        audit.record("source.rated", source, actor=actor, old={"tier": old}, new={"tier": str(tier)})
    return True
