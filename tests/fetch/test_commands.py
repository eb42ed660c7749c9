"""`python -m factcheck.fetch`: lines, their order, and exit statuses."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.fetch.commands import BAD_USAGE, OK, SOME_FAILED, main
from tests.fetch.hostile_server import HostileServer

GET_KEYS = (
    "url outcome reason status final_url hops content_type encoding bytes sha256 complete quality title published_at "
    "article_chars visible_chars elapsed_seconds"
).split()
READ_KEYS = "file type reader title published_at language article_text visible_text turns times quality problem".split()


def run(*arguments: str) -> tuple[int, list[dict[str, object]]]:
    output = io.StringIO()
    status = main(arguments, output)
    return status, [json.loads(line) for line in output.getvalue().splitlines()]


def test_get_prints_a_line_for_each_url_in_order(hostile_server: HostileServer) -> None:
    host = f"127.0.0.1:{hostile_server.port}"
    elsewhere = f"http://localhost:{hostile_server.port}/page"
    status, lines = run("get", f"http://{host}/slow", "http://10.0.0.1/", elsewhere, "--allow", host, "--seconds", "8")
    assert status == SOME_FAILED
    assert [line["outcome"] for line in lines] == ["fetched", "refused", "refused"]
    assert list(lines[0]) == GET_KEYS
    assert lines[0]["title"] == "SECRET"
    assert lines[0]["hops"] == [{"url": f"http://{host}/slow", "status": 200, "address": "127.0.0.1"}]


def test_get_all_fetched(hostile_server: HostileServer) -> None:
    status, lines = run(
        "get", f"http://127.0.0.1:{hostile_server.port}/page", "--allow", "127.0.0.1", "--ignore-robots"
    )
    assert (status, lines[0]["complete"]) == (OK, True)


def test_read_prints_a_line_for_each_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("MS. PSAKI:  Hello there.")
    status, lines = run("read", str(tmp_path / "a.txt"), str(tmp_path / "none.txt"))
    assert status == SOME_FAILED
    assert list(lines[0]) == READ_KEYS
    assert lines[0]["turns"] == [{"speaker": "MS. PSAKI", "start": 0, "end": 24}]
    assert "could not be opened" in str(lines[1]["problem"])


def test_changes_go_on_after_a_bad_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "We will not allow anyone to close the door."
    (tmp_path / "a.txt").write_text(f"The first line of it.\n{said}\nThe last line of it is here.")
    (tmp_path / "b.txt").write_text((tmp_path / "a.txt").read_text().replace(" not", ""))
    (tmp_path / "c.html").write_text("<html><title>Just a moment...</title><body>Checking your browser</body></html>")
    before = str(tmp_path / "a.txt")
    pairs = [
        json.dumps({"id": 1, "before": before, "after": str(tmp_path / "b.txt"), "tracked": [said]}),
        "not JSON",
        json.dumps({"id": 3, "before": before, "tracked": [said]}),
        json.dumps({"id": 4, "before": before, "after": str(tmp_path / "c.html"), "tracked": [said]}),
        json.dumps({"id": 5, "before": before, "after": str(tmp_path / "gone.txt"), "tracked": [said]}),
    ]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(pairs)))
    status, lines = run("changes")
    assert status == SOME_FAILED
    assert [line["id"] for line in lines] == [1, None, 3, 4, 5]
    assert lines[0]["alert"] is True
    assert lines[0]["tracked"][0]["now"] == said.replace(" not", "")  # type: ignore[index]
    assert "error" in lines[1]
    assert "error" in lines[2]
    for line in lines[3:]:
        assert line["tracked"][0]["outcome"] == "unknown"  # type: ignore[index]
        assert line["problem"]
        assert line["alert"] is False


@pytest.mark.parametrize(
    "arguments", [[], ["get"], ["get", "x", "--seconds", "0"], ["get", "x", "--allow", "a b"], ["fly"]]
)
def test_bad_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == BAD_USAGE


def test_module_runs_without_django_settings() -> None:
    command = [sys.executable, "-m", "factcheck.fetch", "get", "http://127.0.0.1/"]
    done = subprocess.run(command, capture_output=True, text=True, env={"PATH": ""}, check=False)
    assert done.returncode == SOME_FAILED
    assert json.loads(done.stdout)["outcome"] == "refused"
    assert done.stderr == ""
