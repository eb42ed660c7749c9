"""JSON Lines in and out: order kept, a bad line answered and passed over."""

import argparse
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from factcheck.text import commands_compare


def run(
    arguments: list[str], lines: list[str] | bytes, monkeypatch: pytest.MonkeyPatch
) -> tuple[int, list[dict[str, Any]]]:
    parser = argparse.ArgumentParser()
    commands_compare.add_parser(parser.add_subparsers(required=True))
    parsed = parser.parse_args(arguments)
    out = io.StringIO()
    raw_lines = lines if isinstance(lines, bytes) else "\n".join(lines).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw_lines)))
    monkeypatch.setattr("sys.stdout", out)
    status = parsed.run(parsed)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "bridge.txt").write_text("MS. ROE:  We will rebuild the old bridge by autumn.\n", encoding="utf-8")
    (tmp_path / "sub" / "harbour.txt").write_text("Nobody has counted the gulls since the sale.\n", encoding="utf-8")
    return tmp_path


def test_compare(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {
            "id": 1,
            "quote": "We will rebuild the old bridge by autumn.",
            "speaker": "Roe",
            "claimed_source": "sources/bridge.txt",
        },
        {"id": 2, "quote": "Nobody has counted the gulls since the sale.", "claimed_source": "bridge.txt"},
        {"id": 3, "quote": "The senate adjourned without any vote today."},
    ]
    lines = [json.dumps(rows[0]), "not json", "", "[]", '{"id": "x"}', json.dumps(rows[1]), json.dumps(rows[2])]
    status, found = run(["compare", "--sources", str(folder)], lines, monkeypatch)
    assert status == 0
    assert [row.get("id") for row in found] == [1, None, None, "x", 2, 3]
    assert ["error" in row for row in found] == [False, True, True, True, False, False]
    first, second, third = found[0], found[4], found[5]
    assert (first["match"], first["source"], first["speaker_check"]) == ("exact", "bridge.txt", "same")
    assert {
        "id",
        "match",
        "flags",
        "coverage",
        "source",
        "spans",
        "operations",
        "speaker_check",
        "recorded_speaker",
    } <= set(first)
    assert (second["match"], second["source"]) == ("exact", "sub/harbour.txt")
    assert "other_source" in [flag["flag"] for flag in second["flags"]]
    assert (third["match"], third["source"], third["spans"]) == ("absent", None, [])


def test_a_badly_encoded_line_spoils_only_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = json.dumps({"id": 2, "quote": "Nobody has counted the gulls since the sale."}).encode()
    raw_lines = b'\xef\xbb\xbf{"id": 1, "quote": "We will rebuild the old bridge by autumn."}\n{"id": "\xff"}\n' + good
    status, found = run(["compare", "--sources", str(folder)], raw_lines, monkeypatch)
    assert status == 0
    assert [row.get("match") for row in found] == ["exact", None, "exact"]
    assert found[1]["line"] == 2 and "utf-8" in found[1]["error"]


def test_half_a_character_in_an_answer_is_replaced(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ['{"id": "\\ud800", "quote": "Nobody has counted the gulls since the sale."}']
    assert run(["compare", "--sources", str(folder)], lines, monkeypatch)[1][0]["match"] == "exact"


def test_each_answer_is_written_at_once(folder: Path) -> None:
    """A program that asks line by line waits for one answer before it writes the next question."""
    command = [sys.executable, "-m", "factcheck.text", "compare", "--sources", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(b'{"id": 1, "quote": "Nobody has counted the gulls since the sale."}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["match"] == "exact"
        process.stdin.close()


def test_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "--sources", str(tmp_path / "none")], [], monkeypatch)[0] == 2
    assert run(["compare", "--sources", str(tmp_path)], [], monkeypatch)[0] == 2
    assert "is not a folder" in capsys.readouterr().err


def test_signals(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ['{"id": 1, "claim": "within 10 days", "evidence": "within 30 days"}', '{"id": 2, "claim": "x"}']
    status, found = run(["signals"], lines, monkeypatch)
    assert status == 0
    assert found[0]["figures"] == "conflicts"
    assert found[0]["signals"][0] == {
        "kind": "figure",
        "outcome": "conflicts",
        "claim_words": "10 days",
        "evidence_words": "30 days",
    }
    assert "error" in found[1]


def test_signals_are_of_the_kinds_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"id": 1, "claim": "The mayor sold 3 boats.", "evidence": "The mayor may have bought 3 boats."})
    _, found = run(["signals"], [line], monkeypatch)
    kinds = {signal["kind"] for signal in found[0]["signals"]}
    assert kinds <= {"figure", "date", "name", "negation", "modality", "hedge"}


def test_signals_know_the_days_on_which_both_were_written(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = {"claim": "The bridge closed last year.", "evidence": "The bridge closed in 2024."}
    days = {"claim_date": "2026-05-01", "evidence_date": "2026-05-03"}
    lines = [json.dumps({"id": 1, **pair, **days}), json.dumps({"id": 2, **pair, "claim_date": "in May"})]
    status, found = run(["signals"], lines, monkeypatch)
    assert (status, found[0]["figures"]) == (0, "conflicts")
    assert 'expected a day such as 2026-11-24 in "claim_date"' in found[1]["error"]
