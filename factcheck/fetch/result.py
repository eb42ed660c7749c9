"""The outcome of a fetch: every fetch has one, and only `fetched` means there is something to read."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    FETCHED = "fetched"
    REFUSED = "refused"  # policy; nothing was connected on that hop
    ROBOTS = "robots"
    BLOCKED = "blocked"  # challenge, paywall, 401, 403, 451
    NOT_FOUND = "not_found"
    GONE = "gone"
    SOFT_404 = "soft_404"
    RETRY_LATER = "retry_later"  # 429, 503
    SERVER_ERROR = "server_error"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    TOO_LARGE = "too_large"
    INCOMPLETE = "incomplete"
    UNREADABLE = "unreadable"
    NOT_MODIFIED = "not_modified"  # the server says our copy still stands (conditional request); never printed by `get`


@dataclass(frozen=True, slots=True)
class Hop:
    """One request of a fetch: what was asked, what answered, and the address that was connected to.

    The heads are first line and headers as sent and as received, "" where there was no answer.
    """

    url: str
    status: int | None
    address: str | None
    request_head: str = ""
    response_head: str = ""

    def as_json(self) -> dict[str, object]:
        """Without the heads, which are for the record."""
        return {"url": self.url, "status": self.status, "address": self.address}


@dataclass(frozen=True, slots=True)
class FetchResult:
    """Everything a capture keeps about a fetch.

    `raw_bytes` are the bytes of the body after content decoding, as far as they came; `sha256` is of them, "" when
    there are none. Times are aware UTC, and `ended_at` never lies before `started_at`. `request_head` and
    `response_head` are first line and headers of the last exchange, "" where there was none. `reason` is one sentence
    for people: what was expected and what came.
    """

    url: str
    outcome: Outcome
    reason: str
    started_at: datetime
    ended_at: datetime
    status: int | None = None
    final_url: str = ""
    hops: tuple[Hop, ...] = ()
    content_type: str = ""
    encoding: str | None = None
    raw_bytes: bytes = b""
    sha256: str = ""
    is_complete: bool = True
    request_headers: dict[str, str] = field(default_factory=dict)
    response_headers: dict[str, str] = field(default_factory=dict)
    request_head: str = ""
    response_head: str = ""
    certificate_sha256: str | None = None
    robots: str = ""
    retry_after_seconds: int | None = None
    etag: str = ""
    last_modified: str = ""

    @property
    def elapsed_seconds(self) -> float:
        return (self.ended_at - self.started_at).total_seconds()
