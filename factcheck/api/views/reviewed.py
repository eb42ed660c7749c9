"""What quotations and claims have in common: history, ClaimReview, and moves between review states."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import visible
from factcheck.api.access import may, person_of
from factcheck.api.conditional import etag_of, tagged, version_asked
from factcheck.api.serializers.reviewed import SIGN, RevisionSerializer, TransitionSerializer
from factcheck.models import Claim, Quotation, RevisionKind
from factcheck.queries import search_log
from factcheck.services.disclose import public_snapshots
from factcheck.services.export_checks import claim_review
from factcheck.services.review import legal_moves, move, sign

Item = Quotation | Claim


def moves_open(request: Request, item: Item) -> list[Any]:
    """The moves open to the caller; none without the scope review."""
    return legal_moves(item, person_of(request)) if may(request, "review") else []


def history(request: Request, item: Item) -> Response:
    revisions: list[Any] = list(item.revisions.order_by("number"))
    frozen = [revision.snapshot for revision in revisions]
    shown = frozen if may(request, "read") else public_snapshots(frozen)
    for revision, snapshot in zip(revisions, shown, strict=True):
        revision.is_whole = snapshot == revision.snapshot
        revision.snapshot = snapshot
    return tagged(request, {"results": RevisionSerializer(revisions, many=True).data})


def claim_review_of(request: Request, item: Item) -> Response:
    """JSON-LD of the revision shown; 404 while there is none, or after it was retracted."""
    revision = item.published_revision
    if revision is None or revision.kind == RevisionKind.RETRACTION:
        raise Http404
    response = tagged(request, claim_review(item, revision))
    if response.status_code == 200:
        response.content_type = "application/ld+json"
    return response


def published(request: Request, item: Item) -> dict[str, Any]:
    """`published`, the evidence of the revision shown, and `searched`, as far as the caller may see them."""
    snapshot = item.published_revision.snapshot if item.published_revision else {}
    if may(request, "read"):
        return {"published": snapshot.get("evidence", []), "searched": search_log(item.story)}
    [shown] = public_snapshots([snapshot])
    return {"published": shown.get("evidence", []), "searched": shown.get("searched", [])}


def moved(request: Request, item: Item) -> tuple[Item, int]:
    """The item after the move that the body asks for, and its version. Raises what the service raises."""
    version = version_asked(request)
    serializer = TransitionSerializer(data=request.data)
    serializer.is_valid(raise_exception=True)
    fields = dict(serializer.validated_data)
    to = fields.pop("to")
    actor = person_of(request)
    if to == SIGN:
        fields.setdefault("decision", "")
        for of_publishing in ("was_wrong", "found_how"):
            fields.pop(of_publishing, None)
        after = sign(item, actor=actor, version=version, **fields)
    else:
        after = move(item, to, actor=actor, version=version, **fields)
    return after, after.version


def after_move(body: Any, version: int) -> Response:
    response = Response(body)
    response["ETag"] = etag_of(body, version)
    return response


def fresh(request: Request, item: Item) -> Any:
    """The item as it is read, with everything its serializer shows."""
    rows = visible.all_quotations() if isinstance(item, Quotation) else visible.all_claims()
    row: Any = rows.get(pk=item.pk)
    row.moves = moves_open(request, row)
    return row
