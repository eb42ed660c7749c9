"""The Makefile: every target is listed by `make help`; an old Python is told so."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_make(*arguments: str) -> subprocess.CompletedProcess[str]:
    # As a person calls it, also when the tests themselves were started by make.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30)


def test_help_is_the_default_and_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)
    assert phony is not None
    targets = re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE)

    listed = [line.split()[1] for line in run_make().stdout.splitlines()]

    assert sorted(listed) == sorted(targets) == sorted(phony[1].split())


def test_help_takes_one_line_a_target() -> None:
    assert [line for line in run_make("help").stdout.splitlines() if len(line) > 120] == []


def test_a_python_that_is_not_there_is_named(tmp_path: Path) -> None:
    answer = run_make("PYTHON=python-of-nowhere", f"VENV={tmp_path}/venv", "demo")

    assert answer.returncode != 0
    assert "python-of-nowhere" in answer.stderr and "3.11" in answer.stderr


def test_nothing_is_made_with_a_python_that_fails_the_check(tmp_path: Path) -> None:
    old = tmp_path / "python-old"
    old.write_text(
        f'#!/bin/sh\ncase "$2" in *version_info*) echo "{old}: needs Python 3.11" >&2; exit 1;; esac\nexit 3\n'
    )
    old.chmod(0o755)

    answer = run_make(f"PYTHON={old}", f"VENV={tmp_path}/venv", "demo")

    assert answer.returncode != 0
    assert not (tmp_path / "venv").exists(), "nothing is made with it"


def test_the_version_check_refuses_what_is_older() -> None:
    check = re.search(r"-c '(import sys; sys\.exit\(None if .+?)'$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert check is not None
    for version, is_refused in (((3, 9, 6), True), ((3, 10, 14), True), ((3, 11, 0), False), ((4, 0, 0), False)):
        code = check[1].replace("import sys; ", "").replace("$(PYTHON)", "python3")
        stand_in = (
            f"class sys:\n    version_info = {version}\n    exit = staticmethod(lambda message: print(message))\n"
        )
        answer = subprocess.run(["python3", "-c", stand_in + code], capture_output=True, text=True, timeout=30)
        assert ("needs Python 3.11" in answer.stdout) is is_refused, (version, answer)
