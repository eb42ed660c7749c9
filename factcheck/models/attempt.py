"""Places asked for sources of a story, so that the search log holds what was tried, and not only what was found."""

from __future__ import annotations

from django.db import models

from factcheck.models.search import SearchOutcome, SearchReason
from factcheck.models.work import Work, WorkQuerySet


class Attempt(Work):
    """One place asked for one story: an outlet's feed, the own archive, a web archive, a web search.

    `place` names it for people. `source` is the page a web archive is asked for, or asked to save; `outlet` the one
    whose feed is read.
    """

    story = models.ForeignKey("factcheck.Story", on_delete=models.CASCADE, related_name="places_asked")
    why = models.CharField(max_length=8, choices=SearchReason.choices)
    place = models.CharField(max_length=500)
    source = models.ForeignKey("factcheck.Source", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    outlet = models.ForeignKey("factcheck.Outlet", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(
        max_length=12, choices=SearchOutcome.choices, default=SearchOutcome.PENDING, db_index=True
    )
    reason = models.TextField(blank=True, default="")
    found = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkQuerySet["Attempt"].as_manager()

    class Meta:
        ordering = ["story", "pk"]
        constraints = [models.UniqueConstraint(fields=["story", "why", "place"], name="attempt_once")]

    def __str__(self) -> str:
        return f"{self.place}: {self.get_outcome_display()}"
