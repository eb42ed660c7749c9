"""A client of the Factcheck API in one file, for you to copy: Python 3.11 and `requests`, nothing else.

desk = Desk("http://127.0.0.1:8000", key="fck_…")
for find in desk.lookup("the path of diplomacy", speaker="Psaki")["results"]:
    print(find["match"], find["recorded_words"], find["link"])
story = desk.wait_for(desk.submit(text="…", sources=[{"url": "https://example.org/transcript"}]))
for quotation in desk.list("quotations", story=story["id"]):
    print(quotation["text"], desk.variants(quotation["id"]))
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import requests

JsonObject = dict[str, Any]
SECONDS = 30.0
MOST_RETRIES = 4


class Problem(Exception):
    """What the API refused (RFC 9457). `type` ends in the kind of problem, and is the address of a page on it.

    `errors` names each fault with a JSON pointer to the field or parameter; `request_id` is what the newsroom finds the
    request by.
    """

    def __init__(self, response: requests.Response) -> None:
        is_document = response.headers.get("Content-Type", "").startswith("application/problem+json")
        document: JsonObject = response.json() if is_document else {}
        self.status = response.status_code
        self.type = str(document.get("type", ""))
        self.kind = self.type.rpartition("/")[2]
        self.detail = str(document.get("detail", response.reason))
        self.errors: list[JsonObject] = document.get("errors", [])
        self.legal: list[str] = document.get("legal", [])
        self.request_id = response.headers.get("X-Request-Id", "")
        super().__init__(f"{self.status} {self.kind}: {self.detail}")


class Desk:
    """The API of one newsroom. Without a key, what is published.

    What was read before is asked for with its ETag and not sent twice. A throttled request (429), and one that met a
    gateway without its server (502, 503, 504), is sent again after the time the server names. `sleep` is for tests.
    """

    def __init__(self, address: str, key: str = "", *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.address = address.rstrip("/")
        self.session = requests.Session()
        if key:
            self.session.headers["Authorization"] = f"Bearer {key}"
        self._sleep = sleep
        self._read: dict[str, tuple[str, Any]] = {}

    # Reading ----------------------------------------------------------------------------------------------------------

    def lookup(self, text: str, **asked: Any) -> JsonObject:
        """Where these words come from. `total` 0 says, in `searched`, what was looked in."""
        found: JsonObject = self.send("POST", "lookup", json={"text": text, **asked}).json()
        return found

    def get(self, path: str, **parameters: Any) -> Any:
        """What stands at the path; with its ETag, for `move`, under "etag" where it is an object."""
        request = requests.Request("GET", self._url(path), params=parameters)
        url = self.session.prepare_request(request).url or ""
        tag, known = self._read.get(url, ("", None))
        response = self.send("GET", url, headers={"If-None-Match": tag} if tag else {})
        if response.status_code != 304:
            known = response.json()
            if tag := response.headers.get("ETag", ""):
                self._read[url] = (tag, known)
        return {**known, "etag": tag} if isinstance(known, dict) else known

    def list(self, path: str, **filters: Any) -> Iterator[JsonObject]:
        """Every row of a list, page by page: `desk.list("quotations", status="altered", page_size=100)`."""
        page = self.get(path, **filters)
        while True:
            yield from page["results"]
            if not page.get("next"):
                return
            page = self.get(page["next"])

    def evidence(self, quotation: str) -> JsonObject:
        return dict(self.get(f"quotations/{quotation}/evidence"))

    def chain(self, quotation: str) -> Iterable[JsonObject]:
        """The story, the outlets, the speaker, the records."""
        links: Iterable[JsonObject] = self.get(f"quotations/{quotation}/chain")["links"]
        return links

    def variants(self, quotation: str) -> Iterable[JsonObject]:
        """Other wordings of the same utterance, the earliest known first."""
        results: Iterable[JsonObject] = self.get(f"quotations/{quotation}/variants")["results"]
        return results

    def copies(self, url: str) -> Iterable[str]:
        """The addresses of the captures of a page, oldest first (a TimeMap, RFC 7089)."""
        lines = self.send("GET", f"timemap/{url}").text.split(",\n")
        return [line.partition(">")[0].strip("<\n ") for line in lines if "memento" in line.partition(">")[2]]

    def export(self, kind: str, **filters: Any) -> Iterator[JsonObject]:
        """Every quotation or claim, a line each, without pages."""
        with self.send("GET", f"exports/{kind}", params=filters, stream=True) as response:
            for line in response.iter_lines():
                yield json.loads(line)

    # Stories ----------------------------------------------------------------------------------------------------------

    def submit(self, *, file: BinaryIO | None = None, **fields: Any) -> JsonObject:
        """The story as received: `text`, `url` or a `file`, with `title`, `sources`, `deadline_at` if you like.

        It is sent under a key of its own, so that sending it again after a broken connection makes no second story.
        """
        headers = {"Idempotency-Key": str(uuid.uuid4())}
        if file is None:
            return dict(self.send("POST", "stories", json=fields, headers=headers).json())
        form = {name: json.dumps(value) if name == "sources" else value for name, value in fields.items()}
        return dict(self.send("POST", "stories", data=form, files={"file": file}, headers=headers).json())

    def wait_for(self, story: JsonObject, seconds: float = 120.0) -> JsonObject:
        """The story once the machine is done with it. Raises TimeoutError, and RuntimeError with what went wrong."""
        pause, waited = 0.5, 0.0
        while True:
            story = self.get(f"stories/{story['id']}")
            if story["stage"] == "ready":
                return story
            if story["stage"] == "failed":
                raise RuntimeError(story["problem"])
            if waited >= seconds:
                raise TimeoutError(f"after {seconds:g} seconds the story is still {story['stage']}")
            self._sleep(pause)
            waited, pause = waited + pause, min(2 * pause, 5.0)

    # Review -----------------------------------------------------------------------------------------------------------

    def take(self, kind: str = "quotation", queue: str = "unassigned") -> JsonObject | None:
        """The next quotation or claim of the queue, held for you; None when nothing waits."""
        response = self.send("POST", f"queues/{queue}/take", json={"type": kind})
        item: JsonObject | None = response.json()[kind]
        return {**item, "etag": response.headers["ETag"]} if item else None

    def move(self, item: JsonObject, to: str, **fields: Any) -> JsonObject:
        """The item after the move: `desk.move(item, "sign", decision="altered", passages=[7], note="…")`.

        Raises Problem: "stale" when somebody was faster, "illegal-transition" (`legal` has the ways there are),
        "missing-evidence".
        """
        headers = {"If-Match": item["etag"]}
        response = self.send("POST", f"{item['href']}/transitions", json={"to": to, **fields}, headers=headers)
        return {**response.json(), "etag": response.headers["ETag"]}

    # Sources ----------------------------------------------------------------------------------------------------------

    def watch(self, source: str) -> JsonObject:
        return dict(self.send("POST", "watches", json={"source": source}).json())

    def import_records(self, kind: str, records: Iterable[JsonObject]) -> JsonObject:
        """What became of the records ("archive" or "checks"), at most a thousand."""
        return dict(self.send("POST", "imports", json={"kind": kind, "records": [*records]}).json())

    # ------------------------------------------------------------------------------------------------------------------

    def send(self, method: str, path: str, **request: Any) -> requests.Response:
        """The answer. Raises Problem for what was refused, and what `requests` raises when nobody answers."""
        for attempt in range(MOST_RETRIES + 1):
            response = self.session.request(method, self._url(path), timeout=SECONDS, **request)
            is_busy = response.status_code in {429, 502, 503, 504} and "files" not in request
            if not is_busy or attempt == MOST_RETRIES:
                break
            self._sleep(_seconds(response.headers.get("Retry-After", ""), 2.0**attempt))
        if response.status_code >= 400:
            raise Problem(response)
        return response

    def _url(self, path: str) -> str:
        """The address of a path below /api/v1/, or an address the API gave; the key is sent nowhere else."""
        if not path.startswith(("http://", "https://")):
            return f"{self.address}/api/v1/{path}"
        if urlsplit(path).netloc != urlsplit(self.address).netloc:
            raise ValueError(f"an address at {self.address} was expected; got {path}")
        return path


def _seconds(retry_after: str, otherwise: float) -> float:
    return min(float(retry_after), 60.0) if retry_after.isdecimal() else otherwise
