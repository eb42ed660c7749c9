"""The lock files: every file has a hash, no package host is named, what is asked for is what is locked."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK_FILES = ["requirements.txt", "requirements-dev.txt"]
PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[a-z,]+\])?==([^ ;\\]+)")


def entries(name: str) -> dict[str, str]:
    """Each locked package (normalised name) and its lines."""
    found: dict[str, str] = {}
    current = ""
    for line in (ROOT / name).read_text().splitlines():
        if pin := PIN.match(line):
            current = normalized(pin[1]) + "==" + pin[2]
            found[current] = line
        elif line.startswith(" ") and current:
            found[current] += "\n" + line
    return found


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", LOCK_FILES)
def test_every_package_has_a_hash(name: str) -> None:
    locked = entries(name)

    assert len(locked) > 30
    assert [package for package, lines in locked.items() if "--hash=sha256:" not in lines] == []


@pytest.mark.parametrize("name", LOCK_FILES)
def test_no_host_is_named(name: str) -> None:
    lines = (ROOT / name).read_text().splitlines()

    assert [line for line in lines if re.search(r"https?://|--(extra-)?index-url|--find-links|@ ", line)] == []


def test_the_development_lock_holds_the_runtime_lock() -> None:
    """`make` installs one or the other, and takes the first for done when the second is."""
    assert set(entries("requirements.txt")) <= set(entries("requirements-dev.txt"))


def declared(which: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = project["dependencies"] if which == "runtime" else project["optional-dependencies"]["dev"]
    return {normalized(re.split(r"[\[<>=!~ ;]", line, maxsplit=1)[0]) for line in lines}


@pytest.mark.parametrize(("which", "name"), [("runtime", LOCK_FILES[0]), ("dev", LOCK_FILES[1])])
def test_everything_declared_is_locked(which: str, name: str) -> None:
    locked = {package.partition("==")[0] for package in entries(name)}

    assert declared(which) - locked == set()


def test_every_dependency_is_accounted_for() -> None:
    text = (ROOT / "docs" / "decisions.md").read_text()
    named = {normalized(name) for name in re.findall(r"`([A-Za-z0-9._-]+)`", text)}

    assert (declared("runtime") | declared("dev")) - named == set()
