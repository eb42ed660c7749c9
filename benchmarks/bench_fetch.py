"""Fetching: the product's client beside a plain `requests.get` loop, over many hosts that take 100 ms each.

Every host is a server process on this machine under another name. The first figure includes asking for each
robots.txt, as on a first visit; the second is that of hosts already known; the third reads each page as well, beside a
loop that extracts with trafilatura; the fourth does so with real news pages ($FACTCHECK_SHARED_DATA/pages), where there
are any. CPU is that of this process and, where pages are read, of its readers.
"""

import argparse
import functools
import gzip
import itertools
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import requests
import trafilatura

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from factcheck.fetch.client import fetch  # noqa: E402
from factcheck.fetch.politeness import MemoryHostGate  # noqa: E402
from factcheck.fetch.read import read_document  # noqa: E402
from factcheck.fetch.result import FetchResult, Outcome  # noqa: E402
from factcheck.fetch.retrieve import Retrieved, retrieve, side_by_side  # noqa: E402
from factcheck.fetch.robots import MemoryRobotsCache  # noqa: E402
from factcheck.fetch.settings import FetchSettings  # noqa: E402

ANSWER_SECONDS = 0.1
PARAGRAPH = (
    "<p>On day {0} the minister told the council of the {0} towns along the river that “the talks about the bridge "
    "will go on for as long as they have to, and not a day longer,” and that nothing had been decided before the {0} "
    "members of the committee had seen what the engineers wrote about its piers.</p>"
)
MENU = "".join(f"<li><a href='/section/{n}'>Section {n}</a></li>" for n in range(80))
# An article as papers have them: 40 paragraphs, 80 links around it. Pages of real papers carry more scripts besides.
PAGE = (
    f"<html><head><title>The bridge</title></head><body><nav><ul>{MENU}</ul></nav><article><h1>The bridge</h1>"
    f"{''.join(PARAGRAPH.format(n) for n in range(40))}</article><footer><p>All rights reserved.</p></footer></body>"
    "</html>"
).encode()
WORDS = "the talks about the bridge will go on"
PACKED = gzip.compress(PAGE)
WARM_FETCHES = 200  # memory is looked at after so many, when everything that is kept has been built
# Hosts of the memory run: more than any cache of the client holds would hide growth, fewer would hide that of caches.
MEMORY_HOSTS = 500


class SlowPage(BaseHTTPRequestHandler):
    """One page for every path, after a while; no robots.txt."""

    answer_seconds = ANSWER_SECONDS

    def do_GET(self) -> None:
        time.sleep(self.answer_seconds)
        packed = b"" if self.path == "/robots.txt" else real_pages().get(self.path, PACKED)
        self.send_response(200 if packed else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: a line a request would be measured too."""


@functools.cache
def real_pages() -> dict[str, bytes]:
    """Real news pages, packed with gzip, by the path they are served at; none where the folder is not there."""
    folder = Path(os.environ.get("FACTCHECK_SHARED_DATA") or ROOT.parent / "shared" / "data") / "pages" / "html"
    return {f"/{file.name}": file.read_bytes() for file in sorted(folder.glob("*.html.gz"))}


class Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=320, help="pages fetched by the client, each at a host of its own")
    parser.add_argument("--threads", type=int, default=16, help="pages under way at once")
    parser.add_argument("--loop", type=int, default=40, help="pages fetched by the plain loop")
    parser.add_argument("--memory", action="store_true", help="memory held after 200 and after 2,000 fetches, only")
    parser.add_argument("--smoke", action="store_true", help="small and quick, for CI")
    parser.add_argument("--serve", type=float, metavar="SECONDS", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve is not None:
        _serve(options.serve)
        return
    if options.smoke:
        options.pages, options.loop = 32, 8
    if options.memory:
        with _server(0.0) as port:
            _measure_memory(port, 40 if options.smoke else 2000)
        return
    with _server(ANSWER_SECONDS) as port:
        _measure_fetching(port, options)
        _measure_reading("page", ["/story"] * options.pages, port, options)
        if real_pages():
            paths = list(itertools.islice(itertools.cycle(real_pages()), options.pages))
            _measure_reading("real page", paths, port, options)


def _measure_fetching(port: int, options: argparse.Namespace) -> None:
    hosts = [f"host{number}.bench" for number in range(options.pages)]
    loop = _seconds_each(lambda: _plain_loop(port, ["/story"] * options.loop), options.loop)
    print(f"plain requests.get loop: {loop * 1000:.1f} ms a page")
    robots = MemoryRobotsCache()
    for label in ("first visit, robots.txt asked for", "robots.txt known"):
        used = time.process_time()
        ours = _seconds_each(lambda: _fetch_all(hosts, port, options.threads, robots), len(hosts))
        cpu = (time.process_time() - used) / len(hosts)
        print(
            f"client, {options.threads} pages at once, {label}: {ours * 1000:.1f} ms a page, {loop / ours:.1f} x the "
            f"loop, {cpu * 1000:.1f} ms of CPU"
        )


def _measure_reading(kind: str, paths: list[str], port: int, options: argparse.Namespace) -> None:
    """Fetching and reading, each path at a host of its own, beside a plain loop over as many of them as it is given."""
    some = paths[:: max(1, len(paths) // options.loop)][: options.loop]
    used = _cpu_with_children()
    loop = _seconds_each(lambda: _plain_loop(port, some, extracts=True), len(some))
    cpu = (_cpu_with_children() - used) / len(some)
    print(f"plain loop with trafilatura: {loop * 1000:.1f} ms a {kind}, {cpu * 1000:.1f} ms of CPU")
    urls = [f"http://read{number}.bench:{port}{path}" for number, path in enumerate(paths)]
    _retrieve_all(urls[:4], 4, MemoryRobotsCache())  # starts the readers
    used = _cpu_with_children()
    ours = _seconds_each(lambda: _retrieve_all(urls, options.threads, MemoryRobotsCache()), len(urls))
    cpu = (_cpu_with_children() - used) / len(urls)
    print(
        f"client and reader, first visit: {ours * 1000:.1f} ms a {kind}, {loop / ours:.1f} x that loop, "
        f"{cpu * 1000:.1f} ms of CPU: {1 / cpu:.0f} pages a second and core"
    )


def _measure_memory(port: int, fetches: int) -> None:
    """A worker's memory, fetching and reading in one process, host after host."""
    hosts = tuple(f"memory{number}.bench" for number in range(MEMORY_HOSTS))
    settings = FetchSettings(allowed_hosts=hosts, gap_seconds=0.0)
    gate, robots = MemoryHostGate(), MemoryRobotsCache()
    for number in range(1, fetches + 1):
        url = f"http://{hosts[number % len(hosts)]}:{port}/{number}"
        result = fetch(url, settings=settings, gate=gate, robots_cache=robots)
        assert read_document(result.raw_bytes, content_type="text/html", url=url).article_text
        if number in (min(WARM_FETCHES, fetches // 2), fetches):
            print(f"memory after {number} fetches: {_resident_megabytes():.1f} MB")


def _plain_loop(port: int, paths: list[str], *, extracts: bool = False) -> None:
    for path in paths:
        response = requests.get(f"http://127.0.0.1:{port}{path}", timeout=10)
        response.raise_for_status()
        if extracts:
            assert trafilatura.extract(response.content, with_metadata=True)


def _fetch_all(hosts: list[str], port: int, pages_at_once: int, robots: MemoryRobotsCache) -> None:
    settings, gate = FetchSettings(allowed_hosts=tuple(hosts)), MemoryHostGate()

    def get(url: str, page_slots: AbstractContextManager[object]) -> FetchResult:
        return fetch(url, settings=settings, gate=gate, robots_cache=robots, page_slots=page_slots)

    results = list(side_by_side([f"http://{host}:{port}/story" for host in hosts], get, pages_at_once))
    assert all(result.outcome is Outcome.FETCHED and result.raw_bytes == PAGE for result in results)


def _retrieve_all(urls: list[str], pages_at_once: int, robots: MemoryRobotsCache) -> None:
    hosts = tuple(url.split("/")[2].partition(":")[0] for url in urls)
    settings, gate = FetchSettings(allowed_hosts=hosts), MemoryHostGate()

    def get(url: str, page_slots: AbstractContextManager[object]) -> Retrieved:
        return retrieve(url, settings=settings, gate=gate, robots_cache=robots, page_slots=page_slots)

    for retrieved in side_by_side(urls, get, pages_at_once):
        text = retrieved.document.article_text if retrieved.document else retrieved.result.reason
        is_made = retrieved.result.url.endswith("/story")
        assert WORDS in text if is_made else retrieved.document and text, f"{retrieved.result.url}: {text[:200]}"


def _seconds_each(work: Callable[[], None], count: int) -> float:
    began = time.monotonic()
    work()
    return (time.monotonic() - began) / count


def _cpu_with_children() -> float:
    """CPU seconds of this process and of those it started that still run, from Linux's /proc; elsewhere its own."""
    seconds = time.process_time()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and int(stat.parent.name) != _server_pid:
            seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


def _resident_megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


_server_pid = 0


@contextmanager
def _server(answer_seconds: float) -> Iterator[int]:
    """The port of a server in a process of its own, under every name that ends in .bench."""
    global _server_pid
    command = [sys.executable, __file__, "--serve", str(answer_seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        _server_pid, port = process.pid, int(process.stdout.readline())
        _resolve_to_this_machine(port)
        try:
            yield port
        finally:
            process.kill()


def _serve(answer_seconds: float) -> None:
    SlowPage.answer_seconds = answer_seconds
    server = Server(("127.0.0.1", 0), SlowPage)
    print(server.server_port, flush=True)
    server.serve_forever()


def _resolve_to_this_machine(port: int) -> None:
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if str(host).endswith(".bench"):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        return real(host, *args, **kwargs)

    socket.getaddrinfo = getaddrinfo


if __name__ == "__main__":
    main()
