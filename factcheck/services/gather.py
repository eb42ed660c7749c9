"""Sources for a story: the ones given, the ones it links to. Each becomes a line of the story's search log."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from factcheck import jobs, store
from factcheck.exceptions import BadInput
from factcheck.models import (
    Attempt,
    Outlet,
    Search,
    SearchOutcome,
    SearchReason,
    Source,
    SourceKind,
    Story,
    Tier,
)
from factcheck.services import audit, tiers

# A link in a story older than this may lead to other words by now: the copy of that day is asked for. A guess.
LINKS_AGE = timedelta(days=2)
MOST_OUTLETS_ASKED = 10
OWN_ARCHIVE = "own archive"
MOST_SOURCE_BYTES = 16 * 1024 * 1024
MOST_LINKS_FOLLOWED = 20
LONGEST_URL = 2000
LONGEST_PATH = 1000
LONGEST_KEY = 500
SOURCE_FILES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".srt", ".vtt")


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class GivenSource:
    """A source as somebody gives it: a web address, a file on this machine (commands only), or an uploaded file.

    `tier` is what they say of it; "" leaves that to the rules of its host.
    """

    url: str = ""
    path: str = ""
    file_name: str = ""
    raw_bytes: bytes = b""
    title: str = ""
    tier: str = ""

    @property
    def key(self) -> str:
        """What makes two given sources the same one."""
        if self.url:
            key = f"web:{normalized_url(self.url)}"
        elif self.path:
            key = f"file:{self.path}"
        else:
            key = f"upload:{hashlib.sha256(self.raw_bytes).hexdigest()}"
        return key if len(key) <= LONGEST_KEY else f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"

    @property
    def name(self) -> str:
        if self.url:
            parts = urlsplit(self.url)
            return ((parts.hostname or "") + parts.path.rstrip("/"))[:300]
        return (self.file_name or Path(self.path).name)[:300]


def storable(text: str) -> str:
    """The text with a replacement character for what no database stores: NUL, and surrogates that stand alone."""
    return _UNSTORABLE.sub("\ufffd", text)


def normalized_url(url: str) -> str:
    """The address without its fragment, scheme and host in lower case: two spellings of one page are one source."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, ""))


def checked_url(url: str, which: str = "the source") -> str:
    """The address, trimmed. Raises BadInput unless it is one of the web; whether it may be fetched is decided later."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        is_web = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or _UNSTORABLE.search(url) or any(character.isspace() or ord(character) < 32 for character in url):
        shown = storable(url[:200])
        raise BadInput(f"{which}: a web address such as https://example.org/page was expected; got “{shown}”.")
    if len(url) > LONGEST_URL:
        raise BadInput(f"{which}: an address of at most {LONGEST_URL} characters was expected; this has {len(url)}.")
    return url


def checked_source(given: GivenSource) -> GivenSource:
    """The source, fit to be stored. Raises BadInput, naming it."""
    if given.tier and given.tier not in Tier.values:
        raise BadInput(f"{given.name}: a tier of {', '.join(Tier.values)} was expected; got “{given.tier}”.")
    given = replace(given, file_name=storable(given.file_name), title=storable(given.title))
    if given.url:
        return replace(given, url=checked_url(given.url))
    if _UNSTORABLE.search(given.path) or len(given.path) > LONGEST_PATH:
        shown = storable(given.path[:200])
        raise BadInput(f"{shown}: a file path of at most {LONGEST_PATH} characters in UTF-8 was expected.")
    if given.path or given.raw_bytes:
        if len(given.raw_bytes) > MOST_SOURCE_BYTES:
            raise BadInput(f"{given.name}: at most {MOST_SOURCE_BYTES // 2**20} MB were expected; it is larger.")
        return given
    raise BadInput(f"{given.name or 'a source'}: a web address or a file with content was expected; there is neither.")


def add_source(
    story: Story, given: GivenSource, *, actor: Any, why: str = SearchReason.REVIEWER, announce: bool = True
) -> Search:
    """The search-log line of the source for this story; the source is due for a capture. A known one is not doubled.

    Raises BadInput. `announce` writes an audit entry: for sources a person adds to a story that exists.
    """
    given = checked_source(given)
    now = timezone.now()
    with transaction.atomic():
        if given.raw_bytes:
            store.hold()
        outlet = tiers.outlet_of(given.url)
        source, is_new = Source.objects.get_or_create(
            key=given.key,
            defaults={
                "kind": SourceKind.WEB if given.url else SourceKind.FILE,
                "url": given.url,
                "path": given.path,
                "upload_sha256": store.put(given.raw_bytes) if given.raw_bytes else "",
                "name": given.name,
                "title": given.title[:300],
                "tier": given.tier or tiers.tier_by_rule(given.url, outlet),
                "outlet": outlet,
                "created_by": actor if getattr(actor, "pk", None) else None,
            },
        )
        if not is_new and given.tier and source.tier == Tier.UNRATED:
            tiers.write_tier(source, given.tier, actor=actor, only_if_unrated=True)
        search, created = Search.objects.get_or_create(story=story, source=source, defaults={"why": why})
        if created or search.outcome in {SearchOutcome.UNAVAILABLE, SearchOutcome.UNREADABLE}:
            Source.objects.filter(pk=source.pk).update(next_attempt_at=now, attempts=0)
            Search.objects.filter(pk=search.pk).update(outcome=SearchOutcome.PENDING, reason="")
            search.refresh_from_db()
            jobs.enqueue("factcheck.capture_source", source.pk)
        if created and announce:
            audit.record("source.added", story, actor=actor, new={"source": source.key, "why": why})
    return search


def gather_links(story: Story) -> Sequence[Search]:
    """The story's links as sources, bounded; its own address is none. Links that are no web address are left out."""
    own = normalized_url(story.url) if story.url else ""
    searches = []
    for url in story.links[:MOST_LINKS_FOLLOWED]:
        try:
            if normalized_url(checked_url(url)) == own:
                continue
            searches.append(add_source(story, GivenSource(url=url), actor=None, why=SearchReason.LINK, announce=False))
        except BadInput:
            continue
    return searches


def add_known_source(story: Story, source: Source, why: str) -> bool:
    """True when the source is new to the story: it is compared in the copy there is, without another look at it."""
    defaults = {"why": why, "capture_id": source.latest_capture_id, "next_attempt_at": timezone.now()}
    search, created = Search.objects.get_or_create(story=story, source=source, defaults=defaults)
    if created:
        jobs.enqueue("factcheck.compare_search", search.pk)
    return created


def plan_attempts(story: Story, *, has_archive: bool) -> None:
    """Places to ask for sources of a story whose quotations are known: those there are, and those somebody configured.

    With the settings as they come that is the own archive alone, and nothing leaves the newsroom.
    """
    if has_archive:
        plan_attempt(story, SearchReason.ARCHIVE, OWN_ARCHIVE)
    named = Q(vias__attribution__quotation__story=story) | Q(vias__attribution__claim__story=story)
    outlets = Outlet.objects.filter(named).exclude(feed_url="").distinct()
    for outlet in outlets.order_by("pk")[:MOST_OUTLETS_ASKED]:
        plan_attempt(story, SearchReason.OUTLET, f"feed of {outlet.name}", outlet=outlet)
    if settings.SEARCH_URL:
        plan_attempt(story, SearchReason.WEB, f"web search at {urlsplit(settings.SEARCH_URL).hostname}")
    if settings.FACT_CHECK_KEY and story.claims.exists():
        plan_attempt(story, SearchReason.CHECKS, f"fact checks at {urlsplit(settings.FACT_CHECK_URL).hostname}")
    if story.published_at and story.published_at < timezone.now() - LINKS_AGE:
        for search in story.searches.filter(why=SearchReason.LINK).select_related("source"):
            plan_web_copy(story, search.source)


def plan_web_copy(story: Story, source: Source) -> None:
    """Ask the web archives for a copy of the page, if any archive is configured."""
    if source.url and settings.WEB_ARCHIVES.can_look and not source.searches.filter(why=SearchReason.MEMENTO).exists():
        plan_attempt(story, SearchReason.MEMENTO, f"web archive: {source.url}", source=source)


def plan_save(story: Story, source: Source) -> None:
    """Ask the web archive to save the page, if that is configured and the page is no private source."""
    if source.url and settings.WEB_ARCHIVES.save and not source.is_private:
        plan_attempt(story, SearchReason.SAVE, f"save to a web archive: {source.url}", source=source)


def plan_attempt(story: Story, why: str, place: str, **about: Any) -> None:
    """One place, asked once a story; due now."""
    attempt, created = Attempt.objects.get_or_create(
        story=story, why=why, place=place[:500], defaults={**about, "next_attempt_at": timezone.now()}
    )
    if created:
        jobs.enqueue("factcheck.ask_place", attempt.pk)
