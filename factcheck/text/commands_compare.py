"""The subcommands `compare` and `signals` of `python -m factcheck.text`: JSON Lines in and out, order kept."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import Any, TextIO

from factcheck.text.search import search
from factcheck.text.source import SourceText

_Row = dict[str, Any]


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
    return each_line(sys.stdin, sys.stdout, lambda row: compare_row(row, sources))


def run_signals(arguments: argparse.Namespace) -> int:
    """0 when all lines were read."""
    from factcheck.text.signals import compare_claim

    def answer(row: _Row) -> _Row:
        found = compare_claim(_text(row, "claim"), _text(row, "evidence"))
        return {"id": row.get("id"), **found.as_json()}

    return each_line(sys.stdin, sys.stdout, answer)


def load_sources(folder: Path) -> dict[str, SourceText]:
    """Every .txt file under a folder by its path within it; the file's name serves as the title of its text."""
    sources = {}
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace").removeprefix("\ufeff")
        sources[path.relative_to(folder).as_posix()] = SourceText(text, title=path.stem)
    return sources


def compare_row(row: _Row, sources: Mapping[str, SourceText]) -> _Row:
    """The answer to one line: {"id", "match", "flags", "coverage", "source", "spans", "operations", ...}."""
    claimed = row.get("claimed_source")
    name, comparison = search(
        _text(row, "quote"), sources, speaker=row.get("speaker") or None, claimed=_resolve(claimed, sources)
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


def _text(row: _Row, field: str) -> str:
    value = row.get(field)
    if not isinstance(value, str):
        raise ValueError(f'"{field}" must be a text')
    return value


def each_line(lines: TextIO, out: TextIO, answer: Callable[[_Row], _Row]) -> int:
    """Write one object for each line that is not blank; a line that cannot be read gives an object with "error"."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row: object = None
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError("a line must be a JSON object")
            result = answer(row)
        except (ValueError, RecursionError) as error:
            result = {"id": row.get("id") if isinstance(row, dict) else None, "line": number, "error": str(error)}
        out.write(json.dumps(result, ensure_ascii=False) + "\n")
    return 0
