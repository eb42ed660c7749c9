"""The subcommands `compare` and `signals` of `python -m factcheck.text`: JSON Lines in and out, order kept."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath

from factcheck.text.corpus import Corpus
from factcheck.text.jsonlines import Row, answer_lines, day_of, text_of
from factcheck.text.search import search
from factcheck.text.source import SourceText


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both subcommands; each sets `run`, called with the arguments, returning the exit status."""
    compare = subparsers.add_parser("compare", help="compare quotations with the sources of a folder")
    compare.add_argument("--sources", type=Path, required=True, metavar="DIR", help="folder of UTF-8 text files")
    compare.set_defaults(run=run_compare)
    signals = subparsers.add_parser("signals", help="compare claims with evidence: figures, dates, names, negation")
    signals.set_defaults(run=run_signals)


def run_compare(arguments: argparse.Namespace) -> int:
    """0 when all lines were read, 2 when the folder holds no text."""
    if not arguments.sources.is_dir():
        sys.stderr.write(f"compare: {arguments.sources} is not a folder\n")
        return 2
    sources = load_sources(arguments.sources)
    if not sources:
        sys.stderr.write(f"compare: no .txt file in {arguments.sources}\n")
        return 2
    return answer_lines(sys.stdin.buffer, sys.stdout, lambda row: compare_row(row, sources))


def run_signals(arguments: argparse.Namespace) -> int:
    """0 when all lines were read."""
    from factcheck.text.signals import SignalKind, compare_claim

    def answer(row: Row) -> Row:
        days = day_of(row, "claim_date"), day_of(row, "evidence_date")
        found = compare_claim(text_of(row, "claim"), text_of(row, "evidence"), *days)
        # Words in common are for ranking passages; a pair of lines is given.
        signals = [signal.as_json() for signal in found.signals if signal.kind is not SignalKind.WORDS]
        return {"id": row.get("id"), "signals": signals, "figures": found.figures}

    return answer_lines(sys.stdin.buffer, sys.stdout, answer)


def load_sources(folder: Path) -> Corpus:
    """Every .txt file under a folder by its path within it; the file's name serves as the title of its text."""
    sources = {}
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace").removeprefix("\ufeff")
        sources[path.relative_to(folder).as_posix()] = SourceText(text, title=path.stem)
    return Corpus(sources)


def compare_row(row: Row, sources: Mapping[str, SourceText]) -> Row:
    """The answer to one line: {"id", "match", "flags", "coverage", "source", "spans", "operations", ...}."""
    claimed = row.get("claimed_source")
    name, comparison = search(
        text_of(row, "quote"), sources, speaker=row.get("speaker") or None, claimed=_resolve(claimed, sources)
    )
    return {"id": row.get("id"), **comparison.as_json(), "source": name}


def _resolve(claimed: object, sources: Mapping[str, SourceText]) -> str | None:
    """The source that a claimed file name means: its path in the folder, or the only one with that last part."""
    if not isinstance(claimed, str) or not claimed:
        return None
    if claimed in sources:
        return claimed
    last = PurePath(claimed).name
    same = [name for name in sources if PurePath(name).name == last]
    return same[0] if len(same) == 1 else None
