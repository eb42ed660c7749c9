"""A page server on the loopback whose pages the test changes as it goes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FILLER = (
    "The council of the old town met on Tuesday evening to talk about the bridge over the river, which was built in "
    "1931 and has carried more traffic than its makers ever thought of. Members of the public were let in at seven."
)


def page(*paragraphs: str, title: str = "Remarks of the mayor") -> str:
    """A whole article, long enough to be taken for one."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (FILLER, *paragraphs, FILLER.replace("Tuesday", "Friday")))
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


@dataclass
class Answer:
    """What a path answers. `cut` promises more bytes than come; `until` holds the answer back until it is set."""

    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    until: threading.Event | None = None


class PageServer:
    """`server.answers["/a"] = Answer(…)`; `asked` lists the paths asked for, robots.txt left out."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port = self._http.server_address[1]
        self.host = f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def put(self, path: str, *paragraphs: str, **fields: object) -> str:
        """Serve an article at the path, from now on; returns its address."""
        self.answers[path] = Answer(page(*paragraphs), headers={"Content-Type": "text/html"}, **fields)  # type: ignore[arg-type]
        return self.url(path)

    def answer_query(self, path: str, body: str) -> None:
        """Answer the path with JSON, whatever its query is."""
        self.answers[f"{path}?"] = Answer(body, headers={"Content-Type": "application/json"})

    @contextmanager
    def running(self) -> Iterator["PageServer"]:
        thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._http.shutdown()
            self._http.server_close()
            thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path != "/robots.txt":
                    server.asked.append(self.path)
                    server.headers.append({name.lower(): value for name, value in self.headers.items()})
                known = server.answers.get(self.path) or server.answers.get(self.path.partition("?")[0] + "?")
                answer = known or Answer("no such page", 404)
                if answer.until is not None:
                    answer.until.wait(60)
                self._send(answer)

            def _send(self, answer: Answer) -> None:
                body = answer.body.encode() if isinstance(answer.body, str) else answer.body
                etag = answer.headers.get("ETag")
                is_same = etag is not None and self.headers.get("If-None-Match") == etag
                self.send_response(304 if is_same else answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if not is_same:
                    self.send_header("Content-Length", str(len(body) + (1000 if answer.cut else 0)))
                self.end_headers()
                if not is_same:
                    self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True  # the worker was killed

        return Handler
