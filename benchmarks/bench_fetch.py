"""Fetching: the product's client in threads beside a plain `requests.get` loop, over many hosts that take 100 ms each.

Every host is this machine under another name. The first figure includes asking for each robots.txt, as in use; the
second is that of hosts already known.
"""

import argparse
import gzip
import resource
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests

from factcheck.fetch.apart import end_children, read_apart
from factcheck.fetch.client import fetch
from factcheck.fetch.politeness import MemoryHostGate
from factcheck.fetch.read import read_document
from factcheck.fetch.result import Outcome
from factcheck.fetch.robots import MemoryRobotsCache
from factcheck.fetch.settings import FetchSettings

ANSWER_SECONDS = 0.1
PARAGRAPH = (
    "<p>The minister said on day {0} that “the talks will go on” and <a href='/{0}'>that nothing</a> was decided.</p>"
)
PAGE = f"<html><body><article>{''.join(PARAGRAPH.format(n) for n in range(300))}</article></body></html>".encode()
SMALL_PAGE = f"<html><body><article>{''.join(PARAGRAPH.format(n) for n in range(30))}</article></body></html>".encode()
PACKED = gzip.compress(PAGE)


class SlowPage(BaseHTTPRequestHandler):
    """One page for every path, after a while; no robots.txt."""

    def do_GET(self) -> None:
        time.sleep(ANSWER_SECONDS)
        is_page = self.path != "/robots.txt"
        self.send_response(200 if is_page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(PACKED) if is_page else 0))
        self.end_headers()
        self.wfile.write(PACKED if is_page else b"")

    def log_message(self, format: str, *args: object) -> None:
        """Silence: a line a request would be measured too."""


class Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=320, help="pages fetched by the client, each at a host of its own")
    parser.add_argument("--threads", type=int, default=16)
    parser.add_argument("--loop", type=int, default=40, help="pages fetched by the plain loop")
    parser.add_argument("--smoke", action="store_true", help="small and quick, for CI")
    options = parser.parse_args()
    if options.smoke:
        options.pages, options.loop = 32, 8
    server = Server(("127.0.0.1", 0), SlowPage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hosts = [f"host{number}.bench" for number in range(options.pages)]
    _resolve_to_this_machine(server.server_port)
    loop = _seconds_each(lambda: _plain_loop(server.server_port, options.loop), options.loop)
    print(f"plain requests.get loop: {loop * 1000:.1f} ms a page")
    robots = MemoryRobotsCache()
    for label in ("first visit, robots.txt asked for", "robots.txt known"):
        ours = _seconds_each(lambda: _fetch_all(hosts, server.server_port, options.threads, robots), len(hosts))
        print(f"client, {options.threads} threads, {label}: {ours * 1000:.1f} ms a page, {loop / ours:.1f} x the loop")
    _report_reading("a page", PAGE, 20)
    _report_reading("a small page", SMALL_PAGE, 100)


def _report_reading(name: str, page: bytes, count: int) -> None:
    """CPU of reading a page here, and in a process of its own, that process counted."""
    here = _cpu_each(lambda: read_document(page, content_type="text/html", url="http://host.bench/"), count)
    end_children()
    ended_before = _cpu_of_ended()
    read_apart(page)
    apart = _cpu_each(lambda: read_apart(page, content_type="text/html", url="http://host.bench/"), count)
    end_children()
    ended_after = _cpu_of_ended()
    read_apart(page)
    end_children()
    starting = _cpu_of_ended() - ended_after  # and one page, as above
    each = apart + max(0.0, ended_after - ended_before - starting) / count
    print(
        f"reading {name} of {len(page) / 1024:.0f} KB: {here * 1000:.1f} ms of CPU here, "
        f"{each * 1000:.1f} ms apart ({apart * 1000:.2f} of them here): {1 / each:.0f} pages a second and core"
    )


def _cpu_of_ended() -> float:
    """CPU seconds of the child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _cpu_each(work: Callable[[], object], count: int) -> float:
    began = time.process_time()
    for _ in range(count):
        work()
    return (time.process_time() - began) / count


def _plain_loop(port: int, pages: int) -> None:
    for number in range(pages):
        requests.get(f"http://127.0.0.1:{port}/{number}", timeout=10).raise_for_status()


def _fetch_all(hosts: list[str], port: int, threads: int, robots: MemoryRobotsCache) -> None:
    settings = FetchSettings(allowed_hosts=tuple(hosts))
    gate = MemoryHostGate()
    with ThreadPoolExecutor(threads) as pool:
        urls = [f"http://{host}:{port}/story" for host in hosts]
        results = list(pool.map(lambda url: fetch(url, settings=settings, gate=gate, robots_cache=robots), urls))
    assert all(result.outcome is Outcome.FETCHED and result.raw_bytes == PAGE for result in results)


def _seconds_each(work: Callable[[], None], count: int) -> float:
    began = time.monotonic()
    work()
    return (time.monotonic() - began) / count


def _resolve_to_this_machine(port: int) -> None:
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if str(host).endswith(".bench"):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        return real(host, *args, **kwargs)

    socket.getaddrinfo = getaddrinfo


if __name__ == "__main__":
    main()
