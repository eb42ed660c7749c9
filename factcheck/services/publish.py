"""Publishing freezes a numbered revision; a correction is the next one; a retraction leaves a tombstone."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from factcheck.exceptions import MissingEvidence, NotAllowed
from factcheck.models import (
    Alert,
    AlertState,
    Claim,
    Evidence,
    Passage,
    Quotation,
    ReviewState,
    Revision,
    RevisionKind,
    Source,
    SourceKind,
    Story,
)
from factcheck.queries import search_line
from factcheck.services import audit
from factcheck.services.evidence_rules import Item, has_signed, rules_for, steps_of_round
from factcheck.services.gather import plan_save
from factcheck.services.schedule import next_check
from factcheck.services.transitions import Edge


@dataclass(frozen=True, slots=True)
class Correction:
    """What a corrected revision says of the one before: what was wrong in it, and how that was found."""

    was_wrong: str = ""
    found_how: str = ""


def publish(
    item: Item,
    *,
    actor: Any,
    reason: str = "",
    was_wrong: str = "",
    found_how: str = "",
    version: int | None = None,
) -> Revision:
    """The new revision of an approved or reopened item. Raises as `review.move` does."""
    from factcheck.services.review import move

    moved = move(
        item,
        ReviewState.PUBLISHED,
        actor=actor,
        version=version,
        reason=reason,
        was_wrong=was_wrong,
        found_how=found_how,
    )
    assert moved.published_revision is not None
    return moved.published_revision


def retract(item: Item, *, actor: Any, reason: str, version: int | None = None) -> Revision:
    """The tombstone revision of a published item. Raises as `review.move` does."""
    from factcheck.services.review import move

    moved = move(item, ReviewState.RETRACTED, actor=actor, reason=reason, version=version)
    assert moved.published_revision is not None
    return moved.published_revision


def publish_story(story: Story, *, actor: Any) -> list[Revision]:
    """The revisions of everything approved in the story, published together or not at all.

    Corrections stay: each has to say what was wrong, so they are published one by one.
    """
    with transaction.atomic():
        items: list[Item] = []
        for model in (Quotation, Claim):
            approved = model._default_manager.filter(
                story=story, review_state=ReviewState.APPROVED, published_revision__isnull=True
            )
            items += approved.select_for_update(of=("self",)).order_by("pk")
        _watch_sources([passage for item in items for passage in evidence_of(item)])
        return [publish(item, actor=actor) for item in items]


def publish_move(item: Item, edge: Edge, *, actor: Any, reason: str, correction: Correction = Correction()) -> Revision:
    """Go a publishing edge: freeze the revision, show it, watch its sources. Called by `review.move`, item locked."""
    from factcheck.services import review

    if edge.needs_reason and not reason.strip():
        raise MissingEvidence(f"“{edge.label}” needs a written reason.")
    rule = rules_for(item)[item.decision]
    may_publish = actor.has_perm("factcheck.edit") and not has_signed(item, actor)
    if rule.needs_editor and edge.act == "publish" and not may_publish:
        raise NotAllowed(f"“{rule.public_name}” is published by an editor who signed neither reading.")
    evidence = evidence_of(item)
    if edge.act == "publish":
        _refuse_changed_evidence(item, evidence)
    if edge.act != "retract":
        _watch_sources(evidence)
        for source in {passage.capture.source for passage in evidence}:
            plan_save(item.story, source)
    number = (item.revisions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    kind = _kind(edge, number)
    snapshot = snapshot_of(item, kind=kind, number=number, reason=reason)
    if kind == RevisionKind.CORRECTION:
        snapshot["correction"] = _required(correction)
    revision = Revision(
        **{"quotation" if isinstance(item, Quotation) else "claim": item},
        number=number,
        kind=kind,
        decision=item.decision,
        snapshot=snapshot,
        reason=reason.strip(),
        publisher_id=actor.pk,
        publisher_name=audit.name_of(actor),
    )
    revision.sha256 = revision.computed_sha256()
    revision.save()
    item.published_revision = revision
    settled = _settled_by(item, evidence) if edge.act == "confirm" else []
    review._go(item, edge, actor=actor, reason=reason)
    frozen = {"sha256": revision.sha256, "number": number, audit.ROW_SEAL: revision.computed_seal()}
    audit.record(audit.FROZEN, revision, actor=actor, new=frozen)
    for alert in settled:
        audit.record("alert.settled", alert, actor=actor, new={"state": "settled"}, reason=reason.strip())
    return revision


def _refuse_changed_evidence(item: Item, evidence: list[Passage]) -> None:
    """Raises MissingEvidence when a source was seen to have changed after the words were signed."""
    changed = Alert.objects.filter(passage__in=evidence, state=AlertState.OPEN).select_related("source").first()
    if changed is not None:
        raise MissingEvidence(
            f"{changed.source} no longer has the words that {item} rests on. Settle that alert, or send it back to "
            "review."
        )


def _required(correction: Correction) -> dict[str, str]:
    """The correction as it is published. Raises MissingEvidence while something of it is not said."""
    if not (correction.was_wrong and correction.found_how):
        raise MissingEvidence("A correction says what was wrong and how it was found: write both.")
    return asdict(correction)


def _settled_by(item: Item, evidence: list[Passage]) -> list[Alert]:
    """The open alerts a confirmation answers: those on its evidence on which nothing else rests."""
    settled = []
    for alert in Alert.objects.select_for_update(of=("self",)).filter(passage__in=evidence, state=AlertState.OPEN):
        others = Evidence.objects.filter(passage=alert.passage_id)
        if others.exclude(**{f"step__{item._meta.model_name}": item}).exists():
            continue
        alert.state, alert.settled_at = AlertState.SETTLED, timezone.now()
        alert.save(update_fields=["state", "settled_at"])
        settled.append(alert)
    return settled


def _kind(edge: Edge, number: int) -> RevisionKind:
    if edge.act == "retract":
        return RevisionKind.RETRACTION
    if edge.act == "confirm":
        return RevisionKind.CONFIRMED
    return RevisionKind.PUBLISHED if number == 1 else RevisionKind.CORRECTION


def evidence_of(item: Item) -> list[Passage]:
    """The passages the signatures of the round rest on, each once."""
    passages = Passage.objects.filter(evidence__step__in=[step.pk for step in steps_of_round(item)])
    return list(passages.select_related("capture__source").distinct().order_by("pk"))


def snapshot_of(item: Item, *, kind: str, number: int, reason: str) -> dict[str, Any]:
    """Everything a reader needs to see and check the decision, frozen: words, evidence with hashes, search, signers."""
    attribution = getattr(item, "attribution", None)
    story, signatures = item.story, steps_of_round(item)
    seen = (signatures[-1].seen or {}) if signatures else {}
    tiers = {capture: tier for step in signatures for capture, tier in (step.seen or {}).get("tiers", {}).items()}
    return {
        "schema": "factcheck.revision/1",
        "kind": str(kind),
        "number": number,
        "reason": reason.strip(),
        "published_at": timezone.now().isoformat(),
        "type": item._meta.model_name,
        "id": str(item.public_id),
        "text": item.text,
        "start": item.start,
        "end": item.end,
        "decision": item.decision,
        "decision_name": rules_for(item)[item.decision].public_name,
        "rating_value": rules_for(item)[item.decision].rating_value,
        "match": seen.get("match") if isinstance(item, Quotation) else None,
        "speaker": str(attribution.speaker or attribution.speaker_text) if attribution else "",
        "speaker_as_written": attribution.speaker_text if attribution else "",
        "cue": attribution.cue_text if attribution else "",
        "via": [{"outlet": str(via.outlet), "state": via.state} for via in attribution.vias.all()]
        if attribution
        else [],
        "story": {
            "id": str(story.public_id),
            "title": str(story),
            "url": story.url,
            "sha256": story.text_sha256,
            "published_at": story.published_at.isoformat() if story.published_at else "",
        },
        "evidence": [_evidence(passage, seen, tiers) for passage in evidence_of(item)],
        "searched": _searched(story),
        "signatures": len(signatures),
    }


def _searched(story: Story) -> list[dict[str, str]]:
    """The search log, each line with its source's id, by which `disclose` knows what is private."""
    searches = story.searches.select_related("source")
    return [{"source_id": str(search.source.public_id), **search_line(search)} for search in searches]


def _evidence(passage: Passage, seen: dict[str, Any], tiers: dict[str, str]) -> dict[str, Any]:
    """One passage as it is published; its tier is the one it was signed on, whatever the source was rated since."""
    capture, source = passage.capture, passage.capture.source
    entry: dict[str, Any] = {
        "words": passage.exact,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
        "start": passage.start,
        "end": passage.end,
        "recorded_speaker": passage.recorded_speaker,
        "source": {
            "id": str(source.public_id),
            "name": source.name,
            "title": source.title,
            "url": source.url,
            "published_at": capture.published_at,
        },
        "tier": tiers.get(str(capture.pk), source.tier),
        "capture": {
            "id": str(capture.public_id),
            "sha256": capture.raw_sha256,
            "text_sha256": capture.text_sha256,
            "captured_at": capture.started_at.isoformat(),
        },
    }
    if comparison := seen.get("comparisons", {}).get(str(capture.pk)):
        entry["comparison"] = comparison
    return entry


def _watch_sources(passages: list[Passage]) -> None:
    """What is published rests on these pages: from now on they are looked at again."""
    sources = {passage.capture.source_id: passage.capture.source for passage in passages}
    for _, source in sorted(sources.items()):
        if source.kind != SourceKind.WEB or source.is_watched:
            continue
        source.is_watched = True
        Source.objects.filter(pk=source.pk).update(
            is_watched=True, next_attempt_at=next_check(source, timezone.now(), changed=False)
        )
