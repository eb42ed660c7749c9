"""Measures the watch: edits seen and false alarms on real pages, copies that prove nothing, the cost of a quiet look.

    python benchmarks/bench_watch.py               all pages
    python benchmarks/bench_watch.py --pages 10    some, evenly spread
    python benchmarks/bench_watch.py --smoke       two pages and few looks, for CI

Pages and the generator of changed ones come from `$FACTCHECK_SHARED_DATA/pages`; without it only looks are measured.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from factcheck.fetch.changes import Changes, find_changes  # noqa: E402
from factcheck.fetch.decode import decode  # noqa: E402
from factcheck.fetch.document import Document  # noqa: E402
from factcheck.fetch.passage_changes import PassageOutcome  # noqa: E402
from factcheck.fetch.quality import Verdict, judge  # noqa: E402
from factcheck.fetch.read import read_document  # noqa: E402
from factcheck.fetch.trust import why_distrusted  # noqa: E402

SENTENCE_END = re.compile(r"(?<=[.!?])[\"”]? ")
LEAST_WORDS = 8  # of a tracked sentence: what somebody would quote
MOST_TRACKED = 60  # a page
TOLD = (PassageOutcome.CHANGED, PassageOutcome.MISSING)
CHALLENGE = (
    "<html><head><title>Just a moment...</title></head><body><div id=cf-browser-verification>Wait</div></body></html>"
)
CONSENT = (
    "<html><head><title>Before you continue</title></head><body><h1>Your privacy</h1><p>We and our partners store and "
    "use information on a device, such as cookies. Choose what you accept to go on.</p><button>Accept</button>"
    "</body></html>"
)
DENIED = (
    "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1><p>Reference #18.2f</p></body></html>"
)

Copy = tuple[Document, Verdict]


def main() -> int:
    options = _options()
    folder = Path(os.environ.get("FACTCHECK_SHARED_DATA") or ROOT.parent / "shared" / "data") / "pages"
    if (folder / "ground-truth.json").is_file():
        _measure_pages(folder, 2 if options.smoke else options.pages)
    else:
        print("bench_watch: no pages found; set FACTCHECK_SHARED_DATA to the measuring data. Only looks are measured.")
    _measure_looks(20 if options.smoke else options.looks)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=0, help="pages measured, evenly spread; all without it")
    parser.add_argument("--looks", type=int, default=300, help="looks at an unchanged page")
    parser.add_argument("--smoke", action="store_true", help="small and quick")
    return parser.parse_args()


# Pages ---------------------------------------------------------------------------------------------------------------


def _measure_pages(folder: Path, count: int) -> None:
    pairs, pages = _generator(folder), json.loads((folder / "ground-truth.json").read_text())
    names = sorted(pages)
    names = names[:: max(1, len(names) // count)][:count] if count else names
    tally: Counter[str] = Counter()
    for name in names:
        _measure_page(tally, pairs, pages[name], folder / "html" / f"{name}.html.gz", name)
    print(f"{len(names)} pages")
    for label, part, whole, goal in (
        ("tracked passages edited: seen", "edited seen", "edited", ">= 99 %"),
        ("tracked passages under noise: false alarms", "noise alarms", "noise passages", "0"),
        ("other passages of edited pages: false alarms", "other alarms", "other passages", "0"),
        ("edits noted in the article", "edits noted", "edits", ">= 96 %"),
        ("noise noted in the article", "noise noted", "noise", "<= 2 %"),
        ("copies that prove nothing: taken for missing", "untrusted alarms", "untrusted", "0"),
    ):
        print(
            f"  {label:46} {tally[part]:6} of {tally[whole]:6}  {tally[part] / max(1, tally[whole]):8.2%}  goal {goal}"
        )
    print(
        "  not noted or noted wrongly, by kind:", {k[5:]: n for k, n in sorted(tally.items()) if k.startswith("kind ")}
    )


def _generator(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("make_pairs", folder / "make_pairs.py")
    if spec is None or spec.loader is None:
        sys.exit(f"bench_watch: {folder} has pages and no make_pairs.py.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _measure_page(tally: Counter[str], pairs: Any, page: dict[str, str], file: Path, name: str) -> None:
    html, gold, url = decode(gzip.decompress(file.read_bytes())).text.encode(), page["articleBody"], page["url"]
    whole = pairs.base(html)
    before = _read(whole, url)
    tracked = _tracked(gold, before[0])
    for kind in (*pairs.NOISE, *pairs.EDITS):
        changed = pairs.mutate(html, gold, kind, name)
        if changed is not None:
            after = _read(changed, url)
            _count(tally, kind, kind in pairs.NOISE, _changes(before, after, tracked), before[0], after[0])
    for kind, copy in _untrusted(pairs, html, whole, gold):
        changes = _changes(before, _read(copy, url), tracked)
        tally["untrusted"] += 1
        wrong = any(change.outcome is PassageOutcome.MISSING for change in changes.tracked)
        tally["untrusted alarms"] += wrong
        tally[f"kind {kind}"] += wrong


def _read(raw_bytes: bytes, url: str) -> Copy:
    document = read_document(raw_bytes, url=url)
    return document, judge(document, raw_bytes=raw_bytes)


def _changes(before: Copy, after: Copy, tracked: list[str]) -> Changes:
    return find_changes(before[0], after[0], tracked, why_distrusted(*before, *after))


def _tracked(gold: str, document: Document) -> list[str]:
    """Sentences of the gold text that stand in the page, as somebody might have quoted them, evenly spread."""
    sentences = [part.strip() for line in gold.split("\n") for part in SENTENCE_END.split(line)]
    shown = " ".join(document.visible_text.split())
    found = [sentence for sentence in sentences if len(sentence.split()) >= LEAST_WORDS and sentence in shown]
    return found[:: len(found) // MOST_TRACKED + 1]


def _count(tally: Counter[str], kind: str, is_noise: bool, changes: Changes, before: Document, after: Document) -> None:
    shown_before, shown = (" ".join(document.visible_text.split()) for document in (before, after))
    for change in changes.tracked:
        is_told = change.outcome in TOLD
        # Also where the words stood twice and one of the two places went: nobody knows which of them was quoted.
        is_edited = shown.count(change.text) < shown_before.count(change.text)
        group = "noise" if is_noise else "edited" if is_edited else "other"
        if group == "edited":
            tally["edited"] += 1
            tally["edited seen"] += is_told
        else:
            tally[f"{group} passages"] += 1
            tally[f"{group} alarms"] += is_told
    is_noted = bool(changes.article)
    tally["noise" if is_noise else "edits"] += 1
    tally["noise noted" if is_noise else "edits noted"] += is_noted
    tally[f"kind {kind}"] += is_noted is is_noise


def _untrusted(pairs: Any, html: bytes, whole: bytes, gold: str) -> Iterator[tuple[str, bytes]]:
    """Copies that are not the page: nothing, walls of several kinds, and parts of it."""
    yield "empty", b""
    yield from (("bot check", CHALLENGE.encode()), ("consent", CONSENT.encode()), ("denied", DENIED.encode()))
    yield from ((f"cut at {share:.0%}", whole[: int(len(whole) * share)]) for share in (0.2, 0.5, 0.8, 0.95))
    yield "cut and closed", pairs.base(whole[: len(whole) // 2])
    frames = (
        ("frame alone", 0, ""),
        ("not found in the frame", 0, "The page you are looking for could not be found."),
        ("log in in the frame", 0, "Please log in to continue."),
        ("stub in the frame", 2, "Subscribe to continue reading this article. Already a subscriber? Log in."),
    )
    yield from ((kind, _framed(pairs, html, gold, kept, words)) for kind, kept, words in frames)


def _framed(pairs: Any, html: bytes, gold: str, kept: int, words: str) -> bytes:
    """The page around the article, with so many of its pieces of text and other words in place of the rest."""
    tree = pairs.parse(html)
    body, _ = pairs.nodes(tree, gold)
    for number, (element, which) in enumerate(body[kept:]):
        setattr(element, which, words if number == 0 else "")
    return bytes(pairs.lh.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>"))


# Looks at a page that is as it was -----------------------------------------------------------------------------------

SERVER = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
WORDS = "<p>The minister said that the talks will go on.</p>" * 400
PAGE = ("<html><body><article>" + WORDS + "</article></body></html>").encode()
class Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        is_page = self.path != "/robots.txt"
        is_same = self.path == "/etag" and self.headers.get("If-None-Match") == '"1"'
        body = PAGE if is_page and not is_same else b""
        self.send_response(404 if not is_page else 304 if is_same else 200)
        if self.path == "/etag":
            self.send_header("ETag", '"1"')
        self.send_header("Content-Type", "text/html")
        if not is_same:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *arguments):
        pass
server = HTTPServer(("127.0.0.1", 0), Page)
print(server.server_address[1], flush=True)
server.serve_forever()
"""


def _measure_looks(looks: int) -> None:
    """CPU of this process for a whole look by the service: claim, gate, fetch, rows. The server is another process."""
    with (
        tempfile.TemporaryDirectory() as directory,
        subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True) as server,
    ):
        try:
            port = int(server.stdout.readline()) if server.stdout else 0
            _start_django(directory, port)
            for path, kind in (("/etag", "not modified (304)"), ("/plain", "the same bytes")):
                seconds, read = _looks_at(f"http://127.0.0.1:{port}{path}", looks)
                print(
                    f"  look, {kind:19} {seconds * 1000:.2f} ms CPU, {read} of {looks} read  goal <= 5 ms, nothing read"
                )
        finally:
            server.terminate()


def _start_django(directory: str, port: int) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "FACTCHECK_DATA_DIR": directory,
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "FETCH_ALLOW": f"127.0.0.1:{port}",
        "FETCH_HOST_GAP_SECONDS": "0",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _looks_at(url: str, looks: int) -> tuple[float, int]:
    """CPU seconds a look, and how many of the looks made a new copy."""
    import logging

    from django.utils import timezone

    from factcheck import jobs
    from factcheck.models import Source
    from factcheck.services.capture import capture_source

    logging.disable(logging.INFO)
    with jobs.held():
        source = Source.objects.create(key=url, url=url, name=url, is_watched=True, next_attempt_at=timezone.now())
        if capture_source(source.pk) is None:
            sys.exit("bench_watch: the page of the benchmark could not be fetched.")
        spent, read = 0.0, 0
        for _ in range(looks):
            Source.objects.filter(pk=source.pk).update(next_attempt_at=timezone.now())
            started = time.process_time()
            read += capture_source(source.pk) is not None
            spent += time.process_time() - started
    return spent / looks, read


if __name__ == "__main__":
    sys.exit(main())
