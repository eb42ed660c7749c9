"""The page “Figures”: each figure as a chart, as the table of its numbers, and as a CSV file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from factcheck.admin.charts import Chart, Line, bar_chart
from factcheck.admin.labels import decision_label, state_label
from factcheck.reports.safe_text import on_one_line
from factcheck.reports.table import csv_lines
from factcheck.reports.vocabulary import match_label
from factcheck.services import figures
from factcheck.templatetags.desk import in_short
from factcheck.text.match import Match

PAIRS_SHOWN = 15  # those with most readings
PERIOD_NAMES = {7: "7 days", 28: "4 weeks", 91: "a quarter", 364: "a year"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart (or none) with its table; `note` says what the numbers are and are not."""

    name: str
    title: str
    note: str
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]
    chart: Chart | None = None
    caution: str = ""


@dataclass(frozen=True)
class Period:
    """The days up to now that figures are of. What two figures show is read once."""

    now: datetime
    days: int

    @property
    def since(self) -> datetime:
        return self.now - timedelta(days=self.days)

    @cached_property
    def readings(self) -> list[figures.Readings]:
        return figures.agreement(self.since)


def waiting(period: Period) -> Figure:
    ages = [name for name, _ in figures.AGES] + [figures.OLDEST]
    rows = figures.waiting_by_age(period.now)
    lines = [Line(state_label(row.state).words, str(row.total), list(enumerate(row.counts))) for row in rows]
    note = "Quotations and claims as they stand now, by how long they have been in their state."
    return Figure(
        "waiting", "Waiting by age", note, ["State", *ages, "All"],
        [[state_label(row.state).words, *row.counts, row.total] for row in rows],
        bar_chart("waiting", "Waiting by age", note, lines, ages),
    )  # fmt: skip


def medians(period: Period) -> Figure:
    rows = figures.medians_per_state(period.since)
    note = f"How long items stood in a state before they left it; of the latest {figures.LATEST:,} moves at most."
    return _durations("medians", "Time in each state", note, rows, lambda name: state_label(name).words)


def turnaround(period: Period) -> Figure:
    rows = figures.turnaround(period.since)
    note = "From the story’s arrival to the first decision on an item, and to its first publication."
    return _durations("turnaround", "Turnaround", note, rows, lambda name: f"Until {name}")


def _durations(
    name: str, title: str, note: str, rows: Sequence[figures.Duration], named: Callable[[str], str]
) -> Figure:
    lines = [Line(named(row.name), in_short(row.median), [(0, row.median.total_seconds() / 3600)]) for row in rows]
    head = ["", "Median", "9 in 10 within", "Cases", "Median in hours"]
    table = [[named(row.name), in_short(row.median), in_short(row.slow), row.count, _hours(row.median)] for row in rows]
    return Figure(name, title, note, head, table, bar_chart(name, title, note, lines))


def _hours(span: timedelta) -> str:
    return f"{span.total_seconds() / 3600:.2f}"


def matches(period: Period) -> Figure:
    spans = figures.matches_over_time(period.now, period.days)
    met = [match.value for match in Match if any(match.value in span.counts for span in spans)]
    names = [match_label(match, ()).words for match in met]
    dates = [f"{span.start.day} {span.start:%b %Y}" for span in spans]
    lines = [
        Line(f"from {date}", str(span.total), [(n, span.counts.get(match, 0)) for n, match in enumerate(met)])
        for date, span in zip(dates, spans, strict=True)
    ]
    note = "What the machine saw in quotations of the stories that came in; nobody’s judgement."
    table = [
        [date, *(span.counts.get(match, 0) for match in met), span.total]
        for date, span in zip(dates, spans, strict=True)
    ]
    chart = bar_chart("matches", "Match classes over time", note, lines, names)
    return Figure("matches", "Match classes over time", note, ["From", *names, "All"], table, chart)


def agreement(period: Period) -> Figure:
    rows = [(each.kind, each.overall, "All decisions") for each in period.readings if each.overall.readings]
    rows += [(each.kind, row, decision_label(row.name).words) for each in period.readings for row in each.by_decision]
    return _kappas("agreement", "Agreement of first and second readers", rows)


def pairs(period: Period) -> Figure:
    rows = [(each.kind, row, on_one_line(row.name)) for each in period.readings for row in each.by_pair[:PAIRS_SHOWN]]
    return _kappas("pairs", "Agreement of each two readers", rows)


def _kappas(name: str, title: str, rows: Sequence[tuple[str, figures.Agreement, str]]) -> Figure:
    note = (
        "Cohen’s κ: 1 is full agreement, 0 what chance would give. Finished readings only; an open second reading is "
        f"in no number. None is given under {figures.FEWEST} readings; the latest {figures.LATEST:,} count."
    )
    few = any(row.is_few for _, row, _ in rows)
    head = ["Of", "Decision" if name == "agreement" else "Readers", "κ", "Readings", "Agreed", "Caution"]
    table = [
        [kind, words, "–" if row.kappa is None else f"{row.kappa:.2f}", row.readings, row.agreed, _few(row.is_few)]
        for kind, row, words in rows
    ]
    lines = [
        Line(f"{words} ({kind})", f"{row.kappa:.2f}", [(0, max(row.kappa, 0.0))])
        for kind, row, words in rows
        if row.kappa is not None
    ]
    chart = bar_chart(name, title, note, lines, full=1.0)
    return Figure(name, title, note, head, table, chart, _caution("readings") if few else "")


def outlets(period: Period) -> Figure:
    rows = figures.misquoting_outlets(period.since)
    title = "Outlets with most misquotations"
    note = (
        "Of the quotations settled, the share signed as misquoted, with its 95 % Wilson interval; ordered by the "
        f"lower bound. Outlets with fewer than {figures.FEWEST} are left out."
    )
    lines = [
        Line(on_one_line(row.name), f"{row.misquoted} of {row.settled}", [(0, row.interval.share)],
             (row.interval.low, row.interval.high))
        for row in rows
    ]  # fmt: skip
    head = ["Outlet", "Misquoted", "Settled", "Share", "From", "To", "Caution"]
    table = [
        [on_one_line(row.name), row.misquoted, row.settled,
         *(f"{100 * bound:.0f} %" for bound in (row.interval.share, row.interval.low, row.interval.high)),
         _few(row.is_few)]
        for row in rows
    ]  # fmt: skip
    chart = bar_chart("outlets", title, note, lines, full=1.0)
    return Figure(
        "outlets", title, note, head, table, chart, _caution("quotations") if any(r.is_few for r in rows) else ""
    )


def _few(is_few: bool) -> str:
    return "few cases" if is_few else ""


def _caution(what: str) -> str:
    return f"Some rest on fewer than {figures.CAUTION_BELOW} {what}: chance alone moves these a good deal."


# In the order of the page; with each the permission it asks for besides that of the page.
FIGURES: dict[str, tuple[Callable[[Period], Figure], str]] = {
    "waiting": (waiting, ""),
    "turnaround": (turnaround, ""),
    "medians": (medians, ""),
    "matches": (matches, ""),
    "agreement": (agreement, ""),
    "pairs": (pairs, "factcheck.read_audit"),  # it names people
    "outlets": (outlets, ""),
}
PERMISSION = "factcheck.view_quotation"


def page(request: HttpRequest) -> TemplateResponse:
    days = _days(_permitted(request))
    period = Period(timezone.now(), days)
    shown = [make(period) for make, permission in FIGURES.values() if not permission or _may(request, permission)]
    context = {
        **admin.site.each_context(request),
        "title": "Figures",
        "figures": shown,
        "days": days,
        "periods": [(number, PERIOD_NAMES[number]) for number in figures.PERIODS],
    }
    return TemplateResponse(request, "desk/figures.html", context)


def download(request: HttpRequest, name: str) -> HttpResponse:
    """The table of one figure as CSV (RFC 4180, UTF-8 with a mark that spreadsheets know it by)."""
    days = _days(_permitted(request))
    if name not in FIGURES:
        raise Http404
    make, permission = FIGURES[name]
    if permission and not _may(request, permission):
        raise PermissionDenied
    figure = make(Period(timezone.now(), days))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{days}-days.csv"'
    response.writelines(csv_lines(figure.head, figure.rows))
    return response


def _permitted(request: HttpRequest) -> HttpRequest:
    if not _may(request, PERMISSION):
        raise PermissionDenied
    return request


def _may(request: HttpRequest, permission: str) -> bool:
    user: Any = request.user
    return bool(user.has_perm(permission))


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    known = {str(days): days for days in figures.PERIODS}
    return known.get(asked, figures.DEFAULT_DAYS)
