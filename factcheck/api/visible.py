"""What a caller may see, as querysets. Without the scope read only what is published exists, and sources that are
public.

Every view begins here, so that a draft cannot be had by an address somebody forgot to guard.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from rest_framework.request import Request

from factcheck.api.access import may, person_of
from factcheck.models import (
    Capture,
    Claim,
    ClaimEvidence,
    Outlet,
    Quotation,
    Search,
    SearchOutcome,
    Source,
    Speaker,
    Story,
    Via,
)

PUBLISHED = Q(published_revision__isnull=False)
VIAS = Prefetch("attribution__vias", queryset=Via.objects.select_related("outlet"))


def stories(request: Request) -> QuerySet[Story]:
    """With progress counts. A key that may only submit sees the stories of its own user too, to follow them."""
    if may(request, "read"):
        return all_stories()
    seen = Q(pk__in=Story.objects.published().order_by().values("pk"))
    if may(request, "submit"):
        seen |= Q(created_by=person_of(request))
    return all_stories().filter(seen)


def stories_to_submit_to(request: Request) -> QuerySet[Story]:
    """Stories a source may be added to: with the scope read all, else those of the caller's own user."""
    every = Story.objects.all()
    return every if may(request, "read") else every.filter(created_by=person_of(request))


def quotations(request: Request) -> QuerySet[Quotation]:
    return all_quotations() if may(request, "read") else all_quotations().filter(PUBLISHED)


def claims(request: Request) -> QuerySet[Claim]:
    return all_claims() if may(request, "read") else all_claims().filter(PUBLISHED)


def all_stories() -> QuerySet[Story]:
    """Every story, with the counts its serializer shows; for a caller who has just been let in by other means."""
    return _with_progress(Story.objects.all())


def all_quotations() -> QuerySet[Quotation]:
    """Every quotation, with what its serializers show."""
    every = Quotation.objects.select_related("story", "attribution__speaker", "published_revision", "assigned_to")
    return every.prefetch_related(VIAS)


def all_claims() -> QuerySet[Claim]:
    """Every claim, with what its serializers show."""
    evidence = ClaimEvidence.objects.select_related("passage__capture__source")
    every = Claim.objects.select_related("story", "attribution__speaker", "published_revision", "assigned_to")
    return every.prefetch_related(VIAS, Prefetch("evidence", queryset=evidence))


def sources(request: Request) -> QuerySet[Source]:
    visible = Source.objects.select_related("outlet", "latest_capture").defer(
        "latest_capture__text", "latest_capture__visible_text", "latest_capture__turns", "latest_capture__times"
    )
    return visible if may(request, "read") else visible.filter(is_private=False)


def captures(request: Request) -> QuerySet[Capture]:
    visible = Capture.objects.select_related("source")
    return visible if may(request, "read") else visible.filter(source__is_private=False)


def speakers(request: Request) -> QuerySet[Speaker]:
    if may(request, "read"):
        return Speaker.objects.all()
    return Speaker.objects.filter(_published_through("attributions__")).distinct()


def outlets(request: Request) -> QuerySet[Outlet]:
    if may(request, "read"):
        return Outlet.objects.all()
    return Outlet.objects.filter(_published_through("vias__attribution__") | Q(is_own=True)).distinct()


def _published_through(path: str) -> Q:
    return Q(**{f"{path}quotation__published_revision__isnull": False}) | Q(
        **{f"{path}claim__published_revision__isnull": False}
    )


def _with_progress(queryset: QuerySet[Story]) -> QuerySet[Story]:
    """Counts as subqueries: joined, they would multiply each other."""
    pending = Q(outcome=SearchOutcome.PENDING)
    searched = Q(outcome__in=[SearchOutcome.SEARCHED, SearchOutcome.PARTIAL])
    return queryset.annotate(
        quotation_count=_count(Quotation),
        claim_count=_count(Claim),
        search_count=_count(Search),
        pending_count=_count(Search, pending),
        searched_count=_count(Search, searched),
        failed_count=_count(Search, ~pending & ~searched),
    )


def _count(model: Any, condition: Q | None = None) -> Coalesce:
    rows = model.objects.filter(condition or Q(), story=OuterRef("pk")).order_by()
    counted = rows.values("story").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
