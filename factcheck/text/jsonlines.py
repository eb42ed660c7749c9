"""JSON Lines in and out for the batch commands: one object a line, order kept, each answer written at once."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TextIO

Row = dict[str, Any]


def answer_lines(raw_lines: Iterable[bytes], out: TextIO, answer: Callable[[Row], Row]) -> int:
    """Write one answer for each line that is not blank and return the exit status 0.

    A line that is not an object of the right shape is answered by {"id", "error", "line"}, "id" null where it has none,
    and the run goes on. Lines are bytes, so that a badly encoded one spoils only itself.
    """
    for number, raw_line in enumerate(raw_lines, start=1):
        if not raw_line.strip():
            continue
        row: object = None
        try:
            row = _parsed(raw_line, "utf-8-sig" if number == 1 else "utf-8")
            if not isinstance(row, dict):
                raise ValueError(f"expected a JSON object, got {type(row).__name__}")
            result = answer(row)
        except (ValueError, RecursionError) as error:
            result = {"id": row.get("id") if isinstance(row, dict) else None, "error": str(error), "line": number}
        out.write(
            json.dumps(result, ensure_ascii=False).encode("utf-8", "surrogatepass").decode("utf-8", "replace") + "\n"
        )
        out.flush()
    return 0


def _parsed(raw_line: bytes, encoding: str) -> object:
    try:
        return json.loads(raw_line.decode(encoding))
    except UnicodeDecodeError as error:
        raise ValueError(f"expected UTF-8: {error}") from error
    except ValueError as error:
        raise ValueError(f"expected JSON: {error}") from error


def text_of(row: Row, name: str) -> str:
    """The text field `name` of a row. Raises ValueError where it is missing or not a string."""
    value = row.get(name)
    if not isinstance(value, str):
        raise ValueError(f'expected a string in "{name}", got {"nothing" if value is None else type(value).__name__}')
    return value


def day_of(row: Row, name: str) -> date | None:
    """The day in the field `name`, "2026-11-24"; None where there is none. Raises ValueError for anything else."""
    if row.get(name) is None:
        return None
    try:
        return date.fromisoformat(text_of(row, name))
    except ValueError as error:
        raise ValueError(f'expected a day such as 2026-11-24 in "{name}": {error}') from error
