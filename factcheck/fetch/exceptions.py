"""Errors of the fetch layer. None leaves `client.fetch` or `read.read_document`: both turn them into results."""

from factcheck.fetch.result import Outcome


class FetchError(Exception):
    """A fetch that ended without a page: the outcome word, and one sentence for people."""

    def __init__(self, outcome: Outcome, reason: str, retry_after_seconds: int | None = None) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason
        self.retry_after_seconds = retry_after_seconds


class FetchRefused(FetchError):
    """Policy forbids the address; nothing was connected."""

    def __init__(self, reason: str) -> None:
        super().__init__(Outcome.REFUSED, reason)


class HostMustWait(FetchError):
    """The host may not be asked yet: its Retry-After, its breaker, or a queue longer than the caller's patience."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(Outcome.RETRY_LATER, reason, max(1, round(seconds)))


class UnreadableFile(Exception):
    """A reader could not make text of a file; the message is the sentence shown to people."""
