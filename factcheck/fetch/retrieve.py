"""Fetching and reading in one: what a capture needs. The outcome takes account of what the page turns out to be."""

from dataclasses import dataclass, replace

from factcheck.fetch.apart import DEFAULT_LIMITS, ReadLimits, read_apart
from factcheck.fetch.client import fetch
from factcheck.fetch.document import Document
from factcheck.fetch.politeness import HostGate
from factcheck.fetch.quality import judge
from factcheck.fetch.result import FetchResult, Outcome
from factcheck.fetch.robots import RobotsCache
from factcheck.fetch.settings import FetchSettings

READABLE = frozenset({Outcome.FETCHED, Outcome.INCOMPLETE})


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A fetch and its document; `document` is None where there was nothing to read."""

    result: FetchResult
    document: Document | None

    @property
    def quality(self) -> float:
        return self.document.quality if self.document is not None else 0.0


def retrieve(
    url: str,
    *,
    settings: FetchSettings,
    etag: str = "",
    last_modified: str = "",
    gate: HostGate | None = None,
    robots_cache: RobotsCache | None = None,
) -> Retrieved:
    """What `url` holds. Arguments as for `client.fetch`.

    A page that was sent but is a soft 404, a paywall's stub, a bot check or unreadable has that outcome instead of
    `fetched`; its bytes and document are kept.
    """
    result = fetch(url, settings=settings, etag=etag, last_modified=last_modified, gate=gate, robots_cache=robots_cache)
    return read_result(result)


def read_result(result: FetchResult, name: str = "", limits: ReadLimits = DEFAULT_LIMITS) -> Retrieved:
    """The document of a fetch already made, and the outcome as the document shows it. `name` is a file name, if any."""
    if result.outcome not in READABLE:
        return Retrieved(result, None)
    document = read_apart(
        result.raw_bytes, content_type=result.content_type, name=name, url=result.final_url, limits=limits
    )
    verdict = judge(document, result)
    document = replace(document, quality=verdict.quality)
    result = replace(result, encoding=document.encoding)
    if verdict.outcome is not None:
        result = replace(result, outcome=verdict.outcome, reason=verdict.reason)
    return Retrieved(result, document)
