"""What the last look at a source found, in one word: from its outcome, where it led, and what it showed."""

from urllib.parse import urlsplit

from factcheck.fetch.result import Outcome
from factcheck.fetch.trust import is_another_page
from factcheck.models import Alert, AlertKind, AlertState, Capture, LinkState, Source
from factcheck.services.captured import document_of
from factcheck.services.looks import is_withdrawn

# What else may come back than the page: outcomes of which one look says all. A 404 does not: see `looks.is_gone`.
STATES = {
    Outcome.SOFT_404: LinkState.SOFT_404,
    Outcome.GONE: LinkState.GONE,
    Outcome.BLOCKED: LinkState.BLOCKED,
    Outcome.ROBOTS: LinkState.BLOCKED,
    Outcome.REFUSED: LinkState.BLOCKED,
}


def state_after(source: Source, capture: Capture, *, is_gone: bool) -> LinkState:
    """The state of the source after the capture. `source` is the row as it was before."""
    if is_gone:
        return LinkState.GONE
    if is_withdrawn(capture):
        return LinkState.GONE
    if not capture.is_readable:
        return STATES.get(Outcome(capture.outcome), LinkState.UNREACHABLE)
    if not capture.is_complete:  # a part of the page says nothing new of it
        return LinkState.OK if source.link_state == LinkState.UNSEEN else LinkState(source.link_state)
    return LinkState.REDIRECTED if leads_elsewhere(source, capture) else state_of_alerts(source)


def state_unchanged(source: Source, *, has_alerts: bool) -> LinkState:
    """The state after a look that found what was there before: where it led then, it leads still."""
    if source.link_state == LinkState.REDIRECTED:
        return LinkState.REDIRECTED
    if source.link_state in (LinkState.UNREACHABLE, LinkState.GONE) and source.latest_capture_id is not None:
        last = source.captures.order_by("-pk").values_list("pk", flat=True).first()
        if last == source.latest_capture_id:
            return LinkState(source.link_state)  # another page stood there, or a withdrawal, and stands there still
    return state_of_alerts(source) if has_alerts else LinkState.OK


def state_of_alerts(source: Source) -> LinkState:
    """What the open alerts say of the source, those aside whose change was taken back; OK when there is none."""
    told = Alert.objects.filter(source=source, state=AlertState.OPEN, returned_at__isnull=True)
    kinds = set(told.values_list("kind", flat=True))
    if AlertKind.REMOVED in kinds:
        return LinkState.GONE
    if kinds & {AlertKind.MISSING, AlertKind.REPLACED}:
        return LinkState.PASSAGE_MISSING
    return LinkState.CHANGED if AlertKind.CHANGED in kinds else LinkState.OK


def leads_elsewhere(source: Source, capture: Capture) -> bool:
    """True when the address leads to another page than before, with other words on it.

    A page that moved with its words is the same page. At a first look there is nothing to compare with: then it is
    elsewhere when a page was asked for and the site's front page came.
    """
    earlier = source.latest_capture
    before, now = _page_of((earlier.final_url if earlier else "") or source.url), _page_of(capture.final_url)
    if not capture.final_url or before == now:
        return False
    if earlier is None or earlier.pk == capture.pk:
        return now[1:] == ("", "") and before[1:] != ("", "")
    return is_another_page(document_of(earlier), document_of(capture))


def _page_of(url: str) -> tuple[str, str, str]:
    """Host, path and query of an address, as far as they name a page."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    for prefix in ("www.", "m.", "amp."):
        host = host.removeprefix(prefix)
    path = parts.path.rstrip("/")
    return host, "" if path in {"/index.html", "/index.php"} else path, parts.query
