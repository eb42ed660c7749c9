"""One request and its answer: connected to judged addresses, bounded, every failure named."""

import http.client
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError, LocationParseError

from factcheck.fetch.answers import REDIRECTS
from factcheck.fetch.body import Body, read_body, read_start
from factcheck.fetch.connection import Dial, PlainSession, open_response
from factcheck.fetch.deadline import Deadline, Watchdog
from factcheck.fetch.exceptions import FetchError
from factcheck.fetch.policy import Target
from factcheck.fetch.result import Hop, Outcome
from factcheck.fetch.settings import FetchSettings

ERROR_PAGE_BYTES = 64 * 1024  # of an error page so much is kept, to tell a bot check and as a record
END_OF_HTML = re.compile(rb"</(?:html|body)\s{0,10}>", re.IGNORECASE)
END_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request was answered. Header names are lower case; the body of a redirect is never read.

    `head` is the status line and the headers as received, names, order and repetitions kept, a line break after each;
    `request_head` what was sent.
    """

    target: Target
    address: str | None
    status: int
    headers: dict[str, str]
    body: Body
    certificate_sha256: str | None
    head: str = ""
    request_head: str = ""

    @property
    def redirect_location(self) -> str:
        """Where a redirect points, "" for any other answer."""
        return self.headers.get("location", "") if self.status in REDIRECTS else ""

    @property
    def may_be_cut(self) -> bool:
        """True for a body known to be cut, or an HTML page without its end where nothing else told the end."""
        if self.status == 206:
            return True
        if self.body.cut_reason or self.body.has_known_end:
            return bool(self.body.cut_reason)
        is_html = "html" in self.headers.get("content-type", "")
        return is_html and not END_OF_HTML.search(self.body.raw_bytes[-END_BYTES:])


class ExchangeFailed(FetchError):
    """An exchange without an answer; `hop` tells which address was reached, if any."""

    def __init__(self, failure: FetchError, hop: Hop) -> None:
        super().__init__(failure.outcome, failure.reason, failure.retry_after_seconds)
        self.hop = hop


def exchange(
    session: PlainSession,
    target: Target,
    addresses: list[str],
    headers: Mapping[str, str],
    settings: FetchSettings,
    deadline: Deadline,
    most_bytes: int | None = None,
) -> Answer:
    """The answer to a GET of the target. With `most_bytes` only the beginning of the body is read.

    Raises ExchangeFailed when no answer came, or none that may be kept.
    """
    with Watchdog(deadline) as dog:
        dial = Dial(addresses, target.port, settings.connect_seconds, deadline, dog)
        try:
            with open_response(session, target, dial, headers, settings.ca_file) as response:
                if response.status_code in REDIRECTS and len(set(response.raw.headers.getlist("Location"))) > 1:
                    raise FetchError(Outcome.UNREADABLE, f"{target.host} redirects to several places at once.")
                body = _body(response, target.host, settings, deadline, most_bytes)
                return Answer(
                    target=target,
                    address=dial.address,
                    status=response.status_code,
                    headers=_header_texts(response),
                    body=body,
                    certificate_sha256=dial.certificate_sha256,
                    head=_response_head(response),
                    request_head=_sent(target.url, response.request.path_url, headers),
                )
        except FetchError as failure:
            raise ExchangeFailed(failure, Hop(target.url, None, dial.address)) from failure
        except (requests.RequestException, HTTPError, LocationParseError, OSError, ValueError) as error:
            named = _named(error, target, dial, deadline)
            raise ExchangeFailed(named, Hop(target.url, None, dial.address)) from error


def _body(
    response: requests.Response, host: str, settings: FetchSettings, deadline: Deadline, most_bytes: int | None
) -> Body:
    status = response.status_code
    if status in REDIRECTS or status in (204, 304):
        return Body(b"")
    if most_bytes is not None or status >= 400:
        return Body(read_start(response.raw, deadline, most_bytes or ERROR_PAGE_BYTES))
    return read_body(response.raw, host, deadline, settings.wire_limit, settings.decoded_limit)


def _header_texts(response: requests.Response) -> dict[str, str]:
    """Headers by lower-case name, repeated ones joined. Without NUL, which no database text can hold."""
    texts = {name.lower(): value.replace("\x00", "") for name, value in response.headers.items()}
    if "location" in texts:  # said twice, it is still one address
        texts["location"] = response.raw.headers.getlist("Location")[0].replace("\x00", "")
    return texts


def request_head(url: str, headers: Mapping[str, str]) -> str:
    """The request line and headers as they are sent for a GET of `url`, a line break after each."""
    return _sent(url, requests.Request("GET", url).prepare().path_url, headers)


def _sent(url: str, path: str, headers: Mapping[str, str]) -> str:
    host = urlsplit(url).netloc  # already without user, and without a port that is the scheme's own: see Target.url
    return _head(f"GET {path} HTTP/1.1", [("Host", host), *headers.items()])


def _response_head(response: requests.Response) -> str:
    version = "HTTP/1.0" if response.raw.version == 10 else "HTTP/1.1"
    # Below urllib3's dictionary, which puts repeated headers together.
    original = response.raw._original_response
    headers = original.headers.items() if original is not None else response.headers.items()
    return _head(f"{version} {response.status_code} {response.reason or ''}", headers)


def _head(first_line: str, headers: Iterable[tuple[str, str]]) -> str:
    """One line a header. NUL is removed, which no database text can hold."""
    lines = [first_line, *(f"{name}: {value}" for name, value in headers)]
    return "".join(f"{line}\r\n" for line in lines).replace("\x00", "")


def _named(error: Exception, target: Target, dial: Dial, deadline: Deadline) -> FetchError:
    """The outcome and sentence for an exception of the HTTP library."""
    host = target.host
    if deadline.is_over or isinstance(error, requests.Timeout):
        return FetchError(Outcome.TIMED_OUT, f"{host} had not answered after {deadline.seconds:g} seconds.")
    if isinstance(error, requests.exceptions.SSLError):
        return FetchError(Outcome.UNREACHABLE, f"{host} could not be trusted: {_tls_problem(error)}.")
    if dial.address is None:
        return FetchError(Outcome.UNREACHABLE, f"No connection to {host}: {dial.failures or 'no address answered'}.")
    causes = list(_causes(error))
    if any(isinstance(cause, http.client.RemoteDisconnected) for cause in causes):
        return FetchError(Outcome.UNREACHABLE, f"{host} closed the connection without an answer.")
    if any(isinstance(cause, http.client.HTTPException | ValueError) for cause in causes):
        return FetchError(Outcome.UNREADABLE, f"{host} did not answer in proper HTTP.")
    return FetchError(Outcome.UNREACHABLE, f"The connection to {host} broke before an answer came.")


def _causes(error: BaseException, most: int = 20) -> Iterator[BaseException]:
    """The exception and those it wraps: requests and urllib3 keep them as arguments as well as causes."""
    waiting: list[BaseException] = [error]
    for _ in range(most):
        if not waiting:
            return
        current = waiting.pop()
        yield current
        inner = [*current.args, getattr(current, "reason", None), current.__cause__, current.__context__]
        waiting += [item for item in inner if isinstance(item, BaseException)]


def _tls_problem(error: Exception) -> str:
    for cause in _causes(error):
        message = getattr(cause, "verify_message", "")
        if message:
            return f"its certificate is not valid ({message.rstrip('.')})"
    return "the encrypted connection failed"
