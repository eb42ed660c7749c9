"""Fetching and reading in one: what a capture needs. The outcome takes account of what the page turns out to be."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from threading import BoundedSemaphore
from typing import TypeVar

from factcheck.fetch.apart import DEFAULT_LIMITS, ReadLimits, read_apart
from factcheck.fetch.client import fetch
from factcheck.fetch.document import Document
from factcheck.fetch.politeness import HostGate
from factcheck.fetch.quality import judge
from factcheck.fetch.result import FetchResult, Outcome
from factcheck.fetch.robots import RobotsCache
from factcheck.fetch.settings import FetchSettings

PAGES_AT_ONCE = 16

Answer = TypeVar("Answer")

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
    page_slots: AbstractContextManager[object] | None = None,
) -> Retrieved:
    """What `url` holds. Arguments as for `client.fetch`.

    A page that was sent but is a soft 404, a paywall's stub, a bot check or unreadable has that outcome instead of
    `fetched`; its bytes and document are kept.
    """
    result = fetch(
        url,
        settings=settings,
        etag=etag,
        last_modified=last_modified,
        gate=gate,
        robots_cache=robots_cache,
        page_slots=page_slots,
    )
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


def side_by_side(
    urls: Sequence[str],
    get: Callable[[str, AbstractContextManager[object]], Answer],
    pages_at_once: int = PAGES_AT_ONCE,
) -> Iterator[Answer]:
    """What `get(url, page_slots)` returns for each URL, in their order; `get` fetches with these slots.

    So many pages are under way at once; as many threads more ask for the robots.txt of the hosts that come next, so
    that a first visit, two requests long, takes a page's time. A slot is held for one request only, never while
    waiting for a host, so fetches cannot wait for each other.
    """
    page_slots = BoundedSemaphore(pages_at_once)
    with ThreadPoolExecutor(max_workers=2 * pages_at_once) as pool:
        yield from pool.map(lambda url: get(url, page_slots), urls)
