"""The files of questions that commands answer: JSON Lines in and out, in order; a bad line does not end the run."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import CommandError, OutputWrapper

from factcheck.exceptions import FactcheckError
from factcheck.text.jsonlines import Row, answer_lines, text_of


def answer_batch(file: str, out: OutputWrapper, answer: Callable[[str, Row], Row]) -> None:
    """Write an answer for each line of the file ("-": standard input), from its text and the whole row.

    Each carries the row's "id". Raises CommandError (exit status 2) for a file that cannot be opened.
    """
    try:
        lines = sys.stdin.buffer if file == "-" else Path(file).open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.", returncode=2) from error
    with lines:
        answer_lines(lines, cast(TextIO, out), lambda row: _answered(row, answer))


def _answered(row: Row, answer: Callable[[str, Row], Row]) -> dict[str, Any]:
    text = text_of(row, "text")
    try:
        return {"id": row.get("id"), **answer(text, row)}
    except FactcheckError as error:
        raise ValueError(str(error)) from error
