"""What a lookup may be asked for beside its results: evidence, chain and variants of the decisions behind them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from factcheck.models import Quotation
from factcheck.services.chain import published_chain, record_link
from factcheck.services.disclose import public_snapshots
from factcheck.services.lookup_answer import LookupAnswer, LookupResult
from factcheck.services.variants import variants_of

PARTS = ("evidence", "chain", "variants")


def more_of(answer: LookupAnswer, parts: Collection[str], *, sees_all: bool) -> list[dict[str, Any]]:
    """For each result of the answer the parts asked for, in order. Without a decision there is only the record."""
    if not parts:
        return [{} for _ in answer.results]
    ids = {result.decision.quotation_id for result in answer.results if result.decision}
    rows = Quotation.objects.filter(public_id__in=ids).select_related("published_revision", "story__outlet")
    quotations = list(rows.order_by("pk"))
    frozen = [quotation.published_revision.snapshot for quotation in quotations if quotation.published_revision]
    snapshots = frozen if sees_all else public_snapshots(frozen)
    known = {
        str(quotation.public_id): _of_quotation(quotation, snapshot, parts, sees_all=sees_all)
        for quotation, snapshot in zip(quotations, snapshots, strict=True)
    }
    return [
        known[result.decision.quotation_id] if result.decision else _of_record(result, parts)
        for result in answer.results
    ]


def _of_quotation(
    quotation: Quotation, snapshot: dict[str, Any], parts: Collection[str], *, sees_all: bool
) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if "evidence" in parts:
        more["evidence"] = snapshot.get("evidence", [])
    if "chain" in parts:
        more["chain"] = published_chain(snapshot)
    if "variants" in parts:
        more["variants"] = variants_of(quotation, sees_all=sees_all)
    return more


def _of_record(result: LookupResult, parts: Collection[str]) -> dict[str, Any]:
    more: dict[str, Any] = {part: [] for part in PARTS if part in parts}
    if "chain" in parts and result.place is not None:
        capture, source = result.place.capture, result.place.capture.source
        more["chain"] = [
            record_link(
                capture,
                source,
                words=result.recorded_words(),
                match=result.found.match.value,
                recorded_speaker=result.found.recorded_speaker or "",
            )
        ]
    return more
