"""Filters of the lists, and the two backends that refuse what they do not know in place of ignoring it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import django_filters
from django.core.exceptions import ValidationError as FieldError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters.fields import IsoDateTimeField
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from rest_framework.exceptions import ValidationError
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request

from factcheck.models import (
    DECIDED_STATES,
    Alert,
    AlertKind,
    AlertState,
    AttributionStatus,
    Claim,
    LinkState,
    Outlet,
    Quotation,
    Rating,
    ReviewState,
    ReviewStep,
    Source,
    Speaker,
    Stage,
    Story,
    Tier,
)
from factcheck.text.match import FlagName, Match

PAGE_PARAMETERS = {"cursor", "page_size", "ordering"}


class MomentField(IsoDateTimeField):  # type: ignore[misc]
    """A moment in UTC, whatever offset it came with: databases take no offset of sixteen hours and more."""

    def to_python(self, value: Any) -> datetime | None:
        moment: datetime | None = super().to_python(value)
        try:
            return moment.astimezone(UTC) if moment else None
        except OverflowError as error:
            raise FieldError(self.error_messages["invalid"], code="invalid") from error


class MomentFilter(django_filters.IsoDateTimeFilter):  # type: ignore[misc]
    field_class = MomentField


class StrictFilterBackend(DjangoFilterBackend):  # type: ignore[misc]
    """A misspelt filter that is ignored returns everything; it is refused, naming the ones there are."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filterset_class = self.get_filterset_class(view, queryset)
        known = set(filterset_class.base_filters) if filterset_class else set()
        known |= PAGE_PARAMETERS if view.pagination_class else view.own_parameters
        unknown = sorted(set(request.query_params) - known)
        if unknown:
            expected = ", ".join(sorted(known))
            raise ValidationError({unknown[0][:100]: [f"There is no such parameter. Expected: {expected}."]})
        for name, value in request.query_params.items():
            _refuse_ignored(name, str(value), filterset_class.base_filters.get(name) if filterset_class else None)
        filtered: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return filtered


def _refuse_ignored(name: str, value: str, asked: django_filters.Filter | None) -> None:
    """Raises for a value that django-filter would pass over, and so return everything: an empty one, or what is neither
    true nor false.
    """
    if asked is None or type(asked) is django_filters.CharFilter:
        return
    if isinstance(asked, django_filters.BooleanFilter) and value.lower() not in {"true", "false"}:
        raise ValidationError({name: [f"true or false was expected; got “{value[:20]}”."]})
    if not value.strip():
        raise ValidationError({name: ["A value was expected; leave the parameter out to ask for everything."]})


class StrictOrderingFilter(OrderingFilter):
    """`ordering=field` or `ordering=-field`, from the view's `ordering_fields`."""

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> Any:
        if "ordering" in request.query_params and not request.query_params["ordering"].strip():
            raise ValidationError({"ordering": ["A field was expected; leave the parameter out for the usual order."]})
        return super().get_ordering(request, queryset, view)

    def remove_invalid_fields(self, queryset: Any, fields: Any, view: Any, request: Request) -> Any:
        valid = super().remove_invalid_fields(queryset, fields, view, request)
        if len(valid) != len(fields):
            expected = ", ".join(view.ordering_fields)
            raise ValidationError({"ordering": [f"One of {expected} was expected, with “-” before it for descending."]})
        return valid

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """With the values it may have. One field at a time is described; several, with commas between, are taken."""
        [parameter] = super().get_schema_operation_parameters(view)
        ways = [way for field in view.ordering_fields for way in (field, f"-{field}")]
        return [{**parameter, "schema": {"type": "string", "enum": ways, "default": view.ordering}}]


class StoryFilter(FilterSet):  # type: ignore[misc]
    stage = django_filters.ChoiceFilter(choices=Stage.choices)
    created_after = MomentFilter(field_name="created_at", lookup_expr="gte")
    created_before = MomentFilter(field_name="created_at", lookup_expr="lt")
    url = django_filters.CharFilter(field_name="url", lookup_expr="exact")

    class Meta:
        model = Story
        fields: list[str] = []


class PublicStoryFilter(FilterSet):  # type: ignore[misc]
    url = django_filters.CharFilter(field_name="url", lookup_expr="exact")

    class Meta:
        model = Story
        fields: list[str] = []


class _ItemFilter(FilterSet):  # type: ignore[misc]
    story = django_filters.UUIDFilter(field_name="story__public_id", help_text="Id of a story.")
    speaker = django_filters.CharFilter(method="by_speaker", help_text="Name of a speaker, in any case.")
    outlet = django_filters.CharFilter(method="by_outlet", help_text="Name of an outlet the words came through.")
    published_after = MomentFilter(field_name="published_revision__published_at", lookup_expr="gte")
    published_before = MomentFilter(field_name="published_revision__published_at", lookup_expr="lt")

    def by_speaker(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(attribution__speaker__key=value.casefold())

    def by_outlet(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(attribution__vias__outlet__key=value.casefold()).distinct()


class _DeskFilter(_ItemFilter):
    updated_since = MomentFilter(
        field_name="state_changed_at", lookup_expr="gte", help_text="When its review state changed last."
    )
    source_changed = django_filters.BooleanFilter(
        method="by_change", help_text="Whether words that its published decision rests on have changed at their source."
    )

    def by_change(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        # Of decided items alone: of another it would tell which passage a first reader chose.
        waiting = Alert.objects.filter(state=AlertState.OPEN, passage__isnull=False).values("passage")
        item = queryset.model._meta.model_name
        steps = ReviewStep.objects.filter(evidence__passage__in=waiting, **{item: OuterRef("pk")})
        is_changed = Q(review_state__in=DECIDED_STATES) & Exists(steps.filter(round=OuterRef("round")))
        return queryset.filter(is_changed if value else ~is_changed)


class QuotationFilter(_DeskFilter):
    """`status` asks for the published decision; `review_state` is of use only with the scope read."""

    status = django_filters.ChoiceFilter(field_name="published_revision__decision", choices=AttributionStatus.choices)
    match = django_filters.ChoiceFilter(choices=[(match.value, match.value) for match in Match])
    review_state = django_filters.ChoiceFilter(choices=ReviewState.choices)
    flag = django_filters.ChoiceFilter(
        method="by_flag", choices=[(flag.value, flag.value) for flag in FlagName], help_text="Of the best comparison."
    )

    class Meta:
        model = Quotation
        fields: list[str] = []

    def by_flag(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        # As text: SQLite cannot be asked whether an array contains an object.
        return queryset.filter(best_comparison__flags__icontains=f'"flag": "{value}"')


class PublicQuotationFilter(_ItemFilter):
    """Without the scope read nothing about an item may be asked but what is published of it."""

    status = django_filters.ChoiceFilter(field_name="published_revision__decision", choices=AttributionStatus.choices)

    class Meta:
        model = Quotation
        fields: list[str] = []


class ClaimFilter(_DeskFilter):
    rating = django_filters.ChoiceFilter(field_name="published_revision__decision", choices=Rating.choices)
    review_state = django_filters.ChoiceFilter(choices=ReviewState.choices)

    class Meta:
        model = Claim
        fields: list[str] = []


class PublicClaimFilter(_ItemFilter):
    rating = django_filters.ChoiceFilter(field_name="published_revision__decision", choices=Rating.choices)

    class Meta:
        model = Claim
        fields: list[str] = []


class SourceFilter(FilterSet):  # type: ignore[misc]
    tier = django_filters.ChoiceFilter(choices=Tier.choices)
    link_state = django_filters.ChoiceFilter(choices=LinkState.choices)
    url = django_filters.CharFilter(field_name="url", lookup_expr="exact")
    changed_after = MomentFilter(field_name="changed_at", lookup_expr="gte")

    class Meta:
        model = Source
        fields: list[str] = []


class WatchFilter(FilterSet):  # type: ignore[misc]
    link_state = django_filters.ChoiceFilter(choices=LinkState.choices)
    url = django_filters.CharFilter(field_name="url", lookup_expr="exact")
    changed_after = MomentFilter(field_name="changed_at", lookup_expr="gte")
    has_alerts = django_filters.BooleanFilter(method="by_alerts", help_text="Whether an alert waits for a person.")

    class Meta:
        model = Source
        fields: list[str] = []

    def by_alerts(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        waiting = Alert.objects.filter(state=AlertState.OPEN).exclude(kind=AlertKind.NOTE)
        is_there = Exists(waiting.filter(source=OuterRef("pk")))
        return queryset.filter(is_there if value else ~is_there)


class SpeakerFilter(FilterSet):  # type: ignore[misc]
    name = django_filters.CharFilter(field_name="name", lookup_expr="icontains", help_text="Part of the name.")

    class Meta:
        model = Speaker
        fields: list[str] = []


class OutletFilter(FilterSet):  # type: ignore[misc]
    name = django_filters.CharFilter(field_name="name", lookup_expr="icontains", help_text="Part of the name.")
    domain = django_filters.CharFilter(field_name="domain", lookup_expr="iexact")

    class Meta:
        model = Outlet
        fields: list[str] = []
