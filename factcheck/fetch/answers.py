"""What a server's answer means, judged from status, headers and the beginning of the body."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from factcheck.fetch.exceptions import FetchError
from factcheck.fetch.politeness import LONGEST_RETRY_AFTER_SECONDS
from factcheck.fetch.result import Outcome

REDIRECTS = frozenset({301, 302, 303, 307, 308})
FORBIDDING = frozenset({401, 402, 403, 407, 451})

# Headers firewalls send with a challenge instead of the page.
CHALLENGE_HEADERS = (
    ("cf-mitigated", "challenge"),
    ("x-amzn-waf-action", ""),
    ("x-datadome", ""),
    ("x-px-block", ""),
)
# Words of challenge pages, in bodies as the firewalls' vendors ship them, in lower case. Looked for at the beginning of
# a page only: one by one, as a single expression that ignores case took 2 ms a page.
CHALLENGE_WORDS = (
    b"cf-browser-verification",
    b"/cdn-cgi/challenge-platform/",
    b"cf_chl_opt",
    b"attention required! | cloudflare",
    b"captcha-delivery.com",
    b"_incapsula_resource",
    b"request unsuccessful. incapsula",
    b"px-captcha",
    b"pardon our interruption",
    b"awswafcookiedomainlist",
    b"awswafintegration",
)
CHALLENGE_TITLE = re.compile(
    rb"<title>\s{0,20}(?:just a moment\.\.\.|access denied|access to this page has been denied|are you a robot\?|"
    rb"robot or human\?|security check|bot verification|ddos-guard)"
)
CHALLENGE_BYTES = 20_000  # a challenge page's telling marks stand early; a long article quoting one is no challenge
LONGEST_CHALLENGE = 60_000


def judge_status(host: str, status: int, headers: Mapping[str, str], beginning: bytes) -> FetchError | None:
    """The failure an answer stands for, None for an answer that should hold the page.

    `headers` are looked up by lower-case name; `beginning` are the first bytes of the body. A "come back later" that
    names no time has no `retry_after_seconds`: how long to stay away depends on how often it was said.
    """
    said = f"{host} answered {status}"
    if is_challenge(headers, beginning, len(beginning)):
        return FetchError(Outcome.BLOCKED, f"{said}: a bot check stands before the page.")
    if status in FORBIDDING:
        return FetchError(Outcome.BLOCKED, f"{said}: the page is blocked for this fetcher.")
    if status == 404:
        return FetchError(Outcome.NOT_FOUND, f"{said}: there is no such page now.")
    if status == 410:
        return FetchError(Outcome.GONE, f"{said}: the page was removed for good.")
    if status in (408, 425, 429, 503):
        seconds = retry_after_seconds(headers.get("retry-after", "")) or None  # at once is no time to wait
        when = f"in {seconds} seconds" if seconds else "later"
        return FetchError(Outcome.RETRY_LATER, f"{said}: it asks us to come back {when}.", seconds)
    if status >= 500:
        return FetchError(Outcome.SERVER_ERROR, f"{said}: its server failed.")
    if status >= 400:
        return FetchError(Outcome.BLOCKED, f"{said}: it would not serve the page to this fetcher.")
    if status in (200, 203):
        return None
    if status == 206:
        return FetchError(Outcome.INCOMPLETE, f"{said}: it sent a part of the page, which was not asked for.")
    return FetchError(Outcome.UNREADABLE, f"{said}: an answer without a page.")


def is_challenge(headers: Mapping[str, str], beginning: bytes, length: int) -> bool:
    """True where a firewall's challenge came instead of the page."""
    for name, word in CHALLENGE_HEADERS:
        if name in headers and word in headers[name].lower():
            return True
    if length > LONGEST_CHALLENGE:
        return False
    lowered = beginning[:CHALLENGE_BYTES].lower()
    return any(words in lowered for words in CHALLENGE_WORDS) or bool(CHALLENGE_TITLE.search(lowered))


def retry_after_seconds(written: str, now: datetime | None = None) -> int | None:
    """Seconds a Retry-After header asks for, at most a day; None for none or an unreadable one (RFC 9110, 10.2.3)."""
    written = written.strip()
    if written.isascii() and written.isdigit():
        return min(int(written[:9]), LONGEST_RETRY_AFTER_SECONDS)
    try:
        moment = parsedate_to_datetime(written)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        seconds = (moment - (now or datetime.now(UTC))).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0, min(round(seconds), LONGEST_RETRY_AFTER_SECONDS))
