"""A story comes in: pasted text, a file, or a web address. What cannot be used is refused with a reason, here."""

import hashlib
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from factcheck import jobs, store
from factcheck.exceptions import BadInput
from factcheck.fetch.apart import read_apart
from factcheck.fetch.document import Document
from factcheck.models import Attempt, Origin, SearchReason, Source, Stage, Story, Tier
from factcheck.services import audit, tiers
from factcheck.services.fetching import read_limits
from factcheck.services.gather import GivenSource, add_source, checked_source, checked_url, storable

logger = logging.getLogger(__name__)

# A long magazine piece has 60,000 characters and a book a million; more than this is not a story.
MOST_CHARACTERS = 1_000_000
MOST_BYTES = 10 * 1024 * 1024
MOST_SOURCES = 200
TITLE_CHARACTERS = 120
MOST_LINKS = 50

STORY_FILES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]{3,1990}")


@dataclass(frozen=True, slots=True)
class StoryText:
    """A story as read: its text and what else the file or page says of itself."""

    text: str
    title: str = ""
    language: str = ""
    links: tuple[str, ...] = ()
    published_at: datetime | None = None


def add_story(
    *,
    actor: Any,
    text: str = "",
    url: str = "",
    file_name: str = "",
    raw_bytes: bytes = b"",
    title: str = "",
    sources: Sequence[GivenSource] = (),
    origin: str = "",
    deadline_at: datetime | None = None,
    writer: Any = None,
    sees_all: bool = True,
) -> tuple[Story, bool]:
    """The story and whether it is new: the same text with the same sources gives the story that exists.

    An actor who may not see all stories (`sees_all`) is given one of its own, whoever else gave the same.
    Text, a file (`file_name` with `raw_bytes`) or a `url` is needed. A web address is read later, by the worker.
    Raises BadInput, naming what was expected, what came, and which source.
    """
    if sum(1 for given in (text.strip(), raw_bytes, url if not text.strip() and not raw_bytes else "") if given) != 1:
        raise BadInput("A story was expected: text, a file or a web address, and only one of text and file.")
    url = checked_url(url, "the story's address") if url else ""
    if len(sources) > MOST_SOURCES:
        raise BadInput(f"At most {MOST_SOURCES} sources were expected for one story; {len(sources)} came.")
    sources = [checked_source(given) for given in sources]
    title, file_name = storable(title), storable(file_name)
    read = StoryText("", title=title)
    if raw_bytes:
        read = read_file(raw_bytes, file_name)
    elif text.strip():
        read = read_pasted(text)
    fingerprints = [_fingerprint(read.text or url, sources)]
    if not sees_all:
        # Where the first is another's; while it is free it is taken, so that the desk goes on with this story.
        fingerprints.append(text_sha256(f"{fingerprints[0]}\n{actor.pk}"))
    owner = None if sees_all else actor
    raw_sha256 = store.put(raw_bytes) if raw_bytes else ""
    with transaction.atomic():
        existing = _standing(fingerprints, owner)
        if existing is not None:
            _rate_unrated(sources, actor)
            return existing, False
        if raw_sha256:
            store.keep(raw_sha256, raw_bytes)
        story = Story(
            title=(title or read.title)[:300],
            url=url,
            text=read.text,
            text_sha256=text_sha256(read.text) if read.text else "",
            language=read.language[:16],
            links=list(read.links),
            origin=origin or _origin(raw_bytes, text),
            file_name=file_name[:255],
            raw_sha256=raw_sha256,
            published_at=read.published_at,
            deadline_at=deadline_at,
            writer=writer,
            created_by=actor if getattr(actor, "pk", None) else None,
            next_attempt_at=timezone.now(),
        )
        existing = _save_first_free(story, fingerprints, owner)
        if existing is not None:
            return existing, False  # somebody gave the same story in the same moment
        for given in sources:
            add_source(story, given, actor=actor, why=SearchReason.GIVEN, announce=False)
        audit.record("story.added", story, actor=actor, new={"sha256": story.text_sha256, "url": story.url})
        jobs.enqueue("factcheck.extract_story", story.pk)
    return story, True


def _rate_unrated(sources: Sequence[GivenSource], actor: Any) -> None:
    """What is said of the sources this time, where nobody had said or known anything of them."""
    said = {given.key: given.tier for given in sources if given.tier}
    for source in Source.objects.filter(key__in=said, tier=Tier.UNRATED).order_by("pk"):
        tiers.write_tier(source, said[source.key], actor=actor, only_if_unrated=True)


def _standing(fingerprints: Sequence[str], owner: Any = None) -> Story | None:
    """The story that is there already, of `owner` alone if given; one that failed does not count, and may be given
    again.
    """
    standing = Story.objects.filter(fingerprint__in=fingerprints).exclude(stage=Stage.FAILED)
    return (standing.filter(created_by=owner) if owner else standing).first()


def _save_first_free(story: Story, fingerprints: Sequence[str], owner: Any) -> Story | None:
    """Saves the story under the first fingerprint that no other story has, and returns None; or the story there that
    the caller may be given.
    """
    for fingerprint in fingerprints:
        story.fingerprint = fingerprint
        try:
            with transaction.atomic():
                story.save()
            return None
        except IntegrityError:
            existing = _standing([fingerprint], owner)
            if existing is not None:
                return existing
            if fingerprint == fingerprints[-1]:
                raise
    return None


def read_pasted(text: str) -> StoryText:
    """Pasted text, NUL removed and line ends made one. Raises BadInput when it is too long or holds no words."""
    text = storable(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").lstrip("\ufeff"))
    check_text(text, "the story")
    return StoryText(text=text, title=_title_of(text), links=addresses_in(text))


def read_file(raw_bytes: bytes, file_name: str) -> StoryText:
    """A story file's text. Raises BadInput for an empty, too large, binary or unreadable file."""
    if len(raw_bytes) > MOST_BYTES:
        raise BadInput(
            f"{file_name}: a file of at most {MOST_BYTES // 2**20} MB was expected; this has {len(raw_bytes):,} bytes."
        )
    document = read_apart(raw_bytes, name=file_name, limits=read_limits())
    return from_document(document, file_name or "the file")


def from_document(document: Document, name: str) -> StoryText:
    """The story in a document. Raises BadInput with the reader's own sentence when it holds no text."""
    text = document.article_text or document.visible_text
    if not text.strip():
        problem = document.problem or "There is no text in it."
        raise BadInput(f"{name}: {problem} A story with words was expected, in one of {', '.join(STORY_FILES)}.")
    check_text(text, name)
    links = [link.url for link in document.links if link.url.startswith(("http://", "https://")) and link.words in text]
    return StoryText(
        text=text,
        title=(document.title or "").strip() or _title_of(text),
        language=document.language or "",
        links=tuple(dict.fromkeys([*links, *addresses_in(text)]))[:MOST_LINKS],
        published_at=_as_time(document.published_at),
    )


def check_text(text: str, name: str) -> None:
    """Raises BadInput when the text cannot be a story."""
    if len(text) > MOST_CHARACTERS:
        raise BadInput(f"{name}: at most {MOST_CHARACTERS:,} characters were expected; {len(text):,} came.")
    if not any(character.isalpha() for character in text):
        raise BadInput(f"{name}: a story with words was expected; there are none in it.")


def addresses_in(text: str) -> tuple[str, ...]:
    """Web addresses written out in a text, in order, each once; closing punctuation is not part of them."""
    found = (match.group().rstrip(".,;:!?)]}'’") for match in _ADDRESS.finditer(text))
    return tuple(dict.fromkeys(found))[:MOST_LINKS]


def restart_story(story: Story, *, actor: Any) -> Story:
    """Try again what failed: the story's own reading, and every search that could not be done.

    Raises BadInput when the story failed and was given again since.
    """
    now = timezone.now()
    newer = _standing([story.fingerprint]) if story.stage == Stage.FAILED else None
    if newer is not None:
        raise BadInput(f"The same story was given again since; go on with that one: {newer}.")
    with transaction.atomic():
        if story.stage == Stage.FAILED:
            Story.objects.filter(pk=story.pk).update(
                stage=Stage.RECEIVED, next_attempt_at=now, attempts=0, lease_until=None, problem=""
            )
            jobs.enqueue("factcheck.extract_story", story.pk)
        for search in story.searches.exclude(outcome="searched").select_related("source"):
            Source.objects.filter(pk=search.source_id).update(next_attempt_at=now, attempts=0, lease_until=None)
            jobs.enqueue("factcheck.capture_source", search.source_id)
        for attempt in story.places_asked.exclude(outcome="searched"):
            Attempt.objects.filter(pk=attempt.pk).update(next_attempt_at=now, attempts=0, lease_until=None)
            jobs.enqueue("factcheck.ask_place", attempt.pk)
        audit.record("story.restarted", story, actor=actor)
    story.refresh_from_db()
    return story


def _fingerprint(text_or_url: str, sources: Sequence[GivenSource]) -> str:
    keys = sorted(given.key for given in sources)
    return text_sha256("\n".join([text_or_url, *keys]))


def text_sha256(text: str) -> str:
    """The sha256 of a text as UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _origin(raw_bytes: bytes, text: str) -> str:
    if raw_bytes:
        return Origin.FILE
    return Origin.PASTED if text.strip() else Origin.URL


def _title_of(text: str) -> str:
    """The first line, if it is short enough to be a headline; else its beginning."""
    first = next((line.strip(" #\t") for line in text.splitlines() if line.strip()), "")
    if len(first) <= TITLE_CHARACTERS:
        return first
    return first[:TITLE_CHARACTERS].rsplit(" ", 1)[0] + " …"


def _as_time(value: str | None) -> datetime | None:
    try:
        moment = parse_datetime(value or "")
    except ValueError:
        return None
    if moment is None:
        return None
    return moment if moment.tzinfo else timezone.make_aware(moment)
