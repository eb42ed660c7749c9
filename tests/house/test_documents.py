"""The documents: links lead somewhere, commands exist, tables are complete."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from factcheck.models import AttributionStatus, Rating
from factcheck.text.match import FlagName, Match

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "sample" / "README.md"]
EACH = pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])


@EACH
def test_links_into_the_repository_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", document.read_text())
    inside = [link for link in links if not link.startswith(("http://", "https://", "mailto:"))]

    assert [link for link in inside if not (document.parent / link).exists()] == []


@EACH
def test_make_targets_and_commands_exist(document: Path) -> None:
    text = document.read_text()
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))

    assert set(re.findall(r"(?:`|^    )make ([a-z-]+)", text, flags=re.MULTILINE)) - targets == set()
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) - set(get_commands()) == set()


@EACH
def test_modules_that_are_named_exist(document: Path) -> None:
    named = re.findall(r"`((?:config|factcheck|workers|scripts|tests|docs|sample)/[\w./-]*)`", document.read_text())

    assert [path for path in named if not (ROOT / path).exists()] == []


def rows(name: str) -> str:
    return "\n".join(line for line in (ROOT / "docs" / name).read_text().splitlines() if line.startswith("|"))


@pytest.mark.parametrize("value", [*Match, *FlagName])
def test_every_match_class_and_flag_is_explained(value: str) -> None:
    assert re.search(rf"^### (?:Flag )?`{value}`", (ROOT / "docs" / "matching.md").read_text(), re.MULTILINE)


@pytest.mark.parametrize("label", [label for value, label in AttributionStatus.choices if value != "unreviewed"])
def test_every_status_is_explained(label: str) -> None:
    assert f"| {label} |" in rows("reviewing.md")


@pytest.mark.parametrize("label", [label for value, label in Rating.choices if value != "unreviewed"])
def test_every_rating_is_named(label: str) -> None:
    assert label.lower() in (ROOT / "docs" / "reviewing.md").read_text()
