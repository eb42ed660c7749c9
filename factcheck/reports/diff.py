"""Printed and recorded words laid out for reading: two rows of marked runs whose changes carry the same numbers.

Pure: from the operations of a comparison (as JSON) to values any page or terminal can draw.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from factcheck.reports.vocabulary import EQUIVALENCES, EXCUSED_REASONS, JUMP_REASONS, describe_change
from factcheck.text.match import OperationKind, Severity

GAP_SIGN = "‸"
PIECE_BREAK = " … "


class Mark(StrEnum):
    """How a run is drawn."""

    PLAIN = "plain"  # the same on both sides
    CHANGED = "changed"  # these words are not on the other side, and no mark of the quotation says so
    GAP = "gap"  # nothing stands here; the other side has words
    ADMITTED = "admitted"  # changed; the quotation's own brackets or ellipsis say so, or it is a mere filler of speech
    ADMITTED_GAP = "admitted_gap"  # nothing stands here, in the same way
    BREAK = "break"  # the record goes on elsewhere; not words of either side; numbered where no mark admits it


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one row. `number` ties it to its change; `text` is empty for a gap."""

    mark: Mark
    text: str
    number: int | None = None
    is_heavy: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One numbered difference, with a line for people."""

    number: int
    kind: OperationKind
    printed: str
    recorded: str
    severity: Severity
    touches: tuple[str, ...]
    sentence: str
    is_excused: bool = False

    @property
    def is_admitted(self) -> bool:
        """True where a mark of the quotation says so, or only fillers of speech are gone."""
        return self.kind in _ADMITTED or self.is_excused


@dataclass(frozen=True, slots=True)
class Diff:
    """Both rows and the numbered changes between them.

    The texts of the printed runs join to the printed words; those of the recorded runs to the recorded words of the
    operations, what an ellipsis leaves out included, with a `BREAK` between separate places.
    `is_aligned` is False when no operations were given or they do not fit the words: each row is then one plain run.
    """

    printed: tuple[Run, ...]
    recorded: tuple[Run, ...]
    changes: tuple[Change, ...]
    is_aligned: bool
    equal: tuple[str, ...] = ()  # what counts as the same words though written otherwise, for people

    @property
    def unadmitted(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if not change.is_admitted)


_UNCHANGED = frozenset({OperationKind.SAME, OperationKind.EQUIVALENT})
_ADMITTED = frozenset({OperationKind.OMITTED, OperationKind.BRACKETED})


def lay_out(
    operations: Sequence[Mapping[str, Any]],
    printed: str,
    recorded: str = "",
    spans: Sequence[Sequence[int]] = (),
) -> Diff:
    """The two rows for a quotation `printed` and the `recorded` words of its passage.

    `operations` are `Operation.as_json` values in the quotation's order; `spans` the places of the recorded words in
    order of use, joined in `recorded` by " … ".
    """
    numbers = _number(operations)
    if not operations or "".join(step["quote_words"] for step in operations) != printed:
        return _unaligned(printed, recorded)
    printed_runs = _runs((step["quote_words"], step, number) for step, number in zip(operations, numbers, strict=True))
    recorded_runs = _recorded_runs(operations, numbers, spans)
    changes = tuple(
        _change(step, number) for step, number in zip(operations, numbers, strict=True) if number is not None
    )
    equal = tuple(
        f"“{_line(step['quote_words'])}” for “{_line(step['source_words'])}” ({EQUIVALENCES[step['reason']]})"
        for step in operations
        if step["kind"] == OperationKind.EQUIVALENT and step.get("reason") in EQUIVALENCES
    )
    return Diff(tuple(printed_runs), tuple(recorded_runs), changes, is_aligned=True, equal=equal)


def _unaligned(printed: str, recorded: str) -> Diff:
    rows = [(Run(Mark.PLAIN, text),) if text else () for text in (printed, recorded)]
    return Diff(rows[0], rows[1], (), is_aligned=False)


def _number(operations: Iterable[Mapping[str, Any]]) -> list[int | None]:
    """A number for each operation that changes words, None for the others."""
    numbers: list[int | None] = []
    last = 0
    for step in operations:
        has_words = step["quote_words"].strip() or step["source_words"].strip() or _is_jump(step)
        if OperationKind(step["kind"]) in _UNCHANGED or not has_words:
            numbers.append(None)
        else:
            last += 1
            numbers.append(last)
    return numbers


def _change(step: Mapping[str, Any], number: int) -> Change:
    kind = OperationKind(step["kind"])
    printed, recorded = _line(step["quote_words"]), _line(step["source_words"])
    reason = step.get("reason", "")
    return Change(
        number=number,
        kind=kind,
        printed=printed,
        recorded=recorded,
        severity=Severity(step.get("severity", "none")),
        touches=tuple(step.get("touches", ())),
        sentence=describe_change(kind, printed, recorded, reason),
        is_excused=reason in EXCUSED_REASONS,
    )


def _line(words: str) -> str:
    return " ".join(words.split())


def _is_jump(step: Mapping[str, Any]) -> bool:
    """True for an operation without words: it says that what follows stands elsewhere in the record."""
    return step.get("reason") in JUMP_REASONS and not step["quote_words"].strip() and not step["source_words"].strip()


def _runs(steps: Iterable[tuple[str, Mapping[str, Any], int | None]]) -> list[Run]:
    runs: list[Run] = []
    for words, step, number in steps:
        if number is None:
            _add_plain(runs, words)
            continue
        is_admitted = OperationKind(step["kind"]) in _ADMITTED or step.get("reason") in EXCUSED_REASONS
        is_heavy = Severity(step.get("severity", "none")).rank >= Severity.HIGH.rank
        core = words.strip()
        if not core:
            runs.append(Run(Mark.ADMITTED_GAP if is_admitted else Mark.GAP, "", number, is_heavy))
            _add_plain(runs, words)
            continue
        lead = words[: words.index(core)]
        _add_plain(runs, lead)
        runs.append(Run(Mark.ADMITTED if is_admitted else Mark.CHANGED, core, number, is_heavy))
        _add_plain(runs, words[len(lead) + len(core) :])
    return runs


def _add_plain(runs: list[Run], text: str) -> None:
    """Append unmarked text, joined to an unmarked run before it."""
    if not text:
        return
    if runs and runs[-1].mark is Mark.PLAIN:
        text = runs.pop().text + text
    runs.append(Run(Mark.PLAIN, text))


def _recorded_runs(
    operations: Sequence[Mapping[str, Any]], numbers: Sequence[int | None], spans: Sequence[Sequence[int]]
) -> list[Run]:
    """The recorded row, in the order of the source within each span, with a break between places.

    A jump has no words: its number goes to the break at which the row leaves off.
    """
    jumps = iter([number for step, number in zip(operations, numbers, strict=True) if _is_jump(step)])
    worded = [index for index, step in enumerate(operations) if not _is_jump(step)]
    worded.sort(key=lambda index: (_place(operations[index]["source"], spans), operations[index]["source"][0]))
    runs: list[Run] = []
    reached: int | None = None
    for index in worded:
        step = operations[index]
        start, end = step["source"]
        if start < end:
            if reached is not None and start != reached:
                runs.append(Run(Mark.BREAK, PIECE_BREAK, next(jumps, None)))
            reached = end
        runs.extend(_joined(runs, _runs([(step["source_words"], step, numbers[index])])))
    runs.extend(Run(Mark.GAP, "", number) for number in jumps)
    return runs


def _joined(runs: list[Run], added: list[Run]) -> list[Run]:
    """The added runs, the first of them merged into the last of `runs` where both are plain."""
    if added and runs and added[0].mark is Mark.PLAIN and runs[-1].mark is Mark.PLAIN:
        added[0] = Run(Mark.PLAIN, runs.pop().text + added[0].text)
    return added


def _place(source: Sequence[int], spans: Sequence[Sequence[int]]) -> int:
    """The index of the span a source range stands in: the one that holds it, or the last that begins before it."""
    start, end = source
    for index, span in enumerate(spans):
        if span[0] <= start and end <= span[1] and (start < end or start < span[1] or index + 1 == len(spans)):
            return index
    return max((index for index, span in enumerate(spans) if span[0] <= start), default=0)
