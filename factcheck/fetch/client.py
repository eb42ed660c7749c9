"""The one door to the network: every outbound request of the product goes through here."""

from factcheck.fetch.politeness import HostGate
from factcheck.fetch.result import FetchResult
from factcheck.fetch.robots import RobotsCache
from factcheck.fetch.settings import FetchSettings


def fetch(
    url: str,
    *,
    settings: FetchSettings,
    etag: str = "",
    last_modified: str = "",
    gate: HostGate | None = None,
    robots_cache: RobotsCache | None = None,
) -> FetchResult:
    """The result of fetching `url`; every failure is a result with its outcome and reason, nothing is raised.

    `etag` and `last_modified` are the server's own words from an earlier fetch and make the request conditional. Without
    `gate` and `robots_cache` the ones of this process are used.
    """
    raise NotImplementedError
