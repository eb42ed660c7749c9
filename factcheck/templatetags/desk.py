"""How the desk's templates draw labels, times and text from outside."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from factcheck.admin.labels import LINK_LABELS, decision_label, state_label
from factcheck.reports.links import web_address
from factcheck.reports.safe_text import make_visible, on_one_line
from factcheck.reports.vocabulary import Label, flag_label, match_label, outcome_label, worth_reason

register = template.Library()


@register.simple_tag
def badge(label: Label) -> SafeString:
    """A label as sign and words in its tone; the sign is for eyes only."""
    return format_html(
        '<span class="badge tone-{}" title="{}"><span aria-hidden="true">{}</span>{}</span>',
        label.tone,
        label.meaning,
        label.sign,
        label.words,
    )


@register.filter
def as_match(match: str, flags: Iterable[Mapping[str, Any]] | None = None) -> Label:
    """The label of a match class; without one, of a quotation nobody has looked up."""
    return match_label(match or None, flags or ())


@register.filter
def as_state(state: str) -> Label:
    return state_label(state)


@register.filter
def as_decision(decision: str) -> Label:
    return decision_label(decision)


@register.filter
def as_flag(flag: str) -> Label:
    return flag_label(flag)


@register.filter
def as_outcome(outcome: str) -> Label:
    return outcome_label(outcome)


@register.filter
def as_link(link_state: str) -> Label:
    """The label of what the last look at a source found."""
    return LINK_LABELS[link_state]


@register.filter
def visible(text: Any) -> str:
    """Text from outside with control characters and direction overrides shown instead of obeyed."""
    return make_visible("" if text is None else str(text))


@register.filter
def one_line(text: Any) -> str:
    return on_one_line("" if text is None else str(text))


@register.filter
def safe_link(url: str | None) -> str:
    """The address if it is http or https, else ""."""
    return web_address(url)


@register.filter
def short_hash(sha256: str) -> str:
    return f"{sha256[:8]}…{sha256[-4:]}" if len(sha256) > 12 else sha256


@register.filter
def when(moment: datetime | None) -> str:
    """ "24 Nov 2026, 09:12 UTC"."""
    if moment is None:
        return ""
    moment = timezone.localtime(moment)
    return f"{moment.day} {moment:%b %Y, %H:%M} {moment.tzname()}"


@register.filter
def age(moment: datetime | None) -> str:
    """How long ago, or until when: "3 h", "in 2 d"."""
    if moment is None:
        return ""
    passed = timezone.now() - moment
    return in_short(passed) if passed >= timedelta(0) else f"in {in_short(-passed)}"


def in_short(span: timedelta) -> str:
    """A span in its largest whole unit: "4 min", "3 h", "12 d"."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{max(minutes, 1)} min"
    hours = minutes // 60
    return f"{hours} h" if hours < 48 else f"{hours // 24} d"


@register.filter
def left(moment: datetime | None) -> str:
    """How long until then, "1 min" at least."""
    return in_short(max(moment - timezone.now(), timedelta(minutes=1))) if moment else ""


@register.filter
def percent(share: float) -> str:
    return f"{round(100 * share)} %"


@register.filter
def same(one: Any, other: Any) -> bool:
    return bool(one == other)


@register.filter
def words(label: Label) -> str:
    return label.words


@register.filter
def meaning(label: Label) -> str:
    return label.meaning


@register.filter
def page_of(item: Any) -> str:
    """The desk's page of a record."""
    return reverse(f"admin:factcheck_{item._meta.model_name}_change", args=[item.pk])


@register.filter
def as_worth(reason: Mapping[str, Any]) -> str:
    """Why a claim is, or is not, worth checking."""
    return worth_reason(reason["feature"], one_line(reason.get("words")))
