"""The batch commands `quotations`, `claims` and `worthiness`: order kept, bad lines answered, every line flushed."""

import io
import json
import subprocess
import sys

from factcheck.text.commands_find import claims_row, quotations_row, worthiness_row
from factcheck.text.jsonlines import answer_lines


def _answers(raw_lines: list[bytes]) -> list[dict]:
    out = io.StringIO()
    assert answer_lines(raw_lines, out, quotations_row) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_bad_lines_are_answered_and_the_run_goes_on() -> None:
    answers = _answers(
        [
            b'{"id": "a", "text": "\\"Yes,\\" said Hall."}\n',
            b"not json\n",
            b"\n",
            b"[1, 2]\n",
            b'{"id": "b"}\n',
            b'{"id": "c", "text": 5}\n',
            b'{"id": "d", "text": "\xff"}\n',
            b'{"id": "e", "text": ""}\n',
        ]
    )

    assert [answer.get("id") for answer in answers] == ["a", None, None, "b", "c", None, "e"]
    assert ["error" in answer for answer in answers] == [False, True, True, True, True, True, False]
    assert answers[0]["quotes"][0]["speaker"]["text"] == "Hall"
    assert answers[-1]["quotes"] == []


def test_shapes_of_the_answers() -> None:
    row = {"id": 7, "text": "CNN reported that 12 men died."}

    (quote,) = quotations_row(row)["quotes"]
    assert {"start", "end", "text", "type", "speaker", "cue", "via", "confidence", "rule"} <= set(quote)
    (claim,) = claims_row(row)["claims"]
    assert {"start", "end", "text", "sentence", "speaker", "cue", "via", "score", "reasons"} <= set(claim)
    assert set(worthiness_row(row)) == {"id", "score", "reasons"}


def test_the_command_streams_from_stdin_to_stdout() -> None:
    process = subprocess.run(
        [sys.executable, "-m", "factcheck.text", "worthiness"],
        input='{"id": 1, "text": "It cost $3 million."}\n{"id": 2, "text": "\\ud800"}\n',
        capture_output=True,
        text=True,
        check=True,
    )

    assert [json.loads(line)["id"] for line in process.stdout.splitlines()] == [1, 2]


def test_bad_usage_exits_with_two() -> None:
    process = subprocess.run([sys.executable, "-m", "factcheck.text", "nothing"], capture_output=True, check=False)

    assert process.returncode == 2
