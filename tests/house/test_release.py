"""One version: the records of the program name the one that is released."""

import tomllib
from pathlib import Path

from factcheck.fetch.settings import FetchSettings
from factcheck.release import SOFTWARE, VERSION

ROOT = Path(__file__).resolve().parents[2]


def test_version_is_that_of_the_project() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION


def test_records_and_requests_name_it() -> None:
    assert f"factcheck {VERSION}" == SOFTWARE
    assert FetchSettings().user_agent.startswith(f"Factcheck/{VERSION} ")
