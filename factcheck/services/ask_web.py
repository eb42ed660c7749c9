"""Services outside that somebody configured: web archives that have copies or save them, and a web search.

What is sent: to an archive the address of a page; to a search words of a quotation and its speaker's name.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from django.conf import settings

from factcheck.fetch.archives import (
    Memento,
    accept_datetime,
    memento_of,
    nearest,
    read_availability,
    read_cdx,
    read_timemap,
)
from factcheck.fetch.decode import decode
from factcheck.fetch.result import FetchResult, Outcome
from factcheck.models import Attempt, Quotation, SearchOutcome, Source
from factcheck.services.asked import MOST_SOURCES_FOUND, Answer, could_not_ask
from factcheck.services.compare import speaker_credited
from factcheck.services.fetching import ask_service
from factcheck.services.gather import GivenSource

MOST_QUERIES = 10
RESULTS_A_QUERY = 3
QUERY_WORDS = 12  # search engines read some 30 words and match phrases of fewer better. A guess.
LEAST_QUERY_WORDS = 4
CDX_LIMIT = "50"
# An archive's answer that there is no copy, and the ones that say so with a page.
ABSENT = frozenset({Outcome.NOT_FOUND, Outcome.GONE, Outcome.SOFT_404})


def ask_web_archives(attempt: Attempt) -> Answer:
    """The archived copy of a page made nearest to the story's day, of the first archive that has one."""
    assert attempt.source is not None
    source, story = attempt.source, attempt.story
    moment = story.published_at or story.created_at
    failed: FetchResult | None = None
    for ask in _archives():
        result, copies = ask(source.url, moment)
        copy = nearest(copies, moment)
        if copy is not None:
            return Answer(
                SearchOutcome.SEARCHED, f"a copy of {copy.made_at:%d %b %Y}", given=(_as_given(copy, source),)
            )
        if result.outcome not in ABSENT | {Outcome.FETCHED}:
            failed = result
    if failed is not None:
        return could_not_ask(attempt, failed)
    return Answer(SearchOutcome.SEARCHED, "there is no copy of the page")


def ask_search(attempt: Attempt) -> Answer:
    """The first results of a web search for each quotation."""
    found: dict[str, GivenSource] = {}
    asked = 0
    for query in _queries(attempt):
        url = settings.SEARCH_URL.replace("{query}", quote(query, safe=""))
        name, _, value = settings.SEARCH_HEADER.partition(":")
        result = ask_service(url, {name.strip(): value.strip()} if value else None)
        if result.outcome != Outcome.FETCHED:
            return could_not_ask(attempt, result)
        asked += 1
        for address in list(_addresses(result.raw_bytes, settings.SEARCH_RESULTS))[:RESULTS_A_QUERY]:
            found.setdefault(address, GivenSource(url=address))
    if not asked:
        return Answer(SearchOutcome.SEARCHED, "no quotation has words enough to search for")
    given = tuple(found.values())[:MOST_SOURCES_FOUND]
    return Answer(SearchOutcome.SEARCHED, f"{asked} searches gave {len(given)} addresses", given=given)


def save_copy(attempt: Attempt) -> Answer:
    """The archive has been asked to save the page."""
    assert attempt.source is not None
    result = ask_service(settings.WEB_ARCHIVES.save + attempt.source.url) if settings.WEB_ARCHIVES.save else None
    if result is None:
        return Answer(SearchOutcome.UNAVAILABLE, "no archive to save to is configured any more")
    if result.outcome not in {Outcome.FETCHED, Outcome.INCOMPLETE}:
        return could_not_ask(attempt, result)
    place = result.response_headers.get("content-location", "") or result.final_url
    return Answer(SearchOutcome.SEARCHED, f"saved: {place}"[:500])


_Ask = Callable[[str, datetime], tuple[FetchResult, list[Memento]]]


def _archives() -> Iterator[_Ask]:
    """Those configured, cheapest question first."""
    archives = settings.WEB_ARCHIVES
    if archives.timegate:
        yield _ask_timegate
    if archives.timemap:
        yield _ask_timemap
    if archives.availability:
        yield _ask_availability
    if archives.cdx:
        yield _ask_cdx


def _ask_timegate(url: str, moment: datetime) -> tuple[FetchResult, list[Memento]]:
    result = ask_service(settings.WEB_ARCHIVES.timegate + url, accept_datetime(moment))
    copy = memento_of(result.final_url, result.response_headers) if result.outcome == Outcome.FETCHED else None
    return result, [copy] if copy else []


def _ask_timemap(url: str, moment: datetime) -> tuple[FetchResult, list[Memento]]:
    result = ask_service(settings.WEB_ARCHIVES.timemap + url)
    return result, read_timemap(decode(result.raw_bytes).text) if result.outcome == Outcome.FETCHED else []


def _ask_availability(url: str, moment: datetime) -> tuple[FetchResult, list[Memento]]:
    query = urlencode({"url": url, "timestamp": f"{moment:%Y%m%d%H%M%S}"})
    result = ask_service(f"{settings.WEB_ARCHIVES.availability}?{query}")
    return result, read_availability(result.raw_bytes) if result.outcome == Outcome.FETCHED else []


def _ask_cdx(url: str, moment: datetime) -> tuple[FetchResult, list[Memento]]:
    around = timedelta(days=365)
    period = {"from": f"{moment - around:%Y%m%d}", "to": f"{moment + around:%Y%m%d}"}
    query = urlencode({"url": url, "output": "json", "limit": CDX_LIMIT, **period})
    result = ask_service(f"{settings.WEB_ARCHIVES.cdx}?{query}")
    copies = read_cdx(result.raw_bytes, settings.WEB_ARCHIVES.timegate) if result.outcome == Outcome.FETCHED else []
    return result, copies


def _as_given(copy: Memento, source: Source) -> GivenSource:
    return GivenSource(url=copy.url, title=source.title, tier=source.tier)


def _queries(attempt: Attempt) -> Iterator[str]:
    for quotation in attempt.story.quotations.select_related("attribution__speaker")[:MOST_QUERIES]:
        words = quotation.text.split()
        if len(words) >= LEAST_QUERY_WORDS:
            yield _query(quotation, words)


def _query(quotation: Quotation, words: list[str]) -> str:
    phrase = " ".join(words[:QUERY_WORDS]).replace('"', " ").strip(" .,;:!?“”‘’'")
    return f'"{phrase}" {speaker_credited(quotation) or ""}'.strip()


def _addresses(raw_bytes: bytes, path: str) -> Iterator[str]:
    """The texts at a path of names ("results.url") in a JSON answer; lists on the way are gone through."""
    try:
        values: list[object] = [json.loads(raw_bytes)]
    except (ValueError, RecursionError):
        return
    for name in path.split("."):
        values = [value[name] for each in values for value in _flat(each) if isinstance(value, dict) and name in value]
    yield from (value for each in values for value in _flat(each) if isinstance(value, str))


def _flat(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
