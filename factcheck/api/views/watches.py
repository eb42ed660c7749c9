"""The watch: sources that are looked at again, and what was seen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import examples, visible
from factcheck.api.access import ManagesSources, NeedsRead, person_of
from factcheck.api.description import described
from factcheck.api.filters import WatchFilter
from factcheck.api.serializers.watches import WatchDetailSerializer, WatchRequestSerializer, WatchSerializer
from factcheck.api.views.base import ApiView, ListView, found, shaped, shown
from factcheck.models import Source
from factcheck.services.alert_reading import close_alerts
from factcheck.services.watch import begin_watch, look_now, set_watched

MOST_ALERTS = 50


class Watches(ListView):
    serializer_class = WatchSerializer
    desk_filters = public_filters = WatchFilter
    ordering_fields = ["name", "created_at"]
    ordering = "name"

    def get_permissions(self) -> list[BasePermission]:
        return [ManagesSources() if self.request.method == "POST" else NeedsRead()]

    def get_queryset(self) -> QuerySet[Source]:
        return visible.sources(self.request).filter(is_watched=True)

    @described(
        "list_watches",
        "List watched sources",
        "By name. What published decisions rest on is watched by itself. Scope: read.",
        answer=WatchSerializer,
        many=True,
        example=examples.WATCH,
        problems=(403,),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @described(
        "watch_source",
        "Watch a source",
        "It is looked at again on a schedule, and decisions are reopened when the words they rest on change. Scopes: "
        "read and submit, of a user who may manage sources.",
        body=WatchRequestSerializer,
        body_example={"source": examples.SOURCE_ID},
        answer=WatchSerializer,
        example=examples.WATCH,
        problems=(400, 401, 403, 404, 413, 415),
    )
    def post(self, request: Request) -> Response:
        serializer = WatchRequestSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        source = found(visible.sources(request), serializer.validated_data["source"])
        return Response(shaped(request, WatchSerializer, begin_watch(source, actor=person_of(request))))


class WatchItem(ApiView):
    def get_permissions(self) -> list[BasePermission]:
        return [ManagesSources() if self.request.method == "DELETE" else NeedsRead()]

    @described(
        "get_watch",
        "Read a watched source",
        "With its latest alerts. What would tell what a first reader rests on is left out of them until the second "
        "reader has signed. Scope: read.",
        answer=WatchDetailSerializer,
        example=examples.WATCH_DETAIL,
        problems=(304, 403, 404),
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        source = found(_watched(request), public_id)
        alerts = source.alerts.select_related("source", "capture").defer("capture__text", "capture__visible_text")
        source.shown_alerts = close_alerts(alerts[:MOST_ALERTS], person_of(request))
        return shown(request, WatchDetailSerializer, source)

    @described(
        "unwatch_source",
        "End a watch",
        "The source stays, with its captures and alerts; it is no longer looked at again. Scopes: read and submit, of "
        "a user who may manage sources.",
        answer=WatchSerializer,
        example={**examples.WATCH, "is_watched": False, "next_look_at": None},
        problems=(403, 404),
    )
    def delete(self, request: Request, public_id: UUID) -> Response:
        source = set_watched(found(_watched(request), public_id), False, actor=person_of(request))
        return Response(shaped(request, WatchSerializer, source))


class WatchLook(ApiView):
    permission_classes = [ManagesSources]

    @described(
        "look_at_source",
        "Look at a watched source now",
        "As soon as a worker is free. Scopes: read and submit, of a user who may manage sources.",
        answer=WatchSerializer,
        status=202,
        example=examples.WATCH,
        problems=(403, 404),
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        source = found(_watched(request), public_id)
        look_now(source, actor=person_of(request))
        source.refresh_from_db()
        return Response(shaped(request, WatchSerializer, source), status=202)


def _watched(request: Request) -> QuerySet[Source]:
    return visible.sources(request).filter(is_watched=True)
