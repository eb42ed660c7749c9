"""Lists of many rows, read quickly: which rows a page has is asked of an index, and only those are read whole."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

# Up to so many keys are read at once, which also counts the list; a longer one is counted by the database.
MOST_KEYS = 1000


class KeyPaginator(Paginator):  # type: ignore[type-arg]  # takes no parameter at run time
    """Pages of a queryset whose keys are read first.

    Sorting whole rows with all that is joined to them takes the database longer than all else a list does.
    """

    @cached_property
    def keys(self) -> list[Any]:
        """The keys of the first rows, one more than MOST_KEYS if there are."""
        rows: Any = self.object_list
        return list(rows.values_list("pk", flat=True)[: MOST_KEYS + 1])

    @cached_property
    def count(self) -> int:
        return len(self.keys) if len(self.keys) <= MOST_KEYS else super().count

    def rows(self, bottom: int, top: int) -> QuerySet[Any]:
        """The rows from place `bottom` up to `top`, in order."""
        rows: Any = self.object_list
        keys = self.keys[bottom:top]
        if top > len(self.keys) and len(self.keys) > MOST_KEYS:
            keys = list(rows.values_list("pk", flat=True)[bottom:top])
        found: QuerySet[Any] = rows.filter(pk__in=keys)
        return found

    def page(self, number: Any) -> Any:
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        top = self.count if bottom + self.per_page + self.orphans >= self.count else bottom + self.per_page
        return Page(self.rows(bottom, top), number, self)


class KeyedList(ChangeList):
    """The admin's list; a single page of it comes from the paginator as well."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        paginator: Any = self.paginator
        if not self.multi_page or (self.show_all and self.can_show_all):
            self.result_list = paginator.rows(0, self.result_count)


class UnpagedList(ChangeList):
    """A list's rows, filtered and ordered as on its page, without counting or loading them."""

    def get_results(self, request: HttpRequest) -> None:
        self.result_list = self.queryset.none()
