"""The commands of `python -m factcheck.fetch`: JSON Lines out, one object a line, in the order of the input."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from factcheck.fetch.apart import read_apart
from factcheck.fetch.changes import Changes, find_changes
from factcheck.fetch.document import LARGEST_FILE, Document, unread
from factcheck.fetch.policy import split_host_port
from factcheck.fetch.quality import Verdict, judge
from factcheck.fetch.result import Outcome
from factcheck.fetch.retrieve import Retrieved, retrieve, side_by_side
from factcheck.fetch.settings import FetchSettings
from factcheck.fetch.sniff import BINARY
from factcheck.fetch.trust import why_distrusted

OK, SOME_FAILED, BAD_USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None, output: TextIO | None = None) -> int:
    """The exit status of the command in `arguments`: 0 all well, 1 something was not fetched or read, 2 bad usage."""
    options = _parser().parse_args(arguments)
    lines: Iterator[tuple[dict[str, object], bool]] = options.command(options)
    is_all_well = True
    for line, is_well in lines:
        print(json.dumps(line, ensure_ascii=False), file=output or sys.stdout, flush=True)
        is_all_well = is_all_well and is_well
    return OK if is_all_well else SOME_FAILED


def get(options: argparse.Namespace) -> Iterator[tuple[dict[str, object], bool]]:
    """One line a URL. Hosts are asked side by side, the answers stand in input order."""
    settings = FetchSettings(
        allowed_hosts=tuple(options.allow),
        deadline_seconds=options.seconds,
        obeys_robots=not options.ignore_robots,
    )

    def get_one(url: str, page_slots: AbstractContextManager[object]) -> Retrieved:
        return retrieve(url, settings=settings, page_slots=page_slots)

    for retrieved in side_by_side(options.urls, get_one):
        yield get_line(retrieved), retrieved.result.outcome is Outcome.FETCHED


def get_line(retrieved: Retrieved) -> dict[str, object]:
    """A fetch as the `get` command prints it."""
    result, document = retrieved.result, retrieved.document
    line: dict[str, object] = {
        "url": result.url,
        "outcome": result.outcome.value,
        "reason": result.reason,
        "status": result.status,
        "final_url": result.final_url,
        "hops": [hop.as_json() for hop in result.hops],
        "content_type": result.content_type,
        "encoding": result.encoding,
        "bytes": len(result.raw_bytes),
        "sha256": result.sha256,
        "complete": result.is_complete,
        "quality": round(retrieved.quality, 3),
        "title": document.title if document else None,
        "published_at": document.published_at if document else None,
        "article_chars": len(document.article_text) if document else 0,
        "visible_chars": len(document.visible_text) if document else 0,
        "elapsed_seconds": round(result.elapsed_seconds, 3),
    }
    if result.retry_after_seconds is not None:
        line["retry_after_seconds"] = result.retry_after_seconds
    return line


def read(options: argparse.Namespace) -> Iterator[tuple[dict[str, object], bool]]:
    """One line a file."""
    for name in options.files:
        document, verdict = read_file(Path(name), content_type=options.type, url=options.url)
        document = replace(document, problem=document.problem or verdict.reason or None)
        yield {"file": name, **document.as_json()}, document.problem is None


def changes(options: argparse.Namespace) -> Iterator[tuple[dict[str, object], bool]]:
    """One line for each line of standard input: what changed between two copies of a source."""
    for number, written in enumerate(sys.stdin, start=1):
        if not written.strip():
            continue
        identity: object = None
        try:
            pair = json.loads(written)
            identity = pair.get("id") if isinstance(pair, dict) else None
            yield {"id": identity, **changes_of_pair(pair).as_json()}, True
        except (ValueError, OSError) as error:
            yield {"id": identity, "error": f"line {number}: {error}"}, False


def changes_of_pair(pair: object) -> Changes:
    """The changes between the two files of {"before", "after", "url"?, "type"?, "tracked"}.

    Raises ValueError for a pair of another shape, OSError for an earlier copy that can't be opened.
    """
    if not isinstance(pair, dict) or not all(isinstance(pair.get(name), str) for name in ("before", "after")):
        raise ValueError('expected an object with "before", "after" (file names) and "tracked" (a list of passages)')
    tracked = pair.get("tracked", [])
    if not isinstance(tracked, list) or not all(isinstance(text, str) for text in tracked):
        raise ValueError('expected "tracked" to be a list of passages')
    hints = {"content_type": str(pair.get("type") or ""), "url": str(pair.get("url") or "")}
    before, verdict_before = read_file(Path(pair["before"]), **hints)
    if before.problem and not before.article_text:
        raise ValueError(f"the earlier copy can't be read: {before.problem}")
    after, verdict = read_file(Path(pair["after"]), **hints)
    return find_changes(before, after, tracked, why_distrusted(before, verdict_before, after, verdict))


def read_file(path: Path, *, content_type: str = "", url: str = "") -> tuple[Document, Verdict]:
    """The document of a file on disk and the verdict on it; one that can't be opened has a problem that says so."""
    try:
        with path.open("rb") as file:
            raw_bytes = file.read(LARGEST_FILE + 1)
    except OSError as error:
        missing = unread(BINARY, "none", f"The file could not be opened: {error.strerror or error}.")
        return missing, judge(missing)
    document = read_apart(raw_bytes, content_type=content_type, name=path.name, url=url)
    verdict = judge(document, raw_bytes=raw_bytes)
    return replace(document, quality=verdict.quality), verdict


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m factcheck.fetch", description="Fetch and read without a database.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    getter = commands.add_parser("get", help="fetch URLs as the workers do")
    getter.add_argument("urls", nargs="+", metavar="URL")
    getter.add_argument(
        "--allow",
        action="append",
        default=[],
        type=_host,
        metavar="HOST[:PORT]",
        help="a host policy would refuse, for tests and intranets; repeatable",
    )
    getter.add_argument("--seconds", type=_seconds, default=20.0, metavar="N", help="time limit of one fetch (20)")
    getter.add_argument("--ignore-robots", action="store_true", help="fetch what robots.txt forbids")
    getter.set_defaults(command=get)
    reader = commands.add_parser("read", help="read files as captures are read")
    reader.add_argument("files", nargs="+", metavar="FILE")
    reader.add_argument("--type", default="", metavar="MIME", help="what the file was served as")
    reader.add_argument("--url", default="", help="where the file came from, for relative links")
    reader.set_defaults(command=read)
    comparer = commands.add_parser("changes", help="compare two copies of sources; pairs come as JSON Lines on input")
    comparer.set_defaults(command=changes)
    return parser


def _host(entry: str) -> str:
    try:
        split_host_port(entry)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return entry


def _seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"expected seconds, got {written!r}") from error
    if not 0 < seconds <= 3600:
        raise argparse.ArgumentTypeError(f"expected more than 0 and at most 3600 seconds, got {written!r}")
    return seconds
