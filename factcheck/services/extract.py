"""From a story's text to its quotations and claims, each tied to speaker, cue and outlets."""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from factcheck import jobs, store
from factcheck.exceptions import BadInput
from factcheck.fetch.apart import read_apart
from factcheck.fetch.result import Outcome
from factcheck.models import (
    NO_SOURCES,
    Attribution,
    Capture,
    Claim,
    Outlet,
    Quotation,
    ReviewState,
    SearchOutcome,
    Speaker,
    Stage,
    Story,
    Via,
)
from factcheck.services import audit, ingest
from factcheck.services.fetching import fetch_page, read_limits
from factcheck.services.gather import gather_links, plan_attempts
from factcheck.text import claims as claims_of_text
from factcheck.text import find_quotations
from factcheck.text import quotations as quotations_of_text
from factcheck.text.quotations import QuotationType
from factcheck.text.spans import Mention

logger = logging.getLogger(__name__)

# Bounds for hostile texts; the longest real stories have some 150 quotations and 400 claims.
MOST_QUOTATIONS = 2000
MOST_CLAIMS = 2000

PASSING_FAILURES = frozenset(
    {Outcome.RETRY_LATER, Outcome.SERVER_ERROR, Outcome.UNREACHABLE, Outcome.TIMED_OUT, Outcome.INCOMPLETE}
)


def extract_story(story_id: int) -> bool:
    """True when this call did the work; False when the story is gone, done, or in another worker's hands."""
    now = timezone.now()
    if not Story.objects.all().claim(story_id, now, jobs.lease_end(now)):
        return False
    story = Story.objects.get(pk=story_id)
    if not story.text and not _read_page(story):
        return True
    found = find_quotations(story.text)
    claims = claims_of_text.find_claims(story.text, found)
    with transaction.atomic():
        lock_story(story.pk)
        if not Story.objects.held(story).update(
            stage=Stage.GATHERING, next_attempt_at=None, lease_until=None, last_error="", problem=""
        ):
            return False  # it took longer than the lease, and another worker has the story now
        if not story.quotations.exists() and not story.claims.exists():
            _store_quotations(story, found)
            _store_claims(story, claims[:MOST_CLAIMS])
        gather_links(story)
        plan_attempts(story, has_archive=Capture.objects.filter(indexed_at__isnull=False).exists())
        _send_searches(story)
        settle_story(story)
        audit.record(
            "story.extracted",
            story,
            actor=None,
            new={"quotations": story.quotations.count(), "claims": story.claims.count()},
        )
    return True


def _send_searches(story: Story) -> None:
    """Sources are captured while the story is still read: a copy that was there first is compared from now on."""
    for search in story.searches.filter(outcome=SearchOutcome.PENDING):
        if search.next_attempt_at is not None:
            jobs.enqueue("factcheck.compare_search", search.pk)
        else:
            jobs.enqueue("factcheck.capture_source", search.source_id)


def lock_story(story_id: int) -> None:
    """Hold the story's row until the transaction ends, so that what is decided from its searches is decided in line."""
    Story.objects.select_for_update(of=("self",), no_key=True).filter(pk=story_id).first()


def settle_story(story: Story) -> bool:
    """True when nothing is left to search: the story is ready to read and its items wait for reviewers.

    To be called with the story locked.
    """
    asked = story.places_asked.exclude(why__in=NO_SOURCES)
    if any(rows.filter(outcome=SearchOutcome.PENDING).exists() for rows in (story.searches, asked)):
        return False
    now = timezone.now()
    for items in (story.quotations, story.claims):
        items.filter(review_state=ReviewState.GATHERING).update(
            review_state=ReviewState.QUEUED, state_changed_at=now, version=F("version") + 1
        )
    Story.objects.filter(pk=story.pk, stage=Stage.GATHERING).update(stage=Stage.READY)
    return True


def _read_page(story: Story) -> bool:
    """True when the story's page could be read into it. A passing failure leaves the story due for another try."""
    result = fetch_page(story.url)
    problem = result.reason
    if result.outcome == Outcome.FETCHED:
        document = read_apart(
            result.raw_bytes,
            content_type=result.content_type,
            url=result.final_url or story.url,
            limits=read_limits(),
        )
        try:
            read = ingest.from_document(document, story.url)
        except BadInput as error:
            problem = str(error)
        else:
            story.text, story.language, story.links = read.text, read.language[:16], list(read.links)
            story.title = story.title or read.title[:300]
            story.published_at = story.published_at or read.published_at
            story.text_sha256, story.raw_sha256 = ingest.text_sha256(read.text), store.put(result.raw_bytes)
            with transaction.atomic():
                store.keep(story.raw_sha256, result.raw_bytes)
                story.save()
            return True
    again = jobs.next_try(story.attempts) if result.outcome in PASSING_FAILURES else None
    Story.objects.filter(pk=story.pk).update(
        stage=Stage.RECEIVED if again else Stage.FAILED,
        next_attempt_at=again,
        lease_until=None,
        problem=problem,
        last_error=problem,
    )
    logger.info("story %s could not be read: %s", story.pk, result.outcome)
    return False


def _store_quotations(story: Story, found: Iterable[quotations_of_text.Quotation]) -> None:
    quoted = [quotation for quotation in found if quotation.type != QuotationType.INDIRECT]
    for number, quotation in enumerate(quoted[:MOST_QUOTATIONS], 1):
        row = Quotation.objects.create(
            story=story,
            number=number,
            start=quotation.start,
            end=quotation.end,
            text=quotation.text,
            type=quotation.type.value,
            rule=quotation.rule[:60],
            confidence=quotation.confidence.value,
            is_closed=quotation.is_closed,
        )
        _store_attribution(quotation, Attribution(quotation=row))


def _store_claims(story: Story, found: Iterable[claims_of_text.Claim]) -> None:
    for number, claim in enumerate(found, 1):
        row = Claim.objects.create(
            story=story,
            number=number,
            start=claim.start,
            end=claim.end,
            text=claim.text,
            sentence_start=claim.sentence.start,
            sentence_end=claim.sentence.end,
            score=claim.score,
            reasons=[reason.as_json() for reason in claim.reasons],
        )
        _store_attribution(claim, Attribution(claim=row))


def _store_attribution(found: quotations_of_text.Quotation | claims_of_text.Claim, row: Attribution) -> None:
    if found.speaker:
        row.speaker_text, row.speaker_start, row.speaker_end = _placed(found.speaker)
    if found.cue:
        row.cue_text, row.cue_start, row.cue_end = _placed(found.cue)
        row.cue_text = row.cue_text[:200]
    if found.speaker_name:
        row.speaker = speaker_named(found.speaker_name)
    row.save()
    for position, mention in enumerate(found.via):
        Via.objects.create(
            attribution=row,
            outlet=outlet_named(mention.text),
            position=position,
            text=mention.text[:200],
            start=mention.start,
            end=mention.end,
        )


def _placed(mention: Mention) -> tuple[str, int, int]:
    return mention.text, mention.start, mention.end


def speaker_named(name: str) -> Speaker:
    """The speaker of that name, made when new. Names differ in case and spacing only by accident."""
    name = " ".join(name.split())[:200]
    return Speaker.objects.get_or_create(key=name.casefold(), defaults={"name": name})[0]


def outlet_named(name: str) -> Outlet:
    """The outlet of that name, made when new; a leading article is not part of the name."""
    name = " ".join(name.split())[:200]
    if name[:4].casefold() == "the " and len(name) > 4:
        name = name[4:]
    return Outlet.objects.get_or_create(key=name.casefold(), defaults={"name": name})[0]
