"""An import somebody posts: an archive or checks of others, so small that it is done while they wait.

What is there already is known again, so the same records may be sent twice; what is bad is left out and named.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from factcheck.exceptions import BadInput
from factcheck.fetch.checks.files import read_file
from factcheck.fetch.checks.records import BadRecord
from factcheck.services import audit
from factcheck.services.import_archive import import_archive
from factcheck.services.import_checks import import_checks

MOST_PROBLEMS = 100
ARCHIVE, CHECKS = "archive", "checks"


@dataclass(slots=True)
class Posted:
    """What became of the records; `problems` are (place, reason) of the first that were left out."""

    kind: str
    added: int = 0
    known: int = 0
    republished: int = 0
    skipped: int = 0
    waiting: int = 0
    problems: list[dict[str, str]] = field(default_factory=list)

    def report(self, place: object, reason: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append({"place": str(place), "reason": reason})


def import_records(kind: str, records: Iterable[Any], *, actor: Any) -> Posted:
    """The records, as if they stood in a file, a line each."""
    lines = b"".join(json.dumps(record).encode() + b"\n" for record in records)
    return import_posted(kind, io.BytesIO(lines), actor=actor)


def import_posted(kind: str, file: BinaryIO, *, actor: Any) -> Posted:
    """The file of an archive (JSON Lines) or of checks (whatever `read_file` reads). Raises BadInput for a file that is
    none of these; what was read of it before is kept.
    """
    posted = Posted(kind)
    if kind == ARCHIVE:
        done = import_archive(file, report=posted.report)
        posted.added, posted.known, posted.skipped, posted.waiting = done.captures, done.known, done.bad, done.waiting
    else:
        try:
            checks = import_checks(read_file(file), f"API: {audit.name_of(actor)}", report=posted.report)
        except BadRecord as error:
            raise BadInput(f"{error}.") from error
        posted.added, posted.known = checks.added, checks.known
        posted.republished, posted.skipped = checks.republished, checks.skipped
    if posted.added or posted.republished:
        counts = {"added": posted.added, "known": posted.known, "republished": posted.republished}
        audit.record(f"{kind}.imported", actor, actor=actor, new=counts)
    return posted
