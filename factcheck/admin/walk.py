"""Going through a list item by item: the queue or filtered list a decision page was opened from, or its story.

Nothing is remembered on the server: the list's filters stand in the page's address, as Django's admin keeps them, and
with them the place at which the item stood when it left the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from factcheck import queries
from factcheck.exceptions import FactcheckError
from factcheck.models import ReviewState
from factcheck.services import review

FILTERS = "_changelist_filters"  # Django's own name for them
PLACE = "at"
# Of a longer list the first so many are walked; what comes after moves up as they are decided. A guess: a week's work.
MOST_WALKED = 1000
# Somebody may take items away while we reach for the next one; after so many the page is shown as it stands.
MOST_TRIED = 20
LONGEST_FILTERS = 2000
# Of a list's address these say which page of it was looked at, not what is in it.
_NOT_FILTERS = ("p", "e", "all", "_popup", "_facets")


@dataclass(frozen=True, slots=True)
class Walk:
    """Where an item stands in what one goes through. `place` counts from 0; `keys` are the list's rows without the item
    when it has left the list.
    """

    title: str
    kind: str
    keys: Sequence[int]
    place: int
    is_there: bool
    total: int
    filters: str = ""

    @property
    def is_list(self) -> bool:
        """True for a queue or list, false for the items of a story."""
        return bool(self.filters)

    @property
    def queue(self) -> str:
        return QueryDict(self.filters).get("queue", "")

    @property
    def position(self) -> int:
        return self.place + 1

    @property
    def count(self) -> int:
        """How many there are, the item that has left the list among them."""
        return self.total + (not self.is_there)

    @property
    def coming(self) -> Sequence[int]:
        """The rows after the item, nearest first."""
        return self.keys[self.place + self.is_there :]

    @property
    def previous(self) -> str:
        """The address of the page before, "" at the beginning."""
        return self.page_of(self.keys[self.place - 1], self.place - 1) if self.place else ""

    @property
    def following(self) -> str:
        """The address of the page after; at the end of a list, of the page that says so."""
        if self.coming:
            return self.page_of(self.coming[0], self.place + 1)
        return self.end if self.is_list else ""

    @property
    def end(self) -> str:
        return f"{reverse('admin:list_end')}?{urlencode({'of': self.kind, FILTERS: self.filters})}"

    @property
    def list_page(self) -> str:
        return f"{reverse(f'admin:factcheck_{self.kind}_changelist')}?{self.filters}"

    @property
    def query(self) -> str:
        """What the address of every page of this walk carries."""
        return urlencode({FILTERS: self.filters, PLACE: self.place}) if self.is_list else ""

    def page_of(self, key: int, place: int) -> str:
        page = reverse(f"admin:factcheck_{self.kind}_change", args=[key])
        return f"{page}?{urlencode({FILTERS: self.filters, PLACE: place})}" if self.is_list else page


def read_walk(model_admin: Any, request: HttpRequest, item: Any, place: int | None = None) -> Walk | None:
    """The list the page was opened from, None when it was opened from none, or from one that no longer makes sense.

    `place` is where the item stood if it has left the list; else the address says.
    """
    filters = clean_filters(request.GET.get(FILTERS, ""))
    rows = listed(model_admin, request, filters) if filters else None
    if rows is None:
        return None
    keys = list(rows.values_list("pk", flat=True)[:MOST_WALKED])
    is_there = item.pk in keys
    asked = request.GET.get(PLACE, "")
    if place is None:
        place = int(asked) if asked.isdecimal() and len(asked) < 7 else 0
    return Walk(
        title=title_of(filters),
        kind=item._meta.model_name,
        keys=keys,
        place=keys.index(item.pk) if is_there else min(place, len(keys)),
        is_there=is_there,
        total=rows.count() if len(keys) == MOST_WALKED else len(keys),
        filters=filters,
    )


def listed(model_admin: Any, request: HttpRequest, filters: str) -> QuerySet[Any] | None:
    """The rows of the list with these filters, in its order; None for filters that mean nothing."""
    asked = copy(request)
    asked.GET = QueryDict(filters)
    asked.is_unpaged = True  # type: ignore[attr-defined]  # read by ReviewedAdmin.get_changelist
    try:
        rows: QuerySet[Any] = model_admin.get_changelist_instance(asked).queryset
    except (IncorrectLookupParameters, SuspiciousOperation, ValidationError):
        return None
    return rows


def clean_filters(filters: str) -> str:
    """The filters of a list's address without its page number and the like; "" when there are none."""
    if len(filters) > LONGEST_FILTERS or "\0" in filters:
        return ""
    query = QueryDict(filters, mutable=True)
    for name in _NOT_FILTERS:
        query.pop(name, None)
    return query.urlencode()


def title_of(filters: str) -> str:
    """The name of a list: its queue, and whether more narrows it down."""
    query = QueryDict(filters)
    name = queries.QUEUES.get(query.get("queue", ""), "")
    if not name:
        return "Filtered list"
    return f"{name}, filtered" if set(query) - {"queue", "o"} else name


def go_on(walk: Walk, model: Any, actor: Any, *, takes: bool) -> tuple[str, bool]:
    """The address of the page after an item that was dealt with, and whether what it shows was taken for this person.

    With `takes` the next item that waits for a reviewer is taken, as a click on “Take” would.
    """
    place = walk.place + walk.is_there
    for key in walk.coming[:MOST_TRIED]:
        item = model._default_manager.filter(pk=key).first()
        if item is None or not takes or item.review_state != ReviewState.QUEUED:
            return walk.page_of(key, place), False
        try:
            review.move(item, ReviewState.IN_REVIEW, actor=actor, version=item.version)
        except FactcheckError:
            continue  # somebody was quicker, or keeps it for another
        return walk.page_of(key, place), True
    return walk.end, False
